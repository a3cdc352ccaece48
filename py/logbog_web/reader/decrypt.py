"""The only file that touches pwa/reader/unlocking.js: a protected file is opened with its passphrase."""

from collections.abc import Callable

from pyodide.ffi import create_proxy
from reader_parts import unlock as js_unlock

from .blobfile import Blob


async def decrypted(file: Blob, passphrase: str, passed: Callable[[float], None]) -> Blob | str:
    """The file unlocked; or ``wrong``, ``no_passphrase``, ``too_much_work`` or ``damaged``. Nothing of it is kept."""
    js_passed = create_proxy(lambda done: passed(min(1.0, done / max(1, file.size))))
    try:
        js_found = await js_unlock(file.cut(0, file.size), passphrase, js_passed)
    finally:
        js_passed.destroy()
    refused = getattr(js_found, "refused", None)
    return str(refused) if refused else Blob(js_found.blob)
