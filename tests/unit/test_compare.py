"""What is pointed out: what may be one incident, what does not fit together in time, and nothing else."""

import dataclasses
import datetime
from typing import Any

import pytest
from invented import at, day, exhibit
from several import corrected, handed, more, note, noted, together, written

from logbog import compare, words
from logbog.casenote import NoteKind
from logbog.casework import EMPTY, Casework
from logbog.compare import CODES, Pointed
from logbog.incident import Answer, Exhibit, Incident, Report
from logbog.pointed import MOST_LABELS, listed

W = words.load("da")
CALL, HOME, FLOWERS = ("calls_messages.call",), ("turning_up.home",), ("gifts.flowers",)
TOLD_LATER = "2026-12-01T12:00"


def pointed(*logs: tuple[Any, ...], notes: Casework = EMPTY) -> tuple[Pointed, ...]:
    """What is pointed out in logs of these incidents, all written down in December."""
    cases = [handed(written(*told, log=log, logged=TOLD_LATER), log=log) for told, log in zip(logs, "abcdef", strict=False)]
    return compare.of(together(*cases, notes=notes))


def the_same(n: int, as_one: int = 1) -> Exhibit:
    """A picture whose file is that of another."""
    return dataclasses.replace(exhibit(n), sha256=exhibit(as_one).sha256)


def brief(found: tuple[Pointed, ...]) -> list[tuple[str, ...]]:
    return [(p.code, *p.entries, *p.exhibits) for p in found]


# What may be one incident.


def test_two_logs_that_tell_of_the_same_kind_within_half_an_hour_are_alike() -> None:
    (found,) = pointed((at("11-09", "20:00", kinds=CALL),), (at("11-09", "20:10", kinds=CALL),))

    assert ("alike", ("A1", "B1"), 10) == (found.code, found.entries, found.minutes)
    assert (
        "Hændelse A1 og B1 ligner hinanden: samme type, 10 minutter imellem. Det kan være den samme hændelse, set af to."
        == compare.say(W, found)
    )


@pytest.mark.parametrize(
    "other",
    [
        at("11-09", "20:31", kinds=CALL),
        at("11-09", "19:29", kinds=CALL),
        at("11-09", "20:00", kinds=HOME),
        at("11-10", "20:00", kinds=CALL),
        at("11-10", kinds=CALL),
        at(None, kinds=CALL),
    ],
)
def test_what_is_of_another_time_or_kind_is_not_alike(other: Incident) -> None:
    assert () == pointed((at("11-09", "20:00", kinds=CALL),), (other,))


def test_finer_kinds_of_one_main_kind_are_alike() -> None:
    told = (at("11-09", "20:00", kinds=CALL),), (at("11-09", "20:30", kinds=("gifts", "calls_messages.chat")),)

    assert [("alike", "A1", "B1")] == brief(pointed(*told))


def test_two_calls_in_one_log_are_two_calls() -> None:
    assert () == pointed(
        (
            at("11-09", "20:00", kinds=CALL),
            at("11-09", "20:00", kinds=CALL, what="Igen."),
        )
    )


def test_what_was_written_without_a_kind_is_near_in_time_and_no_more_is_said() -> None:
    hers, his = (at("11-09", "20:00"), at("11-10", "20:00", kinds=CALL)), (at("11-09", "20:05", kinds=HOME), at("11-10", "20:30"))
    later, earlier = pointed(hers, his)

    assert ("same_time", ("A2", "B2"), 30) == (later.code, later.entries, later.minutes)
    assert ("same_time", ("A1", "B1"), 5) == (earlier.code, earlier.entries, earlier.minutes)
    assert "samme type" not in compare.say(W, later)
    assert () == pointed((at("11-09"),), (at("11-09"),))


def test_two_that_share_a_kind_are_alike_once() -> None:
    both = at("11-09", "20:00", kinds=(*CALL, *HOME))

    assert [("alike", "A1", "B1")] == brief(pointed((both,), (both,)))


def test_the_hours_before_and_after_midnight_are_near_each_other() -> None:
    told = (at("11-09", "23:50", kinds=CALL),), (at("11-10", "00:05", kinds=CALL),)

    assert [15] == [p.minutes for p in pointed(*told)]


