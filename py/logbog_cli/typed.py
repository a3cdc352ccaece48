"""What is typed after a command, made into values; a ValueError is told by argparse."""

import datetime
from collections.abc import Callable

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def day(text: str) -> datetime.date:
    """A day: ``2026-11-21``."""
    return datetime.date.fromisoformat(text)


def label(text: str) -> tuple[str, str]:
    """Who wrote a log: ``A=borgeren``."""
    letter, equals, said = text.partition("=")
    if letter not in LETTERS or len(letter) != 1 or not equals:
        raise ValueError("a letter, an equals sign and a text")
    return letter, said.strip()


def up_to(most: int) -> Callable[[str], int]:
    """A number from 1 to ``most``."""

    def number(text: str) -> int:
        if not 1 <= int(text) <= most:
            raise ValueError("out of range")
        return int(text)

    return number


def column(text: str) -> tuple[str, int]:
    """What a column of a table is, numbered from 1: ``date=1``."""
    role, _, number = text.partition("=")
    if not role or not 1 <= int(number) <= 100:
        raise ValueError("the name of a column, an equals sign and its number")
    return role, int(number)


def only(text: str) -> tuple[str, str]:
    """What to take: ``calls``, ``unanswered`` or ``word=…``, which is all with that word."""
    name, equals, word = text.partition("=")
    if name == "word" and word.strip():
        return "all", word.strip()
    if equals or name not in ("calls", "unanswered"):
        raise ValueError("calls, unanswered or word=")
    return name, ""
