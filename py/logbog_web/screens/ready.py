"""Share, the last steps: the file being made, and the file that is ready."""

from dataclasses import dataclass

from logbog.words import Words

from ..markup import button, h, title
from . import keys, ways

OLD_LIMIT = 10_000_000


def making(w: Words, kind: str) -> str:
    """How far the making has come, and the way to stop it."""
    return (
        title(w(f"making.{kind}"))
        + f"<p>{h(w('making.wait'))}</p>"
        + f'<p id="making-step" role="status">{h(w("making.begin"))}</p>'
        + '<progress id="making" max="1" value="0" aria-labelledby="making-step"></progress>'
        + f'<div class="bar">{button(w("making.stop"), "stop-making")}</div>'
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Ready:
    """The file that is ready: its name and size, PDF or ZIP, which part of how many, whether this device can hand it
    to another app, into how many parts the report could go, whether its pictures are already the smaller ones, how
    many pictures this device couldn't draw, and whether it is locked with a passphrase."""

    name: str
    size: int
    kind: str
    part: int = 1
    parts: int = 1
    can_share: bool = False
    could_be: int = 1
    smaller: bool = False
    not_drawn: int = 0
    locked: bool = False


def page(w: Words, ready: Ready) -> str:
    """The whole screen."""
    several = ready.parts > 1
    heading = w("share.ready_part", n=ready.part, of=ready.parts) if several else w(f"share.{ready.kind}_ready")
    return "".join(
        (
            title(heading, ways.to("share", w("share.again"))),
            f'<p><b>{h(ready.name)}</b><br><span class="muted">{h(w.size(ready.size))}</span></p>',
            f'<p class="hint">{h(w("share.not_sent"))}</p>',
            _large(w, ready) if ready.size > OLD_LIMIT else "",
            f'<p class="note">{h(w.many("share.not_drawn", ready.not_drawn))}</p>' if ready.not_drawn else "",
            f'<p class="note" id="locked" tabindex="-1">{h(w("share.protected"))}</p>' if ready.locked else "",
            _ways_out(w, ready),
            '<p id="handed-over" role="status"></p>',
            f'<div id="protect">{protect(w)}</div>' if ready.kind == "zip" and not ready.locked else "",
            button(w("share.next_part", n=ready.part + 1), "next-part") if ready.part < ready.parts else "",
            f'<p class="warning">{h(w("share.copy_locked" if ready.locked else "share.copy_text"))}</p>',
        )
    )


def _ways_out(w: Words, ready: Ready) -> str:
    save = button(w("share.save"), "download", style="secondary" if ready.can_share else "primary")
    send = button(w("share.send"), "share-now", style="primary") if ready.can_share else ""
    return f'<div class="stack">{send}{save}</div>'


def protect(w: Words, *, offered: str = "", error: str = "", asked: bool = False) -> str:
    """The way to lock the case file; folded until it is ``asked`` for. ``error`` is a key."""
    return (
        f'<details class="more"{" open" if asked else ""}><summary>{h(w("share.protect"))}</summary>'
        f"<p>{h(w('share.protect_text'))}</p><p>{h(w('share.protect_how'))}</p>"
        f"{button(w('settings.offer'), 'offer-protect')}{keys.shown(w('share.offered'), offered)}"
        f'<form data-form="protect">{keys.twice(w, w("share.protect_new"), error)}'
        f'<button class="primary">{h(w("share.protect_do"))}</button><p id="protecting" role="status"></p></form></details>'
    )


def _large(w: Words, ready: Ready) -> str:
    offers = ""
    if ready.kind == "pdf" and not ready.smaller:
        offers += button(w("share.smaller"), "make-smaller")
    if ready.kind == "pdf" and ready.could_be > 1:
        offers += button(w("share.in_parts", n=ready.could_be), "make-parts")
    way = f'<div class="stack">{offers}</div>' if offers else f"<p>{h(w('share.large_other'))}</p>"
    return f'<div class="note"><p>{h(w("share.large"))}</p>{way}</div>'
