"""The case file: the ZIP that is handed over, made and read.

Making it takes two steps, because an exhibit's bytes are opened last and never pass through here:
``plan`` says which files there are, ``parts`` lays them out once the CRC-32 of each exhibit is known.
A file in it is named by what it is, never by the name it had on the phone.
"""

import hashlib
import io
import zlib
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import BinaryIO, Protocol, cast

from . import logfile, manifest, ziplayout, zipreading
from .chain import at_once
from .disclose import Line, Numbered, numbered
from .errors import CannotRead, CannotWrite, TooNew
from .history import History, fold
from .incident import Exhibit
from .logfile import LogFile, Place
from .manifest import Stated
from .record import Record
from .zipreading import Archive

PDF, HTML, CSV, XLSX = "rapport.pdf", "rapport.html", "haendelser.csv", "haendelser.xlsx"
LOG, README, MANIFEST, FOLDER = "log.json", "LAES-MIG.txt", "manifest.json", "bilag/"
FILES = (PDF, HTML, CSV, XLSX, LOG, README, MANIFEST)
MOST_LOG, MOST_MANIFEST = 64 << 20, 8 << 20

SORTS: Mapping[str, str] = {"image": "billede", "audio": "lyd", "video": "video", "text": "tekst"}
ENDINGS: Mapping[str, str] = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/gif": "gif",
    "image/heic": "heic",
    "image/heif": "heif",
    "image/avif": "avif",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/x-m4a": "m4a",
    "audio/aac": "aac",
    "audio/amr": "amr",
    "audio/ogg": "ogg",
    "audio/wav": "wav",
    "audio/x-wav": "wav",
    "audio/webm": "webm",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/3gpp": "3gp",
    "video/webm": "webm",
    "application/pdf": "pdf",
    "text/plain": "txt",
}


def name_of(numbered: Numbered) -> str:
    """The exhibit's name in the case file: ``bilag/001-billede.jpg``."""
    kind = numbered.exhibit.type.partition(";")[0].strip().lower()
    sort = "dokument" if kind == "application/pdf" else SORTS.get(kind.partition("/")[0], "fil")
    return f"{FOLDER}{numbered.number:03}-{sort}.{ENDINGS.get(kind, 'bin')}"


def leaving(exhibit: Exhibit) -> tuple[str, int]:
    """(SHA-256, size) of the bytes that leave: those of the copy when the place is to be left out."""
    stripped = exhibit.leave_place_out and exhibit.stripped_sha256
    return (exhibit.stripped_sha256, exhibit.stripped_size) if stripped else (exhibit.sha256, exhibit.size)


@dataclass(frozen=True, slots=True)
class Made:
    """A file whose bytes are made here."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Need:
    """A file whose bytes the skin brings: exhibit ``id``, as it came or ``stripped`` of what the camera wrote.

    In what is handed on, ``id`` is an original's letter.
    """

    name: str
    id: str
    stripped: bool
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The files of a case file in their order; the manifest is the last."""

    files: tuple[Made | Need, ...]

    @property
    def needs(self) -> tuple[Need, ...]:
        """What the skin must open before the layout can be made."""
        return tuple(f for f in self.files if isinstance(f, Need))


def places(exhibits: Iterable[Numbered]) -> tuple[Place, ...]:
    """What log.json says about where each exhibit lies."""
    return tuple(Place(e.number, e.incident, e.exhibit.id, name_of(e)) for e in exhibits)


def plan(made: Iterable[Made], exhibits: Iterable[Numbered]) -> Plan:
    """The case file of the files ``made`` (report, tables, log.json, read-me) and the exhibits that belong to them."""
    needs = tuple(
        Need(name_of(e), e.exhibit.id, leaving(e.exhibit) != (e.exhibit.sha256, e.exhibit.size), *leaving(e.exhibit))
        for e in exhibits
    )
    return with_manifest((*made, *needs))


def with_manifest(files: Sequence[Made | Need]) -> Plan:
    """The plan of ``files`` and the manifest that states them."""
    stated = (
        Stated(f.name, f.size, f.sha256)
        if isinstance(f, Need)
        else Stated(f.name, len(f.content), hashlib.sha256(f.content).hexdigest())
        for f in files
    )
    return Plan((*files, Made(MANIFEST, manifest.encode(stated))))


def parts(planned: Plan, crc32s: Mapping[str, int]) -> tuple[bytes | Need, ...]:
    """The ZIP as pieces to be written one after the other; ``crc32s`` gives the CRC-32 of each need by its name.

    Raises CannotWrite: ``exhibit_gone`` when one is missing, ``too_many_bytes`` when no plain ZIP holds them or no reader takes them.
    """
    if any(need.name not in crc32s for need in planned.needs):
        raise CannotWrite("exhibit_gone")
    # What nobody could open again is not made.
    too_long = any(isinstance(f, Made) and len(f.content) > MOST_LOG for f in planned.files if f.name == LOG)
    if too_long or len(planned.files) > zipreading.MOST_FILES:
        raise CannotWrite("too_many_bytes")
    laid = ziplayout.layout(
        [
            ziplayout.Entry(f.name, crc32s[f.name], f.size)
            if isinstance(f, Need)
            else ziplayout.Entry(f.name, zlib.crc32(f.content), len(f.content))
            for f in planned.files
        ]
    )
    pieces: list[bytes | Need] = []
    for head, file in zip(laid.heads, planned.files, strict=True):
        pieces += [head, file if isinstance(file, Need) else file.content]
    return (*pieces, laid.tail)


