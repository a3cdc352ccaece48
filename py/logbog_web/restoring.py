"""The part that opens a backup: tries it without touching the log, and brings it in when the person says so.

Laws of this module:
1. A backup is read from end to end and found whole before anything of it is offered.
2. Exhibits are put away first, under a commit of all records at once; what stops in between takes its exhibits with it,
   and after a crash the next start clears them away: the log is as it was, or has everything.
3. Leaving the screen stops the work, and lets go of the file and its passphrase.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from logbog import backupreading, restoring
from logbog.backup import Backup, Kept
from logbog.backupreading import Take
from logbog.errors import CannotRead, LogbogError
from logbog.restoring import Joined

from . import backups, dom, exhibits, shell
from .part import Host
from .safekeeping import Work
from .screens import restore
from .screens.restore import Found
from .settings import Settings
from .soon import soon

Fields = dict[str, list[str]]
Choose = Callable[[Backup], frozenset[str]]


class Restoring:
    """The file that was chosen, and what was found in it."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self._js_file: Any = None
        self._name = self._phrase = ""
        self._work = Work()
        self._one_at_a_time = asyncio.Lock()

    def actions(self) -> dict[str, Any]:
        """What the page can ask of this part."""
        return {"submit-restore": self.check, "restore-now": self.bring, "stop-restore": self.stop}

    def show(self) -> None:
        """Asks for the file and its passphrase."""
        self._ask()

    def _ask(self, error: str = "", at: str = "") -> None:
        page = restore.page(self.host.w, chosen=self._name, error=error, at=at)
        self.host.show(page, "settings", f"#{at}" if at else "#screen-title")

    # ── trying ───────────────────────────────────────────────────────────────────────────────────────────

    async def check(self, _: str, fields: Fields) -> None:
        """Reads the whole backup and says what it holds."""
        if files := dom.files("#backup-file"):
            self._js_file, self._name = files[0], str(files[0].name)
        self._phrase = (fields.get("backup_phrase") or [""])[0].strip()
        if self._js_file is None or not self._phrase:
            self._ask(*(("restore.no_file", "backup-file") if self._js_file is None else ("restore.no_phrase", "backup_phrase")))
            return
        # Not waited for here: one that was stopped takes a moment to end, and the next may be asked for at once.
        soon(self._check())

    async def _check(self) -> None:
        whole = await self._try("check", lambda _: frozenset(), [])
        if whole is None:
            return
        work, found = self._work, await self._found(whole)
        if not work.stopped:
            self.host.show(restore.found(self.host.w, found), "settings")

    async def _found(self, whole: Backup) -> Found:
        log, refused, joined, lacking = self.host.log, "", Joined((), {}, frozenset(), 0), 0
        try:
            joined = restoring.join(log.records, log.drafts, whole)
            wanted = [k for k in whole.exhibits if k.id in joined.exhibits]
            lacking = len(wanted) - len(await backups.noted(wanted))
        except CannotRead as wrong:
            refused = wrong.code
        return Found(
            backup=whole,
            refused=refused,
            incidents=joined.incidents,
            changes=bool(joined.records or joined.drafts),
            lacking=lacking,
            is_empty=not log.records,
            is_demo=shell.is_demo(),
            may_write=self.host.writer,
        )

    # ── bringing in ──────────────────────────────────────────────────────────────────────────────────────

    async def bring(self, _: str = "", __: Any = None) -> None:
        """Reads the backup once more, and this time keeps what the log doesn't have."""
        if self._js_file is None or shell.is_demo() or not self.host.may_write():
            return
        soon(self._bring())

    async def _bring(self) -> None:
        log, new, wanted = self.host.log, list[str](), set[str]()
        was_empty = not log.records

        def choose(told: Backup) -> frozenset[str]:
            joined = restoring.join(log.records, log.drafts, told)
            wanted.update(joined.exhibits)
            return joined.exhibits

        whole = await self._try("bring", choose, new)
        if whole is None:
            return
        settings = log.settings.joined(_settings(whole))
        if was_empty:
            settings = settings.with_backup(whole.made_at, len(whole.records))
        try:
            gained = await log.take_in(whole, settings, wanted)
        except LogbogError as error:
            await exhibits.remove(new)
            self._ask(f"error.{error.code}", "backup-file")
            return
        await self.host.go("list")
        self.host.say(self.host.w.many("restore.done", gained))

    async def _try(self, what: str, choose: Choose, new: list[str]) -> Backup | None:
        """Reads the backup behind a screen that tells how far it is; None when it can't be, which has been said."""
        self._work.stopped = True
        work = self._work = Work(backups.size_of(self._js_file))
        self.host.show(restore.working(self.host.w, what), "settings")
        dom.mark("adding", "yes")
        try:
            # One that was stopped takes its exhibits away before the next begins to bring them.
            async with self._one_at_a_time:
                whole = await self._read(work, choose, new)
                if not work.stopped:
                    return whole
                await exhibits.remove(new)
        except backups.Stopped:
            pass
        except LogbogError as error:
            if not work.stopped:
                at = "backup_phrase" if error.code == "wrong_passphrase" else "backup-file"
                self._ask(f"error.{error.code}", at)
        except Exception:
            self._ask("error.failed", "backup-file")
            raise
        finally:
            if self._work is work:
                dom.mark("adding", "no")
        return None

    async def _read(self, work: Work, choose: Choose, new: list[str]) -> Backup:
        if work.stopped:
            raise backups.Stopped
        opened = await backups.open_locked(self._js_file, self._phrase, work.told)
        asks, answer, wanted = backupreading.reading(), None, frozenset[str]()
        try:
            while True:
                try:
                    ask = asks.send(answer)
                except StopIteration as done:
                    whole: Backup = done.value
                    return whole
                answer = None
                if work.stopped:
                    raise backups.Stopped
                if isinstance(ask, Take):
                    answer = await opened.take(ask.size)
                elif isinstance(ask, Backup):
                    wanted = choose(ask)
                elif isinstance(ask, Kept):
                    answer = await (self._keep(opened, ask, new) if ask.id in wanted else opened.passed(ask.size))
                else:
                    await asyncio.sleep(0)
        except Exception:
            await exhibits.remove(new)
            raise
        finally:
            opened.close()

    async def _keep(self, opened: backups.Opened, kept: Kept, new: list[str]) -> tuple[int, str]:
        crc32, sha256, is_new = await opened.keep(kept.id, kept.size, kept.sha256)
        if is_new:
            new.append(kept.id)
        return crc32, sha256

    async def stop(self, _: str = "", __: Any = None) -> None:
        """Stops; the log is as it was."""
        self._work.stopped = True
        self._ask()
        self.host.say(self.host.w("restore.stopped"))

    async def leave(self) -> None:
        """Called before another screen is shown."""
        self._work.stopped = True
        self._js_file, self._name, self._phrase = None, "", ""


def _settings(whole: Backup) -> Settings:
    """The settings in a backup; those that make no sense are none, since a setting is no evidence."""
    try:
        return Settings.from_json(dict(whole.settings))
    except (AttributeError, TypeError, ValueError):
        return Settings()
