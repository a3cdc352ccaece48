"""What to look at: search, chips with counts, a period. It is a form, so it works with a keyboard as any other."""

from collections import Counter
from collections.abc import Iterable

from logbog import kinds
from logbog.words import Words

from ...markup import field, h, text_input
from ...screens import pictures
from .looking import Looking


def form(w: Words, looking: Looking) -> str:
    """The whole form; it is drawn once, and what is chosen in it is the page's own state."""
    asked = looking.asked
    since, until = (day.isoformat() if day else "" for day in (asked.since, asked.until))
    found = w.many("list.search_in", len(looking.dossier.timeline))
    return (
        '<form class="r-filter" role="search" data-form="see"><div class="r-asks">'
        + field("text", w("see.search"), text_input("text", asked.text, kind="search", extra=f'placeholder="{h(found)}"'))
        + field("since", w("list.since"), text_input("since", since, kind="date"))
        + field("until", w("list.until"), text_input("until", until, kind="date"))
        + f'</div><details class="r-narrowing"{" open" if looking.narrowed else ""}><summary>{h(w("list.filter"))}</summary>'
        + f'<fieldset class="r-chips"><legend class="visually-hidden">{h(w("see.only"))}</legend>'
        + f'<span id="r-everything">{everything(w, looking)}</span>{_chips(w, looking)}</fieldset></details></form>'
    )


def everything(w: Words, looking: Looking) -> str:
    """The way back to all of it; pressed while nothing is left out."""
    pressed = str(not looking.narrowed).lower()
    return (
        f'<button type="button" class="r-chip" id="r-all" data-do="see-all" aria-pressed="{pressed}">{h(w("see.all"))}</button>'
    )


def _chips(w: Words, looking: Looking) -> str:
    dossier, asked = looking.dossier, looking.asked
    whole, notes = dossier.timeline, dossier.notes()
    exhibits = sum(1 for e in whole.entries if e.incident.shared_exhibits)
    found = [
        _chip("kinds", kind, w(f"kind.{kind}"), n, kind in asked.kinds, pictures.of_kind(kinds.main(kind)), w)
        for kind, n in whole.by_kind().items()
    ]
    if exhibits:
        found.append(_chip("with_exhibits", "yes", w("see.with_exhibits"), exhibits, asked.with_exhibits, "", w))
    if whole.starred:
        found.append(_chip("starred", "yes", w("see.examples"), len(whole.starred), asked.starred, pictures.STAR, w))
    if notes:
        found.append(_chip("only_notes", "yes", w("see.only_notes"), len(notes), looking.only_notes, "", w))
    if len(dossier.letters) > 1:
        found += _sources(w, looking)
    return "".join(found)


def _sources(w: Words, looking: Looking) -> Iterable[str]:
    dossier = looking.dossier
    counts = Counter(e.history.source for e in dossier.timeline.entries)
    for letter in dossier.letters:
        yield _chip("sources", letter, dossier.label_of(w, letter), counts[letter], letter in looking.asked.sources, "", w)


def _chip(name: str, value: str, label: str, n: int, chosen: bool, picture: str, w: Words) -> str:
    return (
        f'<label class="r-chip"><input type="checkbox" name="{h(name)}" value="{h(value)}"{" checked" if chosen else ""}>'
        f"{picture}<span>{h(label)}</span> <b>{h(w.number(n))}</b></label>"
    )
