"""The controller of the reader: what is told by the page goes in here, what is drawn comes out of here.

One-way flow: an event becomes an action of one of the parts, an action changes what is open or what is looked at, and
the screen is drawn anew from that. This file only wires the parts together.
"""

import asyncio
import datetime
from typing import Any

from logbog import words
from logbog.errors import LogbogError

from .. import device
from ..soon import soon
from . import wire
from .opening import Opening
from .part import Action, Opened, Part, Stopped
from .screens import frame

TABS = ("timeline", "patterns", "questions", "compare", "notes", "hand")


class Desk:
    """What lies open. The parts use what ``part.Host`` names, and nothing else of it."""

    def __init__(self, language: str) -> None:
        self.w = words.load(language)
        self.opened: tuple[Opened, ...] = ()
        self.place = ""
        self.framed = False
        self.stopping = False
        self.under_way: set[str] = set()
        self.opening = Opening(self)
        self.parts: tuple[Part, ...] = (self.opening,)
        self.actions: dict[str, Action] = {"go": self._go, "back": self._back, "stop": self._stop}
        self.places = {}
        for part in self.parts:
            self.actions |= part.actions()
            self.places |= part.places()

    @property
    def today(self) -> datetime.date:
        """The day it is here."""
        return device.today()

    # ── what the page tells ──────────────────────────────────────────────────────────────────────────────

    def told(self, what: str, about: str, fields: dict[str, list[str]], files: list[Any]) -> None:
        """An event. Of two taps in a row the second is not begun; files that come meanwhile are never lost."""
        if what in self.actions and (files or what not in self.under_way):
            self.under_way.add(what)
            soon(self._safely(what, about, fields, files))

    async def _safely(self, what: str, about: str, fields: dict[str, list[str]], files: list[Any]) -> None:
        try:
            await self.actions[what](about, fields, files)
        except Stopped:
            self.say(self.w("reader.stopped"))
        except LogbogError as error:
            self.say(self.w(f"error.{error.code}"))
        except Exception:
            self.say(self.w("error.failed"))
            raise
        finally:
            self.under_way.discard(what)
            if not self.under_way:
                wire.progress(0, "")

    # ── what the parts use ───────────────────────────────────────────────────────────────────────────────

    def show(self, html: str, place: str = "", focus: str = "#screen-title") -> None:
        """Draws the main column."""
        self._frame()
        self.place = place
        wire.patch("#r-tabs", frame.tabs(self.w, [name for name in TABS if name in self.places], place))
        wire.show(html, focus)

    def side(self, name: str, html: str) -> None:
        """Draws a card of the side column; an empty one goes away."""
        self._frame()
        wire.patch(f"#r-side-{name}", html)

    def say(self, text: str) -> None:
        """Says a short thing aloud and on the screen."""
        wire.say(text)

    def go(self, place: str) -> None:
        """Shows a place by its name."""
        if place in self.places:
            self.places[place]()

    async def step(self, fraction: float, text: str) -> None:
        """Between two steps of long work."""
        wire.progress(fraction, text)
        await asyncio.sleep(0)
        if self.stopping:
            self.stopping = False
            raise Stopped

    def change(self, **now: Any) -> None:
        """What is open is another now; every part draws anew what of it stands on the screen."""
        for name, value in now.items():
            setattr(self, name, value)
        for part in self.parts:
            part.changed()

    def _frame(self) -> None:
        if not self.framed:
            self.framed = True
            wire.draw(frame.page(self.w), focus="")

    # ── its own actions ──────────────────────────────────────────────────────────────────────────────────

    async def _go(self, place: str, _: Any, __: Any) -> None:
        self.go(place)

    async def _back(self, _: str, __: Any, ___: Any) -> None:
        self.go(TABS[0])

    async def _stop(self, _: str, __: Any, ___: Any) -> None:
        self.stopping = len(self.under_way) > 1


def start(language: str) -> Any:
    """Called once by worker.js, when Python is ready; gives it what it calls with each event."""
    return wire.hear(Desk(language).told)
