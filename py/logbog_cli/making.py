"""``logbog demo`` and ``logbog report``: a case file out of nothing, and a report out of what was given."""

import argparse
import datetime
import importlib

from logbog import bundle, casefile, demo_neighbour, dossierreport, render_pdf
from logbog import demo as invented
from logbog import report as reports
from logbog.blocks import Report
from logbog.demo import Demo
from logbog.words import Words

from .checking import Checked, check
from .given import Given, several
from .terminal import UNCHANGED, Terminal, write

WITH_PICTURES = ("html", "pdf")
SOME_HOUR = datetime.time(9, 30, tzinfo=datetime.UTC)


def demo(asked: argparse.Namespace, terminal: Terminal) -> int:
    """A case file of invented incidents, and one of what the neighbour saw of them; all that may leave leaves."""
    today = asked.today or datetime.date.today()
    for file, log in ((asked.file, invented.log), (asked.neighbour, demo_neighbour.log)):
        if file:
            made = log(asked.incidents, seed=asked.seed, today=today, lang=terminal.w.lang)
            _packed(file, made, datetime.datetime.combine(today, SOME_HOUR), terminal)
    return UNCHANGED


def _packed(file: str, made: Demo, made_at: datetime.datetime, terminal: Terminal) -> None:
    w, everything = terminal.w, {r.header.incident for r in made.records}
    whole = bundle.of(made.records, everything, made_at=made_at, lang=w.lang)
    shown = {e.exhibit.id: casefile.leaving(e.exhibit)[0] for e in whole.exhibits if e.exhibit.type == "image/jpeg"}
    pictures = {exhibit: made.contents[sha256] for exhibit, sha256 in shown.items()}
    files = bundle.made(whole, _report(whole, w), pictures)
    steps = terminal.progress(files, w("cli.making"), [1] * len(bundle.MADE), unit="")
    plan = casefile.plan(list(steps), whole.exhibits)
    size = write(file, [casefile.pack(plan, made.contents)])
    terminal.say(w("cli.written", file=file, size=w.size(size)))


def _report(whole: bundle.Bundle, w: Words) -> Report:
    options = reports.Options(made_at=whole.log.made_at, seal=whole.log.seal, aside=whole.aside)
    return reports.of(whole.timeline, w, options)


def report(asked: argparse.Namespace, terminal: Terminal) -> int:
    """The report anew, from what the logs and the notes say; an altered text is no part of it."""
    w = terminal.w
    with several(asked, asked.files, terminal) as given:
        found = check(given, terminal)
        made, pictures = _of(given, found, asked.format, w)
        content = _rendered(asked.format, made, pictures, terminal)
    size = write(asked.output, [content])
    terminal.say(w("cli.written", file=asked.output, size=w.size(size)))
    for shut in given.shut:
        terminal.warn(w("cli.shut", letter=shut.letter, why=w(f"error.{shut.code}")))
    if found.altered:
        terminal.warn(w("cli.read_altered"))
    return found.code


def _of(given: Given, found: Checked, form: str, w: Words) -> tuple[Report, dict[str, bytes]]:
    """One case file gives the report that lies in it; anything more that of a dossier."""
    if given.single:
        pictures = bundle.pictures(given.single) if form in WITH_PICTURES else {}
        return _report(bundle.again(given.single), w), pictures
    whole = given.dossier
    seal = given.held.seal if given.held else ""
    options = dossierreport.Options(made_at=_now(), seal=seal)
    pictures = dossierreport.pictures(whole) if form in WITH_PICTURES else {}
    return dossierreport.of(whole, w, options, found.findings), pictures


def _now() -> datetime.datetime:
    return datetime.datetime.now().astimezone()


def _rendered(form: str, made: Report, pictures: dict[str, bytes], terminal: Terminal) -> bytes:
    if form == "pdf":
        return terminal.watched(render_pdf.steps(made, pictures), terminal.w("cli.making"))
    renderer = importlib.import_module(f"logbog.render_{form}")
    content: bytes = renderer.render(made, pictures) if form in WITH_PICTURES else renderer.render(made)
    return content
