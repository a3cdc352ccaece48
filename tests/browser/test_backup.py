"""A backup of the whole log leaves locked, opens with two stock programs, and comes back on another phone as it was."""

import datetime
import io
import json
import os
import pty
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyrage
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from logbog import backupreading, casefile, seal
from logbog.backup import BACKUP, Backup
from logbog.casefile import MANIFEST, README
from logbog.record import Act

from .bare import change, counts, limit, on_disk, raw
from .belongings import letter, picture, sound
from .conftest import PHONE, Guard, Phone, Server
from .person import PASSPHRASE, START, Person

Axe = Callable[[Page], list[str]]
LOCK = "havre kompas lygte rosin vinkel"
# A phone's share sheet that says yes at once.
SHEET = """() => {
  navigator.canShare = () => true;
  navigator.share = async ({ files }) => { window.handedOver = { name: files[0].name, tapped: navigator.userActivation.isActive }; };
}"""


@pytest.fixture
def other(browser: Browser, site: str, app: str) -> Iterator[Person]:
    """The same person's new phone, with nothing on it."""
    context = browser.new_context(**PHONE)
    guard = Guard(context, site)
    yield Person(context.new_page(), app)
    context.close()
    guard.check()


def to_backup(person: Person) -> None:
    person.go("settings")
    person.page.locator("#screen [data-go='backup']").click()
    expect(person.page.locator("[data-form='backup']")).to_be_visible()


def make(person: Person, folder: Path, passphrase: str = LOCK) -> Path:
    """Makes a backup and saves it under the name that the app gave it."""
    page = person.page
    to_backup(person)
    page.locator("#phrase").fill(passphrase)
    page.locator("#phrase_again").fill(passphrase)
    page.locator("[data-form='backup'] button.primary").click()
    expect(page.locator("[data-do='download']")).to_be_visible(timeout=START)
    with page.expect_download() as download:
        page.locator("[data-do='download']").click()
    expect(page.locator("#handed-over")).to_contain_text("Gemt")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def unlocked(path: Path, passphrase: str = LOCK) -> bytes:
    return bytes(pyrage.passphrase.decrypt(path.read_bytes(), passphrase))


def opened(path: Path) -> Backup:
    return backupreading.read(io.BytesIO(unlocked(path)))


def to_restore(person: Person) -> None:
    to_backup(person)
    person.page.locator("#screen [data-go='restore']").click()
    expect(person.page.locator("[data-form='restore']")).to_be_visible()


def give(person: Person, path: Path, passphrase: str = LOCK) -> None:
    """Chooses the file and has it tried."""
    page = person.page
    page.locator("#backup-file").set_input_files(path)
    page.locator("#backup_phrase").fill(passphrase)
    page.locator("[data-form='restore'] button.primary").click()


def bring(person: Person, path: Path) -> None:
    """Restores the file, from the screen where it is chosen."""
    give(person, path)
    person.page.locator("[data-do='restore-now']").click(timeout=START)
    expect(person.page.locator("#rows")).to_be_visible(timeout=START)


def code_of(person: Person) -> str:
    """The seal of the log as the app shows it."""
    person.go("settings")
    person.page.locator("[data-do='seal']").click()
    shown = person.page.locator("#screen .code").first
    expect(shown).not_to_be_empty()
    return shown.inner_text().replace("\n", " ").replace(" ", "-")


NOTHING = {"records": 0, "exhibits": 0, "chunks": 0}


def kept(person: Person) -> dict[str, int]:
    """What lies on the device of a log and its exhibits."""
    return {store: n for store, n in counts(person.page).items() if store in NOTHING}


def wait_until_past(page: Page, share: float) -> None:
    """Until the work that is shown has come so far."""
    page.evaluate(
        """(share) => new Promise((resolve) => {
          const look = () => (document.querySelector('#making')?.value > share ? resolve() : setTimeout(look, 5));
          look();
        })""",
        share,
    )


