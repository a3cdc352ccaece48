"""The backup: what it is, the passphrase it is locked with, the making, and the file that is ready."""

import datetime

from logbog.words import Words

from ..markup import button, h, title
from . import keys, ways


def page(w: Words, *, last: datetime.datetime | None, since: int, offered: str = "", error: str = "") -> str:
    """The whole screen. ``last`` is when the last one was made, ``since`` how many records came after it; ``error`` a key."""
    return (
        title(w("backup.title"), keys.back(w))
        + f"<p>{h(w('backup.text'))}</p>"
        + f'<p class="muted">{h(_last(w, last, since))}</p>'
        + f'<section class="card" aria-labelledby="backup-new"><h2 id="backup-new">{h(w("backup.new_title"))}</h2>'
        + f"<p>{h(w('backup.phrase_text'))}</p>"
        + button(w("settings.offer"), "offer-backup")
        + keys.shown(w("backup.offered"), offered)
        + f'<form data-form="backup">{keys.twice(w, w("backup.phrase"), error)}'
        + f'<p class="warning">{h(w("backup.paper"))}</p>'
        + f'<button class="primary wide">{h(w("backup.make"))}</button></form></section>'
        + _card(w, "have", f'<div class="bar">{ways.to("restore", w("backup.have_open"), "secondary")}</div>')
        + _card(w, "trusted", f'<p><a href="{_guide(w)}" target="_blank" rel="noopener">{h(w("backup.guide"))}</a></p>')
    )


def _last(w: Words, last: datetime.datetime | None, since: int) -> str:
    if last is None:
        return w("backup.never")
    after = w.many("backup.since", since) if since > 0 else w("backup.since_none")
    return f"{w('backup.last', when=w.moment(last))} {after}"


def _card(w: Words, name: str, more: str) -> str:
    heading = f'<h2 id="backup-{name}">{h(w(f"backup.{name}_title"))}</h2>'
    return f'<section class="card" aria-labelledby="backup-{name}">{heading}<p>{h(w(f"backup.{name}_text"))}</p>{more}</section>'


def _guide(w: Words) -> str:
    """The page for whoever keeps the file, beside the app."""
    return "../udsat/sikkerhedskopi/" if w.lang == "da" else f"../{w.lang}/udsat/sikkerhedskopi/"


def making(w: Words) -> str:
    """How far the making has come, and the way to stop it."""
    return progress(w, w("backup.making"), w("making.wait"), w("backup.step"), "stop-backup")


def progress(w: Words, heading: str, text: str, step: str, stop: str) -> str:
    """A screen of long work that can be stopped."""
    return (
        title(heading)
        + f"<p>{h(text)}</p>"
        + f'<p id="making-step" role="status">{h(step)}</p>'
        + '<progress id="making" max="1" value="0" aria-labelledby="making-step"></progress>'
        + f'<div class="bar">{button(w("making.stop"), stop)}</div>'
    )


def ready(w: Words, name: str, size: int, *, missing: int, can_share: bool) -> str:
    """The file that is ready to be put somewhere safe."""
    save = button(w("share.save"), "download", style="secondary" if can_share else "primary")
    send = button(w("share.send"), "share-now", style="primary") if can_share else ""
    return (
        title(w("backup.ready"), ways.to("backup", w("backup.back")))
        + f'<p><b>{h(name)}</b><br><span class="muted">{h(w.size(size))}</span></p>'
        + f'<p class="hint">{h(w("share.not_sent"))}</p>'
        + (f'<p class="warning">{h(w.many("backup.missing", missing))}</p>' if missing else "")
        + f'<div class="stack">{send}{save}</div>'
        + '<p id="handed-over" role="status"></p>'
        + f'<div class="note"><p>{h(w("backup.where"))}</p><p>{h(w("backup.try_it"))}</p></div>'
    )
