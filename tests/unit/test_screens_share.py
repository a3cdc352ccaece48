"""Sharing on the screen: what may be chosen, exactly what leaves, and nothing private on the way."""

import dataclasses
import datetime

import pytest
from screen import EVIL, Screen, assert_is_sound

from logbog import disclose, history, ledger, secretwords, words
from logbog.errors import ERROR_CODES
from logbog.incident import Exhibit, Incident, Report, Sender, Witness
from logbog.record import Record
from logbog.timeline import of
from logbog.when import Certainty, When
from logbog_web.choice import Choice, expected
from logbog_web.screens import ready, review, share
from logbog_web.screens.ready import OLD_LIMIT, Ready
from logbog_web.screens.review import Review

DA = words.load("da")
LOGGED = datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.UTC)
SECRET = "NÅ-DET-ER-PRIVAT"
OPEN, OWN, WITHDRAWN, UNDATED = (f"{n:032x}" for n in range(1, 5))


def exhibit(number: int, **said: object) -> Exhibit:
    given = {"id": f"{number:032x}", "sha256": f"{number:064x}", "size": 2_000_000, "type": "image/jpeg", **said}
    return Exhibit(**given)  # type: ignore[arg-type]


HOSTILE = Incident(
    when=When(date=datetime.date(2026, 11, 1), time=datetime.time(22, 10), time_is=Certainty.EXACT),
    kinds=("calls_messages.call",),
    senders=(Sender(name=EVIL),),
    witnesses=(Witness(name=EVIL, reach=EVIL),),
    reports=(Report(journal=EVIL, name=EVIL),),
    exhibits=(
        exhibit(11, name=EVIL, caption=EVIL, taken="2026-11-01T22:09", has_place=True, stripped_sha256="a" * 64, stripped_size=9),
        exhibit(12, name=SECRET, caption=SECRET, only_me=True),
    ),
    starred=True,
    **{**dict.fromkeys(Incident.TEXTS, EVIL), "note": SECRET},
)


def log() -> tuple[Record, ...]:
    """One open incident that was corrected, one only for oneself, one withdrawn, one without a date."""
    records: tuple[Record, ...] = ()

    def salts() -> tuple[bytes, bytes]:
        return bytes([len(records)]) * 16, bytes([len(records) + 99]) * 16

    before = dataclasses.replace(HOSTILE, what="Vesterbro før")
    own = dataclasses.replace(HOSTILE, only_me=True, what=SECRET, exhibits=())
    plain = Incident(when=HOSTILE.when, kinds=("gifts",), what=SECRET)
    undated = Incident(when=When(date=None, date_is=Certainty.UNKNOWN), what="uden dato")
    for name, incident in ((OPEN, before), (OWN, own), (WITHDRAWN, plain), (UNDATED, undated)):
        records += (ledger.add(records, name, incident, LOGGED, salts()),)
    records += (ledger.correct(records, OPEN, HOSTILE, LOGGED, salts()),)
    return (*records, ledger.withdraw(records, WITHDRAWN, f"en fejl {EVIL}", LOGGED, salts()))


HISTORIES = history.fold(log())
WHOLE = of(HISTORIES)


def reviewed(language: str = "da", secret: tuple[str, ...] = (), **chosen: object) -> Screen:
    choice = Choice(own_name=EVIL, other_name=EVIL, **chosen)  # type: ignore[arg-type]
    leaving = choice.chosen(WHOLE)
    view = Review(
        choice=choice,
        chosen=leaving,
        histories=HISTORIES,
        exhibits=disclose.numbered([e.history for e in leaving.entries]),
        hits=secretwords.find(secret, [*(e.history for e in leaving.entries), HISTORIES[2]], choice.earlier),
        named=secretwords.among(secret, choice.own_name),
        has_words=bool(secret),
        sizes=(1_000_000, 3_000_000),
    )
    return assert_is_sound(review.page(words.load(language), view))


# ── choosing ─────────────────────────────────────────────────────────────────────────────────────────────


def test_all_that_may_leave_is_chosen_and_nothing_else() -> None:
    assert {OPEN, UNDATED} == {e.history.id for e in Choice().chosen(WHOLE).entries}


def test_an_incident_that_is_unticked_stays_behind() -> None:
    told = Choice().as_told({"listed": [OPEN, UNDATED], "incident": [UNDATED], "earlier": ["yes"], "own_name": [" A "]})

    assert {UNDATED} == {e.history.id for e in told.chosen(WHOLE).entries}
    assert (True, "A") == (told.earlier, told.own_name)


