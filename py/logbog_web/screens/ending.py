"""Deleting everything: what it means, the typed word, and what is true afterwards."""

from logbog.words import Words

from ..markup import button, field, h, text_input, title
from . import keys, ways

STAYS = ("copies", "icon", "traces")


def ask(w: Words, incidents: int, *, wrong: bool = False) -> str:
    """Asks for a typed word before the whole log is destroyed."""
    word = w("ending.word")
    error = w("error.no_match", word=word) if wrong else ""
    return (
        title(w("ending.title"), keys.back(w))
        + f'<p class="warning">{h(w.many("ending.text", incidents))}</p>'
        + f"<p>{h(w('ending.before'))}</p>"
        + f'<div class="bar">{ways.to("backup", w("ending.to_backup"), "secondary")}'
        + f"{ways.to('share', w('ending.to_share'), 'secondary')}</div>"
        + stays(w)
        + '<form data-form="delete-all">'
        + field("word", w("ending.type", word=word), text_input("word", "", error=error), error=error)
        + f'<div class="bar"><button class="danger">{h(w("ending.do"))}</button>'
        + ways.to("settings", w("form.cancel"))
        + "</div></form>"
    )


def done(w: Words) -> str:
    """What is gone, and what the person has to see to themselves."""
    return title(w("ending.done")) + f'<p class="note">{h(w("ending.done_text"))}</p>' + stays(w)


def failed(w: Words) -> str:
    """The keys may be gone and the rest not, or nothing: what to do then."""
    again = f'<div class="bar">{button(w("ending.again"), "ask-delete-all")}</div>'
    return title(w("ending.failed")) + f'<p class="warning">{h(w("ending.failed_text"))}</p>' + again


def stays(w: Words) -> str:
    """What no app can delete."""
    rows = "".join(f"<li>{h(w(f'ending.stays_{name}'))}</li>" for name in STAYS)
    return f'<section class="card" aria-labelledby="stays"><h2 id="stays">{h(w("ending.stays"))}</h2><ul>{rows}</ul></section>'
