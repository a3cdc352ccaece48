"""The part that writes: new incidents, corrections, the quick log, drafts and exhibits.

Laws of this module:
1. Whatever is typed is sealed within half a second, and at once when the page is put away.
2. A form that can't be kept as an incident is still kept as a draft; nothing typed is ever lost.
3. "Saved" is said only after the device has confirmed it.
"""

import asyncio
from typing import Any

from logbog import forms, kinds
from logbog.errors import FieldError, FormError, StoreError

from . import device, dom, store
from .attaching import Attaching
from .part import Host
from .screens import form, listing
from .screens.form import Draft
from .soon import soon

PAUSE = 0.4
FORM = '[data-form="incident"]'


class Writing:
    """The open form, if there is one, and what can be done with it."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.draft: Draft | None = None
        self.typed = 0
        self.kept = 0
        self.attaching = Attaching(host, self._attached)
        self._timer: asyncio.TimerHandle | None = None

    def actions(self) -> dict[str, Any]:
        """What the page can ask of this part."""
        return {
            "new": self.new,
            "quick": self.quick,
            "quick-save": self.quick_save,
            "quick-details": self.quick_details,
            "quick-cancel": self.quick_cancel,
            "draft": self.go_on,
            "drop-draft": self.drop,
            "drop-open": self.drop_open,
            "later": self.later,
            "correct": self.correct,
            "submit-incident": self.submit,
            "remove-exhibit": self.remove_exhibit,
            "use-taken": self.use_taken,
            "add-row": self.add_row,
            "to-field": self.to_field,
        }

    @property
    def open_form(self) -> bool:
        """Whether a form is on the screen."""
        return self.draft is not None

    # ── the form ─────────────────────────────────────────────────────────────────────────────────────────

    def show(self, errors: tuple[FieldError, ...] = ()) -> None:
        """Draws the form, with its errors when there are any."""
        assert self.draft is not None
        focus = "#error-summary" if errors else "#screen-title"
        self.host.show(form.page(self.host.w, self.draft, errors), "list", focus)

    async def new(self, _: str = "", __: Any = None, kind: str = "") -> None:
        """Opens an empty form for something that happens now."""
        if not self.host.may_write():
            return
        now = device.now()
        start = {"date": [now.date().isoformat()], "date_is": ["exact"], "time": [now.strftime("%H:%M")], "time_is": ["exact"]}
        self.draft = Draft(row=device.new_id(), fields=start | ({"kinds": [kind]} if kind else {}))
        self.typed = self.kept = 0
        self.show()

    async def correct(self, incident_id: str, _: Any = None) -> None:
        """Opens the form with what the incident says; a draft that was begun is gone on with."""
        history = self.host.log.history(incident_id)
        if not self.host.may_write() or history is None or history.now is None:
            return
        begun = next((row for row, d in self.host.log.drafts.items() if d.get("incident") == incident_id), None)
        if begun:
            await self.go_on(begun)
            return
        kept = [{k: getattr(e, k) for k in e.__dataclass_fields__} for e in history.now.exhibits]
        self.draft = Draft(row=device.new_id(), incident=incident_id, fields=forms.to_form(history.now), exhibits=kept)
        self.typed = self.kept = 0
        self.show()

    async def go_on(self, row: str, _: Any = None) -> None:
        """Opens a draft again; one that files are on their way to is the one that gets them."""
        kept = self.host.log.drafts.get(row)
        if kept is not None and self.host.may_write():
            self.draft = self.attaching.waiting(row) or Draft(row=row, **kept)
            self.typed = self.kept = 0
            self.show()

    async def submit(self, _: str, fields: dict[str, list[str]]) -> None:
        """Keeps the form as an incident, or shows every field that has to be looked at."""
        draft = self.draft
        if draft is None or not self.host.may_write():
            return
        if self.attaching.waiting(draft.row):
            self.host.say(self.host.w("form.still_adding"))
            return
        draft.fields = fields
        try:
            incident = forms.from_form(fields, draft.attached(), device.today())
        except FormError as error:
            await self.keep_now()
            self.show(error.fields)
            return
        self._stop_timer()
        first = not self.host.log.records
        try:
            if draft.incident:
                await self.host.log.correct(draft.incident, incident, draft.row)
            else:
                await self.host.log.add(incident, draft.row)
        except StoreError as error:
            self.typed += 1
            self.host.say(self.host.w(f"error.{error.code}") + " " + self.host.w("form.not_saved"))
            return
        self._close()
        await self.host.go("list")
        self.host.say(self.host.w("form.saved"))
        if first:
            kept = await store.persist()
            self.host.say(self.host.w("storage.kept" if kept else "storage.may_go"))

    def _close(self) -> None:
        self._stop_timer()
        self.draft = None
        dom.mark("unsaved", "no")

    async def later(self, _: str = "", __: Any = None) -> None:
        """Leaves the form; it stays as a draft."""
        await self.host.go("list")

    async def leave(self) -> None:
        """Called before another screen is shown: keeps the draft and closes the form.

        Raises StoreError when the draft can't be kept: then the form stays, and what was typed with it.
        """
        while self.draft is not None and self.typed != self.kept and self.host.writer:
            await self._keep(self.draft)
        if self.draft is not None:
            self._close()

    async def drop_open(self, _: str = "", __: Any = None) -> None:
        """Forgets the form that is open."""
        if self.draft is not None:
            draft = self.draft
            self._close()
            self.host.log.drafts.setdefault(draft.row, draft.to_json())
            await self.drop(draft.row)

    async def drop(self, row: str, _: Any = None) -> None:
        """Forgets a draft and the files that belong to it alone."""
        draft = self.host.log.drafts.get(row)
        if draft is None or not self.host.may_write():
            return
        elsewhere = {e.id for h in self.host.log.histories for v in h.versions if v.incident for e in v.incident.exhibits}
        alone = tuple(e["id"] for e in draft.get("exhibits", ()) if e["id"] not in elsewhere)
        self.attaching.forget(row)
        await self.host.log.drop_draft(row, alone)
        await self.host.go("list")

    async def to_field(self, name: str, _: Any = None) -> None:
        """Goes from a line of the error summary to its field."""
        dom.open_details(f'[name="{name}"]')
        dom.move_focus(f'[name="{name}"]')

    async def add_row(self, name: str, _: Any = None) -> None:
        """One more sender, witness or report."""
        if self.draft is not None:
            self.draft.fields = dom.fields(FORM)
            rows = sum(key.startswith(f"{name}-") and key.endswith("-name") for key in self.draft.fields)
            whole = form.group(self.host.w, self.draft, name, least=rows + 1)
            dom.replace(f"#group-{name}", whole)
            dom.move_focus(f'[name="{name}-{rows}-{form.ROWS[name][0]}"]')

    # ── drafts ───────────────────────────────────────────────────────────────────────────────────────────

    def told_while_typing(self, what: str, name: str) -> bool:
        """Takes chosen files in, and starts the half second after which what was typed is kept."""
        if self.draft is None:
            return False
        if what == "files":
            self.attaching.chosen(name, self.draft)
            return True
        if what != "input-incident":
            return False
        if name == "kinds":
            self.draft.fields = dom.fields(FORM)
            dom.patch("#finer", form.finer(self.host.w, self.draft))
        self._touched()
        return True

    def _touched(self) -> None:
        self.typed += 1
        dom.mark("unsaved", "yes")
        self._stop_timer()
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(PAUSE, lambda: soon(self.keep_now()))

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    async def keep_now(self) -> None:
        """Keeps the form as a draft, if anything was typed since last time."""
        if self.draft is None or self.typed == self.kept or not self.host.writer:
            return
        try:
            await self._keep(self.draft)
        except StoreError as error:
            dom.say_in("#draft-state", self.host.w(f"error.{error.code}") + " " + self.host.w("form.draft_not_kept"))

    async def _keep(self, draft: Draft) -> None:
        typed = self.typed
        self._stop_timer()
        draft.fields = dom.fields(FORM) or draft.fields
        await self.host.log.keep_draft(draft.row, draft.to_json())
        if self.draft is draft:
            self.kept = max(self.kept, typed)
            dom.say_in("#draft-state", self.host.w("form.draft_kept", time=self.host.w.time(device.now().time())))
            if self.kept == self.typed:
                dom.mark("unsaved", "no")

    # ── exhibits ─────────────────────────────────────────────────────────────────────────────────────────

    async def _attached(self, draft: Draft) -> None:
        """A file has come to a form: the one on the screen shows it, another is kept with it."""
        if self.draft is not draft:
            await self.host.log.keep_draft(draft.row, draft.to_json())
            return
        draft.fields = dom.fields(FORM)
        self._redraw_exhibits(draft)
        self._touched()
        await self.keep_now()

    def _redraw_exhibits(self, draft: Draft) -> None:
        dom.patch("#exhibits", form.exhibits(self.host.w, draft))
        soon(self.host.show_thumbs())

    async def remove_exhibit(self, exhibit: str, _: Any = None) -> None:
        """Takes an exhibit off the form; its bytes go when the draft does, or with the next sweep."""
        if self.draft is not None:
            self.draft.fields = dom.fields(FORM)
            self.draft.exhibits = [e for e in self.draft.exhibits if e["id"] != exhibit]
            self._redraw_exhibits(self.draft)
            self._touched()
            dom.move_focus("#pick")

    async def use_taken(self, exhibit: str, _: Any = None) -> None:
        """Takes the time the camera wrote into the picture as the time of the incident."""
        if self.draft is not None:
            taken = next((str(e["taken"]) for e in self.draft.exhibits if e["id"] == exhibit), "")
            date, _, time = taken.partition("T")
            dom.fill(FORM, {"date": date, "time": time[:5], "date_is": "exact", "time_is": "exact"})
            self._touched()
            dom.move_focus("#date")

    # ── the quick log ────────────────────────────────────────────────────────────────────────────────────

    async def quick(self, kind: str, _: Any = None) -> None:
        """The first tap: says what will be kept."""
        if kinds.is_kind(kind) and self.host.may_write():
            dom.patch("#quick-ask", listing.quick_ask(self.host.w, kind, device.now()))
            dom.move_focus("#quick-asked")

    async def quick_save(self, kind: str, _: Any = None) -> None:
        """The second tap: keeps it, with the time it is now."""
        if not self.host.may_write():
            return
        now = device.now()
        fields = {"date": [now.date().isoformat()], "time": [now.strftime("%H:%M")], "kinds": [kind]}
        await self.host.log.add(forms.from_form(fields, (), now.date()))
        await self.host.go("list")
        self.host.say(self.host.w("form.saved"))

    async def quick_details(self, kind: str, _: Any = None) -> None:
        """Opens the form with the kind and the time filled in."""
        await self.new(kind=kind)

    async def quick_cancel(self, _: str = "", __: Any = None) -> None:
        """Puts the question away."""
        dom.patch("#quick-ask", "")
