"""JSON that a phone or a site exported: read whole, or as far as it goes when the file was cut.

Unlike strictjson nothing here is checked against a digest, so a key may stand twice; nesting and size are limited the same.
"""

import json
import re
from typing import Any

from .. import strictjson
from ..errors import CannotRead
from . import encoding

MOST_BYTES = 64 << 20
START_OF_MESSAGES = re.compile(r'"messages"\s*:\s*\[')


def loads(content: bytes) -> tuple[Any, bool]:
    """The value, and whether it is whole; raises CannotRead("damaged" or "too_large")."""
    if len(content) > MOST_BYTES or strictjson.is_too_large(content):
        raise CannotRead("too_large")
    text = encoding.decode(content).lstrip("\ufeff")
    try:
        strictjson.check_depth(text)
        return json.loads(text, strict=False), True
    except (ValueError, RecursionError):
        return _as_far_as_it_goes(text), False


def _as_far_as_it_goes(text: str) -> Any:
    """What stands before the first list of messages, and those messages of it that are whole."""
    start = START_OF_MESSAGES.search(text)
    if start is None:
        raise CannotRead("damaged")
    found: dict[str, Any] = {}
    for name, value in re.findall(r'"(name|type|title)"\s*:\s*("(?:[^"\\]|\\.)*")', text[: start.start()]):
        try:
            found.setdefault(name, json.loads(value))
        except ValueError:
            continue
    decoder, at = json.JSONDecoder(strict=False), start.end()
    messages = []
    while True:
        at = _past_blanks(text, at)
        try:
            message, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        messages.append(message)
    if not messages:
        raise CannotRead("damaged")
    return {**found, "messages": messages}


def _past_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n,":
        at += 1
    return at


def text_of(value: Any) -> str:
    """A text, or nothing when it is none; half a letter becomes the sign for what can't be shown."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if isinstance(value, str) else ""


def whole_number(value: Any) -> int | None:
    """A whole number, also one that is written as a text; None when it is none."""
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,18}", value):
        return int(value)
    return value if type(value) is int and abs(value) < 1 << 62 else None


def listed(value: Any) -> list[Any]:
    """A list, or an empty one when it is none."""
    return value if isinstance(value, list) else []


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects of a list."""
    return [one for one in listed(value) if isinstance(one, dict)]
