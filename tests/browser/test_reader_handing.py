"""The professional's own entries in the reader, and the case that goes from hand to hand."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from .caseworker import Caseworker, demo
from .conftest import ROOT, Guard
from .reading import WORKING

Axe = Callable[[Page], list[str]]
STORED = """async () => [
  localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length,
  document.cookie.length,
]"""
# How long the page once didn't draw while it was watched, in milliseconds.
WATCH = """() => {
  window.longest = 0;
  let before = performance.now();
  const look = () => {
    const now = performance.now();
    window.longest = Math.max(window.longest, now - before);
    before = now;
    window.watching = setTimeout(look, 10);
  };
  look();
}"""
LONGEST = "() => { clearTimeout(window.watching); return window.longest; }"
FREEZE = 700


@pytest.fixture(scope="module")
def logs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two logs of the same case: the exposed person's, and a neighbour's."""
    folder = tmp_path_factory.mktemp("logs")
    return demo(folder / "borger.zip", 24, "borger"), demo(folder / "nabo.zip", 6, "nabo")


@pytest.fixture
def somebody(browser: Browser, site: str) -> Iterator[Callable[..., Caseworker]]:
    """Gives caseworkers, each in a browser context of their own."""
    opened = []

    def comes(name: str = "Mette Holm", role: str = "socialrådgiver", **more: object) -> Caseworker:
        settings = {"viewport": {"width": 1280, "height": 900}, "locale": "da-DK", "timezone_id": "Europe/Copenhagen", **more}
        context = browser.new_context(accept_downloads=True, **settings)  # type: ignore[arg-type]
        opened.append((context, Guard(context, site)))
        return Caseworker(context.new_page(), site, name, role)

    yield comes
    for context, guard in opened:
        context.close()
        guard.check()


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def verify(path: Path) -> subprocess.CompletedProcess[str]:
    """What the command says of a file."""
    return subprocess.run(
        [sys.executable, "-m", "logbog_cli", "verify", str(path)], cwd=ROOT, capture_output=True, text=True, check=False
    )


def changed(source: Path, target: Path, old: str, new: str) -> Path:
    """The same file with a text in sag.json changed, as somebody with an editor and an archiver does it."""
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w") as after:
        for entry in before.infolist():
            content = before.read(entry)
            if entry.filename == "sag.json":
                assert content.count(old.encode()) == 1
                content = content.replace(old.encode(), new.encode())
            after.writestr(entry, content)
    return target


