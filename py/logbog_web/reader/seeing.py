"""The part that shows what happened: the time line with its filter, one incident, the patterns, the questions, and what
is worth a look."""

import asyncio
import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from logbog import compare, questions
from logbog.dossier import Dossier
from logbog.history import History
from logbog.questions import Question
from logbog.timeline import Filter
from logbog.when import parse_date

from ..markup import h
from . import wire
from .exhibiting import Exhibiting
from .part import Action, Host
from .screens import compare as compare_screen
from .screens import filters, gallery, incident, looking, timeline
from .screens import questions as questions_screen
from .screens.looking import EVERYTHING, EXHIBITS, PAGE, PATTERNS, ROWS, Looking

QUESTIONS, COMPARE = "questions", "compare"
# From the page of the reader to the root of its language, where the guidance is.
SITE = "../"


class Seeing:
    """What is being looked at."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.looking: Looking | None = None
        self.asked: tuple[Question, ...] = ()
        self.open_label = ""
        self.came_from = ROWS
        self._histories: Mapping[str, History] = {}
        self._typed: object = None
        self.exhibiting = Exhibiting(host, lambda: self.looking)

    def actions(self) -> Mapping[str, Action]:
        """What it does."""
        return {
            "open": self.open,
            "see-back": self.back,
            "see-all": self.everything,
            "see-more": self.more,
            "input-see": self.typed,
            "submit-see": self.typed,
            **self.exhibiting.actions(),
        }

    def places(self) -> Mapping[str, Callable[[], None]]:
        """A tab for each way to look."""
        return {
            ROWS: lambda: self._show(ROWS),
            PATTERNS: lambda: self._show(PATTERNS),
            EXHIBITS: lambda: self._show(EXHIBITS),
            QUESTIONS: self._show_questions,
            COMPARE: self._show_compare,
        }

    def changed(self) -> None:
        """What is open is another now; what is looked for stays, and whoever is on another screen stays there."""
        host, before = self.host, self.looking
        dossier = host.dossier
        if dossier is None:
            self.looking, self.asked, self.open_label = None, (), ""
            host.side(QUESTIONS, "")
            host.side(COMPARE, "")
            return
        same = before is not None and _tells_the_same(before.dossier, dossier)
        if before is not None and same and _names(before.dossier) == _names(dossier):
            self._update(dossier=dossier, findings=host.findings)
            if self.open_label and before.findings != host.findings:
                self._follow()
            return
        self._histories = {x.label: x for x in dossier.histories}
        self.looking = dataclasses.replace(looking.of(dossier, host.today, before), findings=host.findings)
        if before is not None and same:
            # A log was given another name; what is said about the incidents stays as it was.
            self._update(pointed=before.pointed, shown=before.shown)
        else:
            host.begin("see-cards", self._cards(dossier))
        self._follow()

    def _follow(self) -> None:
        """Draws anew what of this part stands on the screen, and moves nobody's focus."""
        if self.open_label and self.host.place == self._place_of_incident():
            self._show_incident(focus="")
        elif not self.open_label and self.host.place in self.places():
            self._redraw(self.host.place)

    def _redraw(self, place: str) -> None:
        if place == QUESTIONS:
            self._show_questions(focus="")
        elif place == COMPARE:
            self._show_compare(focus="")
        else:
            self._show(place, focus="")

    async def _cards(self, dossier: Dossier) -> None:
        """What takes a moment in a large log comes after the time line is there."""
        await asyncio.sleep(0)
        asked = questions.of(dossier, self.host.today)
        await asyncio.sleep(0)
        pointed = compare.of(dossier)
        if self.looking is None or not _tells_the_same(self.looking.dossier, dossier):
            return
        self.asked = asked
        self._update(pointed=pointed)
        w, host = self.host.w, self.host
        host.side(QUESTIONS, questions_screen.card(w, self.looking, asked))
        host.side(COMPARE, compare_screen.card(w, self.looking))
        if self.open_label or host.place in (QUESTIONS, COMPARE):
            self._follow()

    # ── the time line, the patterns and the exhibits ─────────────────────────────────────────────────────

    def _update(self, **now: Any) -> None:
        if self.looking is not None:
            self.looking = dataclasses.replace(self.looking, **now)

    def _show(self, place: str, focus: str = "#screen-title") -> None:
        self.open_label = ""
        self._update(view=place)
        self.exhibiting.forget()
        if self.looking is not None:
            self.host.show(timeline.page(self.host.w, self.looking), place, focus)

    async def typed(self, _: str, fields: dict[str, list[str]], __: Any) -> None:
        """Answers while somebody types or chooses; of several letters in a row only the last is answered."""
        self._typed = fields
        await asyncio.sleep(0)
        if self._typed is not fields or self.looking is None:
            return

        def one(name: str) -> str:
            return (fields.get(name) or [""])[0]

        asked = Filter(
            text=one("text").strip(),
            kinds=tuple(fields.get("kinds", ())),
            since=parse_date(one("since")),
            until=parse_date(one("until")),
            starred=bool(one("starred")),
            with_exhibits=bool(one("with_exhibits")),
            sources=tuple(fields.get("sources", ())),
        )
        self.looking = self.looking.asking(asked, only_notes=bool(one("only_notes")))
        self._draw_found()

    def _draw_found(self) -> None:
        w = self.host.w
        if self.looking is None:
            return
        self.exhibiting.forget()
        wire.patch("#r-found", h(timeline.found(w, self.looking)))
        wire.patch("#r-seen", timeline.seen(w, self.looking))
        wire.patch("#r-everything", filters.everything(w, self.looking))

    async def everything(self, _: str, __: Any, ___: Any) -> None:
        """Shows everything again."""
        if self.looking is not None:
            self.looking = self.looking.asking(EVERYTHING)
            self._show(self.looking.view, "#r-all")

    async def more(self, _: str, __: Any, ___: Any) -> None:
        """Adds a page to what is drawn; the focus goes to the first of what came."""
        if self.looking is None:
            return
        w, since = self.host.w, self.looking.shown
        self._update(shown=since + PAGE)
        if self.looking.view == EXHIBITS:
            wire.append("#r-gallery", gallery.drawn(w, self.looking, since))
            wire.patch("#r-more", gallery.more(w, self.looking))
            wire.move_focus(f"#r-gallery > :nth-child({since + 1}) button")
        else:
            wire.append("#r-body", timeline.drawn(w, self.looking, since))
            wire.patch("#r-more", timeline.more(w, self.looking))
            wire.move_focus(f"#r-body > :nth-child({since + 1}) .r-open")

    # ── one incident ─────────────────────────────────────────────────────────────────────────────────────

    async def open(self, about: str, _: Any, __: Any) -> None:
        """Shows an incident's own page; ``about`` is its label, or its id."""
        label = about if about in self._histories else next((k for k, x in self._histories.items() if x.id == about), "")
        if label:
            if not self.open_label or self.host.place not in self.places():
                self.came_from = self.host.place or ROWS
            self.open_label = label
            self._show_incident()

    def _show_incident(self, focus: str = "#screen-title") -> None:
        history = self._histories.get(self.open_label)
        if self.looking is None or history is None:
            self._show(ROWS, focus)
            return
        self.exhibiting.forget()
        self.host.show(incident.page(self.host.w, self.looking, history), self._place_of_incident(), focus)

    def _place_of_incident(self) -> str:
        """The tab that an incident's page belongs to: the one it was opened from, where that is one of this part."""
        return self.came_from if self.came_from in self.places() else ROWS

    async def back(self, _: str, __: Any, ___: Any) -> None:
        """Back to where the incident was opened, and to its row there."""
        label, self.open_label = self.open_label, ""
        self.host.go(self.came_from)
        wire.move_focus(f"#open-{label}")

    # ── questions, and what is worth a look ──────────────────────────────────────────────────────────────

    def _show_questions(self, focus: str = "#screen-title") -> None:
        self.open_label = ""
        if self.looking is not None:
            self.host.show(questions_screen.page(self.host.w, self.looking, self.asked, SITE), QUESTIONS, focus)

    def _show_compare(self, focus: str = "#screen-title") -> None:
        self.open_label = ""
        if self.looking is not None:
            self.host.show(compare_screen.page(self.host.w, self.looking), COMPARE, focus)


def _tells_the_same(one: Dossier, other: Dossier) -> bool:
    """Whether two dossiers hold the same incidents and notes, whatever their logs are called."""
    return one.timeline is other.timeline and one.casework.records == other.casework.records


def _names(dossier: Dossier) -> list[str]:
    return [source.label for source in dossier.sources]
