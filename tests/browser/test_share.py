"""Sharing: only what was shown leaves, the making can be stopped, and handing over starts within the tap."""

import datetime
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest
from playwright.sync_api import Page, expect

from logbog import casefile, demo, history, verify

from .person import START, Person

Axe = Callable[[Page], list[str]]
INCIDENTS = 60
# What a phone's share sheet would be told; it says yes at once.
SHEET = """() => {
  navigator.canShare = () => true;
  navigator.share = async ({ files }) => {
    window.handedOver = { name: files[0].name, size: files[0].size, tapped: navigator.userActivation.isActive };
  };
}"""


@pytest.fixture
def sharing(page: Page, app: str) -> Page:
    """The demo log, at the first step of sharing."""
    page.goto(f"{app}?proeve")
    person = Person(page, app)
    person.sees_list()
    person.go("share")
    expect(page.locator("[data-form='choose']")).to_be_visible()
    return page


def review(page: Page) -> None:
    page.locator("[data-form='choose'] .primary").click()
    expect(page.locator("[data-do='make-case']")).to_be_attached()


def made(page: Page, kind: str, folder: Path) -> Path:
    """Makes a file, saves it and gives the path, under the name that the app gave it."""
    page.locator(f"[data-do='make-{kind}']").click()
    save = page.locator("[data-do='download']")
    expect(save).to_be_visible(timeout=START)
    with page.expect_download() as download:
        save.click()
    expect(page.locator("#handed-over")).not_to_be_empty()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def private_texts() -> list[str]:
    """What in the demo log must never leave: own notes and what stands in the incident that is only for oneself."""
    made_up = demo.log(INCIDENTS, seed="noter", today=datetime.date.today())
    found = []
    for told in history.fold(made_up.records):
        for version in told.versions:
            if version.incident:
                found.append(version.incident.note)
                found += [version.incident.what] if version.incident.only_me else []
    return [text for text in found if text]


def test_all_that_is_chosen_leaves_and_the_case_file_verifies(sharing: Page, tmp_path: Path) -> None:
    review(sharing)
    path = made(sharing, "case", tmp_path)
    case = casefile.read(path.read_bytes())
    secrets = private_texts()

    assert re.fullmatch(r"sagspakke-\d{4}-\d\d-\d\d\.zip", path.name)
    assert [] == [f for f in verify.findings(case) if f.altered]
    assert len(secrets) > 1
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as packed:
        for name in packed.namelist():
            assert not any(secret.encode() in packed.read(name) for secret in secrets), name


def test_only_what_is_ticked_leaves(sharing: Page, tmp_path: Path) -> None:
    sharing.locator("details:has(#share-rows) > summary").click()
    sharing.locator("[data-do='choose-none']").click()
    expect(sharing.locator("#share-count")).to_contain_text("0 af")
    sharing.locator("#share-rows label.choice").nth(1).click()
    expect(sharing.locator("#share-count")).to_contain_text("1 af")
    ticked = sharing.locator("#share-rows input[name='incident']").nth(1).get_attribute("value")
    review(sharing)
    assert 1 == sharing.locator("#leaving details").count()
    case = casefile.read(made(sharing, "case", tmp_path).read_bytes())

    assert [ticked] == [h.id for h in case.histories if h.now]


def test_with_nothing_ticked_nothing_is_made(sharing: Page) -> None:
    sharing.locator("details:has(#share-rows) > summary").click()
    sharing.locator("[data-do='choose-none']").click()
    sharing.locator("[data-form='choose'] .primary").click()

    Person(sharing, "").says("Vælg mindst én")
    expect(sharing.locator("[data-form='choose']")).to_be_visible()


def test_a_period_narrows_what_can_be_ticked(sharing: Page) -> None:
    before = sharing.locator("#share-rows input[name='incident']").count()
    sharing.locator("#since").fill(datetime.date.today().isoformat())
    expect(sharing.locator("#share-rows input[name='incident']")).not_to_have_count(before)
    sharing.locator("#since").fill("")

    expect(sharing.locator("#share-rows input[name='incident']")).to_have_count(before)


def test_the_names_stand_on_the_report_and_are_there_the_next_time(sharing: Page, tmp_path: Path) -> None:
    sharing.locator("#own_name").fill("Prøve Prøvesen")
    review(sharing)
    expect(sharing.locator("#screen")).to_contain_text("På forsiden står: Prøve Prøvesen")
    path = made(sharing, "report", tmp_path)

    assert re.fullmatch(r"rapport-\d{4}-\d\d-\d\d\.pdf", path.name)
    assert path.read_bytes().startswith(b"%PDF-")
    Person(sharing, "").go("list")
    Person(sharing, "").go("share")
    expect(sharing.locator("#own_name")).to_have_value("Prøve Prøvesen")


