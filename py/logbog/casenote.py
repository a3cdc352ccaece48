"""A case note: what a professional adds to a case, as they put it.

Laws of this module:
1. A note that exists is valid; the constructor reports every bad field at once (FormError).
2. A note says who wrote it, in which role, what it is and which day it is about; beyond that, one thing must be said.
3. A note never changes what somebody else wrote: it stands beside it, and ``about`` points at it.
"""

import datetime
import enum
from dataclasses import dataclass
from typing import ClassVar

from .errors import FieldError, FormError
from .incident import HEX32, Answer
from .text import LONGEST, clean

MOST_ABOUT = 1000


class NoteKind(enum.StrEnum):
    """What a note is of; its words are ``note_kind.<value>``."""

    CONTACT = "contact"
    MEETING = "meeting"
    POLICE = "police"
    DECISION = "decision"
    ROLES = "roles"
    REFERRAL = "referral"
    SAFETY = "safety"
    NOTIFICATION = "notification"
    SPARRING = "sparring"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True, slots=True)
class Author:
    """Who writes, in which role, and where they work."""

    name: str
    role: str
    place: str = ""

    def __post_init__(self) -> None:
        bad: list[FieldError] = []
        for name in ("name", "role", "place"):
            object.__setattr__(self, name, clean(getattr(self, name)))
            if len(getattr(self, name)) > LONGEST:
                bad.append(FieldError(f"author_{name}", "too_long"))
            elif name != "place" and not getattr(self, name):
                bad.append(FieldError(f"author_{name}", "required"))
        if bad:
            raise FormError(tuple(bad))


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseNote:
    """One note as it stands in one version. Texts are cleaned (see text.clean); ``time`` is in minutes.

    ``date`` is the day it is about, ``people`` took part or were spoken with, ``to`` is whom it was referred,
    reported or handed to, ``consent`` whether the citizen has consented, ``about`` the ids of incidents it concerns.
    """

    author: Author
    kind: NoteKind
    date: datetime.date
    time: datetime.time | None = None
    what: str = ""
    people: str = ""
    to: str = ""
    journal: str = ""
    consent: Answer | None = None
    follow_up: datetime.date | None = None
    follow_up_what: str = ""
    about: tuple[str, ...] = ()

    TEXTS: ClassVar[tuple[str, ...]] = ("what", "people", "to", "journal", "follow_up_what")

    def __post_init__(self) -> None:
        bad: list[FieldError] = []
        for name in CaseNote.TEXTS:
            object.__setattr__(self, name, clean(getattr(self, name)))
        if self.time is not None and (self.time.second or self.time.microsecond or self.time.tzinfo):
            bad.append(FieldError("time", "bad_time"))
        if not (self.what or self.journal or self.follow_up or self.follow_up_what):
            bad.append(FieldError("what", "required"))
        bad += [FieldError(name, "too_long") for name in CaseNote.TEXTS if len(getattr(self, name)) > LONGEST]
        if self.follow_up is None and self.follow_up_what:
            bad.append(FieldError("follow_up", "required"))
        if self.follow_up is not None and self.follow_up < self.date:
            bad.append(FieldError("follow_up", "end_before_start"))
        if not self._points_right():
            bad.append(FieldError("about", "bad_choice"))
        if bad:
            raise FormError(tuple(bad))

    def _points_right(self) -> bool:
        each_once = len(set(self.about)) == len(self.about) <= MOST_ABOUT
        return each_once and all(HEX32.match(i) for i in self.about)
