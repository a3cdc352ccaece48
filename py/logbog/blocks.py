"""What a report is made of, before it is HTML or PDF: a tree of plain blocks, and sheets of plain values.

Laws of this module:
1. A block holds finished texts in the reader's language; a renderer adds none but page numbers.
2. A block says what something is, never how it looks.
"""

import datetime
from dataclasses import dataclass

from .picture import Picture

Value = str | int | datetime.date | datetime.time | datetime.datetime | None
Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of ``level`` 1 to 3; ``new_page`` asks for a fresh sheet of paper."""

    text: str
    level: int = 2
    anchor: str = ""
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A text set apart, which the reader must not miss."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Characters to be compared one by one."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Terms, each with what is so; ``dense`` where much must stand on one sheet."""

    rows: tuple[Fact, ...]
    dense: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with the sentences that say the same; ``name`` is its own within the report."""

    name: str
    picture: Picture


@dataclass(frozen=True, slots=True)
class Told:
    """One thing told of an incident, with a ``label`` before it or a ``style``: strong, quote or small.

    ``link`` is the anchor it leads to.
    """

    text: str
    label: str = ""
    style: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One incident in full, with a heading of its own."""

    title: str
    told: tuple[Told, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``share`` is its part of the width, in hundredths."""

    title: str
    share: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: a cell for each column, what is told in it one under the other.

    ``mark`` says that it is of another sort than the rows around it (``note``); a text in it says so too.
    """

    cells: tuple[tuple[Told, ...], ...]
    anchor: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head that comes again on each sheet of paper.

    ``tied`` keeps the heading before it and its head on the sheet of its first row.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    tied: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """An exhibit: its facts, and its picture where there is one of id ``exhibit``; else ``instead`` is said."""

    title: str
    facts: tuple[Fact, ...]
    exhibit: str
    alt: str
    instead: str
    anchor: str = ""


Block = Heading | Paragraph | Note | Code | Facts | Figure | Card | Table | Shown


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a sheet: its title, and its width in characters."""

    title: str
    width: int = 12


@dataclass(frozen=True, slots=True)
class Sheet:
    """Plain values in rows, for CSV and XLSX."""

    name: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """A finished report: what is read, and the same as sheets (the incidents first)."""

    title: str
    lang: str
    direction: str
    made_at: datetime.datetime
    blocks: tuple[Block, ...]
    sheets: tuple[Sheet, ...]
    texts: "Texts"

    @property
    def table(self) -> Sheet:
        """The incidents, one row each."""
        return self.sheets[0]


@dataclass(frozen=True, kw_only=True, slots=True)
class Texts:
    """What a renderer needs to say by itself; ``{page}``, ``{pages}`` and ``{n}`` stand where it puts figures."""

    contents: str
    skip: str
    page: str
    missing_script: str
    missing_note: str
    cut: str