def test_a_burst_is_alike_with_all_that_falls_into_it_and_they_are_told_together() -> None:
    burst = at("11-09", "18:00", end_time=datetime.time(22, 0), count=37, kinds=CALL)
    calls = tuple(at("11-09", f"{hour}:00", kinds=CALL) for hour in (17, 19, 20, 21, 23))
    (found,) = pointed((burst,), calls)

    assert (("A1", "B2", "B3", "B4"), 4, 0) == (found.entries, found.n, found.minutes)
    assert "samme type, på samme tid. Nogle af dem" in compare.say(W, found)


def test_a_burst_without_an_hour_at_its_end_lasts_that_day() -> None:
    burst = at("11-09", "18:00", end_date=day("11-11"), count=12, kinds=CALL)

    assert [("alike", "A1", "B1")] == brief(pointed((burst,), (at("11-11", "23:00", kinds=CALL),)))
    assert () == pointed((burst,), (at("11-12", "01:00", kinds=CALL),))


def test_the_nearest_of_another_log_is_the_one_that_is_named() -> None:
    hers = at("11-09", "20:00", kinds=CALL), at("11-09", "20:20", kinds=CALL)

    assert [("alike", "A2", "B1")] == brief(pointed(hers, (at("11-09", "20:25", kinds=CALL),)))


def test_of_one_day_with_an_unknown_hour_all_that_could_be_it_are_named_together() -> None:
    hers = at("11-09", "08:00", kinds=CALL), at("11-09", "20:00", kinds=CALL), at("11-09", "21:00", kinds=HOME)

    assert [("alike_same_day", "A1", "A2", "B1")] == brief(pointed(hers, (at("11-09", kinds=CALL),)))
    assert [("alike_same_day", "A1", "A2", "B1")] == brief(pointed(hers, (at("~11-09", "20:00", kinds=CALL),)))


def test_two_files_of_one_log_are_not_alike() -> None:
    hers = written(at("11-09", "20:00", kinds=CALL))
    both = together(handed(hers), handed(more(hers, at("11-09", "20:10", kinds=CALL)), [2]))

    assert ["B2", "A1"] == [e.history.label for e in both.timeline.entries]
    assert () == compare.of(both)


def test_the_same_words_of_the_same_time_in_one_log_may_be_written_twice() -> None:
    twice = at("11-09", "20:00", kinds=CALL, what="Han ringede."), at("11-09", "20:00", kinds=CALL, what="han ringede.")
    undated = at(None, kinds=CALL, what="Han ringede."), at(None, kinds=CALL, what="Han ringede.")
    silent = at("11-09", kinds=CALL), at("11-09", kinds=CALL)

    assert [("written_twice", "1", "2")] == brief(pointed(twice))
    assert () == pointed(undated)
    assert () == pointed(silent)


def test_an_incident_that_two_files_of_one_log_tell_differently_is_pointed_out() -> None:
    first = written(at("11-01"))
    one, other = (
        more(first, at("11-09", "20:00", kinds=CALL, what=what), logged=when)
        for what, when in (("Ja.", TOLD_LATER), ("Nej.", "2026-12-02T12:00"))
    )

    assert [("two_texts", "A2", "B2")] == brief(compare.of(together(handed(one), handed(other))))


# Two places at one time.


def test_somebody_in_two_places_at_one_time_is_pointed_out_instead_of_called_alike() -> None:
    told = (at("11-09", "20:00", kinds=HOME, place="Hjemme"),), (at("11-09", "20:04", kinds=HOME, place="Stationen"),)
    (found,) = pointed(*told)

    assert ("two_places", ("A1", "B1"), 4) == (found.code, found.entries, found.minutes)
    assert "hver sit sted, 4 minutter imellem" in compare.say(W, found)


@pytest.mark.parametrize(
    "other",
    [
        at("11-09", "20:06", kinds=HOME, place="Stationen"),
        at("11-09", "~20:04", kinds=HOME, place="Stationen"),
        at("11-09", "20:04", kinds=HOME, place="hjemme i haven"),
        at("11-09", "20:04", kinds=HOME),
        at("11-09", "20:04", kinds=CALL, place="Stationen"),
    ],
)
def test_one_who_can_be_in_both_places_is_not_pointed_out(other: Incident) -> None:
    found = pointed((at("11-09", "20:00", kinds=HOME, place="Hjemme"), other))

    assert "two_places" not in {p.code for p in found}


