"""A backup put into a log that may hold something already, and when it is time for a new one.

Laws of this module:
1. Nothing in the log is overwritten and nothing stands twice: a restored log is the longer of the two chains.
2. Two chains that part are never mixed: each would break the other's digests, so both stay as they are.
3. What was erased in the log stays erased, whatever a backup still holds of it.
"""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from . import backup as backups
from .backup import Backup
from .errors import CannotRead
from .history import fold
from .record import Act, Record

INCIDENTS, EXHIBITS, DAYS = 10, 5, 14


@dataclass(frozen=True, slots=True)
class Joined:
    """What a log gains: the records that come after its own, the drafts, the exhibits (ids) that belong to the result
    and lie in the backup, and how many incidents there are more."""

    records: tuple[Record, ...]
    drafts: Mapping[str, dict[str, Any]]
    exhibits: frozenset[str]
    incidents: int


def join(here: Sequence[Record], drafts: Collection[str], backup: Backup) -> Joined:
    """What the log ``here``, with forms in the rows ``drafts``, gains from a backup.

    Raises CannotRead: ``other_log`` when the two have nothing in common, ``parted_log`` when they part after a while.
    """
    there = backup.records
    same = 0
    while same < min(len(here), len(there)) and here[same].header == there[same].header:
        same += 1
    if same < min(len(here), len(there)):
        raise CannotRead("parted_log" if same else "other_log")
    erased = {h.id for h in fold(here) if h.erased}
    new = tuple(r.erased() if r.header.incident in erased else r for r in there[same:])
    # A form that is no longer in a log that knows as much as the backup was saved or dropped since.
    forms = {row: d for row, d in backup.drafts.items() if row not in drafts} if new or not here else {}
    forms = {row: d for row, d in forms.items() if d["incident"] not in erased}
    whole = (*here, *new)
    wanted = backups.used(whole, forms)
    return Joined(
        records=new,
        drafts=forms,
        exhibits=frozenset(k.id for k in backup.exhibits if k.id in wanted and wanted[k.id][0] == k.sha256),
        incidents=len(fold(whole)) - len(fold(here)),
    )


def is_due(records: Sequence[Record], known: int, since: datetime.datetime | None, now: datetime.datetime) -> bool:
    """Whether a new backup is worth a gentle word: by what came after the first ``known`` records, which were backed up,
    or for which it was declined, ``since`` (None: never)."""
    new = records[known:]
    if not new:
        return False
    if sum(r.header.act is Act.ADDED for r in new) >= INCIDENTS:
        return True
    if now - (since or new[0].header.logged) >= datetime.timedelta(days=DAYS):
        return True
    return len(backups.used(new, {})) >= EXHIBITS
