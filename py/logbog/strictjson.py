"""JSON that means the same to every program that reads it.

A key that stands twice, a number that is none and half a letter are refused: one reader would show
the one thing and the next another, and a digest could be true of both. So is nesting that no file of ours
has: it is looked for before parsing, because in the browser it ends the interpreter instead of raising an error.
So is more than a memory holds: a file of brackets alone takes thirty times its size.
"""

import codecs
import json
import math
import re
from typing import Any

from . import codec
from .errors import CannotRead

DEEPEST = 40
MOST_VALUES = 4_000_000
_BLANK = " \t\n\r"
# A string is one match to its end, closed or not, so that brackets in it count for nothing and time stays linear.
_MARK = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\\?\Z)|[\[{]|[\]}]', re.DOTALL)


def loads(content: bytes) -> dict[str, Any]:
    """The object that ``content`` holds; raises CannotRead("damaged" or "too_large")."""
    try:
        if is_too_large(content):
            raise CannotRead("too_large")
        text = content.removeprefix(codecs.BOM_UTF8).decode().strip(_BLANK)
        # Fewer brackets than may be nested can't be nested too deep; most records are proven so.
        if content.count(b"{") + content.count(b"[") > DEEPEST:
            check_depth(text)
        value, end = _DECODER.raw_decode(text)
        if end != len(text):
            raise ValueError("something follows")
        # Half a letter can only be written as an escape.
        if b"\\" in content and b"\\u" in content:
            codec.canonical(value)
    except (ValueError, RecursionError) as wrong:
        raise CannotRead("damaged") from wrong
    if not isinstance(value, dict):
        raise CannotRead("damaged")
    return value


def is_too_large(content: bytes) -> bool:
    """Whether more single values could stand in it than a memory holds."""
    return len(content) > MOST_VALUES and content.count(b",") + content.count(b"{") + content.count(b"[") > MOST_VALUES


def check_depth(text: str) -> None:
    """Raises ValueError for brackets that are nested deeper than in any file that means well."""
    depth = 0
    for mark in _MARK.finditer(text):
        if mark[0] in "[{":
            depth += 1
            if depth > DEEPEST:
                raise ValueError("nested too deep")
        elif mark[0] in "]}":
            depth -= 1


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError("not a number")
    return number


def _no_number(_: str) -> None:
    raise ValueError("not a number")


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_float=_finite, parse_constant=_no_number)
