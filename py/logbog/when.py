"""When something happened, as surely as the person knows it.

Date and time are each exact, approximate or unknown; unknown and a value never go together.
The clock is the person's own at the place where it happened; no zone is stored.
"""

import datetime
import enum
from dataclasses import dataclass

from .errors import FieldError, FormError


class Certainty(enum.StrEnum):
    """How sure the person is of a date or a time."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class When:
    """A date and a time of day (minutes), each with its certainty.

    Raises FormError naming ``date`` or ``time`` when a value and its certainty don't fit.
    """

    date: datetime.date | None
    date_is: Certainty = Certainty.EXACT
    time: datetime.time | None = None
    time_is: Certainty = Certainty.UNKNOWN

    def __post_init__(self) -> None:
        bad: list[FieldError] = []
        if (self.date is None) != (self.date_is is Certainty.UNKNOWN):
            bad.append(FieldError("date", "required"))
        if (self.time is None) != (self.time_is is Certainty.UNKNOWN):
            bad.append(FieldError("time", "bad_time"))
        if self.time is not None and (self.time.second or self.time.microsecond or self.time.tzinfo):
            bad.append(FieldError("time", "bad_time"))
        if bad:
            raise FormError(tuple(bad))

    @property
    def order(self) -> tuple[int, datetime.date, int, datetime.time]:
        """A key that puts unknown dates first, and unknown times before the day's known ones."""
        return (
            0 if self.date is None else 1,
            self.date or datetime.date.min,
            0 if self.time is None else 1,
            self.time or datetime.time.min,
        )

    def to_json(self) -> dict[str, str]:
        """``{"date", "date_is", "time", "time_is"}``; unknown values are left out."""
        out = {"date_is": str(self.date_is), "time_is": str(self.time_is)}
        if self.date is not None:
            out["date"] = self.date.isoformat()
        if self.time is not None:
            out["time"] = self.time.strftime("%H:%M")
        return out


def parse_date(text: str) -> datetime.date | None:
    """``YYYY-MM-DD`` or the Danish ``d.m.yyyy`` → date; None when it is neither."""
    text = text.strip()
    try:
        if "-" in text:
            return datetime.date.fromisoformat(text)
        day, month, year = (int(p) for p in text.replace("/", ".").split("."))
        return datetime.date(year, month, day)
    except ValueError:
        return None


def parse_time(text: str) -> datetime.time | None:
    """``HH:MM`` or the Danish ``HH.MM`` → time; None when it is neither."""
    parts = text.strip().replace(".", ":").split(":")
    try:
        hour, minute = int(parts[0]), int(parts[1]) if len(parts) > 1 else 0
        return datetime.time(hour, minute) if len(parts) <= 3 else None
    except ValueError:
        return None
