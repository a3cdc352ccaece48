"""The caseworker's reader: opens what it is given, says first whether it was altered, and keeps and sends nothing."""

import functools
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cases
import dossiers
import evil
import pyrage
import pytest
import segno
from playwright.sync_api import Browser, Page, expect

from logbog import finding

from . import test_share
from .conftest import PHONE, ROOT, Guard, Server
from .person import Person
from .reading import CASES, START, WORKING, Reader

PASSPHRASE = "fem danske ord på række"
INDEX: list[dict[str, Any]] = json.loads((CASES / "index.json").read_text("utf-8"))
# A dossier file that opens holds several verdicts.
LOGS = [each for each in INDEX if "originals" not in each]
HANDED_ON = [
    each
    for each in INDEX
    if "originals" in each
    and re.search(
        "good.zip|empty|unreadable|in-a-dossier|altered-(note|hand|original|original-missing|label|twice).zip", each["file"]
    )
]
ALTERATIONS = {*finding.ALTERATIONS, *finding.CASE_ALTERATIONS}
HEAVIEST = 200_000


def zipped(content: bytes, name: str = "sagspakke.zip", kind: str = "application/zip") -> dict[str, Any]:
    """A file that a person could choose."""
    return {"name": name, "mimeType": kind, "buffer": content}


def command(*arguments: str) -> dict[str, Any]:
    """What the command says for a program."""
    done = subprocess.run([sys.executable, "-m", "logbog_cli", *arguments, "--json"], cwd=ROOT, capture_output=True, check=False)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def backup() -> bytes:
    """What a backup is inside: more than anybody else may see."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        made.writestr("backup.json", "{}")
    return held.getvalue()


@functools.cache
def protected() -> bytes:
    return pyrage.passphrase.encrypt(cases.case(), PASSPHRASE)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case file made by the command."""
    file = tmp_path_factory.mktemp("demo") / "demo.zip"
    subprocess.run([sys.executable, "-m", "logbog_cli", "demo", str(file), "--incidents", "60"], cwd=ROOT, check=True)
    return file


@pytest.fixture
def reader(wide: Page, site: str) -> Reader:
    """The reader on a caseworker's screen, ready."""
    return Reader(wide, site).start()


@pytest.fixture(scope="module")
def open_reader(browser: Browser, site: str) -> Iterator[Reader]:
    """One reader for many files, each put away before the next."""
    context = browser.new_context(locale="da-DK", timezone_id="Europe/Copenhagen")
    guard = Guard(context, site)
    yield Reader(context.new_page(), site).start()
    context.close()
    guard.check()


# The three outcomes.


def test_an_unaltered_file_is_said_to_be_unaltered_before_anything_else(reader: Reader, demo: Path) -> None:
    reader.opened(demo).sees("unchanged")

    expect(reader.page.locator("#verdict-A")).to_have_text("Uændret")
    expect(reader.page.locator("#verdict-A")).to_be_focused()
    expect(reader.page.locator("#r-aloud")).to_have_text("Uændret")
    expect(reader.page.locator("#r-shows")).to_contain_text("Det viser den ikke: at det, der står, er sandt")
    expect(reader.verdict()).to_contain_text("57 hændelser og 19 bilag")
    expect(reader.verdict()).to_contain_text("1 hændelse er udeladt af den, der har skrevet loggen.")


def test_an_altered_text_is_told_with_the_incident_that_it_stands_in(reader: Reader) -> None:
    reader.opened(CASES / "altered-letter.zip").sees("altered")

    expect(reader.page.locator("#verdict-A")).to_have_text("Ændret")
    expect(reader.verdict().locator(".r-findings")).to_contain_text("Hændelse 1: Teksten er ændret")
    reader.verdict().get_by_role("button", name="Se hændelse 1").click()
    expect(reader.page.locator("#screen-title")).to_be_focused()
    expect(reader.page.locator("#r-view")).to_contain_text(re.compile("ændret", re.IGNORECASE))


