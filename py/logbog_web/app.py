"""The controller: what is told by the page goes in here, what is drawn comes out of here.

One-way flow: an event becomes an action, an action changes the log or what is looked at, and the screen is drawn
anew from that. Each part (writing, reading, sharing, keeping) brings its own actions; this file only wires them.
"""

from collections.abc import Awaitable, Callable

from logbog import words
from logbog.errors import LogbogError

from . import device, dom, exhibits, shell, store
from .ending import Ending
from .keeping import Keeping
from .log import Log
from .reading import Reading
from .restoring import Restoring
from .safekeeping import Safekeeping
from .sharing import Sharing
from .soon import soon
from .writing import Writing

Action = Callable[[str, dict[str, list[str]]], Awaitable[None]]
TABS = ("list", "overview", "share", "help")


class App:
    """The open app. The parts use ``log``, ``w``, ``show``, ``say`` and ``may_write``, and nothing else of it."""

    def __init__(self) -> None:
        self.log = Log()
        self.w = words.load(dom.language())
        self.screens = 0
        self.writer = True
        self.under_way: set[str] = set()
        self.safekeeping, self.restoring = Safekeeping(self), Restoring(self)
        self.reading, self.writing = Reading(self, self.safekeeping), Writing(self)
        self.sharing, self.keeping = Sharing(self), Keeping(self)
        parts = (self.reading, self.writing, self.sharing, self.keeping, self.safekeeping, self.restoring, Ending(self))
        self.actions: dict[str, Action] = {"go": self.go}
        for part in parts:
            self.actions |= part.actions()

    # ── what the page tells ──────────────────────────────────────────────────────────────────────────────

    def told(self, what: str, about: str, fields: dict[str, list[str]]) -> None:
        """An event; runs inside it, so that sharing can start within the tap."""
        if (
            self.sharing.told_in_the_tap(what)
            or self.safekeeping.told_in_the_tap(what)
            or self.writing.told_while_typing(what, about)
            or self.reading.told_while_typing(what)
        ):
            return
        # Counted here and not when its turn comes, so that of two taps in a row the second one is never begun.
        if what in self.actions and what not in self.under_way:
            self.under_way.add(what)
            soon(self._safely(what, about, fields))

    async def _safely(self, what: str, about: str, fields: dict[str, list[str]]) -> None:
        """Does one action; the same one asked again meanwhile (a double tap) is not done twice."""
        try:
            await self.actions[what](about, fields)
        except LogbogError as error:
            self.say(self.w(f"error.{error.code}"))
        except Exception:
            self.say(self.w("error.failed"))
            raise
        finally:
            self.under_way.discard(what)

    # ── what the parts use ───────────────────────────────────────────────────────────────────────────────

    def show(self, html: str, tab: str = "", focus: str = "#screen-title") -> None:
        """Draws a screen; every address of the one before is taken back, then its pictures come."""
        dom.drop_sources("data-thumb")
        exhibits.release()
        self.screens += 1
        dom.draw(html, focus=focus)
        dom.current_tab(tab)
        soon(self.show_thumbs())

    async def show_thumbs(self) -> None:
        """Gives the thumbnails on the screen their pictures, one by one, for as long as it is the same screen."""
        screen = self.screens
        for exhibit in dict.fromkeys(dom.wanted("data-thumb")):
            url = await exhibits.thumb(exhibit)
            if screen != self.screens:
                return
            if url:
                dom.set_sources("data-thumb", {exhibit: url})

    def say(self, text: str) -> None:
        """Says a short thing aloud and on the screen."""
        dom.toast(text)

    def may_write(self) -> bool:
        """Whether this tab may change the log; says so when it may not."""
        if not self.writer:
            self.say(self.w("tabs.read_only"))
        return self.writer

    async def go(self, where: str, _: dict[str, list[str]] | None = None) -> None:
        """Leaves the screen for another; what was being typed is kept as a draft first. Help opens on top and leaves none."""
        if where == "help":
            shell.open_help()
            return
        await self.writing.leave()
        await self.sharing.leave()
        await self.safekeeping.leave()
        await self.restoring.leave()
        pages: dict[str, Callable[[], None]] = {
            "list": self.reading.show_list,
            "overview": self.reading.show_overview,
            "share": self.sharing.show_choose,
            "settings": self.keeping.show,
            "backup": self.safekeeping.show,
            "restore": self.restoring.show,
        }
        if where in pages:
            pages[where]()

    # ── opening and closing ──────────────────────────────────────────────────────────────────────────────

    async def open(self) -> None:
        """Reads the log and shows it; called when the shell has unlocked the vault."""
        # Nobody else writes from here on, so what is read stays true until this tab changes it or reads again.
        self.writer = await store.claim_writer()
        store.on_writer(self._now_writer)
        store.watch(self._another_tab_wrote)
        try:
            await self.log.read()
        except LogbogError as error:
            self.show(self.reading.cannot_open(error.code))
            return
        if self.log.settings.language:
            await self.speak(self.log.settings.language)
        shell.set_times(self.log.settings.idle, self.log.settings.hidden)
        if shell.is_demo() and not self.log.records and self.writer:
            # The invented texts are needed in the demo only, and a start should be short.
            from . import demo

            await demo.fill(self.log, self.w, device.today())
        if self.writer:
            await exhibits.sweep(self.log.exhibits_in_use())
        if dom.marked("wants") == "restore":
            self.restoring.show()
        else:
            self.reading.show_list()

    async def speak(self, language: str) -> None:
        """Changes the language of everything."""
        self.w = words.load(language)
        await shell.set_language(language)

    def _now_writer(self) -> None:
        self.writer = True
        soon(self._reread())

    def _another_tab_wrote(self) -> None:
        soon(self._reread())

    async def _reread(self) -> None:
        if self.writing.open_form:
            return
        try:
            await self.log.read()
        except LogbogError:
            return
        self.reading.follow()

    async def close(self) -> None:
        """Keeps what is being typed; the shell then drops the key and loads the page anew."""
        await self.writing.keep_now()


def start() -> None:
    """Called once by main.py, when Python is ready."""
    app = App()
    dom.listen(app.told)
    dom.on("noter:open", app.open)
    dom.on("noter:lock", app.close)
    dom.on_hidden(app.writing.keep_now)
    dom.mark("python", "ready")
    shell.python_is_ready()
