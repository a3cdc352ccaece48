"""Dossier files for the tests: one that went through three hands, and the ways somebody could change it."""

import datetime
import functools
import hashlib
import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cases import Files, Log, case, changed, files, log, packed

from logbog import casework, dossierfile, dossierverify, opening, seal, verify
from logbog.casefile import Made, Plan
from logbog.casenote import Author, CaseNote, NoteKind
from logbog.casepart import Thing, file_of
from logbog.casework import Hand, Original
from logbog.dossierfile import DossierFile
from logbog.finding import Finding
from logbog.incident import Answer
from logbog.record import Record

ZONE = datetime.timezone(datetime.timedelta(hours=1))
BEGAN = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
MADE_AT = datetime.datetime(2026, 12, 4, 14, 0, tzinfo=ZONE)
KARIN = Author(name="Karin Lund", role="rådgiver", place="Familieafdelingen")
OMAR = Author(name="Omar Nissen", role="betjent", place="Politiet")
EVA = Author(name="Eva Friis", role="sygeplejerske")
REPORTS = (Made(dossierfile.PDF, b"%PDF-1.4 a report"), Made(dossierfile.SUMMARY, b"%PDF-1.4 a summary"))


class Desk:
    """What a professional does, one thing an hour."""

    def __init__(self, records: tuple[Record, ...] = ()) -> None:
        self.records = records

    def _next(self) -> tuple[datetime.datetime, tuple[bytes, bytes]]:
        n = len(self.records)
        salts = [hashlib.sha256(f"{part}{n}".encode()).digest()[:16] for part in "sp"]
        return BEGAN + datetime.timedelta(hours=n), (salts[0], salts[1])

    def add(self, name: int, thing: Thing) -> "Desk":
        self.records += (casework.add(self.records, f"{name:032x}", thing, *self._next()),)
        return self

    def correct(self, name: int, thing: Original | CaseNote) -> "Desk":
        self.records += (casework.correct(self.records, f"{name:032x}", thing, *self._next()),)
        return self

    def withdraw(self, name: int, why: str) -> "Desk":
        self.records += (casework.withdraw(self.records, f"{name:032x}", why, *self._next()),)
        return self


def original(letter: str, content: bytes, label: str = "") -> Original:
    """An original, as it came."""
    digest = hashlib.sha256(content).hexdigest()
    return Original(letter=letter, file=file_of(letter, content), sha256=digest, size=len(content), label=label)


def note(author: Author, what: str, **said: Any) -> CaseNote:
    """A note of a meeting unless it says otherwise."""
    return CaseNote(**{"author": author, "kind": NoteKind.MEETING, "date": BEGAN.date(), "what": what, **said})


def handed_on(records: tuple[Record, ...], contents: Mapping[str, bytes]) -> bytes:
    """The dossier file of a ledger, with the originals by their letters."""
    held = [o for o in casework.fold(records).originals if o.letter in contents]
    return whole(dossierfile.plan(REPORTS, held, records, MADE_AT, "da"), contents)


def whole(plan: Plan, contents: Mapping[str, bytes]) -> bytes:
    """The bytes of a plan."""
    crc32s = {n.name: zlib.crc32(contents[n.id]) for n in plan.needs}
    return b"".join(p if isinstance(p, bytes) else contents[p.id] for p in dossierfile.parts(plan, crc32s))


def two_logs() -> dict[str, bytes]:
    """The log of the person exposed as a case file, and that of a neighbour as log.json alone."""
    return {"A": case(), "B": files(packed(log(12, "en")))["log.json"]}


def through_three_hands(contents: Mapping[str, bytes]) -> tuple[Record, ...]:
    """Two originals, four notes of which one was corrected and one withdrawn, and three hands."""
    day = BEGAN.date()
    desk = Desk()
    for n, (letter, content) in enumerate(contents.items(), 1):
        desk.add(n, original(letter, content, "borgeren" if letter == "A" else ""))
    asked = {"consent": Answer.YES, "follow_up": day + datetime.timedelta(days=14), "follow_up_what": "Er der sat en tid?"}
    desk.add(11, note(KARIN, "Talte om sikkerhed i hjemmet.", kind=NoteKind.SAFETY, about=("ab" * 16,)))
    desk.add(12, note(KARIN, "Henvist.", kind=NoteKind.REFERRAL, to="Dansk Stalking Center", people="Borgeren", **asked))
    desk.add(21, Hand(author=KARIN, to="Omar Nissen", text="Ring til borgeren først."))
    desk.add(13, note(OMAR, "", kind=NoteKind.POLICE, journal="0000-17", time=datetime.time(10, 30)))
    desk.correct(11, note(OMAR, "Talte om sikkerhed på vej til arbejde.", kind=NoteKind.SAFETY))
    desk.correct(2, original("B", contents["B"], "naboen"))
    desk.add(22, Hand(author=OMAR, to="Eva Friis"))
    desk.add(14, note(EVA, "Skrevet i den forkerte sag."))
    desk.withdraw(14, "Det var en anden sag.")
    desk.add(23, Hand(author=EVA))
    return desk.records


@functools.cache
def records() -> tuple[Record, ...]:
    """The ledger of the third hand."""
    return through_three_hands(two_logs())


@functools.cache
def dossier() -> bytes:
    """The dossier file of the third hand."""
    return handed_on(records(), two_logs())


def with_files(change: Callable[[Files], Any], *, new_manifest: bool = False) -> bytes:
    """The dossier file after a change of its files."""
    return changed(change, dossier(), new_manifest=new_manifest)


def with_case(change: Callable[[Log], Any], *, new_manifest: bool = True) -> bytes:
    """The dossier file after a change of what sag.json says."""

    def edit(held: Files) -> None:
        value = json.loads(held[dossierfile.CASE])
        change(value)
        held[dossierfile.CASE] = json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"

    return with_files(edit, new_manifest=new_manifest)


def read(content: bytes | None = None) -> DossierFile:
    """The dossier file, read."""
    return dossierfile.read(content or dossier())


def told(content: bytes) -> Sequence[dict[str, Any]]:
    """What a check says was altered."""
    return _said([f for f in dossierverify.findings(dossierfile.read(content)) if f.altered])


def outcome(of: DossierFile, code: str | None = None) -> dict[str, Any]:
    """All that a check says: of the notes and hands, of each original by itself, and each hand's code.

    ``exit`` is 1 when anything was altered, else 2 when an original can't be read, for nobody has checked that one.
    """
    own = dossierverify.findings(of, seal=seal.parse(code) if code else None)
    opened = opening.originals(of)
    found = {o.original.letter: verify.findings(o.case) if o.case else o.code for o in opened}
    altered = any(f.altered for f in [*own, *(f for each in found.values() if isinstance(each, tuple) for f in each)])
    return {
        "exit": 1 if altered else 2 if any(o.code for o in opened) else 0,
        "findings": _said(own),
        "originals": {letter: each if isinstance(each, str) else _said(each) for letter, each in found.items()},
        "hands": [hand.seal for hand in of.casework.hands],
    }


def _said(found: Sequence[Finding]) -> list[dict[str, Any]]:
    return [{"code": f.code, **f.fields} for f in found]
