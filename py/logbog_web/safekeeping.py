"""The part that keeps the log safe from a lost phone: makes a backup, and reminds of it gently.

Laws of this module:
1. A backup is made for a passphrase that was typed twice, and leaves by the person's own tap only.
2. The reminder stands in the open log and nowhere else, and says nothing of what is in it.
3. Leaving the screen stops a making that is under way and lets go of a finished file.
"""

import dataclasses
from typing import Any

from logbog import backup as backups_core
from logbog import casefile, restoring
from logbog.errors import LogbogError

from . import backups, device, dom, outlet, shell, strength
from .giving import Giving
from .part import Host
from .screens import backup, keys
from .settings import Mark
from .soon import soon

Fields = dict[str, list[str]]


@dataclasses.dataclass
class Work:
    """A making that is under way: how many bytes there are, and whether it is to stop."""

    whole: int = 1
    stopped: bool = False

    def told(self, done: int) -> bool:
        """Shows how far it is; whether to go on."""
        if not self.stopped:
            dom.show_progress("#making", done / self.whole)
            shell.still_here()
        return not self.stopped


@dataclasses.dataclass(frozen=True)
class Made:
    """A backup that is ready: its file, how far the log had come, and how many exhibits could not be opened."""

    name: str
    size: int
    mark: Mark
    missing: int


class Safekeeping:
    """The backup that is being made or is ready."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.offered = ""
        self._work = Work()
        self._made: Made | None = None
        self._giving = Giving(host, self._handed)

    def actions(self) -> dict[str, Any]:
        """What the page can ask of this part."""
        return {
            "offer-backup": self.offer,
            "input-backup": self.tell_strength,
            "submit-backup": self.make,
            "stop-backup": self.stop,
            "backup-later": self.later,
        }

    # ── the reminder ─────────────────────────────────────────────────────────────────────────────────────

    @property
    def is_due(self) -> bool:
        """Whether the list may offer a backup now."""
        log = self.host.log
        mark = log.settings.reminded
        due = restoring.is_due(log.records, mark.count, mark.moment, device.now())
        return due and self.host.writer and not shell.is_demo()

    async def later(self, _: str = "", __: Any = None) -> None:
        """Not now: the word comes again when more has been written."""
        if self.host.may_write():
            log = self.host.log
            mark = Mark(device.now().isoformat(), len(log.records))
            await log.keep_settings(dataclasses.replace(log.settings, reminded=mark))
            await self.host.go("list")

    # ── making ───────────────────────────────────────────────────────────────────────────────────────────

    def show(self) -> None:
        """Draws what a backup is, and asks for its passphrase."""
        self.offered = ""
        self._draw()

    def _draw(self, error: str = "", focus: str = "#screen-title") -> None:
        log = self.host.log
        last = log.settings.backed_up
        since = len(log.records) - last.count
        page = backup.page(self.host.w, last=last.moment, since=since, offered=self.offered, error=error)
        self.host.show(page, "settings", focus)

    async def offer(self, _: str = "", __: Any = None) -> None:
        """Shows five random words to lock the backup with."""
        self.offered = strength.draw()
        self._draw(focus="#offered")

    async def tell_strength(self, _: str, __: Any = None) -> None:
        """Says honestly how strong the passphrase is while it is typed."""
        typed = (dom.fields('[data-form="backup"]').get("phrase") or [""])[0]
        dom.patch("#phrase-strength", keys.strength(self.host.w, *strength.of(typed)) if typed else "")

    async def make(self, _: str, fields: Fields) -> None:
        """Makes the backup, when the passphrase was typed twice the same."""
        new, again = ((fields.get(name) or [""])[0].strip() for name in ("phrase", "phrase_again"))
        if error := strength.refusal(new, again):
            self._draw(error, "#phrase")
            return
        self._work.stopped = True
        self._work = Work()
        self.host.show(backup.making(self.host.w), "settings")
        # Not waited for here: one that was stopped takes a moment to end, and the next may begin at once.
        soon(self._run(self._work, new))

    async def _run(self, work: Work, passphrase: str) -> None:
        dom.mark("adding", "yes")
        try:
            made = await self._make(work, passphrase)
        except backups.Stopped:
            return
        except LogbogError as error:
            if not work.stopped:
                self.show()
                self.host.say(self.host.w(f"error.{error.code}"))
            return
        except Exception:
            self.show()
            self.host.say(self.host.w("error.failed"))
            raise
        finally:
            if self._work is work:
                dom.mark("adding", "no")
        if work.stopped:
            return
        self._made = made
        page = backup.ready(self.host.w, made.name, made.size, missing=made.missing, can_share=outlet.can_share())
        self.host.show(page, "settings")

    async def _make(self, work: Work, passphrase: str) -> Made:
        """Makes the file; an exhibit that turns out not to open is left out, and named in the backup as missing."""
        log, made_at, gone = self.host.log, device.now(), set[str]()
        records, drafts, settings = log.records, dict(log.drafts), log.settings.to_json()
        name = f"noter-{made_at.date().isoformat()}.age"
        while True:
            told = backups_core.of(records, drafts, settings, gone, made_at, self.host.w.lang)
            plan = backups_core.plan(told)
            crc32s = await backups.noted(plan.needs)
            if lost := {n.id for n in plan.needs} - set(crc32s):
                gone |= lost
                continue
            pieces = casefile.parts(plan, {n.name: crc32s[n.id] for n in plan.needs})
            work.whole = sum(len(p) if isinstance(p, bytes) else p.size for p in pieces)
            try:
                name, size = await backups.make(pieces, passphrase, name, work.told)
            except backups.Damaged as damaged:
                gone.add(damaged.exhibit)
                continue
            return Made(name, size, Mark(made_at.isoformat(), len(records)), len(told.missing))

    async def stop(self, _: str = "", __: Any = None) -> None:
        """Stops the making; there is no file then."""
        await self.leave()
        self.show()
        self.host.say(self.host.w("making.stopped"))

    # ── handing over ─────────────────────────────────────────────────────────────────────────────────────

    def told_in_the_tap(self, what: str) -> bool:
        """Starts sharing or saving while the tap still counts as one; whether the event was for here."""
        return self._made is not None and self._giving.tapped(what)

    async def _handed(self) -> None:
        """Remembers how far the backup reached, once it has left."""
        log = self.host.log
        if self._made is not None and self.host.writer:
            mark = self._made.mark
            await log.keep_settings(dataclasses.replace(log.settings, backed_up=mark, reminded=mark))

    async def leave(self) -> None:
        """Called before another screen is shown."""
        if not self._work.stopped:
            self._work.stopped, self._made = True, None
            outlet.forget()
