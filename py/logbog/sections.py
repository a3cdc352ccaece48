"""The parts of a report that one log and a dossier have in common, each as blocks.

Law of this module: whoever calls hands in incidents that may leave; nothing private is taken out here.
"""

import datetime
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from . import account, casefile, charts, disclose, sheets
from .blocks import Block, Card, Code, Column, Fact, Figure, Heading, Note, Paragraph, Row, Shown, Table, Told
from .disclose import Numbered
from .history import History
from .timeline import Entry, Timeline
from .words import Words

MOST_EXAMPLES = 5
COLUMNS = (("number", 6), ("when", 21), ("happened", 34), ("around", 30), ("exhibits", 9))
# Where numbers have letters before them, they take more room.
LETTERED_COLUMNS = (("number", 8), ("when", 20), ("happened", 33), ("around", 29), ("exhibits", 10))
WITHDRAWN_COLUMNS = (("number", 8), ("logged", 24), ("when", 24), ("why", 44))

# What each exhibit is called, by its log and its id.
Labels = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Withdrawn:
    """An incident that was taken back; what it said is no part of the report."""

    number: int
    logged: datetime.datetime
    withdrawn: datetime.datetime
    why: str
    source: str = ""

    @property
    def label(self) -> str:
        """What a reader calls it: ``12``, ``B12`` where there are several logs."""
        return f"{self.source}{self.number}"


def withdrawn(history: History) -> Withdrawn:
    """The withdrawal of an incident that was taken back; the reason for a private one stays private."""
    if history.withdrawn is None:
        raise ValueError("only a withdrawn incident has a withdrawal")
    own = history.now is not None and history.now.only_me
    return Withdrawn(
        number=history.number,
        logged=history.logged,
        withdrawn=history.withdrawn.logged,
        why="" if own else history.withdrawn.why,
        source=history.source,
    )


def labels(exhibits: Iterable[Numbered]) -> Labels:
    """What the exhibits are called in a report."""
    found: dict[str, dict[str, str]] = {}
    for e in exhibits:
        found.setdefault(e.source, {})[e.exhibit.id] = e.label
    return found


def picture_key(numbered: Numbered) -> str:
    """What a renderer finds the exhibit's picture by."""
    return f"{numbered.source}{numbered.exhibit.id}"


def _exhibits_of(w: Words, entry: Entry, named: Labels) -> list[Told]:
    return account.exhibits(w, entry.incident, named.get(entry.history.source, {}))


def examples(w: Words, timeline: Timeline, named: Labels) -> Iterator[Block]:
    """The typical examples in full, a few of them."""
    starred = timeline.starred
    if not starred:
        return
    yield Heading(w("report.examples"), 2, "examples")
    if len(starred) > MOST_EXAMPLES:
        yield Paragraph(w("report.examples_more", shown=MOST_EXAMPLES, n=w.number(len(starred))))
    for entry in starred[:MOST_EXAMPLES]:
        incident, history = entry.incident, entry.history
        title = w("report.example", n=history.label, when=w.when(incident.when))
        told = [*account.burst(w, incident), *account.happened(w, incident), *account.around(w, incident)]
        yield Card(title, (*told, *_exhibits_of(w, entry, named), *account.written(w, history)))


def patterns(w: Words, timeline: Timeline) -> Iterator[Block]:
    """The patterns as pictures."""
    if not len(timeline):
        return
    yield Heading(w("report.patterns"), 2, "patterns", new_page=True)
    for name, draw in (("time", charts.over_time), ("hour", charts.by_hour), ("kind", charts.by_kind)):
        yield Figure(name, draw(timeline, w))


def columns(w: Words, lettered: bool = False) -> tuple[Column, ...]:
    """The columns of the table of incidents."""
    shares = LETTERED_COLUMNS if lettered else COLUMNS
    return tuple(Column(w(f"report.column.{name}"), share) for name, share in shares)


