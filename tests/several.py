"""Case files and case notes for the tests of what several make together: each is said in one line."""

import datetime
import hashlib
import string
from collections.abc import Collection, Iterable
from typing import Any

from logbog import casefile, casework, disclose, dossier, history, ledger, logfile
from logbog.casefile import CaseFile
from logbog.casenote import Author, CaseNote, NoteKind
from logbog.casework import Casework
from logbog.dossier import Dossier, Source
from logbog.incident import Incident
from logbog.record import Record

ZONE = datetime.timezone(datetime.timedelta(hours=1))
MADE_AT = datetime.datetime(2026, 11, 21, 9, 30, tzinfo=ZONE)
BERIT = Author(name="Berit", role="sagsbehandler")
LATE = "2026-11-20T22:00"


def salts(text: str) -> tuple[bytes, bytes]:
    """Two salts that belong to a text."""
    digest = hashlib.sha256(text.encode()).digest()
    return digest[:16], digest[16:]


def moment(text: str) -> datetime.datetime:
    """``"2026-11-20T22:00"`` where the log is written."""
    return datetime.datetime.fromisoformat(text).replace(tzinfo=ZONE)


def name(log: str, number: int) -> str:
    """The id of incident ``number`` in the log called by one hex digit."""
    return f"{log}{number:031x}"


def written(*incidents: Incident | tuple[Incident, str], log: str = "a", logged: str = LATE) -> tuple[Record, ...]:
    """The ledger of a log called by one hex digit; an incident may come with when it was written down."""
    made: tuple[Record, ...] = ()
    for n, told in enumerate(incidents, 1):
        incident, at = told if isinstance(told, tuple) else (told, logged)
        made += (ledger.add(made, name(log, n), incident, moment(at), salts(f"{log}{n}")),)
    return made


def more(before: tuple[Record, ...], *incidents: Incident, log: str = "a", logged: str = LATE) -> tuple[Record, ...]:
    """The ledger carried on with more incidents."""
    for incident in incidents:
        number = len(history.fold(before)) + 1
        made = ledger.add(before, name(log, number), incident, moment(logged), salts(f"{log}{number}more{len(before)}"))
        before = (*before, made)
    return before


def corrected(
    before: tuple[Record, ...], number: int, incident: Incident, log: str = "a", logged: str = LATE
) -> tuple[Record, ...]:
    """The ledger with a correction."""
    return (*before, ledger.correct(before, name(log, number), incident, moment(logged), salts(f"{log}correct{len(before)}")))


def withdrawn(before: tuple[Record, ...], number: int, log: str = "a") -> tuple[Record, ...]:
    """The ledger with an incident taken back."""
    return (*before, ledger.withdraw(before, name(log, number), "fejl", MADE_AT, salts(f"{log}back{len(before)}")))


def erased(before: tuple[Record, ...], number: int, log: str = "a") -> tuple[Record, ...]:
    """The ledger with an incident erased for good."""
    return tuple(r.erased() if r.header.incident == name(log, number) else r for r in before)


def handed(
    records: tuple[Record, ...],
    chosen: Iterable[int] | None = None,
    *,
    log: str = "a",
    earlier: bool = False,
    made_at: datetime.datetime = MADE_AT,
) -> CaseFile:
    """The case file of a ledger as its owner hands it over: all incidents, or those of the numbers ``chosen``."""
    ids: Collection[str] = {r.header.incident for r in records} if chosen is None else {name(log, n) for n in chosen}
    lines = disclose.lines(records, ids, earlier)
    places = casefile.places(disclose.numbered(history.fold(line.record for line in lines)))
    return CaseFile(logfile.of(lines, places, made_at, "da"))


def together(*cases: CaseFile, notes: Casework = casework.EMPTY) -> Dossier:
    """The dossier of the case files, lettered in the order given."""
    return dossier.of([Source(letter, case) for letter, case in zip(string.ascii_uppercase, cases, strict=False)], notes)


def told(*cases: CaseFile, notes: Casework = casework.EMPTY) -> list[str]:
    """The labels of what stands, newest first."""
    return [e.history.label for e in together(*cases, notes=notes).timeline.entries]


def note(kind: NoteKind, date: str, **said: Any) -> CaseNote:
    """A case note of a day."""
    return CaseNote(
        **{
            "author": BERIT,
            "kind": kind,
            "date": datetime.date.fromisoformat(date if len(date) > 5 else f"2026-{date}"),
            "what": "Talt om det.",
            **said,
        }
    )


def noted(*notes: CaseNote, logged: str = LATE) -> Casework:
    """Casework of these notes."""
    made: tuple[Record, ...] = ()
    for n, one in enumerate(notes):
        made += (casework.add(made, f"{n:032x}", one, moment(logged), salts(f"note{n}")),)
    return casework.fold(made)
