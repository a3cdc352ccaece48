"""The only file that touches pwa/strength.js: how hard a passphrase is to guess, and five words drawn by chance."""

import importlib.resources
import json

from pyodide.ffi import to_js
from pyscript.js_modules import strength as js_strength

REFUSED = "refused"


def of(passphrase: str) -> tuple[str, str]:
    """(level, why): refused, weak, okay or strong, with the key of the reason under setup.why_."""
    js_found = js_strength.strength(passphrase)
    return str(js_found.level), str(js_found.why)


def refusal(new: str, again: str) -> str:
    """The key of what is wrong with a new passphrase that was typed twice; empty when it will do."""
    level, why = of(new)
    return f"setup.why_{why}" if level == REFUSED else "settings.passphrase_differs" if new != again else ""


def draw() -> str:
    """Five Danish words, each one of 2048."""
    words = importlib.resources.files("logbog").joinpath("words", "passphrase-da.json").read_text("utf-8")
    return str(js_strength.draw(to_js(json.loads(words))))
