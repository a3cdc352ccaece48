"""A caseworker who notes and hands on in the reader, in a browser of their own that nothing is left in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, expect

from .conftest import ROOT
from .reading import WORKING, Reader

MAKING = 240_000


def demo(path: Path, incidents: int, seed: str) -> Path:
    """An invented log in a case file."""
    command = [sys.executable, "-m", "logbog_cli", "demo", str(path), "--incidents", str(incidents), "--seed", seed]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return path


class Caseworker:
    """Somebody at the reader, who is called so and so."""

    def __init__(self, page: Page, site: str, name: str = "Mette Holm", role: str = "socialrådgiver") -> None:
        self.page, self.reader, self.name, self.role = page, Reader(page, site), name, role

    def opens(self, *files: Path) -> Caseworker:
        """Goes to the reader and opens files; waits until they are checked."""
        self.reader.start().opened(*files)
        return self

    def goes(self, place: str) -> Caseworker:
        """Chooses a tab, unless it is the one that is shown."""
        if not self.page.locator(f".r-tab[data-id='{place}'][aria-current]").count():
            self.page.locator(f".r-tab[data-id='{place}']").click()
        expect(self.page.locator(f".r-tab[data-id='{place}'][aria-current]")).to_be_visible()
        return self

    def chooses(self, kind: str) -> Caseworker:
        """Begins a note of a kind."""
        self.goes("notes")
        self.page.locator(f".r-tile[data-id='{kind}']").click()
        expect(self.page.locator("form[data-form='note']")).to_be_visible()
        return self

    def says_who(self) -> Caseworker:
        """Fills in who it is, where that is asked."""
        if self.page.locator("#author_name").count():
            self.page.fill("#author_name", self.name)
            self.page.fill("#author_role", self.role)
        return self

    def adds(self) -> Caseworker:
        """Presses the button of the note."""
        self.page.locator("form[data-form='note'] button.primary").click()
        return self

    def notes(self, kind: str, **fields: str) -> Caseworker:
        """Writes a note and adds it."""
        self.chooses(kind)
        for name, text in fields.items():
            self.page.fill(f"#{name}", text)
        self.says_who().adds()
        expect(self.page.locator("form[data-form='note']")).to_have_count(0)
        return self

    def hands_on(self, path: Path, **fields: str) -> Path:
        """Hands the case on: sees what goes along, makes the dossier file, and saves it."""
        self.goes("hand").says_who()
        for name, text in fields.items():
            self.page.fill(f"#{name}", text)
        self.page.locator("form[data-form='hand'] button.primary").click()
        button = self.page.locator("[data-save='dossier']")
        expect(button).to_be_visible(timeout=MAKING)
        with self.page.expect_download() as download:
            button.click()
        download.value.save_as(path)
        expect(self.page.locator("#r-saved")).not_to_be_empty(timeout=WORKING)
        return path

    def hands(self) -> list[tuple[str, str]]:
        """The hands that the review shows: who, and what the check says of each (the class of its state)."""
        self.goes("hand")
        return [
            (item.locator("b").inner_text().split(",")[0], (item.get_attribute("class") or "").split()[-1])
            for item in self.page.locator("#r-along .r-hand").all()
        ]
