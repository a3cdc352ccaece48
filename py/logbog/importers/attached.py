"""The bytes of what came with a message, where the export holds them: to be kept as exhibits of the incident.

They are fetched in a second walk through the file, and only those that are asked for: whoever takes three pictures
of a thousand holds three.
"""

import base64
import binascii
import io
from collections.abc import Collection, Iterator
from typing import BinaryIO

from ..errors import CannotRead
from ..zipreading import Archive
from . import mail, phonexml

MOST_FILE = 200 << 20
START = 16 << 10
# The line of the message that a file came with, and its name there.
Wanted = Collection[tuple[int, str]]


def files(source: BinaryIO, wanted: Wanted) -> Iterator[tuple[int, str, bytes]]:
    """(line, name, bytes) of each wanted file that the export holds; raises CannotRead as the reading of it does.

    In a ZIP a file is known by its name alone; one that is larger than an exhibit may be is passed over.
    """
    source.seek(0)
    start = source.read(START)
    source.seek(0)
    if start.startswith(b"PK"):
        yield from _of_archive(Archive(source), wanted)
    elif mail.looks_like(start):
        yield from (found for found in mail.files(source) if found[:2] in wanted and len(found[2]) <= MOST_FILE)
    elif start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        yield from _of_phone(source, wanted)


def _of_archive(archive: Archive, wanted: Wanted) -> Iterator[tuple[int, str, bytes]]:
    places: dict[str, str] = {}
    for place in archive.names:
        places.setdefault(place.rpartition("/")[2].casefold(), place)
    for line, name in wanted:
        found = places.get(name.casefold())
        if found and archive.size(found) <= MOST_FILE:
            yield line, name, archive.read(found, MOST_FILE)
    for place in archive.names:
        if place.lower().endswith(".xml") and any(name.casefold() not in places for _, name in wanted):
            yield from _of_phone(io.BytesIO(archive.read(place, MOST_FILE)), wanted)


def _of_phone(source: BinaryIO, wanted: Wanted) -> Iterator[tuple[int, str, bytes]]:
    held: list[tuple[int, str, bytes]] = []

    def keep(line: int, name: str, content: str) -> None:
        if (line, name) in wanted and len(content) <= MOST_FILE:
            try:
                held.append((line, name, base64.b64decode(content)))
            except (binascii.Error, ValueError):
                # What is no base64 is no file.
                return

    try:
        phonexml.files(source, keep)
    except CannotRead as wrong:
        if wrong.code != "import_unknown":
            raise
    yield from held