# Exhibits.


def test_one_file_with_incidents_of_one_day_is_said_to_be_the_same() -> None:
    told = at("11-09", "08:00", exhibits=(exhibit(1),)), at("11-09", "20:00", exhibits=(the_same(2),))

    assert [("same_exhibit", "1", "2", "1", "2")] == brief(pointed(told))


def test_one_file_with_incidents_of_several_days_is_said_to_be_so() -> None:
    hers = (at("11-01", exhibits=(exhibit(1),)),)
    his = (at("11-09", exhibits=(the_same(2),)),)
    (found,) = pointed(hers, his)

    assert ("same_exhibit_other_day", ("A1", "B1"), ("A1", "B1"), 8) == (found.code, found.entries, found.exhibits, found.days)


def test_the_copy_without_its_place_is_the_same_file() -> None:
    original = exhibit(1, stripped_sha256=f"{7:064x}", stripped_size=5)

    assert [("same_exhibit", "A1", "B1", "A1", "B1")] == brief(
        pointed((at("11-09", exhibits=(original,)),), (at("11-09", exhibits=(exhibit(7),)),))
    )


def test_one_file_twice_with_one_incident_is_nothing_to_point_at() -> None:
    assert () == pointed((at("11-09", exhibits=(exhibit(1), the_same(2))),))


@pytest.mark.parametrize(
    ("incident", "days"),
    [
        (at("11-09", exhibits=(exhibit(1, taken="2026-11-07T10:00"),)), -2),
        (at("11-09", exhibits=(exhibit(1, taken="2026-11-10T10:00"),)), 1),
        (at("11-09", "23:00", exhibits=(exhibit(1, taken="2026-11-10T05:01"),)), 1),
        (at("11-09", end_date=day("11-11"), exhibits=(exhibit(1, taken="2026-11-13"),)), 2),
    ],
)
def test_a_camera_that_wrote_another_day_is_pointed_out(incident: Incident, days: int) -> None:
    (found,) = pointed((incident,))

    assert ("taken_other_day", ("1",), ("1",), days) == (found.code, found.entries, found.exhibits, found.days)
    assert ("tidligere" if days < 0 else "senere") in compare.say(W, found)
    assert "-" not in compare.say(W, found)


@pytest.mark.parametrize(
    "incident",
    [
        at("11-09", exhibits=(exhibit(1, taken="2026-11-09T23:59"),)),
        at("11-09", "23:00", exhibits=(exhibit(1, taken="2026-11-10T05:00"),)),
        at("11-09", end_date=day("11-11"), exhibits=(exhibit(1, taken="2026-11-10T10:00"),)),
        at("~11-09", exhibits=(exhibit(1, taken="2026-11-01T10:00"),)),
        at(None, exhibits=(exhibit(1, taken="2026-11-01T10:00"),)),
        at("11-09", exhibits=(exhibit(1, taken="en dag"),)),
        at("11-09", exhibits=(exhibit(1),)),
    ],
)
def test_a_camera_that_may_well_be_right_is_not(incident: Incident) -> None:
    assert () == pointed((incident,))


# Written down, corrected, reported.


def test_what_is_written_down_before_it_happened_is_pointed_out() -> None:
    (found,) = pointed(((at("11-09"), "2026-11-07T12:00"),))

    assert ("logged_before", ("1",), 2, None) == (found.code, found.entries, found.days, found.minutes)


def test_on_the_day_itself_the_minutes_are_told_and_half_an_hour_is_let_pass() -> None:
    (found,) = pointed(((at("11-09", "13:00"), "2026-11-09T12:00"),))

    assert ("logged_before", None, 60) == (found.code, found.days, found.minutes)
    assert () == pointed(((at("11-09", "12:30"), "2026-11-09T12:00"),))
    assert () == pointed(((at("11-09", "~23:00"), "2026-11-09T12:00"),))
    assert () == pointed(((at("~11-20"), "2026-11-09T12:00"),))


def _corrected(before: Incident, after: Incident, earlier: bool) -> list[tuple[str, int | None]]:
    first = written(before, logged="2026-11-09T12:00")
    case = handed(corrected(first, 1, after, logged="2026-11-20T12:00"), earlier=earlier)
    return [(p.code, p.days) for p in compare.of(together(case))]


