"""Everybody can use every screen: with a screen reader, in the dark, magnified, and with nothing but a keyboard."""

import re
from collections.abc import Callable, Iterator
from itertools import chain, pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from . import walk
from .conftest import EXIT_TARGET, PHONE, Guard
from .person import PASSPHRASE, START

Axe = Callable[[Page], list[str]]
LOCALES = {"da": "da-DK", "en": "en-GB"}
OTHER = {"light": "dark", "dark": "light"}
NARROW = 320

# States that are reached without leaving the screen, so the focus stays with what was pressed or goes to what is said.
STAYED = re.compile(
    r"lock.*|list-(filter|nothing-found|saved|draft-and-quick|set-aside)|form-.*|.*-(unsure|errors|filled|wrong|unfolded|more|tables)"
    r"|incident-erase|share-one-by-one|seal|settings|settings-passphrase"
)

CONTRAST = """async () => (await axe.run(document, {runOnly: ['color-contrast'], resultTypes: ['violations']})).violations
  .flatMap((v) => v.nodes.map((n) => `${n.target} ${n.failureSummary}`))"""

# What is wider than the window, or than the dialog that it stands in.
SIDEWAYS = """(width) => [document.documentElement, ...document.querySelectorAll('dialog[open]')]
  .filter((e) => e.scrollWidth > width).map((e) => `${e.tagName} is ${e.scrollWidth} wide`)"""

# A box or a file is pressed by its label, so that is what is measured.
SMALL = """() => {
  const area = document.querySelector('dialog[open]') ?? document;
  const pressed = 'button, a[href]:not(.skip-link), summary, select, textarea, label:has(> input), input:not([type=hidden])';
  return [...area.querySelectorAll(pressed)]
    .filter((e) => e.checkVisibility() && !e.matches('label > input'))
    .map((e) => ({ e, height: e.getBoundingClientRect().height, least: e.matches('.primary') ? 48 : 44 }))
    .filter(({ height, least }) => height > 0 && height < least - 0.01)
    .map(({ e, height }) => `${height} px: ${e.outerHTML.slice(0, 120)}`);
}"""

# The headings of the one screen that is there, or of the dialog over it: level and text.
HEADINGS = """() => {
  const area = document.querySelector('dialog[open]') ?? document;
  return [...area.querySelectorAll('h1, h2, h3, h4')].filter((e) => e.checkVisibility()).map((e) => [+e.tagName[1], e.innerText.trim()]);
}"""

# The focused thing is not entirely hidden: some point of it in the window belongs to it, to its label or to what is in it.
SEEN = """() => {
  const on = document.activeElement;
  const place = (on.closest('label') ?? on).getBoundingClientRect();
  const x = place.x + place.width / 2;
  return [place.top + 3, place.top + place.height / 2, place.bottom - 3].some((y) => {
    const top = document.elementFromPoint(x, y);
    return top && (on.contains(top) || (on.closest('label')?.contains(top) ?? false));
  });
}"""


