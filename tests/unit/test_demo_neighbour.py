"""The second invented log is one of the same case: it fits the first in time, and nobody in it exists."""

import datetime
import json

import pytest
from cases import TODAY, alterations, log, packed

from logbog import demo_neighbour, history, kinds
from logbog.demo import Demo


def neighbour(incidents: int = 200, lang: str = "da") -> Demo:
    return demo_neighbour.log(incidents, today=TODAY, lang=lang)


def test_the_same_seed_and_day_give_the_same_log() -> None:
    assert neighbour(30) == neighbour(30)
    assert neighbour(30).records != demo_neighbour.log(30, seed="en anden", today=TODAY).records


@pytest.mark.parametrize("incidents", [1, 2, 30, 200])
def test_its_case_file_is_unchanged_and_shares_no_incident_with_the_first(incidents: int) -> None:
    made = neighbour(incidents)

    assert made.records
    assert [] == alterations(packed(made))
    assert {r.header.incident for r in made.records}.isdisjoint(r.header.incident for r in log(incidents).records)


def test_much_of_it_happened_within_minutes_of_what_the_first_log_says() -> None:
    def moments(made: Demo) -> list[tuple[str, datetime.datetime]]:
        told = [h.now for h in history.fold(made.records) if h.now]
        return [
            (i.main_kinds[0], datetime.datetime.combine(i.when.date, i.when.time)) for i in told if i.when.date and i.when.time
        ]

    first, close = moments(log(200)), datetime.timedelta(minutes=12)
    alike = [m for k, m in moments(neighbour()) if any(k == other and abs(m - at) <= close for other, at in first)]

    assert len(alike) >= 15
    assert len(neighbour().records) >= len(alike) + 5


def test_one_picture_lies_in_both_logs_and_stands_under_two_days() -> None:
    hers = {e.sha256 for e, _ in log(200).exhibits}
    told = [h.now for h in history.fold(neighbour().records) if h.now and h.now.exhibits]

    assert {e.sha256 for i in told for e in i.exhibits} <= hers
    assert 2 == len({i.when.date for i in told})
    assert 1 == len({e.sha256 for i in told for e in i.exhibits})


def test_nothing_was_written_before_it_happened_or_after_the_last_day() -> None:
    midnight = datetime.datetime.combine(TODAY, datetime.time(), datetime.timezone(datetime.timedelta(hours=1)))
    for h in history.fold(neighbour().records):
        assert h.now is not None
        assert h.now.when.date is not None
        assert h.now.when.date <= h.logged.date()
        assert h.logged <= midnight


@pytest.mark.parametrize("lang", ["da", "en"])
def test_it_is_told_in_one_language_and_names_known_kinds(lang: str) -> None:
    scenes = demo_neighbour.scenes()
    said = json.dumps([r.to_json() for r in neighbour(lang=lang).records], ensure_ascii=False)
    other = {"da": "en", "en": "da"}[lang]

    assert scenes["who"][lang] in said
    assert scenes["who"][other] not in said
    assert all(kinds.is_kind(k) for s in [*scenes["seen"].values(), *scenes["own"]] for k in s["kinds"])
