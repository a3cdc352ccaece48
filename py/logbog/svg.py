"""A picture as SVG: no style attribute and no script, so it stands in a page with the strictest policy.

Every shape carries its tone as a class, so the style of a page can give it another colour, and as a plain
attribute, so it is right where there is no style.
"""

from html import escape

from .picture import TONES, Label, Line, Picture, Rect, Shape

FONT = "sans-serif"


def draw(picture: Picture, name: str) -> str:
    """The ``<svg>`` element; ``name`` makes its ids its own on the page. Nothing for a picture without shapes."""
    if not picture.shapes:
        return ""
    inner = "".join(_shape(s) for s in picture.shapes)
    return (
        f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(picture.width)} {_n(picture.height)}" '
        f'width="{_n(picture.width)}" height="{_n(picture.height)}" role="img" '
        f'aria-labelledby="{escape(name)}-title" aria-describedby="{escape(name)}-desc" font-family="{FONT}">'
        f'<title id="{escape(name)}-title">{escape(picture.title)}</title>'
        f'<desc id="{escape(name)}-desc">{escape(picture.text)}</desc>{inner}</svg>'
    )


def _shape(shape: Shape) -> str:
    match shape:
        case Rect():
            place = f'x="{_n(shape.x)}" y="{_n(shape.y)}" width="{_n(shape.width)}" height="{_n(shape.height)}"'
            return f'<rect {place} class="{shape.tone}" fill="{TONES[shape.tone]}"/>'
        case Line():
            place = f'x1="{_n(shape.x1)}" y1="{_n(shape.y1)}" x2="{_n(shape.x2)}" y2="{_n(shape.y2)}"'
            return f'<line {place} class="{shape.tone}" stroke="{TONES[shape.tone]}" stroke-width="1"/>'
        case Label():
            place = f'x="{_n(shape.x)}" y="{_n(shape.y)}" text-anchor="{shape.anchor}" font-size="{_n(shape.size)}"'
            return f'<text {place} class="{shape.tone}" fill="{TONES[shape.tone]}">{escape(shape.text)}</text>'


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
