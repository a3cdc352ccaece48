"""The report as PDF: for printing and for the case. The HTML is the accessible original.

Drawing can be followed and stopped: ``steps`` gives after each step how far it has come.
"""

from collections.abc import Generator, Mapping, Sequence

from . import jpeg
from .blocks import (
    Block,
    Card,
    Code,
    Column,
    Fact,
    Facts,
    Figure,
    Heading,
    Note,
    Paragraph,
    Report,
    Row,
    Shown,
    Table,
    Told,
)
from .paper import AMBER, DEEP_AMBER, FLOOR, INNER, LEFT, LINE, MARKED, PETROL, SAND, SOFT, TOP, Laid, Paper
from .picture import TONES, Label, Line, Picture, Rect

TEXT, SMALL, CELL = 10.0, 8.0, 8.5
HEADINGS = {1: 20.0, 2: 15.0, 3: 11.5}
PAD = 1.6
TERM = 50.0
# A row that needs more than this part of a sheet is broken; a shorter one stays whole.
BREAKS = 0.4
ROWS_A_STEP = 20
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
    paper = Paper(report.title, report.lang, report.made_at, report.texts, _anchors(report))
    weights = [len(b.rows) if isinstance(b, Table) else 1 for b in report.blocks]
    done, whole = 0, sum(weights) + 1
    try:
        for block, weight in zip(report.blocks, weights, strict=True):
            if isinstance(block, Table):
                for n in _table(paper, block):
                    yield (done + n) / whole
            else:
                _draw(paper, block, pictures)
                yield (done + weight) / whole
            done += weight
        return paper.finish()
    finally:
        paper.close()


def _anchors(report: Report) -> list[str]:
    """The places that something may lead to: every exhibit, and the rows that a text leads to."""
    rows = [row for b in report.blocks if isinstance(b, Table) for row in b.rows]
    led_to = {told.link for row in rows for cell in row.cells for told in cell}
    return [b.anchor for b in report.blocks if isinstance(b, Shown)] + [r.anchor for r in rows if r.anchor in led_to and r.anchor]


def _draw(paper: Paper, block: Block, pictures: Mapping[str, bytes]) -> None:
    match block:
        case Heading():
            _heading(paper, block)
        case Paragraph():
            paper.flow(paper.wrap([(block.text, False)], INNER, TEXT))
            paper.y += 2.5
        case Note():
            _boxed(paper, paper.wrap([(block.text, False)], INNER - 10, TEXT), AMBER)
        case Code():
            _boxed(paper, paper.wrap([(block.text, True)], INNER - 10, 14.0), SAND)
        case Facts():
            _facts(paper, block.rows)
            paper.y += 5
        case Figure():
            _figure(paper, block.picture)
        case Card():
            _card(paper, block)
        case Shown():
            _shown(paper, block, pictures)


def _heading(paper: Paper, heading: Heading) -> None:
    if heading.new_page and paper.y > TOP:
        paper.new_sheet()
    lines = paper.wrap([(heading.text, True)], INNER, HEADINGS[heading.level])
    over = {1: 0.0, 2: 7.0, 3: 4.0}[heading.level] if paper.y > TOP else 0.0
    paper.room(over + sum(line.height for line in lines) + 30)
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


def _facts(paper: Paper, rows: Sequence[Fact]) -> None:
    for label, text in rows:
        terms = paper.wrap([(label, True)], TERM - 4, TEXT)
        lines = paper.wrap([(text, False)], INNER - TERM, TEXT)
        high = max(sum(line.height for line in terms), min(40.0, sum(line.height for line in lines)))
        paper.room(high + 2)
        paper.line(LEFT, paper.y, LEFT + INNER, paper.y, LINE)
        paper.y += 1
        ends = paper.draw(terms, LEFT, paper.y)
        paper.flow(lines, LEFT + TERM)
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
        lines += _told(paper, told, inner, TEXT)
    high = sum(line.height for line in lines) + 6
    if high <= (FLOOR - TOP) * BREAKS:
        paper.room(high + 2)
    while lines:
        paper.room(lines[0].height + 8)
        here = _fitting(lines, FLOOR - paper.y - 6)
        part, lines = lines[:here], lines[here:]
        ends = paper.draw(part, LEFT + 6, paper.y + 3) + 3
        paper.fill(LEFT, paper.y, 1.4, ends - paper.y, PETROL)
        paper.y = ends + 2
        if lines:
            paper.new_sheet()
    paper.y += 2


