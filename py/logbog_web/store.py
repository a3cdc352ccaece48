"""The only file that touches the sealed storage: pwa/store.js and pwa/vault.js.

Everything here is awaited outside any transaction: JavaScript seals first and then writes in one strict
transaction, and a save is only told of when the device has said it is complete.
"""

import json
from collections.abc import Callable
from typing import Any

from pyodide.ffi import JsException, create_proxy
from pyscript.js_modules import store as js_store
from pyscript.js_modules import vault as js_vault

from logbog.errors import STORE_CODES, CannotRead, StoreError

Row = tuple[str, str]


def _error(js_error: JsException) -> Exception:
    name = str(js_error.name)
    if name == "damaged":
        return CannotRead("damaged")
    return StoreError(name if name in STORE_CODES else "failed")


async def read_all(store: str) -> list[Row]:
    """Every sealed row of a store as (row id, text), in no order."""
    try:
        return [(row["id"], row["text"]) for row in json.loads(await js_store.readAll(store))]
    except JsException as js_error:
        raise _error(js_error) from None


async def commit(ops: list[dict[str, str]], epoch: int | None) -> int:
    """Writes all of ``ops`` or nothing; gives the new epoch. Raises StoreError("conflict") when another tab wrote."""
    try:
        return int(await js_store.commit(json.dumps(ops), epoch))
    except JsException as js_error:
        raise _error(js_error) from None


def put(store: str, row: str, value: object) -> dict[str, str]:
    """The op that writes a row."""
    return {"op": "put", "store": store, "id": row, "text": json.dumps(value, ensure_ascii=False)}


def delete(store: str, row: str) -> dict[str, str]:
    """The op that removes a row."""
    return {"op": "delete", "store": store, "id": row}


def delete_exhibit(exhibit: str) -> dict[str, str]:
    """The op that removes an exhibit's sealed bytes, thumbnail and facts."""
    return {"op": "delete_exhibit", "id": exhibit}


async def epoch() -> int:
    """How many commits there have been."""
    try:
        return int(await js_store.epoch())
    except JsException as js_error:
        raise _error(js_error) from None


async def facts() -> dict[str, Any]:
    """What the device says of its storage: usage and quota in bytes, persisted, private window suspected."""
    return dict(json.loads(await js_store.facts()))


async def persist() -> bool:
    """Asks the browser to keep the log when it clears up, and gives its true answer."""
    return bool(await js_store.persist())


async def claim_writer() -> bool:
    """Whether this tab is the one that may write."""
    return bool(await js_store.claimWriter())


def on_writer(function: Callable[[], None]) -> None:
    """Calls ``function`` when this tab becomes the writer because the other one was closed."""
    js_store.onWriter(create_proxy(function))


def watch(function: Callable[[], None]) -> None:
    """Calls ``function`` after another tab has written."""
    js_store.watch(create_proxy(lambda *_: function()))


async def is_passphrase(passphrase: str) -> bool:
    """Whether this opens the log; each wrong one makes the next answer slower, here as on the lock screen."""
    try:
        await js_vault.prove(passphrase)
    except JsException as js_error:
        if str(js_error.name) == "wrong":
            return False
        raise _error(js_error) from None
    return True


async def set_passphrase(passphrase: str) -> None:
    """Wraps the key under a new passphrase; the log itself is not touched."""
    try:
        await js_vault.setPassphrase(passphrase)
    except JsException as js_error:
        raise _error(js_error) from None


async def destroy() -> None:
    """Removes the keys, then everything else, and locks the other tabs. Raises StoreError when the device says no."""
    try:
        await js_store.destroy()
    except JsException as js_error:
        raise _error(js_error) from None


async def new_recovery_code() -> str:
    """Wraps the key under a new recovery code; the old one opens nothing from then on."""
    try:
        return str(await js_vault.newRecoveryCode())
    except JsException as js_error:
        raise _error(js_error) from None
