"""The invented log is the same each time, lifelike, and nobody's."""

import datetime
import hashlib
import json

import pytest
from cases import TODAY, log

from logbog import demo, disclose, history, kinds, ledger, timeline
from logbog.demo_story import scenes
from logbog.record import GENESIS
from logbog.when import Certainty


def _told(lang: str = "da") -> str:
    return json.dumps([r.to_json() for r in log(200, lang).records], ensure_ascii=False)


def test_the_same_seed_and_day_give_the_same_log() -> None:
    assert log(30) == demo.log(30, today=TODAY)


def test_another_seed_gives_another_log() -> None:
    assert log(30).records != demo.log(30, seed="en anden", today=TODAY).records


@pytest.mark.parametrize("incidents", [1, 2, 3, 12, 30, 200])
def test_it_has_as_many_incidents_as_asked_for_in_an_unbroken_chain(incidents: int) -> None:
    records = log(incidents).records

    assert incidents == len(history.fold(records))
    assert [GENESIS, *(r.header.digest for r in records)][:-1] == [r.header.prev for r in records]


def test_nothing_in_it_lies_in_the_future() -> None:
    midnight = datetime.datetime.combine(TODAY, datetime.time(), datetime.timezone(datetime.timedelta(hours=1)))

    for record in log(200).records:
        assert record.header.logged <= midnight
    for h in history.fold(log(200).records):
        assert h.now is None or h.now.last_date is None or h.now.last_date <= TODAY


def test_what_was_written_down_was_written_after_it_happened() -> None:
    for h in history.fold(log(200).records):
        if h.now and h.now.when.date:
            assert h.logged.date() >= h.now.when.date


def test_it_holds_all_that_a_real_log_can_hold() -> None:
    histories = history.fold(log(200).records)
    incidents = [h.now for h in histories if h.now]
    times = {i.when.time_is for i in incidents}

    assert set(kinds.KINDS) == set(timeline.of(histories).by_kind())
    assert set(Certainty) == times
    assert {True, False} == {i.count > 1 for i in incidents}
    assert any(i.when.date is None for i in incidents)
    assert any(i.when.date_is is Certainty.APPROXIMATE for i in incidents)
    assert any(h.days_late > 1 for h in histories)
    assert any(h.corrections for h in histories)
    assert 1 == sum(1 for h in histories if h.withdrawn)
    assert 1 == sum(1 for h in histories if h.erased)
    assert any(i.only_me for i in incidents)
    assert any(i.note for i in incidents)
    assert any(r.journal for i in incidents for r in i.reports)
    assert {"yes", "no", None} == {i.order for i in incidents}
    assert any(i.children for i in incidents)
    assert any(i.witnesses for i in incidents)
    assert 3 <= len([i for i in incidents if i.starred]) <= 10
    assert timeline.of(histories).longest_silence() >= 9


def test_every_exhibit_is_what_its_incident_says_of_it() -> None:
    made = log(200)
    told = {e.id: e for h in history.fold(made.records) if h.now for e in h.now.exhibits}

    assert told == {e.id: e for e, _ in made.exhibits}
    for exhibit, content in made.exhibits:
        assert (exhibit.sha256, exhibit.size) == (hashlib.sha256(content).hexdigest(), len(content))
    for exhibit in told.values():
        for sha256 in {exhibit.sha256, exhibit.stripped_sha256} - {""}:
            assert sha256 == hashlib.sha256(made.contents[sha256]).hexdigest()
    assert {"image/jpeg", "audio/wav", "application/pdf"} == {e.type for e in told.values()}


def test_a_picture_with_a_place_differs_from_its_copy_without_one() -> None:
    for exhibit, content in log(200).exhibits:
        copy = log(200).contents.get(exhibit.stripped_sha256)
        assert (b"Exif" in content) == bool(copy)
        assert copy is None or b"Exif" not in copy


def test_pictures_that_leave_are_complete_jpegs() -> None:
    pictures = [content for exhibit, content in log(200).exhibits if exhibit.type == "image/jpeg"]

    assert pictures
    assert all(p.startswith(b"\xff\xd8") and p.endswith(b"\xff\xd9") for p in pictures)


@pytest.mark.parametrize("lang", ["da", "en"])
def test_it_is_told_in_one_language(lang: str) -> None:
    other = {"da": "en", "en": "da"}[lang]
    mine = [t[lang]["what"] for s in scenes()["scenes"] for t in s["told"]]
    theirs = [t[other]["what"] for s in scenes()["scenes"] for t in s["told"]]

    assert any(what in _told(lang) for what in mine)
    assert not any(what in _told(lang) for what in theirs)


def test_every_scene_says_the_same_fields_in_both_languages_and_names_known_kinds() -> None:
    for scene in scenes()["scenes"]:
        assert all(kinds.is_kind(k) for k in scene["kinds"])
        for told in scene["told"]:
            assert set(told["da"]) == set(told["en"])


@pytest.mark.parametrize("word", ["offer", "gerningsmand", "stalker", "victim", "perpetrator"])
def test_nobody_is_named_by_what_was_done(word: str) -> None:
    for lang in ("da", "en"):
        assert f" {word} " not in _told(lang).lower()


def test_every_number_and_address_is_one_that_cannot_be_real() -> None:
    text = _told()

    assert "@example." in text
    assert "+45 00 00 00" in text


def test_what_is_hers_alone_does_not_leave() -> None:
    records = log(200).records
    lines = disclose.lines(records, {r.header.incident for r in records}, earlier=True)
    leaving = json.dumps([line.to_json() for line in lines], ensure_ascii=False)

    assert "overreagerer" in _told()
    assert "overreagerer" not in leaving
    assert scenes()["only_me"]["da"]["what"] not in leaving


def test_more_can_be_added_to_it() -> None:
    records = log(12).records
    standing = next(h for h in history.fold(records) if h.now and not h.withdrawn)
    now = datetime.datetime(2026, 11, 21, 9, tzinfo=datetime.UTC)

    record = ledger.withdraw(records, standing.id, "", now, (b"a" * 16, b"b" * 16))

    assert records[-1].header.digest == record.header.prev
