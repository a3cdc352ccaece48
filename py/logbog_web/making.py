"""Making the file that is handed over: the report, or the case file around it.

Laws of this module:
1. Pictures are scaled one at a time, and originals go from the sealed storage into the file without passing through here.
2. Between two pieces of work the page may draw, tell how far it is, and stop the making.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from logbog import bundle, casefile, parts, render_pdf, seal, words
from logbog import report as reports
from logbog.blocks import Report
from logbog.bundle import Bundle
from logbog.casefile import Made, Need, Plan
from logbog.disclose import Numbered
from logbog.errors import CannotWrite, StoreError
from logbog.report import Options
from logbog.words import Words

from . import exhibits
from .choice import Choice
from .log import Log

PDF, ZIP = "pdf", "zip"
TYPES = {PDF: "application/pdf", ZIP: "application/zip"}
NAMES = {PDF: "rapport", ZIP: "sagspakke"}
LARGE, SMALL = (1600, 0.8), (1000, 0.6)
OLD_LIMIT = 10_000_000
UNDER_LIMIT = 9_600_000

Tell = Callable[[str, float], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What is to be made: PDF or ZIP, of which incidents (ids), with small pictures, split into parts."""

    kind: str
    choice: Choice
    chosen: tuple[str, ...]
    made_at: Any
    small: bool = False
    split: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    """A finished file: its pieces are bytes, and blobs that only outlet.py looks into."""

    name: str
    type: str
    pieces: tuple[Any, ...]
    size: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Finished:
    """The files, into how many parts the report could go, and how many pictures couldn't be drawn."""

    files: tuple[File, ...]
    could_be: int = 1
    not_drawn: int = 0


async def make(log: Log, w: Words, asked: Asked, tell: Tell) -> Finished:
    """Makes what is asked for. Raises CannotWrite or StoreError; cancelling it stops it at the next piece of work."""
    choice = asked.choice
    leaving = bundle.of(log.records, asked.chosen, made_at=asked.made_at, lang=choice.language, earlier=choice.earlier)
    options = Options(
        made_at=asked.made_at,
        seal=seal.of([r.header for r in log.records]).code,
        exposed=choice.own_name,
        other=choice.other_name,
        aside=leaving.aside,
        earlier=choice.earlier,
    )
    report = reports.of(leaving.timeline, words.load(choice.language), options)
    try:
        pictures, not_drawn = await _pictures(w, leaving.exhibits, asked, tell)
        if asked.kind == PDF:
            return await _report(w, report, pictures, asked, tell, not_drawn)
        return await _case_file(w, leaving, report, pictures, asked, tell, not_drawn)
    except MemoryError:
        raise CannotWrite("too_many_bytes") from None


async def _pictures(w: Words, attached: Sequence[Numbered], asked: Asked, tell: Tell) -> tuple[dict[str, bytes], int]:
    """Each picture scaled for the report, by its exhibit, and how many this device can't draw."""
    wanted = [e.exhibit.id for e in attached if e.exhibit.type.startswith("image/")]
    edge, quality = SMALL if asked.small else LARGE
    share = 0.7 if asked.kind == PDF else 0.4
    found: dict[str, bytes] = {}
    for n, exhibit in enumerate(wanted):
        await _turn(tell, w("making.picture", n=n + 1, of=len(wanted)), share * n / len(wanted))
        picture = await exhibits.scaled(exhibit, edge, quality)
        if picture is not None:
            found[exhibit] = picture
    return found, len(set(wanted)) - len(found)


async def _turn(tell: Tell, step: str, fraction: float) -> None:
    """Tells how far it is and lets the page draw."""
    tell(step, fraction)
    await asyncio.sleep(0)


async def _drawn(step: str, report: Report, pictures: Mapping[str, bytes], tell: Tell, between: tuple[float, float]) -> bytes:
    """The report as PDF, drawn step by step."""
    drawing = render_pdf.steps(report, pictures)
    start, end = between
    while True:
        try:
            done = next(drawing)
        except StopIteration as finished:
            return bytes(finished.value)
        await _turn(tell, step, start + (end - start) * done)


async def _report(w: Words, report: Report, pictures: Mapping[str, bytes], asked: Asked, tell: Tell, not_drawn: int) -> Finished:
    whole = await _drawn(w("making.report"), report, pictures, tell, (0.7, 1.0))
    sizes = {exhibit: len(picture) for exhibit, picture in pictures.items()}
    in_words = words.load(asked.choice.language)
    several = parts.split(report, in_words, UNDER_LIMIT, sizes, len(whole) - sum(sizes.values()))
    if not asked.split or len(several) == 1:
        could_be = len(several) if len(whole) > OLD_LIMIT else 1
        return Finished(files=(_file(asked, (whole,), len(whole)),), could_be=could_be, not_drawn=not_drawn)
    files = []
    for n, part in enumerate(several, 1):
        content = await _drawn(w("making.in_parts", n=n, of=len(several)), part, pictures, tell, (0.7, 1.0))
        files.append(_file(asked, (content,), len(content), f"-del-{n}-af-{len(several)}"))
    return Finished(files=tuple(files), could_be=len(several), not_drawn=not_drawn)


async def _case_file(
    w: Words, leaving: Bundle, report: Report, pictures: Mapping[str, bytes], asked: Asked, tell: Tell, not_drawn: int
) -> Finished:
    made = [Made(casefile.PDF, await _drawn(w("making.report"), report, pictures, tell, (0.4, 0.5)))]
    await _turn(tell, w("making.tables"), 0.5)
    for file in bundle.around(leaving, report, pictures):
        made.append(file)
        await _turn(tell, w("making.tables"), 0.5)
    plan = casefile.plan(made, leaving.exhibits)
    crc32s, blobs = await _originals(w, plan, tell)
    await _turn(tell, w("making.packing"), 0.98)
    pieces = casefile.parts(plan, crc32s)
    size = sum(piece.size if isinstance(piece, Need) else len(piece) for piece in pieces)
    whole = tuple(blobs[piece.name] if isinstance(piece, Need) else piece for piece in pieces)
    return Finished(files=(_file(asked, whole, size),), not_drawn=not_drawn)


async def _originals(w: Words, plan: Plan, tell: Tell) -> tuple[dict[str, int], dict[str, Any]]:
    """The CRC-32 and the blob of each exhibit, by its name; each one is hashed again and must be what was added."""
    crc32s: dict[str, int] = {}
    blobs: dict[str, Any] = {}
    for n, need in enumerate(plan.needs):
        await _turn(tell, w("making.exhibit", n=n + 1, of=len(plan.needs)), 0.55 + 0.4 * n / len(plan.needs))
        blob, crc32, size, sha256 = await exhibits.sealed_file(need.id, stripped=need.stripped)
        if (size, sha256) != (need.size, need.sha256):
            raise StoreError("exhibit_damaged")
        crc32s[need.name], blobs[need.name] = crc32, blob
    return crc32s, blobs


def _file(asked: Asked, pieces: tuple[Any, ...], size: int, part: str = "") -> File:
    """The name says what it is and the day, and nothing of what stands in it."""
    name = f"{NAMES[asked.kind]}-{asked.made_at.date().isoformat()}{part}.{asked.kind}"
    return File(name=name, type=TYPES[asked.kind], pieces=pieces, size=size)
