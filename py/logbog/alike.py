"""Incidents that may be one: told in two logs, or written down twice in one.

Laws of this module:
1. Two people who write down the same evening are both right; that they may tell of one thing is only pointed out.
2. Within one log only what is told in the same words is held to be alike: six calls in an hour are six calls.
3. Each incident is laid beside the nearest one before it in each other log, so the work grows as sorting does.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .dossier import Dossier
from .incident import Incident
from .kinds import main
from .pointed import Pointed, order, point
from .timeline import Entry
from .when import Certainty

NEAR = datetime.timedelta(minutes=30)
AT_ONCE = datetime.timedelta(minutes=5)
MINUTE = datetime.timedelta(minutes=1)
# Beside the main kinds: those of no kind, and those of any.
UNSAID, ANY = "", "*"
AT_A_PLACE = ("turning_up", "violence")
ALSO_AT_A_PLACE = ("surveillance.nearby", "surveillance.drives_past")


@dataclass(frozen=True, slots=True)
class _Span:
    """When an incident began and ended, where both day and hour are known."""

    start: datetime.datetime
    end: datetime.datetime
    log: str
    entry: Entry

    @property
    def label(self) -> str:
        return self.entry.history.label

    def gap(self, later: "_Span") -> datetime.timedelta:
        """How long after this one ended the other began; nothing when they overlap."""
        return max(later.start - self.end, datetime.timedelta(0))


def span(incident: Incident) -> tuple[datetime.datetime, datetime.datetime] | None:
    """First and last moment of an incident whose day is sure and whose hour is told; None of any other."""
    when = incident.when
    if when.date is None or when.time is None or when.date_is is not Certainty.EXACT:
        return None
    start = datetime.datetime.combine(when.date, when.time)
    if incident.end_time is not None:
        return start, datetime.datetime.combine(incident.end_date or when.date, incident.end_time)
    if incident.end_date is not None and incident.end_date > when.date:
        return start, datetime.datetime.combine(incident.end_date, datetime.time(23, 59))
    return start, start


def of(dossier: Dossier) -> Iterator[Pointed]:
    """What may be one incident, what is told differently of one, and what was in two places at one time."""
    entries = dossier.timeline.entries
    logs = {letter: dossier.log_of(letter) for letter in dossier.letters} if len(dossier.letters) > 1 else {"": ""}
    spans = [_Span(*s, logs[e.history.source], e) for e in entries if (s := span(e.incident))]
    spans.sort(key=lambda s: (s.start, s.end, s.entry.history.logged, s.label))
    yield from _two_texts(entries)
    if len(set(logs.values())) > 1:
        yield from _near(spans)
        yield from _same_day(entries, logs)
    yield from _twice(entries, logs)
    yield from _two_places(spans)


def _two_texts(entries: Sequence[Entry]) -> Iterator[Pointed]:
    """One incident of one log, told differently in two files that don't agree."""
    by_id: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        by_id[entry.history.id].append(entry.history.label)
    yield from (point("two_texts", sorted(labels, key=order)) for labels in by_id.values() if len(labels) > 1)


def _near(spans: Sequence[_Span]) -> Iterator[Pointed]:
    """Of two logs, of one kind, and at most half an hour between them; several around one are told together.

    Many write what happened and choose no kind: such a one is laid beside all others.
    """
    furthest: dict[str, dict[str, _Span]] = defaultdict(dict)
    around: dict[tuple[str, str], dict[str, datetime.timedelta]] = {}
    for own in spans:
        own_kinds = {main(k) for k in own.entry.incident.kinds}
        for beside in (*sorted(own_kinds), UNSAID) if own_kinds else (ANY,):
            for log, there in furthest[beside].items():
                if log != own.log and there.gap(own) <= NEAR and not _is_elsewhere(there, own):
                    code = "alike" if beside in own_kinds else "same_time"
                    around.setdefault((code, there.label), {})[own.label] = there.gap(own)
        for kind in (*(own_kinds or (UNSAID,)), ANY):
            # The one that reaches furthest is the nearest to all that come after it.
            before = furthest[kind].get(own.log)
            if before is None or own.end >= before.end:
                furthest[kind][own.log] = own
    for (code, label), others in reversed(around.items()):
        yield point(code, sorted([label, *others], key=order), minutes=max(others.values()) // MINUTE)


def _same_day(entries: Sequence[Entry], logs: Mapping[str, str]) -> Iterator[Pointed]:
    """Of two logs, of one kind and one day, where the hour of at least one isn't known."""
    days: dict[tuple[datetime.date, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.incident.when.date:
            for kind in {main(k) for k in entry.incident.kinds}:
                days[entry.incident.when.date, kind].append(entry)
    told = set()
    for alike in days.values():
        unsure = {logs[e.history.source] for e in alike if span(e.incident) is None}
        beside = [e for e in alike if span(e.incident) is None or unsure - {logs[e.history.source]}]
        labels = tuple(sorted((e.history.label for e in beside), key=order))
        if len({logs[e.history.source] for e in beside}) > 1 and labels not in told:
            told.add(labels)
            yield point("alike_same_day", labels)


def _twice(entries: Sequence[Entry], logs: Mapping[str, str]) -> Iterator[Pointed]:
    """In one log: the same time, the same kinds and the same words."""
    same: dict[tuple[object, ...], dict[str, str]] = defaultdict(dict)
    for entry in entries:
        told, when = entry.incident, entry.incident.when
        words = f"{told.what}\n{told.words}".casefold().strip()
        if when.date and (when.time or words):
            key = (logs[entry.history.source], when, told.end_date, told.end_time, frozenset(told.kinds), words)
            same[key][entry.history.id] = entry.history.label
    yield from (point("written_twice", sorted(labels.values(), key=order)) for labels in same.values() if len(labels) > 1)


def _two_places(spans: Sequence[_Span]) -> Iterator[Pointed]:
    """Somebody was there, within minutes, at places that are named differently."""
    there = [s for s in spans if s.entry.incident.when.time_is is Certainty.EXACT and _is_at_a_place(s.entry.incident)]
    for own, before in zip(there[:0:-1], there[-2::-1], strict=True):
        if _is_elsewhere(before, own):
            yield point("two_places", sorted((before.label, own.label), key=order), minutes=(own.start - before.start) // MINUTE)


def _is_at_a_place(incident: Incident) -> bool:
    """Whether somebody must have been at the place that is named."""
    return bool(incident.place) and any(main(k) in AT_A_PLACE or k in ALSO_AT_A_PLACE for k in incident.kinds)


def _is_elsewhere(before: _Span, own: _Span) -> bool:
    """Whether two that are told of the same minutes name two places; one that is part of the other is the same."""
    one, other = before.entry.incident, own.entry.incident
    exact = one.when.time_is is other.when.time_is is Certainty.EXACT
    if before.entry.history.id == own.entry.history.id or not exact or own.start - before.start > AT_ONCE:
        return False
    here, there = one.place.casefold(), other.place.casefold()
    return _is_at_a_place(one) and _is_at_a_place(other) and here not in there and there not in here
