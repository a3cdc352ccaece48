"""The part that ends it all: deletes the log, its keys first, then the app's own files and what it remembered.

Law of this module: nothing is deleted before the word was typed, and nothing is said to be gone before it is.
"""

from typing import Any

from logbog.errors import LogbogError

from . import dom, offline, shell, store
from .part import Host
from .screens import ending

Fields = dict[str, list[str]]


class Ending:
    """Deleting everything on this device."""

    def __init__(self, host: Host) -> None:
        self.host = host

    def actions(self) -> dict[str, Any]:
        """What the page can ask of this part."""
        return {"ask-delete-all": self.ask, "submit-delete-all": self.delete_all}

    async def ask(self, _: str = "", __: Any = None) -> None:
        """Asks for the typed word."""
        if self.host.may_write():
            self.host.show(ending.ask(self.host.w, len(self.host.log.histories)), "settings")

    async def delete_all(self, _: str, fields: Fields) -> None:
        """Destroys everything when the word was typed."""
        w, typed = self.host.w, (fields.get("word") or [""])[0].strip().casefold()
        if not self.host.may_write():
            return
        if typed != w("ending.word").casefold():
            self.host.show(ending.ask(w, len(self.host.log.histories), wrong=True), "settings", "#word")
            return
        # From here on nothing may be kept again, neither what is being typed nor a file of the app.
        self.host.writer = False
        try:
            await store.destroy()
            self.host.log.forget()
            await offline.remove()
        except LogbogError:
            self.host.show(ending.failed(w), "settings")
            return
        shell.forget_language()
        dom.mark("deleted", "yes")
        self.host.show(ending.done(w))
