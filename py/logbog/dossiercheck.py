"""What the report of a dossier says about where everything comes from: the logs, their check, the chain of hands.

Law of this module: what was not checked is said to be so, and what a check doesn't show stands beside what it does.
"""

from collections.abc import Iterator, Mapping, Sequence

from . import bundle, dossier, frontpage, noteaccount, sections, verify
from . import timeline as timelines
from .blocks import Block, Card, Column, Heading, Note, Paragraph, Row, Table, Told
from .casefile import CaseFile
from .dossier import Dossier, Source
from .finding import Finding
from .report import Aside
from .words import Words

# The findings of each log by its letter; those of the dossier file itself by no letter.
Findings = Mapping[str, Sequence[Finding]]
VERDICTS = ("unchanged", "alone", "altered", "unchecked")

SOURCE_COLUMNS = (("letter", 6), ("who", 29), ("holds", 29), ("check", 36))
HAND_COLUMNS = (("number", 6), ("when", 20), ("from", 32), ("to", 42))


def verdict(case: CaseFile, found: Sequence[Finding] | None) -> str:
    """One of VERDICTS; ``alone`` is a log.json without its exhibits, in which nothing was found."""
    if found is None:
        return "unchecked"
    if any(f.altered for f in found):
        return "altered"
    return "unchanged" if case.archive else "alone"


def said(w: Words, case: CaseFile, found: Sequence[Finding] | None) -> str:
    """The verdict in words."""
    return w(f"dossier_report.verdict.{verdict(case, found)}")


def sources(w: Words, of: Dossier, findings: Findings) -> Iterator[Block]:
    """Who wrote which log, what it holds, and how its check went."""
    yield Heading(w("dossier_report.sources"), 2, "sources", new_page=True)
    heads = tuple(Column(w(f"dossier_report.source.{name}"), share) for name, share in SOURCE_COLUMNS)
    rows = tuple(_source(w, source, findings.get(source.letter)) for source in of.sources)
    yield Table(w("dossier_report.sources_caption"), heads, rows)
    for same in of.same_logs:
        yield Note(dossier.say(w, same)) if not same.agree else Paragraph(dossier.say(w, same))


def _source(w: Words, source: Source, found: Sequence[Finding] | None) -> Row:
    case, line = source.case, timelines.of(source.case.histories)
    holds = [Told(w.many("chart.incidents", len(line)), style="strong"), Told(frontpage.period(w, line))]
    holds += [Told(text, style="small") for text in _left(w, bundle.again(case).aside)]
    check = [Told(said(w, case, found), style="strong"), Told(case.log.seal, w("report.front.seal"), "small")]
    who = [
        Told(source.label or w("report.none_told")),
        Told(w("dossier_report.made", when=w.moment(case.log.made_at)), style="small"),
    ]
    return Row(((Told(source.letter, style="strong"),), tuple(who), tuple(holds), tuple(check)), f"s{source.letter}")


def _left(w: Words, aside: Aside) -> Iterator[str]:
    counts = (("withdrawn", len(aside.withdrawn)), ("left_out", aside.left_out), ("erased", aside.erased))
    yield from (w.many(f"report.aside.{name}", n) for name, n in counts if n)


def check(w: Words, of: Dossier, findings: Findings) -> Iterator[Block]:
    """Each finding, under the log it is of; the dossier file's own come last."""
    yield Heading(w("dossier_report.checked"), 2, "checked")
    for source in of.sources:
        found = findings.get(source.letter)
        title = w("dossier_report.checked_of", what=of.label_of(w, source.letter), verdict=said(w, source.case, found))
        yield Card(title, tuple(_findings(w, found or ())))
    if "" in findings:
        own = findings[""]
        altered = any(f.altered for f in own)
        word = w(f"dossier_report.verdict.{'altered' if altered else 'unchanged'}")
        yield Card(w("dossier_report.checked_of", what=w("dossier_report.own"), verdict=word), tuple(_findings(w, own)))
    yield Paragraph(w("dossier_report.checked_text"))


def _findings(w: Words, found: Sequence[Finding]) -> Iterator[Told]:
    for finding in found:
        yield Told(verify.say(w, finding), style="strong" if finding.altered else "")


def hands(w: Words, of: Dossier) -> Iterator[Block]:
    """Who had the case and handed it on."""
    yield Heading(w("dossier_report.hands"), 2, "hands")
    if not of.casework.hands:
        yield Paragraph(w("dossier_report.no_hands"))
        return
    heads = tuple(Column(w(f"dossier_report.hand.{name}"), share) for name, share in HAND_COLUMNS)
    rows = []
    for hand in of.casework.hands:
        to = [Told(hand.to, style="strong"), Told(hand.text), Told(hand.seal, w("report.front.seal"), "small")]
        cells = (
            (Told(w.number(hand.number), style="strong"),),
            (Told(w.moment(hand.logged, narrow=True)),),
            (Told(noteaccount.author(w, hand.author)),),
            tuple(t for t in to if t.text),
        )
        rows.append(Row(cells))
    yield Table(w("dossier_report.hands_caption"), heads, tuple(rows))


def how(w: Words, code: str) -> Iterator[Block]:
    """How a reader checks it all, what that shows and what it doesn't."""
    yield Heading(w("report.check"), 2, "check", new_page=True)
    yield Paragraph(w("report.check.chain"))
    yield Paragraph(w("dossier_report.how"))
    yield from sections.sealed(w, code, w("dossier_report.seal_text"))
    yield Heading(w("report.check.shows"), 3)
    yield Paragraph(w("dossier_report.shows"))
    yield Heading(w("report.check.shows_not"), 3)
    yield Note(w("dossier_report.shows_not"))
