"""The site in a real browser: readable by all, no matter the screen, the colours, or whether scripts run."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from .conftest import EXIT_TARGET, PHONE, Guard

PATHS = ("", "loggen/", "en/", "en/loggen/")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing(page: Page, site: str, axe: Callable[[Page], list[str]], path: str, colours: str) -> None:
    page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
    page.goto(site + path)

    assert [] == axe(page)


@pytest.mark.parametrize("path", ["", "en/loggen/"])
def test_axe_finds_nothing_on_a_wide_screen(wide: Page, site: str, axe: Callable[[Page], list[str]], path: str) -> None:
    wide.goto(site + path)

    assert [] == axe(wide)


@pytest.mark.parametrize("path", PATHS)
def test_nothing_has_to_be_scrolled_sideways_at_320_pixels(page: Page, site: str, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(site + path)

    assert 320 == page.evaluate("document.documentElement.scrollWidth")


def test_the_way_out_replaces_the_page(page: Page, site: str) -> None:
    page.goto(site)
    page.locator("a[data-exit]").click()
    page.wait_for_url(f"{EXIT_TARGET}**")
    page.go_back()

    assert not page.url.startswith(site)


def test_the_way_out_stays_in_sight(page: Page, site: str) -> None:
    page.goto(f"{site}loggen/")
    page.mouse.wheel(0, 5000)

    expect(page.locator("a[data-exit]")).to_be_in_viewport()


def test_shift_three_times_leaves(page: Page, site: str) -> None:
    page.goto(site)
    for _ in range(3):
        page.keyboard.press("Shift")

    page.wait_for_url(f"{EXIT_TARGET}**")


def test_without_scripts_everything_is_there_but_the_search(browser: Browser, site: str) -> None:
    context = browser.new_context(**PHONE, java_script_enabled=False)
    guard = Guard(context, site)
    page = context.new_page()
    page.goto(site)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".urgent-bar a[href='tel:112']")).to_be_visible()
    expect(page.locator(".search")).to_be_hidden()
    page.locator(".pages a[hreflang='en']").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("a[data-exit]").click()
    page.wait_for_url(f"{EXIT_TARGET}**")
    context.close()

    guard.check()


@pytest.mark.parametrize(("path", "word", "target"), [("", "adgangssæt", "loggen/"), ("en/", "passphrase", "en/loggen/")])
def test_the_search_finds_a_page_by_a_word_in_it(page: Page, site: str, path: str, word: str, target: str) -> None:
    page.goto(site + path)
    page.locator(".search input").click()
    page.locator(".search input").press_sequentially(word)
    found = page.locator(".md-search-result__link").first
    expect(found).to_be_visible()
    found.click()

    expect(page).to_have_url(re.compile(re.escape(site + target)))


def test_the_doors_lead_to_their_places(page: Page, site: str) -> None:
    page.goto(site)
    for door in page.locator(".door").all():
        door.click()
        expect(page.locator(door.get_attribute("href") or "").first).to_be_in_viewport()


def test_the_keyboard_reaches_the_text_first(page: Page, site: str) -> None:
    page.goto(site)
    page.keyboard.press("Tab")

    expect(page.locator(".md-skip")).to_be_focused()


def test_the_site_leaves_nothing_behind(context: BrowserContext, page: Page, site: str) -> None:
    page.goto(site)
    page.goto(f"{site}en/loggen/")

    assert [] == context.cookies()
    assert 0 == page.evaluate("localStorage.length + sessionStorage.length")
    assert [] == page.evaluate("async () => [...await caches.keys(), ...await indexedDB.databases()]")
