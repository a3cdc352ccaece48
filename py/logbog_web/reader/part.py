"""What the parts of the reader are to the desk, and what they may use of it."""

import datetime
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

from logbog.casefile import CaseFile
from logbog.casework import Casework
from logbog.dossier import Dossier
from logbog.dossierfile import DossierFile
from logbog.record import Record
from logbog.verify import Finding
from logbog.words import Words

from . import blobfile
from .blobfile import Blob

Action = Callable[[str, dict[str, list[str]], list[Any]], Awaitable[None]]


class Stopped(Exception):
    """The person asked for long work to stop."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A log that is open: its letter, what its file is called, where its bytes lie, and who wrote it (typed, or empty).

    ``handed`` says that it came in the dossier file that was opened, so that its letter is told there already.
    """

    letter: str
    name: str
    file: Blob
    case: CaseFile
    label: str = ""
    handed: bool = False

    def blob(self) -> Any:
        """Its bytes as they came, as a JavaScript Blob."""
        return self.file.cut(0, self.file.size)

    def read(self) -> BinaryIO:
        """Its bytes as they came, as a file."""
        return blobfile.buffered(self.file)


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that can't be opened; ``code`` is the end of a key ``reader.refused.…``."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A protected file that waits for its passphrase; ``wrong`` is why the last one didn't open it."""

    name: str
    file: Blob
    wrong: str = ""


class Host(Protocol):
    """The desk, as its parts see it."""

    w: Words
    place: str
    opened: tuple[Opened, ...]
    records: tuple[Record, ...]
    given: DossierFile | None
    findings: Mapping[str, tuple[Finding, ...]]
    refused: tuple[Refused, ...]
    waiting: tuple[Waiting, ...]

    @property
    def today(self) -> datetime.date:
        """The day it is here."""

    @property
    def dossier(self) -> Dossier | None:
        """All that is open, as one; None while nothing is."""

    @property
    def casework(self) -> Casework:
        """The professionals' own notes and hands: ``records``, folded."""

    def show(self, html: str, place: str = "", focus: str = "#screen-title") -> None:
        """Draws the main column; ``place`` is the name of the tab it belongs to."""

    def side(self, name: str, html: str) -> None:
        """Draws a card of the side column."""

    def say(self, text: str) -> None:
        """Says a short thing."""

    def go(self, place: str) -> None:
        """Shows a place by its name."""

    def change(self, **now: Any) -> None:
        """Sets any of ``opened``, ``records``, ``given``, ``findings``, ``refused``, ``waiting``; every part draws anew."""

    def begin(self, name: str, work: Awaitable[None]) -> None:
        """Begins long work that no tap waits for; ``name`` is its own."""

    async def step(self, fraction: float, text: str) -> None:
        """Between two steps of long work: shows how far it is, lets messages in, raises Stopped when asked to stop."""


class Part(Protocol):
    """A part of the reader."""

    def actions(self) -> Mapping[str, Action]:
        """What it does: the name of a ``data-do``, or ``submit-``, ``input-`` and the name of a form → the action."""

    def places(self) -> Mapping[str, Callable[[], None]]:
        """The screens it can show in the main column, by the name of their tab."""

    def changed(self) -> None:
        """What is open is another now (a file, a label, a note, a verdict): draw anew what of yours stands on the screen."""
