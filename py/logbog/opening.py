"""One door for everything that a stranger gives: a case file, log.json alone, or a dossier file."""

import io
from dataclasses import dataclass
from typing import BinaryIO

from . import casefile, dossierfile
from .casefile import CaseFile
from .casepart import Original
from .dossierfile import DossierFile
from .errors import CannotRead


def read(source: bytes | BinaryIO) -> CaseFile | DossierFile:
    """What ``source`` (bytes, or a file that can seek) holds; raises CannotRead with a code of READ_CODES, or TooNew."""
    file = io.BytesIO(source) if isinstance(source, bytes) else source
    archive = casefile.unpacked(file)
    if archive is None:
        return casefile.read(file)
    return dossierfile.opened(archive) if dossierfile.is_one(archive) else casefile.opened(archive)


@dataclass(frozen=True, slots=True)
class Opened:
    """An original of a dossier file: the case file that it holds, or the code of the reason why it can't be read."""

    original: Original
    case: CaseFile | None
    code: str = ""


def originals(dossier: DossierFile) -> tuple[Opened, ...]:
    """Every original, each opened by itself."""
    return tuple(_opened(dossier, o) for o in dossier.originals)


def _opened(dossier: DossierFile, original: Original) -> Opened:
    try:
        return Opened(original, dossierfile.case(dossier, original.letter))
    except CannotRead as wrong:
        return Opened(original, None, wrong.code)
