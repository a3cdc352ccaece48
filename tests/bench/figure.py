"""A figure: how long ours takes, divided by how long its peer takes.

Both are run in turns and each counts with its median, so that a machine that grows busy halfway slows both.
To add figures, write a module with a function ``figures(folder)`` that yields them, and name it in run.py.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

TIMES = 7


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """``ours`` and ``theirs`` are medians in seconds; ``target`` is the most that the ratio should be, None when only noted."""

    key: str
    what: str
    peer: str
    ours: float
    theirs: float
    target: float | None

    @property
    def ratio(self) -> float:
        """What is held against the target."""
        return self.ours / self.theirs

    @property
    def met(self) -> bool:
        """Whether it is as good as it should be."""
        return self.target is None or self.ratio <= self.target

    def flat(self) -> dict[str, float | str | None]:
        """Its part of build/bench.json: the ratio under its key, the rest beside it."""
        return {
            self.key: round(self.ratio, 3),
            f"{self.key}.target": self.target,
            f"{self.key}.ms": round(self.ours * 1000, 1),
            f"{self.key}.peer": self.peer,
            f"{self.key}.peer_ms": round(self.theirs * 1000, 1),
        }


def seconds(run: Callable[[], object]) -> float:
    """How long it takes."""
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def in_turns(*runs: Callable[[], float], times: int = TIMES) -> list[float]:
    """The median of what each gives, run one after the other so many times; the first round warms up and doesn't count."""
    rounds = [[run() for run in runs] for _ in range(times + 1)][1:]
    return [statistics.median(taken) for taken in zip(*rounds, strict=True)]
