"""The files that a command is given, opened: each log with a letter, and the dossier file among them."""

import argparse
import io
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from logbog import casefile, dossierfile, opening
from logbog.casefile import CaseFile
from logbog.casepart import LETTERS
from logbog.casework import EMPTY, Casework
from logbog.dossierfile import DossierFile
from logbog.errors import CannotRead

from . import protected
from .terminal import CannotOpen, CannotUse, Terminal, opened

if TYPE_CHECKING:
    from logbog.dossier import Dossier

START = 64


@dataclass(frozen=True, slots=True)
class Log:
    """One case file that is open: its letter, its bytes as they are handed on, what they say, and who wrote it."""

    letter: str
    content: BinaryIO
    case: CaseFile
    label: str = ""


@dataclass(frozen=True, slots=True)
class Shut:
    """An original of the dossier file that can't be read, and why."""

    letter: str
    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Given:
    """All that is open. ``held`` is the dossier file; ``content`` the bytes of the first file, unprotected."""

    logs: tuple[Log, ...]
    shut: tuple[Shut, ...]
    held: DossierFile | None
    content: BinaryIO
    was_protected: bool

    @property
    def casework(self) -> Casework:
        """The notes and hands so far."""
        return self.held.casework if self.held else EMPTY

    @property
    def single(self) -> CaseFile | None:
        """The case file, when one was given and nothing else."""
        return self.logs[0].case if self.held is None and len(self.logs) == 1 else None

    @property
    def dossier(self) -> "Dossier":
        """All of it seen as one."""
        from logbog import dossier
        from logbog.dossier import Source

        return dossier.of([Source(log.letter, log.case, log.label) for log in self.logs], self.casework)


@contextmanager
def several(asked: argparse.Namespace, files: Sequence[str], terminal: Terminal) -> Iterator[Given]:
    """The files, open as long as the block lasts; raises CannotOpen or CannotUse for the first that won't do."""
    labels: dict[str, str] = dict(getattr(asked, "label", None) or ())
    with ExitStack() as stack:
        given = [_one(file, asked, terminal, stack) for file in files]
        held = [(file, read) for file, (_, read, _) in zip(files, given, strict=True) if isinstance(read, DossierFile)]
        if len(held) > 1:
            raise CannotUse("cli.one_dossier", held[1][0])
        logs, shut = _originals(held[0][1], files[0], asked, terminal) if held else ([], [])
        for file, (content, read, _) in zip(files, given, strict=True):
            if isinstance(read, CaseFile):
                taken = {x.letter for x in (*logs, *shut)}
                letter = next((x for x in LETTERS if x not in taken), "")
                if not letter:
                    raise CannotUse("cli.too_many_logs", file)
                logs.append(Log(letter, content, read))
        if unknown := set(labels) - {log.letter for log in logs}:
            raise CannotUse("cli.no_such_log", min(unknown))
        named = tuple(Log(x.letter, x.content, x.case, labels.get(x.letter, x.label)) for x in logs)
        yield Given(named, tuple(shut), held[0][1] if held else None, given[0][0], given[0][2])


def _one(
    file: str, asked: argparse.Namespace, terminal: Terminal, stack: ExitStack
) -> tuple[BinaryIO, CaseFile | DossierFile, bool]:
    """One file read: its bytes, what they say, and whether it was protected."""
    source = stack.enter_context(opened(file))
    try:
        locked = protected.is_protected(source.read(START))
        content = _unlocked(source, file, asked, terminal) if locked else source
        return content, opening.read(content), locked
    except CannotRead as wrong:
        raise CannotOpen(f"error.{wrong.code}", file, wrong.code) from wrong


def _unlocked(source: BinaryIO, file: str, asked: argparse.Namespace, terminal: Terminal) -> BinaryIO:
    passphrase = protected.asked(terminal.w, file, asked.passphrase_file)
    return io.BytesIO(protected.opened(source, passphrase, file))


def _originals(held: DossierFile, file: str, asked: argparse.Namespace, terminal: Terminal) -> tuple[list[Log], list[Shut]]:
    """The logs that lie in a dossier file; one that can't be read stands in the way of no other."""
    logs, shut = [], []
    for original in held.originals:
        try:
            content = dossierfile.original(held, original.letter)
            if protected.is_protected(content.read(START)):
                content = _unlocked(content, f"{file}: {original.file}", asked, terminal)
            logs.append(Log(original.letter, content, casefile.read(content), original.label))
        except CannotRead as wrong:
            shut.append(Shut(original.letter, wrong.code, original.label))
    return logs, shut
