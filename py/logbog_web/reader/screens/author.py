"""Who writes: asked once, kept for as long as the page is open, and said beside everything they write."""

from collections.abc import Mapping, Sequence

from logbog import noteforms
from logbog.casenote import Author
from logbog.words import Words

from ... import markup
from ...markup import button, h, text_input

FIELDS = noteforms.AUTHOR_FIELDS


def ask(w: Words, typed: Mapping[str, Sequence[str]], wrong: Mapping[str, str]) -> str:
    """The three fields, with what was typed in them; ``wrong`` is the error of each that has one."""
    inner = "".join(_field(w, name, (typed.get(name) or [""])[0], wrong.get(name, "")) for name in FIELDS)
    return (
        f'<fieldset class="r-group" id="r-author"><legend>{h(w("noting.who"))}</legend>'
        f'<p class="hint">{h(w("noting.who_hint"))}</p>{inner}</fieldset>'
    )


def _field(w: Words, name: str, value: str, error: str) -> str:
    hint = w("noting.role_hint") if name == "author_role" else ""
    control = text_input(name, value, hint=hint, error=error)
    return markup.field(name, noteforms.label(w, name), control, hint=hint, error=error)


def told(w: Words, author: Author) -> str:
    """Who writes, once it is known, and the way to change it."""
    return (
        f'<div class="r-author" id="r-author"><p>{h(w("noting.as", who=signed(w, author)))}</p>'
        f"{button(w('noting.change_author'), 'change-author', style='quiet')}</div>"
    )


def signed(w: Words, author: Author) -> str:
    """``Mette Holm, socialrådgiver, Familiecentret``."""
    return ", ".join(part for part in (author.name, author.role, author.place) if part)