def pack(planned: Plan, contents: Mapping[str, bytes]) -> bytes:
    """The whole ZIP at once, for small ones; ``contents`` gives the bytes of each exhibit by their SHA-256."""
    crc32s = {n.name: zlib.crc32(contents[n.sha256]) for n in planned.needs if n.sha256 in contents}
    return b"".join(p if isinstance(p, bytes) else contents[p.sha256] for p in parts(planned, crc32s))


@dataclass(frozen=True)
class CaseFile:
    """What was read. ``archive`` is None when log.json came alone; ``stated`` is None when no manifest can be read."""

    log: LogFile
    archive: Archive | None = None
    stated: tuple[Stated, ...] | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        """The records in the order of their numbers, each number once."""
        return self.log.ordered

    @property
    def altered(self) -> Collection[int]:
        """The numbers (seq) of the records whose text isn't what their header's digest was taken of."""
        return self.log.altered

    @cached_property
    def histories(self) -> tuple[History, ...]:
        """The log to be shown; an altered text is no part of it, its finding is."""
        return fold(Record(line.header, None, None) if line.header.seq in self.altered else line.record for line in self.lines)

    @cached_property
    def exhibits(self) -> tuple[Numbered, ...]:
        """The exhibits that the log tells of, numbered as in its report."""
        return numbered(self.histories)


def read(source: bytes | BinaryIO) -> CaseFile:
    """The case file in ``source`` (bytes, or a file that can seek): a ZIP, or log.json alone.

    Raises CannotRead with a code of READ_CODES, or TooNew.
    """
    file = io.BytesIO(source) if isinstance(source, bytes) else source
    return at_once(opening(unpacked(file) or file))


def opening(source: Archive | BinaryIO) -> Generator[float, None, CaseFile]:
    """The same in steps, of the ZIP that ``unpacked`` gave, or of log.json alone: yields how far it has come (up to 1)."""
    archive = source if isinstance(source, Archive) else None
    if archive and LOG not in archive.names:
        raise CannotRead("not_case_file")
    log = yield from logfile.decoding(archive.read(LOG, MOST_LOG) if archive else _whole(cast(BinaryIO, source)))
    case = CaseFile(log, archive, stated(archive) if archive else None)
    # A record that this version can't read is found now, not when somebody looks.
    _ = case.histories
    return case


def unpacked(file: BinaryIO) -> Archive | None:
    """The ZIP that ``file`` is; None when it begins like JSON. Raises CannotRead."""
    file.seek(0)
    start = file.read(64)
    if start.startswith((b"age-encryption.org/", b"-----BEGIN AGE")):
        raise CannotRead("protected")
    if start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return None
    if not start.startswith(b"PK"):
        raise CannotRead("not_case_file")
    return Archive(file)


def opened(archive: Archive) -> CaseFile:
    """The case file that a ZIP is."""
    return at_once(opening(archive))


def stated(archive: Archive) -> tuple[Stated, ...] | None:
    """What the manifest of a ZIP states; None when there is none that can be read. Raises TooNew."""
    try:
        return manifest.decode(archive.read(MANIFEST, MOST_MANIFEST)) if MANIFEST in archive.names else None
    except TooNew:
        raise
    except CannotRead:
        return None


def _whole(file: BinaryIO) -> bytes:
    file.seek(0)
    content = file.read(MOST_LOG + 1)
    if len(content) > MOST_LOG:
        raise CannotRead("too_large")
    return content


@dataclass(frozen=True, slots=True)
class Digest:
    """One file of the ZIP as it is: ``sha256`` is empty when its bytes can't be read."""

    name: str
    size: int
    sha256: str


class Unpacked(Protocol):
    """What was read from a ZIP, or from a file of its own (``archive`` is None)."""

    @property
    def archive(self) -> Archive | None:
        """The ZIP."""


def digests(case: Unpacked) -> Iterator[Digest]:
    """Every file's digest, one by one, so that a skin can show how far it has come."""
    if case.archive is None:
        return
    for name in case.archive.names:
        found = hashlib.sha256()
        try:
            for piece in case.archive.chunks(name):
                found.update(piece)
        except CannotRead:
            yield Digest(name, 0, "")
        else:
            yield Digest(name, case.archive.size(name), found.hexdigest())


def sizes(case: Unpacked) -> Sequence[int]:
    """The sizes of the files that ``digests`` goes through, in its order."""
    return [case.archive.size(name) for name in case.archive.names] if case.archive else []
