"""An invented log for training, trying and testing: months of what a person exposed to stalking can meet.

Laws of this module:
1. The same number, seed, day and language give the same log; nothing here is random.
2. Nobody in it exists: initials, numbers of noughts, addresses under example.org.
3. It ends before ``today``, so nothing in it lies in the future.
"""

import dataclasses
import datetime
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from . import ledger
from .demo_samples import Sample, sample
from .demo_story import Moment, Story, story
from .history import fold
from .incident import Answer, Authority, Exhibit, Incident, Report, Response, Sender, SenderIs, Witness
from .record import Record
from .when import Certainty, When

CORRECTED_EVERY, NOTED_EVERY = 19, 9


class Demo(NamedTuple):
    """The log, and its exhibits with their bytes as they came, to be kept under the exhibits' ids."""

    records: tuple[Record, ...]
    exhibits: tuple[tuple[Exhibit, bytes], ...]
    contents: dict[str, bytes]


def log(incidents: int = 200, *, seed: str = "noter", today: datetime.date, lang: str = "da") -> Demo:
    """A log of so many incidents; ``contents`` are the bytes of originals and copies by their SHA-256."""
    told = story(incidents, seed, today)
    kept = [sample(m.picture, n, m.taken) for n, m in enumerate(m for m in told.moments if m.picture)]
    exhibits = [exhibit_of(s, told.hex32("exhibit", n)) for n, s in enumerate(kept)]
    records = _written(told, lang, exhibits)
    there = {e.id for h in fold(records) if h.now for e in h.now.exhibits}
    both = [(e, s) for e, s in zip(exhibits, kept, strict=True) if e.id in there]
    return Demo(records, tuple((e, s.content) for e, s in both), contents_of(s for _, s in both))


def contents_of(samples: Iterable[Sample]) -> dict[str, bytes]:
    """The bytes of originals and copies, by their SHA-256."""
    return {hashlib.sha256(c).hexdigest(): c for s in samples for c in (s.content, s.without_place) if c}


def exhibit_of(of: Sample, exhibit_id: str) -> Exhibit:
    """The exhibit that a sample becomes; the place in it is left out when it leaves."""
    copy = of.without_place
    return Exhibit(
        id=exhibit_id,
        sha256=hashlib.sha256(of.content).hexdigest(),
        size=len(of.content),
        name=of.name,
        type=of.type,
        taken=of.taken,
        has_place=copy is not None,
        leave_place_out=copy is not None,
        stripped_sha256=hashlib.sha256(copy).hexdigest() if copy else "",
        stripped_size=len(copy) if copy else 0,
    )


@dataclass(frozen=True, slots=True)
class _Act:
    """One thing done to the log, and when."""

    at: datetime.datetime
    position: int
    incident: Incident | None
    why: str = ""


def _written(told: Story, lang: str, exhibits: list[Exhibit]) -> tuple[Record, ...]:
    records: tuple[Record, ...] = ()
    added: set[int] = set()
    for n, act in enumerate(sorted(_acts(told, lang, exhibits), key=lambda a: (a.at, a.position))):
        salts = (bytes.fromhex(told.hex32("shared", n)), bytes.fromhex(told.hex32("private", n)))
        name = told.hex32("incident", act.position)
        if act.incident is None:
            records += (ledger.withdraw(records, name, act.why, act.at, salts),)
        elif act.position in added:
            records += (ledger.correct(records, name, act.incident, act.at, salts),)
        else:
            records += (ledger.add(records, name, act.incident, act.at, salts),)
            added.add(act.position)
    gone = told.erased and told.hex32("incident", told.erased)
    return tuple(r.erased() if r.header.incident == gone else r for r in records)


