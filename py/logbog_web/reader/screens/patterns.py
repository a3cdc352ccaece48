"""The patterns of what was found: the app's own sentences and pictures, in one column or two."""

from logbog import charts
from logbog.words import Words

from ...markup import h
from ...screens import overview
from .looking import Looking

NARROW = overview.WIDTH


def page(w: Words, looking: Looking) -> str:
    """Sentences, figures and pictures; they say which part of the log they are of."""
    if not len(looking.found):
        return f'<p class="note">{h(w("see.none"))}</p>'
    of_part = f'<p class="note">{h(w("see.pattern_of_part"))}</p>' if looking.narrowed else ""
    inner = overview.patterns(w, looking.found, looking.today, (charts.WIDE, NARROW))
    return f'<div class="r-patterns">{of_part}{inner}</div>'