def test_a_case_goes_through_three_hands_and_every_one_of_them_is_verified(
    logs: tuple[Path, Path], somebody: Callable[..., Caseworker], tmp_path: Path
) -> None:
    first = somebody("Mette Holm").opens(*logs)
    first.notes(
        "police", journal="0700-12345", what="Anmeldt chikane.", follow_up="2099-01-15", follow_up_what="Ring til politiet"
    )
    first.notes("meeting", people="Borgeren", what="Aftalt at mødes igen.")
    handed = first.hands_on(tmp_path / "et.zip", hand_to="Politiet", hand_text="Venter på svar.")
    code = first.page.locator(".r-seal code").inner_text()

    second = somebody("Ida Juul", "betjent").opens(handed)
    second.reader.sees("unchanged", "unchanged", "unchanged")
    assert second.hands() == [("Mette Holm", "r-right")]
    assert code in second.page.locator("#r-along .r-hand").inner_text()
    second.notes("decision", what="Sagen er oprettet.")
    handed_again = second.hands_on(tmp_path / "to.zip")

    third = somebody("Bo Lund", "rådgiver").opens(handed_again)
    third.reader.sees("unchanged", "unchanged", "unchanged")
    assert third.hands() == [("Mette Holm", "r-right"), ("Ida Juul", "r-right")]
    third.goes("notes")
    expect(third.page.locator(".r-casenote")).to_have_count(3)
    expect(third.page.locator(".r-casenote").first).to_contain_text("Sagen er oprettet.")

    subprocess.run(["unzip", "-q", str(handed_again), "-d", str(tmp_path / "ud")], check=True)
    for letter, log in zip("AB", logs, strict=True):
        assert sha256(tmp_path / f"ud/originaler/{letter}-sagspakke.zip") == sha256(log)
    assert (tmp_path / "ud/opfoelgning.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert verify(handed_again).returncode == 0


def test_one_letter_changed_in_a_note_of_an_earlier_hand_is_found_and_named(
    logs: tuple[Path, Path], somebody: Callable[..., Caseworker], tmp_path: Path
) -> None:
    first = somebody("Mette Holm").opens(logs[1]).notes("meeting", what="Aftalt torsdag.")
    one = first.hands_on(tmp_path / "et.zip")
    two = somebody("Ida Juul", "betjent").opens(one).notes("decision", what="Oprettet.").hands_on(tmp_path / "to.zip")
    spoiled = changed(two, tmp_path / "rettet.zip", "Aftalt torsdag.", "Aftalt tirsdag.")

    said = verify(spoiled)
    assert said.returncode == 1
    assert "N1" in said.stdout

    third = somebody("Bo Lund", "rådgiver").opens(spoiled)
    expect(third.page.locator("#r-verdicts h2").first).to_have_attribute("data-verdict", "altered", timeout=WORKING)
    assert third.hands() == [("Mette Holm", "r-wrong"), ("Ida Juul", "r-right")]

    handed_on_all_the_same = verify(third.hands_on(tmp_path / "tre.zip"))
    assert handed_on_all_the_same.returncode == 1
    assert "N1" in handed_on_all_the_same.stdout


def test_a_note_is_begun_from_an_incident_or_an_open_question_and_opened_from_the_time_line(
    logs: tuple[Path, Path], somebody: Callable[..., Caseworker]
) -> None:
    mette = somebody().opens(logs[1])
    page = mette.page
    page.locator("#r-view [data-do='open']").first.click()
    page.locator("#r-view [data-do='add-note']").click()
    page.locator(".r-tile[data-id='safety']").click()
    expect(page.locator("[name='about']")).to_be_checked()
    page.fill("#what", "Talt om vejen hjem")
    mette.says_who().adds()
    expect(page.locator(".r-casenote dd [data-do='open']")).to_have_count(1)

    mette.goes("questions")
    page.locator("#r-view [data-do='add-note'][data-id='police']").first.click()
    expect(page.locator("#journal")).to_be_visible()

    mette.goes("timeline")
    page.locator("#r-view [data-do='open-note']").click()
    expect(page.locator(".r-casenote")).to_contain_text("Talt om vejen hjem")


def test_nothing_typed_is_lost_when_something_is_wrong_and_each_error_leads_to_its_field(
    logs: tuple[Path, Path], somebody: Callable[..., Caseworker]
) -> None:
    mette = somebody().opens(logs[1]).chooses("police")
    page = mette.page
    page.fill("#what", "Det her er vigtigt")
    page.fill("#date", "2099-01-01")
    page.locator("summary", has_text="Hændelser, som notatet handler om").click()
    page.fill("#about_more", "1, 99")
    mette.adds()

    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.locator("#error-summary a")).to_have_count(4)
    assert page.input_value("#what") == "Det her er vigtigt"
    assert page.input_value("#about_more") == "1, 99"
    page.locator("#error-summary a").first.press("Enter")
    expect(page.locator("#date")).to_be_focused()

    page.fill("#date", "2026-11-01")
    page.fill("#about_more", "1")
    mette.says_who().adds()
    expect(page.locator(".r-casenote")).to_contain_text("Det her er vigtigt")
    expect(page.locator(".r-casenote")).to_be_focused()


def test_a_note_that_was_begun_is_kept_while_something_else_is_looked_at(
    logs: tuple[Path, Path], somebody: Callable[..., Caseworker]
) -> None:
    mette = somebody().opens(logs[1]).chooses("meeting")
    page = mette.page
    page.fill("#what", "Halvt skrevet")
    mette.goes("hand").goes("notes")
    assert page.input_value("#what") == "Halvt skrevet"

    page.locator("[data-do='note-other-kind']").click()
    page.locator(".r-tile[data-id='police']").click()
    expect(page.locator("#journal")).to_be_visible()
    assert page.input_value("#what") == "Halvt skrevet"

    page.locator("[data-do='note-drop']").click()
    page.locator("[data-do='note-undrop']").click()
    expect(page.locator("#what")).to_have_value("Halvt skrevet")


