"""The only file that touches pwa/exhibits.js: exhibits on the device, whose bytes never pass through Python
but for the scaled pictures of a report, one at a time."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from pyodide.ffi import JsException, create_proxy, to_js
from pyscript.js_modules import exhibits as js_exhibits

from logbog.errors import STORE_CODES, StoreError


def _error(js_error: JsException) -> StoreError:
    name = str(js_error.name)
    return StoreError({"damaged": "exhibit_damaged"}.get(name, name if name in STORE_CODES else "failed"))


async def add(js_file: Any, on_progress: Callable[[float], None]) -> dict[str, Any]:
    """Hashes, seals and keeps a file; gives its facts. Raises StoreError (too_big, empty, full …)."""
    js_progress = create_proxy(on_progress)
    try:
        return dict(json.loads(await js_exhibits.add(js_file, js_progress)))
    except JsException as js_error:
        raise _error(js_error) from None
    finally:
        js_progress.destroy()


async def add_bytes(content: bytes, name: str, exhibit: str) -> None:
    """Keeps bytes that the app brought itself, under the id that its records name."""
    try:
        await js_exhibits.addBytes(to_js(content), name, exhibit)
    except JsException as js_error:
        raise _error(js_error) from None


async def thumb(exhibit: str) -> str:
    """An address on this device of the exhibit's thumbnail; empty when it has none."""
    js_url = await js_exhibits.thumb(exhibit)
    return str(js_url) if isinstance(js_url, str) else ""


def release() -> None:
    """Takes back every address that was given out."""
    js_exhibits.release()


async def scaled(exhibit: str, longest_edge: int, quality: float) -> bytes | None:
    """The picture as a baseline JPEG without anything the camera wrote; None when this is no picture."""
    try:
        js_bytes = await js_exhibits.scaled(exhibit, longest_edge, quality)
    except JsException as js_error:
        raise _error(js_error) from None
    return bytes(js_bytes.to_bytes()) if hasattr(js_bytes, "to_bytes") else None


async def sealed_file(exhibit: str, *, stripped: bool) -> tuple[Any, int, int, str]:
    """(js_blob for outlet.py, crc32, size, sha256) of the original or its copy without place data."""
    try:
        js_found = await js_exhibits.file(exhibit, _object(stripped=stripped))
    except JsException as js_error:
        raise _error(js_error) from None
    return js_found.blob, int(js_found.crc32), int(js_found.size), str(js_found.sha256)


async def remove(gone: Iterable[str]) -> None:
    """Removes exhibits."""
    try:
        await js_exhibits.remove(json.dumps(sorted(gone)))
    except JsException as js_error:
        raise _error(js_error) from None


async def sweep(in_use: set[str]) -> None:
    """Removes what no record and no draft refers to."""
    await js_exhibits.sweep(json.dumps(sorted(in_use)))


def _object(**fields: Any) -> Any:
    return to_js(fields)
