"""The pictures: they show every incident, and say in words all that they show."""

import datetime
import itertools

import pytest
from invented import at, line

from logbog import charts, kinds, words
from logbog.picture import TONES, Label, Line, Picture, Rect
from logbog.timeline import Timeline

W = words.load("da")
MONDAY = datetime.date(2026, 1, 5)


def over(days: int, every: int = 1) -> Timeline:
    return line(*(at((MONDAY + datetime.timedelta(days=n)).isoformat(), f"{n % 24:02}:00") for n in range(0, days, every)))


def labels(picture: Picture) -> list[str]:
    return [s.text for s in picture.shapes if isinstance(s, Label)]


def rects(picture: Picture, tone: str) -> list[Rect]:
    return [s for s in picture.shapes if isinstance(s, Rect) and s.tone == tone]


def every_picture(log: Timeline, width: float) -> list[Picture]:
    return [draw(log, W, width) for draw in (charts.over_time, charts.by_hour, charts.by_kind)]


@pytest.mark.parametrize("width", [320.0, 360.0, 720.0])
@pytest.mark.parametrize("log", [over(1), over(7), over(400), over(5 * 366, 3), over(40 * 365, 500)], ids=str)
def test_every_shape_lies_on_the_sheet_and_has_a_tone(log: Timeline, width: float) -> None:
    for picture in every_picture(log, width):
        assert picture.shapes
        for shape in picture.shapes:
            assert shape.tone in TONES
            match shape:
                case Rect():
                    assert shape.x >= -0.01
                    assert shape.x + shape.width <= picture.width + 0.01
                    assert -0.01 <= shape.y <= shape.y + shape.height <= picture.height + 0.01
                case Line():
                    assert 0 <= min(shape.x1, shape.x2) <= max(shape.x1, shape.x2) <= picture.width
                case Label():
                    assert 0 <= shape.y <= picture.height
                    half = len(shape.text) * charts.LETTER * shape.size
                    start = shape.x - {"start": 0, "middle": half / 2, "end": half}[shape.anchor]
                    assert start >= -3


@pytest.mark.parametrize(("days", "unit"), [(7, "uge"), (60 * 7, "uge"), (61 * 7, "måned"), (5 * 365, "måned"), (40 * 365, "år")])
def test_a_long_log_is_counted_in_longer_spans(days: int, unit: str) -> None:
    assert f"Hændelser pr. {unit}" == charts.over_time(over(days, max(1, days // 100)), W).title


def test_bars_are_as_high_as_their_counts_and_the_total_stands_above() -> None:
    log = line(
        *(at("11-02", kinds=("gifts",)) for _ in range(3)), at("11-03", kinds=("violence",)), at("11-10", kinds=("gifts",))
    )
    picture = charts.over_time(log, W)
    bars = sorted(rects(picture, "kind-gifts"), key=lambda r: r.x)
    in_plot = [r for r in bars if r.y < 220]
    assert pytest.approx(3) == in_plot[0].height / in_plot[1].height
    assert {"4", "1"} <= set(labels(picture))


def test_labels_of_the_time_axis_never_overlap() -> None:
    for days, every, width in ((7, 1, 320), (300, 5, 320), (420, 7, 720), (1800, 9, 360), (12000, 300, 320)):
        picture = charts.over_time(over(days, every), W, width)
        axis = [s for s in picture.shapes if isinstance(s, Label) and s.anchor == "middle" and s.y == 236]
        spans = [(s.x - len(s.text) * charts.LETTER * 5.5, s.x + len(s.text) * charts.LETTER * 5.5) for s in axis]
        assert axis
        assert all(ends <= starts for (_, ends), (starts, _) in itertools.pairwise(spans))


def test_the_first_span_of_a_long_log_says_its_year() -> None:
    assert any(label.endswith("2026") for label in labels(charts.over_time(over(300, 5), W)))


def test_no_two_kinds_share_both_colour_and_pattern() -> None:
    looks = {(TONES[f"kind-{k}"], charts.PATTERNS.get(k, "")) for k in kinds.KINDS}
    assert len(kinds.KINDS) == len(looks) == len({colour for colour, _ in looks})


def test_kinds_stand_in_the_legend_with_the_pattern_they_have_in_the_bars() -> None:
    picture = charts.over_time(line(*(at("11-02", kinds=(k,)) for k in kinds.KINDS)), W)
    assert {W(f"kind.{k}") for k in kinds.KINDS} <= set(labels(picture))
    for kind in kinds.KINDS:
        assert 2 == len(rects(picture, f"kind-{kind}"))


def test_the_words_say_peak_spread_and_silence() -> None:
    log = line(at("11-02"), at("11-03"), at("11-20"))
    text = charts.over_time(log, W).text
    assert "Flest på en uge: 2 hændelser, i ugen fra 2. november 2026." in text
    assert "Uger med hændelser: 2 af 3." in text
    assert "Længste tid uden hændelser: 16 dage." in text


def test_of_several_peaks_the_last_is_named_as_such() -> None:
    assert "1 hændelse, senest i ugen fra 16. november 2026." in charts.over_time(line(at("11-02"), at("11-20")), W).text


def test_the_words_say_what_is_not_in_the_picture() -> None:
    log = line(at("11-02", "16:00"), at(None), at("11-03"))
    assert "1 hændelse uden dato er ikke med i billedet." in charts.over_time(log, W).text
    assert "2 hændelser uden dato eller tid er ikke med i billedet." in charts.by_hour(log, W).text


def test_weekday_and_time_of_day_are_said_with_all_that_share_the_peak() -> None:
    log = line(at("2026-11-16", "23:00"), at("2026-11-17", "03:00"), at("2026-11-17", "22:00"), at("2026-11-16", "04:59"))
    text = charts.by_hour(log, W).text
    assert "Flest på en ugedag: mandag og tirsdag, 2 af 4." in text
    assert "Flest om natten (kl. 0–6) og om aftenen (kl. 18–24): 2 af 4." in text
    assert "Om natten mellem kl. 0 og 6: 2 hændelser." in text


@pytest.mark.parametrize("width", [360.0, 720.0])
def test_the_hours_show_their_counts_in_168_fields_the_most_in_the_darkest(width: float) -> None:
    log = line(*(at("2026-11-16", "23:00") for _ in range(9)), at("2026-11-17", "03:00"))
    picture = charts.by_hour(log, W, width)
    assert 168 == sum(isinstance(s, Rect) for s in picture.shapes)
    assert (1, 1) == (len(rects(picture, "heat-5")), len(rects(picture, "heat-1")))
    assert {"9", "1"} <= set(labels(picture))


def test_kinds_are_said_from_the_most_to_the_least() -> None:
    log = line(at("11-02", kinds=("gifts",)), at("11-02", kinds=("gifts", "violence")))
    text = charts.by_kind(log, W).text.replace("\u00a0", " ")
    assert "Antal hændelser: Gaver 2 og Vold 1. En hændelse af flere typer er talt med under hver." == text


def test_nothing_to_show_is_said_and_not_drawn() -> None:
    for picture in every_picture(line(), 360):
        assert not picture.shapes
        assert picture.text
    assert W("chart.hour.nothing") == charts.by_hour(line(at("11-02")), W).text


def test_both_languages_draw_the_same() -> None:
    english = words.load("en")
    for draw in (charts.over_time, charts.by_hour, charts.by_kind):
        danish, other = draw(over(30), W), draw(over(30), english)
        assert len(danish.shapes) == len(other.shapes)
        assert danish.text != other.text
