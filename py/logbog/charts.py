"""The patterns as pictures, each with the sentences that say the same.

Laws of this module:
1. Nothing is told by colour alone: kinds have patterns as well as colours, and figures stand beside bars.
2. Whoever can't see the picture gets all of it from ``text``.
3. A shape has a tone, never a colour of its own; the style of the page may give the tones other colours.
"""

import datetime
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import kinds
from .picture import TEXT, Label, Line, Picture, Rect, Shape
from .timeline import Timeline
from .words import Words

PATTERNS = {
    "through_others": "level",
    "digital": "upright",
    "surveillance": "upright",
    "turning_up": "level",
    "violence": "level",
    "other": "upright",
}
WIDE, NARROW = 720.0, 500.0
MOST_WEEKS, MOST_MONTHS = 60, 72
LETTER = 0.58
DARK_HEAT, HOTTEST = 4, 5


@dataclass(frozen=True, slots=True)
class _Bin:
    start: datetime.date
    by_kind: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.by_kind.values())


def over_time(timeline: Timeline, w: Words, width: float = WIDE) -> Picture:
    """Incidents per week (per month or year in a long log), stacked by their first main kind."""
    unit, bins = _bins(timeline)
    title = w(f"chart.{unit}.title")
    if not bins:
        return Picture(width, 0, (), title, w("chart.nothing"))
    left, top, floor = 34.0, 20.0, 220.0
    plot = width - left - 4
    peak = max(b.total for b in bins)
    step = _step(peak)
    scale = (floor - top) / (math.ceil(peak / step) * step)
    shapes: list[Shape] = []
    for n in range(0, math.ceil(peak / step) * step + 1, step):
        y = floor - n * scale
        shapes += [Line(left, y, width - 4, y, "grid" if n else "axis"), Label(left - 6, y + 4, w.number(n), "end", 11)]
    slot = plot / len(bins)
    bar = min(slot * 0.82, 40.0)
    for n, b in enumerate(bins):
        x, y = left + n * slot + (slot - bar) / 2, floor
        for kind in (k for k in kinds.KINDS if k in b.by_kind):
            height = b.by_kind[kind] * scale
            y -= height
            shapes += _patterned(x, y, bar, height, kind)
        if b.total and (b.total == peak or slot >= 3 * LETTER * TEXT):
            shapes.append(Label(x + bar / 2, y - 4, w.number(b.total), "middle", 11))
    shapes += _time_labels(w, unit, bins, left, slot, floor + 16, width)
    legend, bottom = _legend(w, [k for k in kinds.KINDS if any(k in b.by_kind for b in bins)], width, floor + 36)
    return Picture(width, bottom, (*shapes, *legend), title, _over_time_text(timeline, w, unit, bins))


