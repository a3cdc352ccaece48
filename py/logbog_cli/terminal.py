"""Lines on a terminal, files on a disk, and how far long work has come."""

import json
import os
import re
import sys
import unicodedata
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast

from logbog.words import Words

UNCHANGED, ALTERED, UNREADABLE, STOPPED = 0, 1, 2, 130
Step = TypeVar("Step")
Result = TypeVar("Result")
# What a terminal could take for a command, or turn the direction of the line by; JSON itself escapes only the first 32.
CONTROL = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


class CannotOpen(Exception):
    """A file that won't do; ``key`` is the word for it, ``code`` says the same to a program."""

    def __init__(self, key: str, file: str, code: str = "no_file") -> None:
        super().__init__(key)
        self.key, self.file, self.code = key, file, code


class CannotUse(CannotOpen):
    """What was asked for can't be done with this; ``file`` is what stands in the way."""


class Terminal:
    """Where answers go (stdout) and everything else goes (stderr)."""

    def __init__(self, w: Words) -> None:
        self.w = w

    def say(self, text: str = "") -> None:
        """One answer; a control character in a stranger's file never reaches the terminal."""
        print(_harmless(text))

    def indented(self, text: str) -> None:
        """A text of the log, set in."""
        for line in text.splitlines():
            print(f"    {_harmless(line)}")

    def json(self, value: Any) -> None:
        """An answer for a program."""
        print(CONTROL.sub(lambda c: f"\\u{ord(c[0]):04x}", json.dumps(value, ensure_ascii=False, indent=1)))

    def warn(self, text: str) -> None:
        """One line beside the answer."""
        print(_harmless(text), file=sys.stderr)

    def watched(self, steps: Generator[float, None, Result], said: str) -> Result:
        """What the steps return; with a bar on a terminal that shows the part that each of them says is done."""
        bar = None
        if sys.stderr.isatty():
            from tqdm import tqdm  # type: ignore[import-untyped]

            shape = "{desc}: {percentage:3.0f}%|{bar}|"
            bar = tqdm(total=1.0, desc=said, leave=False, file=sys.stderr, bar_format=shape, miniters=0)
        try:
            while True:
                try:
                    done = next(steps)
                except StopIteration as end:
                    return cast(Result, end.value)
                if bar is not None:
                    bar.update(done - bar.n)
        finally:
            if bar is not None:
                bar.close()

    def progress(self, steps: Iterable[Step], said: str, sizes: Iterable[int], unit: str = "B") -> Iterator[Step]:
        """The steps, with a bar on a terminal that grows by each one's size; nothing when nobody watches."""
        if not sys.stderr.isatty():
            yield from steps
            return
        from tqdm import tqdm

        each = list(sizes)
        with tqdm(total=sum(each), desc=said, unit=unit, unit_scale=True, leave=False, file=sys.stderr) as bar:
            for step, size in zip(steps, each, strict=True):
                yield step
                bar.update(size)


def _harmless(text: str) -> str:
    return "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cs"))


def opened(file: str) -> BinaryIO:
    """The file, to be read; raises CannotOpen."""
    try:
        return Path(file).open("rb")
    except (OSError, ValueError) as wrong:
        raise CannotOpen("cli.no_file", file) from wrong


def write(file: str, pieces: Iterable[bytes]) -> int:
    """Writes the file whole or not at all, and gives its size; raises CannotOpen."""
    import tempfile

    target = Path(file)
    try:
        handle, draft = tempfile.mkstemp(dir=target.parent, prefix=".logbog-")
    except (OSError, ValueError) as wrong:
        raise CannotOpen("cli.cannot_write", file) from wrong
    try:
        with os.fdopen(handle, "wb") as out:
            for piece in pieces:
                out.write(piece)
            size = out.tell()
        mask = os.umask(0)
        os.umask(mask)
        Path(draft).chmod(0o666 & ~mask)
        Path(draft).replace(target)
    except BaseException as wrong:
        Path(draft).unlink(missing_ok=True)
        if isinstance(wrong, OSError):
            raise CannotOpen("cli.cannot_write", file) from wrong
        raise
    return size