def test_narrowing_the_period_and_widening_it_keeps_what_was_unticked() -> None:
    unticked = Choice().as_told({"listed": [OPEN, UNDATED], "incident": [OPEN]})
    narrow = unticked.as_told({"since": ["2026-11-01"], "listed": [OPEN], "incident": [OPEN]})
    wide = narrow.as_told({"since": [""], "listed": [OPEN], "incident": [OPEN]})

    assert [{OPEN}, {OPEN}, {OPEN}] == [{e.history.id for e in c.chosen(WHOLE).entries} for c in (unticked, narrow, wide)]


def test_a_period_leaves_out_what_has_no_date() -> None:
    narrow = Choice(since=datetime.date(2026, 1, 1))

    assert {OPEN} == {e.history.id for e in narrow.offered(WHOLE).entries}


def test_only_kinds_that_are_ticked_are_offered() -> None:
    assert {OPEN} == {e.history.id for e in Choice(kinds=("calls_messages",)).offered(WHOLE).entries}


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_choice_is_sound_and_offers_nothing_private(language: str) -> None:
    choice = Choice(own_name=EVIL, other_name=EVIL, left_out=frozenset({OPEN}))
    places = disclose.numbered([e.history for e in WHOLE.entries])
    screen = assert_is_sound(share.page(words.load(language), choice, WHOLE, places))
    boxes = {a["value"]: "checked" in a for a in screen.of("input") if a.get("name") == "incident"}

    assert {OPEN: False, UNDATED: True} == boxes
    assert SECRET not in screen.said


def test_the_number_chosen_is_said() -> None:
    assert "<b>1 af 2 hændelser tages med</b>" == share.count(DA, Choice(left_out=frozenset({OPEN})), WHOLE)


def test_each_exhibit_with_a_place_tells_what_leaves_of_it() -> None:
    stuck = disclose.Numbered(1, OPEN, exhibit(1, has_place=True))
    copied = disclose.Numbered(2, OPEN, exhibit(2, has_place=True, stripped_sha256="b" * 64, stripped_size=5))
    left = disclose.Numbered(3, OPEN, dataclasses.replace(copied.exhibit, leave_place_out=True))
    told = share.place_list(DA, (stuck, copied, left))

    assert [1, 1, 1] == [told.count(DA(f"share.place_{name}")) for name in ("stuck", "in", "out")]


def test_with_nothing_to_share_there_is_no_form() -> None:
    screen = assert_is_sound(share.page(DA, Choice(), of(HISTORIES[1:2]), ()))

    assert screen.of("form") == []


# ── seeing what leaves ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("earlier", [False, True])
def test_what_leaves_is_sound_and_holds_nothing_private(language: str, earlier: bool) -> None:
    screen = reviewed(language, ("vesterbro", EVIL), earlier=earlier)

    assert SECRET not in screen.said
    assert EVIL in screen.said


def test_every_text_that_leaves_is_shown() -> None:
    screen = reviewed()
    leaving = {text for e in Choice().chosen(WHOLE).entries for _, text in secretwords.told(e.incident)}
    pieces = {piece for text in leaving for piece in text.split(f" {EVIL}")}

    assert all(piece in screen.said for piece in pieces)
    assert screen.said.count("uden dato") == 1


def test_earlier_versions_are_shown_only_when_they_leave() -> None:
    assert ("Vesterbro før" in reviewed().said, "Vesterbro før" in reviewed(earlier=True).said) == (False, True)
    assert "Det, der stod før 1 rettelse" in reviewed().said


def test_what_stays_behind_is_counted() -> None:
    text = reviewed(left_out=frozenset({UNDATED})).said

    for told in ("1 hændelse, der kun er til dig", "1 hændelse, du ikke har valgt", "1 hændelse, du har trukket tilbage"):
        assert told in text
    assert ("1 egen note" in text, "1 bilag, der kun er til dig" in text) == (True, True)


def test_the_reason_of_a_withdrawal_leaves_and_is_shown() -> None:
    assert f"en fejl {EVIL}" in reviewed().said


