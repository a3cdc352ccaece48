"""The backup: the whole log with what is private, the drafts, the settings and the exhibits, to be restored from.

It is a plain ZIP inside an age file, made as a case file is: ``plan``, then ``casefile.parts``.
The law of this module: a backup holds all or says what is missing; an exhibit that can't be opened any more is named.
"""

import dataclasses
import datetime
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from . import casefile, readme, seal, strictjson, words
from .casefile import ENDINGS, FOLDER, MOST_LOG, README, Made, Need, Plan
from .errors import CannotWrite
from .history import History, fold
from .record import GENESIS, Record

FORMAT, VERSION = "logbog-backup", 1
BACKUP = "backup.json"
KEYS = {"format", "v", "lang", "made_at", "count", "head", "seal", "settings", "drafts", "exhibits", "missing", "records"}
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
