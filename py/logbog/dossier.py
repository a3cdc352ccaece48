"""A dossier: all the case files of one case, and the professional's own notes, seen as one.

Laws of this module:
1. Nothing of a case file is changed: what is shown is told with the letter of the file it stands in.
2. Two files of one log are shown as one, as far as they agree (see onelog).
   Where they don't, both are shown: which is right is for people to find out.
3. In which order the files are given makes no difference but to their letters.
"""

import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from . import disclose, onelog, timeline
from .casefile import CaseFile, name_of
from .casework import EMPTY, Casework, NoteHistory
from .disclose import Numbered
from .history import History
from .onelog import File
from .onelog import SameLog as SameLog
from .timeline import Entry, Filter, Timeline
from .words import Words


@dataclass(frozen=True, slots=True)
class Source:
    """One case file that was opened: its letter, and who wrote the log, as the professional put it."""

    letter: str
    case: CaseFile
    label: str = ""


@dataclass(frozen=True)
class Dossier:
    """What a professional has open. Labels carry letters only where more than one file counts."""

    sources: tuple[Source, ...]
    casework: Casework
    timeline: Timeline
    histories: tuple[History, ...]
    exhibits: tuple[Numbered, ...]
    same_logs: tuple[SameLog, ...]

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters of the files that count: a second copy of the same counts once."""
        copies = {s.letters[0] for s in self.same_logs if s.identical}
        return tuple(s.letter for s in self.sources if s.letter not in copies)

    def log_of(self, letter: str) -> str:
        """The letter of the file that this one's log is shown from; the same for all files of one log."""
        later = {s.letters[0]: s.letters[1] for s in self.same_logs}
        letter = self.source_of(letter).letter
        while letter in later:
            letter = later[letter]
        return letter

    def source_of(self, letter: str) -> Source:
        """The source of that letter; of no letter, the only one that counts. Raises KeyError for one that isn't here."""
        if not letter and len(self.letters) == 1:
            letter = self.letters[0]
        for source in self.sources:
            if source.letter == letter:
                return source
        raise KeyError("no source has that letter")

    def label_of(self, w: Words, letter: str) -> str:
        """What a source is called: ``A, borgeren``, or ``Log A`` when nothing was said of it."""
        source = self.source_of(letter)
        if not source.label:
            return w("dossier.source", letter=source.letter)
        return w("dossier.source_of", letter=source.letter, label=source.label)

    @cached_property
    def _entries(self) -> Mapping[str, Entry]:
        return {e.history.label: e for e in self.timeline.entries}

    def entry(self, label: str) -> Entry | None:
        """The standing incident called ``label``."""
        return self._entries.get(label)

    def note(self, label: str) -> NoteHistory | None:
        """The case note called ``label``."""
        return next((n for n in self.casework.notes if n.label == label), None)

    def notes(self, asked: Filter = Filter()) -> tuple[NoteHistory, ...]:  # noqa: B008 - a frozen value
        """The standing case notes, newest first; none when what is asked for is something only an incident has."""
        if asked.kinds or asked.sources or asked.starred or asked.with_exhibits:
            return ()
        return tuple(sorted((n for n in self.casework.standing if _lets(asked, n)), key=_note_order, reverse=True))

    def rows(self, shown: Timeline | None = None, notes: Sequence[NoteHistory] | None = None) -> tuple[Entry | NoteHistory, ...]:
        """Incidents and standing case notes together, newest first; those of an unknown date last."""
        entries = (self.timeline if shown is None else shown).entries
        own = self.notes() if notes is None else notes
        return tuple(sorted([*own, *entries], key=_row_order, reverse=True)) if own else entries


_Order = tuple[tuple[int, datetime.date, int, datetime.time], datetime.datetime]


def _row_order(row: Entry | NoteHistory) -> _Order:
    return (row.incident.when.order, row.history.logged) if isinstance(row, Entry) else _note_order(row)


def _note_order(note: NoteHistory) -> _Order:
    now = note.now
    if now is None:
        return (0, datetime.date.min, 0, datetime.time.min), note.logged
    return (1, now.date, 0 if now.time is None else 1, now.time or datetime.time.min), note.logged


def _lets(asked: Filter, note: NoteHistory) -> bool:
    now = note.now
    if now is None or note.withdrawn:
        return False
    if (asked.since and now.date < asked.since) or (asked.until and now.date > asked.until):
        return False
    said = (now.what, now.people, now.to, now.journal, now.follow_up_what, now.author.name, now.author.role, now.author.place)
    text = "\n".join(said).casefold()
    return all(word in text for word in asked.text.casefold().split())


def of(sources: Sequence[Source], casework: Casework = EMPTY) -> Dossier:
    """The dossier of what was opened."""
    checked = [onelog.checked(files) for files in onelog.logs(File(s.letter, s.case) for s in sources)]
    # The latest file of a log stands for it here, so that the order doesn't hang on what was given first.
    checked.sort(key=lambda found: found[0][0].age)
    several = sum(len(files) for files, _ in checked) > 1
    told = [each for files, _ in checked for each in onelog.told(files)]
    histories = [dataclasses.replace(h, source=f.letter) if several else h for f, h in told]
    shown = timeline.of(histories)
    standing = {(e.history.source, e.history.id) for e in shown.entries}
    exhibits = [n for files, _ in checked for f in files for n in _numbered(f, f.letter if several else "")]
    return Dossier(
        sources=tuple(sources),
        casework=casework,
        timeline=shown,
        histories=tuple(sorted(histories, key=lambda h: (h.source, h.number))),
        exhibits=tuple(sorted((n for n in exhibits if (n.source, n.incident) in standing), key=lambda n: (n.source, n.number))),
        same_logs=tuple(sorted((s for _, found in checked for s in found), key=lambda s: s.letters)),
    )


def say(w: Words, same: SameLog) -> str:
    """The sentence about two files of one log."""
    earlier, later = same.letters
    if same.identical:
        return w("dossier.same_log.identical", earlier=earlier, later=later)
    if not same.agree:
        return w("dossier.same_log.differ", earlier=earlier, later=later, record=w.number(same.record))
    until = w.moment(same.until) if same.until else ""
    return w.many("dossier.same_log.agree", same.record, earlier=earlier, later=later, until=until)


def _numbered(file: File, letter: str) -> list[Numbered]:
    """The file's exhibits with the numbers of their names in it, also when a text that would be counted is altered."""
    listed = {(p.incident, p.id): p for p in file.case.log.exhibits}
    out = []
    for own in disclose.numbered(file.histories):
        place = listed.get((own.incident, own.exhibit.id))
        named = dataclasses.replace(own, source=letter, number=place.number if place else own.number)
        fits = place is not None and name_of(named) == place.file
        out.append(named if fits else dataclasses.replace(own, source=letter))
    return out
