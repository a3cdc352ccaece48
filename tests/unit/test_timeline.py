"""The timeline: order, filters, and the figures that the report rests on."""

import dataclasses
import datetime

import pytest
from invented import at, day, exhibit, histories, line, records, withdrawn

from logbog import disclose, history, ledger, timeline
from logbog.incident import Incident, Report, Sender, Witness
from logbog.timeline import Filter


def numbers(of: timeline.Timeline) -> list[int]:
    return [e.history.number for e in of.entries]


def test_the_newest_comes_first_and_unknown_days_last() -> None:
    assert [3, 4, 1, 5, 2] == numbers(
        line(at("11-02", "10:00"), at(None), at("11-19", "16:00"), at("11-19", "08:00"), at("11-02"))
    )


def test_of_two_at_the_same_time_the_one_written_last_comes_first() -> None:
    assert [2, 1] == numbers(line(at("11-02", "10:00"), at("11-02", "10:00")))


def test_withdrawn_and_erased_incidents_are_no_part_of_it() -> None:
    kept = withdrawn(records(at("11-01"), at("11-02"), at("11-03")), 2, "en anden")
    gone = {r.header.seq: r for r in ledger.erase(kept, f"{3:032x}")}
    assert [1] == numbers(timeline.of(history.fold(gone.get(r.header.seq, r) for r in kept)))


def test_a_period_takes_both_its_days_and_any_burst_that_reaches_into_it() -> None:
    log = line(at("11-01"), at("11-05"), at("11-10"), at("10-30", end_date=day("11-05")), at(None))
    assert [2, 4] == numbers(log.only(Filter(since=day("11-05"), until=day("11-05"))))
    assert [3, 2, 4] == numbers(log.only(Filter(since=day("11-05"))))
    assert [1, 4] == numbers(log.only(Filter(until=day("11-01"))))


def test_an_incident_without_a_day_is_shown_only_when_no_period_is_asked_for() -> None:
    assert [1] == numbers(line(at(None)).only(Filter()))
    assert [] == numbers(line(at(None)).only(Filter(until=day("11-30"))))


def test_a_main_kind_takes_its_finer_ones_and_not_the_other_way_round() -> None:
    log = line(at("11-01", kinds=("gifts.flowers",)), at("11-02", kinds=("gifts",)), at("11-03"))
    assert [2, 1] == numbers(log.only(Filter(kinds=("gifts",))))
    assert [1] == numbers(log.only(Filter(kinds=("gifts.flowers",))))
    assert [3] == numbers(log.only(Filter(kinds=("other",))))
    assert [3, 2, 1] == numbers(log.only(Filter(kinds=("gifts", "other"))))


@pytest.mark.parametrize(
    "said",
    [
        {"what": "ved SØEN"},
        {"words": "Ses ved søen"},
        {"place": "Søen"},
        {"senders": (Sender(name="søen@example.org"),)},
        {"witnesses": (Witness(name="Maja", reach="ved søen"),)},
        {"reports": (Report(journal="søen-1"),)},
        {"effect": "søen"},
        {"response_text": "søen"},
        {"order_which": "søen"},
        {"exhibits": (exhibit(1, caption="Bilen ved søen"),)},
        {"note": "søen"},
    ],
)
def test_a_search_looks_in_every_text_whatever_the_capitals(said: dict[str, object]) -> None:
    assert 1 == len(line(at("11-01", **said), at("11-02")).only(Filter(text="SØEN")))


def test_a_search_wants_every_word_but_in_no_order() -> None:
    log = line(at("11-01", what="Bilen holdt ved søen"), at("11-02", what="Bilen holdt"))
    assert [1] == numbers(log.only(Filter(text="søen  bilen")))


def test_starred_ones_are_the_examples_newest_first() -> None:
    log = line(at("11-01", starred=True), at("11-02"), at("11-03", starred=True))
    assert [3, 1] == [e.history.number for e in log.starred] == numbers(log.only(Filter(starred=True)))


def test_only_those_with_an_exhibit_are_shown_when_asked() -> None:
    log = line(at("11-01", exhibits=(exhibit(1),)), at("11-02"))
    assert [1] == numbers(log.only(Filter(with_exhibits=True)))
    assert [2, 1] == numbers(log.only(Filter()))


def test_of_several_logs_those_named_are_shown_and_all_when_none_is() -> None:
    of_each = zip("ABA", histories(at("11-01"), at("11-02"), at("11-03")), strict=True)
    log = timeline.of(dataclasses.replace(h, source=letter) for letter, h in of_each)
    assert [3, 1] == numbers(log.only(Filter(sources=("A",))))
    assert [3, 2, 1] == numbers(log.only(Filter(sources=("A", "B")))) == numbers(log.only(Filter()))
    assert [1] == numbers(log.only(Filter(sources=("A",), until=day("11-02"))))


