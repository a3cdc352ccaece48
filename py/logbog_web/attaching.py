"""The part of writing that takes files in: hashed, sealed and tied to the form they were chosen for.

Laws of this module:
1. A file belongs to the form it was chosen in, also when another screen is shown before it has been sealed.
2. Files wait in line; choosing more while some are sealed drops none.
"""

from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from logbog.errors import StoreError

from . import dom, exhibits
from .markup import h
from .part import Host
from .screens import form
from .screens.form import Draft
from .soon import soon


class Attaching:
    """The files that are being sealed and those that wait. ``kept(draft)`` is called when one has come to a form."""

    def __init__(self, host: Host, kept: Callable[[Draft], Awaitable[None]]) -> None:
        self.host = host
        self._kept = kept
        self._line: deque[tuple[Draft, Any]] = deque()
        self._now: Draft | None = None

    def waiting(self, row: str) -> Draft | None:
        """The form with files on their way to it that is kept under ``row``, if there is one."""
        drafts = ([self._now] if self._now else []) + [draft for draft, _ in self._line]
        return next((draft for draft in drafts if draft.row == row), None)

    def chosen(self, input_id: str, draft: Draft) -> None:
        """Takes the files of an input into the line; runs inside the event."""
        self._line.extend((draft, js_file) for js_file in dom.files(f"#{input_id}"))
        if self._line and self._now is None:
            self._now = self._line[0][0]
            dom.mark("adding", "yes")
            soon(self._work())

    def forget(self, row: str) -> None:
        """Lets go of the files that wait for a form that is no more."""
        self._line = deque((draft, js_file) for draft, js_file in self._line if draft.row != row)

    async def _work(self) -> None:
        number, refused = 0, ""
        try:
            while self._line:
                self._now, js_file = self._line.popleft()
                number += 1
                dom.patch("#adding", form.adding(self.host.w, number, number + len(self._line)))
                try:
                    found = await exhibits.add(js_file, lambda fraction: dom.show_progress("#adding-progress", fraction))
                    self._now.exhibits.append(found)
                    await self._kept(self._now)
                except StoreError as error:
                    refused = self.host.w(f"error.{error.code}")
        finally:
            self._now = None
            dom.mark("adding", "no")
            if refused:
                self.host.say(refused)
            dom.patch("#adding", f'<p class="error">{h(refused)}</p>' if refused else "")
