"""The part that shares: choosing, seeing what leaves, making the file, and handing it over by the person's own tap.

Laws of this module:
1. Nothing is made before the person has seen what leaves, and nothing leaves but by their tap.
2. Leaving the screen stops a making that is under way and lets go of a finished file.
"""

import asyncio
import dataclasses
from typing import Any

from logbog import disclose, secretwords
from logbog.errors import CannotWrite, LogbogError, StoreError
from logbog.timeline import Timeline

from . import device, dom, making, outlet, strength
from .choice import Choice, expected
from .giving import Giving
from .log import Records
from .making import Asked, Finished
from .markup import h
from .part import Host
from .screens import keys, ready, review, share
from .screens.ready import Ready
from .screens.review import Review

FORM = '[data-form="choose"]'
Fields = dict[str, list[str]]


class Sharing:
    """What has been chosen, and the file that is being made or is ready."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.choice: Choice | None = None
        self.seen: Records = ()
        self.asked: Asked | None = None
        self.finished: Finished | None = None
        self.part = 0
        self.offered = ""
        self._work: asyncio.Task[Finished] | None = None
        self._giving = Giving(host)

    def actions(self) -> dict[str, Any]:
        """What the page can ask of this part."""
        return {
            "input-choose": self.choose,
            "choose-all": self.choose_all,
            "choose-none": self.choose_none,
            "submit-choose": self.show_review,
            "unfold": self.unfold,
            "to-formats": self.to_formats,
            "make-report": self.make_report,
            "make-case": self.make_case,
            "make-smaller": self.make_smaller,
            "make-parts": self.make_parts,
            "next-part": self.next_part,
            "stop-making": self.stop,
            "offer-protect": self.offer_words,
            "input-protect": self.tell_strength,
            "submit-protect": self.protect,
        }

    # ── step one: choosing ───────────────────────────────────────────────────────────────────────────────

    def show_choose(self) -> None:
        """Draws the choice; it stays as it was for as long as the log is open."""
        settings, w = self.host.log.settings, self.host.w
        if self.choice is None:
            self.choice = Choice(own_name=settings.own_name, other_name=settings.other_name, language=w.lang)
        self.host.show(share.page(w, self.choice, self.host.log.timeline, self._places()), "share")

    def _chosen(self) -> Timeline:
        return self.choice.chosen(self.host.log.timeline) if self.choice else Timeline(())

    def _exhibits(self) -> tuple[disclose.Numbered, ...]:
        return disclose.numbered([e.history for e in self._chosen().entries])

    def _places(self) -> tuple[disclose.Numbered, ...]:
        return tuple(e for e in self._exhibits() if e.exhibit.has_place)

    async def choose(self, name: str, _: Any = None) -> None:
        """Follows the form while it is filled in; what can be chosen is drawn anew only when that changes."""
        if self.choice is None:
            return
        self.choice = self.choice.as_told(dom.fields(FORM))
        if name in ("since", "until", "kinds"):
            dom.patch("#share-rows", share.rows(self.host.w, self.choice, self.host.log.timeline))
        self._tell_chosen()

    def _tell_chosen(self) -> None:
        assert self.choice is not None
        dom.patch("#share-count", share.count(self.host.w, self.choice, self.host.log.timeline))
        dom.patch("#share-places", share.place_list(self.host.w, self._places()))

    async def choose_all(self, _: str = "", __: Any = None) -> None:
        """Ticks every incident of the period and kinds."""
        self._tick(lambda choice, listed: choice.left_out - listed)

    async def choose_none(self, _: str = "", __: Any = None) -> None:
        """Unticks them all."""
        self._tick(lambda choice, listed: choice.left_out | listed)

    def _tick(self, left_out: Any) -> None:
        if self.choice is not None:
            listed = {e.history.id for e in self.choice.offered(self.host.log.timeline).entries}
            self.choice = dataclasses.replace(self.choice, left_out=frozenset(left_out(self.choice, listed)))
            dom.patch("#share-rows", share.rows(self.host.w, self.choice, self.host.log.timeline))
            self._tell_chosen()

    # ── step two: seeing what leaves ─────────────────────────────────────────────────────────────────────

    async def show_review(self, _: str, fields: Fields) -> None:
        """Shows exactly what leaves; the names are kept for the next time."""
        if self.choice is None:
            return
        self.choice = self.choice.as_told(fields)
        if not len(self._chosen()):
            raise CannotWrite("nothing_chosen")
        await self._keep_names(self.choice)
        self.seen = self.host.log.records
        self.host.show(review.page(self.host.w, self._review(self.choice)), "share")

    async def _keep_names(self, choice: Choice) -> None:
        now = self.host.log.settings
        named = dataclasses.replace(now, own_name=choice.own_name, other_name=choice.other_name)
        if named != now and self.host.writer:
            await self.host.log.keep_settings(named)

    def _review(self, choice: Choice) -> Review:
        log, chosen, attached = self.host.log, self._chosen(), self._exhibits()
        words = log.settings.secret_words
        leaving = [e.history for e in chosen.entries] + [x for x in log.histories if x.withdrawn]
        return Review(
            choice=choice,
            chosen=chosen,
            histories=log.histories,
            exhibits=attached,
            hits=secretwords.find(words, leaving, choice.earlier),
            named=secretwords.among(words, f"{choice.own_name}\n{choice.other_name}"),
            has_words=bool(words),
            sizes=expected(len(chosen), attached),
        )

    async def unfold(self, _: str = "", __: Any = None) -> None:
        """Unfolds every incident that leaves."""
        dom.open_details("#leaving .facts")

    async def to_formats(self, _: str = "", __: Any = None) -> None:
        """Goes past the incidents to the choice of file."""
        dom.move_focus("#formats")

    # ── step three: making ───────────────────────────────────────────────────────────────────────────────

    async def make_report(self, _: str = "", __: Any = None) -> None:
        """Makes the report."""
        await self._make_new(making.PDF)

    async def make_case(self, _: str = "", __: Any = None) -> None:
        """Makes the case file."""
        await self._make_new(making.ZIP)

    async def _make_new(self, kind: str) -> None:
        if self.choice is not None:
            if self.seen != self.host.log.records:
                # Another tab has changed what was seen: it is shown again before anything is made of it.
                self.show_choose()
                raise StoreError("conflict")
            chosen = tuple(e.history.id for e in self._chosen().entries)
            await self._make(Asked(kind=kind, choice=self.choice, chosen=chosen, made_at=device.now()))

    async def make_smaller(self, _: str = "", __: Any = None) -> None:
        """Makes the same report again, with smaller pictures."""
        if self.asked is not None:
            await self._make(dataclasses.replace(self.asked, small=True))

    async def make_parts(self, _: str = "", __: Any = None) -> None:
        """Makes the same report again, in files that each stay under the limit."""
        if self.asked is not None:
            await self._make(dataclasses.replace(self.asked, split=True))

    async def _make(self, asked: Asked) -> None:
        self._let_go()
        self.asked = asked
        self.host.show(ready.making(self.host.w, asked.kind), "share")
        work = asyncio.ensure_future(making.make(self.host.log, self.host.w, asked, self._tell))
        self._work = work
        try:
            finished = await work
        except asyncio.CancelledError:
            return
        except LogbogError:
            self.show_choose()
            raise
        finally:
            if self._work is work:
                self._work = None
        self.finished, self.part = finished, 0
        self._show_ready()

    def _tell(self, step: str, fraction: float) -> None:
        dom.patch("#making-step", h(step))
        dom.show_progress("#making", fraction)

    async def stop(self, _: str = "", __: Any = None) -> None:
        """Stops the making; there is no file then."""
        self._let_go()
        self.show_choose()
        self.host.say(self.host.w("making.stopped"))

    # ── step four: handing over ──────────────────────────────────────────────────────────────────────────

    def _show_ready(self) -> None:
        assert self.finished is not None
        self.offered = ""
        file = self.finished.files[self.part]
        outlet.build(file.pieces, file.name, file.type)
        self._draw_ready(file.name, file.size)

    def _draw_ready(self, name: str, size: int, *, locked: bool = False) -> None:
        assert self.finished is not None
        assert self.asked is not None
        page = ready.page(
            self.host.w,
            Ready(
                name=name,
                size=size,
                locked=locked,
                kind=self.asked.kind,
                part=self.part + 1,
                parts=len(self.finished.files),
                can_share=outlet.can_share(),
                could_be=self.finished.could_be,
                smaller=self.asked.small,
                not_drawn=self.finished.not_drawn,
            ),
        )
        self.host.show(page, "share", "#locked" if locked else "#screen-title")

    async def offer_words(self, _: str = "", __: Any = None) -> None:
        """Shows five random words to lock the file with."""
        self.offered = strength.draw()
        dom.patch("#protect", ready.protect(self.host.w, offered=self.offered, asked=True))
        dom.move_focus("#offered")

    async def tell_strength(self, _: str, __: Any = None) -> None:
        """Says honestly how strong the passphrase is while it is typed."""
        typed = (dom.fields('[data-form="protect"]').get("phrase") or [""])[0]
        dom.patch("#phrase-strength", keys.strength(self.host.w, *strength.of(typed)) if typed else "")

    async def protect(self, _: str, fields: Fields) -> None:
        """Locks the finished file, when the passphrase was typed twice the same."""
        new, again = ((fields.get(name) or [""])[0].strip() for name in ("phrase", "phrase_again"))
        error = strength.refusal(new, again)
        if error:
            dom.patch("#protect", ready.protect(self.host.w, offered=self.offered, error=error, asked=True))
            dom.move_focus("#phrase")
            return
        dom.patch("#protecting", h(self.host.w("share.protect_wait")))
        finished = self.finished
        name, size = await outlet.protect(new)
        if finished is not None and self.finished is finished:
            self._draw_ready(name, size, locked=True)

    async def next_part(self, _: str = "", __: Any = None) -> None:
        """Makes the next part ready to be handed over."""
        if self.finished is not None and self.part + 1 < len(self.finished.files):
            self.part += 1
            self._show_ready()

    def told_in_the_tap(self, what: str) -> bool:
        """Starts sharing or saving while the tap still counts as one; whether the event was for here."""
        return self.finished is not None and self._giving.tapped(what)

    async def leave(self) -> None:
        """Called before another screen is shown."""
        self._let_go()
        self.asked = None

    def _let_go(self) -> None:
        if self._work is not None:
            self._work.cancel()
            self._work = None
        if self.finished is not None:
            self.finished = None
            outlet.forget()
