"""The seal on the screen: code, QR, what it shows and doesn't, and to whom it was given."""

import dataclasses
import datetime

import pytest
from screen import EVIL, assert_is_sound

from logbog import words
from logbog_web.screens import seal
from logbog_web.screens.seal import SealView
from logbog_web.settings import GivenSeal

CODE = "0003-ABCD-EFGH-JKMN-PQRS-TVWX-YZ01-~"
GIVEN = GivenSeal(code=CODE, count=3, to=EVIL, date="2026-11-20")
VIEW = SealView(
    code=CODE,
    count=3,
    dark=((True, False), (False, True)),
    today=datetime.date(2026, 11, 21),
    given=((GIVEN, True), (GIVEN, False)),
)


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("change", [{}, {"may_write": False}, {"missing_name": True}, {"count": 0}])
def test_the_screen_is_sound(language: str, change: dict[str, int]) -> None:
    assert_is_sound(seal.page(words.load(language), dataclasses.replace(VIEW, **change)))


def test_the_code_can_be_read_aloud_and_sent() -> None:
    screen = assert_is_sound(seal.page(words.load("da"), VIEW))

    assert all(group in screen.said for group in CODE.split("-"))
    assert f"{CODE} Den hører til nogle noter, som de var den 21. november 2026" in screen.said
    assert "copy-seal" in screen.asks()
    assert "send-seal" not in screen.asks()
    assert "send-seal" in assert_is_sound(seal.page(words.load("da"), dataclasses.replace(VIEW, can_share=True))).asks()


def test_it_says_what_the_seal_does_not_show() -> None:
    assert "ikke, at det skrevne er sandt" in assert_is_sound(seal.page(words.load("da"), VIEW)).said


def test_the_qr_code_has_its_quiet_zone_and_a_name() -> None:
    svg = seal.qr(VIEW.dark, "navn")

    assert 'viewBox="0 0 10 10"' in svg
    assert "M4 4h1v1h-1zM5 5h1v1h-1z" in svg
    assert 'aria-label="navn"' in svg


def test_each_seal_given_tells_whether_it_still_holds() -> None:
    screen = assert_is_sound(seal.page(words.load("da"), VIEW))

    assert screen.said.count(EVIL) == 2
    assert ("Passer. Intet" in screen.said, "Passer ikke med" in screen.said) == (True, True)


def test_a_missing_name_is_pointed_out_at_its_field() -> None:
    screen = assert_is_sound(seal.page(words.load("da"), dataclasses.replace(VIEW, missing_name=True)))

    assert [{"to-hint", "to-error"}] == [
        set(str(a["aria-describedby"]).split()) for a in screen.of("input") if a.get("aria-invalid") == "true"
    ]


def test_an_empty_log_has_no_seal() -> None:
    screen = assert_is_sound(seal.page(words.load("da"), dataclasses.replace(VIEW, count=0)))

    assert screen.of("svg") == []
    assert screen.asks() == []
