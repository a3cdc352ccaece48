"""Every screen of the app and the states that it can be in, one after the other, for the tests that look at all of them.

A walk yields the name of a state whenever the page stands in it. Whoever walks may look and measure, resize and change
the colours, but leaves the page as it was.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, expect

from . import belongings
from .person import PASSPHRASE, START, Person

INCIDENT = "[data-form='incident']"
ERASE = {"da": "slet", "en": "erase"}


def first_run(page: Page, app: str, language: str) -> Iterator[str]:
    """From a phone with nothing on it to a log that is open and empty."""
    page.goto(app)
    expect(page.locator("#setup-1-title")).to_be_focused()
    if page.locator("html").get_attribute("lang") != language:
        page.locator("#setup-language").click()
        expect(page.locator("html")).to_have_attribute("lang", language)
    yield "setup-1"
    page.locator("#setup-1 [data-step-to='2']").click()
    yield "setup-2"
    page.locator("#setup-unsure").click()
    yield "setup-2-unsure"
    page.locator("#setup-2 .stack [data-step-to='3']").click()
    expect(page.locator("#suggestion")).not_to_be_empty()
    yield "setup-3"
    page.locator("#create").click()
    expect(page.locator("#choose-errors")).to_be_focused()
    yield "setup-3-errors"
    page.locator("#new-passphrase").fill(PASSPHRASE)
    page.locator("#again").fill(PASSPHRASE)
    yield "setup-3-filled"
    page.locator("#create").click()
    expect(page.locator("#setup-code-title")).to_be_focused(timeout=START)
    yield "setup-code"
    page.locator("#code-last").fill("nej")
    page.locator("#code-check button").click()
    expect(page.locator("#code-message")).not_to_be_empty()
    yield "setup-code-wrong"
    code = page.locator("#recovery-shown").inner_text()
    page.locator("#code-last").fill(re.split(r"[\s-]+", code.strip())[-1])
    page.locator("#code-check button").click()
    yield "setup-install"
    page.locator("#install-skip").click()
    Person(page, app).sees_list()
    yield "list-empty"


def empty_log(page: Page) -> Iterator[str]:
    """What the other screens say when there is nothing in the log."""
    for tab in ("overview", "share", "settings"):
        page.locator(f"#tabs [data-go='{tab}']").click()
        expect(page.locator("#screen-title")).to_be_focused()
        yield f"{tab}-empty"


def writing(page: Page, app: str, folder: Path) -> Iterator[str]:
    """The form in all its states, with one exhibit of each sort, and the exhibits seen large."""
    person = Person(page, app)
    page.locator("#tabs [data-go='list']").click()
    person.new()
    yield "form"
    page.locator("[name='date']").fill("")
    page.locator(f"{INCIDENT} button.primary").click()
    expect(page.locator("#error-summary")).to_be_focused()
    yield "form-errors"
    person.fill({"date": "2026-10-03", "what": "Der lå en buket ved døren. Intet kort.", "kinds": ["gifts", "calls_messages"]})
    person.attach(
        [
            belongings.picture(folder / "IMG_0001.jpg", 3, place=True),
            belongings.screenshot(folder / "et_meget_langt_filnavn_uden_mellemrum_fra_en_telefon.png", 2),
            belongings.sound(folder / "besked.wav"),
            belongings.letter(folder / "brev.pdf"),
        ]
    )
    yield "form-exhibits"
    page.evaluate("for (const fold of document.querySelectorAll('#screen details')) fold.open = true")
    yield "form-unfolded"
    for nth, sort in ((0, "picture"), (2, "sound"), (3, "pdf")):
        page.locator("#exhibits [data-do='view']").nth(nth).click()
        expect(page.locator("#viewer-place > *")).to_be_visible()
        expect(page.locator("#viewer-title")).not_to_be_empty()
        yield f"viewer-{sort}"
        page.locator("#viewer [data-close]").click()
    person.save()
    expect(page.locator("#toast")).to_be_visible()
    yield "list-saved"
    person.new()
    person.fill({"what": "Halvt skrevet, og så ringede det på døren."})
    expect(page.locator("#draft-state")).not_to_be_empty()
    page.locator("[data-do='later']").click()
    expect(page.locator("[data-do='draft']")).to_be_visible()
    page.locator("[data-do='quick']").first.click()
    expect(page.locator("#quick-asked")).to_be_visible()
    yield "list-draft-and-quick"


def locking(page: Page) -> Iterator[str]:
    """The lock, a wrong passphrase, and the way in for somebody who forgot theirs."""
    page.reload()
    expect(page.locator("#passphrase")).to_be_focused()
    yield "lock"
    page.locator("#passphrase").fill("noget helt andet")
    page.locator("#unlock").click()
    expect(page.locator("#lock-message")).not_to_be_empty(timeout=START)
    yield "lock-wrong"
    page.locator("#use-recovery").click()
    yield "lock-recovery"


def demo(page: Page, app: str, language: str) -> Iterator[str]:
    """The log with invented incidents: everything that can be read, looked at and handed over."""
    page.goto(f"{app}?proeve")
    expect(page.locator("#rows .row-main").first).to_be_visible(timeout=START)
    page.locator("#tabs [data-go='settings']").click()
    page.locator("#language").select_option(language)
    page.locator("[data-form='language'] button").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.locator("#tabs [data-go='list']").click()
    yield "list"
    page.locator("[data-form='filter'] summary").click()
    yield "list-filter"
    page.locator("#text").fill("xyzzy")
    expect(page.locator("#rows .row")).to_have_count(0)
    yield "list-nothing-found"
    page.locator("[data-do='clear-filter']").click()
    yield from _reading(page)
    yield from _sharing(page)
    yield from _keeping(page)


def _open(page: Page, row: str) -> None:
    page.locator("#tabs [data-go='list']").click()
    page.locator(row).first.click()
    expect(page.locator("[data-do='back']")).to_be_visible()


def _reading(page: Page) -> Iterator[str]:
    _open(page, "#rows .row-main:has(.star)")
    yield "incident"
    page.locator("details:has([data-do='ask-erase']) > summary").click()
    yield "incident-more"
    page.locator("[data-do='ask-withdraw']").click()
    expect(page.locator("#why")).to_be_visible()
    yield "incident-withdraw"
    page.locator("[data-form='withdraw'] .primary").click()
    expect(page.locator("#screen .warning")).to_be_visible()
    yield "incident-withdrawn"
    _open(page, "#rows .row.own .row-main")
    page.locator("details:has([data-do='ask-erase']) > summary").click()
    page.locator("[data-do='ask-erase']").click()
    page.locator("[data-form='erase'] .danger").click()
    expect(page.locator("#word-error")).to_be_visible()
    yield "incident-erase"
    page.locator("#word").fill(ERASE[page.evaluate("document.documentElement.lang")])
    page.locator("[data-form='erase'] .danger").click()
    page.locator("#rows > details.more > summary").click()
    yield "list-set-aside"
    page.locator("#rows > details.more .row-main").last.click()
    yield "incident-erased"
    page.locator("#tabs [data-go='overview']").click()
    yield "overview"
    page.evaluate("for (const fold of document.querySelectorAll('#screen details')) fold.open = true")
    yield "overview-tables"


def _sharing(page: Page) -> Iterator[str]:
    page.locator("#tabs [data-go='share']").click()
    expect(page.locator("#share-count")).to_be_visible()
    yield "share"
    page.locator("#screen details > summary").click()
    yield "share-one-by-one"
    page.locator("[data-form='choose'] .sticky-action .primary").click()
    expect(page.locator("#leaving")).to_be_attached()
    yield "share-review"
    page.locator("#leaving details > summary").first.click()
    yield "share-review-unfolded"
    page.locator("[data-do='make-report']").click()
    expect(page.locator("#handed-over")).to_be_attached(timeout=START)
    yield "share-ready"
    page.locator("#tabs [data-go='share']").click()
    page.locator("[data-do='seal']").click()
    expect(page.locator("#seal-code")).to_be_visible()
    page.locator("[data-form='give-seal'] .primary").click()
    expect(page.locator("#to-error")).to_be_visible()
    page.locator("#to").fill("Mette, min søster")
    page.locator("[data-form='give-seal'] .primary").click()
    expect(page.locator("#seals-given")).to_be_visible()
    yield "seal"


def _keeping(page: Page) -> Iterator[str]:
    page.locator("#tabs [data-go='settings']").click()
    page.locator("#secret_word").fill("Lindevej")
    page.locator("[data-form='secret'] button").click()
    expect(page.locator("[data-do='drop-secret']")).to_be_visible()
    yield "settings"
    page.locator("[data-do='passphrase']").click()
    page.locator("[data-do='offer-passphrase']").click()
    expect(page.locator("#offered")).not_to_be_empty()
    yield "settings-passphrase"
    page.locator("#screen [data-go='settings']").click()
    page.locator("[data-do='recovery']").click()
    yield "settings-recovery"
    page.locator("#tabs [data-go='help']").click()
    expect(page.locator("#help-title")).to_be_focused()
    yield "help"
    page.locator("#help [data-close]").click()
