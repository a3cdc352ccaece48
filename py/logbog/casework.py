"""Casework: the professional's own ledger, beside the logs that they were given.

Laws of this module:
1. It is a ledger as any other (ledger.append makes it, Line carries it); its private parts hold nothing.
2. An original is fixed when it is added: only its label is ever corrected. A hand is never changed.
3. What came with a case is never changed by adding to it: notes stand beside the log, and each says whose it is.
"""

import dataclasses
import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from . import casepart, ledger
from . import seal as seals
from .casenote import Author, CaseNote
from .casepart import LETTERS, Hand, Original, Thing
from .disclose import LEFT_OUT, Line
from .errors import CannotRead
from .history import Withdrawal
from .record import Act, Record
from .text import clean

__all__ = [
    *("EMPTY", "Casework", "Hand", "Handed", "NoteHistory", "NoteVersion", "Original", "Thing"),
    *("add", "correct", "fold", "id_of", "lines", "withdraw"),
]


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteVersion:
    """One state of a note: the record's number, when it was logged, what it said (None: its text was altered)."""

    seq: int
    logged: datetime.datetime
    note: CaseNote | None


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteHistory:
    """All that was ever said in one note. ``number`` counts from 1 in the order of adding."""

    id: str
    number: int
    versions: tuple[NoteVersion, ...]
    withdrawn: Withdrawal | None = None

    @property
    def label(self) -> str:
        """What the note is called on screen and paper: ``N1``."""
        return f"N{self.number}"

    @property
    def now(self) -> CaseNote | None:
        """The note as it stands (also of a withdrawn one)."""
        return self.versions[-1].note

    @property
    def logged(self) -> datetime.datetime:
        """When it was first written down."""
        return self.versions[0].logged

    @property
    def corrections(self) -> tuple[NoteVersion, ...]:
        """The versions that changed what is told."""
        pairs = zip(self.versions, self.versions[1:], strict=False)
        return tuple(after for before, after in pairs if before.note is None or before.note != after.note)


@dataclass(frozen=True, kw_only=True, slots=True)
class Handed:
    """A hand that the case has gone through; ``seal`` is the code of the chain up to and including its record."""

    number: int
    author: Author
    to: str
    text: str
    logged: datetime.datetime
    seal: str


@dataclass(frozen=True, slots=True)
class Casework:
    """The ledger folded: the originals by letter, the notes and the hands in the order they were added."""

    originals: tuple[Original, ...]
    notes: tuple[NoteHistory, ...]
    hands: tuple[Handed, ...]
    records: tuple[Record, ...]

    @property
    def standing(self) -> tuple[NoteHistory, ...]:
        """The notes that can be read and haven't been withdrawn."""
        return tuple(n for n in self.notes if n.now and not n.withdrawn)

    @property
    def next_letter(self) -> str:
        """The letter for one more original; empty when there are as many as there are letters."""
        taken = {o.letter for o in self.originals}
        return next((letter for letter in LETTERS if letter not in taken), "")


EMPTY = Casework((), (), (), ())
Salts = tuple[bytes, bytes]


def add(records: tuple[Record, ...], thing_id: str, thing: Thing, logged_at: datetime.datetime, salts: Salts) -> Record:
    """The record that adds ``thing`` (new id, 32 hex) to the end of ``records``."""
    if any(r.header.incident == thing_id for r in records):
        raise ValueError("a thing is added once")
    if isinstance(thing, Original) and thing.letter in {o.letter for o in fold(records).originals}:
        raise ValueError("a letter is given once")
    return ledger.append(records, Act.ADDED, thing_id, (casepart.of(thing), None), logged_at, salts)


def correct(
    records: tuple[Record, ...],
    thing_id: str,
    thing: Original | CaseNote,
    logged_at: datetime.datetime,
    salts: Salts,
) -> Record:
    """The record that says a note, or the label of an original, is now so; what it was stays."""
    if isinstance(thing, Original):
        own = fold(r for r in records if r.header.incident == thing_id).originals
        if [o.fixed for o in own] != [thing.fixed]:
            raise ValueError("only the label of an original is corrected")
    else:
        _standing(records, thing_id)
    return ledger.append(records, Act.CORRECTED, thing_id, (casepart.of(thing), None), logged_at, salts)


def withdraw(records: tuple[Record, ...], note_id: str, why: str, logged_at: datetime.datetime, salts: Salts) -> Record:
    """The record that takes a note back; ``why`` is told (may be empty), and the note stays readable."""
    _standing(records, note_id)
    return ledger.append(records, Act.WITHDRAWN, note_id, ({casepart.WHY: clean(why)}, None), logged_at, salts)


