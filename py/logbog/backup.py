"""The backup: the whole log with what is private, the drafts, the settings and the exhibits, to be restored from.

It is a plain ZIP inside an age file, made as a case file is (``plan``, then ``casefile.parts``), and read from its first
byte to its last in one go: a phone has neither the memory nor a safe place for the whole of it unlocked.
Laws of this module:
1. A backup holds all or says what is missing; an exhibit that can't be opened any more is named, never passed over.
2. The ZIP has one layout only: reading takes exactly the heads and the tail that making gives, so no two programs see two things.
3. Nothing of a backup counts before its last byte was read and every digest, the chain and the manifest agree.
"""

import dataclasses
import datetime
import hashlib
import json
import re
import zlib
from collections.abc import Collection, Generator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, BinaryIO, cast

from . import casefile, manifest, readme, seal, strictjson, words, ziplayout
from .casefile import ENDINGS, FOLDER, MANIFEST, MOST_LOG, MOST_MANIFEST, README, Made, Need, Plan
from .errors import CannotRead, CannotWrite, TooNew
from .history import History, fold
from .incident import HEX32, HEX64
from .manifest import Stated
from .record import GENESIS, Record
from .ziplayout import LOCAL, Entry

FORMAT, VERSION = "logbog-backup", 1
BACKUP = "backup.json"
KEYS = {"format", "v", "lang", "made_at", "count", "head", "seal", "settings", "drafts", "exhibits", "missing", "records"}
MOST_README = 1 << 20
STEP = 200
_FILE = re.compile(rf"{FOLDER}([0-9a-f]{{32}})\.[a-z0-9]{{1,5}}\Z")
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """An exhibit in the backup: its id, its file, and the digest and length of its bytes as they came."""

    id: str
    file: str
    sha256: str
    size: int


@dataclass(frozen=True, kw_only=True)
class Backup:
    """What backup.json says. ``drafts`` are forms by their row, ``missing`` the ids of exhibits that could not be opened."""

    records: tuple[Record, ...]
    made_at: datetime.datetime
    lang: str
    settings: Mapping[str, Any]
    drafts: Mapping[str, Json]
    exhibits: tuple[Kept, ...]
    missing: tuple[str, ...] = ()

    @cached_property
    def histories(self) -> tuple[History, ...]:
        """The incidents it holds."""
        return fold(self.records)

    @property
    def span(self) -> tuple[datetime.date, datetime.date] | None:
        """The first and the last day that an incident is about; None when none has a day."""
        told = [h.now for h in self.histories if h.now]
        first = [i.when.date for i in told if i.when.date]
        last = [i.last_date for i in told if i.last_date]
        return (min(first), max(last)) if first and last else None


def used(records: Sequence[Record], drafts: Mapping[str, Json]) -> dict[str, tuple[str, int, str]]:
    """(SHA-256, size, type) of every exhibit that a version of an incident or a draft tells of, by its id."""
    found: dict[str, tuple[str, int, str]] = {}
    for record in records:
        for e in record.incident.exhibits if record.incident else ():
            found.setdefault(e.id, (e.sha256, e.size, e.type))
    for draft in drafts.values():
        for told in draft.get("exhibits", ()):
            found.setdefault(told["id"], (told["sha256"], told["size"], str(told.get("type", ""))))
    return found


def of(
    records: Sequence[Record],
    drafts: Mapping[str, Json],
    settings: Mapping[str, Any],
    gone: Collection[str],
    made_at: datetime.datetime,
    lang: str,
) -> Backup:
    """The backup of a whole log; ``gone`` are the ids of exhibits that the device can't open any more."""
    all_of_them = used(records, drafts)
    return Backup(
        records=tuple(records),
        made_at=made_at,
        lang=lang,
        settings=settings,
        drafts=drafts,
        exhibits=tuple(
            Kept(i, f"{FOLDER}{i}.{ENDINGS.get(kind.partition(';')[0].strip().lower(), 'bin')}", sha256, size)
            for i, (sha256, size, kind) in all_of_them.items()
            if i not in gone
        ),
        missing=tuple(i for i in all_of_them if i in gone),
    )


def encode(backup: Backup) -> bytes:
    """The bytes of backup.json; the same backup gives the same bytes."""
    headers = [r.header for r in backup.records]
    value = {
        "format": FORMAT,
        "v": VERSION,
        "lang": backup.lang,
        "made_at": backup.made_at.isoformat(timespec="seconds"),
        "count": len(headers),
        "head": headers[-1].digest if headers else GENESIS,
        "seal": seal.of(headers).code,
        "settings": backup.settings,
        "drafts": [{"id": row, "draft": draft} for row, draft in backup.drafts.items()],
        "exhibits": [dataclasses.asdict(kept) for kept in backup.exhibits],
        "missing": list(backup.missing),
        "records": [record.to_json() for record in backup.records],
    }
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def plan(backup: Backup) -> Plan:
    """The files of a backup, for ``casefile.parts``. Raises CannotWrite("too_many_bytes") for what nobody could open again."""
    content = encode(backup)
    if len(content) > MOST_LOG or strictjson.is_too_large(content):
        raise CannotWrite("too_many_bytes")
    code = seal.of([r.header for r in backup.records]).code
    text = readme.of_backup(backup.made_at, code, [words.load(language) for language in words.LANGUAGES])
    needs = (Need(k.file, k.id, False, k.sha256, k.size) for k in backup.exhibits)
    return casefile.with_manifest((Made(BACKUP, content), Made(README, text), *needs))


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────


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
