"""Noting: the professional's own entries beside the log.

Laws of this module:
1. Nothing typed is lost: a form that is left stays as a draft, one that is put away can be brought back.
2. Who writes is asked once and forgotten with the page.
3. As long as something isn't handed on, the page says so and asks before it is left.
"""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from logbog import followups, noteforms
from logbog.casenote import CaseNote, NoteKind
from logbog.casework import NoteHistory
from logbog.errors import FieldError, FormError
from logbog.record import Record
from logbog.unhanded import Unhanded, Written

from .. import device
from . import pointing, wire
from .part import Action, Host
from .screens import noteform, notes
from .screens.noteform import NoteDraft
from .screens.notes import NotesView
from .who import Who

PLACE = "notes"
LIST, FORM, KINDS, ONE, WITHDRAW = "list", "form", "kinds", "one", "withdraw"
Fields = Mapping[str, Sequence[str]]


class Noting:
    """The notes that are written here, and the form that is open."""

    def __init__(self, host: Host, who: Who) -> None:
        self.host = host
        self.who = who
        self.mine = Unhanded()
        self.draft: NoteDraft | None = None
        self.dropped: NoteDraft | None = None
        self.shown = LIST
        self.looked_at = ""

    def actions(self) -> Mapping[str, Action]:
        """What it does."""
        return {
            "add-note": self.add,
            "correct-note": self.correct,
            "open-note": self.open,
            "note-kind": self.kind,
            "note-other-kind": self.other_kind,
            "note-go-on": self.go_on,
            "note-later": self.later,
            "note-drop": self.drop,
            "note-undrop": self.undrop,
            "input-note": self.typed,
            "submit-note": self.submit,
            "withdraw-note": self.ask_withdraw,
            "submit-withdraw-note": self.withdraw,
            "remove-note": self.remove,
            "to-field": self.to_field,
        }

    def places(self) -> Mapping[str, Callable[[], None]]:
        """One screen: the form while one is being written, else the kinds and the notes."""
        return {PLACE: self.show}

    def changed(self) -> None:
        """Lays what was written here on what is open now, and draws anew what of it is seen."""
        if self.host.records != self.mine.records:
            self.mine = self.mine.on(self.host.records)
            if self.mine.written:
                self.host.change(records=self.mine.records)
                return
        self._side()
        if self.host.place == PLACE and self.shown in (LIST, ONE):
            wire.patch("#r-view", self._page())

    # ── what is shown ────────────────────────────────────────────────────────────────────────────────────

    def show(self) -> None:
        """The form while one is being written, else the kinds and the notes."""
        self._draw(FORM if self.shown == FORM and self.draft else LIST)

    def _draw(self, shown: str, errors: Sequence[FieldError] = (), focus: str = "#screen-title") -> None:
        self.shown = shown
        self.host.show(self._page(errors), PLACE, "#error-summary" if errors else focus)

    def _page(self, errors: Sequence[FieldError] = ()) -> str:
        w, note = self.host.w, self._note(self.looked_at)
        if self.shown == FORM and self.draft:
            return noteform.page(w, self._whole(self.draft), errors)
        if self.shown == KINDS and self.draft:
            return notes.other_kind(w, self.draft)
        if self.shown == ONE and note:
            return notes.one(w, self._view(), note)
        if self.shown == WITHDRAW and note:
            return notes.ask_withdraw(w, note)
        return notes.page(w, self._view())

    def _side(self) -> None:
        host = self.host
        begun = self.draft is not None and self.draft.typed
        html = notes.side(host.w, due_notes=self._due(), fresh=len(self.mine.notes), begun=begun)
        host.side("notes", html if host.opened else "")
        wire.unsaved(begun or bool(self.mine.written))

    def _view(self) -> NotesView:
        host = self.host
        return NotesView(
            casework=host.casework,
            fresh=self.mine.notes,
            added=self.added,
            incidents=pointing.called(host.dossier, host.casework),
            due=self._due(),
            draft=self.draft if self.draft and self.draft.typed else None,
            dropped=self.dropped is not None,
        )

    @property
    def added(self) -> tuple[str, ...]:
        """The ids of the notes that nobody else has got yet."""
        came = {r.header.incident for r in self.mine.base}
        return tuple(i for i in self.mine.notes if i not in came)

    def _due(self) -> tuple[NoteHistory, ...]:
        return followups.due(self.host.casework, self.host.today)

    def _note(self, note_id: str) -> NoteHistory | None:
        return next((n for n in self.host.casework.notes if n.id == note_id), None)

    # ── the form ─────────────────────────────────────────────────────────────────────────────────────────

    def _whole(self, draft: NoteDraft) -> NoteDraft:
        """The draft as it is drawn: with who writes, and the incidents it is about by what they are called."""
        chosen = [*(i for i, _ in draft.about), *draft.fields.get("about", ())]
        about = pointing.told(self.host.w, self.host.dossier, chosen)
        fields = {**draft.fields, **self.who.typed}
        return dataclasses.replace(draft, author=self.who.author, about=about, fields=fields)

    def _begin(self, draft: NoteDraft) -> None:
        """Opens a form, unless one that something is typed in would be lost by it: that one is shown."""
        now = self.draft
        if now is not None and now.typed and now.corrects == draft.corrects and not draft.corrects:
            # Another kind, or one more incident, for the note that is being written.
            about = dict.fromkeys([*now.fields.get("about", ()), *draft.fields.get("about", ())])
            self.draft = dataclasses.replace(now, kind=draft.kind, fields={**now.fields, "about": list(about)})
        elif now is None or not now.typed:
            self.draft = draft
        self._draw(FORM)
        if now is not None and now.typed:
            self.host.say(self.host.w("noting.begun_short"))

    async def add(self, about: str, _: Any = None, __: Any = None) -> None:
        """Opens the form: ``about`` is a kind, an incident's id after a blank, both, or nothing."""
        kind, _, incident = about.partition(" ")
        fields = {"date": [self.host.today.isoformat()], "about": [incident] if incident else []}
        draft = NoteDraft(kind=NoteKind(kind) if kind else NoteKind.OTHER, fields=fields)
        if kind or (self.draft and self.draft.typed):
            self._begin(draft)
        else:
            self.draft = draft
            self._draw(KINDS)

    async def correct(self, note_id: str, _: Any, __: Any) -> None:
        """Opens the form with what the note says."""
        note = self._note(note_id)
        if note is not None and note.now is not None and not note.withdrawn:
            fields = noteforms.to_form(note.now)
            self._begin(NoteDraft(kind=note.now.kind, fields=fields, corrects=note.id, label=note.label))

    async def kind(self, kind: str, _: Any, __: Any) -> None:
        """Another kind for the note that is being written."""
        if self.draft is not None:
            self.draft = dataclasses.replace(self.draft, kind=NoteKind(kind))
            self._draw(FORM)

    async def other_kind(self, _: str, __: Any, ___: Any) -> None:
        """Shows the kinds again."""
        if self.draft is not None:
            self._draw(KINDS)

    async def go_on(self, _: str, __: Any, ___: Any) -> None:
        """Shows the form that was begun."""
        self._draw(FORM if self.draft else LIST)

    async def later(self, _: str, __: Any, ___: Any) -> None:
        """Leaves the form as it is."""
        self._draw(LIST)

    async def drop(self, _: str, __: Any, ___: Any) -> None:
        """Puts the draft away; it can be brought back until another one is."""
        if self.draft is not None:
            self.dropped = self.draft if self.draft.typed else None
            self.draft = None
        self._side()
        self._draw(LIST)

    async def undrop(self, _: str, __: Any, ___: Any) -> None:
        """Brings the draft back."""
        if self.dropped is not None and self.draft is None:
            self.draft, self.dropped = self.dropped, None
            self._side()
            self._draw(FORM)

    async def typed(self, _: str, fields: Fields, __: Any) -> None:
        """Keeps what is typed, as it is typed."""
        if self.draft is not None:
            self.who.told(fields)
            begun = self.draft.typed
            self.draft = dataclasses.replace(self.draft, fields=fields)
            if self.draft.typed != begun:
                self._side()

    async def submit(self, _: str, fields: Fields, __: Any) -> None:
        """Adds the note, or shows every field that has to be looked at."""
        if self.draft is None:
            return
        self.who.told(fields)
        self.draft = draft = dataclasses.replace(self.draft, fields=fields)
        bad: list[FieldError] = []
        author = self.who.known(bad)
        about, unknown = pointing.at(self.host.dossier, fields)
        try:
            note = noteforms.from_form({**fields, "about": about, "kind": [draft.kind]}, author, self.host.today)
        except FormError as error:
            bad += error.fields
        bad += [FieldError("about_more", "bad_choice")] * unknown
        if bad:
            self._draw(FORM, bad)
            return
        self.draft = self.dropped = None
        self._keep(draft.corrects, note)

    def _keep(self, corrects: str, note: CaseNote) -> None:
        host, before = self.host, self._note(corrects)
        note_id = corrects or device.new_id()
        if before is None or before.now is None or dataclasses.replace(note, author=before.now.author) != before.now:
            self._write(note_id, note)
        self._draw(LIST, focus=f"#r-note-{_label(self._note(note_id))}")
        host.say(host.w("noting.corrected" if corrects else "noting.added"))

    def _write(self, note_id: str, note: CaseNote | None, why: str = "") -> None:
        one = Written(note_id=note_id, note=note, logged_at=device.now(), salts=device.salts(), why=why)
        self._now(self.mine.write(one))

    def _now(self, mine: Unhanded) -> None:
        self.shown = FORM
        self.mine = mine
        self.host.change(records=mine.records)

    # ── a note that is there ─────────────────────────────────────────────────────────────────────────────

    async def open(self, note_id: str, _: Any, __: Any) -> None:
        """Shows one note."""
        if self._note(note_id) is not None:
            self.looked_at = note_id
            self._draw(ONE)

    async def ask_withdraw(self, note_id: str, _: Any, __: Any) -> None:
        """Asks why it is taken back."""
        self.looked_at = note_id
        self._draw(WITHDRAW)

    async def withdraw(self, note_id: str, fields: Fields, _: Any) -> None:
        """Takes a note back; it stays in sight."""
        note = self._note(note_id)
        if note is not None and note.now is not None and not note.withdrawn:
            self._write(note_id, None, (fields.get("why") or [""])[0])
            self._draw(LIST, focus=f"#r-note-{_label(note)}")
            self.host.say(self.host.w("noting.withdrawn_said"))

    async def remove(self, note_id: str, _: Any, __: Any) -> None:
        """Takes away a note that nobody else has got; it becomes a draft that was put away."""
        note = self._note(note_id)
        if note is not None and note.now is not None and note_id in self.added:
            self.dropped = NoteDraft(kind=note.now.kind, fields=noteforms.to_form(note.now))
            self._now(self.mine.without({note_id}))
            self._draw(LIST)
            self.host.say(self.host.w("noting.removed"))

    async def to_field(self, name: str, _: Any, __: Any) -> None:
        """Goes from a line of the error summary to its field."""
        wire.move_focus(f'[name="{name}"]')

    # ── handing on ───────────────────────────────────────────────────────────────────────────────────────

    def handed(self, records: tuple[Record, ...], left_out: Sequence[str]) -> None:
        """What was written has been handed on in these records; what was left out is still only here."""
        self.mine = self.mine.only(left_out).on(records)


def _label(note: NoteHistory | None) -> str:
    return note.label if note else ""
