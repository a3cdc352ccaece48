"""The log: the ledger folded to today's incidents, each with all that was ever said of it."""

import dataclasses
import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from .incident import Incident
from .record import Act, Record
from .text import clean


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """One state of an incident: the record's number, when it was logged, what it said (None: not here)."""

    seq: int
    logged: datetime.datetime
    incident: Incident | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Withdrawal:
    """When and why an incident was taken back."""

    logged: datetime.datetime
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """All that the ledger holds of one incident. ``number`` counts from 1 in the order of adding.

    ``source`` is the letter of the log it stands in, where several are seen as one.
    """

    id: str
    number: int
    versions: tuple[Version, ...]
    withdrawn: Withdrawal | None = None
    erased: bool = False
    source: str = ""

    @property
    def label(self) -> str:
        """What it is called on screen and paper: ``12``, or ``A12`` where several logs are seen as one."""
        return f"{self.source}{self.number}"

    @property
    def now(self) -> Incident | None:
        """The incident as it stands (also of a withdrawn one); None when it isn't here."""
        return self.versions[-1].incident

    @property
    def logged(self) -> datetime.datetime:
        """When it was first written down."""
        return self.versions[0].logged

    @property
    def days_late(self) -> int:
        """Whole days between the day it ended and the day it was written down; 0 when unknown."""
        day = self.now.last_date if self.now else None
        return max(0, (self.logged.date() - day).days) if day else 0

    @property
    def corrections(self) -> tuple[Version, ...]:
        """The versions that changed what is told; putting a star on is no correction."""
        out = []
        for before, after in zip(self.versions, self.versions[1:], strict=False):
            if before.incident is None or after.incident is None or not _same(before.incident, after.incident):
                out.append(after)
        return tuple(out)


def _same(one: Incident, other: Incident) -> bool:
    return dataclasses.replace(one, starred=False, note="") == dataclasses.replace(other, starred=False, note="")


def fold(records: Iterable[Record]) -> tuple[History, ...]:
    """The histories of all incidents, in the order they were added."""
    by_id: dict[str, list[Record]] = {}
    for record in records:
        by_id.setdefault(record.header.incident, []).append(record)
    return tuple(_history(i, n, of) for n, (i, of) in enumerate(by_id.items(), 1))


def _history(incident_id: str, number: int, records: list[Record]) -> History:
    versions = tuple(
        Version(seq=r.header.seq, logged=r.header.logged, incident=r.incident)
        for r in records
        if r.header.act is not Act.WITHDRAWN
    )
    last = records[-1]
    withdrawal = None
    if last.header.act is Act.WITHDRAWN:
        told = {**((last.private and last.private.value) or {}), **((last.shared and last.shared.value) or {})}
        withdrawal = Withdrawal(logged=last.header.logged, why=clean(str(told.get("why", ""))))
    if not versions:
        versions = (Version(seq=last.header.seq, logged=last.header.logged, incident=None),)
    gone = all(r.shared is None and r.private is None for r in records)
    return History(id=incident_id, number=number, versions=versions, withdrawn=withdrawal, erased=gone)
