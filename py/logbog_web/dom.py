"""The only file that touches the page: document, window and their events.

Events are listened for once, on the document, for the life of the page (delegation), so drawing a screen anew
leaves no listener behind. What JavaScript gives is named js_… and stays in this file.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from pyodide.ffi import create_proxy
from pyscript import document, window

from .soon import soon

Told = Callable[[str, str, dict[str, list[str]]], None]


def draw(html: str, *, focus: str = "#screen-title") -> None:
    """Shows a whole screen and puts the focus on its heading, at the top; what was said of the one before goes."""
    toast("")
    js_screen = document.getElementById("screen")
    js_screen.innerHTML = html
    window.scrollTo(0, 0)
    if focus:
        move_focus(focus)


def patch(selector: str, html: str) -> None:
    """Replaces the inside of one element; nothing happens when it isn't on the screen."""
    js_element = document.querySelector(selector)
    if _there(js_element):
        js_element.innerHTML = html


def replace(selector: str, html: str) -> None:
    """Puts HTML in the place of one element."""
    js_element = document.querySelector(selector)
    if _there(js_element):
        js_element.outerHTML = html


def say_in(selector: str, text: str) -> None:
    """Puts a text into one element."""
    js_element = document.querySelector(selector)
    if _there(js_element):
        js_element.textContent = text


def fill(selector: str, values: Mapping[str, str]) -> None:
    """Sets fields of a form."""
    js_form = document.querySelector(selector)
    if _there(js_form):
        for name, value in values.items():
            js_form.elements[name].value = value


def move_focus(selector: str) -> None:
    """Moves the focus to the first match, if there is one."""
    js_element = document.querySelector(selector)
    if _there(js_element):
        js_element.focus({"preventScroll": False})


def open_details(selector: str) -> None:
    """Unfolds every folded part that holds a match, so it can be seen and focused."""
    for js_element in document.querySelectorAll(selector):
        js_fold = js_element.closest("details")
        if _there(js_fold):
            js_fold.open = True


def toast(text: str) -> None:
    """Says a short thing aloud and on the screen, for a while."""
    js_toast = document.getElementById("toast")
    # It is there before its text is, or screen readers don't say it; and it stays for as long as it takes to read.
    js_toast.hidden = not text
    js_toast.textContent = text

    def fade() -> None:
        if js_toast.textContent == text:
            js_toast.hidden = True
            js_toast.textContent = ""

    asyncio.get_running_loop().call_later(max(6, len(text) / 12), fade)


def mark(name: str, value: str) -> None:
    """Sets a data attribute of the body, which the shell's scripts and styles read."""
    setattr(document.body.dataset, name, value)


def marked(name: str) -> str:
    """What a data attribute of the body says; empty when it isn't there."""
    return _text(getattr(document.body.dataset, name, None))


def current_tab(name: str) -> None:
    """Marks the tab that the screen belongs to."""
    for js_tab in document.querySelectorAll("#tabs [data-go]"):
        if _attribute(js_tab, "data-go") == name:
            js_tab.setAttribute("aria-current", "page")
        else:
            js_tab.removeAttribute("aria-current")


def fields(selector: str) -> dict[str, list[str]]:
    """What stands in the form: field name → texts, in order; files are not among them."""
    js_form = document.querySelector(selector)
    if not _there(js_form):
        return {}
    found: dict[str, list[str]] = {}
    for js_control in js_form.elements:
        name, kind = str(js_control.name), str(js_control.type)
        if not name or kind in ("file", "button", "submit"):
            continue
        values = found.setdefault(name, [])
        if kind not in ("checkbox", "radio") or js_control.checked:
            values.append(str(js_control.value))
    return found


def files(selector: str) -> list[Any]:
    """The files chosen in an input, as JavaScript's own, to be handed to exhibits.py only; the input is emptied."""
    js_input = document.querySelector(selector)
    js_files = list(js_input.files) if _there(js_input) else []
    if _there(js_input):
        js_input.value = ""
    return js_files


