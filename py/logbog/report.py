"""The report: what a reader gets to see, as a tree of blocks that HTML and PDF draw and sheets for the tables.

Laws of this module:
1. Newest first, real dates, exhibits numbered, a few typical examples at the front: as Danish professionals ask for.
2. A private note, an exhibit or an incident that is "only me" is never part of it, whatever is handed in.
3. What is left out is counted in the open, and nothing is judged.
"""

import dataclasses
import datetime
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from . import casefile, disclose, frontpage, sections, sheets
from . import timeline as timelines
from .blocks import Block, Fact, Facts, Heading, Note, Paragraph, Report, Table, Texts
from .disclose import Numbered
from .history import History
from .sections import COLUMNS, Labels, Withdrawn
from .timeline import Entry, Timeline
from .words import Words

__all__ = ["COLUMNS", "Aside", "Options", "Withdrawn", "leaving", "of", "texts", "without_private"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Aside:
    """What of the log is not in the report."""

    withdrawn: tuple[Withdrawn, ...] = ()
    left_out: int = 0
    erased: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """How the report is made. Texts may be empty; ``earlier`` shows how corrected incidents were before."""

    made_at: datetime.datetime
    seal: str = ""
    title: str = ""
    about: str = ""
    exposed: str = ""
    other: str = ""
    period: str = ""
    aside: Aside = Aside()
    earlier: bool = False


def leaving(histories: Sequence[History], chosen: Collection[str]) -> tuple[Timeline, Aside]:
    """The incidents ``chosen`` (ids) that may leave, and what stays behind."""
    standing = [h for h in histories if h.id in chosen and disclose.may_leave(h)]
    ids = {h.id for h in standing}
    aside = Aside(
        withdrawn=tuple(sections.withdrawn(h) for h in histories if h.withdrawn and not h.erased),
        left_out=sum(1 for h in histories if not h.withdrawn and not h.erased and h.id not in ids),
        erased=sum(1 for h in histories if h.erased),
    )
    return timelines.of(standing), aside


def of(timeline: Timeline, w: Words, options: Options) -> Report:
    """The report of the incidents in ``timeline``."""
    timeline = without_private(timeline)
    exhibits = disclose.numbered([e.history for e in timeline.entries])
    named = sections.labels(exhibits)
    title = options.title or w("report.title")
    blocks = [
        *_front(w, timeline, exhibits, options, title),
        *sections.examples(w, timeline, named),
        *sections.patterns(w, timeline),
        *_table(w, timeline, named),
        *(sections.earlier(w, timeline, named) if options.earlier else ()),
        *sections.withdrawals(w, options.aside.withdrawn),
        *_exhibits(w, timeline, exhibits),
        *_check(w, options),
    ]
    return Report(
        title=title,
        lang=w.lang,
        direction=w.direction,
        made_at=options.made_at,
        blocks=tuple(blocks),
        sheets=sheets.of(w, timeline, exhibits),
        texts=texts(w),
    )


def texts(w: Words) -> Texts:
    """What a renderer says by itself, in the reader's language."""
    return Texts(
        contents=w("report.contents"),
        skip=w("report.skip"),
        page=w("report.page", page="{page}", pages="{pages}"),
        missing_script=w("report.missing_script", n="{n}"),
        missing_note=w("report.missing_note"),
        cut=w("report.cut"),
    )


def without_private(timeline: Timeline) -> Timeline:
    """The timeline without what is the person's own, should any of it have been handed in."""
    return Timeline(tuple(_open(e) for e in timeline.entries if not e.incident.only_me))


def _open(entry: Entry) -> Entry:
    return Entry(entry.history, dataclasses.replace(entry.incident, note="", exhibits=entry.incident.shared_exhibits))


def _front(w: Words, timeline: Timeline, exhibits: Sequence[Numbered], options: Options, title: str) -> Iterator[Block]:
    yield Heading(title, 1, "top")
    said: tuple[Fact, ...] = (
        (w("report.front.exposed"), options.exposed),
        (w("report.front.other"), options.other),
        (w("report.front.about"), options.about),
        (w("report.front.period"), options.period or frontpage.period(w, timeline)),
    )
    made = ((w("report.front.made"), w.moment(options.made_at)), (w("report.front.seal"), options.seal))
    facts = (*said, *frontpage.facts(w, timeline, exhibits), (w("report.front.aside"), _left(w, options.aside)), *made)
    yield Facts(tuple((label, text) for label, text in facts if text))
    yield Note(w("report.own_words"))


def _left(w: Words, aside: Aside) -> str:
    counts = (("withdrawn", len(aside.withdrawn)), ("left_out", aside.left_out), ("erased", aside.erased))
    return "\n".join(w.many(f"report.aside.{name}", n) for name, n in counts if n)


def _table(w: Words, timeline: Timeline, named: Labels) -> Iterator[Block]:
    yield Heading(w("report.table"), 2, "table", new_page=True)
    if not len(timeline):
        yield Paragraph(w("report.empty"))
        return
    rows = tuple(sections.row(w, e, named) for e in timeline.entries)
    yield Table(w("report.table_caption"), sections.columns(w), rows)


def _exhibits(w: Words, timeline: Timeline, exhibits: Sequence[Numbered]) -> Iterator[Block]:
    if not exhibits:
        return
    yield Heading(w("report.exhibits"), 2, "exhibits", new_page=True)
    yield Paragraph(w("report.exhibits_text"))
    entries = {e.history.id: e for e in timeline.entries}
    for numbered in exhibits:
        file = casefile.name_of(numbered)
        picture = numbered.exhibit.type.startswith("image/")
        instead = w("report.picture_elsewhere" if picture else "report.file_elsewhere", file=file)
        yield sections.shown(w, numbered, entries[numbered.incident], instead, [(w("report.exhibit.file"), file)])


def _check(w: Words, options: Options) -> Iterator[Block]:
    yield Heading(w("report.check"), 2, "check", new_page=True)
    yield Paragraph(w("report.check.chain"))
    yield Paragraph(w("report.check.how"))
    yield from sections.sealed(w, options.seal)
    yield from sections.shows(w)