def row(w: Words, entry: Entry, named: Labels) -> Row:
    """One incident in the table."""
    incident, history = entry.incident, entry.history
    star = [Told(w("report.starred"), style="small")] if incident.starred else []
    cells = (
        [Told(history.label, style="strong")],
        [*account.when(w, incident), *account.written(w, history)],
        [*star, *account.happened(w, incident)],
        account.around(w, incident),
        _exhibits_of(w, entry, named),
    )
    return Row(tuple(tuple(cell) for cell in cells), f"n{history.label}")


def earlier(w: Words, timeline: Timeline, named: Labels) -> Iterator[Block]:
    """How corrected incidents were before, in full."""
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
            title = w("report.version", n=history.label, when=w.moment(before.logged))
            if was is None:
                yield Card(title, (Told(w("report.version_private")),))
            else:
                told = [*account.when(w, was), *account.happened(w, was), *account.around(w, was)]
                yield Card(title, (*told, *account.exhibits(w, was, named.get(history.source, {}))))


def withdrawals(w: Words, taken_back: Sequence[Withdrawn], caption: str = "") -> Iterator[Block]:
    """What was taken back, when and why."""
    if not taken_back:
        return
    yield Heading(w("report.withdrawn"), 2, "withdrawn")
    heads = tuple(Column(w(f"report.withdrawn.{name}"), share) for name, share in WITHDRAWN_COLUMNS)
    rows = tuple(
        Row(
            (
                (Told(x.label, style="strong"),),
                (Told(w.moment(x.logged, narrow=True)),),
                (Told(w.moment(x.withdrawn, narrow=True)),),
                (Told(x.why or w("report.withdrawn.no_reason")),),
            )
        )
        for x in taken_back
    )
    yield Table(caption or w("report.withdrawn_caption"), heads, rows)


def shown(w: Words, numbered: Numbered, entry: Entry, instead: str, lies_in: Sequence[Fact]) -> Shown:
    """One exhibit with what is known of it; ``lies_in`` says in which file it is found."""
    exhibit = numbered.exhibit
    title = w("report.exhibit", n=numbered.label) + (f": {exhibit.caption}" if exhibit.caption else "")
    return Shown(
        title=title,
        facts=tuple(_facts(w, numbered, entry, lies_in)),
        exhibit=picture_key(numbered),
        alt=title,
        instead=instead,
        anchor=f"b{numbered.label}",
    )


def _facts(w: Words, numbered: Numbered, entry: Entry, lies_in: Sequence[Fact]) -> Iterator[Fact]:
    exhibit = numbered.exhibit
    yield w("report.exhibit.of"), w("report.example", n=entry.history.label, when=w.when(entry.incident.when))
    if exhibit.name:
        yield w("report.exhibit.name"), exhibit.name
    yield w("report.exhibit.type"), f"{exhibit.type}, {w.size(exhibit.size)}"
    if exhibit.taken:
        yield w("report.exhibit.taken"), sheets.taken(w, exhibit.taken)
    yield from lies_in
    yield w("report.exhibit.sha256"), exhibit.sha256
    if casefile.leaving(exhibit) != (exhibit.sha256, exhibit.size):
        yield w("report.exhibit.copy"), w("report.exhibit.copy_text", size=w.size(exhibit.stripped_size))
        yield w("report.exhibit.copy_sha256"), exhibit.stripped_sha256


def shows(w: Words) -> Iterator[Block]:
    """What a check shows, and what it doesn't."""
    yield Heading(w("report.check.shows"), 3)
    yield Paragraph(w("report.check.shows_text"))
    yield Heading(w("report.check.shows_not"), 3)
    yield Note(w("report.check.shows_not_text"))


def sealed(w: Words, code: str, text: str = "") -> Iterator[Block]:
    """The seal, to be compared letter by letter."""
    if code:
        yield Heading(w("report.check.seal"), 3)
        yield Code(code)
        yield Paragraph(text or w("report.check.seal_text"))
