"""The report of a dossier as plain tables: the incidents, the case notes, the logs, the hands, the exhibits, the counts."""

from collections.abc import Sequence

from . import bundle, dossiercheck, noteaccount, sheets
from . import timeline as timelines
from .blocks import Field, Sheet, Value
from .casework import Handed, NoteHistory
from .dossier import Dossier, Source
from .dossiercheck import Findings
from .finding import Finding
from .noteaccount import Called
from .timeline import Timeline
from .words import Words

NOTE_FIELDS = (
    ("number", 6),
    ("date", 12),
    ("time", 8),
    ("note_kind", 24),
    ("note", 60),
    ("people", 30),
    ("to", 30),
    ("journal", 20),
    ("consent", 12),
    ("follow_up", 12),
    ("follow_up_what", 40),
    ("about", 18),
    ("author", 24),
    ("role", 24),
    ("workplace", 24),
    ("logged", 18),
    ("corrected", 18),
    ("corrections", 12),
)
SOURCE_FIELDS = (
    ("log", 6),
    ("who", 30),
    ("incidents", 12),
    ("first_day", 12),
    ("last_day", 12),
    ("exhibits", 10),
    ("withdrawn", 14),
    ("left_out", 12),
    ("erased", 12),
    ("lines", 10),
    ("made", 18),
    ("checked", 34),
    ("seal", 44),
)
HAND_FIELDS = (
    ("number", 6),
    ("handed", 18),
    ("author", 24),
    ("role", 24),
    ("workplace", 24),
    ("handed_to", 30),
    ("message", 50),
    ("seal", 44),
)


def of(w: Words, dossier: Dossier, shown: Timeline, findings: Findings) -> tuple[Sheet, ...]:
    """The incidents first; their exhibits and counts are as in the report of one log."""
    called: dict[str, list[str]] = {}
    for history in dossier.histories:
        called.setdefault(history.id, []).append(history.label)
    return (
        _incidents(w, dossier, shown),
        Sheet(
            w("dossier_report.sheet.notes"),
            _fields(w, NOTE_FIELDS),
            tuple(_note(w, n, called) for n in dossier.notes()),
        ),
        Sheet(
            w("dossier_report.sheet.sources"),
            _fields(w, SOURCE_FIELDS),
            tuple(_source(w, s, findings.get(s.letter)) for s in dossier.sources),
        ),
        Sheet(w("dossier_report.sheet.hands"), _fields(w, HAND_FIELDS), tuple(_hand(h) for h in dossier.casework.hands)),
        sheets.exhibits_of(w, shown, dossier.exhibits),
        sheets.counts(w, shown),
    )


def _fields(w: Words, named: Sequence[tuple[str, int]]) -> tuple[Field, ...]:
    return tuple(Field(w(f"dossier_report.field.{name}"), width) for name, width in named)


def _incidents(w: Words, dossier: Dossier, shown: Timeline) -> Sheet:
    """The sheet of the incidents with a column for who wrote them."""
    plain = sheets.incidents(w, shown, dossier.exhibits)
    who = {letter: dossier.label_of(w, letter) for letter in ("", *dossier.letters) if letter or len(dossier.letters) == 1}
    number, *others = plain.fields
    rows = tuple((row[0], who[e.history.source], *row[1:]) for e, row in zip(shown.entries, plain.rows, strict=True))
    return Sheet(plain.name, (number, Field(w("dossier_report.field.written_in"), 20), *others), rows)


def _note(w: Words, history: NoteHistory, called: Called) -> tuple[Value, ...]:
    note, corrections = history.now, history.corrections
    if note is None:
        raise ValueError("only a note that is here is told")
    return (
        history.label,
        note.date,
        note.time,
        noteaccount.kind(w, note),
        note.what,
        note.people,
        note.to,
        note.journal,
        w(f"answer.{note.consent}") if note.consent else "",
        note.follow_up,
        note.follow_up_what,
        ", ".join(label for i in note.about for label in called.get(i, ())),
        note.author.name,
        note.author.role,
        note.author.place,
        sheets.local(history.logged),
        sheets.local(corrections[-1].logged) if corrections else None,
        len(corrections),
    )


def _source(w: Words, source: Source, found: Sequence[Finding] | None) -> tuple[Value, ...]:
    case, line = source.case, timelines.of(source.case.histories)
    aside = bundle.again(case).aside
    return (
        source.letter,
        source.label,
        len(line),
        line.period[0] if line.period else None,
        line.period[1] if line.period else None,
        len(case.log.exhibits),
        len(aside.withdrawn),
        aside.left_out,
        aside.erased,
        len(case.lines),
        sheets.local(case.log.made_at),
        dossiercheck.said(w, case, found),
        case.log.seal,
    )


def _hand(hand: Handed) -> tuple[Value, ...]:
    who = (hand.author.name, hand.author.role, hand.author.place)
    return (hand.number, sheets.local(hand.logged), *who, hand.to, hand.text, hand.seal)
