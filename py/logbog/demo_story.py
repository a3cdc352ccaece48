"""The course of the invented log: what happens when, before it is told in a language.

It begins after a break-up, gets worse, is reported, goes quiet when a tilhold is given, and starts again.
"""

import datetime
import functools
import hashlib
import importlib.resources
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from .incident import Answer
from .when import Certainty

Choice = TypeVar("Choice")
Scenes = dict[str, Any]

DAY = datetime.timedelta(days=1)
ORDER_FROM, QUIET_AT = 0.6, 0.62
MANY_ENOUGH = 12
EVERYDAY = {"calls", "texts", "social"}
UTC_OFFSET = datetime.timedelta(hours=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """One incident of the course. ``picture`` names the sample it has, empty for none."""

    scene: Scenes
    told: Scenes
    start: datetime.datetime
    end: datetime.datetime | None
    count: int
    date_is: Certainty
    time_is: Certainty
    logged: datetime.datetime
    late: bool
    picture: str
    starred: bool
    reported: bool
    order: Answer | None
    order_broken: Answer | None

    @property
    def day(self) -> datetime.date:
        """The day it began."""
        return self.start.date()

    @property
    def taken(self) -> str:
        """When its picture was taken."""
        return self.start.isoformat(timespec="minutes")


@dataclass(frozen=True, slots=True)
class Story:
    """The whole course, and the choices that it was made with."""

    seed: str
    scenes: Scenes
    moments: tuple[Moment, ...]
    last_day: datetime.date

    @property
    def only_me(self) -> tuple[int, ...]:
        """The incidents that are nobody else's business."""
        n = len(self.moments)
        return tuple(range(n // 4, n, 60)) if n >= MANY_ENOUGH else ()

    @property
    def withdrawn(self) -> int | None:
        """The incident that turned out to be none."""
        n = len(self.moments)
        return _not_in(self.only_me, 2 * n // 5) if n >= MANY_ENOUGH else None

    @property
    def erased(self) -> int | None:
        """The incident that was erased for good."""
        n = len(self.moments)
        return _not_in((*self.only_me, self.withdrawn), n // 7) if n >= 2 * MANY_ENOUGH else None

    def hex32(self, what: str, n: int) -> str:
        """An id or a salt: 32 hex digits."""
        return hashlib.sha256(f"{self.seed}|{what}|{n}".encode()).hexdigest()[:32]

    def choose(self, what: str, n: int, among: Sequence[Choice]) -> Choice:
        """One of ``among``, always the same for the same question."""
        return among[int(self.hex32(what, n), 16) % len(among)]

    def says(self, what: str, lang: str) -> Any:
        """A text that belongs to no scene."""
        return self.scenes[what][lang]

    def later(self, moment: datetime.datetime, days: int) -> datetime.datetime:
        """Some days after, but never after the log's last midnight."""
        return min(moment + days * DAY, midnight(self.last_day + DAY))


def _not_in(taken: Sequence[int | None], n: int) -> int:
    return n if n not in taken else n + 1


@functools.cache
def scenes() -> Scenes:
    """What can happen, and how it is told in each language."""
    text = importlib.resources.files(__package__).joinpath("samples", "scenes.json").read_text("utf-8")
    found: Scenes = json.loads(text)
    return found


class _Dice:
    """Choices in a row, the same for the same seed."""

    def __init__(self, seed: str) -> None:
        self._seed, self._thrown = seed, 0

    def number(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        self._thrown += 1
        digest = hashlib.sha256(f"{self._seed}|{self._thrown}".encode()).digest()
        return low + int.from_bytes(digest[:8], "big") % (high - low + 1)

    def percent(self, chance: int) -> bool:
        """True in ``chance`` of a hundred cases."""
        return self.number(1, 100) <= chance


@functools.lru_cache(maxsize=4)
def story(incidents: int, seed: str, today: datetime.date) -> Story:
    """The course of so many incidents, the last of them on the day before ``today``."""
    dice, all_scenes, used = _Dice(seed), scenes(), dict[str, int]()
    last_day = today - DAY
    moments: list[Moment] = []
    for n, day in enumerate(_days(incidents, dice, last_day)):
        lately = {m.scene["id"] for m in moments[-3:]} - EVERYDAY
        scene = _scene([s for s in all_scenes["scenes"] if s["id"] not in lately], n / incidents, used, dice)
        seen = used.get(scene["id"], 0)
        used[scene["id"]] = seen + 1
        moments.append(_moment(scene, seen, n, incidents, day, last_day, dice))
    moments.sort(key=lambda m: m.start)
    return Story(seed, all_scenes, tuple(moments), last_day)


def _days(incidents: int, dice: _Dice, last: datetime.date) -> list[datetime.date]:
    """Days that come in clusters, with one long silence after the tilhold."""
    span = max(21, round(1.1 * incidents))
    quiet = max(9, span // 12)
    steps = [0 if dice.percent(45) else dice.number(1, 5) for _ in range(incidents)]
    whole, gone, days = sum(steps[1:]) or 1, 0, []
    for n, step in enumerate(steps):
        gone += step if n else 0
        pause = quiet if n >= QUIET_AT * incidents else 0
        days.append(last - (span + quiet) * DAY + (round(gone / whole * span) + pause) * DAY)
    return days


def _scene(among: list[Scenes], t: float, used: dict[str, int], dice: _Dice) -> Scenes:
    possible = [s for s in among if s.get("from", 0) <= t <= s.get("until", 1) and not (s.get("once") and s["id"] in used)]
    # What must be told once comes as soon as it can.
    for scene in possible:
        if scene.get("once"):
            return scene
    pick = dice.number(1, sum(s["weight"] for s in possible))
    for scene in possible:
        pick -= scene["weight"]
        if pick <= 0:
            break
    return scene


def _moment(scene: Scenes, seen: int, n: int, incidents: int, day: datetime.date, last: datetime.date, dice: _Dice) -> Moment:
    told = scene["told"][seen % len(scene["told"])]
    hour = dice.number(*scene["hours"])
    start = datetime.datetime.combine(day, datetime.time(hour, dice.number(0, 59)))
    low, high = scene.get("burst", (1, 1))
    count = dice.number(low, high)
    end = start + datetime.timedelta(minutes=dice.number(3, 6) * count) if count > 1 else None
    unsure, late = dice.number(1, 100), dice.percent(12)
    time_is = Certainty.UNKNOWN if unsure <= 8 else Certainty.APPROXIMATE if unsure <= 23 else Certainty.EXACT
    date_is = Certainty.APPROXIMATE if dice.percent(3) else Certainty.EXACT
    if n == incidents // 3 and incidents >= MANY_ENOUGH:
        date_is = time_is = Certainty.UNKNOWN
    if time_is is not Certainty.EXACT or date_is is not Certainty.EXACT:
        end = None
    wait = dice.number(1, 9) * 24 * 60 if late else dice.number(4, 95)
    logged = min(aware((end or start) + datetime.timedelta(minutes=wait)), midnight(last + DAY))
    in_force, direct = n >= ORDER_FROM * incidents, scene.get("by") in ("ex", "number", "mail")
    return Moment(
        scene=scene,
        told=told,
        start=start,
        end=end if end is None or aware(end) <= logged else None,
        count=count,
        date_is=date_is,
        time_is=time_is,
        logged=logged,
        late=late,
        picture=scene["picture"] if "picture" in scene and dice.percent(40) else "",
        starred=bool(told.get("star")) and seen < len(scene["told"]),
        reported=bool(scene.get("report")),
        order=(Answer.YES if in_force else Answer.NO) if scene.get("by") else None,
        order_broken=(Answer.YES if direct else Answer.UNKNOWN) if in_force and scene.get("by") else None,
    )


def midnight(day: datetime.date) -> datetime.datetime:
    """The start of a day, in Danish time."""
    return aware(datetime.datetime.combine(day, datetime.time()))


def aware(local: datetime.datetime) -> datetime.datetime:
    """Danish clock time with its offset: one hour, two from the last Sunday of March to that of October."""
    summer = _last_sunday(local.year, 3) <= local.date() < _last_sunday(local.year, 10)
    return local.replace(tzinfo=datetime.timezone(UTC_OFFSET * (2 if summer else 1)))


def _last_sunday(year: int, month: int) -> datetime.date:
    last = datetime.date(year, month, 31)
    return last - (last.isoweekday() % 7) * DAY