def test_a_number_carries_the_letter_of_its_log_only_where_there_are_several() -> None:
    alone = histories(at("11-01"), at("11-02", exhibits=(exhibit(1), exhibit(2))))
    lettered = [dataclasses.replace(h, source="B") for h in alone]
    assert (["1", "2"], ["B1", "B2"]) == ([h.label for h in alone], [h.label for h in lettered])
    assert (["1", "2"], ["B1", "B2"]) == tuple([n.label for n in disclose.numbered(of)] for of in (alone, lettered))


def test_a_burst_is_one_incident_and_as_many_contacts_as_were_counted() -> None:
    log = line(at("11-01", count=37), at("11-02"))
    assert (2, 38) == (len(log), log.contacts)


def test_an_incident_of_two_kinds_counts_in_both_and_of_two_finer_ones_once() -> None:
    log = line(
        at("11-01", kinds=("gifts.flowers", "turning_up")),
        at("11-02", kinds=("calls_messages.call", "calls_messages.chat")),
        at("11-03"),
    )
    assert {"calls_messages": 1, "gifts": 1, "turning_up": 1, "other": 1} == log.by_kind()
    assert ["calls_messages", "gifts", "turning_up", "other"] == list(log.by_kind())


def test_weeks_run_from_monday_and_the_quiet_ones_are_there() -> None:
    log = line(at("2026-11-01", kinds=("gifts",)), at("2026-11-02"), at("2026-11-18", kinds=("gifts", "violence")), at(None))
    assert {
        datetime.date(2026, 10, 26): {"gifts": 1},
        datetime.date(2026, 11, 2): {"other": 1},
        datetime.date(2026, 11, 9): {},
        datetime.date(2026, 11, 16): {"gifts": 1},
    } == log.by_week()


def test_weeks_over_new_year_belong_together() -> None:
    assert {datetime.date(2026, 12, 28): {"other": 2}} == line(at("2026-12-31"), at("2027-01-03")).by_week()


def test_the_last_day_that_a_calendar_has_does_not_break_the_weeks() -> None:
    assert 2 == sum(sum(week.values()) for week in line(at("9999-12-30"), at("9999-12-31")).by_week().values())


def test_hours_are_counted_by_weekday_and_only_where_both_are_known() -> None:
    log = line(
        at("2026-11-19", "16:59"), at("2026-11-19", "~16:00"), at("~2026-11-22", "00:00"), at("2026-11-19"), at(None, "10:00")
    )
    grid = log.by_hour()
    assert (7, {24}) == (len(grid), {len(row) for row in grid})
    assert (2, 1, 3) == (grid[3][16], grid[6][0], sum(sum(row) for row in grid))


@pytest.mark.parametrize(
    ("told", "silence"),
    [
        ([], 0),
        ([at("11-01")], 0),
        ([at("11-01"), at("11-01")], 0),
        ([at("11-01"), at("11-02")], 0),
        ([at("11-01"), at("11-03")], 1),
        ([at("11-01"), at("11-05"), at("11-20")], 14),
        ([at("11-01", end_date=day("11-18")), at("11-05"), at("11-20")], 1),
        ([at("11-01"), at(None), at("11-11")], 9),
    ],
)
def test_the_longest_silence_is_the_most_whole_days_between_two(told: list[Incident], silence: int) -> None:
    assert silence == line(*told).longest_silence()


def test_the_period_reaches_from_the_first_day_to_the_end_of_the_last_burst() -> None:
    assert (day("11-01"), day("11-20")) == line(at("11-05"), at("11-01", end_date=day("11-20")), at(None)).period
    assert None is line(at(None)).period
    assert 20 == line(at("11-05"), at("11-01")).days_since_first(day("11-21"))
    assert None is line(at(None)).days_since_first(day("11-21"))


def test_months_follow_each_other_and_unknown_days_have_their_own() -> None:
    groups = timeline.by_month(line(at("10-30"), at("11-01"), at("11-19"), at(None)).entries)
    assert [((2026, 11), 2), ((2026, 10), 1), (None, 1)] == [(month, len(entries)) for month, entries in groups]


def test_an_empty_log_has_figures_too() -> None:
    log = line()
    assert (0, 0, (), {}, {}, 0) == (len(log), log.contacts, log.dates, log.by_kind(), log.by_week(), log.longest_silence())
    assert 0 == sum(sum(row) for row in log.by_hour())


def test_late_days_are_counted_from_the_end_of_a_burst() -> None:
    late = [h.days_late for h in histories(at("11-17"), at("11-01", end_date=day("11-19")), at("11-20"), at(None))]
    assert [3, 1, 0, 0] == late
