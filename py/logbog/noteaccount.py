"""A case note told in lines: what the report, its sheets and the command all say of it."""

from collections.abc import Mapping, Sequence

from .blocks import Told
from .casenote import Author, CaseNote
from .casework import NoteHistory
from .words import Words

# What the incidents are called that a note may be about, by their ids.
Called = Mapping[str, Sequence[str]]


def kind(w: Words, note: CaseNote) -> str:
    """What the note is of."""
    return w(f"note_kind.{note.kind}")


def author(w: Words, who: Author) -> str:
    """``Ida Holm, sagsbehandler, Familieafdelingen``."""
    return ", ".join(part for part in (who.name, who.role, who.place) if part)


def when(w: Words, note: CaseNote) -> list[Told]:
    """The day it is about."""
    day = f"{w.weekday_short(note.date)} {w.date_narrow(note.date)}"
    return [Told(day, style="strong"), *([Told(w.clock(note.time))] if note.time else [])]


def written(w: Words, note: NoteHistory) -> list[Told]:
    """When it was written down, and when it was corrected."""
    told = [Told(w("report.written", when=w.moment(note.logged, narrow=True)), style="small")]
    if note.corrections:
        last = w.moment(note.corrections[-1].logged, narrow=True)
        told.append(Told(w.many("report.corrected", len(note.corrections), when=last), style="small"))
    return told


def said(w: Words, note: CaseNote) -> list[Told]:
    """What it is and what it says."""
    told = [Told(kind(w, note), style="strong"), Told(note.what), Told(follow_up(w, note), w("noted.follow_up"))]
    return [t for t in told if t.text]


def follow_up(w: Words, note: CaseNote) -> str:
    """When it is to be followed up, and what is to be done then."""
    if note.follow_up is None:
        return ""
    day = w.date_narrow(note.follow_up)
    return w("noted.follow_up_told", day=day, what=note.follow_up_what) if note.follow_up_what else day


def around(w: Words, note: CaseNote) -> list[Told]:
    """Who wrote it, who took part, to whom it went, under which number, and whether there was consent."""
    told = [
        Told(author(w, note.author), w("noted.author")),
        Told(note.people, w("noted.people")),
        Told(note.to, w("noted.to")),
        Told(note.journal, w("noted.journal")),
        Told(w(f"answer.{note.consent}") if note.consent else "", w("noted.consent")),
    ]
    return [t for t in told if t.text]


def about(w: Words, note: CaseNote, called: Called) -> list[Told]:
    """The incidents it concerns, each leading to its row."""
    return [Told(w("noted.about", n=label), link=f"n{label}") for i in note.about for label in called.get(i, ())]