def write_all_sorts(person: Person, folder: Path) -> None:
    """Incidents of all sorts: with a private part and exhibits, corrected, only for oneself, and erased."""
    files = [picture(folder / "IMG_1.jpg", 1, place=True), sound(folder / "besked.wav"), letter(folder / "brev.pdf")]
    person.write({"what": "Ringede igen", "date": "2026-10-02", "note": "Kun min egen note", "files": [str(f) for f in files]})
    person.write({"what": "Noget jeg vil slette", "date": "2026-10-03", "files": [str(picture(folder / "IMG_2.jpg", 2))]})
    person.write({"what": "Helt for mig selv", "date": "2026-10-04", "only_me": True})
    person.page.locator("#rows .row", has_text="Noget jeg vil slette").locator(".row-main").click()
    person.page.locator("details:has([data-do='ask-erase']) > summary").click()
    person.page.locator("[data-do='ask-erase']").click()
    person.page.locator("#word").fill("slet")
    person.page.locator("[data-form='erase'] .danger").click()
    person.sees_list()
    person.page.locator("#rows .row", has_text="Ringede igen").locator(".row-main").click()
    person.page.locator("[data-do='correct']").click()
    person.fill({"what": "Ringede igen, og igen"})
    person.save()


def test_a_log_of_all_sorts_comes_back_on_another_phone_as_it_was(person: Person, other: Person, tmp_path: Path) -> None:
    write_all_sorts(person, tmp_path)
    person.go("settings")
    person.page.locator("#secret_word").fill("Ærøvej")
    person.page.locator("[data-form='secret'] button").click()
    person.says("Gemt")
    path = make(person, tmp_path)
    first = opened(path)

    assert re.fullmatch(r"noter-\d{4}-\d\d-\d\d\.age", path.name)
    assert [Act.ADDED, Act.ADDED, Act.ADDED, Act.CORRECTED] == [r.header.act for r in first.records]
    assert [False, True, False] == [h.erased for h in first.histories]
    assert "Kun min egen note" == first.histories[0].now.note  # type: ignore[union-attr]
    assert first.histories[2].now.only_me  # type: ignore[union-attr]
    held = zipfile.ZipFile(io.BytesIO(unlocked(path)))
    originals = {f.name: f.read_bytes() for f in (tmp_path / "IMG_1.jpg", tmp_path / "besked.wav", tmp_path / "brev.pdf")}
    assert sorted(originals.values()) == sorted(held.read(k.file) for k in first.exhibits)
    assert b"Helt for mig selv" not in path.read_bytes()
    with pytest.raises(pyrage.DecryptError):
        unlocked(path, PASSPHRASE)

    other.arrive()
    other.page.locator("#setup-restore").click()
    other.page.locator("#setup-2 .stack [data-step-to='3']").click()
    other.page.locator("#new-passphrase").fill(PASSPHRASE)
    other.page.locator("#again").fill(PASSPHRASE)
    other.page.locator("#create").click()
    expect(other.page.locator("#recovery-shown")).not_to_be_empty(timeout=START)
    other.page.locator("#code-last").fill(other.page.locator("#recovery-shown span").last.inner_text())
    other.page.locator("#code-check button").click()
    other.page.locator("#install-skip").click()
    expect(other.page.locator("[data-form='restore']")).to_be_visible(timeout=START)
    give(other, path)
    expect(other.page.locator("#screen h1")).to_have_text("Kopien er hel", timeout=START)
    for told in ("3 hændelser", "3 bilag", "Fra 2. oktober 2026 til 4. oktober 2026"):
        expect(other.page.locator("#screen .checks")).to_contain_text(told)
    assert kept(other) == NOTHING
    other.page.locator("[data-do='restore-now']").click()
    other.sees_list()
    other.says("Hentet. Der kom 3 hændelser ind")

    assert code_of(person) == code_of(other) == seal.of([r.header for r in first.records]).code
    other.page.reload()
    other.unlock()
    expect(other.page.locator("#remind")).to_have_count(0)
    other.go("settings")
    expect(other.page.locator("#screen")).to_contain_text("Ærøvej")
    again = opened(make(other, tmp_path / "again"))
    assert first.records == again.records
    assert first.exhibits == again.exhibits
    other.go("list")
    other.page.locator("#rows .row", has_text="Ringede igen, og igen").locator(".row-main").click()
    expect(other.page.locator("#screen img[data-thumb][src^='blob:']")).to_be_visible()
    assert b"Ringede" not in on_disk(other.page)


