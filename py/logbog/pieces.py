"""A file of records read record by record, when it is set out as we set it out.

So memory holds one record's JSON at a time, and a skin can show how far it has come.
The law of this module: what is read in pieces is exactly what strictjson.loads reads from the whole. Where the file is set
out in another way, or a piece isn't whole in itself, there are no pieces, and the whole has the last word.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from . import strictjson
from .errors import CannotRead

FEWEST = 8
RECORDS = "records"
# Between two records. A line break never stands inside a string of JSON, so this is never a part of somebody's text.
SEAM = b'\n  },\n  {\n   "header": {'
END, START, MARK = b"\n  }", b'{"header": {', "here stand the others"


def split(content: bytes) -> tuple[dict[str, Any], Iterator[Any], int] | None:
    """The object that ``content`` holds without its records, its records one by one, and how many; None when it can't be split.

    Asking for the next record raises CannotRead when a piece is not whole in itself.
    """
    first, *between = content.split(SEAM)
    if len(between) < FEWEST or strictjson.is_too_large(content):
        return None
    last = between.pop()
    # The pieces belong to the records if a mark in their place stands there, and nobody could have written that mark.
    if any(sign in around for sign in (MARK.encode(), b"\\u") for around in (first, last)):
        return None
    try:
        frame = strictjson.loads(first + END + b',"' + MARK.encode() + b'",' + START + last)
    except CannotRead:
        return None
    match frame.pop(RECORDS, None):
        case [start, mark, end] if mark == MARK:
            middle = (strictjson.loads(START + piece + b"}") for piece in between)
            return frame, chain([start], middle, [end]), len(between) + 2
    return None
