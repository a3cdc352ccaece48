"""The only file that touches the shell's own modules: lock.js, words.js, viewer.js."""

from typing import Any

from pyodide.ffi import to_js
from pyscript.js_modules import lock as js_lock
from pyscript.js_modules import viewer as js_viewer
from pyscript.js_modules import words as js_words

from . import dom


def python_is_ready() -> None:
    """Tells the shell that an unlocked vault can be shown now."""
    js_lock.pythonIsReady()


def set_times(idle: int, hidden: int) -> None:
    """Seconds until the log locks when nothing is done, and when the page is put away."""
    times: Any = to_js({"idle": idle, "hidden": hidden})
    js_lock.setTimes(times)


def still_here() -> None:
    """Counts long work that the person waits for as use: the log doesn't lock in the middle of it while the page is seen."""
    js_lock.stillHere()


def lock_now() -> None:
    """Locks as if the person had pressed it."""
    js_lock.lockNow()


def open_help() -> None:
    """Shows the numbers to call."""
    js_lock.openHelp()


async def set_language(language: str) -> None:
    """Puts the shell's own words in another language."""
    await js_words.setLanguage(language)


def forget_language() -> None:
    """Forgets which language the shell was put in."""
    js_words.forgetLanguage()


def view(exhibit: str, name: str) -> None:
    """Shows an exhibit large, without leaving the app."""
    js_viewer.show(exhibit, name)


def is_demo() -> bool:
    """Whether this is the demo log."""
    return "proeve" in dom.query()