def _fitting(lines: Sequence[Laid], room: float) -> int:
    """How many of the lines fit in ``room``; one at least."""
    for n, line in enumerate(lines):
        room -= line.height
        if room < 0:
            return max(1, n)
    return len(lines)


def _told(paper: Paper, told: Told, width: float, size: float) -> list[Laid]:
    """The lines of one thing told."""
    parts = [(f"{told.label}: ", True)] if told.label else []
    small, quote = told.style == "small", told.style == "quote"
    return paper.wrap(
        [*parts, (told.text, told.style == "strong")],
        width,
        size - 1 if small else size,
        tone=SOFT if small else PETROL if told.link else "#1b2a2c",
        indent=2.0 if quote else 0.0,
        bar=quote,
        link=told.link,
        over=0.6,
    )


def _table(paper: Paper, table: Table) -> Generator[int, None, None]:
    """Draws row after row; yields now and then how many are done."""
    widths = [INNER * c.share / 100 for c in table.columns]
    paper.flow(paper.wrap([(table.caption, False)], INNER, SMALL, tone=SOFT))
    paper.y += 1
    _head(paper, table.columns, widths)
    paper.on_new_sheet = lambda: _head(paper, table.columns, widths)
    for n, row in enumerate(table.rows, 1):
        _row(paper, row, widths)
        if n % ROWS_A_STEP == 0 or n == len(table.rows):
            yield n
    paper.on_new_sheet = None
    paper.y += 4


def _head(paper: Paper, columns: Sequence[Column], widths: Sequence[float]) -> None:
    cells = [paper.wrap([(c.title, True)], wide - 2 * PAD, CELL) for c, wide in zip(columns, widths, strict=True)]
    high = max(sum(line.height for line in cell) for cell in cells) + 2 * PAD
    paper.fill(LEFT, paper.y, INNER, high, SAND)
    _across(paper, cells, widths, paper.y + PAD)
    paper.y += high
    paper.line(LEFT, paper.y, LEFT + INNER, paper.y, PETROL, 0.5)


def _row(paper: Paper, row: Row, widths: Sequence[float]) -> None:
    cells = [
        [line for told in cell for line in _told(paper, told, wide - 2 * PAD, CELL)]
        for cell, wide in zip(row.cells, widths, strict=True)
    ]
    high = max(sum(line.height for line in cell) for cell in cells) + 2 * PAD
    if high <= (FLOOR - TOP) * BREAKS:
        paper.room(high)
    first = True
    while any(cells):
        paper.room(max(cell[0].height for cell in cells if cell) + 2 * PAD)
        cuts = [_fitting(cell, FLOOR - paper.y - 2 * PAD) for cell in cells]
        here = [cell[:n] for cell, n in zip(cells, cuts, strict=True)]
        if first:
            paper.anchor(row.anchor)
        if row.mark:
            _mark(paper, max(sum(line.height for line in cell) for cell in here) + 2 * PAD)
        paper.y = _across(paper, here, widths, paper.y + PAD) + PAD
        first = False
        cells = [cell[n:] for cell, n in zip(cells, cuts, strict=True)]
        if any(cells):
            paper.new_sheet()
    paper.line(LEFT, paper.y, LEFT + INNER, paper.y, LINE)


def _mark(paper: Paper, high: float) -> None:
    """The ground of a row of another sort."""
    paper.fill(LEFT, paper.y, INNER, high, MARKED)
    paper.fill(LEFT, paper.y, 1.0, high, DEEP_AMBER)


def _across(paper: Paper, cells: Sequence[Sequence[Laid]], widths: Sequence[float], y: float) -> float:
    """Draws cells beside one another; gives where the longest ends."""
    x, ends = LEFT, y
    for cell, wide in zip(cells, widths, strict=True):
        ends = max(ends, paper.draw(cell, x + PAD, y))
        x += wide
    return ends


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