def show_progress(selector: str, fraction: float) -> None:
    """Moves a progress element, 0 to 1."""
    js_progress = document.querySelector(selector)
    if _there(js_progress):
        js_progress.value = fraction


def set_sources(attribute: str, urls: Mapping[str, str]) -> None:
    """Gives each picture with the attribute its address on this device; one without keeps its word."""
    for js_image in document.querySelectorAll(f"[{attribute}]"):
        url = urls.get(str(js_image.getAttribute(attribute)), "")
        if url:
            js_image.src = url


def drop_sources(attribute: str) -> None:
    """Ends the loading of each picture with the attribute; to be done before their addresses are taken back."""
    for js_image in document.querySelectorAll(f"[{attribute}][src]"):
        js_image.removeAttribute("src")


def wanted(attribute: str) -> list[str]:
    """The values of an attribute on the screen, in order."""
    return [str(js_e.getAttribute(attribute)) for js_e in document.querySelectorAll(f"[{attribute}]")]


def copy(text: str) -> None:
    """Puts a text on the clipboard; only ever called for what the person asked to copy."""
    window.navigator.clipboard.writeText(text)


def listen(told: Told) -> None:
    """Tells ``told(what, id, fields)`` of every click on [data-do], every tab, submit, input and change.

    It runs inside the event, so what needs the person's tap (sharing) may be started at once.
    """

    def clicked(js_event: Any) -> None:
        js_button = js_event.target.closest("[data-do],[data-go]")
        if not _there(js_button) or js_button.hasAttribute("disabled"):
            return
        if js_button.tagName == "A":
            js_event.preventDefault()
        if _attribute(js_button, "data-go"):
            told("go", _attribute(js_button, "data-go"), {})
        else:
            told(_attribute(js_button, "data-do"), _attribute(js_button, "data-id"), {})

    def submitted(js_event: Any) -> None:
        name = _attribute(js_event.target, "data-form")
        if name:
            js_event.preventDefault()
            told(f"submit-{name}", _attribute(js_event.target, "data-id"), fields(f'[data-form="{name}"]'))

    def typed(js_event: Any) -> None:
        js_form = js_event.target.closest("[data-form]")
        if _there(js_form):
            told("input-" + _attribute(js_form, "data-form"), _text(js_event.target.name), {})

    def chosen(js_event: Any) -> None:
        if _text(js_event.target.type) == "file" and _attribute(js_event.target, "data-files"):
            told("files", _text(js_event.target.id), {})

    for name, function in (("click", clicked), ("submit", submitted), ("input", typed), ("change", chosen)):
        document.addEventListener(name, create_proxy(function))


def on(name: str, function: Callable[[], Awaitable[None] | None]) -> None:
    """Calls ``function`` at an event of the shell; what it awaits is waited for where the event offers that."""

    def happened(js_event: Any) -> None:
        result = function()
        if result is not None:
            task = soon(result)
            js_detail = js_event.detail
            if _there(js_detail) and _there(getattr(js_detail, "waitUntil", None)):
                js_detail.waitUntil(task)

    document.addEventListener(name, create_proxy(happened))


def on_hidden(function: Callable[[], Awaitable[None]]) -> None:
    """Calls ``function`` when the page is put away, while there is still time to keep what was typed."""

    def changed(js_event: Any) -> None:
        if document.visibilityState == "hidden":
            soon(function())

    document.addEventListener("visibilitychange", create_proxy(changed))


def language() -> str:
    """The language that the page is in now."""
    return str(document.documentElement.lang or "da")


def query() -> str:
    """The question part of the address, such as ``?proeve``; it never holds anything of the log."""
    return str(window.location.search)


def _there(js_value: Any) -> bool:
    return js_value is not None and str(type(js_value).__name__) != "JsNull" and str(js_value) not in ("null", "undefined")


def _text(js_value: Any) -> str:
    return str(js_value) if _there(js_value) else ""


def _attribute(js_element: Any, name: str) -> str:
    return _text(js_element.getAttribute(name))
