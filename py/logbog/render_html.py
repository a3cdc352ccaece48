"""The report as one HTML file that needs nothing else: the accessible original.

Laws of this module:
1. Whatever a person wrote is escaped, and the policy in the head lets nothing load or run, should that ever fail.
2. The same report gives the same bytes.
"""

import base64
import hashlib
import importlib.resources
from collections.abc import Iterator, Mapping, Sequence
from html import escape as h

from . import svg
from .blocks import Block, Card, Code, Facts, Figure, Heading, Note, Paragraph, Report, Row, Shown, Table, Told

LONG_ROW = 1200
TABLE_ANCHOR = "table"


def render(report: Report, pictures: Mapping[str, bytes]) -> bytes:
    """The file; ``pictures`` gives a JPEG for each exhibit id that is to be shown."""
    style = "".join(_sheet(name) for name in _sheets(report))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    title = h(report.title)
    body = "".join(_blocks(report, pictures))
    page = (
        f'<!doctype html>\n<html lang="{h(report.lang)}" dir="{h(report.direction)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
        f'<meta name="robots" content="noindex">\n<title>{title}</title>\n<style>{style}</style>\n</head>\n'
        f"<body>\n{_skip(report)}<main>\n{body}</main>\n</body>\n</html>\n"
    )
    return page.encode()


def _sheets(report: Report) -> Iterator[str]:
    """The styles that it needs; those for marked rows only where there are any."""
    yield "report.css"
    if any(row.mark for b in report.blocks if isinstance(b, Table) for row in b.rows):
        yield "marks.css"


def _sheet(name: str) -> str:
    return importlib.resources.files(__package__).joinpath(name).read_text("utf-8")


def _skip(report: Report) -> str:
    return f'<a class="skip" href="#{TABLE_ANCHOR}">{h(report.texts.skip)}</a>\n'


def _blocks(report: Report, pictures: Mapping[str, bytes]) -> Iterator[str]:
    for n, block in enumerate(report.blocks):
        yield _block(block, pictures) + "\n"
        if n == 0:
            yield _contents(report)


def _contents(report: Report) -> str:
    links = "".join(
        f'<li><a href="#{h(b.anchor)}">{h(b.text)}</a></li>'
        for b in report.blocks
        if isinstance(b, Heading) and b.level == 2 and b.anchor
    )
    return f'<nav aria-label="{h(report.texts.contents)}"><ul>{links}</ul></nav>\n'


def _block(block: Block, pictures: Mapping[str, bytes]) -> str:
    match block:
        case Heading():
            marks = (f' id="{h(block.anchor)}"' if block.anchor else "") + (' class="new-page"' if block.new_page else "")
            return f"<h{block.level}{marks}>{h(block.text)}</h{block.level}>"
        case Paragraph():
            return f"<p>{h(block.text)}</p>"
        case Note():
            return f'<p class="note">{h(block.text)}</p>'
        case Code():
            return f'<p class="code">{h(block.text)}</p>'
        case Facts():
            return _facts(block.rows)
        case Figure():
            return _figure(block)
        case Card():
            return _card(block)
        case Table():
            return _table(block)
        case Shown():
            return _shown(block, pictures)


def _facts(rows: Sequence[tuple[str, str]]) -> str:
    return "<dl>" + "".join(f"<dt>{h(label)}</dt><dd>{h(text)}</dd>" for label, text in rows) + "</dl>"


def _figure(figure: Figure) -> str:
    picture = figure.picture
    return (
        f'<section><h3 id="{h(figure.name)}-heading">{h(picture.title)}</h3>'
        f'<figure><div class="wide" role="region" tabindex="0" aria-labelledby="{h(figure.name)}-heading">'
        f"{svg.draw(picture, figure.name)}</div><figcaption>{h(picture.text)}</figcaption></figure></section>"
    )


def _card(card: Card) -> str:
    anchor = f' id="{h(card.anchor)}"' if card.anchor else ""
    return f'<article class="card"{anchor}><h3>{h(card.title)}</h3>{"".join(_told(t) for t in card.told)}</article>'


def _told(told: Told) -> str:
    text = h(told.text)
    if told.link:
        text = f'<a href="#{h(told.link)}">{text}</a>'
    label = f'<span class="label">{h(told.label)}:</span> ' if told.label else ""
    match told.style:
        case "quote":
            return f"<blockquote>{label}{text}</blockquote>"
        case "strong":
            return f"<p>{label}<strong>{text}</strong></p>"
        case "small":
            return f'<p class="small">{label}{text}</p>'
        case _:
            return f"<p>{label}{text}</p>"


def _table(table: Table) -> str:
    widths = "".join(f'<col class="c{n}" width="{c.share}%">' for n, c in enumerate(table.columns))
    head = "".join(f'<th scope="col" role="columnheader">{h(c.title)}</th>' for c in table.columns)
    rows = "\n".join(_row(r) for r in table.rows)
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{h(table.caption)}"><table role="table"><caption>{h(table.caption)}</caption>'
        f'<colgroup>{widths}</colgroup><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">\n{rows}\n</tbody></table></div>'
    )


def _row(row: Row) -> str:
    """A row; one that is longer than a page may break, the others stay whole."""
    first, *rest = ("".join(_told(t) for t in cell) for cell in row.cells)
    anchor = f' id="{h(row.anchor)}"' if row.anchor else ""
    long = ["long"] if sum(len(t.text) for cell in row.cells for t in cell) > LONG_ROW else []
    names = " ".join([*long, *([f"mark-{row.mark}"] if row.mark else [])])
    classes = f' class="{h(names)}"' if names else ""
    return (
        f'<tr role="row"{anchor}{classes}><th scope="row" role="rowheader">{first}</th>'
        + "".join(f'<td role="cell">{cell}</td>' for cell in rest)
        + "</tr>"
    )


def _shown(shown: Shown, pictures: Mapping[str, bytes]) -> str:
    jpeg = pictures.get(shown.exhibit)
    if jpeg:
        source = base64.b64encode(jpeg).decode()
        seen = f'<img src="data:image/jpeg;base64,{source}" alt="{h(shown.alt)}">'
    else:
        seen = f"<p>{h(shown.instead)}</p>"
    return (
        f'<section class="shown" id="{h(shown.anchor)}" aria-labelledby="{h(shown.anchor)}-heading">'
        f'<h3 id="{h(shown.anchor)}-heading">{h(shown.title)}</h3>{_facts(shown.facts)}{seen}</section>'
    )
