"""The exhibits in the report of a dossier: with the numbers of their own logs, and in which original each lies."""

from collections.abc import Iterator, Sequence

from . import bundle, casefile, sections
from .blocks import Block, Fact, Heading, Paragraph
from .disclose import Numbered
from .dossier import Dossier
from .sections import picture_key
from .timeline import Timeline
from .words import Words

# What all pictures of a report may weigh, so that it can still be sent (design: a PDF under 10 MB).
MOST_PICTURES = 8 << 20


def pictures(dossier: Dossier, most: int = MOST_PICTURES) -> dict[str, bytes]:
    """The JPEGs to show by their keys, the starred incidents' first, as many as ``most`` bytes hold."""
    starred = {(e.history.source, e.history.id) for e in dossier.timeline.starred}
    found: dict[str, bytes] = {}
    for numbered in sorted(dossier.exhibits, key=lambda n: (n.source, n.incident) not in starred):
        if casefile.leaving(numbered.exhibit)[1] <= most:
            content = bundle.picture(dossier.source_of(numbered.source).case, numbered)
            if 0 < len(content) <= most:
                found[picture_key(numbered)] = content
                most -= len(content)
    return found


def blocks(w: Words, dossier: Dossier, shown: Timeline) -> Iterator[Block]:
    """Each exhibit with its number, what is known of it, and the original that it lies in."""
    if not dossier.exhibits:
        return
    yield Heading(w("report.exhibits"), 2, "exhibits", new_page=True)
    yield Paragraph(w("dossier_report.exhibits_text"))
    entries = {(e.history.source, e.history.id): e for e in shown.entries}
    for numbered in dossier.exhibits:
        yield sections.shown(w, numbered, entries[numbered.source, numbered.incident], *_lies_in(w, dossier, numbered))


def _lies_in(w: Words, dossier: Dossier, numbered: Numbered) -> tuple[str, Sequence[Fact]]:
    """What is said in place of its picture, and in which original it is found."""
    source = dossier.source_of(numbered.source)
    file = casefile.name_of(numbered)
    archive = source.case.archive
    if archive is None or file not in archive.names:
        told = w("dossier_report.exhibit_not_here", letter=source.letter)
        return told, [(w("report.exhibit.file"), told)]
    where = w("dossier_report.exhibit_in", letter=source.letter, file=file)
    picture = numbered.exhibit.type.startswith("image/")
    return w(f"dossier_report.{'picture' if picture else 'file'}_elsewhere", where=where), [
        (w("dossier_report.exhibit_lies"), where)
    ]
