"""The part that reads: the list with its search, an incident's page, and the patterns; star, withdraw, erase."""

import dataclasses
from typing import Any

from logbog.history import History
from logbog.timeline import Filter
from logbog.when import parse_date

from . import device, dom, shell
from .markup import h
from .part import Host
from .safekeeping import Safekeeping
from .screens import incident, listing, overview, telling
from .screens.listing import PAGE, ListView

SEARCH = '[data-form="filter"]'
QUICK_KINDS = 4


class Reading:
    """What is being looked at."""

    def __init__(self, host: Host, safekeeping: Safekeeping) -> None:
        self.host = host
        self.safekeeping = safekeeping
        self.asked = Filter()
        self.shown = PAGE
        self.pattern = Filter()
        self._listed = 0

    def actions(self) -> dict[str, Any]:
        """What the page can ask of this part."""
        return {
            "open": self.open,
            "back": self.back,
            "more": self.more,
            "clear-filter": self.clear_filter,
            "submit-filter": self.filter,
            "submit-pattern": self.narrow_pattern,
            "clear-pattern": self.clear_pattern,
            "view": self.view,
            "star": self.star,
            "ask-withdraw": self.ask_withdraw,
            "submit-withdraw": self.withdraw,
            "ask-erase": self.ask_erase,
            "submit-erase": self.erase,
        }

    # ── the list ─────────────────────────────────────────────────────────────────────────────────────────

    def show_list(self) -> None:
        """Draws the list."""
        self.host.show(listing.page(self.host.w, self._view()), "list")
        self._listed = self.host.screens

    def follow(self) -> None:
        """Draws the list anew when it is what is on the screen; nobody is taken away from another screen."""
        if self._listed == self.host.screens:
            self.show_list()

    def _view(self) -> ListView:
        log, _w = self.host.log, self.host.w
        drafts = tuple((row, self._draft_name(d)) for row, d in log.drafts.items())
        aside = tuple((x.id, self._aside_name(x)) for x in log.histories if x.withdrawn or x.erased)
        recent = (k for e in log.timeline.entries[:50] for k in e.incident.kinds[:1])
        quick = tuple(dict.fromkeys(recent))[:QUICK_KINDS]
        return ListView(
            whole=log.timeline,
            asked=self.asked,
            today=device.today(),
            shown=self.shown,
            drafts=drafts,
            quick=quick,
            set_aside=aside,
            read_only=not self.host.writer,
            remind=self.safekeeping.is_due,
        )

    def _draft_name(self, draft: dict[str, Any]) -> str:
        text = " ".join((draft.get("fields", {}).get("what") or [""])[0].split())
        return text[:60] if text else self.host.w("list.draft_empty")

    def _aside_name(self, history: History) -> str:
        w = self.host.w
        if history.erased or history.now is None:
            return w("list.erased", number=history.number)
        return w("list.withdrawn", number=history.number, what=telling.title(w, history.now))

    def told_while_typing(self, what: str) -> bool:
        """Answers the search while it is typed."""
        if what != "input-filter":
            return False
        self._ask(dom.fields(SEARCH))
        dom.patch("#rows", listing.rows(self.host.w, self._view()))
        return True

    def _ask(self, fields: dict[str, Any]) -> None:
        def one(name: str) -> str:
            return (fields.get(name) or [""])[0]

        self.shown = PAGE
        self.asked = Filter(
            text=one("text").strip(),
            kinds=tuple(fields.get("kinds", ())),
            since=parse_date(one("since")),
            until=parse_date(one("until")),
            starred=bool(one("starred")),
        )

    async def filter(self, _: str, fields: dict[str, Any]) -> None:
        """The search was sent: the same as typing it, and the focus goes to what was found."""
        self._ask(fields)
        dom.patch("#rows", listing.rows(self.host.w, self._view()))

    async def clear_filter(self, _: str = "", __: Any = None) -> None:
        """Shows everything again."""
        self.asked, self.shown = Filter(), PAGE
        self.show_list()

    async def more(self, _: str = "", __: Any = None) -> None:
        """Shows a page more of the list."""
        self.shown += PAGE
        dom.patch("#rows", listing.rows(self.host.w, self._view()))

    def cannot_open(self, code: str) -> str:
        """The screen for a log that this version can't read; nothing of it was changed."""
        w = self.host.w
        return (
            f'<h1 id="screen-title" tabindex="-1">{h(w("list.cannot_open"))}</h1>'
            f'<p class="warning">{h(w(f"error.{code}"))}</p><p>{h(w("list.nothing_changed"))}</p>'
            f'<p><button type="button" class="secondary" data-rescue="yes">{h(w("app.rescue"))}</button> '
            f'<span class="hint">{h(w("app.rescue_hint"))}</span></p>'
        )

    # ── one incident ─────────────────────────────────────────────────────────────────────────────────────

    async def open(self, incident_id: str, _: Any = None) -> None:
        """Shows an incident's own page."""
        history = self.host.log.history(incident_id)
        if history is not None:
            self.host.show(incident.page(self.host.w, history, may_write=self.host.writer), "list")

    async def back(self, _: str = "", __: Any = None) -> None:
        """Back to the list."""
        await self.host.go("list")

    async def view(self, exhibit: str, _: Any = None) -> None:
        """Shows an exhibit large."""
        names = {
            e.id: e.caption or e.name
            for x in self.host.log.histories
            for v in x.versions
            if v.incident
            for e in v.incident.exhibits
        }
        names |= {e["id"]: e.get("name") for d in self.host.log.drafts.values() for e in d.get("exhibits", ())}
        shell.view(exhibit, names.get(exhibit) or self.host.w("exhibit.unnamed"))

    async def star(self, incident_id: str, _: Any = None) -> None:
        """Marks an incident as a typical example, or takes the mark off."""
        history = self.host.log.history(incident_id)
        if history is None or history.now is None or not self.host.may_write():
            return
        starred = not history.now.starred
        await self.host.log.correct(incident_id, dataclasses.replace(history.now, starred=starred))
        await self.open(incident_id)
        self.host.say(self.host.w("incident.starred" if starred else "incident.unstarred"))

    async def ask_withdraw(self, incident_id: str, _: Any = None) -> None:
        """Asks for the reason."""
        history = self.host.log.history(incident_id)
        if history is not None and self.host.may_write():
            self.host.show(incident.ask_withdraw(self.host.w, history), "list")

    async def withdraw(self, incident_id: str, fields: dict[str, list[str]]) -> None:
        """Takes the incident back."""
        if self.host.may_write():
            await self.host.log.withdraw(incident_id, (fields.get("why") or [""])[0])
            await self.open(incident_id)
            self.host.say(self.host.w("incident.withdrawn_said"))

    async def ask_erase(self, incident_id: str, _: Any = None) -> None:
        """Asks for the typed word."""
        history = self.host.log.history(incident_id)
        if history is not None and self.host.may_write():
            self.host.show(incident.ask_erase(self.host.w, history), "list")

    async def erase(self, incident_id: str, fields: dict[str, list[str]]) -> None:
        """Destroys the incident when the word was typed."""
        history = self.host.log.history(incident_id)
        if history is None or not self.host.may_write():
            return
        typed = (fields.get("word") or [""])[0].strip().casefold()
        if typed != self.host.w("incident.erase_word").casefold():
            self.host.show(incident.ask_erase(self.host.w, history, wrong=True), "list", "#word")
            return
        await self.host.log.erase(incident_id)
        await self.host.go("list")
        self.host.say(self.host.w("incident.erased_said"))

    # ── the patterns ─────────────────────────────────────────────────────────────────────────────────────

    def show_overview(self) -> None:
        """Draws the patterns."""
        page = overview.page(self.host.w, self.host.log.timeline, device.today(), self.pattern)
        self.host.show(page, "overview")

    async def narrow_pattern(self, _: str, fields: dict[str, Any]) -> None:
        """Draws the patterns of a period."""
        since, until = (parse_date((fields.get(name) or [""])[0]) for name in ("since", "until"))
        self.pattern = Filter(since=since, until=until)
        self.show_overview()

    async def clear_pattern(self, _: str = "", __: Any = None) -> None:
        """Draws the patterns of the whole log again."""
        self.pattern = Filter()
        self.show_overview()
