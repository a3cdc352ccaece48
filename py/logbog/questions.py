"""The eight steps of a caseworker, asked of what is open: what the logs and the notes tell, and what is still to ask.

Laws of this module:
1. Each is a question to a person. Nothing is weighed, summed or ranked, and nothing says how dangerous a case is.
2. What a log can never tell is always asked, until a case note of a fitting kind says where it was talked of.
3. That something isn't told never means that it didn't happen.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from . import kinds
from .casenote import CaseNote, NoteKind
from .casework import NoteHistory
from .dossier import Dossier
from .incident import Answer, Authority, Incident, Response
from .pointed import MOST_LABELS, listed
from .timeline import Entry
from .words import Words

STEPS = range(1, 9)
MOST_ENTRIES = 24
QUIET_DAYS, LATE_DAYS = 14, 7
TALKS = (NoteKind.CONTACT, NoteKind.MEETING)
# Kinds that somebody could have answered.
ANSWERABLE = ("calls_messages", "through_others", "digital", "gifts")
NEAR = ("turning_up", "surveillance")
DEVICES = ("digital.account_access", "surveillance.gps", "surveillance.spyware", "surveillance.camera")
WEAPONS, MIDDLE_CHILD, THREATS = "violence.weapon", "through_others.child", "vandalism_threats.threat_"


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One question of step ``step``; ``code`` is the key of its words, ``question.<code>``.

    ``entries`` are the labels of the incidents or case notes that tell of it, newest first, and ``n`` is how many
    there are (of ``latest`` and ``duration``: days). ``answered`` says that nothing is asked for now.
    """

    step: int
    code: str
    answered: bool
    entries: tuple[str, ...] = ()
    n: int = 0


def of(dossier: Dossier, today: datetime.date) -> tuple[Question, ...]:
    """The questions, step by step; each step has at least one."""
    seen = _Seen(dossier.timeline.entries, dossier.notes())
    steps = (
        _situation(seen, today),
        _network(seen),
        _professionals(seen),
        _safety(seen),
        _options(seen, today),
        _role(seen, dossier),
        _log(seen),
        _sparring(seen),
    )
    return tuple(q for step in steps for q in step)


def title(w: Words, step: int) -> str:
    """What a step is called: ``1. Afdæk situationen``."""
    return w(f"question.step.{step}")