def test_the_browser_asks_before_notes_that_are_not_saved_are_left(
    logs: tuple[Path, Path], somebody: Callable[..., Caseworker], tmp_path: Path
) -> None:
    mette = somebody().opens(logs[1])
    page = mette.page
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    mette.notes("meeting", what="Ikke gemt")
    expect(page.locator("#r-side-notes")).to_contain_text("ikke gemt endnu")
    page.close(run_before_unload=True)
    expect(page.locator("#r-side-notes")).to_be_visible()
    assert asked == ["beforeunload"]

    mette.hands_on(tmp_path / "sag.zip")
    expect(page.locator("#r-side-notes")).not_to_contain_text("ikke gemt endnu")
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    assert asked == ["beforeunload"]


def test_a_note_that_is_left_out_is_nowhere_in_what_is_handed_on_and_stays_here(
    logs: tuple[Path, Path], somebody: Callable[..., Caseworker], tmp_path: Path
) -> None:
    mette = somebody().opens(logs[1]).notes("meeting", what="KUN-TIL-MIG").notes("decision", what="Til alle")
    mette.goes("hand").page.uncheck("#along-N1")
    handed = mette.hands_on(tmp_path / "sag.zip")

    with zipfile.ZipFile(handed) as opened:
        everything = b"".join(opened.read(name) for name in ("sag.json", "rapport.html"))
    assert b"Til alle" in everything
    assert b"KUN-TIL-MIG" not in everything
    expect(mette.page.locator("#r-side-notes")).to_contain_text("1 notat er ikke gemt endnu")
    mette.goes("notes")
    expect(mette.page.locator(".r-casenote", has_text="KUN-TIL-MIG")).to_be_visible()


def test_both_texts_of_a_correction_are_shown_with_who_corrected(
    logs: tuple[Path, Path], somebody: Callable[..., Caseworker], tmp_path: Path
) -> None:
    handed = somebody("Mette Holm").opens(logs[1]).notes("meeting", what="Mandag").hands_on(tmp_path / "sag.zip")
    ida = somebody("Ida Juul", "betjent").opens(handed).goes("notes")
    page = ida.page

    page.locator("[data-do='correct-note']").click()
    page.fill("#what", "Tirsdag")
    ida.says_who().adds()

    note = page.locator(".r-casenote")
    expect(note).to_contain_text("Rettet af Ida Juul, betjent")
    note.locator("summary").click()
    expect(note.locator(".r-version")).to_contain_text("Mandag")

    page.locator("[data-do='withdraw-note']").click()
    page.fill("#why", "Skrevet i forkert sag")
    page.locator("form[data-form='withdraw-note'] button.primary").click()
    expect(note).to_contain_text("Skrevet i forkert sag")
    expect(note).to_contain_text("Tirsdag")


def test_notes_written_before_a_dossier_file_is_opened_are_laid_on_it(
    logs: tuple[Path, Path], somebody: Callable[..., Caseworker], tmp_path: Path
) -> None:
    handed = somebody("Mette Holm").opens(logs[0]).notes("meeting", what="Det første").hands_on(tmp_path / "sag.zip")
    ida = somebody("Ida Juul", "betjent").opens(logs[1]).notes("decision", what="Det andet")

    ida.reader.opened(handed)
    ida.goes("notes")

    expect(ida.page.locator(".r-casenote")).to_have_count(2)
    two = ida.hands_on(tmp_path / "to.zip")
    assert verify(two).returncode == 0


def test_the_papers_are_saved_one_by_one_under_neutral_names(
    logs: tuple[Path, Path], somebody: Callable[..., Caseworker]
) -> None:
    mette = somebody().opens(logs[1]).notes("meeting", what="Aftalt.", follow_up="2099-01-15", follow_up_what="Ring")
    page = mette.goes("hand").page
    names = []
    for which, start in (("summary", b"%PDF"), ("pdf", b"%PDF"), ("html", b"<!"), ("xlsx", b"PK"), ("ics", b"BEGIN")):
        page.locator(f"#r-make-{which}").click()
        button = page.locator(f"#r-save-{which}")
        expect(button).to_be_focused(timeout=WORKING)
        with page.expect_download() as download:
            button.press("Enter")
        assert download.value.path().read_bytes().startswith(start)
        names.append(download.value.suggested_filename)
    expect(page.locator("#r-papers")).to_have_count(1)
    day = names[0][-14:-4]

    assert names == [
        f"{stem}-{day}.{end}"
        for stem, end in (
            ("resume", "pdf"),
            ("rapport", "pdf"),
            ("rapport", "html"),
            ("tidslinje", "xlsx"),
            ("opfoelgning", "ics"),
        )
    ]
    expect(page.locator("#r-side-notes")).to_contain_text("1 notat er ikke gemt endnu")

    mette.notes("decision", what="Noget nyt").goes("hand")
    expect(page.locator("[data-save]")).to_have_count(0)


