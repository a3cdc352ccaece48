"""log.json: the log as it leaves, readable by any program, and checkable to the last letter.

``{"format", "v", "lang", "made_at", "count", "head", "seal", "exhibits": […], "records": […]}``, described by
docs/schema/log.schema.json.
``count``, ``head`` and ``seal`` fix the chain; ``exhibits`` says which file of the case file is which exhibit.
"""

import datetime
import json
from collections.abc import Generator, Iterable, Sequence
from dataclasses import asdict, dataclass, fields

from . import chain
from .chain import Chain
from .disclose import Line
from .errors import CannotRead
from .incident import HEX32

FORMAT, VERSION = "logbog-log", 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where an exhibit lies: its number, the incident it belongs to, its id, and its file in the case file."""

    number: int
    incident: str
    id: str
    file: str


@dataclass(frozen=True, kw_only=True)
class LogFile(Chain):
    """What log.json says."""

    exhibits: tuple[Place, ...]


def of(lines: Sequence[Line], exhibits: Iterable[Place], made_at: datetime.datetime, lang: str) -> LogFile:
    """The log file of a whole chain."""
    return _with(chain.of(lines, made_at, lang), exhibits)


def encode(log: LogFile) -> bytes:
    """The bytes of log.json; the same log gives the same bytes."""
    value = chain.to_json(log, FORMAT, VERSION, {"exhibits": [asdict(place) for place in log.exhibits]})
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def decode(content: bytes) -> LogFile:
    """What ``content`` says.

    Raises CannotRead: ``damaged`` when it is no JSON, ``not_case_file`` when it is some other JSON; TooNew.
    """
    return chain.at_once(decoding(content))


def decoding(content: bytes) -> Generator[float, None, LogFile]:
    """The same in steps: yields how far it has come (up to 1), for a log so large that somebody waits for it."""
    value, told = yield from chain.decoding(content, FORMAT, VERSION)
    try:
        log = _with(told, (Place(**place) for place in value["exhibits"]))
        if not all(_is_place(place) for place in log.exhibits):
            raise ValueError("not a log file")
    except (KeyError, TypeError, ValueError) as wrong:
        raise CannotRead("damaged") from wrong
    return log


def _with(told: Chain, exhibits: Iterable[Place]) -> LogFile:
    return LogFile(**{f.name: getattr(told, f.name) for f in fields(Chain)}, exhibits=tuple(exhibits))


def _is_place(place: Place) -> bool:
    ids = HEX32.match(place.incident) and HEX32.match(place.id)
    return bool(ids) and type(place.number) is int and type(place.file) is str
