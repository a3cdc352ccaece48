"""Packing: the files that are made of a case, step by step, so that the page can tell how far it is and stop it.

Laws of this module:
1. An original goes into the dossier file as the Blob that it is; only its digest and CRC-32 are taken here, in pieces.
2. The name of a file says what it is and the day, and nothing of what stands in it.
"""

import dataclasses
import datetime
import hashlib
import time
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from logbog import casepart, dossierfile, dossierreport, followups, render_html, render_pdf, render_xlsx, summary
from logbog.casenote import Author
from logbog.casepart import Original
from logbog.dossier import Dossier
from logbog.dossierfile import DossierFile, Made, Need
from logbog.errors import CannotRead
from logbog.record import Record
from logbog.verify import Finding

from . import blobfile
from .blobfile import Blob
from .part import Host

# So long the worker works before it listens again, and so much is read at a time.
TURN = 0.05
PIECE = 1 << 20
TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "html": "text/html",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar",
    "zip": "application/zip",
}
FILES: Mapping[str, str] = {
    "pdf": dossierfile.PDF,
    "html": dossierfile.HTML,
    "xlsx": dossierfile.XLSX,
    "summary": dossierfile.SUMMARY,
    "ics": dossierfile.CALENDAR,
}


@dataclass(frozen=True, slots=True)
class File:
    """A finished file: its pieces are bytes and Blobs."""

    name: str
    type: str
    pieces: tuple[Any, ...]
    size: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What the files are made of: the case as it is handed on, who made them, when, what the checks found, the code of
    the hand ("" for papers that hand nothing on), and whether the calendar tells what is to be followed up."""

    dossier: Dossier
    author: Author
    made_at: datetime.datetime
    findings: Mapping[str, Sequence[Finding]]
    seal: str = ""
    told: bool = False


@dataclass(frozen=True, slots=True)
class Lying:
    """An original where it lies: what the ledger is to tell of it, what it is now, its CRC-32 and its bytes."""

    told: Original
    now: Original
    crc32: int
    blob: Any


def name(file: str, made_at: datetime.datetime) -> str:
    """``rapport-2026-11-21.pdf``."""
    stem, _, ending = file.rpartition(".")
    return f"{stem}-{made_at.date().isoformat()}.{ending}"


# ── the originals ────────────────────────────────────────────────────────────────────────────────────────────


async def originals(host: Host, until: float) -> list[Lying]:
    """Every log that goes along, read through once; those of a dossier file that couldn't be opened go along as well.

    Raises OSError when one can't be read any more.
    """
    lying = [(o.letter, o.label, o.read(), o.blob(), o.file.size) for o in host.opened]
    there = {o.letter for o in host.opened}
    for original in host.casework.originals:
        if original.letter not in there and host.given is not None:
            held = _held(host.given, original.letter)
            if held is not None:
                lying.append((original.letter, original.label, blobfile.buffered(held), held.cut(0, held.size), held.size))
    known = {o.letter: o for o in host.casework.originals}
    whole, done, found = sum(size for *_, size in lying) or 1, 0, []
    for letter, label, file, blob, size in lying:
        said = host.w("handing.making_log", letter=letter)
        start, sha256, crc32, read = await _read(host, file, said, (until * done / whole, until * size / whole / max(1, size)))
        done += size
        now = Original(letter=letter, file=casepart.file_of(letter, start), sha256=sha256, size=read, label=label)
        told = dataclasses.replace(known[letter], label=label) if letter in known else now
        found.append(Lying(told, dataclasses.replace(now, file=told.file), crc32, blob))
    return found


def _held(given: DossierFile, letter: str) -> Blob | None:
    """The bytes of an original in the dossier file that was opened; None when they aren't there, as its check tells."""
    span = dossierfile.span(given, letter)
    under = getattr(given.archive.source, "raw", None)
    if span is not None and isinstance(under, Blob):
        return Blob(under.cut(*span))
    try:
        return Blob(blobfile.made(dossierfile.original(given, letter).read()))
    except CannotRead:
        return None


async def _read(host: Host, file: BinaryIO, said: str, at: tuple[float, float]) -> tuple[bytes, str, int, int]:
    """The first bytes, SHA-256, CRC-32 and length; ``at`` is how far it has come, and how far each byte brings it."""
    start, per_byte = at
    digest, crc32, size, first, since = hashlib.sha256(), 0, 0, b"", time.monotonic()
    file.seek(0)
    while piece := file.read(PIECE):
        first = first or piece[:64]
        digest.update(piece)
        crc32 = zlib.crc32(piece, crc32)
        size += len(piece)
        if time.monotonic() - since > TURN:
            await host.step(start + per_byte * size, said)
            since = time.monotonic()
    return first, digest.hexdigest(), crc32, size


# ── the papers ───────────────────────────────────────────────────────────────────────────────────────────────


async def paper(host: Host, which: str, asked: Asked, between: tuple[float, float] = (0.0, 1.0)) -> File | None:
    """One of FILES; None for a calendar with nothing in it."""
    content = await _content(host, which, asked, between)
    if not content:
        return None
    made = name(FILES[which], asked.made_at)
    return File(made, TYPES[made.rpartition(".")[2]], (content,), len(content))


async def _content(host: Host, which: str, asked: Asked, between: tuple[float, float]) -> bytes:
    w = host.w
    said = w("handing.making_report" if which in ("pdf", "html") else "handing.making_rest")
    await host.step(between[0], said)
    if which == "ics":
        return followups.ics(asked.dossier.casework, w, asked.made_at, asked.told)
    if which == "summary":
        return render_pdf.render(summary.of(asked.dossier, w, asked.made_at, asked.author, asked.findings), {})
    options = dossierreport.Options(made_at=asked.made_at, author=asked.author, seal=asked.seal)
    report = dossierreport.of(asked.dossier, w, options, asked.findings)
    if which == "xlsx":
        return render_xlsx.render(report)
    pictures = dossierreport.pictures(asked.dossier)
    if which == "html":
        return render_html.render(report, pictures)
    drawing, (start, end) = render_pdf.steps(report, pictures), between
    while True:
        try:
            done = next(drawing)
        except StopIteration as finished:
            return bytes(finished.value)
        await host.step(start + (end - start) * done, said)


# ── the dossier file ─────────────────────────────────────────────────────────────────────────────────────────


async def dossier_file(host: Host, asked: Asked, records: Sequence[Record], lying: Sequence[Lying], start: float) -> File:
    """The whole dossier file: the reports, the ledger and every original."""
    made, share = [], (1 - start) / len(FILES)
    for n, which in enumerate(FILES):
        at = start + share * n
        content = await _content(host, which, asked, (at, at + share))
        if content:
            made.append(Made(FILES[which], content))
    plan = dossierfile.plan(made, [x.now for x in lying], records, asked.made_at, host.w.lang)
    parts = dossierfile.parts(plan, {x.now.file: x.crc32 for x in lying})
    blobs = {x.now.file: x.blob for x in lying}
    size = sum(part.size if isinstance(part, Need) else len(part) for part in parts)
    pieces = tuple(blobs[part.name] if isinstance(part, Need) else part for part in parts)
    return File(name("sagsmappe.zip", asked.made_at), TYPES["zip"], pieces, size)
