"""Backups for the tests: one made of an invented log, and the ways somebody could change it."""

import functools
import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any

from cases import MADE_AT, Files, files, log

from logbog import backup, casefile, demo, ledger, manifest, ziplayout
from logbog.backup import Backup
from logbog.manifest import Stated
from logbog.record import Record

ROW, DRAFTED = "ab" * 16, b"a sound that is in a draft only"
FORM = {"what": ["Halvt skrevet"], "kinds": ["other"]}


def draft() -> dict[str, Any]:
    """A form that is being filled in, with an exhibit of its own."""
    told = {"id": "cd" * 16, "sha256": hashlib.sha256(DRAFTED).hexdigest(), "size": len(DRAFTED), "type": "audio/wav"}
    return {"incident": "", "fields": FORM, "exhibits": [told]}


def of(records: Sequence[Record], *, gone: Sequence[str] = (), drafts: bool = True) -> Backup:
    """The backup of a log."""
    held = {ROW: draft()} if drafts else {}
    return backup.of(records, held, {"secret_words": ["Ærøvej"], "own_name": "Prøve"}, gone, MADE_AT, "da")


def zipped(of_log: demo.Demo, told: Backup | None = None) -> bytes:
    """The ZIP that lies in the locked file."""
    contents = {**of_log.contents, hashlib.sha256(DRAFTED).hexdigest(): DRAFTED}
    return casefile.pack(backup.plan(told or of(of_log.records)), contents)


@functools.cache
def erased_log() -> demo.Demo:
    """A log of twelve with an incident erased."""
    made = log(12)
    gone = {r.header.seq: r for r in ledger.erase(made.records, made.records[1].header.incident)}
    return made._replace(records=tuple(gone.get(r.header.seq, r) for r in made.records))


@functools.cache
def good() -> bytes:
    """A backup of thirty incidents, private parts, a draft and all."""
    return zipped(log())


def changed(change: Callable[[Files], None], content: bytes | None = None) -> bytes:
    """The backup after ``change``, with a manifest that fits again, as somebody cunning would make it."""
    held = files(content or good())
    change(held)
    others = [(name, b) for name, b in held.items() if name != casefile.MANIFEST]
    held[casefile.MANIFEST] = manifest.encode([Stated(name, len(b), hashlib.sha256(b).hexdigest()) for name, b in others])
    return ziplayout.pack(held.items())


def told(change: Callable[[dict[str, Any]], None], content: bytes | None = None) -> bytes:
    """The backup after a change of what backup.json says."""

    def edit(held: Files) -> None:
        value = json.loads(held[backup.BACKUP])
        change(value)
        held[backup.BACKUP] = json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"

    return changed(edit, content)
