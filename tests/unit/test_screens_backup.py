"""The screens of the backup: sound in every state, honest about what they know, with nothing of a person as markup."""

import dataclasses
import datetime

import backups
import pytest
from cases import MADE_AT, log
from screen import EVIL, assert_is_sound

from logbog import words
from logbog.errors import READ_CODES
from logbog_web.screens import backup, listing, restore
from logbog_web.screens.listing import ListView
from logbog_web.screens.restore import Found
from logbog_web.settings import GivenSeal, Mark, Settings

DA, EN = words.load("da"), words.load("en")
FOUND = Found(
    backup=backups.of(log().records),
    refused="",
    incidents=3,
    changes=True,
    lacking=0,
    is_empty=False,
    is_demo=False,
    may_write=True,
)


@pytest.mark.parametrize("w", [DA, EN])
@pytest.mark.parametrize("error", ["", "setup.why_short", "settings.passphrase_differs"])
def test_the_screen_that_makes_one_is_sound(w: words.Words, error: str) -> None:
    for last, since in ((None, 0), (MADE_AT, 0), (MADE_AT, 1), (MADE_AT, 7)):
        assert_is_sound(backup.page(w, last=last, since=since, offered=EVIL, error=error))


def test_it_leads_to_the_page_in_the_language_that_is_read() -> None:
    assert 'href="../udsat/sikkerhedskopi/"' in backup.page(DA, last=None, since=0)
    assert 'href="../en/udsat/sikkerhedskopi/"' in backup.page(EN, last=None, since=0)


@pytest.mark.parametrize("can_share", [True, False])
def test_one_that_is_ready_says_what_is_missing(can_share: bool) -> None:
    screen = assert_is_sound(backup.ready(DA, EVIL, 1234, missing=2, can_share=can_share))

    assert "2 bilag kunne ikke åbnes" in screen.said
    assert ("share-now" in screen.asks()) == can_share
    assert "kunne ikke åbnes" not in backup.ready(DA, "noter.age", 1, missing=0, can_share=False)


def test_work_that_takes_time_can_be_stopped() -> None:
    assert ["stop-backup"] == assert_is_sound(backup.making(DA)).asks()
    for what in ("check", "bring"):
        assert ["stop-restore"] == assert_is_sound(restore.working(EN, what)).asks()


@pytest.mark.parametrize("at", ["backup-file", "backup_phrase"])
def test_what_is_wrong_stands_at_its_field(at: str) -> None:
    for code in READ_CODES:
        screen = assert_is_sound(restore.page(DA, chosen=EVIL, error=f"error.{code}", at=at))
        assert DA(f"error.{code}") in screen.said
        assert [at] == [a["id"] for a in screen.of("input") if a.get("aria-invalid")]


def test_it_says_what_a_backup_holds() -> None:
    said = assert_is_sound(restore.found(DA, FOUND)).said

    assert DA.many("restore.incidents", len(FOUND.backup.histories)) in said
    assert DA.many("restore.more", 3) in said


@pytest.mark.parametrize(
    ("found", "offered"),
    [
        (FOUND, True),
        (dataclasses.replace(FOUND, is_empty=True), True),
        (dataclasses.replace(FOUND, incidents=0), True),
        (dataclasses.replace(FOUND, incidents=0, changes=False, lacking=2), True),
        (dataclasses.replace(FOUND, incidents=0, changes=False), False),
        (dataclasses.replace(FOUND, refused="other_log"), False),
        (dataclasses.replace(FOUND, refused="parted_log"), False),
        (dataclasses.replace(FOUND, is_demo=True), False),
        (dataclasses.replace(FOUND, may_write=False), False),
        (dataclasses.replace(FOUND, backup=backups.of((), drafts=False)), True),
    ],
)
def test_bringing_in_is_offered_when_there_is_something_to_bring_and_it_may_be(found: Found, offered: bool) -> None:
    for w in (DA, EN):
        assert offered == ("restore-now" in assert_is_sound(restore.found(w, found)).asks())


def test_the_gentle_word_says_nothing_of_the_log() -> None:
    view = ListView(whole=listing.timeline.of(FOUND.backup.histories), asked=listing.Filter(), today=MADE_AT.date())
    with_it, without = (listing.page(DA, dataclasses.replace(view, remind=on)) for on in (True, False))

    assert "backup-later" in assert_is_sound(with_it).asks()
    assert with_it.replace(without[: without.index('<div id="rows"')], "").startswith('<section class="note" id="remind"')
    assert "backup-later" not in without


def test_settings_from_a_backup_add_and_take_nothing_away() -> None:
    seal = GivenSeal(code="X", count=1, to="Mor", date="2026-11-01")
    here = Settings(secret_words=("Ærøvej",), own_name="Prøve", idle=300)
    there = Settings(secret_words=("Ærøvej", "Skolen"), own_name="En anden", other_name="X", seals=(seal,), idle=1800)
    joined = here.joined(Settings.from_json(there.to_json()))

    assert joined == dataclasses.replace(here, secret_words=("Ærøvej", "Skolen"), other_name="X", seals=(seal,))
    assert joined == joined.joined(there)


def test_settings_remember_how_far_a_backup_reached() -> None:
    kept = Settings.from_json(Settings().with_backup(MADE_AT, 12).to_json())

    assert (MADE_AT, 12) == (kept.backed_up.moment, kept.backed_up.count)
    assert kept.reminded == kept.backed_up
    assert Settings.from_json({}).backed_up == Mark()
    assert datetime.timedelta(0) == MADE_AT - (kept.reminded.moment or pytest.fail("no moment"))
