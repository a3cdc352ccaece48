"""Takes the pictures of the screens that the README and the site show, from the demo log, on a fixed day.

Usage: python tools/screens.py SITE FOLDER. `make screens` calls it with site and docs/assets/screens.
A browser test takes them again and compares, so a picture can't show what the app no longer looks like.
The English site shows its own, in the folder en; tools/pages.py puts them in the place of the Danish ones.
"""

from __future__ import annotations

import datetime
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
DAY = datetime.datetime(2026, 11, 21, 20, 15, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
PHONE = {"width": 390, "height": 844}
# The site shows them 240 points wide; this is sharp on a screen with two dots for each point.
DOTS = 1.25
PATIENCE = 90_000
LOCALES = {"da": "da-DK", "en": "en-GB"}
TYPED = {
    "da": "Der lå en buket ved døren, da jeg kom hjem. Intet kort.",
    "en": "There was a bunch of flowers at the door when I came home. No card.",
}


def _list(page: Page) -> None:
    page.locator("#tabs [data-go='list']").click()
    expect(page.locator("#screen [data-do='new']")).to_be_visible()


def _form(page: Page) -> None:
    _list(page)
    page.locator("#screen [data-do='new']").click()
    page.locator("[name='what']").fill(TYPED[page.locator("html").get_attribute("lang") or ""])
    page.locator("label:has(input[name='kinds'][value='gifts'])").click()
    expect(page.locator("#draft-state")).not_to_be_empty()


def _incident(page: Page) -> None:
    page.locator("[data-do='drop-open']").click()
    expect(page.locator("#screen [data-do='new']")).to_be_visible()
    page.locator("#rows .row-main", has=page.locator(".star")).first.click()
    expect(page.locator("#screen dl.facts")).to_be_visible()
    expect(page.locator("#toast")).to_be_hidden(timeout=PATIENCE)


def _tab(name: str) -> Callable[[Page], None]:
    def press(page: Page) -> None:
        page.locator(f"#tabs [data-go='{name}']").click()
        expect(page.locator("#screen h1")).to_be_visible()

    return press


def _preview(page: Page) -> None:
    page.locator("[data-form='choose'] .primary").click()
    expect(page.locator("#leaving")).to_be_attached()


def _help(page: Page) -> None:
    page.locator("#tabs [data-go='help']").click()
    expect(page.locator("dialog#help")).to_be_visible()


IN_THE_DEMO: dict[str, Callable[[Page], None]] = {
    "list": _list,
    "form": _form,
    "incident": _incident,
    "overview": _tab("overview"),
    "share": _tab("share"),
    "preview": _preview,
    "settings": _tab("settings"),
    "help": _help,
}
# Those that a page of the English site shows.
IN_ENGLISH = ("list", "form", "overview")
NAMES = ("setup", *IN_THE_DEMO, *(f"en/{name}" for name in IN_ENGLISH))


def _keep(page: Page, path: Path) -> None:
    """A picture in 128 colours: a third of the bytes, and no eye sees it on these screens."""
    with Image.open(io.BytesIO(page.screenshot())) as whole:
        whole.convert("RGB").quantize(128).save(path, optimize=True)


def take(browser: Browser, address: str, folder: Path) -> None:
    """Takes every picture into ``folder``; ``address`` is that of the site."""
    (folder / "en").mkdir(parents=True, exist_ok=True)
    page = _phone(browser, "da")
    page.goto(f"{address}app/")
    expect(page.locator("#setup-1")).to_be_visible()
    _keep(page, folder / "setup.png")
    _take_in_the_demo(page, address, folder, tuple(IN_THE_DEMO))
    page = _phone(browser, "en")
    _take_in_the_demo(page, address, folder / "en", IN_ENGLISH)


def _phone(browser: Browser, language: str) -> Page:
    context = browser.new_context(
        viewport=PHONE,
        device_scale_factor=DOTS,
        has_touch=True,
        locale=LOCALES[language],
        timezone_id="Europe/Copenhagen",
        color_scheme="light",
        reduced_motion="reduce",
        service_workers="block",
    )
    page = context.new_page()
    page.clock.set_fixed_time(DAY)
    return page


def _take_in_the_demo(page: Page, address: str, folder: Path, names: tuple[str, ...]) -> None:
    page.goto(f"{address}app/?proeve")
    expect(page.locator("#rows .row-main").first).to_be_visible(timeout=PATIENCE)
    for name in names:
        IN_THE_DEMO[name](page)
        page.evaluate("scrollTo(0, 0)")
        _keep(page, folder / f"{name}.png")
    page.context.close()


def main(site: str, folder: str) -> None:
    """Serves the finished SITE, starts a browser and takes them all into FOLDER."""
    import chromium

    command = [sys.executable, str(ROOT / "pwa/serve.py"), site, "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server, sync_playwright() as playwright:
        assert server.stdout
        address = server.stdout.readline().strip()
        path = chromium.on_the_machine() or chromium.of_playwright() or chromium.get()
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--lang=da"])
        try:
            take(browser, address, Path(folder))
        finally:
            browser.close()
            server.terminate()


if __name__ == "__main__":
    main(*sys.argv[1:])
