"""Words: the same keys in each language, and dates, times and numbers as people there say them."""

import datetime
import string

import pytest

from logbog import kinds, words
from logbog.incident import Answer, Authority, Response, SenderIs
from logbog.when import Certainty, When

DA, EN = words.load("da"), words.load("en")
DAY = datetime.date(2026, 11, 19)
MOMENT = datetime.datetime(2026, 11, 19, 16, 5, tzinfo=datetime.UTC)


def placeholders(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_each_language_says_the_same_things() -> None:
    assert set(DA.texts) == set(EN.texts)
    assert all(text.strip() for w in (DA, EN) for text in w.texts.values())


@pytest.mark.parametrize(("w", "foreign"), [(DA, '“”„"'), (EN, '»«„"')], ids=["da", "en"])
def test_each_language_quotes_with_its_own_marks(w: words.Words, foreign: str) -> None:
    assert [] == [key for key, text in w.texts.items() if set(foreign) & set(text)]


def test_each_language_says_them_with_the_same_fields() -> None:
    differ = [key for key in DA.texts if placeholders(DA.texts[key]) != placeholders(EN.texts[key]) and not key.endswith(".one")]
    assert [] == differ


@pytest.mark.parametrize("w", [DA, EN], ids=["da", "en"])
def test_every_choice_of_an_incident_has_a_word(w: words.Words) -> None:
    said = [w(f"kind.{k}") for k in kinds.every()]
    for prefix, choices in (("answer", Answer), ("response", Response), ("authority", Authority), ("sender_by", SenderIs)):
        said += [w(f"{prefix}.{choice}") for choice in choices]
    said += [w(f"report.certainty.{c}") for c in Certainty]
    assert all(said)


def test_main_kinds_are_told_apart_by_their_words() -> None:
    for w in (DA, EN):
        names = [w(f"kind.{k}") for k in kinds.KINDS]
        assert len(set(names)) == len(names)


def test_dates_are_said_as_danes_say_them() -> None:
    assert "19. november 2026" == DA.date(DAY)
    assert "19. nov." == DA.date_short(DAY)
    assert "19. nov. 2026" == DA.date_narrow(DAY)
    assert "November 2026" == DA.month(2026, 11)
    assert ("torsdag", "tor") == (DA.weekday(DAY), DA.weekday_short(DAY))
    assert "19. november 2026 kl. 16.05" == DA.moment(MOMENT)


def test_dates_are_said_as_english_readers_expect() -> None:
    assert "19 November 2026" == EN.date(DAY)
    assert "19 November 2026 at 16:05" == EN.moment(MOMENT)
    assert "Thursday" == EN.weekday(DAY)


def test_a_moment_is_said_on_the_clock_that_it_was_logged_by() -> None:
    there = datetime.datetime(2026, 7, 1, 0, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))
    assert "1. juli 2026 kl. 00.30" == DA.moment(there)


@pytest.mark.parametrize(
    ("when", "danish", "english"),
    [
        (
            When(date=DAY, time=datetime.time(16), time_is=Certainty.EXACT),
            "19. november 2026 kl. 16.00",
            "19 November 2026 at 16:00",
        ),
        (
            When(date=DAY, time=datetime.time(16), time_is=Certainty.APPROXIMATE),
            "19. november 2026, ca. kl. 16.00",
            "19 November 2026, around 16:00",
        ),
        (When(date=DAY), "19. november 2026, tid ukendt", "19 November 2026, time unknown"),
        (
            When(date=DAY, date_is=Certainty.APPROXIMATE),
            "ca. 19. november 2026, tid ukendt",
            "around 19 November 2026, time unknown",
        ),
        (When(date=None, date_is=Certainty.UNKNOWN), "dato ukendt, tid ukendt", "date unknown, time unknown"),
    ],
)
def test_what_is_unsure_is_said_to_be_so(when: When, danish: str, english: str) -> None:
    assert danish == DA.when(when)
    assert english == EN.when(when)


@pytest.mark.parametrize(("n", "danish", "english"), [(0, "0", "0"), (999, "999", "999"), (1234567, "1.234.567", "1,234,567")])
def test_large_numbers_are_grouped(n: int, danish: str, english: str) -> None:
    assert (danish, english) == (DA.number(n), EN.number(n))


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "0 byte"),
        (999, "999 byte"),
        (1000, "1 kB"),
        (1234, "1,2 kB"),
        (999_940, "999,9 kB"),
        (999_960, "1 MB"),
        (9_600_000, "9,6 MB"),
        (2_500_000_000_000, "2.500 GB"),
    ],
)
def test_sizes_are_said_in_the_largest_unit_that_fits(n: int, said: str) -> None:
    assert said == DA.size(n)


def test_one_is_said_in_another_way_than_many() -> None:
    assert ["0 hændelser", "1 hændelse", "1.200 hændelser"] == [DA.many("chart.incidents", n) for n in (0, 1, 1200)]


def test_lists_end_with_and() -> None:
    assert ["", "a", "a og b", "a, b og c"] == [DA.listed(list("abc")[:n]) for n in range(4)]


def test_a_text_of_the_person_is_put_in_as_it_is() -> None:
    assert "Om {alt} og {0}" == words.Words("da", {"x": "Om {what}"})("x", what="{alt} og {0}")


def test_a_missing_key_is_a_bug_and_says_so() -> None:
    with pytest.raises(KeyError):
        DA("no.such.key")


def test_an_unknown_language_gets_danish() -> None:
    assert "da" == words.load("tlh").lang


def test_words_are_written_from_left_to_right_here() -> None:
    assert {"ltr"} == {words.load(lang).direction for lang in words.LANGUAGES}