def test_stock_programs_open_it_and_every_digest_fits(person: Person, tmp_path: Path) -> None:
    age, unzip = shutil.which("age"), shutil.which("unzip")
    if not (age and unzip):
        pytest.skip("age or unzip is not on this machine")
    person.write({"what": "Det med søen", "files": [str(picture(tmp_path / "a.jpg", 3))]})
    path = make(person, tmp_path)
    typed = by_hand([age, "--decrypt", "-o", str(tmp_path / "noter.zip"), str(path)], LOCK)
    subprocess.run([unzip, "-q", "noter.zip", "-d", "ud"], cwd=tmp_path, check=True)
    stated = json.loads((tmp_path / "ud" / MANIFEST).read_text("utf-8"))["files"]

    assert 0 == typed
    assert [BACKUP, README] == [f["name"] for f in stated[:2]]
    for file in stated:
        content = (tmp_path / "ud" / file["name"]).read_bytes()
        assert (file["size"], file["sha256"]) == (len(content), casefile.hashlib.sha256(content).hexdigest())
    assert "Det med søen" in (tmp_path / "ud" / BACKUP).read_text("utf-8")


def by_hand(command: list[str], typed: str) -> int:
    """Runs a program that asks for a passphrase on a terminal; gives its exit code."""
    child, terminal = pty.fork()
    if child == 0:
        os.execv(command[0], command)
    seen = b""
    while b"assphrase" not in seen:
        seen += os.read(terminal, 1024)
    os.write(terminal, typed.encode() + b"\n")
    try:
        while os.read(terminal, 1024):
            pass
    except OSError:
        pass
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_trying_tells_what_is_wrong_and_changes_nothing(person: Person, tmp_path: Path) -> None:
    person.write({"what": "Den ene", "files": [str(sound(tmp_path / "s.wav"))]})
    path, page = make(person, tmp_path), person.page
    before = counts(page) | {"epoch": raw(page, EPOCH)}
    spoilt, cut, none = tmp_path / "spoilt.age", tmp_path / "cut.age", tmp_path / "none.age"
    content = path.read_bytes()
    spoilt.write_bytes(content[:-2000] + bytes([content[-2000] ^ 1]) + content[-1999:])
    cut.write_bytes(content[:-300])
    none.write_bytes(b"%PDF-1.4 noget helt andet")
    to_restore(person)
    page.locator("[data-form='restore'] button.primary").click()
    expect(page.locator("#backup-file-error")).to_have_text("Vælg filen med kopien.")
    give(person, path, "ikke den rigtige sætning")
    expect(page.locator("#backup_phrase-error")).to_contain_text("Adgangssætningen passer ikke", timeout=START)
    expect(page.locator("#backup_phrase")).to_be_focused()
    # Each is told in other words than the one before, so that what is seen is the answer to this one.
    for file, said in ((spoilt, "beskadiget"), (none, "ikke en sikkerhedskopi"), (cut, "beskadiget")):
        page.locator("details:has(#backup-file) > summary").click() if page.locator("details #backup-file").count() else None
        give(person, file)
        expect(page.locator("#backup-file-error")).to_contain_text(said, timeout=START)
    give(person, path)
    expect(page.locator("#same")).to_be_visible(timeout=START)

    assert before == counts(page) | {"epoch": raw(page, EPOCH)}


EPOCH = """return new Promise((resolve) => {
  db.transaction('meta').objectStore('meta').get('epoch').onsuccess = ({ target }) => resolve(target.result);
});"""


