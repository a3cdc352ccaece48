"""The frame: where the check, the main column and the cards beside it stand."""

from collections.abc import Sequence

from logbog.words import Words

from ...markup import h

# The parts of the check, top to bottom; see check.places.
CHECK = ("locked", "verdicts", "sealed", "seal", "shows")
# The cards of the side column, top to bottom.
SIDE = ("files", "questions", "compare", "notes", "hand")


def page(w: Words) -> str:
    """The empty frame. The check comes first, also for those who listen."""
    cards = "".join(f'<section id="r-side-{name}" class="r-card"></section>' for name in SIDE)
    check = "".join(f'<div id="r-{name}"></div>' for name in CHECK)
    return (
        f'<div class="r-frame"><section id="r-check" aria-label="{h(w("reader.check"))}">{check}</section>'
        f'<div class="r-main"><nav id="r-tabs" aria-label="{h(w("reader.tabs"))}"></nav><div id="r-view"></div></div>'
        f'<div class="r-side">{cards}</div></div>'
    )


def tabs(w: Words, places: Sequence[str], now: str) -> str:
    """The places there are to go to."""
    return "".join(
        f'<button type="button" class="r-tab" data-do="go" data-id="{h(place)}"'
        + (' aria-current="page"' if place == now else "")
        + f">{h(w(f'reader.tab_{place}'))}</button>"
        for place in places
    )
