"""Opening: files are given, read, and lie open until the page is closed."""

from collections.abc import Callable, Mapping
from typing import Any

from logbog import casefile, timeline
from logbog.errors import CannotRead

from . import blobfile
from .part import Action, Host, Opened

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Opening:
    """Takes files in."""

    def __init__(self, host: Host) -> None:
        self.host = host

    def actions(self) -> Mapping[str, Action]:
        """What it does."""
        return {"open": self.open}

    def places(self) -> Mapping[str, Callable[[], None]]:
        """Nothing of its own in the main column, so far."""
        return {"timeline": self.show_first}

    def changed(self) -> None:
        """Nothing yet."""

    async def open(self, _: str, __: dict[str, list[str]], js_files: list[Any]) -> None:
        """Opens each of the files."""
        w = self.host.w
        for n, js_file in enumerate(js_files):
            await self.host.step(-1, w("reader.opening", n=n + 1, of=len(js_files)))
            file = blobfile.Blob(js_file)
            try:
                case = casefile.read(blobfile.buffered(file))
            except CannotRead as wrong:
                self.host.say(w(f"error.{wrong.code}"))
                continue
            letter = LETTERS[len(self.host.opened)]
            self.host.change(opened=(*self.host.opened, Opened(letter, str(js_file.name), file, case)))
        if self.host.opened:
            self.host.go("timeline")

    def show_first(self) -> None:
        """The first screen of the skeleton."""
        n = sum(len(timeline.of(o.case.histories)) for o in self.host.opened)
        self.host.show(f'<h1 id="screen-title" tabindex="-1">{self.host.w.many("list.count", n)}</h1>', "timeline")
