"""Reading a ZIP that a stranger may have made.

Laws of this module:
1. Names that could leave their folder, or be two files on some machine and one on another, are refused.
2. What unpacks to far more than it weighs, or where two files share bytes, is refused before it is read.
3. A wrong CRC-32 is no error here: it says only that bytes changed, and the digests say which and where.
"""

import io
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from .errors import CannotRead

CHUNK = 1 << 20
MOST_FILES = 10_000
MOST_BYTES = 4 << 30
MOST_RATIO = 100
HARMLESS = 64 << 20
LOCAL_BYTES = 30
ENCRYPTED = 1

Broken = (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, EOFError, OSError, OverflowError)


class Archive:
    """The files of a ZIP, by name; folders are no files.

    Raises CannotRead: ``damaged``, ``unsafe_name``, ``too_large`` or ``protected``.
    """

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        try:
            with zipfile.ZipFile(source) as opened:
                self._check(opened)
                self._infos = {i.filename: i for i in opened.infolist() if not i.is_dir()}
        except Broken as wrong:
            raise CannotRead("damaged") from wrong

    @property
    def names(self) -> tuple[str, ...]:
        """The names in the order of the ZIP."""
        return tuple(self._infos)

    def size(self, name: str) -> int:
        """The length of the file once unpacked, as the ZIP states it."""
        return self._infos[name].file_size

    def read(self, name: str, most: int) -> bytes:
        """A whole small file; raises CannotRead("too_large") above ``most`` bytes."""
        if self.size(name) > most:
            raise CannotRead("too_large")
        return b"".join(self.chunks(name))

    def span(self, name: str) -> tuple[int, int] | None:
        """(offset, size) of the file's bytes in the source when they stand there as they are; None when they are packed."""
        info = self._infos[name]
        if info.compress_type != zipfile.ZIP_STORED or info.compress_size != info.file_size:
            return None
        try:
            return info.header_offset + _head_bytes(self._source, info), info.file_size
        except Broken as wrong:
            raise CannotRead("damaged") from wrong

    def chunks(self, name: str) -> Iterator[bytes]:
        """The file's bytes, piece by piece; raises CannotRead("damaged") when they are not as long as stated."""
        info = self._infos[name]
        try:
            found = 0
            for piece in self._unpacked(info):
                found += len(piece)
                if found > info.file_size:
                    break
                yield piece
        except (zlib.error, *Broken) as wrong:
            raise CannotRead("damaged") from wrong
        if found != info.file_size:
            raise CannotRead("damaged")

    def _unpacked(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        if info.compress_type == zipfile.ZIP_STORED:
            yield from self._packed(info)
        elif info.compress_type == zipfile.ZIP_DEFLATED:
            inflate = zlib.decompressobj(-zlib.MAX_WBITS)
            for piece in self._packed(info):
                yield inflate.decompress(piece, CHUNK)
                while inflate.unconsumed_tail:
                    yield inflate.decompress(inflate.unconsumed_tail, CHUNK)
            yield inflate.flush()
        else:
            raise CannotRead("damaged")

    def _packed(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        at = info.header_offset + _head_bytes(self._source, info)
        left = info.compress_size
        while left:
            self._source.seek(at)
            piece = self._source.read(min(left, CHUNK))
            if not piece:
                raise CannotRead("damaged")
            at, left = at + len(piece), left - len(piece)
            yield piece

    def _check(self, opened: zipfile.ZipFile) -> None:
        infos = opened.infolist()
        packed = self._source.seek(0, io.SEEK_END)
        unpacked = sum(i.file_size for i in infos)
        if len(infos) > MOST_FILES or unpacked > MOST_BYTES:
            raise CannotRead("too_large")
        if unpacked > HARMLESS and unpacked > MOST_RATIO * packed:
            raise CannotRead("too_large")
        if any(i.flag_bits & ENCRYPTED for i in infos):
            raise CannotRead("protected")
        if not all(_is_safe(i.orig_filename) for i in infos):
            raise CannotRead("unsafe_name")
        # Windows and macOS take Bilag/1.JPG and bilag/1.jpg for one file.
        if len({unicodedata.normalize("NFC", i.filename).casefold() for i in infos}) != len(infos):
            raise CannotRead("unsafe_name")
        by_place = sorted(infos, key=lambda i: i.header_offset)
        ends = [i.header_offset + _head_bytes(self._source, i) + i.compress_size for i in by_place]
        starts = [*(i.header_offset for i in by_place[1:]), opened.start_dir]
        if any(end > start for end, start in zip(ends, starts, strict=True)):
            raise CannotRead("too_large")


def _head_bytes(source: BinaryIO, info: zipfile.ZipInfo) -> int:
    """The length of the local header; its name must be the directory's, or two programs would see two files."""
    source.seek(info.header_offset)
    head = source.read(LOCAL_BYTES)
    if len(head) != LOCAL_BYTES or not head.startswith(b"PK\3\4"):
        raise CannotRead("damaged")
    flags, name_bytes, extra_bytes = (int.from_bytes(head[at : at + 2], "little") for at in (6, 26, 28))
    name = source.read(name_bytes).decode("utf-8" if flags & 1 << 11 else "cp437")
    if name != info.orig_filename:
        raise CannotRead("damaged")
    return LOCAL_BYTES + name_bytes + extra_bytes


def _is_safe(name: str) -> bool:
    steps = name.rstrip("/").split("/")
    return name.isprintable() and not set(name) & set('\\:*?"<>|') and all(step not in ("", ".", "..") for step in steps)