def test_nothing_is_kept_in_the_browser_after_a_case_was_handed_on(
    logs: tuple[Path, Path], somebody: Callable[..., Caseworker], tmp_path: Path
) -> None:
    mette = somebody().opens(logs[1]).notes("meeting", what="Aftalt.")
    mette.hands_on(tmp_path / "sag.zip")

    assert mette.page.evaluate(STORED) == [0, 0, 0, 0, 0]
    mette.page.goto(mette.reader.address)
    expect(mette.page.locator("#r-room")).to_be_hidden()


def test_the_page_draws_on_while_a_long_report_is_made_and_it_can_be_stopped(
    somebody: Callable[..., Caseworker], tmp_path: Path
) -> None:
    mette = somebody().opens(demo(tmp_path / "lang.zip", 1000, "lang")).goes("hand")
    page = mette.says_who().page
    page.evaluate(WATCH)

    page.locator("#r-make-pdf").click()
    expect(page.locator("#r-progress-bar[value]")).to_be_visible(timeout=WORKING)
    page.locator("#r-progress button").click()

    expect(page.locator("#r-toast")).to_be_visible(timeout=WORKING)
    expect(page.locator("#r-progress")).to_be_hidden()
    assert page.evaluate(LONGEST) < FREEZE
    expect(page.locator("#r-make-pdf")).to_be_visible()


@pytest.mark.parametrize(("width", "colours"), [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")])
def test_every_screen_is_accessible(
    logs: tuple[Path, Path], somebody: Callable[..., Caseworker], axe: Axe, tmp_path: Path, width: int, colours: str
) -> None:
    mette = somebody(viewport={"width": width, "height": 900}, color_scheme=colours).opens(logs[1])
    page, wrong = mette.page, list[str]()

    def look() -> None:
        wrong.extend(axe(page))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    mette.goes("notes")
    look()
    mette.chooses("referral").adds()
    expect(page.locator("#error-summary")).to_be_focused()
    look()
    page.fill("#what", "Henvist")
    mette.says_who().adds()
    expect(page.locator(".r-casenote")).to_be_visible()
    look()
    page.locator("[data-do='correct-note']").click()
    expect(page.locator("form[data-form='note']")).to_be_visible()
    look()
    page.locator("[data-do='note-drop']").click()
    mette.goes("hand")
    look()
    mette.hands_on(tmp_path / "sag.zip")
    look()
    page.locator("#r-view [data-do='go'][data-id='hand']").click()
    page.locator("#r-make-summary").click()
    expect(page.locator("#r-save-summary")).to_be_focused(timeout=WORKING)
    page.locator("#r-side-hand summary").click()
    look()

    assert wrong == []


def test_a_case_can_be_noted_and_handed_on_with_the_keyboard_alone(
    logs: tuple[Path, Path], somebody: Callable[..., Caseworker]
) -> None:
    page = somebody().opens(logs[1]).page

    def press_on(selector: str) -> None:
        """Goes on with Tab until it is there, and presses it."""
        for _ in range(200):
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                page.keyboard.press("Enter")
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard doesn't reach {selector}")

    press_on(".r-tab[data-id='notes']")
    expect(page.locator("#screen-title")).to_be_focused()
    press_on(".r-tile[data-id='decision']")
    expect(page.locator("#screen-title")).to_be_focused()
    for name, text in (("what", "Besluttet"), ("author_name", "Mette Holm"), ("author_role", "rådgiver")):
        page.focus(f"#{name}")
        page.keyboard.type(text)
    press_on("form[data-form='note'] button.primary")
    expect(page.locator(".r-casenote")).to_be_focused()
    press_on("#r-side-hand button")
    expect(page.locator("#screen-title")).to_be_focused()
    press_on("form[data-form='hand'] button.primary")
    expect(page.locator("#screen-title")).to_be_focused(timeout=WORKING)
    expect(page.locator("[data-save='dossier']")).to_be_visible(timeout=WORKING)
    with page.expect_download() as download:
        press_on("[data-save='dossier']")
    assert download.value.suggested_filename.startswith("sagsmappe-")
