"""The controller of the reader: what is told by the page goes in here, what is drawn comes out of here.

One-way flow: an event becomes an action of one of the parts, an action changes what is open or what is looked at, and
the screen is drawn anew from that. This file only wires the parts together.
"""

import asyncio
import dataclasses
import datetime
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from logbog import casework, dossier, words
from logbog.casework import Casework
from logbog.dossier import Dossier, Source
from logbog.dossierfile import DossierFile
from logbog.errors import LogbogError
from logbog.record import Record
from logbog.verify import Finding

from .. import device
from ..soon import soon
from . import wire
from .checking import Checking
from .handing import Handing
from .noting import Noting
from .opening import Opening
from .part import Action, Opened, Part, Refused, Stopped, Waiting
from .screens import frame
from .seeing import Seeing
from .who import Who

TABS = ("timeline", "patterns", "exhibits", "questions", "compare", "notes", "hand")


class Desk:
    """What lies open. The parts use what ``part.Host`` names, and nothing else of it."""

    def __init__(self, language: str) -> None:
        self.w = words.load(language)
        self.place = ""
        self.opened: tuple[Opened, ...] = ()
        self.records: tuple[Record, ...] = ()
        self.given: DossierFile | None = None
        self.findings: Mapping[str, tuple[Finding, ...]] = {}
        self.refused: tuple[Refused, ...] = ()
        self.waiting: tuple[Waiting, ...] = ()
        self._dossier: Dossier | None = None
        self._framed = self._inside = False
        self._stopping = False
        self._under_way: set[str] = set()
        who, checking = Who(), Checking(self)
        noting = Noting(self, who)
        handing = Handing(self, who, noting, checking)
        self.parts: tuple[Part, ...] = (Opening(self), checking, Seeing(self), noting, handing)
        self.actions: dict[str, Action] = {"go": self._go, "back": self._back, "stop": self._stop}
        self.places: dict[str, Callable[[], None]] = {}
        for part in self.parts:
            self.actions |= part.actions()
            self.places |= part.places()

    # ── what the page tells ──────────────────────────────────────────────────────────────────────────────

    def told(self, what: str, about: str, fields: dict[str, list[str]], files: list[Any]) -> None:
        """An event. Of two taps in a row the second is not begun; what is typed, and files, are never lost."""
        again = bool(files) or what.startswith("input-")
        if what in self.actions and (again or what not in self._under_way):
            self.begin(what, self.actions[what](about, fields, files))

    def begin(self, name: str, work: Awaitable[None]) -> None:
        """Begins work; whatever goes wrong in it is said."""
        self._under_way.add(name)
        soon(self._safely(name, work))

    async def _safely(self, name: str, work: Awaitable[None]) -> None:
        try:
            await work
        except Stopped:
            self.say(self.w("reader.stopped"))
        except LogbogError as error:
            self.say(self.w(f"error.{error.code}"))
        except Exception:
            self.say(self.w("error.failed"))
            raise
        finally:
            self._under_way.discard(name)
            if not self._under_way:
                self._stopping = False
                wire.progress(0, "")

    # ── what lies open ───────────────────────────────────────────────────────────────────────────────────

    @property
    def today(self) -> datetime.date:
        """The day it is here."""
        return device.today()

    @property
    def dossier(self) -> Dossier | None:
        """All that is open, as one."""
        return self._dossier

    @property
    def casework(self) -> Casework:
        """The professionals' own notes and hands."""
        return self._dossier.casework if self._dossier else casework.EMPTY

    def change(self, **now: Any) -> None:
        """What is open is another now. Folding many incidents takes a while, so it is done only for other files."""
        before = self.opened
        for name, value in now.items():
            setattr(self, name, value)
        sources = tuple(Source(o.letter, o.case, o.label) for o in self.opened)
        own = casework.fold(self.records) if self.records else casework.EMPTY
        if not sources:
            self._dossier = None
        elif self._dossier and [id(o.case) for o in before] == [id(o.case) for o in self.opened]:
            self._dossier = dataclasses.replace(self._dossier, sources=sources, casework=own)
        else:
            self._dossier = dossier.of(sources, own)
        for part in self.parts:
            part.changed()
        if self._inside and not (sources or self.records or self.given or self.refused or self.waiting):
            self._inside, self.place = False, ""
            wire.show("", "")
            wire.home()

    # ── what the parts use ───────────────────────────────────────────────────────────────────────────────

    def show(self, html: str, place: str = "", focus: str = "#screen-title") -> None:
        """Draws the main column."""
        self.frame()
        self.place = place
        wire.patch("#r-tabs", frame.tabs(self.w, [name for name in TABS if name in self.places], place))
        wire.show(html, focus)

    def side(self, name: str, html: str) -> None:
        """Draws a card of the side column; an empty one goes away."""
        self.frame()
        wire.patch(f"#r-side-{name}", html)

    def say(self, text: str) -> None:
        """Says a short thing aloud and on the screen."""
        wire.say(text)

    def go(self, place: str) -> None:
        """Shows a place by its name."""
        if place in self.places and self._dossier:
            self.places[place]()

    async def step(self, fraction: float, text: str) -> None:
        """Between two steps of long work."""
        wire.progress(fraction, text)
        await asyncio.sleep(0)
        if self._stopping:
            raise Stopped

    def frame(self) -> None:
        """The frame stands on the page from the first file on."""
        if not self._framed:
            self._framed = True
            wire.draw(frame.page(self.w), focus="")
        if not self._inside:
            self._inside = True
            wire.enter()

    # ── its own actions ──────────────────────────────────────────────────────────────────────────────────

    async def _go(self, place: str, _: Any, __: Any) -> None:
        self.go(place)

    async def _back(self, _: str, __: Any, ___: Any) -> None:
        self.go(TABS[0])

    async def _stop(self, _: str, __: Any, ___: Any) -> None:
        self._stopping = len(self._under_way) > 1


def start(language: str) -> Any:
    """Called once by worker.js, when Python is ready; gives it what it calls with each event."""
    return wire.hear(Desk(language).told)
