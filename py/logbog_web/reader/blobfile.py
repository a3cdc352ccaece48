"""A file that was given to the page, read where it lies: the core's synchronous reader opens one of any size.

FileReaderSync exists in workers only; it is what lets a gigabyte be checked without a copy of it in memory.
"""

import io
from collections.abc import Iterable
from typing import Any, BinaryIO

from js import Blob as js_blob_class
from js import FileReaderSync as js_file_reader_sync
from pyodide.ffi import JsException, to_js
from reader_parts import small as js_small

# The directory of a ZIP and its local headers are read in small steps; one question to the browser answers many.
BUFFER = 1 << 18
START = 256

_reader = js_file_reader_sync.new()


class Blob(io.RawIOBase):
    """The bytes of a JavaScript Blob, read in pieces."""

    def __init__(self, js_blob: Any) -> None:
        super().__init__()
        self._js_blob = js_blob
        self._at = 0
        self.size = int(js_blob.size)

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """Where the next read begins."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Moves to ``offset`` from the start, from here, or from the end."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence]
        if start + offset < 0:
            raise ValueError("before the start of the file")
        self._at = start + offset
        return self._at

    def readinto(self, buffer: Any) -> int:
        """Fills ``buffer`` as far as there are bytes; OSError when the file is gone or was changed on the disk."""
        wanted = min(len(buffer), max(0, self.size - self._at))
        if not wanted:
            return 0
        try:
            js_bytes = _reader.readAsArrayBuffer(self._js_blob.slice(self._at, self._at + wanted))
        except JsException:
            raise OSError("the file can't be read any more") from None
        with memoryview(buffer) as room:
            js_bytes.assign_to(room[:wanted])
        self._at += wanted
        return wanted

    def start(self) -> bytes:
        """Its first bytes, wherever it is read; none when it can't be read."""
        try:
            return bytes(_reader.readAsArrayBuffer(self._js_blob.slice(0, START)).to_bytes())
        except JsException:
            return b""

    def cut(self, offset: int, size: int, kind: str = "") -> Any:
        """A part of the file as a Blob of its own, without reading it; for wire.py and the browser's parts only."""
        return self._js_blob.slice(offset, offset + size, kind)


def buffered(blob: Blob) -> BinaryIO:
    """The Blob as a file for the core."""
    return io.BufferedReader(blob, BUFFER)


def made(content: bytes, kind: str = "") -> Any:
    """Bytes as a Blob, for wire.py and the browser's parts only."""
    return js_blob_class.new(to_js([to_js(content)]), to_js({"type": kind}))


def joined(pieces: Iterable[bytes]) -> Any:
    """Pieces as one Blob, taken over by the browser one after the other."""
    return js_blob_class.new(to_js([js_blob_class.new(to_js([to_js(piece)])) for piece in pieces]))


async def small(js_blob: Any, side: int) -> Any:
    """A picture as a small JPEG Blob, at most ``side`` pixels each way; None when the browser can't read it."""
    js_made = await js_small(js_blob, side)
    return js_made if getattr(js_made, "size", 0) else None
