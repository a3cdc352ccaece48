"""An incident: one thing that happened, or a counted burst of the same.

Laws of this module:
1. An incident that exists is valid; the constructor reports every bad field at once (FormError).
2. Nothing but a date is required, and "unknown" is always a good answer.
3. Nothing here judges: what the person did is kept as they put it.
"""

import datetime
import enum
import re
from dataclasses import dataclass
from typing import ClassVar

from . import kinds as kinds_module
from .errors import FieldError, FormError
from .text import LONGEST, clean
from .when import When

HEX32 = re.compile(r"[0-9a-f]{32}\Z")
HEX64 = re.compile(r"[0-9a-f]{64}\Z")
MOST_IN_A_BURST = 100_000


class Answer(enum.StrEnum):
    """An answer to a yes-or-no question; not asked is None."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class SenderIs(enum.StrEnum):
    """What a sender's name is the name of."""

    PERSON = "person"
    NUMBER = "number"
    ACCOUNT = "account"
    PROFILE = "profile"
    INTERMEDIARY = "intermediary"


class Response(enum.StrEnum):
    """What the person exposed did; several may be true of one incident."""

    NO_ANSWER = "no_answer"
    SAID_STOP = "said_stop"
    ANSWERED = "answered"


class Authority(enum.StrEnum):
    """Whom the incident was told to."""

    POLICE = "police"
    MUNICIPALITY = "municipality"
    HEALTH = "health"
    OTHER = "other"


def _clean(of: object, *names: str) -> None:
    """Cleans the texts ``names`` of a frozen value that is being made."""
    for name in names:
        text = getattr(of, name)
        if text != "" and (kept := clean(text)) is not text:
            object.__setattr__(of, name, kept)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sender:
    """Who or what it came from: ``name`` as the person wrote it."""

    name: str
    by: SenderIs = SenderIs.PERSON

    def __post_init__(self) -> None:
        _clean(self, "name")


@dataclass(frozen=True, kw_only=True, slots=True)
class Witness:
    """Somebody who saw or heard it, and how to reach them."""

    name: str
    reach: str = ""

    def __post_init__(self) -> None:
        _clean(self, "name", "reach")


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """That an authority was told: journal number, who took it, and the day."""

    to: Authority = Authority.POLICE
    journal: str = ""
    name: str = ""
    date: datetime.date | None = None

    def __post_init__(self) -> None:
        _clean(self, "journal", "name")


@dataclass(frozen=True, kw_only=True, slots=True)
class Exhibit:
    """An attached file as it was when added.

    ``id`` names the sealed bytes on the device (32 hex); ``sha256`` and ``size`` are those of the original.
    ``stripped_sha256`` and ``stripped_size`` belong to the lossless copy without what the camera wrote into it;
    they are fixed when the file is added, so a reader can check either one.
    """

    id: str
    sha256: str
    size: int
    name: str = ""
    type: str = "application/octet-stream"
    caption: str = ""
    taken: str = ""
    has_place: bool = False
    leave_place_out: bool = False
    stripped_sha256: str = ""
    stripped_size: int = 0
    only_me: bool = False

    def __post_init__(self) -> None:
        right = HEX32.match(self.id) and HEX64.match(self.sha256) and self.size > 0
        copy = not self.stripped_sha256 or (HEX64.match(self.stripped_sha256) and self.stripped_size > 0)
        if not (right and copy):
            raise FormError((FieldError("exhibits", "bad_choice"),))
        _clean(self, "name", "type", "caption", "taken")


@dataclass(frozen=True, kw_only=True, slots=True)
class Incident:
    """One incident as it stands in one version.

    Texts are cleaned (see text.clean); ``count`` is how many times within one burst, ``end_date`` and
    ``end_time`` close it. ``note`` and every exhibit marked only_me belong to the private part;
    ``only_me`` puts the whole incident there.
    """

    when: When
    end_date: datetime.date | None = None
    end_time: datetime.time | None = None
    count: int = 1
    kinds: tuple[str, ...] = ()
    place: str = ""
    what: str = ""
    words: str = ""
    senders: tuple[Sender, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    response: tuple[Response, ...] = ()
    response_text: str = ""
    effect: str = ""
    reports: tuple[Report, ...] = ()
    order: Answer | None = None
    order_broken: Answer | None = None
    order_which: str = ""
    children: Answer | None = None
    exhibits: tuple[Exhibit, ...] = ()
    starred: bool = False
    only_me: bool = False
    note: str = ""

    TEXTS: ClassVar[tuple[str, ...]] = ("place", "what", "words", "response_text", "effect", "order_which", "note")

    def __post_init__(self) -> None:
        _clean(self, *Incident.TEXTS)
        bad = [FieldError(name, "too_long") for name in Incident.TEXTS if len(getattr(self, name)) > LONGEST]
        if not 1 <= self.count <= MOST_IN_A_BURST:
            bad.append(FieldError("count", "bad_count"))
        if not kinds_module.EVERY.issuperset(self.kinds) or len(set(self.kinds)) != len(self.kinds):
            bad.append(FieldError("kinds", "bad_choice"))
        if self._ends_before_it_starts():
            bad.append(FieldError("end_date" if self.end_date else "end_time", "end_before_start"))
        if bad:
            raise FormError(tuple(bad))

    def _ends_before_it_starts(self) -> bool:
        start = self.when
        if self.end_date is not None and start.date is not None and self.end_date < start.date:
            return True
        same_day = self.end_date is None or self.end_date == start.date
        return same_day and self.end_time is not None and start.time is not None and self.end_time < start.time

    @property
    def main_kinds(self) -> tuple[str, ...]:
        """The main kinds, each once, in the order chosen; ``other`` when none was."""
        return tuple(dict.fromkeys(kinds_module.main(k) for k in self.kinds)) or ("other",)

    @property
    def last_date(self) -> datetime.date | None:
        """The day it ended: the end of a burst, else the day it happened."""
        return self.end_date or self.when.date

    @property
    def shared_exhibits(self) -> tuple[Exhibit, ...]:
        """The exhibits that may leave in an export; none of an incident that is only_me."""
        return () if self.only_me else tuple(e for e in self.exhibits if not e.only_me)
