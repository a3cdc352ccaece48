"""The quick exit, in the app and on the site: locks, blanks, leaves, and Back does not lead here."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import Guard
from .person import Person

ROOT = Path(__file__).resolve().parents[2]
TARGET = "https://www.dmi.dk/"
Axe = Callable[[Page], list[str]]

# Written where it outlives the page, at the moment the event comes.
NOTE_THE_LOCK = "document.addEventListener('noter:lock', (e) => sessionStorage.setItem('locked', e.detail.reason))"


def ready(page: Page) -> Page:
    """The exit's script has run: it has put its dots into the link."""
    expect(page.locator("a[data-exit] .exit-dots span")).to_have_count(3)
    return page


@pytest.fixture(params=["", "app/"], ids=["site", "app"])
def somewhere(request: pytest.FixtureRequest, page: Page, site: str) -> Page:
    """A page of the site, and the app."""
    page.goto("about:blank")
    page.goto(site + request.param)
    return ready(page)


def press_shift(page: Page, times: int) -> None:
    for _ in range(times):
        page.keyboard.press("Shift")


def left(page: Page) -> None:
    expect(page).to_have_title("elsewhere")
    assert page.url == TARGET


def test_it_is_a_plain_link_that_needs_no_script(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in ("", "app/"):
        page.goto(site + path)
        link = page.locator("a[data-exit]").first
        expect(link).to_be_visible()
        expect(link).to_have_attribute("href", TARGET)
        expect(link).to_have_attribute("rel", "nofollow noreferrer")
    context.close()


def test_a_press_leaves_and_back_does_not_lead_here(somewhere: Page) -> None:
    here = somewhere.url
    somewhere.locator("a[data-exit]").first.click()
    left(somewhere)
    somewhere.go_back()
    assert somewhere.url == "about:blank" != here


def test_shift_three_times_leaves(somewhere: Page) -> None:
    press_shift(somewhere, 1)
    status = somewhere.locator("a[data-exit] + [role=status]")
    expect(status).to_have_text("Tryk Shift to gange mere for at forlade siden.")
    expect(somewhere.locator(".exit-dots .on")).to_have_count(1)
    press_shift(somewhere, 1)
    expect(status).to_have_text("Tryk Shift én gang mere for at forlade siden.")
    press_shift(somewhere, 1)
    left(somewhere)


def test_shift_that_makes_capitals_or_is_followed_by_another_key_does_not_count(somewhere: Page) -> None:
    for _ in range(4):
        somewhere.keyboard.press("Shift+A")
    press_shift(somewhere, 2)
    somewhere.keyboard.press("b")
    expect(somewhere.locator(".exit-dots")).to_be_hidden()
    press_shift(somewhere, 2)
    expect(somewhere.locator(".exit-dots .on")).to_have_count(2)


def test_too_slow_starts_over_and_says_so(page: Page, site: str) -> None:
    page.clock.install()
    page.goto(site)
    ready(page)
    press_shift(page, 2)
    page.clock.run_for(5100)
    expect(page.locator("a[data-exit] + [role=status]")).to_have_text("Du er stadig på siden.")
    press_shift(page, 2)
    assert page.url == site


def test_the_app_locks_before_it_leaves_from_any_screen(page: Page, app: str) -> None:
    person = Person(page, app)
    person.arrive()
    person.first_run()
    page.evaluate(NOTE_THE_LOCK)
    page.locator("#tabs [data-go='help']").click()
    expect(page.locator("#help")).to_be_visible()
    press_shift(page, 3)
    left(page)
    page.goto(app)
    expect(page.locator("#lock-form")).to_be_visible()
    assert page.evaluate("sessionStorage.getItem('locked')") == "exit"


# What can be seen at the moment when the page is being left, kept where it outlives the page.
NOTE_WHAT_IS_SEEN = """new MutationObserver(() => {
  const seen = [...document.body.children].filter((element) => getComputedStyle(element).display !== 'none');
  sessionStorage.setItem('seen', JSON.stringify({ count: seen.length, title: document.title }));
}).observe(document.documentElement, { attributes: true })"""


def test_while_leaving_nothing_of_the_page_is_seen(page: Page, app: str) -> None:
    page.goto(app)
    ready(page)
    page.locator("#setup-1 [data-help]").click()
    page.evaluate(NOTE_WHAT_IS_SEEN)
    press_shift(page, 3)
    left(page)
    page.goto(app)
    assert json.loads(page.evaluate("sessionStorage.getItem('seen')")) == {"count": 0, "title": "\u200b"}


def test_without_a_net_it_leads_to_a_blank_sheet_of_ours(page: Page, app: str, axe: Axe, guard: Guard) -> None:
    page.goto(app)
    expect(page.locator("#offline-state")).to_have_attribute("data-state", "ready", timeout=90_000)
    guard.offline = True
    page.context.set_offline(True)
    page.locator("#exit").click()
    expect(page.locator("#sheet")).to_be_visible()
    assert page.url == f"{app}ude.html"
    assert page.title() == "Noter"
    assert page.locator("script").count() == 0
    assert axe(page) == []
    page.context.set_offline(False)


def test_the_blank_sheet_holds_no_trace_of_the_app(page: Page, app: str) -> None:
    page.goto(f"{app}ude.html")
    text = page.content().lower()
    danish = json.loads((ROOT / "py/logbog/words/da.json").read_text("utf-8"))
    assert danish["exit.blank_hint"].lower() in text
    for word in ("stalking", "hændelse", "adgangssætning", "politi", "112", "lås", "lock", "app.css"):
        assert word not in text
