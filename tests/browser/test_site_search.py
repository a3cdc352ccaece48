"""The search of the site: pages are found by a word in any of its forms, in their own language, and nothing of it remains."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from .conftest import PHONE, Guard

ORDER, CALLS, PASSPHRASE = "udsat/dine-muligheder/#tilhold", "hvad-er-stalking/#opkald", "loggen/#start"


def look_for(page: Page, word: str) -> list[str]:
    """What is shown for WORD, as addresses from the root of the site."""
    page.locator(".search input").fill("")
    expect(page.locator(".found [role=status]")).to_be_empty()
    page.locator(".search input").fill(word)
    expect(page.locator(".found [role=status]")).not_to_be_empty()
    base = page.evaluate("location.origin") + "/"
    return [str(link.evaluate("link => link.href")).removeprefix(base) for link in page.locator(".found a").all()]


@pytest.mark.parametrize(
    ("words", "target"),
    [
        (("opkald", "opkaldene", "opkaldet", "opkaldenes", "telefonopkald"), CALLS),
        (("tilhold", "tilholdet", "tilholdene", "TILHOLD", "polititilhold"), ORDER),
        (("adgangssætning", "adgangssætningen", "adgangssæt", "password"), PASSPHRASE),
        # A shorter word that it is made of; each page is listed once, with the part that fits best.
        (("sætning",), "loggen/#vej"),
        # Without Danish letters, and with a slip of the finger.
        (("adgangssaetning", "adgangssaetningerne", "adgangsætning", "adgnagssætning"), PASSPHRASE),
    ],
)
def test_a_danish_word_is_found_in_all_its_forms(page: Page, site: str, words: tuple[str, ...], target: str) -> None:
    page.goto(site)
    for word in words:
        found = look_for(page, word)
        assert target in found, word
        assert not [address for address in found if address.startswith("en/")]


@pytest.mark.parametrize(
    ("words", "target"),
    [
        (("calls", "call", "calling", "called"), "en/hvad-er-stalking/#opkald"),
        (("restraining order", "injunction", "tilhold"), "en/udsat/dine-muligheder/#tilhold"),
        (("passphrase", "passphrases", "passphr", "pasphrase", "password"), "en/loggen/#start"),
    ],
)
def test_an_english_word_is_found_in_all_its_forms(page: Page, site: str, words: tuple[str, ...], target: str) -> None:
    page.goto(f"{site}en/")
    for word in words:
        found = look_for(page, word)
        assert target in found, word
        assert not [address for address in found if not address.startswith("en/")]


@pytest.mark.parametrize(
    ("short", "long"), [("opkald", "opkaldene"), ("tilhold", "tilholdet"), ("adgangssætning", "adgangssætningen")]
)
def test_each_form_of_a_word_finds_the_same_pages(page: Page, site: str, short: str, long: str) -> None:
    page.goto(site)

    assert {each.split("#")[0] for each in look_for(page, short)} == {each.split("#")[0] for each in look_for(page, long)}


def test_a_page_that_says_only_the_long_form_is_found_by_the_short_one(page: Page, site: str) -> None:
    """And the other way round: the texts of the site may change, this law may not."""
    page.goto(site)
    found = page.evaluate(
        """async () => {
            const [{indexed, find}, forms] = await Promise.all([import('/assets/finding.js'), import('/assets/forms/da.js')]);
            const documents = [
                {location: 'a/', title: 'Et', text: '<p>Gem opkaldene og tilholdet</p>'},
                {location: 'b/', title: 'To', text: '<p>Et opkald, et tilhold</p>'},
                {location: 'c/', title: 'Tre', text: '<p>Noget helt andet</p>'},
            ];
            const index = indexed(documents, {...forms, joined: true});
            return ['opkald', 'opkaldene', 'tilhold', 'tilholdet', 'helt'].map((word) => find(index, word).pages.map((each) => each.page).sort());
        }"""
    )

    assert [["a/", "b/"]] * 4 + [["c/"]] == found


def test_the_order_is_the_first_answer_to_its_name(page: Page, site: str) -> None:
    page.goto(site)

    assert ORDER == look_for(page, "tilhold")[0]


def test_several_words_find_the_pages_with_all_of_them(page: Page, site: str) -> None:
    page.goto(site)
    both = {each.split("#")[0] for each in look_for(page, "tilhold politiet")}

    assert both
    assert both < {each.split("#")[0] for each in look_for(page, "politiet")}


def test_what_is_not_found_is_said_and_what_is_only_alike_too(page: Page, site: str) -> None:
    page.goto(site)

    assert [] == look_for(page, "xyzzy")
    expect(page.locator(".found [role=status]")).to_contain_text("Intet fundet")
    assert look_for(page, "adgangsætning")
    expect(page.locator(".found [role=status]")).to_contain_text("ligner")


def test_the_keyboard_goes_through_what_was_found(page: Page, site: str) -> None:
    page.goto(site)
    look_for(page, "tilhold")
    links = page.locator(".found a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".search input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".found")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".search input")).to_be_focused()
    look_for(page, "tilhold")
    page.keyboard.press("Enter")
    expect(links.first).to_be_focused()
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{site}{ORDER}")


def test_what_was_found_closes_when_the_box_is_left(page: Page, site: str) -> None:
    page.goto(site)
    look_for(page, "xyzzy")
    page.keyboard.press("Tab")
    expect(page.locator(".found")).to_be_hidden()
    page.locator(".search input").focus()

    expect(page.locator(".found")).to_be_visible()


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_what_was_found_passes_axe_and_fits_the_screen(page: Page, site: str, axe, colours: str) -> None:
    page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
    page.goto(f"{site}udsat/")
    look_for(page, "tilhold")

    assert [] == axe(page)
    page.set_viewport_size({"width": 320, "height": 640})
    assert 320 == page.evaluate("document.documentElement.scrollWidth")
    expect(page.locator(".found a").first).to_be_in_viewport(ratio=1)


def test_nothing_is_loaded_before_somebody_comes_to_the_box(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}udsat/", wait_until="networkidle")
    parts = ("search_index.json", "finding.js", "forms/da.js")
    assert [] == [address for address in asked if address.endswith(parts)]
    look_for(page, "tilhold")

    assert len(parts) == len([address for address in asked if address.endswith(parts)])


def test_what_is_looked_for_reaches_no_address_no_store_and_no_later_page(page: Page, context: BrowserContext, site: str) -> None:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    page.goto(f"{site}udsat/")
    look_for(page, "tilhold")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}{ORDER}")
    expect(page.locator(".search input")).to_have_value("")
    assert [] == [each.url for each in asked if "?" in each.url or each.post_data]
    assert [] == context.cookies()
    assert 0 == page.evaluate("localStorage.length + sessionStorage.length + (history.state === null ? 0 : 1)")
    page.go_back()

    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".search input")).to_have_value("")
    expect(page.locator(".found")).to_be_hidden()


def test_a_search_that_cannot_be_loaded_says_so_and_works_when_it_can(built_site: Path, browser: Browser, site: str) -> None:
    context = browser.new_context(**PHONE)
    guard = Guard(context, site)
    guard.forgive("ERR_FAILED|search_index")
    context.route("**/search_index.json", lambda route: route.abort())
    page = context.new_page()
    page.goto(site)
    page.locator(".search input").fill("tilhold")
    expect(page.locator(".found [role=status]")).to_contain_text("kunne ikke hentes")
    context.unroute("**/search_index.json")

    assert ORDER in look_for(page, "tilholdet")
    context.close()
    guard.check()
