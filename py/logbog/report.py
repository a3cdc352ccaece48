"""The report: what a reader gets to see, as a tree of blocks that HTML and PDF draw and sheets for the tables.

Laws of this module:
1. Newest first, real dates, exhibits numbered, a few typical examples at the front: as Danish professionals ask for.
2. A private note, an exhibit or an incident that is "only me" is never part of it, whatever is handed in.
3. What is left out is counted in the open, and nothing is judged.
"""

import dataclasses
import datetime
import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from . import account, casefile, charts, disclose, frontpage, sheets
from . import timeline as timelines
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
    Texts,
    Told,
)
from .disclose import Numbered
from .history import History
from .timeline import Entry, Timeline
from .words import Words

MOST_EXAMPLES = 5
COLUMNS = (("number", 6), ("when", 21), ("happened", 34), ("around", 30), ("exhibits", 9))


@dataclass(frozen=True, kw_only=True, slots=True)
class Withdrawn:
    """An incident that was taken back; what it said is no part of the report."""

    number: int
    logged: datetime.datetime
    withdrawn: datetime.datetime
    why: str


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
        withdrawn=tuple(_withdrawn(h) for h in histories if h.withdrawn and not h.erased),
        left_out=sum(1 for h in histories if not h.withdrawn and not h.erased and h.id not in ids),
        erased=sum(1 for h in histories if h.erased),
    )
    return timelines.of(standing), aside


def _withdrawn(history: History) -> Withdrawn:
    if history.withdrawn is None:
        raise ValueError("only a withdrawn incident has a withdrawal")
    own = history.now is not None and history.now.only_me
    return Withdrawn(
        number=history.number,
        logged=history.logged,
        withdrawn=history.withdrawn.logged,
        why="" if own else history.withdrawn.why,
    )


def of(timeline: Timeline, w: Words, options: Options) -> Report:
    """The report of the incidents in ``timeline``."""
    timeline = Timeline(tuple(_without_private(e) for e in timeline.entries if not e.incident.only_me))
    exhibits = disclose.numbered([e.history for e in timeline.entries])
    numbers = {e.exhibit.id: e.number for e in exhibits}
    title = options.title or w("report.title")
    blocks = [
        *_front(w, timeline, exhibits, options, title),
        *_examples(w, timeline, numbers),
        *_patterns(w, timeline),
        *_table(w, timeline, numbers),
        *(_earlier(w, timeline, numbers) if options.earlier else ()),
        *_withdrawals(w, options.aside),
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
        texts=Texts(
            contents=w("report.contents"),
            skip=w("report.skip"),
            page=w("report.page", page="{page}", pages="{pages}"),
            missing_script=w("report.missing_script", n="{n}"),
            missing_note=w("report.missing_note"),
            cut=w("report.cut"),
        ),
    )


def _without_private(entry: Entry) -> Entry:
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


def _examples(w: Words, timeline: Timeline, numbers: Mapping[str, int]) -> Iterator[Block]:
    starred = timeline.starred
    if not starred:
        return
    yield Heading(w("report.examples"), 2, "examples")
    if len(starred) > MOST_EXAMPLES:
        yield Paragraph(w("report.examples_more", shown=MOST_EXAMPLES, n=w.number(len(starred))))
    for entry in starred[:MOST_EXAMPLES]:
        incident, history = entry.incident, entry.history
        title = w("report.example", n=history.number, when=w.when(incident.when))
        told = [*account.burst(w, incident), *account.happened(w, incident), *account.around(w, incident)]
        yield Card(title, (*told, *account.exhibits(w, incident, numbers), *account.written(w, history)))


def _patterns(w: Words, timeline: Timeline) -> Iterator[Block]:
    if not len(timeline):
        return
    yield Heading(w("report.patterns"), 2, "patterns", new_page=True)
    for name, draw in (("time", charts.over_time), ("hour", charts.by_hour), ("kind", charts.by_kind)):
        yield Figure(name, draw(timeline, w))


def _table(w: Words, timeline: Timeline, numbers: Mapping[str, int]) -> Iterator[Block]:
    yield Heading(w("report.table"), 2, "table", new_page=True)
    if not len(timeline):
        yield Paragraph(w("report.empty"))
        return
    columns = tuple(Column(w(f"report.column.{name}"), share) for name, share in COLUMNS)
    yield Table(w("report.table_caption"), columns, tuple(_row(w, e, numbers) for e in timeline.entries))


