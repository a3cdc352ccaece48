"""Reading a backup, from its first byte to its last in one go.

A phone has neither the memory nor a safe place for the whole of it unlocked, so whoever reads is asked for what comes next,
and exhibits pass by.
Laws of this module:
1. The ZIP has one layout only: it takes exactly the heads and the tail that making gives, so no two programs see two things.
2. Nothing of a backup counts before its last byte was read and every digest, the chain and the manifest agree.
"""

import datetime
import hashlib
import re
import zlib
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from . import manifest, seal, strictjson, ziplayout
from .backup import BACKUP, FORMAT, KEYS, VERSION, Backup, Json, Kept, used
from .casefile import FOLDER, MANIFEST, MOST_LOG, MOST_MANIFEST, README
from .errors import CannotRead, TooNew
from .incident import HEX32, HEX64
from .manifest import Stated
from .record import GENESIS, Record
from .ziplayout import LOCAL, Entry

MOST_README = 1 << 20
STEP = 200
_FILE = re.compile(rf"{FOLDER}([0-9a-f]{{32}})\.[a-z0-9]{{1,5}}\Z")


@dataclass(frozen=True, slots=True)
class Take:
    """Asks for the next ``size`` bytes; fewer mean that there are no more."""

    size: int


@dataclass(frozen=True, slots=True)
class Turn:
    """Asks for nothing: a good moment to let a screen draw."""


Ask = Take | Turn | Kept | Backup


def reading() -> Generator[Ask, Any, Backup]:
    """Reads a backup. What it yields, whoever reads answers:

    ``Take`` with bytes, ``Kept`` with the (CRC-32, SHA-256) of its next ``size`` bytes, which may be put away on the way;
    a ``Backup`` (what is told, not checked yet) and ``Turn`` with nothing. What it returns is checked to the last byte.
    Raises CannotRead (``not_backup``, ``damaged``, ``too_large``) or TooNew.
    """
    entries: list[Entry] = []
    stated: list[Stated] = []
    try:
        content = yield from _small(BACKUP, MOST_LOG, entries, stated)
    except CannotRead as wrong:
        raise CannotRead("not_backup") from wrong
    backup = yield from _decoded(content)
    yield backup
    yield from _small(README, MOST_README, entries, stated)
    for kept in backup.exhibits:
        entry = yield from _head(kept.file)
        crc32, sha256 = yield kept
        if entry.size != kept.size or (crc32, sha256) != (entry.crc32, kept.sha256):
            raise CannotRead("damaged")
        entries.append(entry)
        stated.append(Stated(kept.file, kept.size, kept.sha256))
    if (yield from _small(MANIFEST, MOST_MANIFEST, entries, [])) != manifest.encode(stated):
        raise CannotRead("damaged")
    tail = ziplayout.layout(entries).tail
    if (yield Take(len(tail) + 1)) != tail:
        raise CannotRead("damaged")
    return backup


def _head(name: str) -> Generator[Ask, Any, Entry]:
    """What stands before a file that must be ``name``."""
    length = LOCAL.size + len(name.encode())
    head = yield Take(length)
    if len(head) != length:
        raise CannotRead("damaged")
    fields = LOCAL.unpack(head[: LOCAL.size])
    entry = Entry(name, fields[6], fields[8])
    if head != ziplayout.layout([entry]).heads[0]:
        raise CannotRead("damaged")
    return entry


def _small(name: str, most: int, entries: list[Entry], stated: list[Stated]) -> Generator[Ask, Any, bytes]:
    """A file that is read whole."""
    entry = yield from _head(name)
    if entry.size > most:
        raise CannotRead("too_large")
    content = bytes((yield Take(entry.size)))
    if len(content) != entry.size or zlib.crc32(content) != entry.crc32:
        raise CannotRead("damaged")
    entries.append(entry)
    stated.append(Stated(name, entry.size, hashlib.sha256(content).hexdigest()))
    return content


