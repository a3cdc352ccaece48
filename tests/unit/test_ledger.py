"""The ledger only ever grows; what was said stays, and erasing leaves a header that still checks."""

import datetime

import pytest

from logbog import history, ledger
from logbog.errors import CannotRead, TooNew
from logbog.incident import Incident
from logbog.record import GENESIS, Act, Part, Record
from logbog.when import When

NOW = datetime.datetime(2026, 3, 4, 12, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
SALTS = (b"a" * 16, b"b" * 16)
ONE, TWO = "1" * 32, "2" * 32


def _incident(what: str, **more: object) -> Incident:
    return Incident(when=When(date=datetime.date(2026, 3, 1)), what=what, **more)  # type: ignore[arg-type]


@pytest.fixture
def records() -> tuple[Record, ...]:
    """Two incidents, the first of them corrected."""
    first = (ledger.add((), ONE, _incident("Ringede"), NOW, SALTS),)
    second = (*first, ledger.add(first, TWO, _incident("Skrev", note="Kun mig"), NOW, SALTS))
    return (*second, ledger.correct(second, ONE, _incident("Ringede to gange"), NOW, SALTS))


def test_each_header_holds_the_digest_of_the_one_before(records: tuple[Record, ...]) -> None:
    assert [GENESIS, records[0].header.digest, records[1].header.digest] == [r.header.prev for r in records]


def test_a_digest_is_pinned() -> None:
    header = ledger.add((), ONE, _incident("Ringede"), NOW, SALTS).header

    assert b'"logged_at":"2026-03-04T12:00:00+01:00"' in header.encode()
    assert "9af3aeb5e076dab9d60a478482c7d0bd19747f2206985094a15d40b1886d3ec0" == header.digest
    assert header.shared == Part(SALTS[0], {"when": _incident("").when.to_json(), "what": "Ringede"}).digest


def test_a_correction_keeps_what_was_said(records: tuple[Record, ...]) -> None:
    one, two = history.fold(records)

    assert ["Ringede", "Ringede to gange"] == [v.incident.what for v in one.versions if v.incident]
    assert (1, 2) == (one.number, two.number)
    assert (1, 0) == (len(one.corrections), len(two.corrections))


def test_a_star_or_a_note_is_no_correction(records: tuple[Record, ...]) -> None:
    starred = ledger.correct(records, TWO, _incident("Skrev", starred=True, note="Ny"), NOW, SALTS)

    assert () == history.fold((*records, starred))[1].corrections


def test_a_withdrawn_incident_says_when_and_why(records: tuple[Record, ...]) -> None:
    taken_back = (*records, ledger.withdraw(records, TWO, "Det var en anden", NOW, SALTS))
    two = history.fold(taken_back)[1]

    assert two.withdrawn is not None
    assert ("Det var en anden", NOW) == (two.withdrawn.why, two.withdrawn.logged)
    assert two.now is not None


def test_the_reason_for_withdrawing_what_is_ones_own_stays_ones_own() -> None:
    own = (ledger.add((), ONE, _incident("Hemmeligt", only_me=True), NOW, SALTS),)
    taken_back = ledger.withdraw(own, ONE, "Fortrød", NOW, SALTS)

    assert taken_back.shared is not None
    assert taken_back.shared.value is None
    withdrawn = history.fold((*own, taken_back))[0].withdrawn
    assert withdrawn is not None
    assert "Fortrød" == withdrawn.why


def test_erasing_destroys_texts_and_salts_and_keeps_the_chain(records: tuple[Record, ...]) -> None:
    gone = {r.header.seq: r for r in ledger.erase(records, ONE)}
    after = tuple(gone.get(r.header.seq, r) for r in records)

    assert [0, 2] == sorted(gone)
    assert all(r.shared is None and r.private is None for r in gone.values())
    assert [r.header for r in records] == [r.header for r in after]
    assert [True, False] == [h.erased for h in history.fold(after)]


def test_only_an_incident_that_stands_can_be_changed(records: tuple[Record, ...]) -> None:
    taken_back = (*records, ledger.withdraw(records, TWO, "", NOW, SALTS))
    gone = tuple(r.erased() for r in records)
    for log, name in ((taken_back, TWO), (gone, ONE), (records, "3" * 32)):
        with pytest.raises(ValueError, match="stands"):
            ledger.correct(log, name, _incident("x"), NOW, SALTS)
        with pytest.raises(ValueError, match="stands"):
            ledger.withdraw(log, name, "x", NOW, SALTS)


def test_an_incident_is_added_once(records: tuple[Record, ...]) -> None:
    with pytest.raises(ValueError, match="once"):
        ledger.add(records, ONE, _incident("x"), NOW, SALTS)


@pytest.mark.parametrize(
    ("now", "salts"),
    [
        (NOW.replace(tzinfo=None), SALTS),
        (NOW, (b"a" * 16, b"a" * 16)),
        (NOW, (b"a" * 15, b"b" * 16)),
    ],
)
def test_a_clock_without_an_offset_or_a_salt_used_twice_is_refused(now: datetime.datetime, salts: tuple[bytes, bytes]) -> None:
    with pytest.raises(ValueError, match="salts"):
        ledger.add((), ONE, _incident("x"), now, salts)


def test_a_record_comes_back_the_same_from_what_is_sealed(records: tuple[Record, ...]) -> None:
    for record in (*records, records[0].erased()):
        assert record == Record.from_json(record.to_json())


def test_how_late_it_was_written_is_counted_in_days() -> None:
    late = ledger.add((), ONE, _incident("x"), NOW, SALTS)

    assert 3 == history.fold([late])[0].days_late


@pytest.mark.parametrize(
    "change",
    [
        {"seq": -1},
        {"seq": "0"},
        {"seq": True},
        {"prev": "abc"},
        {"logged_at": "2026-03-04T12:00:00"},
        {"logged_at": 5},
        {"act": "invented"},
        {"act": []},
        {"incident": "A" * 32},
        {"shared": None},
        {"extra": 1},
    ],
)
def test_a_header_that_cannot_be_is_refused(change: dict[str, object], records: tuple[Record, ...]) -> None:
    value = records[0].to_json()
    value["header"] = {**value["header"], **change}

    with pytest.raises(CannotRead) as caught:
        Record.from_json(value)
    assert "not_record" == caught.value.code


@pytest.mark.parametrize("value", [None, [], {}, {"header": []}, {"header": {}}])
def test_what_is_no_record_is_refused(value: object) -> None:
    with pytest.raises(CannotRead):
        Record.from_json(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "part", [{}, {"salt": "zz", "part": None}, {"salt": "00", "part": None}, {"salt": "00" * 16, "part": 5}, 5]
)
def test_a_part_that_cannot_be_is_refused(part: object, records: tuple[Record, ...]) -> None:
    with pytest.raises(CannotRead):
        Record.from_json({**records[0].to_json(), "shared": part})


def test_a_later_version_is_refused_untouched(records: tuple[Record, ...]) -> None:
    value = records[0].to_json()
    value["header"] = {**value["header"], "v": 2}

    with pytest.raises(TooNew):
        Record.from_json(value)


def test_the_acts_are_those_of_the_format() -> None:
    assert ["added", "corrected", "withdrawn"] == [str(a) for a in Act]
