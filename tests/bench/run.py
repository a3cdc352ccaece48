"""`make bench`: every figure, or those whose key contains a word; writes build/bench.json and a table.

It fails only when a figure can't be taken: a target that isn't met is told, and it is for people to judge.
"""

import datetime
import json
import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from bench import reading, verifying  # noqa: E402
from bench.figure import Figure  # noqa: E402

FOLDER, ANSWER = ROOT / "build/bench", ROOT / "build/bench.json"
SOURCES = (verifying, reading)


def main(wanted: Sequence[str]) -> None:
    """Takes the figures of the modules in SOURCES whose name, or a figure's key, contains one of the words WANTED."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    found: list[Figure] = []
    for source in SOURCES:
        if not wanted or any(word in source.__name__ for word in wanted):
            for figure in source.figures(FOLDER):
                found.append(figure)
                print(row(figure), flush=True)
    held = json.loads(ANSWER.read_text("utf-8")) if wanted and ANSWER.exists() else {}
    held |= {"at": datetime.datetime.now().astimezone().isoformat(timespec="seconds"), "machine": machine()}
    for figure in found:
        held |= figure.flat()
    ANSWER.write_text(json.dumps(held, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"\n{machine()}; {sum(f.met for f in found)} of {len(found)} as wanted; {ANSWER.relative_to(ROOT)}")


def row(figure: Figure) -> str:
    """One line of the table."""
    wanted = "" if figure.target is None else f"≤ {figure.target:g}"
    mark = " " if figure.met else "!"
    times = f"{figure.ours * 1000:8.0f} ms ÷ {figure.theirs * 1000:6.0f} ms"
    return f"{mark} {figure.key:24} {figure.ratio:7.2f} {wanted:>6}  {times}  {figure.what} ÷ {figure.peer}"


def machine() -> str:
    """What it ran on, without a name of its own."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"


if __name__ == "__main__":
    main(sys.argv[1:])
