"""The dossier file: the ZIP that a professional hands on. The case files as they came, and the notes beside them.

Laws of this module:
1. An original leaves as it came, byte for byte; it lies in the ZIP stored, so it can be opened where it lies.
2. An original is opened by itself, with limits of its own: that one can't be read says nothing of the others.
3. A dossier file is no original: what was handed on before goes along in the same chain, never one inside the other.

It is made as a case file is: ``plan``, then ``parts`` once the CRC-32 of each original is known.
"""

import datetime
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import BinaryIO

from . import casefile, casework, chain, readme, strictjson, words
from .casefile import CaseFile, Digest, Made, Need, Plan, parts
from .casepart import Original
from .casework import Casework
from .chain import Chain
from .errors import CannotRead, TooNew
from .manifest import Stated
from .record import Record
from .window import Window
from .zipreading import Archive

__all__ = ["DossierFile", "Made", "Need", "Plan", "case", "held", "opened", "original", "parts", "plan", "read", "span"]

FORMAT, VERSION = "logbog-dossier", 1
PDF, HTML, XLSX, SUMMARY, CALENDAR = "rapport.pdf", "rapport.html", "tidslinje.xlsx", "resume.pdf", "opfoelgning.ics"
CASE, README, MANIFEST = "sag.json", casefile.README, casefile.MANIFEST
FILES = (PDF, HTML, XLSX, SUMMARY, CALENDAR, CASE, README, MANIFEST)
KEYS = {"format", "v", "lang", "made_at", "count", "head", "seal", "records"}
MOST_PACKED = 256 << 20


@dataclass(frozen=True, kw_only=True)
class DossierFile(Chain):
    """What was read; ``stated`` is None when no manifest can be read."""

    archive: Archive
    stated: tuple[Stated, ...] | None = None

    @cached_property
    def casework(self) -> Casework:
        """The originals, notes and hands; an altered text is no part of it, its finding is."""
        return casework.fold(line.record for line in self.ordered)

    @property
    def originals(self) -> tuple[Original, ...]:
        """The case files as they came, by letter."""
        return self.casework.originals


def read(source: BinaryIO | bytes) -> DossierFile:
    """The dossier file in ``source``; raises CannotRead with a code of READ_CODES, or TooNew."""
    archive = casefile.unpacked(io.BytesIO(source) if isinstance(source, bytes) else source)
    if archive is None:
        raise CannotRead("not_case_file")
    return opened(archive)


def is_one(archive: Archive) -> bool:
    """Whether a ZIP is a dossier file. One that holds a log.json too is a case file, to every program alike."""
    return CASE in archive.names and casefile.LOG not in archive.names


def opened(archive: Archive) -> DossierFile:
    """The dossier file that a ZIP is."""
    if not is_one(archive):
        raise CannotRead("not_case_file")
    value = strictjson.loads(archive.read(CASE, casefile.MOST_LOG))
    told = chain.from_json(value, FORMAT, VERSION)
    if set(value) != KEYS:
        raise TooNew()
    known = {f.name: getattr(told, f.name) for f in fields(Chain)}
    dossier = DossierFile(**known, archive=archive, stated=casefile.stated(archive))
    # A record that this version can't read is found now, not when somebody looks.
    _ = dossier.casework
    return dossier


def original(dossier: DossierFile, letter: str, most: int = MOST_PACKED) -> BinaryIO:
    """The bytes of an original, as they came.

    Raises CannotRead: ``damaged`` when its file isn't there, ``too_large`` when somebody packed it and it is over
    ``most`` bytes, since then it must be unpacked in memory.
    """
    name = _name(dossier, letter)
    if name not in dossier.archive.names:
        raise CannotRead("damaged")
    where = dossier.archive.span(name)
    if where is None:
        return io.BytesIO(dossier.archive.read(name, most))
    return Window(dossier.archive.source, *where)


def span(dossier: DossierFile, letter: str) -> tuple[int, int] | None:
    """(offset, size) of an original in the dossier file, when it lies there as it came."""
    name = _name(dossier, letter)
    return dossier.archive.span(name) if name in dossier.archive.names else None


def case(dossier: DossierFile, letter: str) -> CaseFile:
    """An original, read; raises CannotRead when that one can't be."""
    return casefile.read(original(dossier, letter))


def _name(dossier: DossierFile, letter: str) -> str:
    return {o.letter: o.file for o in dossier.originals}[letter]


def held(dossier: DossierFile, digests: Iterable[Digest]) -> tuple[Original, ...]:
    """The originals that lie in a dossier file, as they are now, to be handed on: what was altered goes on as it is."""
    found: Mapping[str, Digest] = {d.name: d for d in digests if d.sha256 and d.size}
    return tuple(replace(o, sha256=d.sha256, size=d.size) for o in dossier.originals if (d := found.get(o.file)))


def encode(told: Chain) -> bytes:
    """The bytes of sag.json; the same chain gives the same bytes."""
    return json.dumps(chain.to_json(told, FORMAT, VERSION, {}), ensure_ascii=False, indent=1).encode() + b"\n"


def plan(
    made: Iterable[Made], originals: Sequence[Original], records: Sequence[Record], made_at: datetime.datetime, lang: str
) -> Plan:
    """The dossier file of the files ``made`` (reports), the ledger ``records``, and the ``originals`` that go along.

    A need is an original's bytes, its ``id`` the letter. Raises ValueError for an original that no record tells of.
    """
    case = casework.fold(records)
    if not {o.file for o in originals} <= {o.file for o in case.originals}:
        raise ValueError("an original is added to the ledger before it is handed on")
    told = chain.of(casework.lines(records), made_at, lang)
    reports = tuple(made)
    names = [*(m.name for m in reports), CASE, MANIFEST]
    languages = [words.load(language) for language in words.LANGUAGES]
    text = readme.of_dossier(told, case.hands, [name for name in FILES if name in names], languages)
    own = (Made(CASE, encode(told)), Made(README, text))
    needs = (Need(o.file, o.letter, False, o.sha256, o.size) for o in originals)
    return casefile.with_manifest((*reports, *own, *needs))
