"""What was typed or chosen is there afterwards, whatever else happened at the same moment."""

import json
from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from .bare import change, counts, limit
from .conftest import Phone, Server
from .person import PASSPHRASE, START, Person


def test_help_opens_over_a_form_and_the_form_goes_on(person: Person) -> None:
    person.new()
    person.fill({"what": "Før hjælpen"})
    person.go("help")
    person.page.locator("#help [data-close]").click()
    person.fill({"what": "Før og efter hjælpen"})
    person.save()

    expect(person.page.locator("#rows")).to_contain_text("Før og efter hjælpen")
    expect(person.page.locator("[data-do='draft']")).to_have_count(0)


def test_two_taps_on_save_before_the_first_is_begun_keep_one_incident(person: Person) -> None:
    person.new()
    person.page.evaluate(
        "const save = document.querySelector('[data-form=incident] button.primary'); save.click(); save.click();"
    )
    person.sees_list()

    expect(person.page.locator("#rows .row")).to_have_count(1)
    assert 1 == counts(person.page)["records"]


def test_a_form_that_is_put_away_while_it_is_saved_leaves_no_draft(person: Person) -> None:
    person.new()
    person.fill({"what": "Gemt på vej ud"})
    person.page.evaluate(
        """document.querySelector('[data-form=incident] button.primary').click();
        document.dispatchEvent(new CustomEvent('noter:lock', { detail: { reason: 'put away', waitUntil() {} } }));"""
    )
    person.sees_list()
    expect(person.page.locator("#rows .row")).to_have_count(1)
    person.page.reload()
    person.unlock()

    expect(person.page.locator("#rows")).to_contain_text("Gemt på vej ud")
    expect(person.page.locator("[data-do='draft']")).to_have_count(0)


def test_files_stay_with_their_form_when_more_are_chosen_and_it_is_left(person: Person, tmp_path: Path) -> None:
    large, small = tmp_path / "optagelse.bin", tmp_path / "besked.txt"
    large.write_bytes(bytes(range(256)) * 160_000)
    small.write_text("en besked")
    person.new()
    person.fill({"what": "Med to filer"})
    person.page.locator("#pick").set_input_files(large)
    person.page.locator("#camera").set_input_files(small)
    person.go("list")
    person.sees_list()
    person.page.locator("[data-do='draft']").click()

    expect(person.page.locator("#exhibits .exhibit")).to_have_count(2, timeout=START)
    person.page.locator("#pick").set_input_files(large)
    person.go("list")
    person.sees_list()
    expect(person.page.locator("body")).to_have_attribute("data-adding", "no", timeout=START)
    person.page.reload()
    person.unlock()
    person.page.locator("[data-do='draft']").click()
    expect(person.page.locator("#exhibits .exhibit")).to_have_count(3)


def test_a_form_that_cannot_be_kept_is_not_left(phone: Phone, app_server: Server) -> None:
    app_server.start()
    page = phone.open(service_workers="block")
    person = Person(page, app_server.app)
    person.arrive()
    limit(page, 600_000)
    person.first_run()
    long = "Skrevet på en telefon, der er fuld. " * 40_000
    person.new()
    person.fill({"what": long})
    person.go("list")

    expect(page.locator("#toast")).to_contain_text("ikke plads")
    expect(page.locator("[name='what']")).to_have_value(long)
    person.fill({"what": "En kort tekst"})
    person.go("list")
    person.sees_list()
    expect(page.locator(".draft")).to_contain_text("En kort tekst")
    phone.close()


def test_a_tab_that_reads_stays_where_it_is_and_makes_nothing_it_has_not_shown(person: Person, context: BrowserContext) -> None:
    person.write({"what": "Den første", "date": "2026-10-01"})
    other = Person(context.new_page(), person.address)
    other.arrive()
    other.unlock_to_read()
    other.go("share")
    other.page.locator("[data-form='choose'] button.primary").click()
    expect(other.page.locator("#formats")).to_be_visible()

    person.write({"what": "Skrevet imens", "date": "2026-10-02"})
    expect(other.page.locator("#formats")).to_be_visible()
    other.page.locator("[data-do='make-report']").click()

    other.says("ændret i en anden fane")
    other.page.locator("[data-form='choose'] button.primary").click()
    expect(other.page.locator("#leaving")).to_contain_text("2. okt. 2026")


def test_a_log_of_which_something_is_damaged_can_be_got_out(person: Person) -> None:
    page = person.page
    for what in ("Den ene", "Den anden"):
        person.write({"what": what, "date": "2026-10-01"})
    change(page, "records", "new Uint8Array(rows[0].box)[20] ^= 1; box.put(rows[0]);")
    page.reload()
    page.locator("#passphrase").fill(PASSPHRASE)
    page.locator("#unlock").click()
    with page.expect_download(timeout=START) as saving:
        page.locator("[data-rescue]").click(timeout=START)
    found = json.loads(Path(saving.value.path()).read_text("utf-8"))

    assert 1 == found["damaged"]
    assert 1 == len(found["records"])
    assert found["records"][0]["shared"]["part"]["what"] in ("Den ene", "Den anden")
