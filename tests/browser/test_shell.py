"""The shell before and around Python: its look, its words, the first steps, the lock, help and the demo."""

import json
import re
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
import yaml
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from .conftest import Guard
from .person import PASSPHRASE, START, Person

ROOT = Path(__file__).resolve().parents[2]
INDEX = (ROOT / "pwa/index.html").read_text("utf-8")
LISTED = json.loads((ROOT / "py/logbog/words/passphrase-da.json").read_text("utf-8"))
Axe = Callable[[Page], list[str]]

GROUNDS = ("paper", "surface", "sand", "mist", "amber-soft", "brick-soft", "leaf-soft")
TEXTS = ("ink", "ink-soft", "petrol", "amber-ink", "brick", "leaf")
FILLED = (("on-fill", "fill"), ("on-fill", "fill-hover"), ("on-danger", "fill-danger"), ("on-bar", "bar"))


# ── What stands in the files ─────────────────────────────────────────────────────────────────────────────────


def schemes() -> dict[str, dict[str, str]]:
    """The colours of tokens.css, light and dark."""
    css = (ROOT / "docs/assets/tokens.css").read_text("utf-8")
    light, dark = css.split("@media (prefers-color-scheme: dark)")
    found = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", part)) for part in (light, dark)]
    return {"light": found[0], "dark": found[0] | found[1]}


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG counts it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_a_contrast_of_seven_on_every_ground(scheme: str) -> None:
    colours = schemes()[scheme]
    for text, ground in (*product(TEXTS, GROUNDS), *FILLED):
        assert contrast(colours[text], colours[ground]) >= 7, (text, ground)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_marks_and_kinds_stand_out(scheme: str) -> None:
    colours = schemes()[scheme]
    marks = ["edge", "focus", "star", *(name for name in colours if name.startswith("kind-"))]
    assert len(marks) == 12
    for mark, ground in product(marks, ("paper", "surface")):
        assert contrast(colours[mark], colours[ground]) >= 3, (mark, ground)


def test_the_page_has_the_strict_policy_and_nothing_inline() -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', INDEX)
    assert policy
    assert policy[1].startswith("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; ")
    assert "unsafe-inline" not in policy[1]
    assert "http" not in policy[1]
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", INDEX)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", INDEX))


def test_every_text_of_the_page_is_a_word_that_can_be_swapped() -> None:
    """What the build fills in Danish must be marked with the same key, or it would stay Danish in English."""
    marked = set(re.findall(r'data-word="([\w.]+)"', INDEX))
    for pairs in re.findall(r'data-word-attrs="([^"]+)"', INDEX):
        marked |= {pair.split(":")[1] for pair in pairs.split()}
    filled = set(re.findall(r"\{\{([\w.]+)\}\}", INDEX)) - {"contacts", "app.no_script"}
    assert filled == marked
    for language in ("da", "en"):
        words = json.loads((ROOT / f"py/logbog/words/{language}.json").read_text("utf-8"))
        assert filled <= words.keys()


def test_every_word_that_the_scripts_ask_for_is_there() -> None:
    asked = set()
    for script in (ROOT / "pwa").glob("*.js"):
        asked |= set(re.findall(r"'((?:app|lock|setup|help|offline|exit|demo|viewer)\.[\w.]+)'", script.read_text("utf-8")))
    assert len(asked) > 30
    for language in ("da", "en"):
        assert asked <= json.loads((ROOT / f"py/logbog/words/{language}.json").read_text("utf-8")).keys()


def test_the_passphrase_words_are_2048_different_ones_that_any_keyboard_can_type() -> None:
    assert len(LISTED) == len(set(LISTED)) == 2048
    assert sorted(LISTED) == LISTED
    assert all(re.fullmatch("[a-z]{3,8}", word) for word in LISTED)


def test_it_installs_under_a_neutral_name() -> None:
    manifest = json.loads((ROOT / "pwa/manifest.webmanifest").read_text("utf-8"))
    assert (manifest["name"], manifest["short_name"]) == ("Noter", "Noter")
    assert (manifest["start_url"], manifest["scope"], manifest["display"]) == ("./", "./", "standalone")
    sizes = set()
    for icon in manifest["icons"]:
        path = ROOT / "pwa" / icon["src"]
        if path.suffix == ".png":
            with Image.open(path) as picture:
                assert "x".join(map(str, picture.size)) == icon["sizes"]
            sizes.add((icon["sizes"], icon["purpose"]))
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} <= sizes


# ── The first steps ──────────────────────────────────────────────────────────────────────────────────────────


