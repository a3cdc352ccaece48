"""``logbog demo`` and ``logbog report``: a case file out of nothing, and a report out of a case file."""

import argparse
import datetime
import importlib
from collections.abc import Iterator

from logbog import bundle, casefile
from logbog import demo as invented
from logbog import report as reports
from logbog.blocks import Report
from logbog.words import Words

from .reading import checked
from .terminal import ALTERED, UNCHANGED, Terminal, opened, write

FORMATS = ("html", "pdf", "csv", "xlsx")
WITH_PICTURES = ("html", "pdf")
SOME_HOUR = datetime.time(9, 30, tzinfo=datetime.UTC)


def day(text: str) -> datetime.date:
    """A day as it is typed; a ValueError is told by argparse."""
    return datetime.date.fromisoformat(text)


def demo(asked: argparse.Namespace, terminal: Terminal) -> int:
    """A case file of invented incidents; all that may leave leaves."""
    w, today = terminal.w, asked.today or datetime.date.today()
    made = invented.log(asked.incidents, seed=asked.seed, today=today, lang=w.lang)
    everything = {r.header.incident for r in made.records}
    whole = bundle.of(made.records, everything, made_at=datetime.datetime.combine(today, SOME_HOUR), lang=w.lang)
    shown = {e.exhibit.id: casefile.leaving(e.exhibit)[0] for e in whole.exhibits if e.exhibit.type == "image/jpeg"}
    pictures = {exhibit: made.contents[sha256] for exhibit, sha256 in shown.items()}
    files = bundle.made(whole, _report(whole, w), pictures)
    steps = terminal.progress(files, w("cli.making"), [1] * len(bundle.MADE), unit="")
    plan = casefile.plan(list(steps), whole.exhibits)
    size = write(asked.file, [casefile.pack(plan, made.contents)])
    terminal.say(w("cli.written", file=asked.file, size=w.size(size)))
    return UNCHANGED


def _report(whole: bundle.Bundle, w: Words) -> Report:
    options = reports.Options(made_at=whole.log.made_at, seal=whole.log.seal, aside=whole.aside)
    return reports.of(whole.timeline, w, options)


def report(asked: argparse.Namespace, terminal: Terminal) -> int:
    """The report anew, from what the log in the case file says; an altered text is no part of it."""
    w = terminal.w
    with opened(asked.file) as file:
        case = casefile.read(file)
        altered = any(f.altered for f in checked(case, terminal))
        whole = bundle.again(case)
        pictures = bundle.pictures(case) if asked.format in WITH_PICTURES else {}
    size = write(asked.output, _rendered(asked.format, _report(whole, w), pictures))
    terminal.say(w("cli.written", file=asked.output, size=w.size(size)))
    if altered:
        terminal.warn(w("cli.read_altered"))
    return ALTERED if altered else UNCHANGED


def _rendered(form: str, made: Report, pictures: dict[str, bytes]) -> Iterator[bytes]:
    renderer = importlib.import_module(f"logbog.render_{form}")
    yield renderer.render(made, pictures) if form in WITH_PICTURES else renderer.render(made)
