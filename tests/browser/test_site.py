"""The site in a real browser: readable by all, no matter the screen, the colours, or whether scripts run."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from .conftest import EXIT_TARGET, PHONE, Guard, Server


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
    page.locator("a.language").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("a[data-exit]").click()
    page.wait_for_url(f"{EXIT_TARGET}**")
    context.close()

    guard.check()


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_the_first_screen_of_a_phone_holds_the_doors_the_help_and_the_log(page: Page, site: str, prefix: str) -> None:
    page.goto(site + prefix)

    assert 3 == page.locator(".door").count()
    for part in (*page.locator(".door").all(), *page.locator(".now .phone").all(), page.locator(".now .button")):
        expect(part).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_the_doors_lead_to_their_places(page: Page, site: str, prefix: str) -> None:
    led = []
    for n in range(3):
        page.goto(site + prefix)
        page.locator(".door").nth(n).click()
        led.append(page.url.removeprefix(site))

    assert [f"{prefix}{place}" for place in ("udsat/", "paaroerende/", "fagperson/")] == led


def test_the_menu_holds_every_page_and_opens_without_a_script(browser: Browser, site: str) -> None:
    context = browser.new_context(**PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}fagperson/4-sikkerhed/")
    page.locator(".menu > summary").click()
    expect(page.locator(".map a[aria-current]")).to_be_visible()
    page.locator(".map summary", has_text="Om siden").click()
    page.locator(".map a", has_text="Privatliv").click()

    expect(page).to_have_url(f"{site}om/privatliv/")
    context.close()


def test_the_keyboard_reaches_the_text_first(page: Page, site: str) -> None:
    page.goto(site)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")

    expect(page.locator("main a").first).to_be_focused()


def test_the_box_leaves_the_contacts_with_a_word_in_them(page: Page, site: str) -> None:
    page.goto(f"{site}kontakt/")
    everyone = page.locator(".contact:visible").count()
    page.locator("#find").fill("ungdom")
    expect(page.locator(".contact:visible")).to_have_count(0)
    expect(page.locator(".filter [role='status']")).to_have_text("Ingen passer. Prøv et kortere ord.")
    page.locator("#find").fill("UNGEenh")
    expect(page.locator(".contact:visible")).to_have_count(1)
    expect(page.locator(".filter [role='status']")).to_have_text("Viser 1")
    # A situation is a word to find by, although it stands in the heading.
    page.locator("#find").fill("fare")
    expect(page.locator(".contact:visible", has_text="112")).to_have_count(1)
    page.locator("#find").fill("")

    expect(page.locator(".contact:visible")).to_have_count(everyone)


def test_contacts_can_be_called_and_saved_without_a_script(browser: Browser, site: str) -> None:
    context = browser.new_context(**PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}kontakt/")
    expect(page.locator(".filter")).to_be_hidden()
    expect(page.locator("[data-print]")).to_be_hidden()
    expect(page.locator(".contact .phone[href='tel:25177374']").first).to_be_visible()
    with page.expect_download() as saved:
        page.locator(".save").nth(1).click()

    assert saved.value.suggested_filename.endswith(".vcf")
    context.close()


def test_a_page_can_be_read_and_left_when_the_site_lies_under_a_path(built_site: Path, tmp_path: Path, browser: Browser) -> None:
    """As on a host where the site is a folder among others."""
    (tmp_path / "vejen").mkdir()
    (tmp_path / "vejen/stalking").symlink_to(built_site)
    (tmp_path / "_headers").write_text((built_site / "_headers").read_text("utf-8"), "utf-8")
    server = Server(tmp_path)
    server.start()
    context = browser.new_context(**PHONE)
    guard = Guard(context, f"{server.base}vejen/stalking/")
    page = context.new_page()
    page.goto(f"{server.base}vejen/stalking/en/udsat/anmeld/")
    page.locator("a.language").click()
    expect(page.locator("html")).to_have_attribute("lang", "da")
    page.locator(".brand").click()
    expect(page).to_have_url(f"{server.base}vejen/stalking/")
    page.locator(".search input").press_sequentially("tilhold")
    page.locator(".found a").first.click()
    expect(page.locator("h1")).to_be_visible()
    page.locator("a[data-exit]").click()
    page.wait_for_url(f"{EXIT_TARGET}**")
    context.close()
    server.stop()

    guard.check()


def test_the_site_leaves_nothing_behind(context: BrowserContext, page: Page, site: str) -> None:
    page.goto(site)
    page.goto(f"{site}en/loggen/")

    assert [] == context.cookies()
    assert 0 == page.evaluate("localStorage.length + sessionStorage.length")
    assert [] == page.evaluate("async () => [...await caches.keys(), ...await indexedDB.databases()]")
