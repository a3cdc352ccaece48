"""A second invented log of the same case: what the neighbour of the person in demo.log saw and wrote down.

Law of this module: it fits the first log in time. Much of it is seen by both, within minutes of one another;
some of it only the neighbour knows; one picture lies in both logs, and stands in this one under another day too.
"""

import datetime
import functools
import importlib.resources
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from . import ledger
from .demo import Demo, contents_of, exhibit_of
from .demo_samples import Sample, sample
from .demo_story import DAY, Moment, Scenes, Story, aware, midnight, story
from .incident import Incident, Response, Sender
from .record import Record
from .when import Certainty, When

SEEN_OF_A_HUNDRED, OWN_EVERY, LATE_EVERY = 70, 12, 4


@dataclass(frozen=True, slots=True)
class _Seen:
    """One incident of the neighbour's, when it was written down, and its picture."""

    incident: Incident
    logged: datetime.datetime
    photo: Sample | None = None


@functools.cache
def scenes() -> Scenes:
    """What the neighbour can see, and how it is told in each language."""
    text = importlib.resources.files(__package__).joinpath("samples", "neighbour.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def log(incidents: int = 200, *, seed: str = "noter", today: datetime.date, lang: str = "da") -> Demo:
    """The neighbour's log of the case that ``demo.log`` tells with the same arguments."""
    told = story(incidents, seed, today)
    mine = Story(f"{seed}|neighbour", told.scenes, told.moments, told.last_day)
    seen = sorted([*_both(mine, lang), *_alone(mine, lang)], key=lambda s: s.logged) or [_first(mine, lang)]
    records: tuple[Record, ...] = ()
    for n, one in enumerate(seen):
        salts = (bytes.fromhex(mine.hex32("shared", n)), bytes.fromhex(mine.hex32("private", n)))
        records += (ledger.add(records, mine.hex32("incident", n), one.incident, one.logged, salts),)
    photos = [(e, s.photo) for s in seen if s.photo for e in s.incident.exhibits]
    return Demo(records, tuple((e, p.content) for e, p in photos), contents_of(p for _, p in photos))


def _both(mine: Story, lang: str) -> Iterator[_Seen]:
    """What the person in the first log saw too."""
    times: dict[str, int] = {}
    photo: Sample | None = None
    of, again, hers = "", 0, 0
    for n, moment in enumerate(mine.moments):
        hers += 1 if moment.picture else 0
        scene = scenes()["seen"].get(moment.scene["id"])
        if scene is None or int(mine.hex32("seen", n), 16) % 100 >= SEEN_OF_A_HUNDRED:
            continue
        before = times.get(moment.scene["id"], 0)
        times[moment.scene["id"]] = before + 1
        own: Sample | None = None
        if photo is None and moment.picture:
            of, own = moment.scene["id"], sample(moment.picture, hers - 1, moment.taken)
            photo = own
        elif photo is not None and moment.scene["id"] == of and not again:
            own, again = photo, n
        yield _seen(mine, moment, n, (scene, before, own), lang)


def _seen(mine: Story, moment: Moment, n: int, what: tuple[Scenes, int, Sample | None], lang: str) -> _Seen:
    scene, before, photo = what
    # Two people's clocks and memories differ by some minutes.
    start = moment.start + datetime.timedelta(minutes=int(mine.hex32("apart", n), 16) % 25 - 12)
    logged = min(aware(start + datetime.timedelta(minutes=20)), midnight(mine.last_day + DAY))
    started = start if aware(start) <= logged else moment.start
    late = n % LATE_EVERY == 0
    incident = Incident(
        when=When(date=started.date(), time=started.time(), time_is=Certainty.APPROXIMATE if late else Certainty.EXACT),
        kinds=tuple(scene["kinds"]),
        place=scenes()["places"][scene["place"]][lang],
        what=scene["told"][before % len(scene["told"])][lang] + (f" {scenes()['photo'][lang]}" if photo else ""),
        senders=(Sender(name=scenes()["who"][lang]),),
        exhibits=(exhibit_of(photo, mine.hex32("exhibit", n)),) if photo else (),
        starred=bool(scene.get("star")) and not before,
    )
    return _Seen(incident, mine.later(logged, 2) if late else logged, photo)


def _alone(mine: Story, lang: str) -> Iterator[_Seen]:
    """What happened to the neighbour."""
    for n, moment in enumerate(mine.moments):
        if n % OWN_EVERY == OWN_EVERY - 1:
            scene = mine.choose("own", n, scenes()["own"])
            yield _own(mine, moment, n, scene, lang)


def _first(mine: Story, lang: str) -> _Seen:
    """A log so short that the neighbour saw nothing of it has one thing all the same."""
    return _own(mine, mine.moments[0], 0, scenes()["own"][0], lang)


def _own(mine: Story, moment: Moment, n: int, scene: dict[str, Any], lang: str) -> _Seen:
    low, high = scene["hours"]
    hour = low + int(mine.hex32("hour", n), 16) % (high - low + 1)
    start = datetime.datetime.combine(moment.day, datetime.time(hour, int(mine.hex32("minute", n), 16) % 60))
    least, most = scene.get("burst", (1, 1))
    said = scene["told"][lang]
    incident = Incident(
        when=When(date=start.date(), time=start.time(), time_is=Certainty.EXACT),
        count=least + int(mine.hex32("count", n), 16) % (most - least + 1),
        kinds=tuple(scene["kinds"]),
        place=scenes()["places"][scene["place"]][lang],
        what=said["what"],
        words=said["words"],
        senders=(Sender(name=scenes()["who"][lang]),),
        response=tuple(Response(r) for r in scene["response"]),
        response_text=said.get("answer", ""),
    )
    return _Seen(incident, min(aware(start + datetime.timedelta(minutes=30)), midnight(mine.last_day + DAY)))
