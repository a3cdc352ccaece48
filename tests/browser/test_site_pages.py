"""Every page of the site, on a narrow and a wide screen, light and dark: no finding of axe, nothing to scroll sideways,
and light on the wire. One browser context serves them all, since nothing of one page may stay behind for the next."""

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from .conftest import ROOT, Guard

PAGES = sorted(path.relative_to(ROOT / "docs/da").as_posix().removesuffix(".md") for path in (ROOT / "docs/da").rglob("*.md"))
MADE = [
    f"fagperson/{card}-{path.stem}"
    for path in (ROOT / "docs/contacts/municipalities").glob("*.yml")
    for card in ("actioncard", "actioncard-lomme")
]
SHOWN = ["" if page == "index" else f"{page.removesuffix('/index')}/" for page in (*PAGES, *MADE)]
PATHS = [prefix + path for prefix in ("", "en/") for path in SHOWN]
SCREENS = [{"width": 360, "height": 740}, {"width": 1280, "height": 900}]
# On the wire at a first visit, with everything that the page asks for.
HEAVIEST = 100_000
# The page with pictures of the app.
WITH_PICTURES = 160_000


@pytest.fixture(scope="module")
def visitor(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(locale="da-DK", timezone_id="Europe/Copenhagen", reduced_motion="reduce")
    guard = Guard(context, site)
    yield context.new_page()
    context.close()
    guard.check()


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_and_nothing_is_cut_off(visitor: Page, site: str, axe: Callable[[Page], list[str]], path: str) -> None:
    visitor.goto(site + path)
    for details in visitor.locator("main details").all():
        details.evaluate("each => { each.open = true }")
    for screen in SCREENS:
        visitor.set_viewport_size(screen)  # type: ignore[arg-type]
        for colours in ("light", "dark"):
            visitor.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
            assert [] == axe(visitor), f"{screen['width']} {colours}"
        assert screen["width"] == visitor.evaluate("document.documentElement.scrollWidth")
    visitor.set_viewport_size({"width": 320, "height": 640})

    assert 320 == visitor.evaluate("document.documentElement.scrollWidth")


def test_an_open_menu_passes_axe_too(visitor: Page, site: str, axe: Callable[[Page], list[str]]) -> None:
    for screen in SCREENS:
        visitor.set_viewport_size(screen)  # type: ignore[arg-type]
        visitor.goto(f"{site}fagperson/")
        visitor.locator(".menu > summary").click()
        assert [] == axe(visitor)


@pytest.mark.parametrize(
    "path", ["", "hvad-er-stalking/", "fagperson/", "kontakt/", "fagperson/actioncard/", "en/kontakt/", "loggen/"]
)
def test_a_first_visit_is_light_on_the_wire(browser: Browser, site: str, built_site: Path, path: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url.removeprefix(site).split("?")[0]))
    page.goto(site + path, wait_until="networkidle")
    context.close()
    sizes = {}
    for address in asked:
        file = built_site / address
        file = file / "index.html" if file.is_dir() else file
        body = file.read_bytes()
        sizes[address] = len(body) if file.suffix in {".png", ".woff2"} else len(gzip.compress(body, 9))

    assert path in sizes
    assert sum(sizes.values()) <= (WITH_PICTURES if path == "loggen/" else HEAVIEST), sizes
