"""What is printed: the cards and forms fill one A4 side each, and what belongs to the screen stays there."""

import io
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from .conftest import ROOT

CARDS = ["fagperson/actioncard/", "fagperson/actioncard-lomme/"]
CARDS += [
    f"fagperson/{card}-{path.stem}/"
    for path in Path(ROOT / "docs/contacts/municipalities").glob("*.yml")
    for card in ("actioncard", "actioncard-lomme")
]
A4 = (595, 842)


def printed(page: Page) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=False)))


@pytest.mark.parametrize("prefix", ["", "en/"])
@pytest.mark.parametrize("path", [*CARDS, "logskema/", "kontakt/"])
def test_it_fills_one_side_of_a4(page: Page, site: str, prefix: str, path: str) -> None:
    page.goto(site + prefix + path)
    with printed(page) as sides:
        box = [round(float(edge)) for edge in sides.pages[0].mediabox]
        assert 1 == len(sides.pages)
        assert pytest.approx(A4, abs=2) == (box[2], box[3])


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_the_consent_form_has_a_side_of_its_own(page: Page, site: str, prefix: str) -> None:
    page.goto(f"{site}{prefix}fagperson/henvisning/")
    with printed(page) as sides:
        whole = len(sides.pages)
    page.locator(".sheet").evaluate("form => form.remove()")
    with printed(page) as sides:
        without = len(sides.pages)
    page.reload()
    form = page.locator(".sheet")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 688, "height": 1017})
    box = form.bounding_box()

    assert whole in (without + 1, without + 2)
    # 182 by 269 mm remain of A4 within the margins.
    assert box
    assert box["height"] <= 1017


@pytest.mark.parametrize("path", ["", "kontakt/", "udsat/sikkerhed/", "fagperson/actioncard/"])
def test_paper_shows_the_text_alone(page: Page, site: str, path: str) -> None:
    page.goto(site + path)
    page.emulate_media(media="print")

    for part in (".urgent-bar", ".head", ".foot", ".more", ".print"):
        for each in page.locator(part).all():
            expect(each).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
