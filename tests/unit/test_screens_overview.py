"""The patterns on the screen: sentences first, and each picture beside its text and its figures."""

import datetime

import pytest
from screen import assert_is_sound

from logbog import history, ledger, words
from logbog.incident import Incident
from logbog.timeline import Filter, Timeline, of
from logbog.when import Certainty, When
from logbog_web.screens import overview

TODAY = datetime.date(2026, 11, 21)


def log(*told: Incident) -> Timeline:
    records: tuple[ledger.Record, ...] = ()
    for n, incident in enumerate(told):
        logged = datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.UTC)
        records += (ledger.add(records, f"{n:032x}", incident, logged, (bytes([n]) * 16, bytes([n + 99]) * 16)),)
    return of(history.fold(records))


def at(day: datetime.date, hour: int | None = None, **said: object) -> Incident:
    time = None if hour is None else datetime.time(hour)
    when = When(date=day, time=time, time_is=Certainty.UNKNOWN if hour is None else Certainty.EXACT)
    return Incident(when=when, **said)  # type: ignore[arg-type]


WHOLE = log(
    at(datetime.date(2026, 9, 1), 22, kinds=("calls_messages.call",), count=37),
    at(datetime.date(2026, 11, 10), 2, kinds=("turning_up.home", "gifts")),
    at(datetime.date(2026, 11, 11), kinds=("turning_up",)),
)


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("asked", [Filter(), Filter(since=TODAY), Filter(since=datetime.date(2026, 11, 1))])
def test_the_screen_is_sound_in_each_language_and_period(language: str, asked: Filter) -> None:
    assert_is_sound(overview.page(words.load(language), WHOLE, TODAY, asked))


def test_the_sentences_say_the_figures() -> None:
    screen = assert_is_sound(overview.page(words.load("da"), WHOLE, TODAY, Filter()))

    assert "3 hændelser fordelt på 3 dage. I alt 39 gange, når gentagelser tælles med." in screen.said
    assert "1. september 2026 (for 81 dage siden)" in screen.said
    assert "2 hændelser, ugen fra 9. november 2026" in screen.said
    assert "69 dage" in screen.said


def test_each_picture_has_its_text_and_its_figures() -> None:
    screen = assert_is_sound(overview.page(words.load("da"), WHOLE, TODAY, Filter()))

    assert (3, 3, 3) == tuple(len(screen.of(tag)) for tag in ("svg", "figcaption", "table"))
    assert "kl. 22: 1" in screen.said
    assert all(svg.get("aria-describedby") for svg in screen.of("svg"))


def test_a_period_without_incidents_still_offers_the_way_back() -> None:
    screen = assert_is_sound(overview.page(words.load("da"), WHOLE, TODAY, Filter(since=TODAY)))

    assert "clear-pattern" in screen.asks()
    assert "Der er ingen hændelser i den periode." in screen.said


def test_an_empty_log_says_what_will_be_here() -> None:
    screen = assert_is_sound(overview.page(words.load("da"), log(), TODAY, Filter()))

    assert "mønsteret" in screen.said
    assert screen.of("svg") == []


def test_incidents_without_a_date_are_counted_all_the_same() -> None:
    unknown = Incident(when=When(date=None, date_is=Certainty.UNKNOWN), kinds=("gifts",))
    screen = assert_is_sound(overview.page(words.load("da"), log(unknown), TODAY, Filter()))

    assert "1 hændelse, ingen med dato." in screen.said
