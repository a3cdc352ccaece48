"""``logbog convert``: a protected file opened, log.json alone, or a file protected with a passphrase."""

import argparse
from collections.abc import Iterator
from pathlib import PurePath

from logbog import casefile

from . import protected
from .given import Given, several
from .terminal import UNCHANGED, CannotUse, Terminal, write

CHUNK = 1 << 20


def convert(asked: argparse.Namespace, terminal: Terminal) -> int:
    """Writes what the ending of the new file's name asks for; nothing that is said in it changes."""
    with several(asked, [asked.file], terminal) as given:
        match PurePath(asked.output).suffix.lower():
            case ".age":
                size = write(asked.output, [_locked(given, asked, terminal)])
            case ".zip" if given.held or given.logs[0].case.archive:
                size = write(asked.output, _whole(given))
            case ".json" if given.held is None:
                size = write(asked.output, [_log(given)])
            case ".zip" | ".json":
                raise CannotUse("cli.not_in_it", asked.file)
            case _:
                raise CannotUse("cli.ending", asked.output)
    terminal.say(terminal.w("cli.written", file=asked.output, size=terminal.w.size(size)))
    return UNCHANGED


def _whole(given: Given) -> Iterator[bytes]:
    given.content.seek(0)
    while piece := given.content.read(CHUNK):
        yield piece


def _log(given: Given) -> bytes:
    archive = given.logs[0].case.archive
    return archive.read(casefile.LOG, casefile.MOST_LOG) if archive else b"".join(_whole(given))


def _locked(given: Given, asked: argparse.Namespace, terminal: Terminal) -> bytes:
    # A file of passphrases opens what is protected already; the new one is typed then.
    known = None if given.was_protected else asked.passphrase_file
    passphrase = protected.chosen(terminal.w, asked.output, known)
    return protected.closed(b"".join(_whole(given)), passphrase)
