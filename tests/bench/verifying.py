"""``logbog verify``, against a program that does nothing but hash the same bytes and an interpreter that does nothing at all."""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from . import casefiles
from .figure import Figure, in_turns, seconds

PEER = "python -c pass + sha256sum of the same file"
TARGET = 10
COMMAND = Path(sys.executable).with_name("logbog")


def figures(folder: Path) -> Iterator[Figure]:
    """A case file as it comes, one with large pictures, and the log alone."""
    for key, path, what in (
        ("verify_10k", casefiles.whole(folder), "logbog verify, 10,000 incidents"),
        ("verify_10k_pictures", casefiles.with_pictures(folder), "logbog verify, 10,000 incidents, 1,000 pictures of 100-300 kB"),
        ("verify_10k_no_exhibits", casefiles.alone(folder), "logbog verify, log.json of 10,000 incidents alone"),
    ):
        ours, start, hashed = in_turns(
            partial(_run, str(COMMAND), "verify", str(path)),
            partial(_run, sys.executable, "-c", "pass"),
            partial(_run, *_hasher(), str(path)),
        )
        size = path.stat().st_size / 1e6
        yield Figure(key=key, what=f"{what} ({size:.0f} MB)", peer=PEER, ours=ours, theirs=start + hashed, target=TARGET)


def _hasher() -> list[str]:
    return ["shasum", "-a", "256"] if sys.platform == "darwin" else ["sha256sum"]


def _run(*command: str) -> float:
    return seconds(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL))