def test_a_file_that_cant_be_read_is_told_with_what_to_do_and_the_others_stay_open(reader: Reader, demo: Path) -> None:
    reader.opened(CASES / "refused-cut.zip").sees("refused")
    expect(reader.page.locator("#verdict-refused-0")).to_have_text("Kan ikke kontrolleres")
    expect(reader.page.locator("#verdict-refused-0")).to_be_focused()
    expect(reader.verdict()).to_contain_text("Hent den igen, eller bed om en ny.")
    reader.opened(demo, CASES / "refused-bomb.zip").sees("refused", "refused", "unchanged")
    assert 57 == len(reader.labels())
    reader.page.locator("[data-do='drop-refused']").first.click()

    reader.sees("refused", "unchanged")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("rapport.pdf", b"%PDF-1.7 a report", "Det er rapporten alene."),
        ("rapport.html", b"<!doctype html><title>x</title>", "Det er rapporten alene."),
        ("tom.zip", b"", "Filen er tom."),
        ("kopi.zip", backup(), "Det er en sikkerhedskopi."),
        ("billede.jpg", b"\xff\xd8\xff\xe0 a picture", "Filen er ikke en sagspakke fra loggen."),
        ("noegle.age", b"age-encryption.org/v1\n-> X25519 abc\nxyz\n--- mac\nbody", "beskyttet med en nøgle"),
        ("tung.age", b"age-encryption.org/v1\n-> scrypt " + b"A" * 22 + b" 30\nxyz\n--- mac\nbody", "alt for lang tid"),
    ],
)
def test_what_is_often_taken_for_a_case_file_gets_a_sentence_of_its_own(
    open_reader: Reader, name: str, content: bytes, said: str
) -> None:
    page = open_reader.page
    open_reader.give(zipped(content, name))
    if name.endswith(".age"):
        page.locator("[name='passphrase']").fill("en eller anden")
        page.locator("[data-form='passphrase'] .primary").click()
    expect(page.locator("#r-verdicts")).to_contain_text(said, timeout=WORKING)
    page.locator("[data-do='drop-refused']").click()

    expect(page.locator("#r-verdicts")).to_be_empty()


@pytest.mark.parametrize("vector", LOGS, ids=lambda each: str(each["file"]))
def test_every_vector_is_told_as_the_command_tells_it(open_reader: Reader, vector: dict[str, Any]) -> None:
    """The same findings in the same order, and for what can't be read a sentence and no crash."""
    page, answer = open_reader.page, command("verify", str(CASES / vector["file"]))
    open_reader.opened(CASES / vector["file"]) if not is_locked(vector) else open_reader.give(CASES / vector["file"])
    if is_locked(vector):
        expect(page.locator("[name='passphrase']")).to_be_visible()
        page.locator("[data-do='drop-waiting']").click()
        return
    open_reader.sees({"unchanged": "unchanged", "altered": "altered", "unreadable": "refused"}[answer["verdict"]])
    told = open_reader.codes()
    altered = [f["code"] for f in answer["findings"] if f["altered"]]
    facts = [f["code"] for f in answer["findings"] if not f["altered"]]
    texts = open_reader.verdict().locator("[data-code]").all_text_contents()
    page.locator("[data-do='put-away'], [data-do='drop-refused']").click()
    expect(page.locator("#r-verdicts")).to_be_empty()

    assert altered == told[: len(altered)]
    assert sorted(facts) == sorted(told[len(altered) :])
    assert all(any(f["told"] in text for text in texts) for f in answer["findings"])


@pytest.mark.parametrize("vector", HANDED_ON, ids=lambda each: str(each["file"]))
def test_a_file_that_was_handed_on_is_told_as_the_command_tells_it(reader: Reader, vector: dict[str, Any]) -> None:
    answer, originals = command("verify", str(CASES / vector["file"])), vector["originals"]
    logs = [told for told in originals.values() if not isinstance(told, str)]
    refused = [told for told in originals.values() if isinstance(told, str)]
    told = [vector["findings"], *logs]
    states = ["altered" if any(f["code"] in ALTERATIONS for f in findings) else "unchanged" for findings in told]
    reader.opened(CASES / vector["file"]).sees(*["refused"] * len(refused), *states)

    assert answer["verdict"] == ("altered" if "altered" in states else "unreadable" if refused else "unchanged")
    for nth, findings in enumerate(told, len(refused)):
        assert sorted(f["code"] for f in findings) == sorted(reader.codes(nth))


def is_locked(vector: dict[str, Any]) -> bool:
    return (CASES / vector["file"]).read_bytes().startswith(b"age-encryption.org/")


