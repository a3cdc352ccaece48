"""Settings on the screen: honest about the storage, every control named, nothing a person wrote becomes markup."""

import pytest
from screen import EVIL, assert_is_sound

from logbog import words
from logbog_web.screens import ending, keys, settings
from logbog_web.screens.settings import OFFLINE, Storage
from logbog_web.settings import HIDDEN_CHOICES, Settings

CHOSEN = Settings(hidden=0, secret_words=(EVIL, "Vesterbro"))


def said(storage: Storage | None = None, **how: bool) -> str:
    page = settings.page(words.load("da"), CHOSEN, storage, **{"demo": False, "may_write": True, **how})
    return assert_is_sound(page).said


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("offline", [*OFFLINE, "what no version says"])
def test_the_screen_is_sound_whatever_the_device_says(language: str, offline: str) -> None:
    storage = Storage(used=5_000_000, quota=9_000_000, private_window=True, offline=offline, done=3, total=40)

    assert_is_sound(settings.page(words.load(language), CHOSEN, storage, demo=True, may_write=False))


def test_the_storage_tells_the_true_answer() -> None:
    assert "har ikke lovet at beholde" in said(Storage())
    assert "har lovet at beholde" in said(Storage(persisted=True))
    assert "privat vindue" in said(Storage(private_window=True))
    assert "bruger 5 MB. Der er plads til omkring 4 MB mere" in said(Storage(used=5_000_000, quota=9_000_000))
    assert "siger ikke, hvor meget plads" in said(Storage())


def test_works_offline_is_said_only_when_it_is_ready() -> None:
    told = {state for state in OFFLINE if "Virker uden net" in said(Storage(offline=state))}

    assert {"ready"} == told


def test_every_choice_of_time_can_be_said() -> None:
    w = words.load("da")

    assert ["Med det samme", "30 sekunder", "2 minutter", "5 minutter", "15 minutter"] == [
        settings.seconds(w, n) for n in HIDDEN_CHOICES
    ]


def test_the_chosen_time_stands_in_the_form() -> None:
    page = assert_is_sound(settings.page(words.load("da"), CHOSEN, None, demo=False, may_write=True))

    assert ["0", "600", "da"] == [a["value"] for a in page.of("option") if "selected" in a]


def test_each_secret_word_can_be_removed_by_its_own_name() -> None:
    page = assert_is_sound(settings.page(words.load("da"), CHOSEN, None, demo=False, may_write=True))
    names = [a["aria-label"] for a in page.of("button") if a.get("data-do") == "drop-secret"]

    assert [f"Fjern {EVIL}", "Fjern Vesterbro"] == names


def test_the_limits_name_what_no_app_can_stop() -> None:
    text = said()

    assert all(word in text for word in ("Spionprogrammer", "adgangssætningen", "over skulderen", "Kopier"))


def test_the_demo_log_and_the_own_log_lead_to_each_other() -> None:
    own = assert_is_sound(settings.page(words.load("da"), CHOSEN, None, demo=False, may_write=True))
    demo = assert_is_sound(settings.page(words.load("da"), CHOSEN, None, demo=True, may_write=True))

    assert "?proeve" in [a["href"] for a in own.of("a")]
    assert "./" in [a["href"] for a in demo.of("a")]


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_screens_of_the_keys_are_sound(language: str) -> None:
    w = words.load(language)
    for page in (
        keys.passphrase(w),
        keys.passphrase(w, offered=EVIL, error="settings.passphrase_differs"),
        keys.ask_recovery(w),
        keys.ask_recovery(w, wrong=True),
        keys.passphrase(w, wrong=True),
        ending.ask(w, 5),
        ending.ask(w, 1, wrong=True),
        ending.done(w),
        ending.failed(w),
        keys.recovery(w, EVIL),
    ):
        assert_is_sound(page)


def test_a_refused_passphrase_is_told_why() -> None:
    page = assert_is_sound(keys.passphrase(words.load("da"), error="setup.why_short"))

    assert "Den er for kort. Brug mindst 10 tegn." in page.said
    assert ["phrase"] == [a["id"] for a in page.of("input") if a.get("aria-invalid")]


def test_the_strength_is_never_flattered() -> None:
    w = words.load("da")

    assert "Svag" in keys.strength(w, "weak", "few")
    assert "Stærk" not in keys.strength(w, "refused", "common")
