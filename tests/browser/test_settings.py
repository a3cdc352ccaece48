"""Settings, keys and the seal: kept when it is said so, honest about the storage, and the new passphrase opens the log."""

import datetime
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from logbog import seal

from .person import PASSPHRASE, START, Person

Axe = Callable[[Page], list[str]]
NEW = "havre kompas lygte rosin vinkel"


@pytest.fixture
def person(person: Person) -> Person:
    """Somebody with a fresh log of one incident, at the settings."""
    person.write({"what": "Han ringede igen"})
    person.go("settings")
    expect(person.page.locator("#storage p").first).to_be_visible()
    return person


LEFT = {"databases", "caches", "workers"}
# What of the app is still on the device, by its kind.
REMAINS = """async () => Object.entries({
  databases: (await indexedDB.databases()).filter(({ name }) => name.startsWith('noter')).length,
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  texts: localStorage.length + sessionStorage.length,
  cookies: document.cookie.length,
}).filter(([, n]) => n).map(([kind]) => kind)"""


def unlock_again(person: Person, passphrase: str) -> None:
    person.page.reload()
    person.page.locator("#passphrase").fill(passphrase)
    person.page.locator("#unlock").click()


def test_what_is_chosen_is_kept_over_the_lock(person: Person) -> None:
    page = person.page
    page.locator("#hidden").select_option("0")
    page.locator("[data-form='times'] button").click()
    person.says("Gemt")
    page.locator("#secret_word").fill("Vesterbrogade")
    page.locator("[data-form='secret'] button").click()
    expect(page.locator("[data-do='drop-secret']")).to_have_count(1)
    unlock_again(person, PASSPHRASE)
    person.sees_list()
    person.go("settings")

    expect(page.locator("#hidden")).to_have_value("0")
    expect(page.locator("#screen")).to_contain_text("Vesterbrogade")
    page.locator("[data-do='drop-secret']").click()
    expect(page.locator("[data-do='drop-secret']")).to_have_count(0)


def test_lock_now_locks(person: Person) -> None:
    person.page.locator("[data-do='lock-now']").click()

    expect(person.page.locator("#passphrase")).to_be_visible()
    assert "Han ringede igen" not in person.page.content()


def test_the_language_changes_everything_at_once(person: Person) -> None:
    page = person.page
    page.locator("#language").select_option("en")
    page.locator("[data-form='language'] button").click()

    expect(page.locator("#screen h1")).to_have_text("Settings")
    expect(page.locator("#tabs [data-go='list']")).to_have_text("Log")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_storage_tells_what_the_browser_really_answered(person: Person) -> None:
    page = person.page
    promised = page.evaluate("navigator.storage.persisted()")
    page.locator("[data-do='persist']").click()
    now = page.evaluate("navigator.storage.persisted()")

    person.says("lover at beholde" if now else "lovede det ikke")
    expect(page.locator("#storage")).to_contain_text("har lovet" if now else "har ikke lovet")
    assert promised <= now


def test_a_new_passphrase_opens_the_log_and_the_old_one_does_not(person: Person) -> None:
    page = person.page
    page.locator("[data-do='passphrase']").click()
    page.locator("#phrase").fill("kort")
    expect(page.locator("#phrase-strength")).to_contain_text("for kort")
    page.locator("#phrase").fill(NEW)
    expect(page.locator("#phrase-strength")).to_contain_text("Stærk")
    page.locator("#phrase_again").fill("noget andet end før")
    page.locator("[data-form='passphrase'] .primary").click()
    expect(page.locator("#phrase-error")).to_have_text("De to er ikke ens. Skriv dem igen.")
    expect(page.locator("#phrase")).to_be_focused()
    for present, answer in (("ikke den rigtige slet ikke", "Den passede ikke"), (PASSPHRASE, "")):
        page.locator("#present").fill(present)
        page.locator("#phrase").fill(NEW)
        page.locator("#phrase_again").fill(NEW)
        page.locator("[data-form='passphrase'] .primary").click()
        if answer:
            expect(page.locator("#present-error")).to_contain_text(answer)
            expect(page.locator("#present")).to_be_focused()
    person.says("skiftet")

    unlock_again(person, PASSPHRASE)
    expect(page.locator("#lock-message")).not_to_be_empty()
    page.locator("#passphrase").fill(NEW)
    page.locator("#unlock").click()
    person.sees_list()


