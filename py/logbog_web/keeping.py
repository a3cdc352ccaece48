"""The part that keeps: settings, keys, where the log lies, and the seals given away."""

import asyncio
import dataclasses
from typing import Any

from logbog import seal as seals
from logbog.errors import LogbogError
from logbog.words import LANGUAGES

from . import device, dom, offline, outlet, shell, store, strength
from .part import Host
from .screens import keys, seal, settings
from .screens.seal import SealView
from .screens.settings import Storage
from .settings import HIDDEN_CHOICES, IDLE_CHOICES, Settings

Fields = dict[str, list[str]]


def _first(fields: Fields, name: str) -> str:
    return (fields.get(name) or [""])[0].strip()


class Keeping:
    """What the person has chosen about their log, and the ways into it."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.storage: Storage | None = None
        self._looking: asyncio.Task[None] | None = None

    def actions(self) -> dict[str, Any]:
        """What the page can ask of this part."""
        return {
            "lock-now": self.lock_now,
            "submit-times": self.keep_times,
            "submit-language": self.keep_language,
            "submit-secret": self.add_secret,
            "drop-secret": self.drop_secret,
            "passphrase": self.show_passphrase,
            "offer-passphrase": self.offer,
            "input-passphrase": self.tell_strength,
            "submit-passphrase": self.change_passphrase,
            "recovery": self.show_recovery,
            "submit-recovery": self.new_recovery,
            "persist": self.persist,
            "offline-retry": self.retry_offline,
            "offline-apply": self.apply_update,
            "seal": self.show_seal,
            "copy-seal": self.copy_seal,
            "send-seal": self.send_seal,
            "submit-give-seal": self.give_seal,
            "remove-seal": self.remove_seal,
        }

    # ── settings ─────────────────────────────────────────────────────────────────────────────────────────

    def show(self) -> None:
        """Draws the settings; what the device says of its storage comes a moment later."""
        self._draw()
        self._looking = asyncio.ensure_future(self._look())

    async def _look(self) -> None:
        self.storage = await self._ask_device()
        dom.patch("#storage", settings.where(self.host.w, self.storage))

    def _draw(self, focus: str = "#screen-title") -> None:
        log, w = self.host.log, self.host.w
        page = settings.page(w, log.settings, self.storage, demo=shell.is_demo(), may_write=self.host.writer)
        self.host.show(page, "settings", focus)

    async def _ask_device(self) -> Storage:
        facts = await store.facts()
        state, done, total = offline.state()
        return Storage(
            used=int(facts.get("usage") or 0),
            quota=int(facts.get("quota") or 0),
            persisted=bool(facts.get("persisted")),
            private_window=bool(facts.get("private_window_suspected")),
            offline=state,
            done=done,
            total=total,
        )

    async def _keep(self, changed: Settings, focus: str = "", said: str = "settings.kept") -> bool:
        """Keeps the settings, draws them anew and says so; says so only when the device has confirmed it."""
        if not self.host.may_write():
            return False
        await self.host.log.keep_settings(changed)
        if focus:
            self._draw(focus)
        self.host.say(self.host.w(said))
        return True

    async def lock_now(self, _: str = "", __: Any = None) -> None:
        """Locks."""
        shell.lock_now()

    async def keep_times(self, _: str, fields: Fields) -> None:
        """When the log locks by itself."""
        hidden, idle = _first(fields, "hidden"), _first(fields, "idle")
        if hidden in map(str, HIDDEN_CHOICES) and idle in map(str, IDLE_CHOICES):
            changed = dataclasses.replace(self.host.log.settings, hidden=int(hidden), idle=int(idle))
            if await self._keep(changed):
                shell.set_times(changed.idle, changed.hidden)

    async def keep_language(self, _: str, fields: Fields) -> None:
        """The language of everything from now on."""
        language = _first(fields, "language")
        if language in LANGUAGES and self.host.may_write():
            await self.host.log.keep_settings(dataclasses.replace(self.host.log.settings, language=language))
            await self.host.speak(language)
            self._draw("#settings-language")
            self.host.say(self.host.w("settings.kept"))

    async def add_secret(self, _: str, fields: Fields) -> None:
        """One more word to look for before anything is shared."""
        word, now = _first(fields, "secret_word"), self.host.log.settings
        if word and word not in now.secret_words:
            await self._keep(dataclasses.replace(now, secret_words=(*now.secret_words, word)), "#secret_word")

    async def drop_secret(self, which: str, _: Any = None) -> None:
        """One word less."""
        now = self.host.log.settings
        kept = tuple(word for n, word in enumerate(now.secret_words) if str(n) != which)
        await self._keep(dataclasses.replace(now, secret_words=kept), "#settings-secret")

    # ── where the log lies ───────────────────────────────────────────────────────────────────────────────

    async def persist(self, _: str = "", __: Any = None) -> None:
        """Asks the browser to keep the log and tells its true answer."""
        kept = await store.persist()
        await self._look()
        dom.move_focus("#settings-storage")
        self.host.say(self.host.w("settings.persist_yes" if kept else "settings.persist_no"))

    async def retry_offline(self, _: str = "", __: Any = None) -> None:
        """Downloads the rest of the app."""
        offline.retry()
        await self._look()

    async def apply_update(self, _: str = "", __: Any = None) -> None:
        """Puts the new version to use."""
        offline.apply_update()

    # ── the ways in ──────────────────────────────────────────────────────────────────────────────────────

    async def show_passphrase(self, _: str = "", __: Any = None) -> None:
        """The form for a new passphrase."""
        if self.host.may_write():
            self.host.show(keys.passphrase(self.host.w), "settings")

    async def offer(self, _: str = "", __: Any = None) -> None:
        """Shows five random words."""
        self.host.show(keys.passphrase(self.host.w, offered=strength.draw()), "settings", "#offered")

    async def tell_strength(self, _: str, __: Any = None) -> None:
        """Says honestly how strong the passphrase is while it is typed."""
        typed = _first(dom.fields('[data-form="passphrase"]'), "phrase")
        dom.patch("#phrase-strength", keys.strength(self.host.w, *strength.of(typed)) if typed else "")

    async def change_passphrase(self, _: str, fields: Fields) -> None:
        """Wraps the key under the new passphrase, when it was typed twice the same and the present one is right."""
        new, again = _first(fields, "phrase"), _first(fields, "phrase_again")
        error = strength.refusal(new, again)
        if error:
            self.host.show(keys.passphrase(self.host.w, error=error), "settings", "#phrase")
            return
        if not await store.is_passphrase(_first(fields, "present")):
            self.host.show(keys.passphrase(self.host.w, wrong=True), "settings", "#present")
            return
        await store.set_passphrase(new)
        self.show()
        self.host.say(self.host.w("settings.passphrase_done"))

    async def show_recovery(self, _: str = "", __: Any = None) -> None:
        """Asks before the old code is made useless."""
        if self.host.may_write():
            self.host.show(keys.ask_recovery(self.host.w), "settings")

    async def new_recovery(self, _: str, fields: Fields) -> None:
        """Makes a new recovery code and shows it once, when the passphrase is right."""
        if not self.host.may_write():
            return
        if not await store.is_passphrase(_first(fields, "present")):
            self.host.show(keys.ask_recovery(self.host.w, wrong=True), "settings", "#present")
            return
        self.host.show(keys.recovery(self.host.w, await store.new_recovery_code()), "settings")

    # ── the seal ─────────────────────────────────────────────────────────────────────────────────────────

    def _seal(self, missing_name: bool = False) -> SealView:
        headers = [r.header for r in self.host.log.records]
        today = seals.of(headers)
        return SealView(
            code=today.code,
            count=today.count,
            dark=_qr(today.code),
            today=device.today(),
            given=tuple((g, _holds(g.code, headers)) for g in self.host.log.settings.seals),
            may_write=self.host.writer,
            can_share=outlet.can_share_text(),
            missing_name=missing_name,
        )

    async def show_seal(self, _: str = "", __: Any = None) -> None:
        """Draws the seal of the log as it is."""
        self.host.show(seal.page(self.host.w, self._seal()), "share")

    async def copy_seal(self, _: str = "", __: Any = None) -> None:
        """Puts the sentence on the clipboard."""
        dom.copy(seal.sentence(self.host.w, self._seal()))
        self.host.say(self.host.w("seal.copied"))

    async def send_seal(self, _: str = "", __: Any = None) -> None:
        """Hands the sentence to another app."""
        await outlet.share_text(seal.sentence(self.host.w, self._seal()))

    async def give_seal(self, _: str, fields: Fields) -> None:
        """Notes down who got the code."""
        to = _first(fields, "to")
        if not to:
            self.host.show(seal.page(self.host.w, self._seal(missing_name=True)), "share", "#to")
            return
        now = self._seal()
        if await self._keep(self.host.log.settings.with_seal(now.code, now.count, to, now.today), said="seal.given"):
            self.host.show(seal.page(self.host.w, self._seal()), "share", "#seals-given")

    async def remove_seal(self, which: str, _: Any = None) -> None:
        """Takes one off the list of seals given."""
        now = self.host.log.settings
        kept = tuple(given for n, given in enumerate(now.seals) if str(n) != which)
        if await self._keep(dataclasses.replace(now, seals=kept)):
            await self.show_seal()


def _holds(code: str, headers: list[Any]) -> bool:
    try:
        return seals.holds(seals.parse(code), headers)
    except LogbogError:
        return False


def _qr(code: str) -> tuple[tuple[bool, ...], ...]:
    """The dark squares of the code as QR."""
    import segno

    return tuple(tuple(bool(square) for square in row) for row in segno.make(code, error="m").matrix)