def _row(w: Words, entry: Entry, numbers: Mapping[str, int]) -> Row:
    incident, history = entry.incident, entry.history
    star = [Told(w("report.starred"), style="small")] if incident.starred else []
    cells = (
        [Told(str(history.number), style="strong")],
        [*account.when(w, incident), *account.written(w, history)],
        [*star, *account.happened(w, incident)],
        account.around(w, incident),
        account.exhibits(w, incident, numbers),
    )
    return Row(tuple(tuple(cell) for cell in cells), f"n{history.number}")


def _earlier(w: Words, timeline: Timeline, numbers: Mapping[str, int]) -> Iterator[Block]:
    corrected = [e.history for e in timeline.entries if e.history.corrections]
    if not corrected:
        return
    yield Heading(w("report.earlier"), 2, "earlier", new_page=True)
    yield Paragraph(w("report.earlier_text"))
    for history in corrected:
        for before, after in itertools.pairwise(history.versions):
            if after not in history.corrections:
                continue
            was = before.incident if before in disclose.told_of(history) else None
            title = w("report.version", n=history.number, when=w.moment(before.logged))
            if was is None:
                yield Card(title, (Told(w("report.version_private")),))
            else:
                told = [*account.when(w, was), *account.happened(w, was), *account.around(w, was)]
                yield Card(title, (*told, *account.exhibits(w, was, numbers)))


def _withdrawals(w: Words, aside: Aside) -> Iterator[Block]:
    if not aside.withdrawn:
        return
    yield Heading(w("report.withdrawn"), 2, "withdrawn")
    columns = tuple(
        Column(w(f"report.withdrawn.{name}"), share) for name, share in (("number", 8), ("logged", 24), ("when", 24), ("why", 44))
    )
    rows = tuple(
        Row(
            (
                (Told(str(x.number), style="strong"),),
                (Told(w.moment(x.logged, narrow=True)),),
                (Told(w.moment(x.withdrawn, narrow=True)),),
                (Told(x.why or w("report.withdrawn.no_reason")),),
            )
        )
        for x in aside.withdrawn
    )
    yield Table(w("report.withdrawn_caption"), columns, rows)


def _exhibits(w: Words, timeline: Timeline, exhibits: Sequence[Numbered]) -> Iterator[Block]:
    if not exhibits:
        return
    yield Heading(w("report.exhibits"), 2, "exhibits", new_page=True)
    yield Paragraph(w("report.exhibits_text"))
    entries = {e.history.id: e for e in timeline.entries}
    for numbered in exhibits:
        exhibit, entry = numbered.exhibit, entries[numbered.incident]
        title = w("report.exhibit", n=numbered.number) + (f": {exhibit.caption}" if exhibit.caption else "")
        picture = exhibit.type.startswith("image/")
        file = casefile.name_of(numbered)
        yield Shown(
            title=title,
            facts=tuple(_exhibit_facts(w, numbered, entry)),
            exhibit=exhibit.id,
            alt=title,
            instead=w("report.picture_elsewhere" if picture else "report.file_elsewhere", file=file),
            anchor=f"b{numbered.number}",
        )


def _exhibit_facts(w: Words, numbered: Numbered, entry: Entry) -> Iterator[Fact]:
    exhibit = numbered.exhibit
    yield w("report.exhibit.of"), w("report.example", n=entry.history.number, when=w.when(entry.incident.when))
    if exhibit.name:
        yield w("report.exhibit.name"), exhibit.name
    yield w("report.exhibit.type"), f"{exhibit.type}, {w.size(exhibit.size)}"
    if exhibit.taken:
        yield w("report.exhibit.taken"), sheets.taken(w, exhibit.taken)
    yield w("report.exhibit.file"), casefile.name_of(numbered)
    yield w("report.exhibit.sha256"), exhibit.sha256
    if casefile.leaving(exhibit) != (exhibit.sha256, exhibit.size):
        yield w("report.exhibit.copy"), w("report.exhibit.copy_text", size=w.size(exhibit.stripped_size))
        yield w("report.exhibit.copy_sha256"), exhibit.stripped_sha256


def _check(w: Words, options: Options) -> Iterator[Block]:
    yield Heading(w("report.check"), 2, "check", new_page=True)
    yield Paragraph(w("report.check.chain"))
    yield Paragraph(w("report.check.how"))
    if options.seal:
        yield Heading(w("report.check.seal"), 3)
        yield Code(options.seal)
        yield Paragraph(w("report.check.seal_text"))
    yield Heading(w("report.check.shows"), 3)
    yield Paragraph(w("report.check.shows_text"))
    yield Heading(w("report.check.shows_not"), 3)
    yield Note(w("report.check.shows_not_text"))