def _acts(told: Story, lang: str, exhibits: list[Exhibit]) -> Iterator[_Act]:
    left = iter(exhibits)
    for position, moment in enumerate(told.moments):
        own = (next(left),) if moment.picture else ()
        incident = _incident(told, moment, position, lang, own)
        yield _Act(moment.logged, position, incident)
        if position == told.withdrawn:
            yield _Act(told.later(moment.logged, 2), position, None, told.says("withdrawn", lang))
        elif position % CORRECTED_EVERY == CORRECTED_EVERY // 2 and position not in (told.erased, *told.only_me):
            more = told.choose("correction", position, told.scenes["corrections"])[lang]
            better = dataclasses.replace(incident, what=f"{incident.what} {more}")
            yield _Act(told.later(moment.logged, 1 + position % 3), position, better)


def _incident(told: Story, moment: Moment, position: int, lang: str, exhibits: tuple[Exhibit, ...]) -> Incident:
    if position in told.only_me:
        return Incident(when=When(date=moment.day), what=told.says("only_me", lang)["what"], exhibits=exhibits, only_me=True)
    scene, said = moment.scene, moment.told[lang]
    late = f" {told.says('late', lang)}" if moment.late else ""
    names, reach = told.scenes["names"], told.scenes["reach"]
    witness = moment.told.get("witness", scene.get("witness"))
    note = told.choose("note", position, told.scenes["notes"])[lang] if position % NOTED_EVERY == 4 else ""
    children = moment.told.get("children", scene.get("children"))
    return Incident(
        when=_when(moment),
        end_date=moment.end.date() if moment.end and moment.end.date() != moment.day else None,
        end_time=moment.end.time() if moment.end else None,
        count=moment.count,
        kinds=tuple(scene["kinds"]),
        place=told.scenes["places"][moment.told.get("place", scene["place"])][lang],
        what=said["what"] + late,
        words=said.get("words", ""),
        senders=_senders(scene, names, lang),
        witnesses=(Witness(name=names[witness][lang], reach=reach[witness][lang]),) if witness else (),
        response=tuple(Response(r) for r in scene.get("response", ())),
        response_text=said.get("answer", ""),
        effect=said.get("effect", ""),
        reports=_reports(told, moment, position, names, lang),
        order=Answer(moment.order) if moment.order else None,
        order_broken=Answer(moment.order_broken) if moment.order_broken else None,
        order_which=told.says("order_which", lang) if moment.order == Answer.YES else "",
        children=Answer(children) if children else None,
        exhibits=exhibits,
        starred=moment.starred,
        note=note,
    )


def _when(moment: Moment) -> When:
    if moment.date_is is Certainty.UNKNOWN:
        return When(date=None, date_is=Certainty.UNKNOWN)
    known = moment.time_is is not Certainty.UNKNOWN
    time = moment.start.time() if known else None
    return When(date=moment.day, date_is=moment.date_is, time=time, time_is=moment.time_is)


def _senders(scene: dict[str, Any], names: dict[str, Any], lang: str) -> tuple[Sender, ...]:
    who = scene.get("by")
    if who is None:
        return ()
    between = SenderIs.INTERMEDIARY if who in ("friend", "sister") else SenderIs.PERSON
    kind = {"number": SenderIs.NUMBER, "hidden": SenderIs.NUMBER, "mail": SenderIs.ACCOUNT}.get(who, between)
    return (Sender(name=names[who][lang], by=SenderIs(scene.get("sender_is", kind))),)


def _reports(told: Story, moment: Moment, position: int, names: dict[str, Any], lang: str) -> tuple[Report, ...]:
    if not moment.reported:
        return ()
    day = min(moment.day + datetime.timedelta(days=1), told.last_day)
    journal = f"0000-{10_000 + 37 * position}-{position:05}-{day:%y}"
    police = Report(to=Authority.POLICE, journal=journal, name=names["officer"][lang], date=day)
    family = Report(to=Authority.MUNICIPALITY, name=names["lawyer"][lang], date=day)
    return (police, family) if moment.told.get("children") or moment.scene.get("children") else (police,)
