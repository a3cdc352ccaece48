"""Reading the fields of a form one by one, gathering every bad one on the way.

A form is a mapping from field name to the texts entered there, as a browser gives it.
"""

import datetime
import enum
from collections.abc import Mapping, Sequence
from typing import TypeVar

from .errors import FieldError
from .incident import Answer
from .when import parse_date, parse_time

Choice = TypeVar("Choice", bound=enum.StrEnum)
Fields = Mapping[str, Sequence[str]]


class Reader:
    """Reads one form once; ``bad`` holds what can't be kept, in the order in which it was asked for."""

    def __init__(self, fields: Fields, today: datetime.date) -> None:
        self.fields, self.today = fields, today
        self.bad: list[FieldError] = []

    def text(self, name: str) -> str:
        """The first text of a field, without its blank edges."""
        values = self.fields.get(name, ())
        return values[0].strip() if values else ""

    def date(self, name: str, *, may_be_ahead: bool = False) -> datetime.date | None:
        """A day; one that is yet to come is bad unless it ``may_be_ahead``."""
        text = self.text(name)
        date = parse_date(text)
        if text and date is None:
            self.bad.append(FieldError(name, "bad_date"))
        if date is not None and date > self.today and not may_be_ahead:
            self.bad.append(FieldError(name, "future"))
        return date

    def time(self, name: str) -> datetime.time | None:
        """A time of day, in minutes."""
        text = self.text(name)
        time = parse_time(text)
        if text and time is None:
            self.bad.append(FieldError(name, "bad_time"))
        return time.replace(second=0, microsecond=0) if time else None

    def answer(self, name: str) -> Answer | None:
        """Yes, no or unknown; None when it wasn't answered."""
        return self.choice(name, Answer, self.text(name)) if self.text(name) else None

    def choice(self, name: str, choices: type[Choice], text: str) -> Choice | None:
        """One of ``choices``."""
        try:
            return choices(text)
        except ValueError:
            self.bad.append(FieldError(name, "bad_choice"))
            return None
