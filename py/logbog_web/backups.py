"""The only file that touches pwa/backup.js: the bytes of a backup, which pass through Python only where they are texts."""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from pyodide.ffi import JsException, create_proxy, to_js
from pyscript.js_modules import backup as js_backup

from logbog.casefile import Need
from logbog.errors import READ_CODES, STORE_CODES, CannotRead, LogbogError, StoreError, TooNew


class Stopped(Exception):
    """The person has changed their mind; whatever was under way has been taken back."""


class Damaged(Exception):
    """An exhibit on the device can't be opened any more."""

    def __init__(self, exhibit: str) -> None:
        super().__init__("damaged")
        self.exhibit = exhibit


def _error(js_error: JsException) -> Exception:
    name = str(js_error.name)
    if name == "stopped":
        return Stopped()
    if name == "too_new":
        return TooNew()
    known: LogbogError = StoreError(name if name in STORE_CODES else "failed")
    return CannotRead(name) if name in READ_CODES else known


async def noted(needs: Iterable[Need]) -> dict[str, int]:
    """The CRC-32 of each exhibit that is here as it should be, by its id; whether its bytes still open isn't tried."""
    asked = [{"id": n.id, "sha256": n.sha256, "size": n.size} for n in needs]
    try:
        return dict(json.loads(await js_backup.noted(json.dumps(asked))))
    except JsException as js_error:
        raise _error(js_error) from None


async def make(pieces: Sequence[bytes | Need], passphrase: str, name: str, told: Callable[[int], bool]) -> tuple[str, int]:
    """Makes the locked file ready in the outlet; gives its (name, size). ``told(bytes)`` may say no to stop it.

    Raises Stopped, StoreError, or Damaged with the exhibit that can't be opened.
    """
    js_told = create_proxy(lambda done: told(int(done)))
    js_parts = to_js([to_js(p) if isinstance(p, bytes) else p.id for p in pieces])
    try:
        js_file = await js_backup.make(js_parts, passphrase, name, js_told)
    except JsException as js_error:
        exhibit = getattr(js_error, "exhibit", None)
        if isinstance(exhibit, str):
            raise Damaged(exhibit) from None
        raise _error(js_error) from None
    finally:
        js_told.destroy()
    return str(js_file.name), int(js_file.size)


class Opened:
    """A locked file that was opened, read from its first byte to its last."""

    def __init__(self, js_reading: Any, js_told: Any) -> None:
        self._js_reading, self._js_told = js_reading, js_told

    async def take(self, size: int) -> bytes:
        """The next bytes; fewer at the end."""
        try:
            return bytes((await self._js_reading.take(size)).to_bytes())
        except JsException as js_error:
            raise _error(js_error) from None

    async def passed(self, size: int) -> tuple[int, str]:
        """(CRC-32, SHA-256) of the next bytes, which are kept nowhere."""
        try:
            js_sums = await self._js_reading.skip(size)
        except JsException as js_error:
            raise _error(js_error) from None
        return int(js_sums.crc32), str(js_sums.sha256)

    async def keep(self, exhibit: str, size: int, sha256: str) -> tuple[int, str, bool]:
        """The same of an exhibit, which is kept under its id; and whether it wasn't here yet."""
        try:
            js_sums = await self._js_reading.keep(exhibit, size, sha256)
        except JsException as js_error:
            raise _error(js_error) from None
        return int(js_sums.crc32), str(js_sums.sha256), bool(js_sums.kept)

    def close(self) -> None:
        """Lets go of the file."""
        self._js_reading.close()
        self._js_told.destroy()


def size_of(js_file: Any) -> int:
    """The length of a file that was chosen."""
    return int(js_file.size)


async def open_locked(js_file: Any, passphrase: str, told: Callable[[int], bool]) -> Opened:
    """Opens a file that was chosen. Raises CannotRead (wrong_passphrase, not_backup, damaged) or StoreError."""
    js_told = create_proxy(lambda done: told(int(done)))
    try:
        return Opened(await js_backup.open(js_file, passphrase, js_told), js_told)
    except JsException as js_error:
        js_told.destroy()
        raise _error(js_error) from None
