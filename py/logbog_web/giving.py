"""A finished file on the screen, handed over by the person's own tap: by the share sheet, or as a download."""

from collections.abc import Awaitable, Callable

from logbog.errors import LogbogError

from . import dom, outlet
from .markup import h
from .part import Host
from .soon import soon

Handed = Callable[[], Awaitable[None]]


class Giving:
    """Hands over whatever is ready in the outlet; ``handed`` is called when it has gone, as far as anybody can know."""

    def __init__(self, host: Host, handed: Handed | None = None) -> None:
        self.host = host
        self._handed = handed

    def tapped(self, what: str) -> bool:
        """Starts sharing or saving while the tap still counts as one; whether the event was for here."""
        if what not in ("share-now", "download"):
            return False
        if what == "share-now":
            soon(self._shared(outlet.share()))
        else:
            outlet.download()
            self._told("share.saved")
        return True

    async def _shared(self, answer: Awaitable[str]) -> None:
        try:
            if await answer == "shared":
                self._told("share.handed_over")
        except LogbogError as error:
            self.host.say(self.host.w(f"error.{error.code}"))

    def _told(self, key: str) -> None:
        dom.patch("#handed-over", h(self.host.w(key)))
        if self._handed is not None:
            soon(self._handed())
