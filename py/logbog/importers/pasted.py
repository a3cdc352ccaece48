"""Lines pasted from a phone: a list of calls or messages, one a line, under a heading for each day or with the day in it.

An iPhone exports neither, so people mark the list, copy it and paste it. What is left of a line when its day, its time
and its kind are taken out is who it was.
"""

import re

from ..errors import CannotRead
from . import dates, tables
from .clock import Clock
from .columns import Columns, what_of
from .message import Conversation
from .months import numbered

DATE_IN = re.compile(rf"(?:\b[^\W\d]{{2,12}}\.?,? )?(?<!\d){dates.DATE}(?!\d)", re.IGNORECASE)
TIME_IN = re.compile(rf"(?:\bkl\.? ?)?(?<![\d.:/-]){dates.TIME}(?![\d:])", re.IGNORECASE)
LENGTH_IN = re.compile(
    r"\(?\b(?:\d{1,4} ?(?:t|h|timer?|hours?)\b\.? ?)?(?:\d{1,4} ?(?:min|m|minutter|minutes?)\b\.? ?)?"
    r"\d{1,5} ?(?:sek|sec|s|sekunder|seconds?)\b\.?\)?",
    re.IGNORECASE,
)
BETWEEN = " \t-–—·•|,;:()"
ENOUGH = 0.6
ROLES = ("date", "time", "party", "kind", "seconds")
COLUMNS = Columns({role: n for n, role in enumerate(ROLES)})
# No line of a list is longer.
LONGEST = 400


def rows_of(text: str) -> list[list[str]]:
    """(day, time, who, kind, length) of each line that tells of something; a line with a day alone is a heading."""
    day = ""
    rows = []
    for line in text.split("\n"):
        if len(line) > LONGEST:
            rows.append([""] * len(ROLES))
            continue
        whole = numbered(line.translate(dates.PLAIN).strip())
        on = DATE_IN.search(whole)
        rest = whole[: on.start()] + " " + whole[on.end() :] if on else whole
        at = TIME_IN.search(rest)
        if on and not at and not rest.strip(BETWEEN):
            day = on[0]
        if not at:
            rows.append([""] * len(ROLES) if rest.strip(BETWEEN) else [])
            continue
        who, kind, length = _who(whole)
        rows.append([(on[0] if on else day), at[0], who, kind, length])
    return rows


def _who(left: str) -> tuple[str, str, str]:
    """The name or number as it was written, the kind, and how long it lasted."""
    length = LENGTH_IN.search(left)
    for pattern in (DATE_IN, LENGTH_IN, TIME_IN):
        left = pattern.sub(" | ", left)
    kept: list[str] = []
    kinds: list[str] = []
    for part in re.split(r"[|,;·•\t]| - | – ", left):
        said = part.strip(BETWEEN)
        (kinds if what_of(said) is not None and len(said) < 40 else kept).append(said)
    return " ".join(k for k in kept if k), " ".join(kinds), length[0].strip("()") if length else ""


def looks_like(text: str) -> bool:
    """Whether most lines of a text tell of something at a time."""
    rows = [row for row in rows_of("\n".join(text.split("\n")[:60])) if row]
    told = [row for row in rows if row[0] and row[1] and (row[2] or row[3])]
    return bool(rows) and len(told) / len(rows) >= ENOUGH


def read(text: str, clock: Clock, order: str = "") -> tuple[Conversation, ...]:
    """The conversations of the list."""
    rows = rows_of(text)
    if not any(rows):
        raise CannotRead("import_nothing")
    return tables.read(rows, clock, COLUMNS, order)
