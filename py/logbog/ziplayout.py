"""The layout of a ZIP whose bytes are somewhere else: what stands before each file and after the last one.

So a browser builds the ZIP out of Blob parts and the command streams it to a disk, without the exhibits
ever passing through here.
Laws of this module:
1. The same files give the same bytes: stored, dated 1980-01-01, UTF-8 names, unix mode 0644.
2. What needs ZIP64 is refused: a plain ZIP opens everywhere, and nobody mails four gigabytes.

The fields are those of APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16
(https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT).
"""

import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .errors import CannotWrite

LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
NEEDS, UNIX, UTF8, STORED = 20, 3 << 8, 1 << 11, 0
MIDNIGHT, FIRST_DAY = 0, 1 << 5 | 1
PLAIN_FILE = 0o100644 << 16
MOST_FILES, MOST_BYTES = 0xFFFE, 0xFFFF_FFFE


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the ZIP: its name, and the CRC-32 and length of its bytes."""

    name: str
    crc32: int
    size: int


@dataclass(frozen=True, slots=True)
class Layout:
    """``heads[n]`` stands before the bytes of entry n, ``tail`` after the last; ``size`` is the whole ZIP's."""

    heads: tuple[bytes, ...]
    tail: bytes
    size: int


def layout(entries: Sequence[Entry]) -> Layout:
    """The layout of ``entries`` in this order; raises CannotWrite("too_many_bytes") above a plain ZIP's limits."""
    heads, central, offset = [], [], 0
    for entry in entries:
        name = entry.name.encode()
        shared = (UTF8, STORED, MIDNIGHT, FIRST_DAY, entry.crc32, entry.size, entry.size, len(name), 0)
        if offset > MOST_BYTES or entry.size > MOST_BYTES:
            raise CannotWrite("too_many_bytes")
        heads.append(LOCAL.pack(b"PK\3\4", NEEDS, *shared) + name)
        central.append(CENTRAL.pack(b"PK\1\2", UNIX | NEEDS, NEEDS, *shared, 0, 0, 0, PLAIN_FILE, offset) + name)
        offset += len(heads[-1]) + entry.size
    directory = b"".join(central)
    if len(heads) > MOST_FILES or offset + len(directory) > MOST_BYTES:
        raise CannotWrite("too_many_bytes")
    tail = directory + END.pack(b"PK\5\6", 0, 0, len(heads), len(heads), len(directory), offset, 0)
    return Layout(tuple(heads), tail, offset + len(tail))


def pack(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A whole ZIP of small files at once."""
    held = list(files)
    made = layout([Entry(name, zlib.crc32(content), len(content)) for name, content in held])
    return b"".join([*(part for head, (_, content) in zip(made.heads, held, strict=True) for part in (head, content)), made.tail])