def test_the_time_line_has_the_figures_and_the_order_of_the_command(reader: Reader, demo: Path) -> None:
    reader.opened(demo).sees("unchanged")
    answer = command("read", str(demo))

    assert [str(entry["number"]) for entry in answer["timeline"]] == list(reader.labels())
    expect(reader.verdict()).to_contain_text(f"{answer['incidents']} hændelser og {answer['exhibits']} bilag")


def test_a_case_file_from_the_app_is_told_by_the_reader_as_by_the_command(
    page: Page, app: str, reader: Reader, tmp_path: Path
) -> None:
    page.goto(f"{app}?proeve")
    person = Person(page, app)
    person.sees_list()
    person.go("share")
    test_share.review(page)
    file = test_share.made(page, "case", tmp_path)
    checked, read = command("verify", str(file)), command("read", str(file))
    reader.opened(file).sees("unchanged")

    assert "unchanged" == checked["verdict"]
    assert sorted(f["code"] for f in checked["findings"]) == sorted(reader.codes())
    assert [str(entry["number"]) for entry in read["timeline"]] == list(reader.labels())
    expect(reader.verdict()).to_contain_text(f"{read['incidents']} hændelser og {read['exhibits']} bilag")


# Protected files, several files, a log alone, a dossier file.


def test_a_protected_file_opens_with_its_passphrase_and_a_wrong_one_can_be_tried_again(reader: Reader) -> None:
    page = reader.page
    reader.give(zipped(protected(), "sagspakke.zip.age"))
    expect(page.locator("#passphrase-0")).to_be_focused()
    page.keyboard.type("noget helt andet")
    page.keyboard.press("Enter")
    expect(page.locator("#passphrase-0-error")).to_contain_text("passer ikke", timeout=WORKING)
    expect(page.locator("#passphrase-0")).to_be_focused()
    page.keyboard.type(PASSPHRASE)
    page.keyboard.press("Enter")

    reader.sees("unchanged")
    expect(page.locator("#r-locked")).to_be_empty()
    assert PASSPHRASE not in page.content()


def test_a_protected_file_in_letters_opens_too(reader: Reader) -> None:
    letters = pyrage.passphrase.encrypt(cases.case(), PASSPHRASE, armored=True)
    reader.give(zipped(letters, "sagspakke.age"))
    reader.page.locator("#passphrase-0").fill(PASSPHRASE)
    reader.page.keyboard.press("Enter")

    reader.sees("unchanged")


def test_several_files_are_one_time_line_with_who_wrote_what(reader: Reader, demo: Path) -> None:
    page = reader.page
    reader.opened(demo, CASES / "good.zip").sees("unchanged", "unchanged")
    page.locator("#label-A").fill("borgeren")
    expect(reader.verdict(0).locator(".r-kicker")).to_have_text("A, borgeren: demo.zip")
    expect(page.locator("#label-A")).to_have_value("borgeren")
    reader.opened(CASES / "altered-exhibit.zip").sees("unchanged", "unchanged", "altered")
    expect(page.locator("#label-A")).to_have_value("borgeren")
    reader.give(demo)
    expect(page.locator("#r-toast")).to_have_text("Filen er allerede åben.")
    page.locator("[data-do='put-away'][data-id='C']").click()

    reader.sees("unchanged", "unchanged")
    assert {label[0] for label in reader.labels()} == {"A", "B"}


def test_log_json_alone_is_checked_as_far_as_it_goes(reader: Reader) -> None:
    reader.opened(CASES / "good-log.json").sees("unchanged")

    expect(reader.verdict()).to_contain_text("Bilagene er ikke med, så de er ikke kontrolleret.")


def test_a_dossier_file_shows_the_check_of_its_notes_and_of_each_log_in_it(reader: Reader) -> None:
    reader.opened(zipped(dossiers.dossier(), "sagsmappe.zip")).sees("unchanged", "unchanged", "unchanged")

    expect(reader.verdict(0).locator(".r-kicker")).to_have_text("Sagsmappen")
    expect(reader.verdict(2).locator(".r-kicker")).to_contain_text("B, naboen")
    reader.opened(zipped(dossiers.dossier(), "en til.zip")).sees("refused", "unchanged", "unchanged", "unchanged")


