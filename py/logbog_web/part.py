"""What the parts of the app may use of it."""

from typing import Protocol

from logbog.words import Words

from .log import Log


class Host(Protocol):
    """The app, as its parts see it."""

    log: Log
    w: Words
    writer: bool
    screens: int

    def show(self, html: str, tab: str = "", focus: str = "#screen-title") -> None:
        """Draws a screen."""

    def say(self, text: str) -> None:
        """Says a short thing."""

    def may_write(self) -> bool:
        """Whether this tab may change the log."""

    async def go(self, where: str) -> None:
        """Leaves the screen for another."""

    async def speak(self, language: str) -> None:
        """Changes the language of everything."""

    async def show_thumbs(self) -> None:
        """Gives the thumbnails on the screen their pictures."""
