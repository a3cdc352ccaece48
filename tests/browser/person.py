"""A person with the app in their hand: what the browser tests do, said in the words of the screens."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

PASSPHRASE = "granit lampe torvet sejlskib mandag"
# Python starts in a second or two; a machine that is busy with other tests takes longer.
START = 90_000
Value = str | Sequence[str] | bool


class Person:
    """Drives one page of the app the way a person does: by what can be seen and pressed."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address

    def arrive(self) -> None:
        """Opens the app."""
        self.page.goto(self.address)

    def first_run(self, passphrase: str = PASSPHRASE) -> str:
        """Goes through the first screens; gives the recovery code that was shown."""
        page = self.page
        page.locator("#setup-1 [data-step-to='2']").click()
        page.locator("#setup-2 .stack [data-step-to='3']").click()
        page.locator("#new-passphrase").fill(passphrase)
        page.locator("#again").fill(passphrase)
        page.locator("#create").click()
        shown = page.locator("#recovery-shown")
        expect(shown).not_to_be_empty(timeout=START)
        code = shown.inner_text().strip()
        page.locator("#code-last").fill(code.replace("\n", " ").split()[-1].split("-")[-1])
        page.locator("#code-check button").click()
        page.locator("#install-skip").click()
        self.sees_list()
        return code

    def unlock(self, passphrase: str = PASSPHRASE) -> None:
        """Types the passphrase and waits for the log."""
        self.page.locator("#passphrase").fill(passphrase)
        self.page.locator("#unlock").click()
        self.sees_list()

    def unlock_to_read(self, passphrase: str = PASSPHRASE) -> None:
        """The same in a second tab, where the log can be read only."""
        self.page.locator("#passphrase").fill(passphrase)
        self.page.locator("#unlock").click()
        expect(self.page.locator("#rows")).to_be_visible(timeout=START)

    def sees_list(self) -> None:
        """The list is on the screen."""
        expect(self.page.locator("#screen [data-do='new']")).to_be_visible(timeout=START)

    def says(self, text: str) -> None:
        """The app says something short."""
        expect(self.page.locator("#toast")).to_contain_text(text)

    def new(self) -> None:
        """Opens an empty form."""
        self.page.locator("#screen [data-do='new']").click()
        expect(self.page.locator("[data-form='incident']")).to_be_visible()

    def fill(self, fields: Mapping[str, Value]) -> None:
        """Fills the form: texts and dates as texts, chips and radios as the values that are chosen."""
        expect(self.page.locator("[data-form='incident']")).to_be_visible()
        for name, value in fields.items():
            if name == "files":
                self.attach([Path(v) for v in value])  # type: ignore[union-attr]
                continue
            control = self.page.locator(f"[data-form='incident'] [name='{name}']")
            self._unfold(control.first)
            if isinstance(value, (bool, list, tuple)):
                wanted = ["yes"] if isinstance(value, bool) else value
                for one in wanted:
                    self._choose(name, one)
            elif control.first.evaluate("e => e.type") == "radio":
                self._choose(name, str(value))
            elif control.first.evaluate("e => e.tagName") == "SELECT":
                control.first.select_option(str(value))
            else:
                control.first.fill(str(value))

    def _choose(self, name: str, value: str) -> None:
        box = self.page.locator(f"[data-form='incident'] [name='{name}'][value='{value}']")
        if not box.is_checked():
            self.page.locator(f"[data-form='incident'] label:has(input[name='{name}'][value='{value}'])").click()
        expect(box).to_be_checked()

    def _unfold(self, control: Locator) -> None:
        folded = control.locator("xpath=ancestor::details[not(@open)]")
        while folded.count():
            folded.first.locator("> summary").click()

    def attach(self, files: Sequence[Path]) -> None:
        """Chooses files; they are hashed and locked away before this returns."""
        rows = self.page.locator("#exhibits .exhibit")
        before = rows.count()
        self.page.locator("#pick").set_input_files([str(f) for f in files])
        expect(rows).to_have_count(before + len(files), timeout=START)
        expect(self.page.locator("#adding progress")).to_have_count(0, timeout=START)

    def save(self) -> None:
        """Keeps the form and is told so."""
        self.page.locator("[data-form='incident'] button.primary").click()
        self.sees_list()

    def write(self, fields: Mapping[str, Value]) -> None:
        """One incident, from the list and back to it."""
        self.new()
        self.fill(fields)
        self.save()

    def open(self, nth: int) -> None:
        """Opens the nth incident of the list, counted from the newest."""
        self.page.locator("#rows .row-main").nth(nth).click()
        expect(self.page.locator("#screen [data-do='back']")).to_be_visible()

    def back(self) -> None:
        """Back to the list."""
        self.page.locator("#screen [data-do='back']").click()
        self.sees_list()

    def go(self, tab: str) -> None:
        """Presses a tab."""
        self.page.locator(f"#tabs [data-go='{tab}']").click()
