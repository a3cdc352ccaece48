"""An incident or a case note at a glance, wherever another screen speaks of it by its label."""

from collections.abc import Iterable, Sequence

from logbog.casework import NoteHistory
from logbog.timeline import Entry
from logbog.words import Words

from ...markup import button, h
from ...screens import telling
from . import rows
from .looking import Looking, told_by


def card(w: Words, looking: Looking, label: str) -> str:
    """What happened and when, with the way to it; the label alone where nothing more is known."""
    entry, note = looking.dossier.entry(label), looking.dossier.note(label)
    if entry is not None:
        return _incident(w, looking, entry)
    if note is not None:
        return _note(w, note)
    return f'<div class="r-glance"><b>{h(label)}</b></div>'


def _incident(w: Words, looking: Looking, entry: Entry) -> str:
    incident, history = entry.incident, entry.history
    who = [told_by(w, looking.dossier, history)] * looking.voices
    when = " · ".join((w("see.incident", number=history.label), w.when(incident.when), *who))
    said = rows.short(incident.what or incident.words, 160)
    return (
        f'<div class="r-glance">{button(telling.title(w, incident), "open", of=history.label, style="r-open")}'
        f'<p class="hint">{h(when)}</p>{f"<p>{h(said)}</p>" if said else ""}</div>'
    )


def _note(w: Words, note: NoteHistory) -> str:
    now = note.now
    if now is None:
        return ""
    name = w("see.note", kind=w(f"note_kind.{now.kind}"))
    return (
        f'<div class="r-glance r-note">{button(name, "open-note", of=note.id, style="r-open")}'
        f'<p class="hint">{h(w.date(now.date))} · {h(now.author.name)}</p></div>'
    )


def others(w: Words, looking: Looking, labels: Iterable[str], this: str) -> str:
    """The other ones of several."""
    return "".join(card(w, looking, label) for label in labels if label != this)


def links(w: Words, looking: Looking, labels: Sequence[str], most: int, n: int) -> str:
    """The labels as links, the first few of them; ``n`` is how many there are, and the rest are counted."""
    given = labels[:most]
    inner = "".join(f"<li>{_link(w, looking, label)}</li>" for label in given)
    rest = f"<li>{h(w.many('see.more_links', n - len(given)))}</li>" if n > len(given) else ""
    return f'<ul class="r-links">{inner}{rest}</ul>' if given else ""


def _link(w: Words, looking: Looking, label: str) -> str:
    entry, note = looking.dossier.entry(label), looking.dossier.note(label)
    if entry is not None:
        day = w.day(entry.incident.when, narrow=True)
        return button(w("see.link", label=label, when=day), "open", of=entry.history.label, style="r-link")
    if note is not None and note.now is not None:
        day = w.date_narrow(note.now.date)
        return button(w("see.link", label=label, when=day), "open-note", of=note.id, style="r-link")
    return h(label)
