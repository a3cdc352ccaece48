"""HTML as text: everything that comes from a person goes through ``h`` and can never become markup.

The screens are functions from values to HTML; they are run by CPython in the tests and by Pyodide in the app.
"""

import html
from collections.abc import Iterable, Sequence


def h(text: object) -> str:
    """``text`` as HTML text or attribute value."""
    return html.escape(str(text), quote=True)


def lines(text: str) -> str:
    """A person's own text with its line breaks kept."""
    return h(text).replace("\n", "<br>")


def button(label: str, do: str, *, of: str = "", style: str = "secondary", extra: str = "") -> str:
    """A button that asks the controller to ``do`` something, about the thing with id ``of``."""
    about = f' data-id="{h(of)}"' if of else ""
    return f'<button type="button" class="{style}" data-do="{h(do)}"{about}{" " + extra if extra else ""}>{h(label)}</button>'


def field(name: str, label: str, control: str, *, hint: str = "", error: str = "") -> str:
    """A labelled control: label above, help under it, and the error between, tied to the control."""
    wrong = f'<p class="error" id="{h(name)}-error">{h(error)}</p>' if error else ""
    helped = f'<p class="hint" id="{h(name)}-hint">{h(hint)}</p>' if hint else ""
    return (
        f'<div class="field{" wrong" if error else ""}"><label for="{h(name)}">{h(label)}</label>{helped}{wrong}{control}</div>'
    )


def text_input(name: str, value: str, *, kind: str = "text", hint: str = "", error: str = "", extra: str = "") -> str:
    """One line to type in; nothing is remembered by the browser (autocomplete off)."""
    return (
        f'<input id="{h(name)}" name="{h(name)}" type="{kind}" value="{h(value)}" autocomplete="off"'
        f"{_described(name, hint, error)}{' ' + extra if extra else ''}>"
    )


def text_area(name: str, value: str, *, rows: int = 3, hint: str = "", error: str = "") -> str:
    """Several lines to type in."""
    return (
        f'<textarea id="{h(name)}" name="{h(name)}" rows="{rows}" autocomplete="off"'
        f"{_described(name, hint, error)}>{h(value)}</textarea>"
    )


def _described(name: str, hint: str, error: str) -> str:
    ids = [f"{name}-hint"] * bool(hint) + [f"{name}-error"] * bool(error)
    return (f' aria-describedby="{h(" ".join(ids))}"' if ids else "") + (' aria-invalid="true"' if error else "")


def select(name: str, options: Iterable[tuple[str, str]], chosen: str, *, extra: str = "") -> str:
    """One of several; options are (value, label)."""
    inner = "".join(
        f'<option value="{h(value)}"{" selected" if value == chosen else ""}>{h(label)}</option>' for value, label in options
    )
    return f'<select id="{h(name)}" name="{h(name)}"{" " + extra if extra else ""}>{inner}</select>'


def radios(name: str, legend: str, options: Iterable[tuple[str, str]], chosen: str, *, hint: str = "") -> str:
    """One of a few, as large targets; options are (value, label)."""
    inner = "".join(
        f'<label class="choice"><input type="radio" name="{h(name)}" value="{h(value)}"'
        f"{' checked' if value == chosen else ''}> <span>{h(label)}</span></label>"
        for value, label in options
    )
    helped = f'<p class="hint">{h(hint)}</p>' if hint else ""
    return f'<fieldset class="field"><legend>{h(legend)}</legend>{helped}<div class="choices">{inner}</div></fieldset>'


def boxes(name: str, options: Iterable[tuple[str, str]], chosen: Sequence[str]) -> str:
    """Any of several, as chips; options are (value, label)."""
    return "".join(
        f'<label class="chip"><input type="checkbox" name="{h(name)}" value="{h(value)}"'
        f"{' checked' if value in chosen else ''}> <span>{h(label)}</span></label>"
        for value, label in options
    )


def box(name: str, label: str, checked: bool, *, hint: str = "") -> str:
    """One thing that is so or isn't."""
    helped = f'<p class="hint" id="{h(name)}-hint">{h(hint)}</p>' if hint else ""
    return (
        f'<div class="field"><label class="choice"><input type="checkbox" id="{h(name)}" name="{h(name)}" value="yes"'
        f"{' checked' if checked else ''}{_described(name, hint, '')}> <span>{h(label)}</span></label>{helped}</div>"
    )


def title(text: str, back: str = "") -> str:
    """The screen's heading, which takes the focus when the screen is shown."""
    return f'<h1 id="screen-title" tabindex="-1">{h(text)}</h1>{back}'