def say(w: Words, question: Question, labels: bool = True) -> tuple[str, ...]:
    """What is told, with its labels unless the screen shows them itself; then what is asked, if anything is."""
    key, sentences = f"question.{question.code}", []
    if question.n or question.entries:
        shown = question.entries[:MOST_LABELS]
        # Of the two that count days, n says nothing of how many entries there are.
        of_them = len(question.entries) if question.code in ("latest", "duration") else question.n
        which = w("question.which", entries=listed(w, shown, of_them)) if labels and shown else ""
        sentences.append(w.many(f"{key}.told", question.n, which=which))
    if not question.answered:
        sentences.append(w(f"{key}.ask"))
    return tuple(sentences)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What can answer: the standing incidents and the standing notes, newest first."""

    entries: Sequence[Entry]
    notes: Sequence[NoteHistory]

    def where(self, holds: Callable[[Incident], object]) -> list[Entry]:
        return [e for e in self.entries if holds(e.incident)]

    def kind(self, *named: str) -> list[Entry]:
        """The incidents of these kinds, main or finer."""
        return self.where(lambda i: any(k in named or kinds.main(k) in named for k in i.kinds))

    def of(self, *named: NoteKind) -> list[tuple[NoteHistory, CaseNote]]:
        return [(n, n.now) for n in self.notes if n.now and n.now.kind in named]

    def since(self, entries: Iterable[Entry], *named: NoteKind) -> bool:
        """Whether a note of these kinds was made on the day of the last of ``entries`` or after it."""
        last = max((e.incident.last_date for e in entries if e.incident.last_date), default=datetime.date.min)
        return any(note.date >= last for _, note in self.of(*named))


def _question(step: int, code: str, labels: Iterable[str], answered: bool | None = None) -> Question:
    """A question that ``labels`` tell of; when nothing else is said, they answer it."""
    told = tuple(dict.fromkeys(labels))
    return Question(
        step=step, code=code, answered=bool(told) if answered is None else answered, entries=told[:MOST_ENTRIES], n=len(told)
    )


def _labels(entries: Iterable[Entry]) -> list[str]:
    return [e.history.label for e in entries]


def _of_notes(step: int, code: str, notes: Iterable[tuple[NoteHistory, CaseNote]]) -> Question:
    return _question(step, code, (n.label for n, _ in notes))


def _situation(seen: _Seen, today: datetime.date) -> Iterator[Question]:
    dated = [e for e in seen.entries if e.incident.when.date]
    if dated:
        last = max(dated, key=lambda e: e.incident.last_date or datetime.date.min)
        first = min(dated, key=lambda e: e.incident.when.date or datetime.date.max)
        ended, began = last.incident.last_date or today, first.incident.when.date or today
        quiet, span = max(0, (today - ended).days), (ended - began).days
        yield Question(step=1, code="latest", answered=quiet < QUIET_DAYS, entries=(last.history.label,), n=quiet)
        if last is not first:
            yield Question(step=1, code="duration", answered=True, entries=tuple(_labels((last, first))), n=span)
    talks = seen.of(*TALKS)
    yield _of_notes(1, "before_log", talks)
    yield _question(1, "stop_said", _labels(seen.where(lambda i: Response.SAID_STOP in i.response)))
    back = seen.where(lambda i: Response.ANSWERED in i.response)
    if back:
        yield _question(1, "answered_back", _labels(back), seen.since(back, *TALKS))
    unsaid = [e for e in seen.kind(*ANSWERABLE) if not e.incident.response and not e.incident.response_text]
    if unsaid:
        yield _question(1, "response_unsaid", _labels(unsaid), False)
    yield _question(1, "effect", _labels(seen.where(lambda i: i.effect)))
    yield _of_notes(1, "vulnerability", talks)


def _network(seen: _Seen) -> Iterator[Question]:
    yield _of_notes(2, "network", seen.of(*TALKS))
    yield _question(2, "witnesses", _labels(seen.where(lambda i: i.witnesses)))
    between = seen.kind("through_others")
    if between:
        yield _question(2, "through_others", _labels(between), seen.since(between, *TALKS))


def _professionals(seen: _Seen) -> Iterator[Question]:
    told = seen.where(_told_police)
    noted = seen.of(NoteKind.POLICE)
    yield _question(3, "police", [*_labels(told), *(n.label for n, _ in noted)])
    missing = [e for e in told if not any(r.journal for r in e.incident.reports if r.to is Authority.POLICE)]
    without = [*_labels(missing), *(n.label for n, note in noted if not note.journal)]
    if without:
        yield _question(3, "journal_missing", without, False)
    elif told or noted:
        yield _question(3, "journal", [*_labels(told), *(n.label for n, _ in noted)])
    yield from _order(seen)
    others = seen.where(lambda i: any(r.to is not Authority.POLICE for r in i.reports))
    with_others = seen.of(NoteKind.REFERRAL, NoteKind.NOTIFICATION, NoteKind.ROLES)
    yield _question(3, "others", [*_labels(others), *(n.label for n, _ in with_others)])
    yield _of_notes(3, "contact_person", seen.of(NoteKind.ROLES))


def _told_police(incident: Incident) -> bool:
    return any(r.to is Authority.POLICE for r in incident.reports)


def _order(seen: _Seen) -> Iterator[Question]:
    in_force = seen.where(lambda i: i.order is Answer.YES)
    without = seen.where(lambda i: i.order is Answer.NO)
    if in_force:
        yield _question(3, "order", _labels(in_force))
    elif without:
        yield _question(3, "no_order", _labels(without), False)
    else:
        yield _question(3, "order_unasked", ())
    broken = seen.where(lambda i: i.order_broken is Answer.YES)
    untold = [e for e in broken if not _told_police(e.incident)]
    if untold and not seen.since(untold, NoteKind.POLICE):
        yield _question(3, "order_broken_untold", _labels(untold), False)
    elif broken:
        yield _question(3, "order_broken", _labels(broken))


def _safety(seen: _Seen) -> Iterator[Question]:
    yield _of_notes(4, "safety_talk", seen.of(NoteKind.SAFETY))
    told = (
        # Who chose no finer kind may have meant either.
        ("threats", seen.where(lambda i: any(k.startswith(THREATS) or k == "vandalism_threats" for k in i.kinds))),
        ("violence", seen.kind("violence")),
        ("weapons", seen.kind(WEAPONS)),
        ("near", seen.kind(*NEAR)),
        ("devices", seen.kind(*DEVICES)),
    )
    for code, entries in told:
        if entries:
            yield _question(4, code, _labels(entries), seen.since(entries, NoteKind.SAFETY))
    present = seen.where(lambda i: i.children is Answer.YES or MIDDLE_CHILD in i.kinds)
    unsaid = seen.where(lambda i: i.children in (None, Answer.UNKNOWN))
    if present:
        yield _question(4, "children_present", _labels(present), seen.since(present, NoteKind.NOTIFICATION))
    elif unsaid:
        yield _question(4, "children_unsaid", _labels(unsaid), False)


def _options(seen: _Seen, today: datetime.date) -> Iterator[Question]:
    yield _of_notes(5, "options", seen.of(NoteKind.MEETING, NoteKind.DECISION))
    yield _question(5, "exhibits", _labels(seen.where(lambda i: i.exhibits)))
    agreed = [(n, n.now) for n in seen.notes if n.now and n.now.follow_up]
    yield _of_notes(5, "follow_up", [(n, note) for n, note in agreed if note.follow_up and note.follow_up >= today])
    newest = max((n.now.date for n in seen.notes if n.now), default=datetime.date.min)
    passed = [(n, note) for n, note in agreed if note.follow_up and newest < note.follow_up < today]
    if passed:
        yield _question(5, "follow_up_passed", (n.label for n, _ in passed), False)


def _role(seen: _Seen, dossier: Dossier) -> Iterator[Question]:
    yield _of_notes(6, "role", seen.of(NoteKind.ROLES))
    hands = dossier.casework.hands
    if hands:
        last = hands[-1].logged.date()
        answered = any(note.date >= last for _, note in seen.of(*TALKS))
        yield Question(step=6, code="handed", answered=answered, n=len(hands))


def _log(seen: _Seen) -> Iterator[Question]:
    yield _question(7, "own_notes", (n.label for n in seen.notes))
    late = [e for e in seen.entries if e.history.days_late > LATE_DAYS]
    if late:
        yield _question(7, "late", _labels(late), False)
    undated = seen.where(lambda i: i.when.date is None)
    if undated:
        yield _question(7, "undated", _labels(undated), False)
    if seen.entries:
        yield _question(7, "examples", _labels(seen.where(lambda i: i.starred)))


def _sparring(seen: _Seen) -> Iterator[Question]:
    yield _of_notes(8, "sparring", seen.of(NoteKind.SPARRING))
    referred = seen.of(NoteKind.REFERRAL)
    yield _of_notes(8, "referral", referred)
    without = [n.label for n, note in referred if note.consent is not Answer.YES]
    if without:
        yield _question(8, "consent", without, False)