def test_a_case_file_locked_with_a_passphrase_opens_with_it_in_another_program(sharing: Page, tmp_path: Path) -> None:
    review(sharing)
    sharing.locator("[data-do='make-case']").click()
    expect(sharing.locator("[data-do='download']")).to_be_visible(timeout=START)
    sharing.locator("#protect summary").click()
    sharing.locator("[data-do='offer-protect']").click()
    phrase = sharing.locator("#offered").inner_text()
    sharing.locator("#phrase").fill(phrase)
    sharing.locator("#phrase_again").fill("noget andet")
    sharing.locator("[data-form='protect'] .primary").click()
    expect(sharing.locator("#phrase-error")).to_contain_text("ikke ens")
    assert phrase == sharing.locator("#offered").inner_text()
    sharing.locator("#phrase").fill(phrase)
    sharing.locator("#phrase_again").fill(phrase)
    sharing.locator("[data-form='protect'] .primary").click()
    expect(sharing.locator("#locked")).to_be_focused(timeout=START)
    with sharing.expect_download() as download:
        sharing.locator("[data-do='download']").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    opened = pyrage.passphrase.decrypt(path.read_bytes(), phrase)

    assert re.fullmatch(r"sagspakke-\d{4}-\d\d-\d\d\.zip\.age", path.name)
    assert [] == [f for f in verify.findings(casefile.read(opened)) if f.altered]
    with pytest.raises(pyrage.DecryptError):
        pyrage.passphrase.decrypt(path.read_bytes(), phrase + "x")


def test_a_making_that_is_stopped_leaves_no_file(sharing: Page) -> None:
    review(sharing)
    # A slow phone, so that there is time to change one's mind.
    slow = sharing.context.new_cdp_session(sharing)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 12})
    sharing.locator("[data-do='make-case']").click()
    sharing.locator("[data-do='stop-making']").click()
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 1})

    Person(sharing, "").says("Stoppet")
    expect(sharing.locator("[data-form='choose']")).to_be_visible()
    expect(sharing.locator("[data-do='download']")).to_have_count(0)


def test_leaving_the_screen_stops_a_making(sharing: Page) -> None:
    review(sharing)
    sharing.locator("[data-do='make-case']").click()
    Person(sharing, "").go("list")
    Person(sharing, "").sees_list()
    sharing.wait_for_timeout(3000)

    expect(sharing.locator("[data-do='download']")).to_have_count(0)


def test_handing_over_starts_within_the_tap(sharing: Page) -> None:
    sharing.evaluate(SHEET)
    review(sharing)
    sharing.locator("[data-do='make-report']").click()
    sharing.locator("[data-do='share-now']").click(timeout=START)
    expect(sharing.locator("#handed-over")).to_have_text("Givet videre.")
    told = sharing.evaluate("window.handedOver")

    assert told["tapped"] is True
    assert re.fullmatch(r"rapport-\d{4}-\d\d-\d\d\.pdf", told["name"])
    assert told["size"] > 10_000


def test_a_secret_word_is_found_before_it_leaves(sharing: Page) -> None:
    person = Person(sharing, "")
    review(sharing)
    word = sharing.locator("#leaving dd").nth(2).text_content() or ""
    person.go("settings")
    sharing.locator("#secret_word").fill(word.split()[0].strip(".,"))
    sharing.locator("[data-form='secret'] button").click()
    person.says("Gemt")
    person.go("share")
    review(sharing)
    found = sharing.locator("section:has(> #hits)")
    expect(found).to_contain_text("står under")
    found.locator("[data-do='open']").first.click()

    expect(sharing.locator("#screen [data-do='back']")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_step_can_be_used_by_everyone(sharing: Page, axe: Axe, scheme: str) -> None:
    sharing.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    sharing.locator("details:has(#share-rows) > summary").click()
    assert [] == axe(sharing)
    review(sharing)
    sharing.locator("#leaving summary").first.click()
    assert [] == axe(sharing)
    sharing.locator("[data-do='make-report']").click()
    expect(sharing.locator("[data-do='download']")).to_be_visible(timeout=START)
    assert [] == axe(sharing)
    Person(sharing, "").go("overview")
    expect(sharing.locator("#screen svg.chart").first).to_be_visible()
    sharing.locator("#screen details summary").first.click()
    assert [] == axe(sharing)


@pytest.mark.parametrize("tab", ["overview", "share", "settings"])
def test_nothing_is_cut_off_on_the_narrowest_screen(sharing: Page, tab: str) -> None:
    sharing.set_viewport_size({"width": 320, "height": 640})
    Person(sharing, "").go(tab)
    expect(sharing.locator("#screen h1")).to_be_visible()
    for fold in sharing.locator("#screen details > summary").all():
        fold.click()

    assert 320 >= sharing.evaluate("document.documentElement.scrollWidth")
