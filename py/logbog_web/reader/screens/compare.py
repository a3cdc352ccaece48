"""What is worth a look: incidents that are alike, exhibits that are the same, dates that differ. Pointed out, never judged."""

from logbog import compare
from logbog.compare import Pointed
from logbog.words import Words

from ...markup import button, h, title
from . import glance
from .looking import Looking

IN_CARD = 3
MORE = "more"


def card(w: Words, looking: Looking) -> str:
    """How many there are and the first of them, for the side column; nothing when there is nothing."""
    if not looking.pointed:
        return ""
    told = [p for p in looking.pointed if p.code != MORE]
    n = len(told) + sum(p.n for p in looking.pointed if p.code == MORE)
    rows = "".join(f"<li>{h(compare.say(w, p))}</li>" for p in told[:IN_CARD])
    way = w.many("see.pointed_all", n)
    return f"<h2>{h(w('see.pointed'))}</h2><ul>{rows}</ul>{button(way, 'go', of='compare', style='quiet')}"


def page(w: Words, looking: Looking) -> str:
    """All of them, each with the incidents it is about side by side."""
    inner = "".join(_pair(w, looking, p) for p in looking.pointed)
    listed = f'<ul class="r-plain">{inner}</ul>' if inner else f'<p class="note">{h(w("see.pointed_none"))}</p>'
    return f'{title(w("see.pointed"))}<p class="r-lead">{h(w("see.pointed_lead"))}</p>{listed}'


def _pair(w: Words, looking: Looking, pointed: Pointed) -> str:
    cards = "".join(glance.card(w, looking, label) for label in pointed.entries)
    beside = f'<div class="r-pairs">{cards}</div>' if cards else ""
    return f'<li class="r-pair"><p>{h(compare.say(w, pointed))}</p>{beside}</li>'
