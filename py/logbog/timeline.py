"""The timeline: incidents in order, filtered and counted. Every figure of the report comes from here.

A burst counts once as an incident and ``count`` times as contacts.
Withdrawn, erased and left-out incidents are no part of it.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from . import kinds
from .history import History
from .incident import Incident

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Filter:
    """What to show: days (inclusive), kinds (main or finer, any of them), a text, only the starred.

    ``sources`` are the letters of the logs to show, all of them when none is named.
    """

    since: datetime.date | None = None
    until: datetime.date | None = None
    kinds: tuple[str, ...] = ()
    text: str = ""
    starred: bool = False
    sources: tuple[str, ...] = ()
    with_exhibits: bool = False

    def lets(self, incident: Incident) -> bool:
        """Whether ``incident`` is shown, whatever log it stands in; one without a date is shown only when no period is asked for."""
        day, last = incident.when.date, incident.last_date
        if (self.since or self.until) and (day is None or last is None):
            return False
        if self.since and last is not None and last < self.since:
            return False
        if self.until and day is not None and day > self.until:
            return False
        if self.kinds and not any(k in self.kinds or kinds.main(k) in self.kinds for k in incident.kinds or ("other",)):
            return False
        if self.starred and not incident.starred:
            return False
        if self.with_exhibits and not incident.exhibits:
            return False
        wanted = self.text.casefold().split()
        if not wanted:
            return True
        said = haystack(incident)
        return all(word in said for word in wanted)


def haystack(incident: Incident) -> str:
    """All that a search looks in, casefolded."""
    said = [incident.place, incident.what, incident.words, incident.response_text, incident.effect]
    said += [incident.order_which, incident.note]
    said += [part for s in incident.senders for part in (s.name,)]
    said += [part for w in incident.witnesses for part in (w.name, w.reach)]
    said += [part for r in incident.reports for part in (r.journal, r.name)]
    said += [part for e in incident.exhibits for part in (e.name, e.caption)]
    return "\n".join(said).casefold()


@dataclass(frozen=True, slots=True)
class Entry:
    """A history whose incident stands, with that incident at hand."""

    history: History
    incident: Incident


@dataclass(frozen=True)
class Timeline:
    """Entries, newest first; unknown dates come last. What is counted once is kept, since a picture asks for it often."""

    entries: tuple[Entry, ...]

    def __len__(self) -> int:
        return len(self.entries)

    def only(self, asked: Filter) -> "Timeline":
        """The entries that the filter lets through."""
        letters = asked.sources
        return Timeline(tuple(e for e in self.entries if (not letters or e.history.source in letters) and asked.lets(e.incident)))

    @property
    def starred(self) -> tuple[Entry, ...]:
        """The typical examples, newest first."""
        return tuple(e for e in self.entries if e.incident.starred)

    @property
    def contacts(self) -> int:
        """How many single acts the incidents stand for, bursts counted out."""
        return sum(e.incident.count for e in self.entries)

    @cached_property
    def dates(self) -> tuple[datetime.date, ...]:
        """The days on which something began, oldest first, each once."""
        return tuple(sorted({e.incident.when.date for e in self.entries if e.incident.when.date}))

    @cached_property
    def period(self) -> tuple[datetime.date, datetime.date] | None:
        """First and last day; None when no incident has a date."""
        days = [d for e in self.entries for d in (e.incident.when.date, e.incident.last_date) if d]
        return (min(days), max(days)) if days else None

    def by_kind(self) -> dict[str, int]:
        """Incidents per main kind, in the order of kinds.KINDS; an incident of two kinds counts in both."""
        return dict(self._by_kind)

    @cached_property
    def _by_kind(self) -> Mapping[str, int]:
        found = Counter(k for e in self.entries for k in e.incident.main_kinds)
        return {k: found[k] for k in kinds.KINDS if found[k]}

    def by_week(self) -> dict[datetime.date, dict[str, int]]:
        """Monday → first main kind → incidents; every week of the period is there, also the quiet ones."""
        return {monday: dict(found) for monday, found in self._by_week.items()}

    @cached_property
    def _by_week(self) -> Mapping[datetime.date, dict[str, int]]:
        if not self.dates:
            return {}
        monday, last = _monday(self.dates[0]), _monday(self.dates[-1])
        weeks: dict[datetime.date, dict[str, int]] = {monday + n * 7 * DAY: {} for n in range((last - monday).days // 7 + 1)}
        for entry in self.entries:
            if entry.incident.when.date:
                week, kind = weeks[_monday(entry.incident.when.date)], entry.incident.main_kinds[0]
                week[kind] = week.get(kind, 0) + 1
        return weeks

    def by_hour(self) -> tuple[tuple[int, ...], ...]:
        """Seven rows (Monday first) of 24 counts; incidents without date or time are not in it."""
        grid = [[0] * 24 for _ in range(7)]
        for entry in self.entries:
            when = entry.incident.when
            if when.date is not None and when.time is not None:
                grid[when.date.weekday()][when.time.hour] += 1
        return tuple(tuple(row) for row in grid)

    def longest_silence(self) -> int:
        """The most whole days without anything between two incidents; 0 when there are none between."""
        spans = sorted((e.incident.when.date, e.incident.last_date) for e in self.entries if e.incident.when.date)
        longest, quiet_since = 0, None
        for start, end in spans:
            if quiet_since is not None and start is not None:
                longest = max(longest, (start - quiet_since).days - 1)
            if end is not None:
                quiet_since = end if quiet_since is None else max(quiet_since, end)
        return longest

    def days_since_first(self, today: datetime.date) -> int | None:
        """Whole days from the first incident to ``today``; None when no incident has a date."""
        return (today - self.dates[0]).days if self.dates else None


def of(histories: Iterable[History]) -> Timeline:
    """The timeline of the incidents that stand."""
    entries = [Entry(h, h.now) for h in histories if h.now is not None and not h.withdrawn and not h.erased]
    entries.sort(key=lambda e: (e.incident.when.order, e.history.logged, e.history.number), reverse=True)
    return Timeline(tuple(entries))


def by_month(entries: Sequence[Entry]) -> list[tuple[tuple[int, int] | None, list[Entry]]]:
    """Entries grouped by (year, month) in the order given; None groups those without a date."""
    groups: list[tuple[tuple[int, int] | None, list[Entry]]] = []
    for entry in entries:
        day = entry.incident.when.date
        month = (day.year, day.month) if day else None
        if not groups or groups[-1][0] != month:
            groups.append((month, []))
        groups[-1][1].append(entry)
    return groups


def _monday(day: datetime.date) -> datetime.date:
    return day - day.weekday() * DAY
