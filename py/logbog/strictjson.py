"""JSON that means the same to every program that reads it.

A key that stands twice, a number that is none and half a letter are refused: one reader would show
the one thing and the next another, and a digest could be true of both.
"""

import json
from typing import Any

from . import codec
from .errors import CannotRead


def loads(content: bytes) -> dict[str, Any]:
    """The object that ``content`` holds; raises CannotRead("damaged")."""
    try:
        value = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
        codec.canonical(value)
    except (ValueError, RecursionError) as wrong:
        raise CannotRead("damaged") from wrong
    if not isinstance(value, dict):
        raise CannotRead("damaged")
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


def _no_number(_: str) -> None:
    raise ValueError("not a number")
