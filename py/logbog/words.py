"""Words: every text that a person reads, and how dates, times and numbers are said, in one language.

The texts lie in words/<language>.json, the same keys in each; a key that isn't there is a bug and raises KeyError.
What differs between languages is a text too: the order of a date, the mark between hours and minutes.
"""

import datetime
import functools
import json
import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .when import Certainty, When

LANGUAGES = ("da", "en")
STEP = 1000
SIZES = ("number.kb", "number.mb", "number.gb")


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one language; called with a key it gives the text with its fields filled in."""

    lang: str
    texts: Mapping[str, str]

    def __call__(self, key: str, **fields: object) -> str:
        """The text of ``key``; ``{name}`` in it becomes the field of that name."""
        return self.texts[key].format_map(fields)

    def many(self, key: str, n: int, **fields: object) -> str:
        """``key.one`` or ``key.many``, with ``{n}`` as a number in this language."""
        return self(f"{key}.{'one' if n == 1 else 'many'}", n=self.number(n), **fields)

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``: how the language is written."""
        return self("report.direction")

    def date(self, day: datetime.date) -> str:
        """``19. november 2026``."""
        return self("when.date", day=day.day, month=self(f"month.{day.month}"), year=day.year)

    def date_short(self, day: datetime.date) -> str:
        """``19. nov.``, where the year is known from elsewhere."""
        return self("when.date_short", day=day.day, month=self(f"month.short.{day.month}"))

    def date_narrow(self, day: datetime.date) -> str:
        """``19. nov. 2026``, for a narrow column."""
        return self("when.date", day=day.day, month=self(f"month.short.{day.month}"), year=day.year)

    def month(self, year: int, month: int) -> str:
        """``November 2026``, as a heading."""
        name = self(f"month.{month}")
        return self("when.month", month=name[:1].upper() + name[1:], year=year)

    def weekday(self, day: datetime.date) -> str:
        """``torsdag``."""
        return self(f"weekday.{day.isoweekday()}")

    def weekday_short(self, day: datetime.date) -> str:
        """``tor``."""
        return self(f"weekday.short.{day.isoweekday()}")

    def time(self, time: datetime.time) -> str:
        """``16.00``."""
        return self("when.time", hour=f"{time.hour:02}", minute=f"{time.minute:02}")

    def clock(self, time: datetime.time) -> str:
        """``kl. 16.00``."""
        return self("when.clock", time=self.time(time))

    def moment(self, moment: datetime.datetime, narrow: bool = False) -> str:
        """``19. november 2026 kl. 16.00``; in the offset that it has."""
        day = self.date_narrow(moment) if narrow else self.date(moment)
        return self("when.moment", date=day, clock=self.clock(moment.time()))

    def day(self, when: When, narrow: bool = False) -> str:
        """The date as surely as it is known: ``19. november 2026``, ``ca. 19. november 2026``, ``dato ukendt``."""
        if when.date is None:
            return self("when.date_unknown")
        said = self.date_narrow(when.date) if narrow else self.date(when.date)
        return self("when.about", what=said) if when.date_is is Certainty.APPROXIMATE else said

    def hour(self, when: When) -> str:
        """The time as surely as it is known: ``kl. 16.00``, ``ca. kl. 16.00``, ``tid ukendt``."""
        if when.time is None:
            return self("when.time_unknown")
        about = when.time_is is Certainty.APPROXIMATE
        return self("when.clock_about" if about else "when.clock", time=self.time(when.time))

    def when(self, when: When) -> str:
        """Both: ``19. november 2026 kl. 16.00``, ``ca. 19. november 2026, tid ukendt``."""
        plain = when.time is not None and when.time_is is Certainty.EXACT
        return self("when.moment" if plain else "when.apart", date=self.day(when), clock=self.hour(when))

    def number(self, n: int) -> str:
        """``1.234``."""
        return f"{n:,}".replace(",", self("number.thousands"))

    def size(self, n: int) -> str:
        """A number of bytes: ``812 byte``, ``1,2 MB`` (of a thousand thousands)."""
        if n < STEP:
            return self("number.bytes", n=n)
        amount, key = n / STEP, SIZES[0]
        for larger in SIZES[1:]:
            if round(amount, 1) < STEP:
                break
            amount, key = amount / STEP, larger
        whole, _, part = f"{amount:.1f}".partition(".")
        return self(key, n=self.number(int(whole)) + (self("number.decimal") + part if part != "0" else ""))

    def listed(self, parts: Sequence[str]) -> str:
        """``a, b og c``."""
        if len(parts) < 2:
            return "".join(parts)
        return self("report.and", first=", ".join(parts[:-1]), last=parts[-1])


@functools.cache
def load(lang: str) -> Words:
    """The words of ``lang``; Danish for a language that isn't here."""
    name = lang if lang in LANGUAGES else LANGUAGES[0]
    return Words(name, json.loads(pkgutil.get_data(str(__package__), f"words/{name}.json") or b""))
