"""JSON that means the same to every program that reads it.

A key that stands twice, a number that is none and half a letter are refused: one reader would show
the one thing and the next another, and a digest could be true of both. So is nesting that no file of ours
has: it is looked for before parsing, because in the browser it ends the interpreter instead of raising an error.
"""

import json
import re
from typing import Any

from . import codec
from .errors import CannotRead

DEEPEST = 40
# A string is one match to its end, closed or not, so that brackets in it count for nothing and time stays linear.
_MARK = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\\?\Z)|[\[{]|[\]}]', re.DOTALL)


def loads(content: bytes) -> dict[str, Any]:
    """The object that ``content`` holds; raises CannotRead("damaged")."""
    try:
        text = content.decode("utf-8-sig")
        _check_depth(text)
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
        codec.canonical(value)
    except (ValueError, RecursionError) as wrong:
        raise CannotRead("damaged") from wrong
    if not isinstance(value, dict):
        raise CannotRead("damaged")
    return value


def _check_depth(text: str) -> None:
    depth = 0
    for mark in _MARK.finditer(text):
        if mark[0] in "[{":
            depth += 1
            if depth > DEEPEST:
                raise ValueError("nested too deep")
        elif mark[0] in "]}":
            depth -= 1


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


def _no_number(_: str) -> None:
    raise ValueError("not a number")
