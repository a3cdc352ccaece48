"""An incident that exists is valid, and a wrong one names every bad field at once."""

import datetime
from typing import Any

import pytest

from logbog import kinds, text
from logbog.errors import FieldError, FormError
from logbog.incident import MOST_IN_A_BURST, Exhibit, Incident
from logbog.when import Certainty, When, parse_date, parse_time

DAY = datetime.date(2026, 3, 4)
WHEN = When(date=DAY, time=datetime.time(22, 10), time_is=Certainty.EXACT)
RIGHT: dict[str, Any] = {"id": "a" * 32, "sha256": "b" * 64, "size": 5}


def _bad(**fields: Any) -> list[FieldError]:
    with pytest.raises(FormError) as caught:
        Incident(**{"when": WHEN, **fields})
    return list(caught.value.fields)


def test_nothing_but_when_is_needed() -> None:
    incident = Incident(when=WHEN)

    assert ("other",) == incident.main_kinds
    assert DAY == incident.last_date


@pytest.mark.parametrize(
    ("fields", "bad"),
    [
        ({"count": 0}, ("count", "bad_count")),
        ({"count": MOST_IN_A_BURST + 1}, ("count", "bad_count")),
        ({"kinds": ("weather",)}, ("kinds", "bad_choice")),
        ({"kinds": ("gifts", "gifts")}, ("kinds", "bad_choice")),
        ({"kinds": ("gifts.",)}, ("kinds", "bad_choice")),
        ({"what": "x" * (text.LONGEST + 1)}, ("what", "too_long")),
        ({"end_date": DAY - datetime.timedelta(days=1)}, ("end_date", "end_before_start")),
        ({"end_time": datetime.time(22, 9)}, ("end_time", "end_before_start")),
        ({"end_date": DAY, "end_time": datetime.time(22, 9)}, ("end_date", "end_before_start")),
    ],
)
def test_a_field_that_cannot_be_is_named(fields: dict[str, Any], bad: tuple[str, str]) -> None:
    assert [FieldError(*bad)] == _bad(**fields)


def test_every_bad_field_is_named_at_once() -> None:
    assert ["note", "count", "kinds"] == [f.field for f in _bad(note="x" * 20_001, count=0, kinds=("x",))]


def test_a_burst_may_pass_midnight() -> None:
    incident = Incident(when=WHEN, end_date=DAY + datetime.timedelta(days=1), end_time=datetime.time(0, 30), count=37)

    assert DAY + datetime.timedelta(days=1) == incident.last_date


def test_main_kinds_are_told_once_in_the_order_chosen() -> None:
    incident = Incident(when=WHEN, kinds=("gifts.flowers", "calls_messages", "gifts.present"))

    assert ("gifts", "calls_messages") == incident.main_kinds


def test_two_spellings_of_the_same_letters_are_kept_as_one() -> None:
    assert Incident(when=WHEN, what="A\u030angst ") == Incident(when=WHEN, what="\u00c5ngst")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\x00b\x1bc", "abc"),
        ("  a  ", "a"),
        ("\ud83d\ude00", "😀"),
        ("\ud83d", "\ufffd"),
        ("سلام\u200d", "سلام\u200d"),
    ],
)
def test_a_text_is_kept_as_it_was_meant(typed: str, kept: str) -> None:
    assert kept == text.clean(typed)


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "A" * 32},
        {"id": "a" * 31},
        {"sha256": "b"},
        {"size": 0},
        {"stripped_sha256": "c" * 64},
        {"stripped_sha256": "c", "stripped_size": 3},
    ],
)
def test_an_exhibit_that_cannot_be_checked_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(FormError):
        Exhibit(**{**RIGHT, **wrong})


def test_an_exhibit_of_ones_own_does_not_leave() -> None:
    own, shared = Exhibit(**RIGHT, only_me=True), Exhibit(**{**RIGHT, "id": "c" * 32})

    assert (shared,) == Incident(when=WHEN, exhibits=(own, shared)).shared_exhibits
    assert () == Incident(when=WHEN, exhibits=(shared,), only_me=True).shared_exhibits


@pytest.mark.parametrize(
    "wrong",
    [
        {"date": None},
        {"date": DAY, "date_is": Certainty.UNKNOWN},
        {"date": DAY, "time": datetime.time(1)},
        {"date": DAY, "time_is": Certainty.EXACT},
        {"date": DAY, "time": datetime.time(1, 2, 3), "time_is": Certainty.EXACT},
    ],
)
def test_unknown_and_a_value_never_go_together(wrong: dict[str, Any]) -> None:
    with pytest.raises(FormError):
        When(**wrong)


def test_unknown_times_come_before_the_days_known_ones_and_unknown_days_first() -> None:
    nothing = When(date=None, date_is=Certainty.UNKNOWN)
    day = When(date=DAY)

    assert [nothing, day, WHEN] == sorted([WHEN, nothing, day], key=lambda w: w.order)


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("2026-03-04", DAY),
        ("4.3.2026", DAY),
        (" 04/03/2026 ", DAY),
        ("4.3", None),
        ("i går", None),
        ("31.2.2026", None),
        ("", None),
    ],
)
def test_dates_are_read_in_the_ways_people_write_them(typed: str, date: datetime.date | None) -> None:
    assert date == parse_date(typed)


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("22:10", (22, 10)),
        ("22.10", (22, 10)),
        ("7", (7, 0)),
        ("22:10:59", (22, 10)),
        ("25:00", None),
        ("sent", None),
        ("", None),
    ],
)
def test_times_are_read_in_the_ways_people_write_them(typed: str, time: tuple[int, int] | None) -> None:
    assert (datetime.time(*time) if time else None) == parse_time(typed)


def test_a_kind_is_main_or_finer() -> None:
    assert kinds.is_kind("gifts")
    assert kinds.is_kind("gifts.flowers")
    assert not kinds.is_kind("gifts.weather")
    assert not kinds.is_kind("")
    assert "gifts" == kinds.main("gifts.flowers") == kinds.main("gifts")
    assert len(set(kinds.every())) == len(kinds.every())
