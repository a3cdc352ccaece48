"""Checking: each log is gone through in steps while it is being read, and the verdict is told as soon as there is one."""

import hashlib
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Any

from logbog import dossier as dossiers
from logbog import dossierverify, seal, verify
from logbog.casefile import Digest
from logbog.chain import Chain
from logbog.errors import CannotRead
from logbog.seal import Seal
from logbog.verify import Finding
from logbog.zipreading import Archive

from . import scan, wire
from .part import Action, Host, Opened, Stopped
from .screens import check, files
from .screens.check import ALTERED, CHECKING, STOPPED, UNCHANGED, Checked, CheckView, Sealed

# So long the worker works before it listens again.
TURN = 0.05
# The name under which the findings of a dossier file itself stand: its notes, its hands and its files.
GIVEN = ""


class Checking:
    """Finds out whether anything was altered."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.stopped: set[str] = set()
        self.busy = False
        self.seals: tuple[Seal, ...] = ()
        self.seal_typed = ""
        self.seal_error = ""
        # What stands on the page, part by part: what is the same is left alone, with all that was unfolded in it.
        self.drawn: dict[str, str] = {}
        self.listed: list[tuple[str, str, bool]] = []

    def actions(self) -> Mapping[str, Action]:
        """What it does."""
        return {
            "check-again": self.again,
            "submit-seal": self.try_seal,
            "scan": self.scan,
            "pasted": self.pasted,
        }

    def places(self) -> Mapping[str, Callable[[], None]]:
        """None: the check stands above and beside everything else."""
        return {}

    def changed(self) -> None:
        """Tells what is known, and goes on with what isn't."""
        self._draw()
        if not self.busy and self._unchecked():
            self.busy = True
            self.host.begin("check", self._check())

    # ── going through it ─────────────────────────────────────────────────────────────────────────────────

    def _unchecked(self) -> list[str]:
        host = self.host
        letters = [o.letter for o in host.opened] + [GIVEN] * bool(host.given)
        return [at for at in letters if at not in host.findings and at not in self.stopped]

    async def _check(self) -> None:
        """Each log that isn't checked yet, one after the other; more may come while it works."""
        host = self.host
        try:
            while left := self._unchecked():
                letter = left[0]
                opened = next((o for o in host.opened if o.letter == letter), None)
                try:
                    found = await self._found(opened)
                except Stopped:
                    self.stopped.update(self._unchecked())
                    raise
                # What lies open may be another than when this one began.
                if opened is None or opened in host.opened or any(o.case is opened.case for o in host.opened):
                    host.change(findings={**host.findings, letter: found})
        finally:
            self.busy = False
            self._draw()

    async def _found(self, opened: Opened | None) -> tuple[Finding, ...]:
        host = self.host
        if opened is not None:
            digests = [d async for d in self._digests(opened.case.archive)]
            return verify.findings(opened.case, digests=digests)
        assert host.given is not None
        digests = [d async for d in self._digests(host.given.archive)]
        return dossierverify.findings(host.given, digests)

    async def _digests(self, archive: Archive | None) -> AsyncIterator[Digest]:
        """As casefile.digests, but in steps of a moment, so that the list can be used and the check be stopped."""
        w, names = self.host.w, archive.names if archive else ()
        whole = sum(archive.size(name) for name in names) if archive else 0
        done, since = 0, time.monotonic()
        for name in names:
            assert archive is not None
            found = hashlib.sha256()
            try:
                for piece in archive.chunks(name):
                    found.update(piece)
                    done += len(piece)
                    if time.monotonic() - since > TURN:
                        await self.host.step(done / max(1, whole), w("reader.checking"))
                        since = time.monotonic()
            except CannotRead:
                yield Digest(name, 0, "")
            else:
                yield Digest(name, archive.size(name), found.hexdigest())

    async def again(self, letter: str, _: Any, __: Any) -> None:
        """Goes on with what was stopped."""
        self.stopped.clear()
        self.changed()

    # ── seals ────────────────────────────────────────────────────────────────────────────────────────────

    async def try_seal(self, _: str, fields: dict[str, list[str]], __: Any) -> None:
        """Looks for the seal in every log."""
        self._try((fields.get("seal") or [""])[0])

    def _try(self, typed: str) -> None:
        try:
            given = check.code_in(typed)
        except CannotRead:
            self.seal_typed, self.seal_error = typed, self.host.w("error.bad_seal")
            self._draw()
            wire.move_focus("#seal")
            return
        self.seal_typed = self.seal_error = ""
        self.seals = (given, *(s for s in self.seals if s != given))
        self._draw()
        fits = bool(self._sealed(given).fits)
        wire.move_focus("#r-sealed > :first-child" if fits or len(self._chains()) > 1 else "#r-verdicts h2")

    async def scan(self, _: str, __: Any, js_files: Sequence[Any]) -> None:
        """Looks for a code in a picture that was chosen, dropped or pasted."""
        for js_file in js_files[:1]:
            wire.progress(-1, self.host.w("reader.scanning"), stoppable=False)
            text = await scan.code_in(js_file)
            if text:
                self._try(text)
            else:
                self.seal_error = self.host.w("reader.seal_no_code")
                self._draw()
                wire.move_focus("#seal")

    async def pasted(self, _: str, __: Any, js_files: Sequence[Any]) -> None:
        """A picture that was pasted is looked through for a code once something is open."""
        if self.host.opened:
            await self.scan("", {}, js_files)

    # ── telling ──────────────────────────────────────────────────────────────────────────────────────────

    def _draw(self) -> None:
        host = self.host
        host.frame()
        view = self.view()
        for place, html in check.places(host.w, view).items():
            if self.drawn.get(place) != html:
                self.drawn[place] = html
                wire.patch(place, html)
        wire.aloud(check.aloud(host.w, view))
        # Who wrote a log is being typed in this card, so it is drawn anew only for other files.
        rows = [self._row(o) for o in host.opened]
        there = [(r.letter, r.name, r.handed) for r in rows]
        if self.listed != there:
            self.listed = there
            host.side("files", files.card(host.w, rows) if rows else "")

    def _row(self, opened: Opened) -> files.Row:
        return files.Row(opened.letter, opened.name, opened.label, opened.case.log.made_at, opened.handed)

    def view(self) -> CheckView:
        """What is known now."""
        host = self.host
        dossier = host.dossier
        same = [(dossiers.say(host.w, s), s.agree) for s in dossier.same_logs] if dossier else []
        given = [self._checked_given()] if host.given else []
        return CheckView(
            files=[*given, *(self._checked(o) for o in host.opened)],
            refused=[(r.name, r.code) for r in host.refused],
            waiting=[(x.name, x.wrong) for x in host.waiting],
            seals=[self._sealed(s) for s in self.seals],
            same=same,
            seal_typed=self.seal_typed,
            seal_error=self.seal_error,
        )

    def _chains(self) -> dict[str, Chain]:
        """Every chain of records that lies open, by its letter."""
        host = self.host
        given = {GIVEN: host.given} if host.given else {}
        return {**given, **{o.letter: o.case.log for o in host.opened}}

    def _found_in(self, letter: str) -> tuple[Finding, ...]:
        """What is known of a chain. Where there is only one, a seal that doesn't fit can only be meant for it."""
        found, chains = self.host.findings.get(letter, ()), self._chains()
        broken = [verify.sealed(chains[letter], s) for s in self.seals] if len(chains) == 1 else []
        return (*found, *(f for f in broken if f.altered))

    def _state(self, letter: str) -> str:
        if any(f.altered for f in self._found_in(letter)):
            return ALTERED
        if letter in self.host.findings:
            return UNCHANGED
        return STOPPED if letter in self.stopped else CHECKING

    def _checked_given(self) -> Checked:
        called = self.host.w("reader.the_dossier")
        found = self._found_in(GIVEN)
        return Checked(letter=GIVEN, called=called, name="", state=self._state(GIVEN), case=None, findings=found)

    def _checked(self, opened: Opened) -> Checked:
        host, case = self.host, opened.case
        found = self._found_in(opened.letter)
        called = host.dossier.label_of(host.w, opened.letter) if host.dossier else opened.letter
        labels = self._labels(opened)
        links = {f: labels[at] for f in found if (at := check.concerned(case, f)) and at in labels}
        return Checked(
            letter=opened.letter,
            called=called,
            name=opened.name,
            state=self._state(opened.letter),
            case=case,
            findings=found,
            links=links,
            incidents=sum(1 for x in case.histories if x.now and not x.withdrawn),
            exhibits=len(case.log.exhibits),
        )

    def _labels(self, opened: Opened) -> dict[str, str]:
        dossier = self.host.dossier
        own = {x.id for x in opened.case.histories}
        return {x.id: x.label for x in dossier.histories if x.id in own} if dossier else {}

    def _sealed(self, given: Seal) -> Sealed:
        """Which of the chains pass through a seal, and until when that fixes them."""
        w, host = self.host.w, self.host
        fits = []
        for letter, chain in self._chains().items():
            headers = [line.header for line in chain.ordered]
            if given.count and seal.holds(given, headers):
                called = host.dossier.label_of(w, letter) if letter and host.dossier else w("reader.the_dossier")
                fits.append((called, w.date(headers[given.count - 1].logged)))
        return Sealed(code=given.code, fits=fits)
