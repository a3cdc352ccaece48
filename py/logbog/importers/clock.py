"""The clock of the phone: from the world's time to the one on the wall, and the two hours a year that are unclear.

Danish summer time follows the rule of the European Union since 1996: it begins and ends at 01.00 UTC on the last
Sunday of March and of October. Another place's clock is given as a table of its changes.
"""

import bisect
import datetime
import enum
from dataclasses import dataclass

EPOCH = datetime.datetime(1970, 1, 1)
HOUR = datetime.timedelta(hours=1)
WINTER, SUMMER = 60, 120
# Before this no phone wrote an export, and after it no clock is right.
FIRST_YEAR, LAST_YEAR = 1996, 2099


class Sure(enum.StrEnum):
    """How surely a time on the wall names one moment."""

    ONCE = "once"
    # The hour that comes twice, on the night when clocks go back.
    TWICE = "twice"
    # The hour that is left out, on the night when clocks go forward.
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Clock:
    """A place's clock. ``changes`` are (moment in UTC, minutes ahead of UTC from then on), oldest first; none: Danish."""

    changes: tuple[tuple[datetime.datetime, int], ...] = ()

    def ahead(self, utc: datetime.datetime) -> int:
        """How many minutes the clock is ahead of ``utc``."""
        if not self.changes:
            return SUMMER if _change(utc.year, 3) <= utc < _change(utc.year, 10) else WINTER
        at = bisect.bisect_right([moment for moment, _ in self.changes], utc)
        return self.changes[max(at - 1, 0)][1]

    def local(self, utc: datetime.datetime) -> tuple[datetime.datetime, Sure]:
        """What the clock shows at ``utc`` (without a zone), and how surely that names the moment."""
        at = utc + datetime.timedelta(minutes=self.ahead(utc))
        return at, self.sure(at)

    def sure(self, at: datetime.datetime) -> Sure:
        """How surely a time on the wall names one moment."""
        if not self.changes and (at.month not in (3, 10) or at.hour != 2):
            return Sure.ONCE
        ahead = {self.ahead(at - datetime.timedelta(minutes=m)) for m in self._offsets}
        fitting = [m for m in ahead if self.ahead(at - datetime.timedelta(minutes=m)) == m]
        return (Sure.NEVER, Sure.ONCE, Sure.TWICE)[min(len(fitting), 2)]

    @property
    def _offsets(self) -> set[int]:
        return {minutes for _, minutes in self.changes} or {WINTER, SUMMER}

    def of_epoch(self, milliseconds: int) -> tuple[datetime.datetime, Sure]:
        """What the clock showed so many milliseconds after 1970 began in UTC; raises ValueError outside all sense."""
        try:
            utc = EPOCH + datetime.timedelta(milliseconds=milliseconds)
        except OverflowError as wrong:
            raise ValueError("no time of this world") from wrong
        if not FIRST_YEAR <= utc.year <= LAST_YEAR:
            raise ValueError("no time of this world")
        return self.local(utc)

    def of_aware(self, moment: datetime.datetime) -> tuple[datetime.datetime, Sure]:
        """What the clock showed at a moment with an offset; raises ValueError outside all sense."""
        ahead = moment.utcoffset()
        if ahead is None or not FIRST_YEAR < moment.year < LAST_YEAR:
            raise ValueError("no time of this world")
        return self.local(moment.replace(tzinfo=None) - ahead)


DANISH = Clock()


def _change(year: int, month: int) -> datetime.datetime:
    """01.00 on the last Sunday of a month of 31 days."""
    last = datetime.datetime(year, month, 31, 1)
    return last - datetime.timedelta(days=(last.weekday() + 1) % 7)
