"""Incident ⇄ the two parts of a record, and the canonical bytes that digests are taken of.

Laws of this module:
1. Canonical JSON is UTF-8, NFC, sorted keys, no spaces; the same value gives the same bytes everywhere.
2. A field that says nothing is left out, so a later version can add fields without changing old bytes.
3. A key this version doesn't know is refused (TooNew), never dropped.
"""

import dataclasses
import datetime
import enum
import functools
import json
from collections.abc import Callable, Mapping
from typing import Any

from .errors import CannotRead, FormError, TooNew
from .incident import Answer, Authority, Exhibit, Incident, Report, Response, Sender, SenderIs, Witness
from .kinds import is_kind
from .when import Certainty, When, parse_time

Json = dict[str, Any]
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, check_circular=False)


def canonical(value: object) -> bytes:
    """The canonical JSON bytes of ``value`` (texts in it are already NFC)."""
    return _CANONICAL.encode(value).encode()


def _plain(value: object) -> Any:
    """One field's value as JSON; enums become their words, dates and times ISO texts."""
    if isinstance(value, When):
        return value.to_json()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return fields(value)
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if isinstance(value, enum.StrEnum):
        return str(value)
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


def fields(value: Any, leave_out: tuple[str, ...] = ()) -> Json:
    """The fields of a dataclass as JSON; one that says nothing is left out."""
    out: Json = {}
    for field in dataclasses.fields(value):
        if field.name in leave_out:
            continue
        here = getattr(value, field.name)
        if field.default is dataclasses.MISSING or here != field.default:
            out[field.name] = _plain(here)
    return out


PRIVATE = ("note", "only_me", "exhibits")
WHEN = frozenset(("date", "date_is", "time", "time_is"))


def parts(incident: Incident) -> tuple[Json | None, Json | None]:
    """(shared part, private part) of ``incident``; a part that holds nothing is None."""
    told = fields(incident, PRIVATE)
    open_to_all = [fields(e, ("only_me",)) for e in incident.shared_exhibits]
    if open_to_all:
        told["exhibits"] = open_to_all
    private: Json = {"note": incident.note} if incident.note else {}
    own = [fields(e, ("only_me",)) for e in incident.exhibits if e.only_me or incident.only_me]
    if own:
        private["exhibits"] = own
        private["own"] = [e.only_me for e in incident.exhibits if e.only_me or incident.only_me]
    if incident.only_me:
        private["incident"] = told
        return None, private
    return told, private or None


def incident(shared: Mapping[str, Any] | None, private: Mapping[str, Any] | None) -> Incident | None:
    """The incident that the two parts hold; None when neither holds one (left out, erased, withdrawn).

    Raises TooNew for an unknown key and CannotRead("not_record") for a value that can't be.
    """
    own = dict(private or {})
    only_me = "incident" in own
    body = own.get("incident") if only_me else shared
    if body is None:
        return None
    if set(own) - {"note", "exhibits", "own", "incident"}:
        raise TooNew()
    try:
        marks = own.get("own", [])
        mine = [_exhibit(e, only_me=bool(m)) for e, m in zip(own.get("exhibits", []), marks, strict=True)]
        open_to_all = [_exhibit(e) for e in body.get("exhibits", [])]
        told = {k: READ[k](v) for k, v in body.items() if k != "exhibits"}
        return Incident(**told, exhibits=(*open_to_all, *mine), only_me=only_me, note=own.get("note", ""))
    except KeyError as unknown:
        raise TooNew() from unknown
    except (TypeError, ValueError, AttributeError, FormError) as wrong:
        raise CannotRead("not_record") from wrong


def text(value: object) -> str:
    """A text that JSON holds; raises TypeError, as the others do."""
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value


def number(value: object) -> int:
    """A whole number that JSON holds."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("number expected")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("flag expected")
    return value


def date(value: object) -> datetime.date:
    """A day that JSON holds; raises ValueError for one that is none."""
    return datetime.date.fromisoformat(text(value))


@functools.lru_cache(2048)
def time_of_day(value: object) -> datetime.time:
    """A time of day that JSON holds; raises ValueError for one that is none."""
    time = parse_time(text(value))
    if time is None:
        raise ValueError("time expected")
    return time


def choice(kind: type[enum.StrEnum]) -> Callable[[Any], Any]:
    """Reads one of the words of ``kind``; raises ValueError for any other."""
    known: Mapping[object, enum.StrEnum] = {str(one): one for one in kind}

    def read(value: object) -> enum.StrEnum:
        found = known.get(value)
        if found is None:
            raise ValueError("none of the choices")
        return found

    return read


_certainty = choice(Certainty)


def _when(value: Mapping[str, Any]) -> When:
    if not WHEN.issuperset(value):
        raise TooNew()
    return When(
        date=date(value["date"]) if "date" in value else None,
        date_is=_certainty(value["date_is"]),
        time=time_of_day(value["time"]) if "time" in value else None,
        time_is=_certainty(value["time_is"]),
    )


def many(read: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    """Reads a list of what ``read`` reads."""
    return lambda values: tuple([read(v) for v in values])


def _kind(value: object) -> str:
    # Finer kinds are added over time, so one that is unknown comes from a later version.
    kind = text(value)
    if not is_kind(kind):
        raise TooNew()
    return kind


def reader(kind: Callable[..., Any], readers: Mapping[str, Callable[[Any], Any]]) -> Callable[[Any], Any]:
    """Reads a dataclass field by field; raises KeyError for a field that it doesn't know."""

    def read(value: Mapping[str, Any]) -> Any:
        return kind(**{k: readers[k](v) for k, v in value.items()})

    return read


EXHIBIT: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("id", "sha256", "name", "type", "caption", "taken", "stripped_sha256"), text),
    **dict.fromkeys(("size", "stripped_size"), number),
    **dict.fromkeys(("has_place", "leave_place_out"), _flag),
}

# The same few people stand in incident after incident; one value serves them all.
_sender, _witness = functools.lru_cache(1024)(Sender), functools.lru_cache(1024)(Witness)

READ: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("place", "what", "words", "response_text", "effect", "order_which"), text),
    "when": _when,
    "end_date": date,
    "end_time": time_of_day,
    "count": number,
    "kinds": many(_kind),
    "senders": many(reader(_sender, {"name": text, "by": choice(SenderIs)})),
    "witnesses": many(reader(_witness, {"name": text, "reach": text})),
    "response": many(choice(Response)),
    "reports": many(reader(Report, {"to": choice(Authority), "journal": text, "name": text, "date": date})),
    "order": choice(Answer),
    "order_broken": choice(Answer),
    "children": choice(Answer),
    "starred": _flag,
}


def _exhibit(value: Mapping[str, Any], only_me: bool = False) -> Exhibit:
    return Exhibit(**{k: EXHIBIT[k](v) for k, v in value.items()}, only_me=only_me)
