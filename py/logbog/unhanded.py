"""What a professional has written and not yet handed on: it may still be left behind, since nobody else has its chain.

Laws of this module:
1. What came with the case (``base``) is never made anew. What was written since is laid on top of it, in the order in
   which it was written, each time it is asked for; so a note that stays behind leaves nothing in what is handed on.
2. Nothing that was written is lost when another case file is opened under it.
"""

import dataclasses
import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from . import casework
from .casenote import CaseNote
from .casepart import Hand, Original
from .casework import Salts
from .record import Record


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """A note as it was put at one time, or (``note`` is None) that it was taken back, and why."""

    note_id: str
    note: CaseNote | None
    logged_at: datetime.datetime
    salts: Salts
    why: str = ""


@dataclass(frozen=True)
class Unhanded:
    """The records that came with the case, and what was written since."""

    base: tuple[Record, ...] = ()
    written: tuple[Written, ...] = ()

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Both, as one chain."""
        records = self.base
        for one in self.written:
            records += _record(records, one)
        return records

    @property
    def notes(self) -> tuple[str, ...]:
        """The ids of the notes that were added or changed, in the order in which they were first written."""
        return tuple(dict.fromkeys(one.note_id for one in self.written))

    def write(self, one: Written) -> "Unhanded":
        """The same with one thing more written."""
        return dataclasses.replace(self, written=(*self.written, one))

    def on(self, base: tuple[Record, ...]) -> "Unhanded":
        """What was written, laid on other records."""
        return dataclasses.replace(self, base=base)

    def without(self, ids: Collection[str]) -> "Unhanded":
        """The same without what was written of these notes."""
        return dataclasses.replace(self, written=tuple(one for one in self.written if one.note_id not in ids))

    def only(self, ids: Collection[str]) -> "Unhanded":
        """The same with what was written of these notes alone."""
        return self.without({one.note_id for one in self.written} - set(ids))


def _record(records: tuple[Record, ...], one: Written) -> tuple[Record, ...]:
    """The record of it; none where a note is taken back that isn't there any more."""
    # What is laid on a later hand comes into the chain after it, and says so.
    last = records[-1].header.logged if records else one.logged_at
    logged = max(one.logged_at, last)
    known = any(r.header.incident == one.note_id for r in records)
    if one.note is None:
        return (casework.withdraw(records, one.note_id, one.why, logged, one.salts),) if known else ()
    change = casework.correct if known else casework.add
    return (change(records, one.note_id, one.note, logged, one.salts),)


def hand_on(
    records: tuple[Record, ...],
    originals: Iterable[Original],
    hand: Hand,
    logged_at: datetime.datetime,
    fresh: Callable[[], tuple[str, Salts]],
) -> tuple[Record, ...]:
    """The records with the hand at their end, and before it the originals that weren't told of or have another label.

    ``fresh`` gives a new id and new salts each time.
    """
    known = {o.letter: o for o in casework.fold(records).originals}
    for original in originals:
        before = known.get(original.letter)
        if before == original:
            continue
        new_id, salts = fresh()
        if before is None:
            records += (casework.add(records, new_id, original, logged_at, salts),)
        else:
            records += (casework.correct(records, casework.id_of(records, original.letter), original, logged_at, salts),)
    new_id, salts = fresh()
    return (*records, casework.add(records, new_id, hand, logged_at, salts))