@pytest.fixture(params=[("da", "light"), ("en", "dark")], ids=lambda of: "-".join(of))
def somebody(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[tuple[Page, str, str]]:
    """A page in one of the languages and one of the schemes; the other scheme is put on for a look at the colours."""
    language, scheme = request.param
    made = {**PHONE, "locale": LOCALES[language], "color_scheme": scheme, "reduced_motion": "reduce"}
    context = browser.new_context(**made, service_workers="block")
    guard = Guard(context, site)
    # The browser's own viewer for PDF files asks the browser itself for its parts.
    guard.forgive("^asked another origin: chrome(-extension)?://")
    yield context.new_page(), language, scheme
    context.close()
    guard.check()


def headings(page: Page) -> list[str]:
    """What is wrong with the order of the headings."""
    found = page.evaluate(HEADINGS)
    levels = [level for level, _ in found]
    wrong = [f"an empty heading of level {level}" for level, text in found if not text]
    if levels.count(1) != 1:
        wrong.append(f"{levels.count(1)} main headings")
    wrong += [f"h{after} comes after h{before}" for before, after in pairwise(levels) if after > before + 1]
    return wrong


def test_every_screen_is_accessible(somebody: tuple[Page, str, str], app: str, axe: Axe, tmp_path: Path) -> None:
    page, language, scheme = somebody
    states = chain(
        walk.first_run(page, app, language),
        walk.empty_log(page),
        walk.writing(page, app, tmp_path),
        walk.locking(page),
        walk.demo(page, app, language),
    )
    seen, wrong = [], []
    for state in states:
        seen.append(state)
        found = headings(page) + page.evaluate(SMALL) + axe(page)
        if not STAYED.fullmatch(state) and not page.evaluate("document.activeElement.matches('h1')"):
            found.append("the focus is not on the heading")
        page.emulate_media(color_scheme=OTHER[scheme])
        found += page.evaluate(CONTRAST)
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": NARROW, "height": 640})
        found += page.evaluate(SIDEWAYS, NARROW)
        page.set_viewport_size(PHONE["viewport"])
        wrong += [f"{state}: {one}" for one in found]
    assert not wrong, "\n".join(wrong)
    assert len(seen) > 40


# ── Nothing but a keyboard ───────────────────────────────────────────────────────────────────────────────────


class Keyboard:
    """A person who has no pointer; wherever the focus goes it must be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, selector: str, key: str = "Tab") -> None:
        """Moves the focus until it is on what was looked for."""
        for _ in range(150):
            self.page.keyboard.press(key)
            assert self.page.evaluate(SEEN), self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
            if self.page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
                return
        raise AssertionError(f"the keyboard does not reach {selector}")

    def press(self, selector: str, key: str = "Enter", by: str = "Tab") -> None:
        """Goes there and presses it."""
        self.to(selector, by)
        self.page.keyboard.press(key)

    def type(self, selector: str, text: str) -> None:
        """Goes there and types."""
        self.to(selector)
        self.page.keyboard.type(text)

    def arrives(self, heading: str) -> None:
        """The focus is on the heading of the screen that came."""
        expect(self.page.locator(heading)).to_be_focused(timeout=START)


@pytest.mark.parametrize("size", [(390, 844), (320, 256)], ids=["phone", "zoomed"])
def test_the_keyboard_alone_does_everything(page: Page, app: str, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(app)
    keys = Keyboard(page)
    keys.arrives("#setup-1-title")
    keys.press("[data-step-to='2']")
    keys.arrives("#setup-2-title")
    keys.press("[data-step-to='3']")
    keys.arrives("#setup-3-title")
    keys.type("#new-passphrase", PASSPHRASE)
    keys.type("#again", PASSPHRASE)
    keys.press("#create")
    keys.arrives("#setup-code-title")
    code = page.locator("#recovery-shown").inner_text()
    keys.type("#code-last", re.split(r"[\s-]+", code.strip())[-1])
    keys.press("#code-check button")
    keys.arrives("#setup-install-title")
    keys.press("#install-skip")
    keys.arrives("#screen-title")

    keys.press("[data-do='new']")
    expect(page.locator("#screen-title")).to_have_text("Ny hændelse")
    keys.type("#what", "Holdt ved skolen igen")
    keys.press("[name='kinds'][value='turning_up']", "Space")
    expect(page.locator("[name='kinds'][value='turning_up']")).to_be_checked()
    keys.press("[data-form='incident'] .primary")
    keys.press(".row-main")
    keys.arrives("#screen-title")
    keys.press("[data-do='correct']")
    keys.type("#what", " i dag. ")
    keys.press("[data-form='incident'] .primary")
    keys.press(".fold > summary")
    expect(page.locator(".fold p")).to_contain_text("i dag.")

    keys.press("#tabs [data-go='share']")
    keys.press("[data-form='choose'] .primary")
    expect(page.locator("#leaving")).to_be_attached()
    keys.press("[data-do='make-report']")
    expect(page.locator("#handed-over")).to_be_attached(timeout=START)
    with page.expect_download():
        keys.press("[data-do='download']")
    keys.press("#tabs [data-go='help']")
    keys.arrives("#help-title")
    page.keyboard.press("Escape")
    expect(page.locator("#tabs [data-go='help']")).to_be_focused()
    keys.press("#exit", by="Shift+Tab")
    page.wait_for_url(f"{EXIT_TARGET}**")
