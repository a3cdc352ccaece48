"""Tables on sheets of paper: the head comes again on each sheet, a row stays whole unless it is a long one."""

from collections.abc import Generator, Sequence

from .blocks import Column, Row, Table, Told
from .paper import DEEP_AMBER, FLOOR, INNER, LEFT, LINE, MARKED, PETROL, SAND, SOFT, TOP, Laid, Paper

SMALL, CELL = 8.0, 8.5
PAD = 1.6
# A row that needs more than this part of a sheet is broken; a shorter one stays whole.
BREAKS = 0.4
ROWS_A_STEP = 20


def drawn(paper: Paper, table: Table) -> Generator[int, None, None]:
    """Draws row after row; yields now and then how many are done."""
    widths = _widths(table)
    if table.tied:
        paper.room(needs(paper, table))
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


def needs(paper: Paper, table: Table) -> float:
    """The height that its caption, its head and its first row take, so that no head stands alone."""
    widths = _widths(table)
    caption = paper.wrap([(table.caption, False)], INNER, SMALL)
    rows = [_height(_cells(paper, row, widths)) for row in table.rows[:1]]
    first = min(max(rows, default=0.0), (FLOOR - TOP) * BREAKS)
    return sum(line.height for line in caption) + 1 + _height(_titles(paper, table.columns, widths)) + first


def _widths(table: Table) -> list[float]:
    return [INNER * c.share / 100 for c in table.columns]


def _height(cells: Sequence[Sequence[Laid]]) -> float:
    return max(sum(line.height for line in cell) for cell in cells) + 2 * PAD


def _titles(paper: Paper, columns: Sequence[Column], widths: Sequence[float]) -> list[list[Laid]]:
    return [paper.wrap([(c.title, True)], wide - 2 * PAD, CELL) for c, wide in zip(columns, widths, strict=True)]


def _cells(paper: Paper, row: Row, widths: Sequence[float]) -> list[list[Laid]]:
    return [
        [line for told in cell for line in lines_of(paper, told, wide - 2 * PAD, CELL)]
        for cell, wide in zip(row.cells, widths, strict=True)
    ]


def _head(paper: Paper, columns: Sequence[Column], widths: Sequence[float]) -> None:
    cells = _titles(paper, columns, widths)
    high = _height(cells)
    paper.fill(LEFT, paper.y, INNER, high, SAND)
    _across(paper, cells, widths, paper.y + PAD)
    paper.y += high
    paper.line(LEFT, paper.y, LEFT + INNER, paper.y, PETROL, 0.5)


def _row(paper: Paper, row: Row, widths: Sequence[float]) -> None:
    cells = _cells(paper, row, widths)
    high = _height(cells)
    if high <= (FLOOR - TOP) * BREAKS:
        paper.room(high)
    first = True
    while any(cells):
        paper.room(max(cell[0].height for cell in cells if cell) + 2 * PAD)
        cuts = [fitting(cell, FLOOR - paper.y - 2 * PAD) for cell in cells]
        here = [cell[:n] for cell, n in zip(cells, cuts, strict=True)]
        if first:
            paper.anchor(row.anchor)
        if row.mark:
            _mark(paper, _height(here))
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


def fitting(lines: Sequence[Laid], room: float) -> int:
    """How many of the lines fit in ``room``; one at least."""
    for n, line in enumerate(lines):
        room -= line.height
        if room < 0:
            return max(1, n)
    return len(lines)


def lines_of(paper: Paper, told: Told, width: float, size: float) -> list[Laid]:
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
