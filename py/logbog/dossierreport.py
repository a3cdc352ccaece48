"""The report of a dossier: what a professional hands on, as a tree of blocks and sheets.

Laws of this module:
1. What somebody wrote in a log and what a professional added are never mixed: a case note is marked as one,
   with who wrote it and in which role.
2. Where logs differ, that is pointed out and nothing is decided. What is still to ask is a question, never a score.
3. Every log keeps its own numbers, with its letter before them where there are several.
"""

import datetime
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from . import (
    changes,
    compare,
    disclose,
    dossiercheck,
    dossierexhibits,
    dossiersheets,
    followups,
    frontpage,
    noteaccount,
    questions,
    report,
    sections,
)
from .blocks import Block, Card, Column, Fact, Facts, Heading, Note, Paragraph, Report, Row, Table, Told
from .casenote import Author, CaseNote
from .casework import NoteHistory
from .dossier import Dossier
from .dossiercheck import Findings
from .dossierexhibits import pictures
from .history import History
from .noteaccount import Called
from .sections import Labels, Withdrawn, picture_key
from .timeline import Entry, Timeline
from .words import Words

__all__ = ["Findings", "Options", "called", "of", "picture_key", "pictures"]

EARLIER_COLUMNS = (("number", 8), ("before", 46), ("after", 46))
POINTED_COLUMNS = (("labels", 24), ("what", 76))


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """How the report is made: when, by whom, what the case is called, and the seal of the notes and hands."""

    made_at: datetime.datetime
    author: Author | None = None
    title: str = ""
    about: str = ""
    seal: str = ""
    earlier: bool = True


def of(dossier: Dossier, w: Words, options: Options, findings: Findings | None = None) -> Report:
    """The report; ``findings`` are those of each log by its letter, and of the dossier file itself by no letter."""
    found = findings or {}
    shown = report.without_private(dossier.timeline)
    named = sections.labels(dossier.exhibits)
    title = options.title or w("dossier_report.title")
    blocks = [
        *_front(w, dossier, shown, options, title),
        *dossiercheck.sources(w, dossier, found),
        *dossiercheck.check(w, dossier, found),
        *dossiercheck.hands(w, dossier),
        *sections.examples(w, shown, named),
        *sections.patterns(w, shown),
        *_questions(w, dossier, options.made_at.date()),
        *_pointed(w, dossier),
        *_table(w, dossier, shown, named),
        *(_earlier(w, dossier, shown) if options.earlier else ()),
        *sections.withdrawals(w, _withdrawn(dossier), w("dossier_report.withdrawn_caption")),
        *dossierexhibits.blocks(w, dossier, shown),
        *dossiercheck.how(w, options.seal),
    ]
    return Report(
        title=title,
        lang=w.lang,
        direction=w.direction,
        made_at=options.made_at,
        blocks=tuple(replace(b, tied=True) if isinstance(b, Table) else b for b in blocks),
        sheets=dossiersheets.of(w, dossier, shown, found),
        texts=report.texts(w),
    )


def called(dossier: Dossier) -> Called:
    """What the incidents are called, by their ids; two files that tell one differently give two labels."""
    found: dict[str, list[str]] = {}
    for history in dossier.histories:
        found.setdefault(history.id, []).append(history.label)
    return found


def _front(w: Words, dossier: Dossier, shown: Timeline, options: Options, title: str) -> Iterator[Block]:
    yield Heading(title, 1, "top")
    notes = dossier.notes()
    said: tuple[Fact, ...] = (
        (w("dossier_report.front.about"), options.about),
        (w("dossier_report.front.by"), noteaccount.author(w, options.author) if options.author else ""),
        (w("report.front.period"), frontpage.period(w, shown)),
        (w("dossier_report.front.logs"), _logs(w, dossier)),
        *frontpage.facts(w, shown, dossier.exhibits),
        (w("dossier_report.front.notes"), w.number(len(notes)) if notes else w("report.none_told")),
        (w("dossier_report.front.follow_up"), _follow_ups(w, dossier, options.made_at.date())),
        (w("report.front.made"), w.moment(options.made_at)),
        (w("report.front.seal"), options.seal),
    )
    yield Facts(tuple(fact for fact in said if fact[1]))
    yield Note(w("dossier_report.own_words"))


def _logs(w: Words, dossier: Dossier) -> str:
    per_log: dict[str, int] = {}
    for entry in dossier.timeline.entries:
        per_log[entry.history.source] = per_log.get(entry.history.source, 0) + 1
    only = dossier.letters[0] if len(dossier.letters) == 1 else ""
    return "\n".join(
        w(
            "dossier_report.log",
            who=dossier.label_of(w, letter),
            told=w.many("chart.incidents", per_log.get("" if only else letter, 0)),
        )
        for letter in dossier.letters
    )


def _follow_ups(w: Words, dossier: Dossier, today: datetime.date) -> str:
    due = [(n.label, n.now) for n in followups.due(dossier.casework, today)]
    return "\n".join(w("dossier_report.dated", told=noteaccount.follow_up(w, now), label=label) for label, now in due if now)


