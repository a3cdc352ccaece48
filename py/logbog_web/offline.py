"""The only file that touches pwa/offline.js: whether the app is kept for use without a network, and its updates."""

import json

from pyodide.ffi import JsException
from pyscript.js_modules import offline as js_offline

from logbog.errors import StoreError


def state() -> tuple[str, int, int]:
    """(state, files kept, files in all); the states are those of settings.offline_… in the words."""
    told = json.loads(js_offline.state())
    return str(told["state"]), int(told.get("done") or 0), int(told.get("total") or 0)


def retry() -> None:
    """Downloads what is missing."""
    js_offline.retry()


def apply_update() -> None:
    """Puts the new version to use; only ever called when the person asks for it."""
    js_offline.applyUpdate()


async def remove() -> None:
    """Takes the kept files and the worker away. Raises StoreError("failed") when the browser won't."""
    try:
        await js_offline.remove()
    except JsException:
        raise StoreError("failed") from None
