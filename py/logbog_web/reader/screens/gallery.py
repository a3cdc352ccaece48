"""Every exhibit of what was found, as small pictures; each opens large."""

from logbog.disclose import Numbered
from logbog.timeline import Entry
from logbog.words import Words

from ...markup import button, h
from ...screens import telling
from . import rows
from .looking import PAGE, Looking


def page(w: Words, looking: Looking) -> str:
    """The pictures, and the way to more of them."""
    if not _there(looking):
        return f'<p class="note">{h(w("see.no_exhibits"))}</p>'
    return f'<ul class="r-gallery" id="r-gallery">{drawn(w, looking)}</ul><div id="r-more">{more(w, looking)}</div>'


def _there(looking: Looking) -> list[tuple[Entry, Numbered]]:
    return [(e, n) for e in looking.found.entries for n in looking.exhibits.get(e.history.label, ())]


def drawn(w: Words, looking: Looking, since: int = 0) -> str:
    """The pictures from number ``since`` to those that are shown."""
    return "".join(_tile(w, entry, numbered) for entry, numbered in _there(looking)[since : looking.shown])


def more(w: Words, looking: Looking) -> str:
    """The way to the rest."""
    left = len(_there(looking)) - looking.shown
    return button(w("list.more", n=min(PAGE, left)), "see-more") if left > 0 else ""


def _tile(w: Words, entry: Entry, numbered: Numbered) -> str:
    exhibit, incident = numbered.exhibit, entry.incident
    about = " · ".join((w.day(incident.when, narrow=True), telling.title(w, incident)))
    return f'<li>{rows.thumb(w, numbered, exhibit.caption or exhibit.name)}<p class="hint">{h(about)}</p></li>'
