"""What leaves is decided in one place: the chosen shared parts, and bare headers for all the rest."""

import dataclasses
import datetime
import json

import pytest

from logbog import disclose, ledger
from logbog.disclose import ERASED, LEFT_OUT, Line
from logbog.errors import CannotRead
from logbog.history import fold
from logbog.incident import Exhibit, Incident
from logbog.record import Record
from logbog.when import When

NOW = datetime.datetime(2026, 3, 4, 12, 0, tzinfo=datetime.UTC)
ONE, TWO, OWN, BACK, GONE = ("1" * 32, "2" * 32, "3" * 32, "4" * 32, "5" * 32)
PICTURE = Exhibit(id="a" * 32, sha256="b" * 64, size=5)


def _salts(n: int) -> tuple[bytes, bytes]:
    return (b"%16d" % n, b"%15dp" % n)


def _incident(what: str, **more: object) -> Incident:
    return Incident(when=When(date=datetime.date(2026, 3, 1)), what=what, **more)  # type: ignore[arg-type]


@pytest.fixture
def records() -> tuple[Record, ...]:
    """One corrected, one plain, one of her own, one withdrawn, one erased."""
    log: tuple[Record, ...] = ()
    texts = ((ONE, "først"), (TWO, "to"), (OWN, "mit eget"), (BACK, "taget tilbage"), (GONE, "slettet"))
    for n, (name, what) in enumerate(texts):
        only_me = name == OWN
        note = "en note"
        pictures = (PICTURE,) if name in (ONE, OWN) else ()
        log += (ledger.add(log, name, _incident(what, only_me=only_me, note=note, exhibits=pictures), NOW, _salts(n)),)
    log += (ledger.correct(log, ONE, _incident("rettet", exhibits=(PICTURE,)), NOW, _salts(5)),)
    log += (ledger.withdraw(log, BACK, "en fejl", NOW, _salts(6)),)
    return tuple(r.erased() if r.header.incident == GONE else r for r in log)


def _absent(lines: tuple[Line, ...]) -> list[str]:
    return [line.absent for line in lines]


def test_the_chosen_leave_as_they_stand_and_the_rest_as_headers(records: tuple[Record, ...]) -> None:
    lines = disclose.lines(records, {ONE, OWN, BACK, GONE})

    assert [LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT, ERASED, "", ""] == _absent(lines)
    assert [r.header for r in records] == [line.header for line in lines]


def test_earlier_versions_leave_when_they_are_chosen_too(records: tuple[Record, ...]) -> None:
    lines = disclose.lines(records, {ONE}, earlier=True)

    assert ["", LEFT_OUT, LEFT_OUT, LEFT_OUT, ERASED, "", ""] == _absent(lines)


def test_nothing_private_is_in_what_leaves(records: tuple[Record, ...]) -> None:
    everything = {r.header.incident for r in records}
    text = json.dumps([line.to_json() for line in disclose.lines(records, everything, earlier=True)], ensure_ascii=False)

    for word in ("mit eget", "en note", "taget tilbage", "slettet"):
        assert word not in text
    for word in ("først", "rettet", "to", "en fejl"):
        assert word in text


def test_an_incident_that_became_her_own_leaves_with_none_of_its_versions(records: tuple[Record, ...]) -> None:
    after = (*records, ledger.correct(records, TWO, _incident("to", only_me=True), NOW, _salts(7)))

    lines = disclose.lines(after, {TWO}, earlier=True)

    assert all(line.absent for line in lines if line.header.incident == TWO)


def test_a_version_that_was_her_own_leaves_empty_when_earlier_versions_do(records: tuple[Record, ...]) -> None:
    after = (*records, ledger.correct(records, OWN, _incident("nu til sagen"), NOW, _salts(7)))

    text = json.dumps([line.to_json() for line in disclose.lines(after, {OWN}, earlier=True)])

    assert "nu til sagen" in text
    assert "mit eget" not in text


def test_an_earlier_version_that_tells_of_an_exhibit_that_became_her_own_stays_behind() -> None:
    def version(what: str, only_me: bool) -> Incident:
        return _incident(what, exhibits=(dataclasses.replace(PICTURE, name="min gade.jpg", only_me=only_me),))

    log: tuple[Record, ...] = (ledger.add((), ONE, version("først", False), NOW, _salts(0)),)
    log += (ledger.correct(log, ONE, version("så", True), NOW, _salts(1)),)
    log += (ledger.correct(log, ONE, _incident("nu"), NOW, _salts(2)),)

    lines = disclose.lines(log, {ONE}, earlier=True)

    assert [LEFT_OUT, "", ""] == _absent(lines)
    assert "min gade" not in json.dumps([line.to_json() for line in lines])
    assert log[0].header == lines[0].header


def test_who_may_be_chosen(records: tuple[Record, ...]) -> None:
    assert {ONE, TWO} == {h.id for h in fold(records) if disclose.may_leave(h)}


def test_a_line_comes_back_the_same(records: tuple[Record, ...]) -> None:
    for line in disclose.lines(records, {ONE}, earlier=True):
        assert line == Line.from_json(line.to_json())


@pytest.mark.parametrize(
    "change",
    [{"absent": "because"}, {"absent": ""}, {"absent": "erased", "shared": {"salt": "00" * 16, "part": None}}, {"header": None}],
)
def test_a_line_that_cannot_be_is_refused(change: dict[str, object], records: tuple[Record, ...]) -> None:
    value = disclose.lines(records, ())[0].to_json()

    with pytest.raises(CannotRead):
        Line.from_json({**value, **change})


def test_exhibits_are_numbered_as_their_incidents_were_added(records: tuple[Record, ...]) -> None:
    later = Exhibit(id="c" * 32, sha256="d" * 64, size=5)
    after = (*records, ledger.correct(records, TWO, _incident("to", exhibits=(later,)), NOW, _salts(7)))

    found = disclose.numbered(list(reversed(fold(after))))

    assert [(1, ONE, PICTURE), (2, TWO, later)] == [(n.number, n.incident, n.exhibit) for n in found]


def test_the_numbers_are_the_same_for_who_writes_and_who_reads(records: tuple[Record, ...]) -> None:
    chosen = [h for h in fold(records) if disclose.may_leave(h)]
    read = fold(line.record for line in disclose.lines(records, {h.id for h in chosen}))

    assert disclose.numbered(chosen) == disclose.numbered(read)