def test_a_dossier_file_with_an_altered_original_says_which(reader: Reader) -> None:
    def change(held: dict[str, bytes]) -> None:
        name = next(n for n in held if n.startswith("originaler/A-"))
        held[name] = cases.changed(lambda files: files.update({"rapport.pdf": b"another"}), held[name])

    reader.opened(zipped(dossiers.with_files(change), "sagsmappe.zip")).sees("altered", "altered", "unchanged")

    assert "altered_original" in reader.codes(0)


# Seals.


def test_a_seal_says_until_which_day_nothing_was_changed(reader: Reader, demo: Path, tmp_path: Path) -> None:
    page, code = reader.page, str(command("verify", str(demo))["seal"])
    reader.opened(demo).sees("unchanged")
    page.locator("#r-seal summary").click()
    page.locator("#seal").fill(f"Vil du gemme den her kode? {code.lower()} Tak.")
    page.keyboard.press("Enter")
    expect(page.locator("#r-sealed > p")).to_be_focused()
    expect(page.locator("#r-sealed")).to_contain_text(
        re.compile(r"Intet, der blev skrevet ind til og med \d+\. \w+ 2026, er ændret")
    )
    page.locator("#seal").fill("ABCD-EFGH")
    page.keyboard.press("Enter")
    expect(page.locator("#seal-error")).to_contain_text("tastet forkert")
    reader.sees("unchanged")


def test_a_seal_of_another_log_makes_the_verdict_another(reader: Reader, demo: Path) -> None:
    code = str(command("verify", str(demo))["seal"])
    answer = command("verify", str(CASES / "good.zip"), "--seal", code)
    reader.opened(CASES / "good.zip").sees("unchanged")
    reader.page.locator("#r-seal summary").click()
    reader.page.locator("#seal").fill(code)
    reader.page.keyboard.press("Enter")

    reader.sees("altered")
    assert answer["findings"][0]["code"] == "seal_broken" == reader.codes()[0]
    # With the log that it belongs to open as well, it says nothing against this one.
    reader.opened(demo).sees("unchanged", "unchanged")
    expect(reader.page.locator("#r-sealed")).to_contain_text("Log B: Forseglingen passer.")


def test_a_seal_is_found_in_a_picture_also_without_the_net(reader: Reader, demo: Path, tmp_path: Path) -> None:
    page = reader.page
    segno.make(str(command("verify", str(demo))["seal"]), error="m").save(str(tmp_path / "kode.png"), scale=5)
    segno.make("noget andet").save(str(tmp_path / "anden.png"), scale=5)
    page.context.set_offline(True)
    reader.opened(demo).sees("unchanged")
    page.locator("#r-seal summary").click()
    page.locator("#seal-picture").set_input_files(demo)
    expect(page.locator("#seal-error")).to_contain_text("ingen kode", timeout=WORKING)
    page.locator("#seal-picture").set_input_files(tmp_path / "anden.png")
    expect(page.locator("#seal-error")).to_contain_text("tastet forkert", timeout=WORKING)
    page.locator("#seal-picture").set_input_files(tmp_path / "kode.png")

    expect(page.locator("#r-sealed")).to_contain_text("Forseglingen passer.", timeout=WORKING)


# What a stranger's file can't do.


def test_a_script_in_a_text_or_a_file_name_never_runs(reader: Reader) -> None:
    page = reader.page
    title = page.title()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    name = "<img src=x onerror=\"document.title='open'\"> <script>document.title='open'</script>.zip"
    reader.opened(zipped(cases.packed(evil.log()), name), zipped(b"no", name)).sees("refused", "unchanged")
    page.locator("#label-A").fill(evil.TEXTS[0])
    expect(reader.verdict(1).locator("h2")).to_be_visible()
    for place in page.locator("#r-tabs [data-do='go']").all():
        place.click()
        expect(page.locator("#screen-title")).to_be_visible()
    page.locator("#r-tabs [data-id='timeline']").click()
    for n in range(page.locator("#r-seen .r-open").count()):
        page.locator("#r-seen .r-open").nth(n).click()
        expect(page.locator("#screen-title")).to_be_visible()
        page.locator("[data-do='see-back']").first.click()
        expect(page.locator("#r-seen")).to_be_visible()

    assert title == page.title()
    assert [] == asked
    assert 0 == page.locator("#r-screen script, #r-screen [onerror], #r-screen [onload]").count()


