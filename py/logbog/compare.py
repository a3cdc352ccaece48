"""What a careful reader would point at: incidents that may be one, and what doesn't fit together in time.

Laws of this module:
1. It is pointed out, never resolved, and nobody is said to be wrong: an odd date is most often a slip, or well explained.
2. At most MOST things are pointed out, each code its fair share, and the rest are counted.
3. The work grows as sorting does.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from . import alike
from .dossier import Dossier
from .incident import Answer, Exhibit, Incident
from .pointed import CODES, Pointed, order, point, say
from .timeline import Entry
from .when import Certainty

__all__ = ["CODES", "MOST", "Pointed", "of", "say"]

MOST = 200
# Clocks are read in whole minutes and seldom agree; a picture of an evening may be taken after midnight.
CLOCKS, NIGHT = datetime.timedelta(minutes=30), datetime.timedelta(hours=6)


def of(dossier: Dossier) -> tuple[Pointed, ...]:
    """All that is pointed out, in the order of CODES."""
    entries = dossier.timeline.entries
    found = [*alike.of(dossier), *_same_exhibits(dossier), *_taken(dossier), *_journals(dossier)]
    for entry in entries:
        found += [*_logged(entry), *_reported(entry), *_order(entry)]
    found.sort(key=lambda p: CODES.index(p.code))
    return tuple(_bounded(found))


def _bounded(found: list[Pointed]) -> Iterator[Pointed]:
    """As many as somebody can read, so that what there is much of leaves room for the rest."""
    counts = Counter(p.code for p in found)
    share = max(n for n in range(MOST + 1) if sum(min(n, count) for count in counts.values()) <= MOST)
    shown: Counter[str] = Counter()
    for pointed in found:
        shown[pointed.code] += 1
        if shown[pointed.code] <= share:
            yield pointed
    left = sum(max(0, count - share) for count in counts.values())
    if left:
        yield Pointed(code="more", n=left)


def _days(incident: Incident) -> tuple[datetime.date, datetime.date] | None:
    """First and last day, where they are sure."""
    if incident.when.date is None or incident.when.date_is is not Certainty.EXACT:
        return None
    return incident.when.date, incident.last_date or incident.when.date


def _same_exhibits(dossier: Dossier) -> Iterator[Pointed]:
    """One file with several incidents; a copy without its place is the same file as its original."""
    originals = {n.exhibit.stripped_sha256: n.exhibit.sha256 for n in dossier.exhibits if n.exhibit.stripped_sha256}
    by_id = {(e.history.source, e.history.id): e for e in dossier.timeline.entries}
    found: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for numbered in dossier.exhibits:
        digest = numbered.exhibit.sha256
        found[originals.get(digest, digest)].append((numbered.label, by_id[numbered.source, numbered.incident]))
    for same in found.values():
        entries = sorted({e.history.label: e for _, e in same}.values(), key=lambda e: order(e.history.label))
        # Two files of one log that disagree hold the same exhibits; that they disagree is told already.
        if len({e.history.id for e in entries}) < 2:
            continue
        labels, exhibits = [e.history.label for e in entries], sorted((label for label, _ in same), key=order)
        spans = sorted(days for e in entries if (days := _days(e.incident)))
        apart = max(((after[0] - before[1]).days for before, after in pairwise(spans)), default=0)
        if apart > 0:
            yield point("same_exhibit_other_day", labels, exhibits, days=(spans[-1][0] - min(end for _, end in spans)).days)
        else:
            yield point("same_exhibit", labels, exhibits)


def _taken(dossier: Dossier) -> Iterator[Pointed]:
    """A picture whose camera wrote another day than the one it is told of; ``days`` is negative when it is earlier."""
    by_id = {(e.history.source, e.history.id): e for e in dossier.timeline.entries}
    for numbered in dossier.exhibits:
        entry = by_id[numbered.source, numbered.incident]
        days, taken = _days(entry.incident), _moment(numbered.exhibit)
        if days is None or taken is None or days[0] <= taken.date() <= days[1]:
            continue
        span = alike.span(entry.incident)
        if span is not None and span[1] <= taken <= span[1] + NIGHT:
            continue
        apart = taken.date() - days[0 if taken.date() < days[0] else 1]
        yield point("taken_other_day", [entry.history.label], [numbered.label], days=apart.days)


def _moment(exhibit: Exhibit) -> datetime.datetime | None:
    try:
        return datetime.datetime.fromisoformat(exhibit.taken).replace(tzinfo=None) if exhibit.taken else None
    except ValueError:
        return None


def _logged(entry: Entry) -> Iterator[Pointed]:
    """Written down before the moment that it now tells of, or given another day by a correction."""
    days, versions, when = _days(entry.incident), entry.history.versions, entry.incident.when
    hour = when.time if when.time_is is Certainty.EXACT else None

    def early(logged: datetime.datetime) -> datetime.timedelta | None:
        if days is None:
            return None
        local, began = logged.replace(tzinfo=None), datetime.datetime.combine(days[0], hour or datetime.time.min)
        return began - local if local.date() < days[0] or (hour and local + CLOCKS < began) else None

    lead = early(versions[0].logged)
    if lead is not None and days is not None:
        apart = (days[0] - versions[0].logged.date()).days
        code = "logged_before" if early(versions[-1].logged) else "dated_later"
        yield point(code, [entry.history.label], days=apart or None, minutes=None if apart else lead // alike.MINUTE)
        return
    told = [v.incident.when.date for v in versions if v.incident and v.incident.when.date]
    moved = max((abs((after - before).days) for before, after in pairwise(told)), default=0)
    if moved:
        yield point("day_corrected", [entry.history.label], days=moved)


def _reported(entry: Entry) -> Iterator[Pointed]:
    """Told to an authority on a day before it happened."""
    days = _days(entry.incident)
    early = [(days[0] - r.date).days for r in entry.incident.reports if r.date and days and r.date < days[0]]
    if early:
        yield point("reported_before", [entry.history.label], days=max(early))


def _order(entry: Entry) -> Iterator[Pointed]:
    """An order is said to be broken, and not that there was one."""
    if entry.incident.order_broken is Answer.YES and entry.incident.order is not Answer.YES:
        yield point("order_unclear", [entry.history.label])


def _journals(dossier: Dossier) -> Iterator[Pointed]:
    """One journal number with several dates, in incidents and case notes."""
    found: dict[str, list[tuple[datetime.date, str]]] = defaultdict(list)
    for entry in dossier.timeline.entries:
        for report in entry.incident.reports:
            if report.journal and report.date:
                found[_plain(report.journal)].append((report.date, entry.history.label))
    for note in dossier.casework.standing:
        if note.now and note.now.journal:
            found[_plain(note.now.journal)].append((note.now.date, note.label))
    for told in found.values():
        dates = [date for date, _ in told]
        if len(set(dates)) > 1:
            labels = sorted((label for _, label in told), key=order)
            yield point("journal_other_day", labels, days=(max(dates) - min(dates)).days)


def _plain(journal: str) -> str:
    """A journal number without what people write differently in it."""
    return "".join(c for c in journal.casefold() if c.isalnum())