def test_a_day_that_was_corrected_is_pointed_out_where_both_can_be_read() -> None:
    assert [("day_corrected", 4)] == _corrected(at("11-05"), at("11-01"), earlier=True)
    assert [] == _corrected(at("11-05"), at("11-01"), earlier=False)
    assert [] == _corrected(at("11-05"), at("11-05", what="Mere."), earlier=True)


@pytest.mark.parametrize("earlier", [True, False])
def test_a_day_that_a_correction_puts_after_the_first_writing_is_pointed_out_once(earlier: bool) -> None:
    assert [("dated_later", 6)] == _corrected(at("11-05"), at("11-15"), earlier=earlier)


def test_a_report_of_a_day_before_is_pointed_out() -> None:
    early, same = (Report(journal="1", date=day(d)) for d in ("11-06", "11-09"))

    assert [("reported_before", 3)] == [(p.code, p.days) for p in pointed((at("11-09", reports=(early,)),))]
    assert () == pointed((at("11-09", reports=(same, Report(journal="2"))),))


def test_one_journal_number_with_several_dates_is_pointed_out_however_it_is_spelled() -> None:
    hers = (at("11-01", reports=(Report(journal="5100-1234 / 26", date=day("11-02")),)),)
    his = (at("11-01", reports=(Report(journal="5100 1234-26", date=day("11-02")),)),)
    notes = noted(note(NoteKind.POLICE, "11-05", journal="5100-1234-26"))
    (found,) = pointed(hers, his, notes=notes)

    assert ("journal_other_day", ("A1", "B1", "N1"), 3) == (found.code, found.entries, found.days)
    assert () == pointed(hers, his)


def test_an_order_that_was_broken_without_one_is_pointed_out() -> None:
    found = pointed(
        (
            at("11-01", order=Answer.NO, order_broken=Answer.YES),
            at("11-02", order=Answer.YES, order_broken=Answer.YES),
            at("11-03", order_broken=Answer.YES),
        )
    )

    assert [("order_unclear", "3"), ("order_unclear", "1")] == brief(found)


# As a whole.


def test_a_quiet_log_has_nothing_to_point_at() -> None:
    assert () == pointed((at("11-01", "10:00", kinds=CALL), at("11-05", kinds=FLOWERS), at(None, kinds=HOME)))
    assert () == compare.of(together())


def test_at_most_two_hundred_are_pointed_out_and_what_there_is_much_of_leaves_room() -> None:
    # Three hundred evenings that two people tell of, and one number with two dates.
    evenings = [f"{datetime.date(2025, 1, 1) + datetime.timedelta(days=n)}" for n in range(300)]
    hers = [at(d, "20:00", kinds=CALL) for d in evenings]
    his = [at(d, "20:00", kinds=CALL) for d in evenings]
    numbers = [at("11-01", reports=(Report(journal="1", date=day(d)),)) for d in ("11-02", "11-03")]
    found = pointed((*hers, *numbers), tuple(his))

    assert 201 == len(found)
    assert {"alike": 199, "journal_other_day": 1, "more": 1} == {
        c: sum(1 for p in found if p.code == c) for c in {p.code for p in found}
    }
    assert ("more", 101) == (found[-1].code, found[-1].n)
    assert "A300" in found[0].entries


def test_a_thing_names_a_few_labels_and_counts_the_rest() -> None:
    burst = at("11-09", "08:00", end_time=datetime.time(22, 0), kinds=CALL)
    (found,) = pointed((burst,), tuple(at("11-09", f"{n // 6 + 9:02}:{n % 6}0", kinds=CALL) for n in range(30)))

    assert (MOST_LABELS, 31) == (len(found.entries), found.n)
    assert "B7 og 23 andre" in compare.say(W, found)
    assert "A1, B1 og 1 anden" == listed(W, ("A1", "B1"), 3)


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("code", CODES)
def test_every_code_has_its_words(code: str, lang: str) -> None:
    w = words.load(lang)
    for days in (-2, 2):
        for n in (1, 2, 3):
            said = compare.say(w, Pointed(code=code, entries=("A1", "B2"), exhibits=("A1",), days=days, n=n))
            assert said.endswith(".")
            assert "{" not in said
            assert not {"løgn", "forkert log", "lie", "false"} & set(said.lower().split())