def memory(browser: Browser) -> int:
    """The most that the browser's processes ever held together, in bytes."""
    processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    held = 0
    for process in processes:
        status = Path(f"/proc/{process['id']}/status").read_text("utf-8")
        held += int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) * 1024
    return held


def grown(path: Path, size: int) -> Path:
    """A case file with one more file of ``size`` zeros in it, which take no room on the disk."""
    content = cases.case()
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        names, start = opened.infolist(), opened.start_dir
    directory, end = content[start:-22], content[-22:]
    name = b"bilag/999-video.mp4"
    head = (
        b"PK\3\4\x14\0\0\0\0\0\0\0\x21\0" + bytes(4) + size.to_bytes(4, "little") * 2 + len(name).to_bytes(2, "little") + bytes(2)
    )
    entry = (
        (b"PK\1\2\x14\0\x14\0\0\0\0\0\0\0\x21\0" + bytes(4) + size.to_bytes(4, "little") * 2 + len(name).to_bytes(2, "little"))
        + bytes(12)
        + start.to_bytes(4, "little")
    )
    with path.open("wb") as file:
        file.write(content[:start] + head + name)
        file.truncate(file.tell() + size)
        file.seek(0, 2)
        at = file.tell()
        n = len(names) + 1
        counts = n.to_bytes(2, "little") * 2 + (len(directory) + len(entry) + len(name)).to_bytes(4, "little")
        file.write(directory + entry + name + end[:8] + counts + at.to_bytes(4, "little") + end[20:])
    return path


def test_a_file_of_a_gigabyte_takes_no_gigabyte_and_can_be_stopped(reader: Reader, browser: Browser, tmp_path: Path) -> None:
    page = reader.page
    large = grown(tmp_path / "stor.zip", 1 << 30)
    before = memory(browser)
    reader.give(large)
    # It can be read and stopped while it is being checked.
    expect(page.locator("#r-seen .r-open").first).to_be_visible(timeout=WORKING)
    expect(page.locator("#verdict-A")).to_have_attribute("data-verdict", "checking")
    page.locator("#r-progress [data-do='stop']").click()
    reader.sees("stopped")
    page.locator("[data-do='check-again']").click()
    expect(page.locator("#verdict-A")).to_have_attribute("data-verdict", "altered", timeout=180_000)

    assert ["extra_exhibit"] == reader.codes()[:1]
    assert memory(browser) - before < 300 << 20


# What it keeps, sends and forgets.


def test_nothing_is_asked_for_after_it_said_that_it_is_ready(reader: Reader, demo: Path) -> None:
    page = reader.page
    expect(page.locator("#r-engine")).to_have_text("Klar – du kan slukke for nettet nu.")
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.context.set_offline(True)
    reader.opened(demo).give(zipped(protected(), "sagspakke.age"))
    page.locator("#passphrase-0").fill(PASSPHRASE)
    page.keyboard.press("Enter")
    reader.sees("unchanged", "unchanged")
    for place in page.locator("#r-tabs [data-do='go']").all():
        place.click()
        expect(page.locator("#screen-title")).to_be_visible()

    assert [] == [url for url in asked if not url.startswith("blob:")]


def test_nothing_is_stored(reader: Reader, demo: Path) -> None:
    page = reader.page
    reader.opened(demo).sees("unchanged")
    page.locator("#label-A").fill("borgeren")
    page.locator("#r-seen .r-open").first.click()

    assert [] == page.context.cookies()
    assert 0 == page.evaluate("localStorage.length + sessionStorage.length")
    assert [] == page.evaluate("async () => [...await caches.keys(), ...await indexedDB.databases()]")
    assert page.url.endswith("/laes/")
    assert "Læs en sagspakke" in page.title()


def test_putting_the_last_file_away_leads_back_to_the_door(reader: Reader, demo: Path) -> None:
    page = reader.page
    reader.opened(CASES / "refused-cut.zip").sees("refused")
    page.locator("[data-do='drop-refused']").click()
    expect(page.locator("#r-door")).to_be_visible()
    expect(page.locator("#r-files")).to_be_focused()
    reader.opened(demo).sees("unchanged")
    page.locator("[data-do='put-away']").click()
    expect(page.locator("#r-door")).to_be_visible()
    expect(page.locator("#r-view, #r-verdicts, .r-side > :not(:empty)")).to_have_text(["", ""])
    reader.opened(CASES / "good.zip").sees("unchanged")

    assert 4 == len(reader.labels())


