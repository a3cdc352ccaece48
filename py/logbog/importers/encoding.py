"""Bytes to text: with a mark at the start or without, and as older programs wrote them."""

import codecs

from ..errors import CannotRead

MOST_TEXT = 64 << 20
MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LOOKED_AT = 4096


def decode(content: bytes) -> str:
    """The text; raises CannotRead("too_large") above the limit. What no letter stands for becomes U+FFFD."""
    if len(content) > MOST_TEXT:
        raise CannotRead("too_large")
    return content.decode(name_of(content), "replace").replace("\r\n", "\n").replace("\r", "\n")


def name_of(content: bytes) -> str:
    """The encoding: said by a mark, seen by its zeros, else UTF-8 where it is that, and cp1252 of an old Windows where not."""
    for mark, name in MARKED:
        if content.startswith(mark):
            return name
    start = content[:LOOKED_AT]
    if start.count(0) * 3 > len(start) > 1:
        return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as wrong:
        # A file that was cut within its last letter is still what it was.
        return "utf-8" if wrong.start > len(content) - 4 and wrong.reason == "unexpected end of data" else "cp1252"
    return "utf-8"


def is_binary(content: bytes) -> bool:
    """Whether this can't be a text in any encoding that is known here."""
    start = content[:LOOKED_AT]
    if name_of(start).startswith("utf-") and name_of(start) != "utf-8":
        return False
    odd = sum(b < 9 or 13 < b < 32 for b in start)
    return odd * 20 > len(start)
