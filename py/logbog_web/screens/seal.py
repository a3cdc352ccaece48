"""The seal: the code of the log as it is today, and to whom it was given."""

import datetime
from dataclasses import dataclass

from logbog.words import Words

from ..markup import button, field, h, text_input, title
from ..settings import GivenSeal
from . import keys, ways

QUIET_ZONE = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class SealView:
    """The seal of today, its QR code's dark squares by row, and the seals given with whether each one still holds."""

    code: str
    count: int
    dark: tuple[tuple[bool, ...], ...]
    today: datetime.date
    given: tuple[tuple[GivenSeal, bool], ...] = ()
    may_write: bool = True
    can_share: bool = False
    missing_name: bool = False


def page(w: Words, view: SealView) -> str:
    """The whole screen."""
    back = ways.to("share", w("seal.back"))
    if not view.count:
        return title(w("seal.title"), back) + f'<p class="note">{h(w("seal.empty"))}</p>'
    return "".join(
        (
            title(w("seal.title"), back),
            f"<p>{h(w('seal.text'))}</p>",
            _code(w, view),
            f'<div class="note"><p>{h(w("seal.shows"))}</p><p>{h(w("seal.shows_not"))}</p></div>',
            _sentence(w, view),
            _give(w, view) if view.may_write else "",
            _given(w, view),
        )
    )


def _code(w: Words, view: SealView) -> str:
    return (
        f'<section class="card" aria-labelledby="seal-today"><h2 id="seal-today">{h(w("seal.today", date=w.date(view.today)))}</h2>'
        f'<p class="code" id="seal-code">{keys.groups(view.code)}</p><p class="muted">{h(w.many("seal.covers", view.count))}</p>'
        f'<figure class="picture qr">{qr(view.dark, w("seal.qr"))}</figure></section>'
    )


def qr(dark: tuple[tuple[bool, ...], ...], name: str) -> str:
    """The QR code, black on white also in the dark, with the four empty squares around it that readers need."""
    side = len(dark) + 2 * QUIET_ZONE
    squares = "".join(
        f"M{x + QUIET_ZONE} {y + QUIET_ZONE}h1v1h-1z" for y, row in enumerate(dark) for x, on in enumerate(row) if on
    )
    return (
        f'<svg viewBox="0 0 {side} {side}" width="240" height="240" role="img" aria-label="{h(name)}" shape-rendering="crispEdges">'
        f'<rect width="{side}" height="{side}" fill="#fff"/><path d="{squares}" fill="#000"/></svg>'
    )


def sentence(w: Words, view: SealView) -> str:
    """What can be sent along with the code."""
    return w("seal.sentence", code=view.code, date=w.date(view.today))


def _sentence(w: Words, view: SealView) -> str:
    send = button(w("seal.send"), "send-seal") if view.can_share else ""
    return (
        f'<section class="stack" aria-labelledby="seal-send"><h2 id="seal-send">{h(w("seal.send_title"))}</h2><p>{h(w("seal.send_text"))}</p>'
        f'<blockquote class="card">{h(sentence(w, view))}</blockquote><div class="bar">{button(w("seal.copy"), "copy-seal")}{send}</div></section>'
    )


def _give(w: Words, view: SealView) -> str:
    hint, error = w("seal.to_hint"), w("seal.to_missing") if view.missing_name else ""
    return (
        f'<form data-form="give-seal"><h2>{h(w("seal.give_title"))}</h2>'
        + field("to", w("seal.to"), text_input("to", "", hint=hint, error=error), hint=hint, error=error)
        + f'<button class="primary">{h(w("seal.give"))}</button></form>'
    )


def _given(w: Words, view: SealView) -> str:
    if not view.given:
        return ""
    rows = "".join(_one_given(w, n, seal, holds, view.may_write) for n, (seal, holds) in enumerate(view.given))
    return (
        f'<section class="stack" aria-labelledby="seals-given"><h2 id="seals-given" tabindex="-1">{h(w("seal.given_title"))}</h2>'
        f'<p class="hint">{h(w("seal.given_private"))}</p><ul class="stack">{rows}</ul></section>'
    )


def _one_given(w: Words, number: int, seal: GivenSeal, holds: bool, may_write: bool) -> str:
    day = w.date(datetime.date.fromisoformat(seal.date))
    told = w("seal.holds") if holds else w("seal.holds_not")
    remove = button(w("seal.remove"), "remove-seal", of=str(number), style="quiet") if may_write else ""
    return (
        f'<li class="card"><p><b>{h(seal.to)}</b> <span class="muted">{h(day)}</span><br><span class="muted">{h(seal.code)}</span></p>'
        f'<p class="{"note" if holds else "warning"}">{h(told)}</p>{remove}</li>'
    )