def test_closing_forgets_and_so_does_leaving(reader: Reader, demo: Path) -> None:
    page = reader.page
    reader.opened(demo).sees("unchanged")
    page.locator("#r-close").click()
    expect(page.locator("#r-door")).to_be_visible()
    expect(page.locator("#r-screen")).to_be_empty()
    expect(page.locator("body[data-reader='ready']")).to_be_attached(timeout=START)
    assert "" == page.locator("#r-files").input_value()
    reader.opened(demo).sees("unchanged")
    page.goto(reader.address.removesuffix("laes/"))
    page.go_back()

    expect(page.locator("#r-door")).to_be_visible()
    expect(page.locator("#r-screen")).to_be_empty()


def test_the_way_back_of_the_browser_leads_to_the_time_line_first(reader: Reader, demo: Path) -> None:
    page = reader.page
    reader.opened(demo).sees("unchanged")
    page.locator("#r-tabs [data-id='patterns']").click()
    page.go_back()

    expect(page.locator("#r-tabs [aria-current]")).to_have_text("Tidslinje")
    expect(page.locator("#r-seen .r-open").first).to_be_visible()


def test_the_quick_exit_leaves_also_while_a_file_is_open(reader: Reader, demo: Path) -> None:
    reader.opened(demo).sees("unchanged")
    expect(reader.page.locator("a[data-exit]")).to_be_in_viewport()
    for _ in range(3):
        reader.page.keyboard.press("Shift")

    reader.page.wait_for_url("https://www.dmi.dk/**")


# Every browser, every screen, every person.


def test_without_scripts_the_page_says_how_to_read_a_case_file(browser: Browser, site: str) -> None:
    context = browser.new_context(**PHONE, java_script_enabled=False)
    guard = Guard(context, site)
    page = context.new_page()
    page.goto(f"{site}laes/")
    expect(page.locator("#selv ~ ol").first).to_contain_text("rapport.pdf")
    expect(page.locator("noscript .note")).to_be_visible()
    for hidden in ("#r-door", "#r-failed", "#r-room", "#r-progress", "#r-over"):
        expect(page.locator(hidden)).to_be_hidden()
    context.close()

    guard.check()


@pytest.mark.parametrize("missing", ["pyodide.asm.wasm", "reader.zip", "worker.js", "zxing_reader.wasm"])
def test_a_reader_that_cant_start_says_at_once_what_to_do(browser: Browser, site: str, missing: str) -> None:
    context = browser.new_context(**PHONE)
    guard = Guard(context, site)
    guard.forgive("Failed to load resource|wasm|WebAssembly|TypeError|magic word")
    page = context.new_page()
    page.route(f"**/{missing}", lambda route: route.fulfill(status=404))
    page.goto(f"{site}laes/")
    expect(page.locator("#r-failed")).to_be_visible(timeout=START)
    expect(page.locator("#r-failed")).to_contain_text("rapport.pdf")
    expect(page.locator("#r-door")).to_be_hidden()
    context.close()

    guard.check()


def test_files_are_dropped_anywhere_on_the_page(reader: Reader) -> None:
    page = reader.page
    dropped = page.evaluate_handle(
        """(bytes) => {
          const given = new DataTransfer();
          given.items.add(new File([new Uint8Array(bytes)], 'sagspakke.zip'));
          return given;
        }""",
        list((CASES / "good.zip").read_bytes()),
    )
    page.dispatch_event("footer", "dragenter", {"dataTransfer": dropped})
    expect(page.locator("#r-over")).to_be_visible()
    page.dispatch_event("footer", "drop", {"dataTransfer": dropped})

    reader.sees("unchanged")
    expect(page.locator("#r-over")).to_be_hidden()


def test_the_keyboard_alone_opens_reads_and_closes(reader: Reader, demo: Path) -> None:
    page = reader.page
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "r-files":
            break
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files([demo])
    reader.sees("unchanged")
    expect(page.locator("#verdict-A")).to_be_focused()
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.closest('#r-check, #r-tabs')?.id ?? ''"))
    assert "r-check" in reached
    assert "r-tabs" in reached
    page.locator("#r-close").focus()
    page.keyboard.press("Enter")

    expect(page.locator("#r-door")).to_be_visible()
    expect(page.locator("#r-screen")).to_be_empty()


