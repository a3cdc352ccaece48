"""``logbog merge``: the logs of a case in one dossier file, unchanged, with the name of whoever hands it on."""

import argparse
import datetime
import hashlib
import secrets
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from logbog import casepart, casework, dossier, dossierfile, handover
from logbog.casenote import Author
from logbog.casework import Hand, Original, Thing
from logbog.dossier import Source
from logbog.dossierreport import Options
from logbog.record import SALT_BYTES, Record

from .checking import Checked, check
from .given import START, Given, several
from .terminal import Terminal, write

CHUNK = 1 << 20


def merge(asked: argparse.Namespace, terminal: Terminal) -> int:
    """Writes the dossier file; what was handed on before goes along in the same chain."""
    w = terminal.w
    author = Author(name=asked.name, role=asked.role, place=asked.place)
    with several(asked, asked.files, terminal) as given:
        found = check(given, terminal)
        made_at = datetime.datetime.now().astimezone()
        contents = _contents(given)
        originals, records = _ledger(given, found, contents, made_at)
        hand = Hand(author=author, to=asked.to, text=asked.text)
        records = _with(records, _new_id(), hand, made_at)
        case = casework.fold(records)
        whole = dossier.of([Source(x.letter, x.case, x.label) for x in given.logs], case)
        options = Options(made_at=made_at, author=author, about=asked.about, seal=case.hands[-1].seal)
        files = terminal.progress(
            handover.made(whole, w, options, found.findings), w("cli.making"), [1] * len(handover.names(whole)), unit=""
        )
        plan = dossierfile.plan(files, originals, records, made_at, w.lang)
        parts = dossierfile.parts(plan, {o.file: _crc32(contents[o.letter]) for o in originals})
        pieces = (p for part in parts for p in (_chunks(contents[part.id]) if isinstance(part, dossierfile.Need) else (part,)))
        size = write(asked.output, pieces)
    terminal.say(w("cli.written", file=asked.output, size=w.size(size)))
    terminal.say(w("cli.chain_seal", code=case.hands[-1].seal))
    terminal.say(w("cli.keep_seal"))
    for shut in given.shut:
        terminal.warn(w("cli.shut", letter=shut.letter, why=w(f"error.{shut.code}")))
    if found.altered:
        terminal.warn(w("cli.read_altered"))
    return found.code


def _contents(given: Given) -> dict[str, BinaryIO]:
    """The bytes of every original by its letter; those in a dossier file as they lie there."""
    contents = {log.letter: log.content for log in given.logs}
    if given.held:
        there = set(given.held.archive.names)
        contents |= {o.letter: dossierfile.original(given.held, o.letter) for o in given.held.originals if o.file in there}
    return contents


def _ledger(
    given: Given, found: Checked, contents: dict[str, BinaryIO], now: datetime.datetime
) -> tuple[tuple[Original, ...], tuple[Record, ...]]:
    """The originals to hand on, and the ledger that tells of each; what somebody altered goes on as it is."""
    records = given.casework.records
    held = dossierfile.held(given.held, found.digests) if given.held else ()
    known = {o.letter: o for o in given.casework.originals}
    added = []
    for log in given.logs:
        if log.letter not in known:
            original = _original(log.letter, contents[log.letter], log.label)
            added.append(original)
            records = _with(records, _new_id(), original, now)
        elif log.label != known[log.letter].label:
            thing = replace(known[log.letter], label=log.label)
            records = (*records, casework.correct(records, casework.id_of(records, log.letter), thing, now, _salts()))
    return (*held, *added), records


def _original(letter: str, content: BinaryIO, label: str) -> Original:
    digest, size = hashlib.sha256(), 0
    for piece in _chunks(content):
        digest.update(piece)
        size += len(piece)
    content.seek(0)
    file = casepart.file_of(letter, content.read(START))
    return Original(letter=letter, file=file, sha256=digest.hexdigest(), size=size, label=label)


def _with(records: tuple[Record, ...], thing_id: str, thing: Thing, now: datetime.datetime) -> tuple[Record, ...]:
    return (*records, casework.add(records, thing_id, thing, now, _salts()))


def _new_id() -> str:
    return secrets.token_hex(16)


def _salts() -> tuple[bytes, bytes]:
    return secrets.token_bytes(SALT_BYTES), secrets.token_bytes(SALT_BYTES)


def _crc32(content: BinaryIO) -> int:
    crc = 0
    for piece in _chunks(content):
        crc = zlib.crc32(piece, crc)
    return crc


def _chunks(content: BinaryIO) -> Iterator[bytes]:
    content.seek(0)
    while piece := content.read(CHUNK):
        yield piece