def narrow(page: Page) -> None:
    """Nothing is wider than the window: no scrolling sideways at 320 px, which is 1280 at 400 % zoom."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def to_step_3(page: Page) -> None:
    page.locator("#setup-1 [data-step-to='2']").click()
    page.locator("#setup-2 .stack [data-step-to='3']").click()
    expect(page.locator("#suggestion")).not_to_be_empty()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390])
def test_the_first_steps_are_accessible_at_every_width(page: Page, app: str, axe: Axe, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    page.emulate_media(color_scheme=scheme)
    page.goto(app)
    expect(page.locator("#setup-1-title")).to_be_focused()

    def fine() -> None:
        assert axe(page) == []
        narrow(page)

    fine()
    page.locator("#setup-1 [data-step-to='2']").click()
    expect(page.locator("#setup-2-title")).to_be_focused()
    page.locator("#setup-unsure").click()
    fine()
    page.locator("#setup-2 .stack [data-step-to='3']").click()
    page.locator("#create").click()
    expect(page.locator("#choose-errors")).to_be_focused()
    fine()
    page.locator("#suggestion-use").click()
    expect(page.locator("#strength")).to_have_attribute("data-level", "strong")
    page.locator("#create").click()
    expect(page.locator("#setup-code-title")).to_be_focused(timeout=START)
    page.locator("#code-last").fill("nej")
    page.locator("#code-check button").click()
    expect(page.locator("#code-message")).not_to_be_empty()
    fine()
    code = page.locator("#recovery-shown").inner_text()
    page.locator("#code-last").fill(re.split(r"[\s-]+", code.strip())[-1].lower())
    page.locator("#code-check button").click()
    expect(page.locator("#setup-install-title")).to_be_focused()
    assert code.split()[0] not in page.content()
    fine()


def test_the_suggestion_is_five_words_of_the_list_and_another_is_different(page: Page, app: str) -> None:
    page.goto(app)
    to_step_3(page)
    seen = set()
    for _ in range(5):
        expect(page.locator("#suggestion")).not_to_be_empty()
        words = page.locator("#suggestion").inner_text().split()
        assert len(words) == 5
        assert set(words) <= set(LISTED)
        seen.add(tuple(words))
        page.locator("#suggestion-another").click()
    assert len(seen) == 5


def test_a_short_common_or_differently_typed_passphrase_is_refused_with_a_reason(page: Page, app: str) -> None:
    page.goto(app)
    to_step_3(page)
    for own, again in (("kort", "kort"), ("password123", "password123"), ("grøn cykel syd for byen", "grøn cykel")):
        page.locator("#new-passphrase").fill(own)
        page.locator("#again").fill(again)
        page.locator("#create").click()
        expect(page.locator("#choose-errors a")).to_have_count(1)
        expect(page.locator("#setup-code")).to_be_hidden()
    page.locator("#choose-errors a").click()
    expect(page.locator("#again")).to_be_focused()


def test_the_strength_of_a_passphrase_is_said_honestly(page: Page, app: str) -> None:
    page.goto(app)
    levels = {
        "kort": "refused",
        "1234567890": "refused",
        "19.08.1984": "refused",
        "qwertyuiop": "refused",
        "Password123!": "refused",
        "jegelskerdig": "refused",
        "aaaaaaaaaaaa": "refused",
        "hejhejhejhej": "refused",
        "min hund": "refused",
        "havregrynene": "weak",
        "regn på tag": "weak",
        "hund hund hund hund": "refused",
        "paraply dialekt sjal kusine": "okay",
        "paraply dialekt sjal kusine original": "strong",
    }
    script = "async (phrases) => { const m = await import('./strength.js'); return phrases.map((p) => m.strength(p).level); }"
    assert dict(zip(levels, page.evaluate(script, list(levels)), strict=True)) == levels


# ── The lock ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def person(person: Person) -> Person:
    """Somebody with a log, which is locked."""
    person.page.reload()
    expect(person.page.locator("#passphrase")).to_be_focused()
    return person


def test_the_form_takes_the_passphrase_before_python_is_there(browser: Browser, app: str) -> None:
    context = browser.new_context(locale="da-DK", service_workers="block")
    page = context.new_page()
    Person(page, app).arrive()
    Person(page, app).first_run()
    held: list[Route] = []
    page.route("**/pyodide.asm.wasm", lambda route: held.append(route))
    page.reload()
    page.locator("#passphrase").fill(PASSPHRASE)
    page.keyboard.press("Enter")
    expect(page.locator("#lock-state")).to_have_text("Låst op. Gør appen klar …", timeout=START)
    expect(page.locator("#app")).to_be_hidden()
    assert held
    for route in held:
        route.continue_()
    Person(page, app).sees_list()
    context.close()


def test_a_wrong_passphrase_gets_slower_and_nothing_is_deleted(person: Person, axe: Axe) -> None:
    page = person.page
    for _ in range(4):
        page.locator("#passphrase").fill("noget helt andet")
        page.locator("#unlock").click()
        expect(page.locator("#lock-message")).to_contain_text("Intet er slettet")
        expect(page.locator("#passphrase")).to_be_focused()
        page.locator("#passphrase").fill("")
    expect(page.locator("#unlock")).to_have_attribute("aria-disabled", "true")
    assert axe(page) == []
    expect(page.locator("#lock-state")).to_have_text("Nu kan du prøve igen.", timeout=20_000)
    person.unlock()


def test_the_recovery_code_gives_a_new_passphrase_and_a_new_code(page: Page, app: str, axe: Axe) -> None:
    person = Person(page, app)
    person.arrive()
    code = person.first_run()
    page.reload()
    page.locator("#use-recovery").click()
    expect(page.locator("#recovery-code")).to_be_focused()
    assert axe(page) == []
    page.locator("#recovery-code").fill("0000 0000")
    page.locator("#recover").click()
    expect(page.locator("#recovery-message")).to_contain_text("tastet forkert")
    page.locator("#recovery-code").fill(code.lower().replace("-", " "))
    page.locator("#recover").click()
    expect(page.locator("#setup-3-title")).to_have_text("Vælg en ny adgangssætning", timeout=START)
    page.locator("#suggestion-use").click()
    fresh = page.locator("#new-passphrase").input_value()
    page.locator("#create").click()
    expect(page.locator("#recovery-shown")).not_to_be_empty(timeout=START)
    new_code = page.locator("#recovery-shown").inner_text().strip()
    assert new_code != code
    page.locator("#code-last").fill(re.split(r"[\s-]+", new_code)[-1])
    page.locator("#code-check button").click()
    person.sees_list()
    page.reload()
    person.unlock(fresh)


SET_TIMES = "async (times) => (await import('./lock.js')).setTimes(times)"
# A browser under test never puts its page away, so the page is told what a phone would tell it.
PUT_AWAY = """(hidden) => {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
  Object.defineProperty(document, 'visibilityState', { value: hidden ? 'hidden' : 'visible', configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}"""


def test_it_locks_when_nothing_is_done_and_the_page_is_a_fresh_one(person: Person) -> None:
    person.unlock()
    person.page.evaluate("window.before = true")
    person.page.evaluate(SET_TIMES, {"idle": 1, "hidden": 120})
    expect(person.page.locator("#lock-form")).to_be_visible(timeout=15_000)
    assert person.page.evaluate("window.before === undefined")


def test_there_is_time_to_fetch_paper_for_the_code(page: Page, app: str) -> None:
    page.clock.install()
    page.goto(app)
    page.locator("#setup-1 [data-step-to='2']").click()
    page.locator("#setup-2 .stack [data-step-to='3']").click()
    for field in ("#new-passphrase", "#again"):
        page.locator(field).fill(PASSPHRASE)
    page.locator("#create").click()
    expect(page.locator("#recovery-shown")).not_to_be_empty(timeout=60_000)
    page.evaluate(PUT_AWAY, True)
    page.clock.fast_forward("10:00")
    page.evaluate(PUT_AWAY, False)

    expect(page.locator("#recovery-shown")).to_be_visible()


def test_put_away_it_is_covered_at_once_and_locked_after_the_chosen_time(person: Person) -> None:
    person.unlock()
    page = person.page
    page.evaluate(SET_TIMES, {"idle": 600, "hidden": 60})
    page.evaluate(PUT_AWAY, True)
    expect(page.locator("#cover")).to_be_visible()
    expect(page.locator("#screen")).to_be_hidden()
    page.evaluate(PUT_AWAY, False)
    expect(page.locator("#cover")).to_be_hidden()
    expect(page.locator("#screen")).to_be_visible()
    page.evaluate(SET_TIMES, {"idle": 600, "hidden": 0})
    page.evaluate(PUT_AWAY, True)
    expect(page.locator("#lock-form")).to_be_visible(timeout=15_000)


def test_a_lock_screen_that_was_put_away_for_long_comes_back_and_opens(person: Person) -> None:
    page = person.page
    page.evaluate(SET_TIMES, {"idle": 1, "hidden": 0})
    page.evaluate(PUT_AWAY, True)
    expect(page.locator("#cover")).to_be_visible()
    page.evaluate(PUT_AWAY, False)
    expect(page.locator("#cover")).to_be_hidden()
    person.unlock()
    page.locator("#tabs [data-go='settings']").click()
    expect(page.locator("#screen-title")).to_be_focused()


# ── Around it ────────────────────────────────────────────────────────────────────────────────────────────────


def test_help_is_there_without_unlocking_and_has_every_national_line(page: Page, app: str, axe: Axe) -> None:
    page.goto(app)
    page.locator("#setup-1 [data-help]").click()
    expect(page.locator("#help-title")).to_be_focused()
    contacts = yaml.safe_load((ROOT / "docs/contacts/national.yml").read_text("utf-8"))["contacts"]
    for contact in contacts:
        line = page.locator("#help li").filter(has_text=contact["name"]["da"]).first
        expect(line).to_contain_text(contact["what"]["da"])
        expect(line.locator("a")).to_have_attribute("href", f"tel:{contact['phone'].replace(' ', '')}")
    assert axe(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()
    expect(page.locator("#setup-1 [data-help]")).to_be_focused()


def test_it_speaks_the_language_that_is_chosen_and_remembers_it(page: Page, app: str, axe: Axe) -> None:
    page.goto(app)
    page.locator("#setup-language").click()
    expect(page.locator("#setup-1-title")).to_have_text("A private place to write it down")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("#setup-1 [data-help]").click()
    expect(page.locator("#help li").first).to_contain_text("Call 112 if you are in danger right now.")
    assert axe(page) == []
    page.reload()
    expect(page.locator("#setup-1-title")).to_have_text("A private place to write it down")


def test_a_browser_in_another_language_gets_english(browser: Browser, app: str) -> None:
    context = browser.new_context(locale="de-DE")
    page = context.new_page()
    page.goto(app)
    expect(page.locator("#setup-1-title")).to_have_text("A private place to write it down")
    context.close()


def test_if_python_cannot_start_it_says_so_and_gives_back_what_was_written(browser: Browser, app: str) -> None:
    context = browser.new_context(locale="da-DK", service_workers="block", accept_downloads=True)
    page = context.new_page()
    Person(page, app).arrive()
    Person(page, app).first_run()
    page.route("**/pyodide.asm.wasm", lambda route: route.abort())
    page.reload()
    failed = page.locator("#python-failed")
    expect(failed).to_be_visible(timeout=START)
    failed.locator("summary").click()
    expect(failed.locator("a[href='tel:112']")).to_be_visible()
    expect(page.locator("#rescue")).to_be_hidden()
    page.locator("#passphrase").fill(PASSPHRASE)
    page.locator("#unlock").click()
    with page.expect_download(timeout=START) as download:
        page.locator("#rescue-now").click()
    assert "records" in json.loads(Path(download.value.path()).read_text("utf-8"))
    context.close()


def test_the_demo_opens_without_asking_in_its_own_database_and_is_marked(page: Page, app: str) -> None:
    page.goto(app)
    page.locator("#setup-1 a[href='?proeve']").click()
    expect(page.locator("#demo-mark")).to_be_visible()
    Person(page, app).sees_list()
    expect(page.locator("#rows .row").first).to_be_visible(timeout=START)
    names = page.evaluate("async () => (await indexedDB.databases()).map((d) => d.name)")
    assert "noter-proeve" in names
    page.locator("#tabs [data-go='overview']").click()
    expect(page.locator("#demo-mark")).to_be_visible()
    page.locator("#demo-mark a").click()
    expect(page.locator("#setup-1-title")).to_be_visible()


def test_an_exhibit_opens_large_and_its_address_is_taken_back(page: Page, app: str, axe: Axe, guard: Guard) -> None:
    page.goto(f"{app}?proeve")
    Person(page, app).sees_list()
    page.locator("#rows .row").filter(has_text="bilag").first.locator(".row-main").click()
    shown = page.locator("#screen .thumb").first
    shown.locator("button").click()
    viewer = page.locator("#viewer")
    expect(page.locator("#viewer-title")).to_be_focused()
    picture = viewer.locator("img")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 50
    assert axe(page) == []
    viewer.locator(".large").click()
    expect(viewer.locator(".large")).to_have_attribute("aria-pressed", "true")
    address = picture.get_attribute("src")
    page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(viewer.locator("img")).to_have_count(0)
    gone = "(url) => new Promise((done) => { const i = new Image(); i.onload = () => done(false); i.onerror = () => done(true); i.src = url; })"
    guard.forgive("ERR_FILE_NOT_FOUND")
    assert page.evaluate(gone, address)


def test_without_scripts_it_says_what_it_needs_and_the_way_out_is_a_link(browser: Browser, app: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(app)
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.locator("#exit")).to_be_visible()
    context.close()
