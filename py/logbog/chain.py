"""A chain of records as it leaves: what log.json and sag.json have in common.

``{"format", "v", "lang", "made_at", "count", "head", "seal", …, "records": […]}``;
``count``, ``head`` and ``seal`` fix the chain.
"""

import datetime
from collections.abc import Collection, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar, cast

from . import pieces, seal, strictjson
from .disclose import Line
from .errors import CannotRead, TooNew
from .incident import HEX64
from .record import GENESIS

STEP = 500
Result = TypeVar("Result")


@dataclass(frozen=True, kw_only=True)
class Chain:
    """What such a file says; ``unreadable`` are the positions (from 0) of records that can't be read."""

    lines: tuple[Line, ...]
    made_at: datetime.datetime
    lang: str
    count: int
    head: str
    seal: str
    unreadable: tuple[int, ...] = ()

    @cached_property
    def ordered(self) -> tuple[Line, ...]:
        """The records in the order of their numbers, each number once."""
        by_seq: dict[int, Line] = {}
        for line in self.lines:
            by_seq.setdefault(line.header.seq, line)
        return tuple(by_seq[seq] for seq in sorted(by_seq))

    @cached_property
    def altered(self) -> Collection[int]:
        """The numbers (seq) of the records whose text isn't what their header's digest was taken of."""
        return {line.header.seq for line in self.ordered if line.shared and line.shared.digest != line.header.shared}


def of(lines: Sequence[Line], made_at: datetime.datetime, lang: str) -> Chain:
    """A whole chain, fixed as it is now."""
    headers = [line.header for line in lines]
    head = headers[-1].digest if headers else GENESIS
    code = seal.of(headers).code
    return Chain(lines=tuple(lines), made_at=made_at, lang=lang, count=len(headers), head=head, seal=code)


def to_json(chain: Chain, form: str, version: int, more: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON of a file of the format ``form``; ``more`` stands before the records."""
    return {
        "format": form,
        "v": version,
        "lang": chain.lang,
        "made_at": chain.made_at.isoformat(timespec="seconds"),
        "count": chain.count,
        "head": chain.head,
        "seal": chain.seal,
        **more,
        "records": [line.to_json() for line in chain.lines],
    }


def decoding(content: bytes, form: str, version: int) -> Generator[float, None, tuple[Mapping[str, Any], Chain]]:
    """What a file of the format ``form`` says beside its records, and its chain; yields how far it has come (up to 1).

    Raises what from_json raises, and CannotRead of strictjson.
    """
    if split := pieces.split(content):
        frame, records, count = split
        try:
            return frame, (yield from _decoding(frame, records, count, form, version))
        except CannotRead:
            # The whole has the last word.
            pass
    value = strictjson.loads(content)
    return value, (yield from _decoding(value, value.get("records"), 0, form, version))


def from_json(value: Mapping[str, Any], form: str, version: int) -> Chain:
    """The chain of a file of the format ``form``.

    Raises CannotRead: ``not_case_file`` when it is of another format, ``damaged`` when it says nonsense; TooNew.
    """
    return at_once(_decoding(value, value.get("records"), 0, form, version))


def _decoding(value: Mapping[str, Any], records: Any, count: int, form: str, version: int) -> Generator[float, None, Chain]:
    if value.get("format") != form:
        raise CannotRead("not_case_file")
    try:
        if value["v"] > version:
            raise TooNew()
        if not count and type(records) is not list:
            raise ValueError("no records")
        lines, unreadable = yield from _lines(records, count or len(records))
        chain = Chain(
            lines=lines,
            made_at=datetime.datetime.fromisoformat(value["made_at"]),
            lang=value["lang"],
            count=value["count"],
            head=value["head"],
            seal=value["seal"],
            unreadable=unreadable,
        )
        texts = all(type(t) is str for t in (chain.lang, chain.seal))
        whole = value["v"] == version and all(type(n) is int for n in (value["v"], chain.count))
        if not (texts and whole and HEX64.match(chain.head) and chain.made_at.tzinfo):
            raise ValueError("not a chain")
    except (KeyError, TypeError, ValueError) as wrong:
        raise CannotRead("damaged") from wrong
    return chain


def _lines(values: Iterable[Any], count: int) -> Generator[float, None, tuple[tuple[Line, ...], tuple[int, ...]]]:
    lines, unreadable = [], []
    for position, value in enumerate(values):
        if position % STEP == 0:
            yield position / count
        try:
            lines.append(Line.from_json(value))
        except TooNew:
            raise
        except CannotRead:
            unreadable.append(position)
    return tuple(lines), tuple(unreadable)


def at_once(steps: Generator[float, None, Result]) -> Result:
    """What the steps lead to."""
    while True:
        try:
            next(steps)
        except StopIteration as done:
            return cast(Result, done.value)
