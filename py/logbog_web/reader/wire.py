"""The only file of the reader that talks with the page: what it shall show, and what is done there.

The other end is pwa/reader/reader.js. Everything goes as a message, so nothing here is ever waited for.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from js import postMessage as js_post_message
from pyodide.ffi import create_proxy, to_js

Told = Callable[[str, str, dict[str, list[str]], list[Any]], None]


def draw(html: str, *, focus: str = "#screen-title") -> None:
    """Shows a whole screen and puts the focus on its heading."""
    _tell("draw", html=html, focus=focus)


def enter() -> None:
    """Shows the reader instead of the page about it."""
    _tell("enter")


def home() -> None:
    """Shows the page again, with its door."""
    _tell("home")


def show(html: str, focus: str) -> None:
    """Shows another screen in the main column; the pictures of the one before are taken back."""
    _tell("show", html=html, focus=focus)


def patch(selector: str, html: str) -> None:
    """Replaces the inside of one element; nothing happens when it isn't on the screen."""
    _tell("patch", selector=selector, html=html)


def append(selector: str, html: str) -> None:
    """Adds to the end of one element."""
    _tell("append", selector=selector, html=html)


def fill(selector: str, values: Mapping[str, str]) -> None:
    """Sets fields of a form."""
    _tell("fill", selector=selector, values=dict(values))


def move_focus(selector: str) -> None:
    """Moves the focus to the first match and unfolds what holds it."""
    _tell("focus", selector=selector)


def say(text: str) -> None:
    """Says a short thing aloud and on the screen, for a while."""
    _tell("say", text=text)


def aloud(text: str) -> None:
    """Says a thing to those who listen; what is the same as before is not said again."""
    _tell("aloud", text=text)


def progress(fraction: float, text: str, *, stoppable: bool = True) -> None:
    """How far long work has come, 0 to 1 (below 0: unknown); an empty text takes it away. Its button tells "stop"."""
    _tell("progress", fraction=fraction, text=text, stoppable=stoppable)


def pictures(blobs: Mapping[str, Any]) -> None:
    """Gives each ``<img data-picture="id">`` on the screen its picture; taken back at the next ``draw``.

    The page asks for those that come into view: ``input-pictures``, with the field ``ids``.
    """
    _tell("pictures", blobs=dict(blobs))


def view(blob: Any, kind: str, name: str, said: str) -> None:
    """Opens an exhibit large; ``kind`` is the type that its bytes show, "" for what is only told of in ``said`` (HTML)."""
    _tell("view", blob=blob, type=kind, name=name, said=said)


def offer(key: str, parts: Sequence[Any], name: str, kind: str) -> None:
    """Makes a file of bytes and blobs ready, to be saved by a tap on any ``<button data-save="key">``."""
    _tell("offer", key=key, parts=[to_js(p) if isinstance(p, bytes) else p for p in parts], name=name, type=kind)


def save(parts: Sequence[Any], name: str, kind: str) -> None:
    """Saves a file at once; only for what was made within a tap's time."""
    offer("now", parts, name, kind)
    _tell("save", key="now")


def forget(key: str) -> None:
    """Lets go of a file that was made ready; its button saves nothing any more."""
    _tell("forget", key=key)


def unsaved(is_so: bool) -> None:
    """Whether the browser shall ask before the page is left."""
    _tell("unsaved", **{"is": is_so})


def hear(told: Told) -> Any:
    """What the worker calls with each thing done on the page: (what, about, fields, files)."""

    def heard(what: str, about: str, js_fields: Any, js_files: Any) -> None:
        told(what, about, js_fields.to_py(), list(js_files))

    return create_proxy(heard)


def _tell(what: str, **more: Any) -> None:
    js_post_message(to_js({"do": what, **more}))
