"""What the caseworker looks at: the dossier, what was asked of it, and what was found."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from logbog.casework import NoteHistory
from logbog.compare import Pointed
from logbog.disclose import Numbered
from logbog.dossier import Dossier
from logbog.history import History
from logbog.timeline import Entry, Filter, Timeline
from logbog.verify import Finding
from logbog.words import Words

PAGE = 100
EVERYTHING = Filter()
# The three ways to look at what was found; the names of their tabs.
ROWS, PATTERNS, EXHIBITS = "timeline", "patterns", "exhibits"

Row = Entry | NoteHistory


@dataclass(frozen=True, kw_only=True, slots=True)
class Looking:
    """The state of the screen. ``found`` and ``rows`` are what ``asked`` leaves; ``shown`` of the rows are drawn.

    ``exhibits`` are an incident's exhibits by its label, ``findings`` those of each log by its letter;
    ``only_notes`` shows the case notes alone.
    """

    dossier: Dossier
    today: datetime.date
    found: Timeline
    rows: tuple[Row, ...]
    asked: Filter = EVERYTHING
    only_notes: bool = False
    view: str = ROWS
    shown: int = PAGE
    exhibits: Mapping[str, Sequence[Numbered]] = field(default_factory=lambda: MappingProxyType({}))
    findings: Mapping[str, Sequence[Finding]] = field(default_factory=lambda: MappingProxyType({}))
    pointed: tuple[Pointed, ...] = ()

    def asking(self, asked: Filter, *, only_notes: bool = False) -> "Looking":
        """The same with another question asked, from its first page on."""
        dossier = self.dossier
        found = dossier.timeline if asked == EVERYTHING else dossier.timeline.only(asked)
        notes = dossier.notes(asked)
        rows = notes if only_notes else dossier.rows(found, notes)
        return replace(self, asked=asked, only_notes=only_notes, found=found, rows=rows, shown=PAGE)

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return self.only_notes or self.asked != EVERYTHING

    @property
    def voices(self) -> bool:
        """Whether it must be said of each row who tells it: several logs, or case notes among them."""
        return len(self.dossier.letters) > 1 or bool(self.dossier.notes())


def of(dossier: Dossier, today: datetime.date, before: Looking | None = None) -> Looking:
    """All of a dossier; what was asked of the one ``before`` is asked again, but for logs that are no longer open."""
    labels = {(x.source, x.id): x.label for x in dossier.histories}
    exhibits: dict[str, list[Numbered]] = {}
    for numbered in dossier.exhibits:
        exhibits.setdefault(labels[numbered.source, numbered.incident], []).append(numbered)
    looking = Looking(dossier=dossier, today=today, found=dossier.timeline, rows=(), exhibits=exhibits)
    if before is None:
        return looking.asking(EVERYTHING)
    asked = replace(before.asked, sources=tuple(s for s in before.asked.sources if s in dossier.letters))
    return replace(looking, view=before.view).asking(asked, only_notes=before.only_notes)


def key(numbered: Numbered) -> str:
    """What the page finds an exhibit by: the letter of its log, and its id."""
    return f"{numbered.source}{numbered.exhibit.id}"


def told_by(w: Words, dossier: Dossier, history: History) -> str:
    """Who tells an incident: the log it stands in."""
    return dossier.label_of(w, history.source)
