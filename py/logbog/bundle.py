"""What is handed over: the chosen part of a log, and every file of the case file that is made from it.

The files come one by one, since each can take a while and a skin wants to show how far it has come.
"""

import dataclasses
import datetime
import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from . import casefile, disclose, logfile, readme, words
from . import report as reports
from .blocks import Report
from .casefile import CaseFile, Made
from .disclose import ERASED, LEFT_OUT, Line, Numbered
from .errors import CannotRead, CannotWrite
from .history import fold
from .logfile import LogFile
from .record import Record
from .report import Aside
from .timeline import Timeline

MOST_PICTURE, MOST_PICTURES = 32 << 20, 128 << 20
MADE = (casefile.PDF, casefile.HTML, casefile.CSV, casefile.XLSX, casefile.LOG, casefile.README)


@dataclass(frozen=True, slots=True)
class Bundle:
    """The incidents that leave, what stays behind, and the log as it leaves."""

    timeline: Timeline
    aside: Aside
    exhibits: tuple[Numbered, ...]
    log: LogFile

    @property
    def lines(self) -> tuple[Line, ...]:
        """The records as they leave."""
        return self.log.lines


def of(
    records: Sequence[Record], chosen: Collection[str], *, made_at: datetime.datetime, lang: str, earlier: bool = False
) -> Bundle:
    """The incidents ``chosen`` (ids) of a log; raises CannotWrite("nothing_chosen") when none of them may leave."""
    timeline, aside = reports.leaving(fold(records), chosen)
    if not len(timeline):
        raise CannotWrite("nothing_chosen")
    lines = disclose.lines(records, chosen, earlier)
    exhibits = disclose.numbered(fold(line.record for line in lines))
    log = logfile.of(lines, casefile.places(exhibits), made_at, lang)
    return Bundle(timeline, aside, exhibits, log)


def again(case: CaseFile) -> Bundle:
    """What a case file that was read hands over; the other way round of ``of``."""
    everything = {h.id for h in case.histories}
    timeline, aside = reports.leaving(case.histories, everything)
    absent = {line.header.incident: line.absent for line in case.lines}
    counts = {reason: sum(1 for why in absent.values() if why == reason) for reason in (LEFT_OUT, ERASED)}
    aside = dataclasses.replace(aside, left_out=counts[LEFT_OUT], erased=counts[ERASED])
    return Bundle(timeline, aside, disclose.numbered(case.histories), case.log)


def pictures(case: CaseFile) -> dict[str, bytes]:
    """The JPEGs of a case file by their exhibits' ids; one that is missing or altered is no part of it.

    A report holds all of them at once, so it takes the first up to MOST_PICTURES bytes and names the others.
    """
    found, room = {}, MOST_PICTURES
    for numbered in case.exhibits:
        content = picture(case, numbered)
        if len(content) > room:
            break
        if content:
            found[numbered.exhibit.id] = content
            room -= len(content)
    return found


def picture(case: CaseFile, numbered: Numbered) -> bytes:
    """The exhibit's JPEG; nothing for what is none, is missing or was altered."""
    exhibit, name = numbered.exhibit, casefile.name_of(numbered)
    if not case.archive or exhibit.type != "image/jpeg" or name not in case.archive.names:
        return b""
    try:
        content = case.archive.read(name, MOST_PICTURE)
    except CannotRead:
        return b""
    return content if hashlib.sha256(content).hexdigest() in (exhibit.sha256, exhibit.stripped_sha256) else b""


def made(bundle: Bundle, report: Report, pictures: Mapping[str, bytes]) -> Iterator[Made]:
    """The files of MADE, in its order: the report in its forms, the log, the read-me."""
    from . import render_pdf

    yield Made(casefile.PDF, render_pdf.render(report, pictures))
    yield from around(bundle, report, pictures)


def around(bundle: Bundle, report: Report, pictures: Mapping[str, bytes]) -> Iterator[Made]:
    """The files around the PDF, which a skin may draw step by step itself."""
    from . import render_csv, render_html, render_xlsx

    yield Made(casefile.HTML, render_html.render(report, pictures))
    yield Made(casefile.CSV, render_csv.render(report))
    yield Made(casefile.XLSX, render_xlsx.render(report))
    yield Made(casefile.LOG, logfile.encode(bundle.log))
    languages = [words.load(lang) for lang in words.LANGUAGES]
    yield Made(casefile.README, readme.render(bundle.log, casefile.FILES, languages))
