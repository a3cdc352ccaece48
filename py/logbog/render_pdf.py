"""The report as PDF: for printing and for the case. The HTML is the accessible original.

Drawing can be followed and stopped: ``steps`` gives after each step how far it has come.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence

from . import jpeg, paper_tables
from .blocks import (
    Block,
    Card,
    Code,
    Fact,
    Facts,
    Figure,
    Heading,
    Note,
    Paragraph,
    Report,
    Shown,
    Table,
)
from .paper import AMBER, FLOOR, INNER, LEFT, LINE, PETROL, SAND, TOP, Laid, Paper
from .picture import TONES, Label, Line, Picture, Rect

TEXT = 10.0
HEADINGS = {1: 20.0, 2: 15.0, 3: 11.5}
TERM = 50.0
DENSE, DENSE_TERM = 9.0, 42.0
# What stays on the sheet with a heading.
AFTER_HEADING = 30.0
TALLEST, PICTURE_WIDTH = 170.0, 155.0

Steps = Generator[float, None, bytes]


def render(report: Report, pictures: Mapping[str, bytes]) -> bytes:
    """The file; ``pictures`` gives a JPEG for each exhibit id that is to be shown."""
    drawing = steps(report, pictures)
    while True:
        try:
            next(drawing)
        except StopIteration as done:
            return bytes(done.value)


def steps(report: Report, pictures: Mapping[str, bytes]) -> Steps:
    """Draws step by step: yields the part that is done (0 to 1) and returns the file."""
    paper = _paper(report)
    try:
        yield from _drawn(paper, report, pictures)
        return paper.finish()
    finally:
        paper.close()


def sheets(report: Report) -> int:
    """How many sheets the report takes, without its pictures."""
    paper = _paper(report)
    try:
        for _ in _drawn(paper, report, {}):
            pass
        return paper.sheets
    finally:
        paper.close()


def _paper(report: Report) -> Paper:
    return Paper(report.title, report.lang, report.made_at, report.texts, _anchors(report))


def _drawn(paper: Paper, report: Report, pictures: Mapping[str, bytes]) -> Iterator[float]:
    weights = [len(b.rows) if isinstance(b, Table) else 1 for b in report.blocks]
    done, whole = 0, sum(weights) + 1
    for block, after, weight in zip(report.blocks, (*report.blocks[1:], None), weights, strict=True):
        if isinstance(block, Table):
            for n in paper_tables.drawn(paper, block):
                yield (done + n) / whole
        elif isinstance(block, Heading):
            _heading(paper, block, paper_tables.needs(paper, after) if isinstance(after, Table) and after.tied else 0.0)
            yield (done + weight) / whole
        else:
            _draw(paper, block, pictures)
            yield (done + weight) / whole
        done += weight


def _anchors(report: Report) -> list[str]:
    """The places that something may lead to: every exhibit, and the rows that a text leads to."""
    rows = [row for b in report.blocks if isinstance(b, Table) for row in b.rows]
    led_to = {told.link for row in rows for cell in row.cells for told in cell}
    return [b.anchor for b in report.blocks if isinstance(b, Shown)] + [r.anchor for r in rows if r.anchor in led_to and r.anchor]


def _draw(paper: Paper, block: Block, pictures: Mapping[str, bytes]) -> None:
    match block:
        case Paragraph():
            paper.flow(paper.wrap([(block.text, False)], INNER, TEXT))
            paper.y += 2.5
        case Note():
            _boxed(paper, paper.wrap([(block.text, False)], INNER - 10, TEXT), AMBER)
        case Code():
            _boxed(paper, paper.wrap([(block.text, True)], INNER - 10, 14.0), SAND)
        case Facts():
            _facts(paper, block.rows, *((DENSE, DENSE_TERM) if block.dense else (TEXT, TERM)))
            paper.y += 5
        case Figure():
            _figure(paper, block.picture)
        case Card():
            _card(paper, block)
        case Shown():
            _shown(paper, block, pictures)


def _heading(paper: Paper, heading: Heading, after: float = 0.0) -> None:
    """A heading, on the sheet where what comes after it begins."""
    if heading.new_page and paper.y > TOP:
        paper.new_sheet()
    lines = paper.wrap([(heading.text, True)], INNER, HEADINGS[heading.level])
    over = {1: 0.0, 2: 7.0, 3: 4.0}[heading.level] if paper.y > TOP else 0.0
    paper.room(over + sum(line.height for line in lines) + max(AFTER_HEADING, after))
    paper.y += over if paper.y > TOP else 0.0
    if heading.level == 2:
        paper.line(LEFT, paper.y, LEFT + INNER, paper.y, PETROL, 0.6)
        paper.y += 2
    paper.mark(heading.text, max(0, heading.level - 2))
    paper.flow(lines)
    paper.y += 2


def _boxed(paper: Paper, lines: Sequence[Laid], tone: str) -> None:
    high = sum(line.height for line in lines) + 6
    paper.room(high + 2)
    paper.fill(LEFT, paper.y + 1, INNER, high, tone)
    paper.draw(lines, LEFT + 5, paper.y + 4)
    paper.y += high + 4


def _facts(paper: Paper, rows: Sequence[Fact], size: float = TEXT, term: float = TERM) -> None:
    for label, text in rows:
        terms = paper.wrap([(label, True)], term - 4, size)
        lines = paper.wrap([(text, False)], INNER - term, size)
        high = max(sum(line.height for line in terms), min(40.0, sum(line.height for line in lines)))
        paper.room(high + 2)
        paper.line(LEFT, paper.y, LEFT + INNER, paper.y, LINE)
        paper.y += 1
        ends = paper.draw(terms, LEFT, paper.y)
        paper.flow(lines, LEFT + term)
        paper.y = max(paper.y, ends if ends <= paper.y + high else paper.y) + 1


def _figure(paper: Paper, picture: Picture) -> None:
    scale = PICTURE_WIDTH / picture.width
    said = paper.wrap([(picture.text, False)], INNER, TEXT)
    paper.room(picture.height * scale + sum(line.height for line in said) + 18)
    _heading(paper, Heading(picture.title, 3))
    for shape in picture.shapes:
        tone = TONES[shape.tone]
        match shape:
            case Rect():
                x, y = LEFT + shape.x * scale, paper.y + shape.y * scale
                paper.fill(x, y, shape.width * scale, shape.height * scale, tone)
            case Line():
                x1, x2 = (LEFT + x * scale for x in (shape.x1, shape.x2))
                y1, y2 = (paper.y + y * scale for y in (shape.y1, shape.y2))
                paper.line(x1, y1, x2, y2, tone)
            case Label():
                x, y = LEFT + shape.x * scale, paper.y + shape.y * scale
                paper.label(x, y, shape.text, shape.anchor, shape.size * scale * 72 / 25.4, tone)
    paper.y += picture.height * scale + 3
    paper.flow(said)
    paper.y += 3


def _card(paper: Paper, card: Card) -> None:
    inner = INNER - 10
    lines = paper.wrap([(card.title, True)], inner, 11.5)
    for told in card.told:
        lines += paper_tables.lines_of(paper, told, inner, TEXT)
    high = sum(line.height for line in lines) + 6
    if high <= (FLOOR - TOP) * paper_tables.BREAKS:
        paper.room(high + 2)
    while lines:
        paper.room(lines[0].height + 8)
        here = paper_tables.fitting(lines, FLOOR - paper.y - 6)
        part, lines = lines[:here], lines[here:]
        ends = paper.draw(part, LEFT + 6, paper.y + 3) + 3
        paper.fill(LEFT, paper.y, 1.4, ends - paper.y, PETROL)
        paper.y = ends + 2
        if lines:
            paper.new_sheet()
    paper.y += 2


def _shown(paper: Paper, shown: Shown, pictures: Mapping[str, bytes]) -> None:
    content = pictures.get(shown.exhibit)
    size = jpeg.size(content) if content else None
    facts = sum(6.0 if len(text) < 60 else 10.0 for _, text in shown.facts) + 16
    if size is None or content is None:
        paper.room(facts + 12)
    else:
        scale = min(INNER / size.width, TALLEST / size.height, 25.4 / 96)
        paper.room(facts + size.height * scale + 4)
    paper.anchor(shown.anchor)
    _heading(paper, Heading(shown.title, 3))
    _facts(paper, shown.facts)
    if size is None or content is None:
        _boxed(paper, paper.wrap([(shown.instead, False)], INNER - 10, TEXT), SAND)
    else:
        paper.y += 2
        paper.room(size.height * scale)
        paper.picture(shown.exhibit, content, size, LEFT, size.width * scale, size.height * scale, shown.alt)
        paper.y += size.height * scale
    paper.y += 6
