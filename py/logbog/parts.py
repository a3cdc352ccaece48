"""A report that is too large for the mail, in parts that each stay under a limit.

The first part is the whole report with the first exhibits; the others go on with exhibits only.
"""

import dataclasses
from collections.abc import Mapping, Sequence

from .blocks import Block, Card, Heading, Report, Row, Shown, Table, Told
from .words import Words

AROUND_EXHIBITS = 300_000


def split(report: Report, w: Words, limit: int, pictures: Mapping[str, int], without: int) -> tuple[Report, ...]:
    """The parts of ``report``; ``pictures`` gives each picture's bytes by its exhibit, ``without`` those of all else.

    An exhibit is never cut in two, so one that is larger than the limit makes a part that is too.
    """
    shown = [b for b in report.blocks if isinstance(b, Shown)]
    groups = _groups(shown, pictures, limit - without, limit - AROUND_EXHIBITS)
    if len(groups) == 1:
        return (report,)
    return tuple(_part(report, w, n, groups) for n in range(len(groups)))


def _groups(shown: Sequence[Shown], pictures: Mapping[str, int], first: int, others: int) -> list[list[Shown]]:
    groups: list[list[Shown]] = [[]]
    room = first
    for block in shown:
        size = pictures.get(block.exhibit, 0)
        if size > room and (groups[-1] or len(groups) == 1):
            groups.append([])
            room = others
        groups[-1].append(block)
        room -= size
    return groups


def _part(report: Report, w: Words, n: int, groups: list[list[Shown]]) -> Report:
    title = w("making.part", title=report.title, n=n + 1, of=len(groups))
    mine: list[Block] = list(groups[n])
    if n == 0:
        later = [b for group in groups[1:] for b in group]
        mine = [b for b in report.blocks if b not in later]
    else:
        mine = [Heading(title, 1, "top"), *mine]
    anchors = {b.anchor for b in mine if isinstance(b, (Heading, Shown, Card))}
    anchors |= {row.anchor for b in mine if isinstance(b, Table) for row in b.rows}
    return dataclasses.replace(report, title=title, blocks=tuple(_here(b, title, anchors) for b in mine))


def _here(block: Block, title: str, anchors: set[str]) -> Block:
    """The block under the part's own title, without links to what stands in another part."""
    match block:
        case Heading(level=1):
            return dataclasses.replace(block, text=title)
        case Table():
            rows = tuple(Row(tuple(_told(cell, anchors) for cell in row.cells), row.anchor) for row in block.rows)
            return dataclasses.replace(block, rows=rows)
        case Card():
            return dataclasses.replace(block, told=_told(block.told, anchors))
        case _:
            return block


def _told(told: Sequence[Told], anchors: set[str]) -> tuple[Told, ...]:
    return tuple(dataclasses.replace(t, link="") if t.link not in anchors else t for t in told)
