"""The first sheet of an XLSX that holds anything, as rows of texts, read with nothing but the standard library.

A part that defines anything of its own is refused before it is read; numbers that are set as dates become dates.
"""

import datetime
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from typing import BinaryIO

from ..errors import CannotRead
from ..zipreading import Archive

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TO = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MOST_PART = 128 << 20
MOST_CELLS, MOST_COLUMNS = 2_000_000, 100
WORKBOOK = "xl/workbook.xml"
# Formats of the program itself that show a day or an hour; others are known by their letters.
OF_DATES = {*range(14, 23), *range(45, 48)}
LETTERS_OF_DATES = re.compile(r"[dyhs]", re.IGNORECASE)
NOT_SHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')
DAY_ZERO, DAY_ZERO_1904 = datetime.datetime(1899, 12, 30), datetime.datetime(1904, 1, 1)
Rows = list[list[str]]


def rows(source: BinaryIO | Archive) -> Rows:
    """The rows; raises CannotRead("damaged", "too_large" or "import_unsafe")."""
    archive = source if isinstance(source, Archive) else Archive(source)
    try:
        return _rows(archive)
    except (ElementTree.ParseError, KeyError, ValueError, IndexError, OverflowError) as wrong:
        raise CannotRead("damaged") from wrong


def _rows(archive: Archive) -> Rows:
    book = _tree(archive, WORKBOOK)
    places = {e.get("Id", ""): e.get("Target", "") for e in _tree(archive, "xl/_rels/workbook.xml.rels")}
    properties = book.find(f"{MAIN}workbookPr")
    from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    shared = _shared(archive)
    dated = _dated(archive)
    for sheet in book.iter(f"{MAIN}sheet"):
        place = places.get(sheet.get(TO, ""), "").lstrip("/").removeprefix("xl/")
        found = list(_of_sheet(_tree(archive, f"xl/{place}"), shared, dated, DAY_ZERO_1904 if from_1904 else DAY_ZERO))
        if found:
            return found
    return []


def _tree(archive: Archive, name: str) -> ElementTree.Element:
    content = archive.read(name, MOST_PART)
    # No program that saves a sheet writes a document type; whoever does wants something else.
    if b"\0" in content[:200] or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise CannotRead("import_unsafe")
    return ElementTree.fromstring(content)


def _shared(archive: Archive) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.names:
        return []
    return [_joined(e) for e in _tree(archive, "xl/sharedStrings.xml").iter(f"{MAIN}si")]


def _joined(element: ElementTree.Element) -> str:
    """All runs of a text; what tells how it is spoken is left out."""
    spoken = {id(t) for e in element.iter(f"{MAIN}rPh") for t in e.iter()}
    return "".join(t.text or "" for t in element.iter(f"{MAIN}t") if id(t) not in spoken)


def _dated(archive: Archive) -> set[int]:
    """The numbers of the cell formats that show a date or a time."""
    if "xl/styles.xml" not in archive.names:
        return set()
    styles = _tree(archive, "xl/styles.xml")
    own = {int(e.get("numFmtId", "0")): e.get("formatCode", "") for e in styles.iter(f"{MAIN}numFmt")}
    wanted = OF_DATES | {n for n, code in own.items() if LETTERS_OF_DATES.search(NOT_SHOWN.sub("", code))}
    formats = styles.find(f"{MAIN}cellXfs")
    return {n for n, e in enumerate(formats if formats is not None else ()) if int(e.get("numFmtId", "0")) in wanted}


def _of_sheet(tree: ElementTree.Element, shared: list[str], dated: set[int], zero: datetime.datetime) -> Iterator[list[str]]:
    cells = 0
    for row in tree.iter(f"{MAIN}row"):
        told: list[str] = []
        for n, cell in enumerate(row.iter(f"{MAIN}c")):
            at = _column(cell.get("r", ""), n)
            cells += 1
            if cells > MOST_CELLS:
                raise CannotRead("too_large")
            if at < MOST_COLUMNS:
                told += [""] * (at + 1 - len(told))
                told[at] = _cell(cell, shared, dated, zero)
        if any(told):
            yield told


def _column(place: str, n: int) -> int:
    letters = re.match(r"[A-Z]{1,3}", place)
    if letters is None:
        return n
    at = 0
    for letter in letters[0]:
        at = at * 26 + ord(letter) - 64
    return at - 1


def _cell(cell: ElementTree.Element, shared: list[str], dated: set[int], zero: datetime.datetime) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _joined(cell)
    value = cell.findtext(f"{MAIN}v") or ""
    if kind == "s":
        return shared[int(value)]
    if kind == "n" and value and int(cell.get("s", "0")) in dated:
        return _date(float(value), zero)
    return value


def _date(number: float, zero: datetime.datetime) -> str:
    """A date as it is written in ISO 8601, a time of day alone as ``HH:MM:SS``."""
    moment = zero + datetime.timedelta(seconds=round(number * 86400))
    if 0 <= number < 1:
        return moment.strftime("%H:%M:%S")
    return moment.strftime("%Y-%m-%d" if moment.time() == datetime.time() else "%Y-%m-%d %H:%M:%S")
