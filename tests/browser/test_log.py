"""Writing and reading the log on a phone: drafts, the quick log, corrections, erasing, two tabs, a full disk."""

import re

from playwright.sync_api import BrowserContext, expect

from .bare import limit
from .conftest import Phone, Server
from .person import START, Person

BURST = {
    "what": "Opkald i træk",
    "date": "2026-10-02",
    "time": "22:10",
    "end_time": "23:40",
    "count": "37",
    "kinds": ["calls_messages"],
}


def test_an_incident_needs_nothing_but_a_date(person: Person) -> None:
    person.new()
    person.page.locator("[name='date']").fill("")
    person.page.locator("[data-form='incident'] button.primary").click()

    expect(person.page.locator("#error-summary")).to_be_focused()
    person.page.locator("#error-summary a").click()
    expect(person.page.locator("[name='date']")).to_be_focused()
    person.page.locator("[name='date']").fill("2026-10-01")
    person.save()
    expect(person.page.locator("#rows .row")).to_have_count(1)


def test_the_quick_log_takes_two_taps(person: Person) -> None:
    person.write(BURST)
    person.page.locator("[data-do='quick']").click()
    person.page.locator("[data-do='quick-save']").click()

    expect(person.page.locator("#rows .row")).to_have_count(2)


def test_a_double_tap_on_save_keeps_one_incident(person: Person) -> None:
    person.new()
    person.page.locator("[data-form='incident'] button.primary").dblclick()
    person.sees_list()

    expect(person.page.locator("#rows .row")).to_have_count(1)


def test_what_was_typed_is_there_after_the_page_is_gone(person: Person, context: BrowserContext) -> None:
    person.new()
    person.fill({"what": "Halvt skrevet", "kinds": ["gifts"]})
    expect(person.page.locator("#draft-state")).not_to_be_empty()
    person.page.close(run_before_unload=False)

    again = Person(context.new_page(), person.address)
    again.arrive()
    again.unlock()
    again.page.locator("[data-do='draft']").click()

    expect(again.page.locator("[name='what']")).to_have_value("Halvt skrevet")
    expect(again.page.locator("[name='kinds'][value='gifts']")).to_be_checked()
    again.save()
    expect(again.page.locator("[data-do='draft']")).to_have_count(0)


def test_a_correction_keeps_what_was_said_before(person: Person) -> None:
    person.write(BURST)
    person.open(0)
    person.page.locator("[data-do='correct']").click()
    person.fill({"what": "Opkald hele aftenen"})
    person.save()
    person.open(0)
    person.page.locator(".versions > summary").click()

    expect(person.page.locator(".versions")).to_contain_text("Opkald i træk")
    expect(person.page.locator(".versions")).to_contain_text("Opkald hele aftenen")


def test_a_withdrawn_incident_no_longer_counts_and_can_still_be_read(person: Person) -> None:
    person.write(BURST)
    person.open(0)
    person.page.locator("details:has([data-do='ask-withdraw']) > summary").click()
    person.page.locator("[data-do='ask-withdraw']").click()
    person.page.locator("#why").fill("skrevet to gange")
    person.page.locator("[data-form='withdraw'] .primary").click()
    expect(person.page.locator("#screen")).to_contain_text("skrevet to gange")
    person.back()

    expect(person.page.locator("#screen .row-main .date")).to_have_count(0)
    person.page.locator("details:has(.rows) > summary").last.click()
    person.page.locator("#screen .row-main").last.click()
    expect(person.page.locator("dl.facts")).to_contain_text("Opkald i træk")


def test_erasing_asks_for_a_word_and_leaves_nothing_to_read(person: Person) -> None:
    person.write(BURST)
    person.open(0)
    person.page.locator("details:has([data-do='ask-erase']) > summary").click()
    person.page.locator("[data-do='ask-erase']").click()
    person.page.locator("[data-form='erase'] .danger").click()
    expect(person.page.locator("#word-error")).to_be_visible()
    person.page.locator("#word").fill("Slet")
    person.page.locator("[data-form='erase'] .danger").click()
    person.sees_list()
    person.page.reload()
    person.unlock()

    expect(person.page.locator("#screen")).not_to_contain_text("Opkald i træk")
    expect(person.page.locator("#screen")).to_contain_text("slettet")


def test_the_search_answers_while_it_is_typed(person: Person) -> None:
    person.write(BURST)
    person.write({"what": "En buket ved døren", "date": "2026-10-03", "kinds": ["gifts"]})
    person.page.locator("#text").press_sequentially("BUKET")

    expect(person.page.locator("#rows .row")).to_have_count(1)
    expect(person.page.locator("#text")).to_be_focused()


def test_a_full_disk_loses_nothing_that_was_typed_and_nothing_that_was_saved(phone: Phone, app_server: Server) -> None:
    app_server.start()
    page = phone.open(service_workers="block")
    person = Person(page, app_server.app)
    person.arrive()
    limit(page, 600_000)
    person.first_run()
    long = "Skrevet på en telefon, der snart er fuld. " * 450
    saved, full = 0, False
    while not full and saved < 12:
        person.new()
        person.fill({"what": f"{saved} {long}", "words": long, "effect": long, "note": long})
        page.locator("[data-form='incident'] button.primary").click()
        said = page.locator("#toast")
        expect(said).to_contain_text(re.compile("Gemt|ikke plads"))
        full = "ikke plads" in said.inner_text()
        saved += not full

    assert full
    expect(page.locator("[name='what']")).to_have_value(f"{saved} {long}")
    page.reload()
    person.unlock()
    expect(page.locator("#rows .row")).to_have_count(saved)
    phone.close()


def test_the_second_tab_reads_and_follows_while_the_first_one_writes(person: Person, context: BrowserContext) -> None:
    person.write(BURST)
    other = Person(context.new_page(), person.address)
    other.arrive()
    other.page.locator("#passphrase").fill("granit lampe torvet sejlskib mandag")
    other.page.locator("#unlock").click()
    expect(other.page.locator("#rows .row")).to_have_count(1, timeout=START)
    expect(other.page.locator("[data-do='new']")).to_have_count(0)

    person.write({"what": "Fra den første fane", "date": "2026-10-04"})
    expect(other.page.locator("#rows .row")).to_have_count(2)

    person.page.close()
    expect(other.page.locator("[data-do='new']")).to_be_visible()
    other.write({"what": "Fra den anden fane", "date": "2026-10-05"})
    expect(other.page.locator("#rows .row")).to_have_count(3)


def test_leaving_locks_first_and_nothing_is_shown_when_coming_back(person: Person) -> None:
    person.write(BURST)
    person.page.locator("#exit").click()
    person.page.wait_for_url("https://www.dmi.dk/**")
    person.arrive()

    expect(person.page.locator("#passphrase")).to_be_visible()
    expect(person.page.locator("body")).not_to_contain_text("Opkald i træk")


def test_every_new_screen_has_a_title_that_says_nothing(person: Person) -> None:
    person.write(BURST)
    person.open(0)

    assert "Noter" == person.page.title()
    assert person.page.url == person.address


def test_what_is_written_goes_to_no_service_of_the_browser(person: Person) -> None:
    person.new()
    told = person.page.locator("[name='what']").evaluate("field => [field.spellcheck, field.translate, field.writingSuggestions]")

    assert [False, False, "false"] == told
