"""What a dossier file shows about itself: its chain of notes and hands, its originals, and the files around them.

What an original shows about itself is told by verify.findings of the case file in it, not here.
Laws of this module:
1. An alteration is told where it is; one cause is told once.
2. Nobody may leave a text out of the notes: one that isn't there is an alteration, unlike in a person's own log.
3. Nothing here shows that the content is true, or who wrote it: there are no signatures.
   A hand's code that somebody noted shows that nothing up to that hand was changed.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from . import casefile, casework, dossierfile, verify
from . import seal as seals
from .casefile import Digest
from .casepart import FILE, FOLDER
from .dossierfile import DossierFile
from .finding import Finding

# Where one of these is told, what the originals are can't be known for sure.
UNSURE = ("missing_record", "unreadable_record", "altered_text")


def findings(
    dossier: DossierFile, digests: Iterable[Digest] | None = None, seal: seals.Seal | None = None
) -> tuple[Finding, ...]:
    """All findings, alterations first; ``digests`` are those of casefile.digests when the skin has gone through them.

    ``seal`` is a hand's code, or that of a whole dossier file, which somebody noted earlier.
    """
    found = {d.name: d for d in (casefile.digests(dossier) if digests is None else digests)}
    told = list(_chain(dossier))
    told += _originals(dossier, found)
    told += _files(dossier, found, told)
    told += [] if seal is None else [verify.sealed(dossier, seal)]
    told += _facts(dossier)
    return tuple(sorted((replace(f, casework=True) for f in told), key=lambda f: not f.altered))


def _chain(dossier: DossierFile) -> Iterator[Finding]:
    numbers = {n.id: n.number for n in dossier.casework.notes}
    for finding in verify.chain(dossier, numbers):
        noted = finding.code == "altered_text" and finding.number is not None
        yield replace(finding, code="altered_note") if noted else finding
    for line in dossier.ordered:
        if line.shared is None:
            number = numbers.get(line.header.incident)
            yield Finding(code="altered_note" if number else "altered_text", number=number, record=line.header.seq + 1)


def _originals(dossier: DossierFile, found: Mapping[str, Digest]) -> Iterator[Finding]:
    """Each original against the digest in its record; where that can't be trusted, against the manifest."""
    whole = (line.record for line in dossier.ordered if line.header.seq not in dossier.altered)
    fixed = {o.file: (o.size, o.sha256) for o in casework.fold(whole).originals}
    stated = {s.name: (s.size, s.sha256) for s in dossier.stated or ()}
    for original in dossier.originals:
        right = fixed.get(original.file) or stated.get(original.file)
        is_now = found.get(original.file)
        if right and is_now is None:
            yield Finding(code="missing_original", letter=original.letter)
        elif right and is_now and (is_now.size, is_now.sha256) != right:
            yield Finding(code="altered_original", letter=original.letter)


def _files(dossier: DossierFile, found: Mapping[str, Digest], told: Collection[Finding]) -> Iterator[Finding]:
    letters = {f.letter for f in told if f.letter}
    listed = {o.file: o.letter in letters for o in dossier.originals}
    if any(f.code in UNSURE for f in told):
        # The record that is gone may have told of it; the manifest does.
        stated = (s.name for s in dossier.stated or () if FILE.match(s.name))
        listed = {**dict.fromkeys(stated, False), **listed}
    altered_chain = any(not f.letter for f in told)
    yield from verify.files(
        found,
        dossier.stated,
        dossierfile.FILES,
        listed,
        lambda name: "extra_original" if name.startswith(FOLDER) else "extra_file",
        {dossierfile.CASE} if altered_chain else set(),
    )


def _facts(dossier: DossierFile) -> Iterator[Finding]:
    case = dossier.casework
    withdrawn = sum(1 for n in case.notes if n.withdrawn)
    counts = {"hands": len(case.hands), "notes": len(case.notes), "withdrawn": withdrawn}
    for code, n in counts.items():
        if n:
            yield Finding(code=code, n=n)
