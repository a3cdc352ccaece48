"""Reading a ZIP that a stranger may have made.

Laws of this module:
1. Names that could leave their folder, or be two files on some machine and one on another, are refused.
2. What unpacks to far more than it weighs, or where two files share bytes, is refused before it is read.
3. Where two programs would see two things (other names, other lengths, bytes that belong to no file), it is damaged.
4. A wrong CRC-32 is no error here: it says only that bytes changed, and the digests say which and where.
5. No more is held in memory than the directory and one piece of a file.

The limits are told to people in docs/decisions/0012-what-a-strangers-file-may-cost.md; change both.
"""

import io
import re
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
MOST_DIRECTORY = 4 << 20
LONGEST_NAME = 240
LOCAL = struct.Struct("<4s5H3L2H")
# Bits of the flags: encrypted, lengths after the bytes, strong encryption, UTF-8, a directory in disguise.
ENCRYPTED, LENGTHS_AFTER, UTF8 = 1 << 0 | 1 << 6 | 1 << 13, 1 << 3, 1 << 11
# What stands after the bytes of a file whose lengths weren't known before: with or without a mark, of 4 or 8 bytes.
AFTER = (12, 16, 20, 24)
IN_EXTRA, UNICODE_PATH = 0xFFFF_FFFF, 0x7075
END, END_BYTES = b"PK\5\6", 22
# Windows takes these for devices, whatever stands after the first dot.
DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(?:\.|\Z)", re.IGNORECASE)

Broken = (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, EOFError, OSError, OverflowError)


class Archive:
    """The files of a ZIP, by name; folders are no files.

    Raises CannotRead: ``damaged``, ``unsafe_name``, ``too_large`` or ``protected``.
    """

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        try:
            with zipfile.ZipFile(_Directory(source)) as opened:
                self._check(opened)
                self._infos = {i.orig_filename: i for i in opened.infolist() if not i.orig_filename.endswith("/")}
        except Broken as wrong:
            raise CannotRead("damaged") from wrong

    @property
    def source(self) -> BinaryIO:
        """What the ZIP is read from; a span counts from its start."""
        return self._source

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
                # What stands after the end would be gathered in memory, and no other program would show it.
                if inflate.eof:
                    raise CannotRead("damaged")
                yield inflate.decompress(piece, CHUNK)
                while inflate.unconsumed_tail:
                    yield inflate.decompress(inflate.unconsumed_tail, CHUNK)
            if not inflate.eof or inflate.unused_data:
                raise CannotRead("damaged")
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
        _check_names(infos)
        self._check_places(infos, opened.start_dir)
        self._source.seek(max(0, packed - END_BYTES - len(opened.comment)))
        if self._source.read(len(END)) != END:
            raise CannotRead("damaged")

    def _check_places(self, infos: list[zipfile.ZipInfo], directory: int) -> None:
        """Every byte before the directory belongs to one file: none to two, and none to no file at all."""
        by_place = sorted(infos, key=lambda i: i.header_offset)
        starts = [*(i.header_offset for i in by_place), directory]
        end = 0
        for info, start, following in zip(by_place, starts, starts[1:], strict=False):
            if start > end:
                raise CannotRead("damaged")
            end = start + _head_bytes(self._source, info) + info.compress_size
            if end > following:
                raise CannotRead("too_large")
            if info.flag_bits & LENGTHS_AFTER and following - end in AFTER:
                end = following
        if end != directory:
            raise CannotRead("damaged")


class _Directory:
    """The source as zipfile may read it: whoever says that the directory is larger than any is not believed."""

    def __init__(self, source: BinaryIO) -> None:
        self.seek, self.tell, self._read = source.seek, source.tell, source.read

    def read(self, size: int = -1) -> bytes:
        """The next bytes; raises CannotRead("too_large")."""
        if size > MOST_DIRECTORY:
            raise CannotRead("too_large")
        return self._read(size)


def _head_bytes(source: BinaryIO, info: zipfile.ZipInfo) -> int:
    """The length of the local header; what it says must be what the directory says."""
    source.seek(info.header_offset)
    head = source.read(LOCAL.size)
    if len(head) != LOCAL.size:
        raise CannotRead("damaged")
    mark, _, flags, method, _, _, _, packed, unpacked, name_bytes, extra_bytes = LOCAL.unpack(head)
    name = source.read(name_bytes).decode("utf-8" if flags & UTF8 else "cp437")
    if mark != b"PK\3\4" or name != info.orig_filename or method != info.compress_type:
        raise CannotRead("damaged")
    lengths = ((packed, info.compress_size), (unpacked, info.file_size))
    if not flags & LENGTHS_AFTER and any(here not in (there, IN_EXTRA) for here, there in lengths):
        raise CannotRead("damaged")
    return LOCAL.size + int(name_bytes) + int(extra_bytes)


def _check_names(infos: list[zipfile.ZipInfo]) -> None:
    if not all(_is_safe(i.orig_filename) and _has_one_name(i) for i in infos):
        raise CannotRead("unsafe_name")
    if any(i.file_size for i in infos if i.orig_filename.endswith("/")):
        raise CannotRead("damaged")
    # Windows and macOS take Bilag/1.JPG and bilag/1.jpg for one file, and no system has a file that is a folder too.
    names = [unicodedata.normalize("NFC", i.orig_filename).casefold() for i in infos]
    bare = {name.rstrip("/") for name in names}
    folders = {name[:at] for name in bare for at, mark in enumerate(name) if mark == "/"}
    if len(bare) != len(names) or folders & {name for name in names if not name.endswith("/")}:
        raise CannotRead("unsafe_name")


def _has_one_name(info: zipfile.ZipInfo) -> bool:
    """Whether no second name hides in the extra field, which some programs would take and others not."""
    extra = info.extra
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<2H", extra)
        if kind == UNICODE_PATH and extra[9 : 4 + size] != info.orig_filename.encode():
            return False
        extra = extra[4 + size :]
    return True


def _is_safe(name: str) -> bool:
    steps = name.removesuffix("/").split("/")
    if not name.isprintable() or set(name) & set('\\:*?"<>|') or len(name.encode()) > LONGEST_NAME:
        return False
    return not any(step in ("", ".", "..") or step[-1] in ". " or DEVICE.match(step) for step in steps)
