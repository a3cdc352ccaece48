"""The only file that touches pwa/outlet.js: the one way out, and only by the person's own tap."""

from collections.abc import Sequence
from typing import Any

from pyodide.ffi import to_js
from pyscript.js_modules import outlet as js_outlet


def build(parts: Sequence[Any], name: str, kind: str) -> None:
    """Makes the file ready before the tap, from bytes and from exhibits.py's blobs; ``kind`` is its MIME type."""
    js_outlet.build(to_js([to_js(p) if isinstance(p, bytes) else p for p in parts]), name, kind)


def can_share() -> bool:
    """Whether this device can hand the file to another app."""
    return bool(js_outlet.canShare())


async def share() -> str:
    """Hands the file over; must be called within the tap. "shared" or "cancelled"."""
    return str(await js_outlet.share())


def download() -> None:
    """Puts the file among the device's downloads."""
    js_outlet.download()


def forget() -> None:
    """Lets go of the file."""
    js_outlet.forget()
