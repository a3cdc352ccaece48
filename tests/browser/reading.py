"""A caseworker at the reader: opens files, waits for the verdict, and reads what is told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

START = 90_000
WORKING = 60_000
CASES = Path(__file__).resolve().parents[1] / "vectors"


class Reader:
    """The reader in a page."""

    def __init__(self, page: Page, site: str, path: str = "laes/") -> None:
        self.page, self.address = page, f"{site}{path}"

    def start(self) -> Reader:
        """Goes to the page and waits until it says that it is ready."""
        self.page.goto(self.address)
        expect(self.page.locator("body[data-reader='ready']")).to_be_attached(timeout=START)
        return self

    def give(self, *files: Path | dict[str, Any]) -> Reader:
        """Chooses files, as with the button; a file may be made up as Playwright's payload."""
        self.page.locator("#r-files").set_input_files(list(files))  # type: ignore[arg-type]
        return self

    def sees(self, *verdicts: str) -> Reader:
        """Waits until the check says exactly this, from top to bottom."""
        expect(self.page.locator("#r-verdicts h2")).to_have_count(len(verdicts), timeout=WORKING)
        for n, verdict in enumerate(verdicts):
            expect(self.page.locator("#r-verdicts h2").nth(n)).to_have_attribute("data-verdict", verdict, timeout=WORKING)
        return self

    def opened(self, *files: Path | dict[str, Any]) -> Reader:
        """Opens files and waits until each of them is checked."""
        self.give(*files)
        expect(self.page.locator("#r-verdicts h2")).not_to_have_count(0, timeout=WORKING)
        expect(self.page.locator("[data-verdict='checking']")).to_have_count(0, timeout=WORKING)
        return self

    def codes(self, nth: int = 0) -> list[str]:
        """The codes of what is told of a file, in the order of the screen."""
        told = self.verdict(nth).locator("[data-code]")
        return [str(each.get_attribute("data-code")) for each in told.all()]

    def verdict(self, nth: int = 0) -> Locator:
        """The card of a file."""
        return self.page.locator("#r-verdicts > .r-verdict").nth(nth)

    def labels(self) -> Sequence[str]:
        """The incidents of the time line as they stand, newest first, by what they are called."""
        rows = self.page.locator("#r-seen .r-open[data-do='open']")
        return rows.evaluate_all("rows => rows.map(row => row.dataset.id)")  # type: ignore[no-any-return]