SCREENS = [{"width": 360, "height": 740}, {"width": 1280, "height": 900}]


def test_axe_finds_nothing_in_any_outcome(browser: Browser, site: str, axe: Callable[[Page], list[str]], demo: Path) -> None:
    context = browser.new_context(locale="da-DK", reduced_motion="reduce")
    guard = Guard(context, site)
    reader = Reader(context.new_page(), site).start()
    page = reader.page
    look(page, axe, "start")
    reader.opened(demo).sees("unchanged")
    page.locator("#r-seal summary").click()
    page.locator("#seal").fill("ABC")
    page.keyboard.press("Enter")
    expect(page.locator("#seal-error")).to_be_visible()
    look(page, axe, "unchanged")
    reader.opened(CASES / "altered-twice.zip", CASES / "refused-cut.zip").sees("refused", "unchanged", "altered")
    reader.give(zipped(protected(), "et_meget_langt_filnavn_uden_mellemrum_som_nogen_har_fundet_paa.zip.age"))
    expect(page.locator("#passphrase-0")).to_be_visible()
    look(page, axe, "the others")
    context.close()

    guard.check()


def look(page: Page, axe: Callable[[Page], list[str]], where: str) -> None:
    for fold in page.locator("#r-check details").all():
        fold.evaluate("each => { each.open = true }")
    for screen in SCREENS:
        page.set_viewport_size(screen)  # type: ignore[arg-type]
        for colours in ("light", "dark"):
            page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
            assert [] == axe(page), f"{where} {screen['width']} {colours}"
    page.set_viewport_size({"width": 320, "height": 640})
    assert 320 == page.evaluate("document.documentElement.scrollWidth"), where


def test_the_page_itself_is_light_and_only_the_engine_is_heavy(browser: Browser, site: str, built_site: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: set[str] = set()
    context.on("request", lambda request: asked.add(request.url.removeprefix(site).split("?")[0]))
    Reader(page, site).start()
    context.close()
    engine = (
        "app/",
        "reader/worker.js",
        "reader/parts.js",
        "reader/scanning.js",
        "reader/unlocking.js",
        "reader/vendor/",
        "reader/reader.zip",
    )
    own = {address for address in asked if not address.startswith(engine)}

    assert {"laes/", "reader/reader.js", "reader/reader.css"} <= own
    assert sum(weight(built_site, address) for address in own) <= HEAVIEST


def weight(built_site: Path, address: str) -> int:
    import gzip

    file = built_site / address
    body = (file / "index.html" if file.is_dir() else file).read_bytes()
    return len(body) if file.suffix == ".woff2" else len(gzip.compress(body, 9))


@pytest.mark.parametrize("path", ["laes/", "en/laes/"])
def test_it_works_where_the_site_is_a_folder_among_others(
    built_site: Path, tmp_path: Path, browser: Browser, demo: Path, path: str
) -> None:
    (tmp_path / "vejen").mkdir()
    (tmp_path / "vejen/stalking").symlink_to(built_site)
    (tmp_path / "_headers").write_text((built_site / "_headers").read_text("utf-8"), "utf-8")
    server = Server(tmp_path)
    server.start()
    context = browser.new_context(**PHONE)
    guard = Guard(context, f"{server.base}vejen/stalking/")
    reader = Reader(context.new_page(), f"{server.base}vejen/stalking/", path).start()
    reader.opened(demo).sees("unchanged")
    expect(reader.page.locator("#verdict-A")).to_have_text("Unchanged" if path.startswith("en/") else "Uændret")
    context.close()
    server.stop()

    guard.check()


def test_the_policy_of_the_page_allows_what_it_shows_and_no_more(built_site: Path) -> None:
    html = (built_site / "laes/index.html").read_text("utf-8")
    policy = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)[0]
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split("; ")}

    assert rules["default-src"] == ["'none'"]
    assert rules["worker-src"] == ["'self'"]
    assert rules["frame-src"] == rules["media-src"] == ["blob:"]
    assert "blob:" in rules["img-src"]
    assert "unsafe" not in policy
