"""What the parts of the reader are to the desk, and what they may use of it."""

import datetime
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from logbog.casefile import CaseFile
from logbog.words import Words

from .blobfile import Blob

Action = Callable[[str, dict[str, list[str]], list[Any]], Awaitable[None]]


class Stopped(Exception):
    """The person asked for long work to stop."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A log that is open: its letter, what its file is called, where its bytes lie, and who wrote it (typed, or empty)."""

    letter: str
    name: str
    file: Blob
    case: CaseFile
    label: str = ""


class Host(Protocol):
    """The desk, as its parts see it."""

    w: Words
    opened: tuple[Opened, ...]

    @property
    def today(self) -> datetime.date:
        """The day it is here."""

    def show(self, html: str, place: str = "", focus: str = "#screen-title") -> None:
        """Draws the main column; ``place`` is the name of the tab it belongs to."""

    def side(self, name: str, html: str) -> None:
        """Draws a card of the side column."""

    def say(self, text: str) -> None:
        """Says a short thing."""

    def go(self, place: str) -> None:
        """Shows a place by its name."""

    async def step(self, fraction: float, text: str) -> None:
        """Between two steps of long work: shows how far it is, lets messages in, raises Stopped when asked to stop."""


class Part(Protocol):
    """A part of the reader."""

    def actions(self) -> Mapping[str, Action]:
        """What it does: the name of a ``data-do``, or ``submit-``, ``input-`` and the name of a form → the action."""

    def places(self) -> Mapping[str, Callable[[], None]]:
        """The screens it can show in the main column, by the name of their tab."""

    def changed(self) -> None:
        """What is open is another now (a file, a label, a note, a verdict): draw anew what of yours stands on the screen."""