def test_a_backup_comes_into_the_log_that_it_continues_and_no_other(person: Person, other: Person, tmp_path: Path) -> None:
    person.write({"what": "Den første", "date": "2026-10-01"})
    old = make(person, tmp_path / "old")
    person.go("list")
    person.write({"what": "Den anden", "date": "2026-10-02", "files": [str(picture(tmp_path / "a.jpg", 4))]})
    new = make(person, tmp_path / "new")
    other.arrive()
    other.first_run()
    to_restore(other)
    bring(other, old)
    expect(other.page.locator("#rows .row")).to_have_count(1)
    to_restore(other)
    bring(other, new)
    other.says("Der kom 1 hændelse")
    expect(other.page.locator("#rows .row")).to_have_count(2)
    for path in (old, new):
        to_restore(other)
        give(other, path)
        expect(other.page.locator("#same")).to_be_visible(timeout=START)
        other.go("list")
    assert code_of(person) == code_of(other)
    assert {"records": 2, "exhibits": 1} == {s: counts(other.page)[s] for s in ("records", "exhibits")}

    for writer, what in ((person, "Kun på den gamle"), (other, "Kun på den nye")):
        writer.go("list")
        writer.write({"what": what, "date": "2026-10-05"})
    parted = make(person, tmp_path / "parted")
    before = counts(other.page)
    to_restore(other)
    give(other, parted)
    expect(other.page.locator("#refused")).to_contain_text("begynder ens", timeout=START)
    expect(other.page.locator("[data-do='restore-now']")).to_have_count(0)
    assert before == counts(other.page)


def test_an_exhibit_that_was_lost_on_the_phone_is_named_and_comes_back(person: Person, tmp_path: Path) -> None:
    page = person.page
    person.write({"what": "Med billede", "files": [str(picture(tmp_path / "a.jpg", 5)), str(sound(tmp_path / "s.wav"))]})
    whole = make(person, tmp_path / "whole")
    change(page, "chunks", "const last = rows.at(-1); new Uint8Array(last.box)[40] ^= 1; box.put(last);")
    without = make(person, tmp_path / "without")
    expect(page.locator("#screen .warning")).to_contain_text("Et bilag kunne ikke åbnes")

    assert ([2, 0], [1, 1]) == tuple([len(b.exhibits), len(b.missing)] for b in map(opened, (whole, without)))
    change(page, "exhibits", "for (const row of rows) box.delete(row.id);")
    to_restore(person)
    bring(person, whole)
    assert opened(make(person, tmp_path / "mended")).exhibits == opened(whole).exhibits


def test_it_is_handed_to_the_share_sheet_within_the_tap_and_remembered(person: Person) -> None:
    page = person.page
    page.evaluate(SHEET)
    person.write({"what": "Den ene"})
    to_backup(person)
    page.locator("[data-do='offer-backup']").click()
    phrase = page.locator("#offered").inner_text()
    assert 5 == len(phrase.split())
    page.locator("#phrase").fill(phrase)
    page.locator("#phrase_again").fill("noget andet")
    page.locator("[data-form='backup'] button.primary").click()
    expect(page.locator("#phrase-error")).to_contain_text("ikke ens")
    page.locator("#phrase").fill(phrase)
    page.locator("#phrase_again").fill(phrase)
    page.locator("#phrase_again").press("Enter")
    page.locator("[data-do='share-now']").click(timeout=START)
    expect(page.locator("#handed-over")).to_have_text("Givet videre.")

    assert page.evaluate("window.handedOver") == {"name": f"noter-{datetime.date.today()}.age", "tapped": True}
    to_backup(person)
    expect(page.locator("#screen")).to_contain_text("Siden er der ikke skrevet noget")


def test_a_gentle_word_comes_after_ten_incidents_and_goes_when_told(person: Person) -> None:
    page = person.page
    for n in range(10):
        expect(page.locator("#remind")).to_have_count(0)
        person.write({"what": f"Nummer {n}", "kinds": ["calls_messages"]})
    expect(page.locator("#remind")).to_be_visible()
    assert "Nummer" not in page.locator("#remind").inner_text()
    page.locator("[data-do='backup-later']").click()
    expect(page.locator("#remind")).to_have_count(0)
    page.reload()
    person.unlock()
    expect(page.locator("#remind")).to_have_count(0)


def test_a_making_and_a_restoring_can_be_stopped(person: Person, other: Person, tmp_path: Path) -> None:
    large = tmp_path / "optagelse.bin"
    large.write_bytes(os.urandom(60_000_000))
    person.write({"what": "Med noget stort", "files": [str(large)]})
    to_backup(person)
    for field in ("#phrase", "#phrase_again"):
        person.page.locator(field).fill(LOCK)
    person.page.locator("[data-form='backup'] button.primary").click()
    person.page.locator("[data-do='stop-backup']").click()
    person.says("Stoppet")
    expect(person.page.locator("[data-do='download']")).to_have_count(0)
    path = make(person, tmp_path)
    other.arrive()
    other.first_run()
    to_restore(other)
    give(other, path)
    other.page.locator("[data-do='restore-now']").click(timeout=START)
    wait_until_past(other.page, 0.3)
    other.page.locator("[data-do='stop-restore']").click()
    other.says("Intet i loggen er ændret")
    expect(other.page.locator("body")).to_have_attribute("data-adding", "no", timeout=START)

    assert kept(other) == NOTHING


