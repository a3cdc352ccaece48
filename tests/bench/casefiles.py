"""Case files of ten thousand incidents, made once and kept in build/bench."""

import contextlib
import dataclasses
import datetime
import functools
import hashlib
import io
import random
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "py"), str(ROOT / "tests")]

from cases import planned  # noqa: E402

from logbog import casefile, codec, demo  # noqa: E402
from logbog.incident import Exhibit  # noqa: E402
from logbog.record import GENESIS, Record  # noqa: E402
from logbog_cli.__main__ import main  # noqa: E402

INCIDENTS, PICTURES = 10_000, 1_000
SMALLEST, LARGEST = 100_000, 300_000
TODAY = datetime.date(2026, 11, 21)


def whole(folder: Path) -> Path:
    """What ``logbog demo --incidents 10000`` writes: the reports, and the small pictures of the demo."""

    def write(path: Path) -> None:
        with contextlib.redirect_stdout(io.StringIO()):
            main(["demo", str(path), "--incidents", str(INCIDENTS), "--today", str(TODAY)])

    return _once(folder / "demo-10k.zip", write)


def alone(folder: Path) -> Path:
    """Its log.json and nothing else: there is little to hash, so all that is slow is ours."""

    def write(path: Path) -> None:
        with zipfile.ZipFile(whole(folder)) as opened:
            path.write_bytes(opened.read(casefile.LOG))

    return _once(folder / "log-10k.json", write)


def with_pictures(folder: Path) -> Path:
    """The same incidents, every tenth with a picture of 100 to 300 kB, as a phone that scales them down would send."""
    return _once(folder / "pictures-10k.zip", _write_with_pictures)


def _once(path: Path, write: Any) -> Path:
    if not path.exists():
        draft = path.with_name(f"draft-{path.name}")
        write(draft)
        draft.replace(path)
    return path


def _write_with_pictures(path: Path) -> None:
    log = demo.Demo(tuple(_chained(demo.log(INCIDENTS, today=TODAY).records)), (), {})
    plan = planned(log)
    bytes_of = {hashlib.sha256(_picture(n)).hexdigest(): n for n in range(PICTURES)}
    crc32s = {need.name: zlib.crc32(_picture(bytes_of[need.sha256])) for need in plan.needs}
    with path.open("wb") as out:
        for piece in casefile.parts(plan, crc32s):
            out.write(piece if isinstance(piece, bytes) else _picture(bytes_of[piece.sha256]))


def _picture(n: int) -> bytes:
    chance = random.Random(n)
    return b"\xff\xd8\xff\xe0" + chance.randbytes(chance.randint(SMALLEST, LARGEST))


@functools.cache
def _exhibit(n: int) -> Exhibit:
    content = _picture(n)
    return Exhibit(id=f"{n:032x}", sha256=hashlib.sha256(content).hexdigest(), size=len(content), type="image/jpeg")


def _chained(records: tuple[Record, ...]) -> Iterator[Record]:
    """The records anew, with other exhibits and so with other digests."""
    before, pictures = GENESIS, iter(range(PICTURES))
    kept: dict[str, tuple[Exhibit, ...]] = {}
    for record in records:
        name, told = record.header.incident, record.incident
        if told and name not in kept:
            kept[name] = (_exhibit(next(pictures)),) if len(kept) % (INCIDENTS // PICTURES) == 0 else ()
        values = codec.parts(dataclasses.replace(told, exhibits=kept[name])) if told else (None, None)
        shared, private = (
            dataclasses.replace(part, value=value) if part and told else part
            for part, value in zip((record.shared, record.private), values, strict=True)
        )
        header = dataclasses.replace(
            record.header,
            prev=before,
            shared=shared.digest if shared else record.header.shared,
            private=private.digest if private else record.header.private,
        )
        before = header.digest
        yield Record(header, shared, private)
