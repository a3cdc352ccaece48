"""Case files for the tests: one made of an invented log, and the ways somebody could change it."""

import datetime
import functools
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Collection
from typing import Any

from logbog import casefile, demo, disclose, history, logfile, manifest, verify, ziplayout
from logbog.casefile import CaseFile, Made, Plan
from logbog.manifest import Stated
from logbog.record import Record

TODAY = datetime.date(2026, 11, 21)
MADE_AT = datetime.datetime(2026, 11, 21, 9, 30, tzinfo=datetime.UTC)
Files = dict[str, bytes]
Log = dict[str, Any]


@functools.cache
def log(incidents: int = 30, lang: str = "da") -> demo.Demo:
    """An invented log."""
    return demo.log(incidents, today=TODAY, lang=lang)


def planned(of: demo.Demo, chosen: Collection[str] | None = None, earlier: bool = False) -> Plan:
    """The files of its case file, with stand-ins for the report, which a check treats as any file."""
    ids = {r.header.incident for r in of.records} if chosen is None else chosen
    lines = disclose.lines(of.records, ids, earlier)
    exhibits = disclose.numbered(history.fold(line.record for line in lines))
    log_file = logfile.of(lines, casefile.places(exhibits), MADE_AT, "da")
    made = [Made(casefile.PDF, b"%PDF-1.4 a report"), Made(casefile.LOG, logfile.encode(log_file))]
    return casefile.plan(made, exhibits)


def packed(of: demo.Demo, chosen: Collection[str] | None = None, earlier: bool = False) -> bytes:
    """Its case file."""
    return casefile.pack(planned(of, chosen, earlier), of.contents)


@functools.cache
def case() -> bytes:
    """The case file of thirty incidents."""
    return packed(log())


def files(content: bytes) -> Files:
    """What lies in a ZIP."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def changed(change: Callable[[Files], None], content: bytes | None = None, *, new_manifest: bool = False) -> bytes:
    """The case file after ``change``; ``new_manifest`` makes the manifest fit again, as somebody cunning would."""
    held = files(content or case())
    change(held)
    if new_manifest:
        others = [(name, b) for name, b in held.items() if name != casefile.MANIFEST]
        stated = [Stated(name, len(b), hashlib.sha256(b).hexdigest()) for name, b in others]
        held[casefile.MANIFEST] = manifest.encode(stated)
    return ziplayout.pack(held.items())


def with_log(change: Callable[[Log], None], *, new_manifest: bool = True) -> bytes:
    """The case file after a change of what log.json says."""

    def edit(held: Files) -> None:
        value = json.loads(held[casefile.LOG])
        change(value)
        held[casefile.LOG] = json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"

    return changed(edit, new_manifest=new_manifest)


def alterations(content: bytes) -> list[dict[str, Any]]:
    """What a check says was altered."""
    return [{"code": f.code, **f.fields} for f in verify.findings(casefile.read(content)) if f.altered]


def read(content: bytes | None = None) -> CaseFile:
    """The case file, read."""
    return casefile.read(content or case())


def told(records: tuple[Record, ...]) -> int:
    """The position of a record whose text leaves, in the middle of the log."""
    lines = disclose.lines(records, {r.header.incident for r in records})
    return next(n for n, line in enumerate(lines) if n > len(lines) // 2 and line.shared and "what" in (line.shared.value or {}))
