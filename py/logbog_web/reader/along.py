"""What goes along when a case is handed on, gathered from what is open; only values, nothing of the browser."""

from collections.abc import Mapping, Sequence

from logbog import casepart
from logbog.dossier import Dossier
from logbog.dossierfile import DossierFile
from logbog.finding import Finding
from logbog.record import Record
from logbog.words import Words

from .screens.hand import Log

Findings = Mapping[str, Sequence[Finding]]


def logs(w: Words, dossier: Dossier, sizes: Mapping[str, int], findings: Findings, *, checking: bool) -> tuple[Log, ...]:
    """Each log with what it holds and what the check found; ``sizes`` is by letter."""
    told = []
    for source in dossier.sources:
        letter, case = source.letter, source.case
        found = [*findings.get(letter, ()), *(f for f in findings.get("", ()) if f.letter == letter)]
        if any(f.altered for f in found):
            verdict = "altered"
        elif letter in findings:
            verdict = "unchanged"
        else:
            verdict = "checking" if checking else "unchecked"
        told.append(
            Log(
                letter=letter,
                label=dossier.label_of(w, letter),
                incidents=sum(1 for x in case.histories if x.now and not x.withdrawn),
                exhibits=len(case.log.exhibits),
                size=sizes[letter],
                verdict=verdict,
            )
        )
    return tuple(told)


def came(given: DossierFile | None) -> int:
    """Up to which record the chain came with the dossier file that was opened."""
    records = given.casework.records if given else ()
    return max((r.header.seq for r in records), default=-1) + 1


def states(records: Sequence[Record], came: int, findings: Sequence[Finding] | None) -> dict[int, str]:
    """What the check says of each hand, by its number; what is after the ``came`` records that came was written here.

    A hand is wrong when something is altered between the hand before it and its own record.
    """
    altered = [f.record - 1 for f in findings or () if f.altered and f.record]
    told: dict[int, str] = {}
    since = 0
    for record in records:
        seq = record.header.seq
        if casepart.claimed(record.shared.value if record.shared else None) != "hand":
            continue
        if seq >= came:
            state = "here"
        elif findings is None:
            state = "unchecked"
        else:
            state = "wrong" if any(since <= at <= seq for at in altered) else "right"
        told[len(told) + 1] = state
        since = seq + 1
    return told
