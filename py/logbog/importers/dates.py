"""Dates and times as phones write them: which number is the day is settled from the whole file, else asked.

Laws of this module:
1. A date is first taken as its three numbers; only all dates of a file together say which of them is the day.
2. What could be read in two ways is read in the first and reported as a question.
"""

import datetime
import itertools
import re
from collections.abc import Iterable, Sequence

from .clock import FIRST_YEAR, LAST_YEAR
from .message import Question
from .months import numbered

DAY_FIRST, MONTH_FIRST, YEAR_FIRST = "day_first", "month_first", "year_first"
ORDERS = (DAY_FIRST, MONTH_FIRST, YEAR_FIRST)
CENTURY = 2000
# No date and time is longer, in whatever language.
LONGEST = 80
# Marks that phones hide in their lines, blanks that don't look so, and the digits of Arabic and Persian phones.
MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u061c"
PLAIN = str.maketrans(
    {
        **dict.fromkeys(MARKS, ""),
        **dict.fromkeys("\u00a0\u202f\u2009\u2007\t", " "),
        **{chr(0x660 + n): str(n) for n in range(10)},
        **{chr(0x6F0 + n): str(n) for n in range(10)},
        "،": ",",
        "/": "/",
    }
)
# What stands before noon and after it, in the phone languages that have a clock of twelve hours.
BEFORE_NOON = ("am", "fm", "vorm", "öö", "ص", "πμ")
AFTER_NOON = ("pm", "em", "nachm", "ös", "م", "μμ")
_HALF = "|".join(sorted((*BEFORE_NOON, *AFTER_NOON), key=len, reverse=True))
_DOTTED = r"a\. ?m|p\. ?m|f\. ?m|e\. ?m"
_ANY_HALF = rf"{_DOTTED}|{_HALF}"
DATE = r"(?P<one>\d{1,4})(?P<mark>[./-]) ?(?P<two>\d{1,2})(?P=mark) ?(?P<three>\d{1,4})\.?"
TIME = (
    rf"(?:(?P<before>{_ANY_HALF})\.? ?)?(?P<hour>\d{{1,2}})[:.](?P<minute>\d{{2}})"
    rf"(?:[:.](?P<second>\d{{2}})(?:[.,]\d+)?)?(?: ?(?P<after>{_ANY_HALF})\b\.?)?"
)
Numbers = tuple[int, int, int]


def time(found: re.Match[str]) -> datetime.time | None:
    """The time that TIME found; None when there is no such time of day."""
    half = (found["after"] or found["before"] or "").replace(".", "").replace(" ", "")
    hours = int(found["hour"])
    if half:
        if not 1 <= hours <= 12:
            # A phone that writes »13:05 PM« means the afternoon all the same.
            half = ""
        else:
            hours = hours % 12 + (12 if half in AFTER_NOON else 0)
    try:
        return datetime.time(hours, int(found["minute"]), int(found["second"] or 0))
    except ValueError:
        return None


def order_of(dates: Iterable[tuple[Numbers, str]], answer: str = "") -> tuple[str, tuple[Question, ...]]:
    """Which number is the day, from all dates of a file (their numbers and the mark between them), and what is left open.

    ``answer`` settles it when the file can't.
    """
    every = list(dict.fromkeys(dates))
    numbers = [n for n, _ in every]
    if any(n[0] > 31 for n in numbers):
        return YEAR_FIRST, ()
    first, second = any(n[0] > 12 for n in numbers), any(n[1] > 12 for n in numbers)
    if first != second:
        return (DAY_FIRST if first else MONTH_FIRST), ()
    if not first and any(n[0] != n[1] for n in numbers):
        back = {order: _steps_back(numbers, order) for order in (DAY_FIRST, MONTH_FIRST)}
        surer = min(back, key=lambda order: back[order])
        if min(back.values()) * 2 < max(back.values()):
            return surer, ()
        # No phone writes the month first with a full stop or a hyphen between the numbers.
        if all(mark == "/" for _, mark in every):
            if answer in (DAY_FIRST, MONTH_FIRST):
                return answer, ()
            return DAY_FIRST, (Question("date_order", (DAY_FIRST, MONTH_FIRST)),)
    return (answer if answer in (DAY_FIRST, MONTH_FIRST) else DAY_FIRST), ()


def _steps_back(numbers: Sequence[Numbers], order: str) -> int:
    """How often a date lies more than a day before the one above it; an export runs from old to new."""
    days = [d for d in (date(n, order) for n in numbers) if d is not None]
    steps = [(late - early).days for early, late in itertools.pairwise(days)]
    # A list that runs from new to old is as much in order.
    return min(sum(s < -1 for s in steps), sum(s > 1 for s in steps))


def date(numbers: Numbers, order: str) -> datetime.date | None:
    """The day of the three numbers; None when there is none."""
    one, two, three = numbers
    year, month, day = {DAY_FIRST: (three, two, one), MONTH_FIRST: (three, one, two), YEAR_FIRST: (one, two, three)}[order]
    try:
        day_found = datetime.date(year + CENTURY if year < 100 else year, month, day)
    except ValueError:
        return None
    return day_found if FIRST_YEAR <= day_found.year <= LAST_YEAR else None


_ISO = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?:[.,]\d+)?(?:Z|[+-]\d{2}:?\d{2})")
_BETWEEN = r"(?:,? (?:kl\.?|klo|um|at|o|à) ?|[ t,] ?|, )"
_WEEKDAY = r"(?:[^\W\d]{2,12}\.?,? )?"
DATE_FIRST = re.compile(rf"{_WEEKDAY}{DATE}(?:{_BETWEEN}{TIME})?")
TIME_FIRST = re.compile(rf"{TIME},? {DATE}")
Moment = tuple[Numbers, str, datetime.time | None]


def aware(text: str) -> datetime.datetime | None:
    """A moment that is written with its offset; None when it is not."""
    if not _ISO.fullmatch(text.strip()):
        return None
    try:
        return datetime.datetime.fromisoformat(text.strip().replace(",", ".").replace("Z", "+00:00"))
    except ValueError:
        return None


def moment(text: str) -> Moment | None:
    """A date, perhaps with a time, as numbers that wait for an order; None when it is none."""
    if len(text) > LONGEST:
        return None
    told = text.translate(PLAIN).strip().casefold()
    found = DATE_FIRST.fullmatch(told) or TIME_FIRST.fullmatch(told) or DATE_FIRST.fullmatch(numbered(told))
    if found is None:
        return None
    at = time(found) if found["hour"] else None
    return (
        None if found["hour"] and at is None else ((int(found["one"]), int(found["two"]), int(found["three"])), found["mark"], at)
    )


def clock_time(text: str) -> datetime.time | None:
    """A time of day alone; None when it is none."""
    if len(text) > LONGEST:
        return None
    found = re.fullmatch(rf"(?:kl\.? ?)?{TIME}", text.translate(PLAIN).strip().casefold())
    return time(found) if found else None
