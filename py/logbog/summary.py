"""A dossier on one sheet of paper, for the journal.

Laws of this module:
1. It is one sheet of A4, whatever the dossier holds: where there is too much, less is told of each, and how much more
   there is stands beside it.
2. What is grave is told as it was told, counted and with its numbers. Nothing is weighed and no risk is worked out.
3. What is still to ask stands as questions, those of safety first.
"""

import dataclasses
import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import account, dossiercheck, followups, frontpage, kinds, noteaccount, questions, render_pdf, report
from .blocks import Block, Fact, Facts, Heading, Note, Report
from .casenote import Author, NoteKind
from .dossier import Dossier
from .dossiercheck import Findings
from .incident import Answer
from .questions import Question
from .timeline import Entry, Timeline
from .words import Words

# Grave as anybody would call it, in the words of the log: what is done to a body, threats, an order broken.
FIRST = ("weapon", "sexual")
VIOLENCE = tuple(f"violence.{k}" for k in sorted(kinds.KINDS["violence"], key=lambda k: k not in FIRST))
THREATS = tuple(f"vandalism_threats.{k}" for k in ("threat_life", "threat_violence", "threat_self", "threat_other"))
# In which order the questions are asked where there isn't room for all: those of safety first.
ORDER = (
    *("weapons", "threats", "violence", "children_present", "safety_talk", "order_broken_untold", "near", "devices"),
    *("children_unsaid", "police", "journal_missing", "follow_up_passed", "follow_up", "latest", "stop_said", "no_order"),
    *("order_unasked", "contact_person", "others", "witnesses", "handed", "answered_back", "through_others", "role"),
    *("vulnerability", "network", "effect", "before_log", "response_unsaid", "consent", "options", "sparring", "referral"),
    *("exhibits", "examples", "undated", "late", "own_notes"),
)


@dataclass(frozen=True, slots=True)
class _Room:
    """How much is told: letters of a text, lines of a fact, numbers of incidents behind a count, questions."""

    letters: int
    lines: int
    labels: int
    asked: int


ROOMS = (
    *(_Room(170, 5, 9, 7), _Room(150, 5, 8, 6), _Room(120, 4, 8, 6), _Room(120, 4, 7, 5), _Room(100, 3, 7, 5)),
    *(_Room(90, 3, 7, 4), _Room(80, 3, 6, 3), _Room(70, 2, 5, 3), _Room(60, 2, 4, 2), _Room(40, 1, 3, 1), _Room(24, 1, 2, 1)),
)
# What is told in full wherever there is any room: words of ours, and figures.
FULL = 220


def of(
    dossier: Dossier,
    w: Words,
    made_at: datetime.datetime,
    author: Author | None = None,
    findings: Findings | None = None,
    *,
    title: str = "",
    about: str = "",
) -> Report:
    """The sheet; ``findings`` are those of each log by its letter, and of the dossier file itself by no letter."""
    shown = report.without_private(dossier.timeline)
    asked = [q for q in questions.of(dossier, made_at.date()) if not q.answered]
    made = _Summary(dossier, shown, w, made_at, author, findings or {}, title, about, asked)
    fitting = made.report(ROOMS[-1])
    for room in ROOMS:
        tried = made.report(room)
        if render_pdf.sheets(tried) == 1:
            return tried
    return fitting


