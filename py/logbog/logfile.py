"""log.json: the log as it leaves, readable by any program, and checkable to the last letter.

``{"format", "v", "lang", "made_at", "count", "head", "seal", "exhibits": […], "records": […]}``, described by
docs/schema/log.schema.json.
``count``, ``head`` and ``seal`` fix the chain; ``exhibits`` says which file of the case file is which exhibit.
"""

import datetime
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from . import codec, seal, strictjson
from .disclose import Line
from .errors import CannotRead, TooNew
from .incident import HEX32, HEX64
from .record import GENESIS

FORMAT, VERSION = "logbog-log", 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where an exhibit lies: its number, the incident it belongs to, its id, and its file in the case file."""

    number: int
    incident: str
    id: str
    file: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LogFile:
    """What log.json says; ``unreadable`` are the positions (from 0) of records that can't be read."""

    lines: tuple[Line, ...]
    exhibits: tuple[Place, ...]
    made_at: datetime.datetime
    lang: str
    count: int
    head: str
    seal: str
    unreadable: tuple[int, ...] = ()


def of(lines: Sequence[Line], exhibits: Iterable[Place], made_at: datetime.datetime, lang: str) -> LogFile:
    """The log file of a whole chain."""
    headers = [line.header for line in lines]
    return LogFile(
        lines=tuple(lines),
        exhibits=tuple(exhibits),
        made_at=made_at,
        lang=lang,
        count=len(headers),
        head=headers[-1].digest if headers else GENESIS,
        seal=seal.of(headers).code,
    )


def encode(log: LogFile) -> bytes:
    """The bytes of log.json; the same log gives the same bytes."""
    value = {
        "format": FORMAT,
        "v": VERSION,
        "lang": log.lang,
        "made_at": log.made_at.isoformat(timespec="seconds"),
        "count": log.count,
        "head": log.head,
        "seal": log.seal,
        "exhibits": [asdict(place) for place in log.exhibits],
        "records": [line.to_json() for line in log.lines],
    }
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def decode(content: bytes) -> LogFile:
    """What ``content`` says.

    Raises CannotRead: ``damaged`` when it is no JSON, ``not_case_file`` when it is some other JSON; TooNew.
    """
    value = strictjson.loads(content)
    if value.get("format") != FORMAT:
        raise CannotRead("not_case_file")
    try:
        if value["v"] > VERSION:
            raise TooNew()
        lines, unreadable = _lines(value["records"])
        log = LogFile(
            lines=lines,
            exhibits=tuple(Place(**place) for place in value["exhibits"]),
            made_at=datetime.datetime.fromisoformat(value["made_at"]),
            lang=value["lang"],
            count=value["count"],
            head=value["head"],
            seal=value["seal"],
            unreadable=unreadable,
        )
        texts = all(type(t) is str for t in (log.lang, log.seal)) and type(value["records"]) is list
        whole = value["v"] == VERSION and all(type(n) is int for n in (value["v"], log.count))
        if not (texts and whole and HEX64.match(log.head) and log.made_at.tzinfo):
            raise ValueError("not a log file")
        if not all(_is_place(place) for place in log.exhibits):
            raise ValueError("not a log file")
    except (KeyError, TypeError, ValueError) as wrong:
        raise CannotRead("damaged") from wrong
    return log


def _lines(values: list[Any]) -> tuple[tuple[Line, ...], tuple[int, ...]]:
    lines, unreadable = [], []
    for position, value in enumerate(values):
        try:
            line = Line.from_json(value)
            # Two spellings of one record would be one too many.
            if codec.canonical(line.to_json()) != codec.canonical(value):
                raise CannotRead("not_record")
        except TooNew:
            raise
        except CannotRead:
            unreadable.append(position)
        else:
            lines.append(line)
    return tuple(lines), tuple(unreadable)


def _is_place(place: Place) -> bool:
    ids = HEX32.match(place.incident) and HEX32.match(place.id)
    return bool(ids) and type(place.number) is int and type(place.file) is str