def test_a_browser_that_is_killed_while_restoring_leaves_the_log_as_it_was_or_whole(
    person: Person, phone: Phone, app_server: Server, tmp_path: Path
) -> None:
    large = tmp_path / "optagelse.bin"
    large.write_bytes(os.urandom(60_000_000))
    person.write({"what": "Med noget stort", "files": [str(picture(tmp_path / "a.jpg", 6)), str(large)]})
    person.write({"what": "Uden noget"})
    path = make(person, tmp_path)
    app_server.start()
    new = Person(phone.open(), app_server.app)
    new.arrive()
    new.first_run()
    for share in (0.1, 0.5, 0.9):
        to_restore(new)
        give(new, path)
        new.page.locator("[data-do='restore-now']").click(timeout=START)
        wait_until_past(new.page, share)
        phone.kill()
        new = Person(phone.open(), app_server.app)
        new.arrive()
        new.unlock()
        assert kept(new) in (NOTHING, {"records": 2, "exhibits": 2, "chunks": 59})
        if kept(new) != NOTHING:
            break
    else:
        to_restore(new)
        bring(new, path)
    expect(new.page.locator("#rows .row")).to_have_count(2)
    assert opened(path).records == opened(make(new, tmp_path / "again")).records
    phone.close()


def test_a_device_without_room_says_so_and_leaves_the_log_as_it_was(
    person: Person, browser: Browser, site: str, app: str, tmp_path: Path
) -> None:
    large = tmp_path / "optagelse.bin"
    large.write_bytes(os.urandom(30_000_000))
    person.write({"what": "Med noget stort", "files": [str(picture(tmp_path / "a.jpg", 7)), str(large)]})
    path = make(person, tmp_path)
    context = browser.new_context(**PHONE, service_workers="block")
    guard = Guard(context, site)
    small = Person(context.new_page(), app)
    small.arrive()
    limit(small.page, 12_000_000)
    small.first_run()
    to_restore(small)
    give(small, path)
    small.page.locator("[data-do='restore-now']").click(timeout=START)
    expect(small.page.locator("#backup-file-error")).to_contain_text("ikke plads", timeout=START)

    assert kept(small) == NOTHING
    context.close()
    guard.check()


def test_in_the_demo_a_backup_is_tried_and_never_brought_in(
    page: Page, person: Person, context: BrowserContext, tmp_path: Path
) -> None:
    person.write({"what": "Min egen"})
    path = make(person, tmp_path)
    page.goto(f"{person.address}?proeve")
    person.sees_list()
    expect(page.locator("#remind")).to_have_count(0)
    to_restore(person)
    give(person, path)
    expect(page.locator("#screen .note")).to_contain_text("kun prøves", timeout=START)
    expect(page.locator("[data-do='restore-now']")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_step_can_be_used_by_everyone(person: Person, axe: Axe, scheme: Any, tmp_path: Path) -> None:
    page = person.page
    page.emulate_media(color_scheme=scheme)
    person.write({"what": "Den ene"})
    to_backup(person)
    page.locator("[data-do='offer-backup']").click()
    assert [] == axe(page)
    path = make(person, tmp_path)
    assert [] == axe(page)
    to_restore(person)
    assert [] == axe(page)
    give(person, path, "ikke den rigtige sætning")
    expect(page.locator("#backup_phrase-error")).to_be_visible(timeout=START)
    assert [] == axe(page)
    page.locator("#backup_phrase").fill(LOCK)
    page.locator("#backup_phrase").press("Enter")
    expect(page.locator("#same")).to_be_visible(timeout=START)
    assert [] == axe(page)
    page.set_viewport_size({"width": 320, "height": 640})
    to_backup(person)
    assert 320 >= page.evaluate("document.documentElement.scrollWidth")