def _questions(w: Words, dossier: Dossier, today: datetime.date) -> Iterator[Block]:
    """What the logs and the notes answer of the eight steps, and what is still to ask."""
    asked = questions.of(dossier, today)
    yield Heading(w("dossier_report.questions"), 2, "questions", new_page=True)
    yield Paragraph(w("dossier_report.questions_text"))
    for step in questions.STEPS:
        told: list[Told] = []
        for question in (q for q in asked if q.step == step):
            said = questions.say(w, question)
            told += [Told(text) for text in (said if question.answered else said[:-1])]
            told += [] if question.answered else [Told(said[-1], w("dossier_report.to_ask"))]
        yield Card(questions.title(w, step), tuple(told))


def _pointed(w: Words, dossier: Dossier) -> Iterator[Block]:
    """Where the logs differ or tell of the same thing."""
    pointed = compare.of(dossier)
    if not pointed:
        return
    yield Heading(w("dossier_report.pointed"), 2, "pointed")
    yield Paragraph(w("dossier_report.pointed_text"))
    heads = tuple(Column(w(f"dossier_report.pointed.{name}"), share) for name, share in POINTED_COLUMNS)
    rows = tuple(
        Row(
            (
                (
                    *(Told(label, style="strong", link=f"n{label}") for label in p.entries),
                    *(Told(w("report.exhibit", n=label), link=f"b{label}") for label in p.exhibits),
                ),
                (Told(compare.say(w, p)),),
            )
        )
        for p in pointed
    )
    yield Table(w("dossier_report.pointed_caption"), heads, rows)


def _table(w: Words, dossier: Dossier, shown: Timeline, named: Labels) -> Iterator[Block]:
    yield Heading(w("dossier_report.table"), 2, "table", new_page=True)
    rows = dossier.rows(shown)
    if not rows:
        yield Paragraph(w("report.empty"))
        return
    ids = called(dossier)
    yield Table(
        w("dossier_report.table_caption"),
        sections.columns(w, lettered=True),
        tuple(sections.row(w, r, named) if isinstance(r, Entry) else _note(w, r, ids) for r in rows),
    )


def _note(w: Words, history: NoteHistory, ids: Called) -> Row:
    """A case note between the incidents."""
    note, label = history.now, history.label
    if note is None:
        raise ValueError("only a note that is here is shown")
    cells = (
        [Told(label, style="strong")],
        [*noteaccount.when(w, note), *noteaccount.written(w, history)],
        [Told(w("noted.mark"), style="small"), *noteaccount.said(w, note)],
        noteaccount.around(w, note),
        noteaccount.about(w, note, ids),
    )
    return Row(tuple(tuple(cell) for cell in cells), f"n{label}", "note")


def _earlier(w: Words, dossier: Dossier, shown: Timeline) -> Iterator[Block]:
    """Each correction with what stood before and what stands now, side by side; only what differs."""
    rows = [
        *(row for e in shown.entries for row in _corrected(w, e.history)),
        *(row for n in dossier.notes() for row in _noted_anew(w, n)),
    ]
    if not rows:
        return
    yield Heading(w("report.earlier"), 2, "earlier", new_page=True)
    yield Paragraph(w("dossier_report.earlier_text"))
    heads = tuple(Column(w(f"dossier_report.earlier.{name}"), share) for name, share in EARLIER_COLUMNS)
    yield Table(w("dossier_report.earlier_caption"), heads, tuple(rows))


def _corrected(w: Words, history: History) -> Iterator[Row]:
    told = disclose.told_of(history)
    for correction in changes.corrections(history):
        before, after = correction.before, correction.after
        was, now = (v.incident if v in told else None for v in (before, after))
        differing = changes.between(w, was, now) if was and now else ()
        sides = (
            [Told(c.before, c.label) for c in differing if c.before] if was else [Told(w("report.version_private"))],
            [Told(c.after, c.label) for c in differing if c.after] if now else [Told(w("report.version_private"))],
        )
        yield _side_by_side(w, history.label, (before.logged, after.logged), sides)


def _noted_anew(w: Words, history: NoteHistory) -> Iterator[Row]:
    for before, after in itertools.pairwise(history.versions):
        if after in history.corrections:
            old, new = (_told(w, v.note) for v in (before, after))
            sides = ([t for t in old if t not in new], [t for t in new if t not in old])
            yield _side_by_side(w, history.label, (before.logged, after.logged), sides)


def _told(w: Words, note: CaseNote | None) -> list[Told]:
    if note is None:
        return [Told(w("report.version_private"))]
    return [*noteaccount.when(w, note), *noteaccount.said(w, note), *noteaccount.around(w, note)]


def _side_by_side(
    w: Words, label: str, logged: tuple[datetime.datetime, datetime.datetime], sides: tuple[Sequence[Told], Sequence[Told]]
) -> Row:
    before, after = (
        (Told(w("report.written", when=w.moment(moment, narrow=True)), style="small"), *side)
        for moment, side in zip(logged, sides, strict=True)
    )
    return Row(((Told(label, style="strong", link=f"n{label}"),), before, after))


def _withdrawn(dossier: Dossier) -> list[Withdrawn]:
    """The incidents and the notes that were taken back."""
    incidents = [sections.withdrawn(h) for h in dossier.histories if h.withdrawn and not h.erased]
    notes = [
        Withdrawn(number=n.number, logged=n.logged, withdrawn=n.withdrawn.logged, why=n.withdrawn.why, source="N")
        for n in dossier.casework.notes
        if n.withdrawn
    ]
    return [*incidents, *notes]