def _decoded(content: bytes) -> Generator[Ask, Any, Backup]:
    value = strictjson.loads(content)
    if value.get("format") != FORMAT:
        raise CannotRead("not_backup")
    try:
        if value["v"] > VERSION:
            raise TooNew()
        if set(value) != KEYS:
            raise TooNew()
        records = yield from _records(value["records"])
        backup = Backup(
            records=records,
            made_at=datetime.datetime.fromisoformat(value["made_at"]),
            lang=value["lang"],
            settings={**value["settings"]},
            drafts={row["id"]: _draft(row["draft"]) for row in value["drafts"]},
            exhibits=tuple(Kept(**kept) for kept in value["exhibits"]),
            missing=tuple(value["missing"]),
        )
        headers = [r.header for r in records]
        fixed = (len(headers), headers[-1].digest if headers else GENESIS, seal.of(headers).code)
        whole = all(type(v) is int for v in (value["v"], value["count"])) and value["v"] == VERSION
        rows = len(backup.drafts) == len(value["drafts"]) and all(HEX32.match(row) for row in backup.drafts)
        if not (whole and rows and type(backup.lang) is str and backup.made_at.tzinfo):
            raise ValueError("not a backup")
        if fixed != (value["count"], value["head"], value["seal"]) or not _fit(backup):
            raise ValueError("it does not hold what it says")
    except (AttributeError, KeyError, TypeError, ValueError) as wrong:
        raise CannotRead("damaged") from wrong
    # A text that this version can't read is found now, not when somebody looks.
    _ = backup.histories
    return backup


def _records(values: list[Any]) -> Generator[Ask, Any, tuple[Record, ...]]:
    """The records, which must be a whole chain; each has both its parts, or none when it was erased."""
    records: list[Record] = []
    prev = GENESIS
    for seq, value in enumerate(values):
        if seq % STEP == 0:
            yield Turn()
        record = Record.from_json(value)
        header, parts = record.header, (record.shared, record.private)
        if record.to_json() != value or (header.seq, header.prev) != (seq, prev) or (parts[0] is None) != (parts[1] is None):
            raise CannotRead("damaged")
        if any(part and part.digest != digest for part, digest in zip(parts, (header.shared, header.private), strict=True)):
            raise CannotRead("damaged")
        records.append(record)
        prev = header.digest
    return tuple(records)


def _draft(value: Json) -> Json:
    """A form as it was being filled in: texts by field, and its exhibits."""
    texts = all(type(name) is str and all(type(t) is str for t in told) for name, told in value["fields"].items())
    exhibits = all(HEX32.match(e["id"]) and HEX64.match(e["sha256"]) and type(e["size"]) is int for e in value["exhibits"])
    if not (texts and exhibits and type(value["incident"]) is str):
        raise ValueError("not a form")
    return value


def _fit(backup: Backup) -> bool:
    """Whether each exhibit that is told of is there once, or is said to be missing, and nothing else is."""
    told = used(backup.records, backup.drafts)
    here = [(k.id, k.sha256, k.size) for k in backup.exhibits]
    named = all((found := _FILE.match(k.file)) and found[1] == k.id for k in backup.exhibits)
    wanted = [(i, sha256, size) for i, (sha256, size, _) in told.items() if i not in backup.missing]
    return named and here == wanted and list(backup.missing) == [i for i in told if i in backup.missing]


def read(source: BinaryIO) -> Backup:
    """The backup in a file that is here unlocked, checked to the last byte; raises as ``reading`` does."""
    asks, answer = reading(), None
    while True:
        try:
            ask = asks.send(answer)
        except StopIteration as done:
            return cast(Backup, done.value)
        answer = source.read(ask.size) if isinstance(ask, Take) else _passed(source, ask.size) if isinstance(ask, Kept) else None


def _passed(source: BinaryIO, size: int) -> tuple[int, str]:
    crc32, digest = 0, hashlib.sha256()
    while size and (piece := source.read(min(size, 1 << 20))):
        crc32, size = zlib.crc32(piece, crc32), size - len(piece)
        digest.update(piece)
    return crc32, digest.hexdigest()
