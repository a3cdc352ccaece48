"""Share, the last steps: the file being made, and the file that is ready."""

from dataclasses import dataclass

from logbog.words import Words

from ..markup import button, h, title
from . import ways

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
    to another app, into how many parts the report could go, whether its pictures are already the smaller ones, and
    how many pictures this device couldn't draw."""

    name: str
    size: int
    kind: str
    part: int = 1
    parts: int = 1
    can_share: bool = False
    could_be: int = 1
    smaller: bool = False
    not_drawn: int = 0


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
            _ways_out(w, ready),
            '<p id="handed-over" role="status"></p>',
            button(w("share.next_part", n=ready.part + 1), "next-part") if ready.part < ready.parts else "",
            f'<p class="warning">{h(w("share.copy_text"))}</p>',
        )
    )


def _ways_out(w: Words, ready: Ready) -> str:
    save = button(w("share.save"), "download", style="secondary" if ready.can_share else "primary")
    send = button(w("share.send"), "share-now", style="primary") if ready.can_share else ""
    return f'<div class="stack">{send}{save}</div>'


def _large(w: Words, ready: Ready) -> str:
    offers = ""
    if ready.kind == "pdf" and not ready.smaller:
        offers += button(w("share.smaller"), "make-smaller")
    if ready.kind == "pdf" and ready.could_be > 1:
        offers += button(w("share.in_parts", n=ready.could_be), "make-parts")
    way = f'<div class="stack">{offers}</div>' if offers else f"<p>{h(w('share.large_other'))}</p>"
    return f'<div class="note"><p>{h(w("share.large"))}</p>{way}</div>'