def _bins(timeline: Timeline) -> tuple[str, list[_Bin]]:
    dates = timeline.dates
    # Between a mistyped year and this one there are too many weeks to make one of each.
    if not dates or (dates[-1] - dates[0]).days < 7 * MOST_WEEKS:
        weeks = [_Bin(monday, found) for monday, found in timeline.by_week().items()]
        if len(weeks) <= MOST_WEEKS:
            return "week", weeks
    first, last = dates[0], dates[-1]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    unit = "month" if months <= MOST_MONTHS else "year"
    found: dict[datetime.date, dict[str, int]] = {}
    for n in range(months):
        month = first.month - 1 + n
        found[datetime.date(first.year + month // 12, month % 12 + 1 if unit == "month" else 1, 1)] = {}
    for entry in timeline.entries:
        day = entry.incident.when.date
        if day:
            b = found[day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)]
            kind = entry.incident.main_kinds[0]
            b[kind] = b.get(kind, 0) + 1
    return unit, [_Bin(start, by_kind) for start, by_kind in found.items()]


def _step(peak: int) -> int:
    """The distance between grid lines that gives at most five of them."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if peak <= 5 * step * factor:
                return step * factor
        step *= 10


def _patterned(x: float, y: float, width: float, height: float, kind: str) -> Iterator[Shape]:
    """A part of a bar in the colour and the pattern of its kind, with a gap above it."""
    yield Rect(x, y, width, height, f"kind-{kind}")
    pattern = PATTERNS.get(kind)
    if pattern == "upright":
        count = max(1, int(width / 7))
        thick = min(1.4, width * 0.2)
        for n in range(1, count + 1):
            yield Rect(x + width * n / (count + 1) - thick / 2, y, thick, height, "gap")
    elif pattern == "level":
        for n in range(1, math.ceil(height / 5)):
            yield Rect(x, y + height - n * 5, width, 1.2, "gap")
    yield Rect(x, y, width, 0.8, "gap")


def _time_labels(w: Words, unit: str, bins: Sequence[_Bin], left: float, slot: float, y: float, width: float) -> Iterator[Shape]:
    free = 0.0
    for n, b in enumerate(bins):
        text = _time_label(w, unit, b.start, bins[n - 1].start if n else None, len(bins))
        half = len(text) * LETTER * 11 / 2
        x = max(half, min(left + (n + 0.5) * slot, width - half))
        if text and x - half >= free:
            free = x + half + 8
            yield Label(x, y, text, "middle", 11)


def _time_label(w: Words, unit: str, start: datetime.date, before: datetime.date | None, count: int) -> str:
    if unit == "year":
        return str(start.year)
    if unit == "week" and count <= 10:
        return w.date_short(start)
    if unit == "month" and count > 24 and before and start.month not in (1, 7):
        return ""
    if unit == "week" and before and before.month == start.month:
        return ""
    name = w(f"month.short.{start.month}")
    return name if before and before.year == start.year else f"{name} {start.year}"


def _legend(w: Words, present: Sequence[str], width: float, y: float) -> tuple[list[Shape], float]:
    shapes: list[Shape] = []
    x = 0.0
    for kind in present:
        text = w(f"kind.{kind}")
        room = 22 + len(text) * LETTER * TEXT + 16
        if x and x + room > width:
            x, y = 0.0, y + 20
        shapes += [*_patterned(x, y, 14, 14, kind), Label(x + 20, y + 11.5, text)]
        x += room
    return shapes, y + 20


def _over_time_text(timeline: Timeline, w: Words, unit: str, bins: Sequence[_Bin]) -> str:
    peak = max(b.total for b in bins)
    peaks = [b for b in bins if b.total == peak]
    last = peaks[-1].start
    name = {"week": w.date(last), "month": w.month(last.year, last.month).lower(), "year": str(last.year)}[unit]
    said = [
        w(
            f"chart.{unit}.peak" if len(peaks) == 1 else f"chart.{unit}.peaks",
            what=w.many("chart.incidents", peaks[0].total),
            when=name,
        ),
        w(f"chart.{unit}.spread", n=w.number(sum(1 for b in bins if b.total)), of=w.number(len(bins))),
    ]
    if len(timeline) > 1:
        silence = timeline.longest_silence()
        said.append(w.many("chart.silence", silence) if silence else w("chart.no_silence"))
    undated = sum(1 for e in timeline.entries if e.incident.when.date is None)
    return " ".join([*said, *([w.many("chart.undated", undated)] if undated else [])])


def by_hour(timeline: Timeline, w: Words, width: float = WIDE) -> Picture:
    """Weekday × hour of the day; on a narrow sheet the hours go downwards."""
    grid = timeline.by_hour()
    peak = max(max(row) for row in grid)
    title = w("chart.hour.title")
    if not peak:
        return Picture(width, 0, (), title, w("chart.hour.nothing"))
    across = width >= NARROW
    left, top = (42.0, 18.0) if across else (30.0, 20.0)
    columns, rows = (24, 7) if across else (7, 24)
    wide, high = (width - left) / columns, 24.0 if across else 20.0
    days = [w(f"weekday.short.{n}") for n in range(1, 8)]
    hours = [f"{n:02}" for n in range(24)]
    shapes: list[Shape] = [
        Label(left + (n + 0.5) * wide, top - 6, text, "middle", 11) for n, text in enumerate(hours if across else days)
    ]
    shapes += [
        Label(left - 8, top + n * high + high / 2 + 4, text, "end", 11) for n, text in enumerate(days if across else hours)
    ]
    for row in range(rows):
        for column in range(columns):
            n = grid[row][column] if across else grid[column][row]
            heat = max(1, math.ceil(HOTTEST * n / peak)) if n else 0
            x, y = left + column * wide, top + row * high
            shapes.append(Rect(x + 1, y + 1, wide - 2, high - 2, f"heat-{heat}"))
            if n:
                tone = "on-heat" if heat >= DARK_HEAT else "label"
                shapes.append(Label(x + wide / 2, y + high / 2 + 4, w.number(n), "middle", 11, tone))
    return Picture(width, top + rows * high + 2, tuple(shapes), title, _by_hour_text(timeline, w))


def _by_hour_text(timeline: Timeline, w: Words) -> str:
    grid = timeline.by_hour()
    of_day = [sum(row) for row in grid]
    of_part = [sum(sum(row[start : start + 6]) for row in grid) for start in range(0, 24, 6)]
    known = sum(of_day)
    days = w.listed([w(f"weekday.{n + 1}") for n, found in enumerate(of_day) if found == max(of_day)])
    parts = w.listed([w(f"chart.hour.part.{n}") for n, found in enumerate(of_part) if found == max(of_part)])
    said = [
        w("chart.hour.day", day=days, n=w.number(max(of_day)), of=w.number(known)),
        w("chart.hour.part", part=parts, n=w.number(max(of_part)), of=w.number(known)),
    ]
    if of_part[0]:
        said.append(w.many("chart.hour.night", of_part[0]))
    unknown = len(timeline) - known
    return " ".join([*said, *([w.many("chart.hour.unknown", unknown)] if unknown else [])])


def by_kind(timeline: Timeline, w: Words, width: float = WIDE) -> Picture:
    """Incidents per main kind, as bars with their figures."""
    found = timeline.by_kind()
    title = w("chart.kind.title")
    if not found:
        return Picture(width, 0, (), title, w("chart.nothing"))
    beside = width >= NARROW
    left, high, thick = (178.0, 28.0, 18.0) if beside else (0.0, 42.0, 16.0)
    scale = (width - left - 48) / max(found.values())
    shapes: list[Shape] = []
    for row, (kind, n) in enumerate(found.items()):
        y = row * high + (high - thick) / 2 if beside else row * high + 20
        label = Label(left - 10, y + 13.5, w(f"kind.{kind}"), "end") if beside else Label(0, y - 6, w(f"kind.{kind}"))
        shapes += [label, *_patterned(left, y, n * scale, thick, kind)]
        shapes.append(Label(left + n * scale + 8, y + 13.5, w.number(n)))
    told = [w("chart.kind.one", kind=w(f"kind.{k}"), n=w.number(n)) for k, n in sorted(found.items(), key=lambda f: -f[1])]
    text = w("chart.kind.text", kinds=w.listed(told))
    if sum(found.values()) > len(timeline):
        text += " " + w("chart.kind.twice")
    return Picture(width, len(found) * high + 4, tuple(shapes), title, text)