def test_a_secret_word_is_pointed_out_with_the_way_to_its_incident() -> None:
    screen = reviewed(secret=("VESTERBRO  FØR", "fejl"), earlier=True)
    links = [a["data-id"] for a in screen.of("button") if a.get("data-do") == "open"]

    assert [OPEN, WITHDRAWN] == links
    assert "stod under »Hvad skete der«, før du rettede" in screen.said
    assert "»fejl« står under »Hvorfor du trak den tilbage«: nr. 3" in screen.said


def test_a_secret_word_in_a_name_for_the_front_page_is_pointed_out() -> None:
    screen = reviewed(secret=(EVIL,), left_out=frozenset({OPEN}))

    assert f"»{EVIL}« står i navnene til forsiden" in screen.said


def test_every_field_where_a_word_can_stand_can_be_named() -> None:
    fields = {name for name, _ in secretwords.told(HOSTILE)}

    assert all(DA(f"field.{name}") for name in fields)


def test_no_secret_word_found_is_said_with_what_the_app_cannot_see() -> None:
    assert "kan ikke se, hvad der er på billeder" in reviewed(secret=("Nørrebro",)).said


def test_the_names_of_the_front_page_are_told() -> None:
    assert f"På forsiden står: {EVIL} og {EVIL}." in reviewed().said


def test_both_files_are_offered_with_the_size_to_expect() -> None:
    screen = reviewed()

    assert ["make-report", "make-case"] == screen.asks()[-2:]
    assert ("Omkring 1 MB" in screen.said, "Omkring 3 MB" in screen.said) == (True, True)


def test_the_size_to_expect_counts_the_copy_that_leaves() -> None:
    copied = exhibit(1, has_place=True, leave_place_out=True, stripped_sha256="b" * 64, stripped_size=500_000)
    whole, small = (expected(10, [disclose.Numbered(1, OPEN, e)]) for e in (exhibit(1), copied))

    assert 1_500_000 == whole[1] - small[1]
    assert whole[0] < whole[1]


# ── the file ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("kind", ["pdf", "zip"])
def test_the_making_can_be_stopped_and_the_file_be_handed_over(language: str, kind: str) -> None:
    w = words.load(language)

    assert ["stop-making"] == assert_is_sound(ready.making(w, kind)).asks()
    locking = ["offer-protect"] if kind == "zip" else []
    for can_share, asked in ((True, ["share-now", "download", *locking]), (False, ["download", *locking])):
        file = Ready(name=f"rapport-2026-11-21.{kind}", size=5, kind=kind, can_share=can_share, not_drawn=2)
        assert asked == assert_is_sound(ready.page(w, file)).asks()


def test_a_report_over_the_old_limit_offers_smaller_pictures_and_parts() -> None:
    large = Ready(name="rapport.pdf", size=OLD_LIMIT + 1, kind="pdf", could_be=3)

    assert ["make-smaller", "make-parts", "download"] == assert_is_sound(ready.page(DA, large)).asks()
    assert "make-smaller" not in assert_is_sound(ready.page(DA, dataclasses.replace(large, kind="zip"))).asks()
    assert ["download"] == assert_is_sound(ready.page(DA, dataclasses.replace(large, size=OLD_LIMIT))).asks()


def test_a_locked_case_file_is_not_locked_again_and_its_passphrase_is_not_shown() -> None:
    open_file = Ready(name="sagspakke.zip", size=5, kind="zip")
    screen = assert_is_sound(ready.page(DA, dataclasses.replace(open_file, locked=True)))

    assert "offer-protect" in assert_is_sound(ready.page(DA, open_file)).asks()
    assert ["download"] == screen.asks()
    assert DA("share.protected") in screen.said


def test_a_passphrase_that_will_not_do_is_said_and_the_offered_one_stays_to_be_read() -> None:
    form = assert_is_sound("<h1></h1>" + ready.protect(DA, offered="fem ord", error="setup.why_short", asked=True))

    assert ("fem ord" in form.said, DA("setup.why_short") in form.said) == (True, True)


def test_the_parts_come_one_after_the_other() -> None:
    second = Ready(name="rapport.pdf", size=5, kind="pdf", part=2, parts=3, could_be=3)
    screen = assert_is_sound(ready.page(DA, second))

    assert ("Del 2 af 3 er klar" in screen.said, "Videre til del 3" in screen.said) == (True, True)
    assert "next-part" not in assert_is_sound(ready.page(DA, dataclasses.replace(second, part=3))).asks()


def test_each_reason_why_a_file_was_not_made_can_be_said() -> None:
    assert all(DA.texts[f"error.{code}"] for code in ERROR_CODES)
