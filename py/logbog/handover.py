"""What a professional hands on with a dossier: the report in its forms, the summary, and the dates.

The files come one by one, since each can take a while and a skin wants to show how far it has come;
dossierfile.plan adds the originals, the ledger of notes and hands, and the read-me.
"""

from collections.abc import Iterator, Mapping

from . import dossierfile, dossierreport, followups, summary
from .casefile import Made
from .dossier import Dossier
from .dossierreport import Findings, Options
from .words import Words


def names(dossier: Dossier) -> tuple[str, ...]:
    """The files that come; the calendar only when there is something to come."""
    always = (dossierfile.PDF, dossierfile.HTML, dossierfile.XLSX, dossierfile.SUMMARY)
    return (*always, dossierfile.CALENDAR) if followups.due(dossier.casework) else always


def made(
    dossier: Dossier,
    w: Words,
    options: Options,
    findings: Findings | None = None,
    pictures: Mapping[str, bytes] | None = None,
) -> Iterator[Made]:
    """The files of ``names``, the PDF first; without ``pictures`` those that the report has room for are taken from the logs."""
    from . import render_pdf

    shown = dossierreport.pictures(dossier) if pictures is None else pictures
    report = dossierreport.of(dossier, w, options, findings)
    yield Made(dossierfile.PDF, render_pdf.render(report, shown))
    yield from around(dossier, w, options, findings, shown)


def around(
    dossier: Dossier, w: Words, options: Options, findings: Findings | None, pictures: Mapping[str, bytes]
) -> Iterator[Made]:
    """The files around the PDF, which a skin may draw step by step itself."""
    from . import render_html, render_pdf, render_xlsx

    report = dossierreport.of(dossier, w, options, findings)
    yield Made(dossierfile.HTML, render_html.render(report, pictures))
    yield Made(dossierfile.XLSX, render_xlsx.render(report))
    sheet = summary.of(dossier, w, options.made_at, options.author, findings, about=options.about)
    yield Made(dossierfile.SUMMARY, render_pdf.render(sheet, {}))
    calendar = followups.ics(dossier.casework, w, options.made_at)
    if calendar:
        yield Made(dossierfile.CALENDAR, calendar)
