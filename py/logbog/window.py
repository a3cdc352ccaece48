"""A part of a file, read as if it were a file of its own: nothing of it is copied before it is asked for."""

import io
from typing import BinaryIO


class Window(io.BufferedReader):
    """The ``size`` bytes of ``source`` that begin at ``offset``; reads only, and never closes ``source``.

    The window seeks before each read, so several may look at one source.
    """

    def __init__(self, source: BinaryIO, offset: int, size: int) -> None:
        if offset < 0 or size < 0:
            raise ValueError("a window begins in its source and has a length")
        super().__init__(_Opening(source, offset, size))
        self.source, self.offset, self.size = source, offset, size


class _Opening(io.RawIOBase):
    """The window before it is buffered."""

    def __init__(self, source: BinaryIO, offset: int, size: int) -> None:
        super().__init__()
        self._source, self._offset, self._size = source, offset, size
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if start + offset < 0:
            raise ValueError("a window has nothing before its start")
        self._at = start + offset
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, into: bytearray | memoryview) -> int:  # type: ignore[override]
        wanted = min(len(into), max(0, self._size - self._at))
        if not wanted:
            return 0
        self._source.seek(self._offset + self._at)
        found = self._source.read(wanted)
        into[: len(found)] = found
        self._at += len(found)
        return len(found)