def id_of(records: Iterable[Record], letter: str) -> str:
    """The id of the original ``letter``, for correcting its label; raises KeyError when there is none."""
    for record in records:
        if any(o.letter == letter for o in fold((record,)).originals):
            return record.header.incident
    raise KeyError(letter)


def lines(records: Iterable[Record]) -> tuple[Line, ...]:
    """The records as they are handed on: all of them, whole."""
    return tuple(Line(r.header, r.shared, "" if r.shared else LEFT_OUT) for r in records)


def _standing(records: tuple[Record, ...], note_id: str) -> None:
    if not fold(r for r in records if r.header.incident == note_id).standing:
        raise ValueError("only a note that stands can be changed")


def fold(records: Iterable[Record]) -> Casework:
    """The casework that the records tell; a text that isn't what its header's digest was taken of is no part of it.

    Whatever the order and the acts are, this opens: that they are wrong is for the check to tell.
    Raises TooNew or CannotRead("not_record") for a text that this version can't have written.
    """
    folding = _Folding()
    kept = tuple(records)
    for record in kept:
        if record.shared and record.shared.digest != record.header.shared:
            folding.take_altered(record)
        else:
            folding.take(record)
    return folding.casework(kept)


class _Folding:
    """Takes the records one by one."""

    def __init__(self) -> None:
        self.originals: dict[str, Original] = {}
        self.unsure: list[Original] = []
        self.kinds: dict[str, str] = {}
        self.notes: dict[str, list[tuple[Record, CaseNote | None, str]]] = {}
        self.hands: list[Handed | None] = []

    def take(self, record: Record) -> None:
        part = record.shared.value if record.shared else None
        thing = None if part is None else casepart.thing(part)
        why = "" if part is None else part.get(casepart.WHY, "")
        self._sort(record, thing, casepart.kind(thing) if thing else "", why)

    def take_altered(self, record: Record) -> None:
        """An altered text says nothing but what kind of thing was there, and where an original lies."""
        part = record.shared.value if record.shared else None
        self._sort(record, None, casepart.claimed(part), "")
        try:
            thing = None if part is None else casepart.thing(part)
        except CannotRead:
            thing = None
        if isinstance(thing, Original):
            self.unsure.append(dataclasses.replace(thing, label=""))

    def _sort(self, record: Record, thing: Thing | None, says: str, why: str) -> None:
        thing_id, withdrawn = record.header.incident, record.header.act is Act.WITHDRAWN
        kind = "note" if withdrawn else says or self.kinds.get(thing_id, "")
        self.kinds.setdefault(thing_id, kind)
        if kind == "note":
            note = thing if isinstance(thing, CaseNote) and not withdrawn else None
            self.notes.setdefault(thing_id, []).append((record, note, why))
        elif kind == "hand":
            self.hands.append(_handed(len(self.hands) + 1, record, thing) if isinstance(thing, Hand) else None)
        # The first record of a letter has fixed it; a later one can only say who wrote it.
        elif isinstance(thing, Original) and self.originals.setdefault(thing.letter, thing).fixed == thing.fixed:
            self.originals[thing.letter] = thing

    def casework(self, records: tuple[Record, ...]) -> Casework:
        for unsure in self.unsure:
            self.originals.setdefault(unsure.letter, unsure)
        originals = tuple(self.originals[letter] for letter in sorted(self.originals))
        notes = tuple(_note(i, n, of) for n, (i, of) in enumerate(self.notes.items(), 1))
        return Casework(originals, notes, tuple(h for h in self.hands if h), records)


def _handed(number: int, record: Record, hand: Hand) -> Handed:
    header = record.header
    # A number that no chain of ours reaches has no code.
    code = seals.up_to(header).code if header.seq + 1 < seals.MOST_RECORDS else ""
    return Handed(number=number, author=hand.author, to=hand.to, text=hand.text, logged=header.logged, seal=code)


def _note(note_id: str, number: int, told: list[tuple[Record, CaseNote | None, str]]) -> NoteHistory:
    last, _, why = told[-1]
    withdrawal = Withdrawal(logged=last.header.logged, why=why) if last.header.act is Act.WITHDRAWN else None
    shown = [(r, n) for r, n, _ in told if r.header.act is not Act.WITHDRAWN] or [(last, None)]
    versions = tuple(NoteVersion(seq=r.header.seq, logged=r.header.logged, note=n) for r, n in shown)
    return NoteHistory(id=note_id, number=number, versions=versions, withdrawn=withdrawal)
