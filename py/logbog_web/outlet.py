"""The only file that touches pwa/outlet.js: the one way out, and only by the person's own tap."""

from collections.abc import Awaitable, Sequence
from typing import Any

from pyodide.ffi import JsException, to_js
from pyscript.js_modules import outlet as js_outlet

from logbog.errors import StoreError


def build(parts: Sequence[Any], name: str, kind: str) -> None:
    """Makes the file ready before the tap, from bytes and from exhibits.py's blobs; ``kind`` is its MIME type."""
    js_outlet.build(to_js([to_js(p) if isinstance(p, bytes) else p for p in parts]), name, kind)


async def protect(passphrase: str) -> tuple[str, int]:
    """Locks the file with a passphrase; gives its new (name, size). Raises StoreError("failed"): the file stays as it was."""
    try:
        js_file = await js_outlet.protect(passphrase)
    except JsException:
        raise StoreError("failed") from None
    return str(js_file.name), int(js_file.size)


def can_share() -> bool:
    """Whether this device can hand the file to another app."""
    return bool(js_outlet.canShare())


def share() -> Awaitable[str]:
    """Starts handing the file over, at once, since it must begin within the tap; "shared" or "cancelled" comes later.

    Awaiting it raises StoreError("failed") when the device said no.
    """
    return _answered(js_outlet.share())


def can_share_text() -> bool:
    """Whether this device can hand a text to another app."""
    return bool(js_outlet.canShareText())


def share_text(text: str) -> Awaitable[str]:
    """Starts handing a text over, at once; "shared" or "cancelled" comes later."""
    return _answered(js_outlet.shareText(text))


async def _answered(js_promise: Any) -> str:
    try:
        return str(await js_promise)
    except JsException:
        raise StoreError("failed") from None


def download() -> None:
    """Puts the file among the device's downloads."""
    js_outlet.download()


def forget() -> None:
    """Lets go of the file."""
    js_outlet.forget()