@dataclass(frozen=True, slots=True)
class _Summary:
    dossier: Dossier
    shown: Timeline
    w: Words
    made_at: datetime.datetime
    author: Author | None
    findings: Findings
    title: str
    about: str
    asked: Sequence[Question]

    def report(self, room: _Room) -> Report:
        """The sheet with this much room."""
        title = cut(self.title or self.w("summary.title"), min(60, room.letters))
        facts = tuple(fact for fact in self._facts(room) if fact[1])
        blocks: list[Block] = [Heading(title, 1, "top"), *self._warning(), Facts(facts, dense=True), Note(self.w("summary.note"))]
        return Report(
            title=title,
            lang=self.w.lang,
            direction=self.w.direction,
            made_at=self.made_at,
            blocks=tuple(blocks),
            sheets=(),
            texts=report.texts(self.w),
        )

    def _warning(self) -> Iterator[Block]:
        altered = [s.letter for s in self.dossier.sources if self._altered(s.letter)]
        names = [self.w("dossier.source", letter=letter) for letter in altered]
        names += [self.w("summary.own")] if self._altered("") else []
        if names:
            yield Note(self.w("summary.altered", what=self.w.listed(names)))

    def _altered(self, letter: str) -> bool:
        return any(f.altered for f in self.findings.get(letter, ()))

    def _facts(self, room: _Room) -> Iterator[Fact]:
        w, today = self.w, self.made_at.date()
        yield w("dossier_report.front.about"), cut(self.about, room.letters)
        by = cut(noteaccount.author(w, self.author), room.letters) if self.author else ""
        yield w("summary.made"), w("summary.made_by", when=w.moment(self.made_at), who=by) if by else w.moment(self.made_at)
        yield w("summary.logs"), self._listed(list(self._logs(room)), room.lines)
        yield w("report.front.period"), frontpage.period(w, self.shown)
        for label, text in frontpage.counted(w, self.shown):
            yield label, cut(text, FULL)
        notes = len(self.dossier.notes())
        yield w("dossier_report.front.notes"), w.number(notes) if notes else w("report.none_told")
        yield w("summary.grave"), self._listed(list(self._grave(room)), room.lines + 8) or w("report.none_told")
        for label, text in frontpage.answered(w, self.shown):
            yield label, cut(text, min(FULL, 2 * room.letters))
        yield w("summary.authorities"), self._listed(list(self._authorities(room)), room.lines) or w("report.none_told")
        yield w("report.examples"), self._listed([f"– {told}" for told in self._examples(room)], min(5, room.lines))
        asked = sorted(self.asked, key=lambda q: ORDER.index(q.code) if q.code in ORDER else len(ORDER))
        yield w("summary.to_ask"), self._listed(["– " + " ".join(questions.say(w, q, labels=False)) for q in asked], room.asked)
        due = [(n.label, n.now) for n in followups.due(self.dossier.casework, today)]
        dates = [
            w("dossier_report.dated", told=cut(noteaccount.follow_up(w, now), room.letters), label=n) for n, now in due if now
        ]
        yield w("summary.dates"), self._listed(dates, room.lines)

    def _listed(self, lines: Sequence[str], most: int) -> str:
        """The first of the lines, and how many more there are."""
        more = len(lines) - most
        return "\n".join([*lines[:most], *([self.w.many("summary.more", more)] if more > 0 else [])])

    def _logs(self, room: _Room) -> Iterator[str]:
        w = self.w
        for letter in self.dossier.letters:
            case = self.dossier.source_of(letter).case
            n = sum(1 for e in self.shown.entries if e.history.source in (letter, ""))
            yield w(
                "summary.log",
                who=cut(self.dossier.label_of(w, letter), room.letters // 2),
                told=w.many("chart.incidents", n),
                verdict=dossiercheck.said(w, case, self.findings.get(letter)),
            ) + (w("summary.log_seal", seal=cut(case.log.seal, 60)) if room.lines > 2 else "")

    def _labels(self, entries: Sequence[Entry], room: _Room) -> str:
        labels = [e.history.label for e in entries]
        more = len(labels) - room.labels
        return ", ".join([*labels[: room.labels], *([self.w.many("summary.more", more)] if more > 0 else [])])

    def _grave(self, room: _Room) -> Iterator[str]:
        w, entries = self.w, self.shown.entries
        for kind in VIOLENCE:
            yield from self._counted(w(f"kind.{kind}"), [e for e in entries if kind in e.incident.kinds], room)
        plain = [e for e in entries if "violence" in e.incident.kinds and not any(k in VIOLENCE for k in e.incident.kinds)]
        yield from self._counted(w("kind.violence"), plain, room)
        for kind in THREATS:
            yield from self._counted(w(f"kind.{kind}"), [e for e in entries if kind in e.incident.kinds], room)
        broken = [e for e in entries if e.incident.order_broken is Answer.YES]
        yield from self._counted(w("summary.order_broken"), broken, room)

    def _counted(self, told: str, found: Sequence[Entry], room: _Room) -> Iterator[str]:
        if found:
            yield self.w("summary.counted", told=told, n=self.w.number(len(found)), labels=self._labels(found, room))

    def _authorities(self, room: _Room) -> Iterator[str]:
        """Whom it was told to, by the case notes and then by the logs, each once."""
        for history in self.dossier.notes():
            note = history.now
            if note and (note.journal or note.kind in (NoteKind.POLICE, NoteKind.NOTIFICATION)):
                said = [noteaccount.kind(self.w, note), self.w.date_narrow(note.date)]
                said += [self.w("report.journal", number=cut(note.journal, room.letters))] if note.journal else []
                yield self.w("dossier_report.dated", told=", ".join(said), label=history.label)
        found: dict[str, list[Entry]] = {}
        for entry in self.shown.entries:
            for told in entry.incident.reports:
                found.setdefault(account.report(self.w, dataclasses.replace(told, date=None)), []).append(entry)
        for text, entries in found.items():
            yield self.w("report.journal_of", report=cut(text, room.letters), numbers=self._labels(entries, room))

    def _examples(self, room: _Room) -> Iterator[str]:
        for entry in self.shown.starred:
            when = self.w.when(entry.incident.when)
            told = cut(entry.incident.what or entry.incident.words, room.letters)
            yield self.w("summary.example", label=entry.history.label, when=when, told=told)


def cut(text: str, most: int) -> str:
    """The text on one line, as far as ``most`` letters go, ended between two words where that can be."""
    plain = " ".join(text.split())
    if len(plain) <= most:
        return plain
    kept = plain[: most - 1]
    blank = kept.rfind(" ")
    return (kept[:blank] if blank > most // 2 else kept).rstrip(" ,;:.") + "…"
