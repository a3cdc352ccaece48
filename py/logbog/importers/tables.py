"""Any list that a program or a person made: CSV, the rows of a sheet, or lines pasted from a phone.

Laws of this module:
1. A row without a day is told as not understood; a row without a time is told too, since an incident needs to be found again.
2. A row that says which way it went belongs to the party it names; one with two names belongs to both.
"""

import csv
import datetime
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..errors import CannotRead
from . import columns, dates
from .clock import Clock
from .columns import Columns, Rows
from .message import CALLS, Conversation, Message, NotUnderstood, Source, What, conversation

DELIMITERS = ";,\t|"
LOOKED_AT = 30
MOST_ROWS = 500_000
# A cell of several lines breaks the rhythm of a table, and so does prose, but more often.
ENOUGH = 0.6
LENGTH = re.compile(
    r"(?:(\d{1,3})[:.])?(\d{1,3})[:.](\d{2})"
    r"|(?:(\d{1,6}) ?(?:t|h)[a-z]{0,8}\.?)? ?(?:(\d{1,6}) ?m[a-z]{0,8}\.?)? ?(?:(\d{1,6}) ?(?:s[a-z]{0,9})?\.?)?"
)


def rows_of(text: str) -> Rows:
    """The rows of a CSV, by whichever mark parts its cells; empty when none does."""
    head = [line for line in text.split("\n", LOOKED_AT)[:LOOKED_AT] if line.strip()]
    mark = max(DELIMITERS, key=lambda m: _steadiness(head, m))
    if not _steadiness(head, mark):
        return []
    found: list[list[str]] = []
    reader = csv.reader(io.StringIO(text.replace("\0", "")), delimiter=mark)
    while True:
        try:
            found.append(next(reader))
        except StopIteration:
            return found
        except csv.Error:
            # One cell longer than any: the row is passed over, and told as one without a day.
            found.append([])
        if len(found) > MOST_ROWS:
            raise CannotRead("too_large")


def _steadiness(head: Sequence[str], mark: str) -> int:
    """In how many lines the mark stands as often as in most, two cells at the least."""
    counts = [line.count(mark) for line in head]
    most = max(set(counts), key=counts.count, default=0)
    steady = sum(c >= most for c in counts)
    return steady * min(most, 3) if most and steady >= ENOUGH * len(head) else 0


@dataclass(frozen=True, slots=True)
class _Row:
    """One row whose date waits for an order."""

    line: int
    cells: dict[str, str]
    utc: datetime.datetime | None = None
    numbers: dates.Numbers = (0, 0, 0)
    mark: str = ""
    time: datetime.time | None = None


def read(rows: Rows, clock: Clock, given: Columns | None = None, order: str = "") -> tuple[Conversation, ...]:
    """The conversations of a table; raises CannotRead("import_columns") when nobody can tell which column holds the day."""
    chosen = given or columns.guess(rows)
    if not chosen.enough:
        raise CannotRead("import_columns")
    missing: list[NotUnderstood] = []
    found = []
    for n, cells in enumerate(rows[chosen.first :], chosen.first + 1):
        if not any(c.strip() for c in cells):
            continue
        row = _dated(n, {role: cells[at].strip() for role, at in chosen.roles.items() if at < len(cells)})
        if row is None:
            missing.append(NotUnderstood(n, "date"))
        else:
            found.append(row)
    return _conversations(found, missing, clock, order, "text" in chosen.roles)


def _dated(n: int, cells: dict[str, str]) -> _Row | None:
    told = cells.get("date", "")
    utc = dates.aware(told)
    if utc is not None:
        return _Row(n, cells, utc=utc)
    moment = dates.moment(told) or dates.moment(" ".join((told, cells.get("time", ""))))
    if moment is None:
        return None
    at = moment[2] or dates.clock_time(cells.get("time", ""))
    return _Row(n, cells, numbers=moment[0], mark=moment[1], time=at)


def _conversations(
    rows: Iterable[_Row], missing: list[NotUnderstood], clock: Clock, order: str, with_text: bool
) -> tuple[Conversation, ...]:
    every = list(rows)
    chosen, questions = dates.order_of(((r.numbers, r.mark) for r in every if r.utc is None), order)
    groups: dict[tuple[str, ...], list[Message]] = {}
    for row in every:
        message = _message(row, chosen, clock, with_text)
        if message is None:
            missing.append(NotUnderstood(row.line, "time" if dates.date(row.numbers, chosen) and not row.time else "date"))
        else:
            groups.setdefault(_parties(row.cells), []).append(message)
    missing.sort(key=lambda m: m.line)
    made = []
    for n, (parties, messages) in enumerate(groups.items()):
        calls = all(m.what in CALLS for m in messages)
        own = next((m.sender for m in messages if m.own and m.sender), "")
        made.append(
            conversation(
                Source.CALLS if calls else Source.LIST,
                messages,
                title=", ".join(p for p in parties if p),
                own=own,
                parties=parties,
                not_understood=missing if n == 0 else (),
                questions=questions,
            )
        )
    return tuple(made) or (conversation(Source.LIST, (), not_understood=missing),)


def _parties(cells: dict[str, str]) -> tuple[str, ...]:
    """The other side where the row names it, else both ends."""
    other = cells.get("party") or cells.get("number")
    if other and not (cells.get("sender") and cells.get("to")):
        return (other,)
    return tuple(sorted({cells.get("sender", ""), cells.get("to", "")}))


def _message(row: _Row, order: str, clock: Clock, with_text: bool) -> Message | None:
    cells = row.cells
    if row.utc is not None:
        try:
            at, sure = clock.of_aware(row.utc)
        except ValueError:
            return None
    else:
        day = dates.date(row.numbers, order)
        if day is None or row.time is None:
            return None
        at = datetime.datetime.combine(day, row.time)
        sure = clock.sure(at)
    own = next((o for o in (columns.is_own(cells.get(role, "")) for role in ("direction", "kind")) if o is not None), None)
    other = cells.get("party") or cells.get("number") or ""
    sender = cells.get("sender") or ("" if own else other)
    seconds = _seconds(cells.get("seconds", ""))
    made = Message(at=at, sure=sure, own=own, sender=sender, text=cells.get("text", ""), seconds=seconds, line=row.line)
    files = (cells["file"],) if cells.get("file") else ()
    what = _what(cells, seconds, with_text)
    # What this phone missed came from outside, also when the row names nobody.
    is_own = False if own is None and not sender and what is What.MISSED else own
    return replace(made, own=is_own, what=what, attachments=files)


def _what(cells: dict[str, str], seconds: int | None, with_text: bool) -> What:
    named = columns.what_of(cells.get("kind", ""))
    if named is What.CALL and seconds == 0:
        return What.MISSED
    if named is not None:
        return named
    if with_text:
        return What.TEXT
    return What.MISSED if seconds == 0 else What.CALL


def _seconds(text: str) -> int | None:
    """``35``, ``0:35``, ``1:02:03``, ``1 min 2 s`` → seconds; None when it is none of them."""
    found = LENGTH.fullmatch(text.strip().casefold())
    if not text.strip() or found is None:
        return None
    hours, minutes, seconds, t, m, s = (int(g) if g else 0 for g in found.groups())
    return (hours + t) * 3600 + (minutes + m) * 60 + seconds + s
