"""Handing on: what goes along is seen first, then the files are made, and each leaves by a tap of its own.

Laws of this module:
1. A hand is part of the case only once its file was saved; a file that was made and not saved has handed nothing on.
2. A file that no longer tells what is open is let go of before it can be saved.
"""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from logbog import casework, followups, unhanded
from logbog.casepart import Hand
from logbog.casework import Casework
from logbog.dossier import Dossier
from logbog.errors import FieldError, FormError
from logbog.record import Record

from .. import device
from ..markup import h
from . import along, packing, wire
from .checking import Checking
from .noting import Noting
from .packing import Asked
from .part import Action, Host
from .screens import hand
from .screens.hand import HandView, Ready
from .who import Who

PLACE = "hand"
DOSSIER = "dossier"
# So much of the progress goes to the originals.
ORIGINALS = 0.4
Fields = Mapping[str, Sequence[str]]


@dataclasses.dataclass(frozen=True, slots=True)
class Pending:
    """A dossier file that is ready: its records, what stays behind, and how it is told."""

    records: tuple[Record, ...]
    left_out: tuple[str, ...]
    file: Ready
    seal: str
    saved: bool = False


class Handing:
    """The review, and the files that are ready."""

    def __init__(self, host: Host, who: Who, noting: Noting, checking: Checking) -> None:
        self.host, self.who, self.noting, self.checking = host, who, noting, checking
        self.fields: dict[str, list[str]] = {}
        self.left_out: tuple[str, ...] = ()
        self.papers: dict[str, Ready] = {}
        self.pending: Pending | None = None
        self.made_of: Any = None
        self.reviewing = True

    def actions(self) -> Mapping[str, Action]:
        """What it does."""
        return {
            "input-hand": self.typed,
            "submit-hand": self.submit,
            "handed": self.handed,
            "make-paper": self.make_paper,
            "paper-saved": self.paper_saved,
            "input-ics": self.ics_typed,
            "change-author": self.change_author,
        }

    def places(self) -> Mapping[str, Callable[[], None]]:
        """The review."""
        return {PLACE: self.show}

    def changed(self) -> None:
        """Lets go of files that tell of something else now, and draws anew what of it is seen."""
        host = self.host
        host.side("hand", hand.side(host.w, host.casework.hands, self._states()) if host.opened else "")
        if (self.papers or self.pending) and self._open() != self.made_of:
            handed = self.pending is not None and self.pending.saved
            self._let_go()
            if host.place == PLACE and not self.reviewing and not handed:
                self.show()
                host.say(host.w("handing.dropped"))
                return
        if host.place == PLACE and self.reviewing:
            view = self._view()
            wire.patch("#r-along", hand.along(host.w, view))
            wire.patch("#r-papers", hand.papers(host.w, view))

    def _open(self) -> Any:
        """What the files are made of."""
        host = self.host
        return host.records, [(o.letter, o.label, o.case) for o in host.opened], dict(host.findings)

    def _let_go(self) -> None:
        for key in (*self.papers, *([DOSSIER] if self.pending else [])):
            wire.forget(key)
        self.papers, self.pending = {}, None

    # ── the review ───────────────────────────────────────────────────────────────────────────────────────

    def show(self) -> None:
        """Shows what goes along."""
        self._draw()

    def _draw(self, errors: Sequence[FieldError] = ()) -> None:
        self.reviewing = True
        self.host.show(hand.page(self.host.w, self._view(), errors), PLACE, "#error-summary" if errors else "#screen-title")

    def _view(self) -> HandView:
        host, mine = self.host, self.noting.mine
        dossier = host.dossier
        assert dossier is not None
        own = set(mine.notes)
        sizes = {o.letter: o.file.size for o in host.opened}
        return HandView(
            logs=along.logs(host.w, dossier, sizes, host.findings, checking=self.checking.busy),
            closed=[o.letter for o in host.casework.originals if o.letter not in sizes],
            earlier=[n for n in host.casework.notes if n.id not in own],
            own=[n for n in host.casework.notes if n.id in own],
            left_out=self.left_out,
            hands=host.casework.hands,
            states=self._states(),
            author=self.who.author,
            typed={**self.fields, **self.who.typed},
            papers=self.papers,
            follow_ups=len(followups.due(host.casework)),
        )

    def _states(self) -> dict[int, str]:
        host = self.host
        return along.states(host.records, along.came(host.given), host.findings.get("") if host.given else None)

    def _told(self, fields: Fields) -> None:
        self.who.told(fields)
        kept = self.fields.get("follow_up_told", [])
        self.fields = {**{k: list(v) for k, v in fields.items()}, "follow_up_told": kept}
        ticked = set(fields.get("along", ()))
        self.left_out = tuple(i for i in self.noting.mine.notes if i not in ticked)

    async def typed(self, _: str, fields: Fields, __: Any) -> None:
        """Keeps what is typed, as it is typed."""
        self._told(fields)

    async def change_author(self, _: str, __: Any, ___: Any) -> None:
        """Asks again who writes, on the form that is seen."""
        self.who.ask_again()
        if self.host.place == PLACE:
            self._draw()
        else:
            self.noting.show()
        wire.move_focus("#author_name")

    # ── the dossier file ─────────────────────────────────────────────────────────────────────────────────

    async def submit(self, _: str, fields: Fields, __: Any) -> None:
        """Makes the dossier file, or shows every field that has to be looked at."""
        self._told(fields)
        bad: list[FieldError] = []
        author = self.who.known(bad)
        try:
            told = Hand(author=author, to=_first(fields, "hand_to"), text=_first(fields, "hand_text"))
        except FormError as error:
            bad += error.fields
        if bad:
            self._draw(bad)
            return
        if self.checking.busy:
            self.host.say(self.host.w("handing.wait_check"))
            return
        self._let_go()
        await self._make(told)

    async def _make(self, told: Hand) -> None:
        host, dossier, of, left = self.host, self._dossier(), self._open(), self.left_out
        made_at = device.now()
        try:
            lying = await packing.originals(host, ORIGINALS)
            records = unhanded.hand_on(self.noting.mine.without(left).records, [x.told for x in lying], told, made_at, _fresh)
            case = casework.fold(records)
            asked = self._asked(dossier, case, made_at, case.hands[-1].seal)
            file = await packing.dossier_file(host, asked, records, lying, ORIGINALS)
        except OSError:
            host.say(host.w("handing.gone"))
            return
        if of != self._open():
            self.show()
            host.say(host.w("handing.dropped"))
            return
        wire.offer(DOSSIER, file.pieces, file.name, file.type)
        self.made_of = of
        self.pending = Pending(records, left, Ready(name=file.name, size=file.size), case.hands[-1].seal)
        self._draw_ready()

    def _draw_ready(self) -> None:
        assert self.pending is not None
        self.reviewing = False
        page = hand.ready(self.host.w, self.pending.file, self.pending.seal, left=len(self.pending.left_out))
        self.host.show(page, PLACE)

    async def handed(self, _: str, __: Any, ___: Any) -> None:
        """The file has been saved by the tap that told this: the hand is part of the case now, and the case stays open."""
        host, now = self.host, self.pending
        if now is None:
            return
        if not now.saved:
            self.pending = dataclasses.replace(now, saved=True)
            self.noting.handed(now.records, now.left_out)
            self.fields, self.left_out = {}, now.left_out
            opened = tuple(dataclasses.replace(o, handed=True) for o in host.opened)
            records = self.noting.mine.records
            self.papers = {}
            # The file that was saved may be saved again, so it isn't let go of for the hand it made itself.
            self.made_of = (records, *self._open()[1:])
            host.change(records=records, opened=opened)
        wire.patch("#r-saved", h(host.w("handing.saved")))

    # ── the papers ───────────────────────────────────────────────────────────────────────────────────────

    async def make_paper(self, which: str, _: Any, __: Any) -> None:
        """Makes one paper; its button then saves it."""
        bad: list[FieldError] = []
        self.who.known(bad)
        if bad:
            self._draw(bad)
            return
        if self.checking.busy:
            self.host.say(self.host.w("handing.wait_check"))
            return
        of = self._open()
        file = await packing.paper(self.host, which, self._asked(self._dossier(), self.host.casework, device.now(), ""))
        if file is not None and of == self._open():
            wire.offer(which, file.pieces, file.name, file.type)
            self.made_of = of
            self.papers[which] = Ready(name=file.name, size=file.size)
            wire.patch("#r-papers", hand.papers(self.host.w, self._view()))
            wire.move_focus(f"#r-save-{which}")

    async def paper_saved(self, which: str, _: Any, __: Any) -> None:
        """Says that a paper was saved."""
        if which in self.papers:
            wire.patch(f"#r-saved-{which}", h(self.host.w("handing.paper_saved", name=self.papers[which].name)))

    async def ics_typed(self, _: str, fields: Fields, __: Any) -> None:
        """Whether the calendar tells what is to be followed up; one that is made already is made again."""
        self.fields["follow_up_told"] = list(fields.get("follow_up_told", ()))
        if self.papers.pop("ics", None) is not None:
            wire.forget("ics")
            wire.patch("#r-papers", hand.papers(self.host.w, self._view()))
            wire.move_focus("#follow_up_told")

    def _dossier(self) -> Dossier:
        assert self.host.dossier is not None
        return self.host.dossier

    def _asked(self, dossier: Dossier, case: Casework, made_at: Any, seal: str) -> Asked:
        assert self.who.author is not None
        return Asked(
            dossier=dataclasses.replace(dossier, casework=case),
            author=self.who.author,
            made_at=made_at,
            findings=self.host.findings,
            seal=seal,
            told=bool(self.fields.get("follow_up_told")),
        )


def _first(fields: Fields, name: str) -> str:
    return (fields.get(name) or [""])[0]


def _fresh() -> tuple[str, tuple[bytes, bytes]]:
    return device.new_id(), device.salts()
