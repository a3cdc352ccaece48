"""Small logs for the tests of timeline and report: each incident is said in one line."""

import dataclasses
import datetime
from typing import Any

from logbog import history, ledger, report, timeline
from logbog.history import History
from logbog.incident import Exhibit, Incident
from logbog.record import Record
from logbog.timeline import Timeline
from logbog.when import Certainty, When

ZONE = datetime.timezone(datetime.timedelta(hours=1))
MADE_AT = datetime.datetime(2026, 11, 21, 9, 30, tzinfo=ZONE)
SECRET = "HEMMELIG-NOTE"


def day(text: str) -> datetime.date:
    """``"11-19"`` in 2026, or a whole ISO date."""
    return datetime.date.fromisoformat(text if len(text) > 5 else f"2026-{text}")


def at(date: str | None, time: str = "", **said: Any) -> Incident:
    """An incident on a day, at a time when one is given; ``~`` before either makes it approximate."""
    about_day, about_time = bool(date) and str(date).startswith("~"), time.startswith("~")
    when = When(
        date=day(date.lstrip("~")) if date else None,
        date_is=Certainty.UNKNOWN if date is None else Certainty.APPROXIMATE if about_day else Certainty.EXACT,
        time=datetime.time.fromisoformat(time.lstrip("~")) if time else None,
        time_is=Certainty.UNKNOWN if not time else Certainty.APPROXIMATE if about_time else Certainty.EXACT,
    )
    return Incident(when=when, **{"note": SECRET, **said})


def exhibit(n: int, **said: Any) -> Exhibit:
    """A picture."""
    told = {"name": f"IMG_{n:04}.jpg", "type": "image/jpeg", **said}
    return Exhibit(id=f"{n:032x}", sha256=f"{n:064x}", size=1000 + n, **told)


def _salts(n: int) -> tuple[bytes, bytes]:
    return n.to_bytes(16, "big"), (n + (1 << 64)).to_bytes(16, "big")


def records(*incidents: Incident, logged: str = "2026-11-20T22:00") -> tuple[Record, ...]:
    """A ledger of them in this order, all written down at once."""
    moment = datetime.datetime.fromisoformat(logged).replace(tzinfo=ZONE)
    made: tuple[Record, ...] = ()
    for n, incident in enumerate(incidents):
        made += (ledger.add(made, f"{n + 1:032x}", incident, moment, _salts(n)),)
    return made


def corrected(before: tuple[Record, ...], number: int, incident: Incident) -> tuple[Record, ...]:
    """The ledger with a correction of incident ``number``."""
    return (*before, ledger.correct(before, f"{number:032x}", incident, MADE_AT, _salts(1000 + len(before))))


def withdrawn(before: tuple[Record, ...], number: int, why: str) -> tuple[Record, ...]:
    """The ledger with incident ``number`` taken back."""
    return (*before, ledger.withdraw(before, f"{number:032x}", why, MADE_AT, _salts(2000 + len(before))))


def histories(*incidents: Incident, logged: str = "2026-11-20T22:00") -> tuple[History, ...]:
    """What the ledger of them folds to."""
    return history.fold(records(*incidents, logged=logged))


def line(*incidents: Incident) -> Timeline:
    """Their timeline."""
    return timeline.of(histories(*incidents))


def options(**said: Any) -> report.Options:
    """Options that say nothing but when."""
    return dataclasses.replace(report.Options(made_at=MADE_AT), **said)