def test_five_words_are_offered(person: Person) -> None:
    page = person.page
    page.locator("[data-do='passphrase']").click()
    page.locator("[data-do='offer-passphrase']").click()
    expect(page.locator("#offered")).not_to_be_empty()
    first = page.locator("#offered").inner_text()
    page.locator("[data-do='offer-passphrase']").click()
    expect(page.locator("#offered")).not_to_have_text(first)

    assert [5, 5] == [len(first.split()), len(page.locator("#offered").inner_text().split())]


def test_a_new_recovery_code_is_shown_once(person: Person) -> None:
    page = person.page
    page.locator("[data-do='recovery']").click()
    page.locator("#present").fill("ikke den rigtige slet ikke")
    page.locator("[data-form='recovery'] .primary").click()
    expect(page.locator("#present-error")).to_contain_text("Den passede ikke")
    page.locator("#present").fill(PASSPHRASE)
    page.locator("[data-form='recovery'] .primary").click()
    expect(page.locator("#recovery-new")).not_to_be_empty()
    code = page.locator("#recovery-new").inner_text().strip()
    page.locator("[data-go='settings'].primary").click()
    expect(page.locator("#storage")).to_be_attached()
    assert len(code.replace("-", "")) > 25
    assert code not in page.content()

    page.reload()
    page.locator("#use-recovery").click()
    page.locator("#recovery-code").fill(code)
    page.locator("#recover").click()
    expect(page.locator("#new-passphrase")).to_be_visible()


def test_everything_is_deleted_when_the_word_was_typed_and_not_before(person: Person) -> None:
    page = person.page
    expect(page.locator("#offline-state")).to_have_attribute("data-state", "ready", timeout=START)
    page.locator("[data-do='ask-delete-all']").click()
    page.locator("#word").fill("slet")
    page.locator("[data-form='delete-all'] .danger").click()
    expect(page.locator("#word-error")).to_be_visible()
    assert LEFT == {"databases", "caches", "workers"} & set(page.evaluate(REMAINS))
    page.locator("#word").fill("Slet alt")
    page.locator("[data-form='delete-all'] .danger").click()
    expect(page.locator("#screen-title")).to_have_text("Alt er slettet")
    expect(page.locator("#tabs")).to_be_hidden()

    assert [] == page.evaluate(REMAINS)
    page.reload()
    expect(page.locator("#setup-1")).to_be_visible()


def test_a_seal_that_was_given_holds_after_more_is_written(person: Person) -> None:
    page = person.page
    page.locator("[data-do='seal']").click()
    expect(page.locator("#screen .qr svg")).to_be_visible()
    groups = page.locator("#seal-code span").all_inner_texts()
    given = seal.parse("-".join(groups))
    page.locator("[data-form='give-seal'] .primary").click()
    expect(page.locator("#to")).to_be_focused()
    page.locator("#to").fill("Mette i krisecentret")
    page.locator("[data-form='give-seal'] .primary").click()
    expect(page.locator("#seals-given")).to_be_focused()
    person.go("list")
    person.write({"what": "Endnu en", "date": datetime.date.today().isoformat()})
    person.go("share")
    page.locator("[data-do='seal']").click()

    assert 1 == given.count
    expect(page.locator("#screen")).to_contain_text("Mette i krisecentret")
    expect(page.locator("#screen")).to_contain_text("Passer. Intet er ændret siden.")
    assert groups != page.locator("#seal-code span").all_inner_texts()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_settings_and_seal_can_be_used_by_everyone(person: Person, axe: Axe, scheme: str) -> None:
    page = person.page
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    assert [] == axe(page)
    page.locator("[data-do='passphrase']").click()
    page.locator("[data-do='offer-passphrase']").click()
    expect(page.locator("#offered")).to_be_visible()
    assert [] == axe(page)
    page.locator("[data-go='settings']").first.click()
    page.locator("[data-do='recovery']").click()
    page.locator("#present").fill("ikke den rigtige slet ikke")
    page.locator("[data-form='recovery'] .primary").click()
    expect(page.locator("#present-error")).to_contain_text("Den passede ikke")
    page.locator("#present").fill(PASSPHRASE)
    page.locator("[data-form='recovery'] .primary").click()
    expect(page.locator("#recovery-new")).to_be_visible()
    assert [] == axe(page)
    page.locator("[data-go='settings']").first.click()
    page.locator("[data-do='seal']").click()
    expect(page.locator("#seal-code")).to_be_visible()
    assert [] == axe(page)
