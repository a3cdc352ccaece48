"""A backup comes into a log so that nothing stands twice, nothing is overwritten, and two logs are never mixed."""

import dataclasses
import datetime

import backups
import pytest
from cases import MADE_AT, log

from logbog import ledger, restoring
from logbog.errors import CannotRead
from logbog.incident import Incident
from logbog.record import Record
from logbog.when import Certainty, When

SALTS = (b"a" * 16, b"b" * 16)
DAY = When(date=datetime.date(2026, 11, 20), date_is=Certainty.EXACT)


def added(records: tuple[Record, ...], n: int, at: datetime.datetime = MADE_AT) -> tuple[Record, ...]:
    """The log with one incident more."""
    new = Incident(when=DAY, kinds=("other",), what=f"Nummer {n}")
    return (*records, ledger.add(records, f"{n:032x}", new, at, SALTS))


RECORDS = log().records
WHOLE = backups.of(RECORDS)


def test_into_an_empty_log_everything_comes() -> None:
    joined = restoring.join((), (), WHOLE)

    assert joined.records == RECORDS
    assert set(WHOLE.drafts) == set(joined.drafts)
    assert {k.id for k in WHOLE.exhibits} == joined.exhibits
    assert joined.incidents == len(WHOLE.histories)


def test_into_the_same_log_nothing_comes_but_what_its_exhibits_lack() -> None:
    joined = restoring.join(RECORDS, (), WHOLE)

    assert () == joined.records
    assert {} == joined.drafts
    assert 0 == joined.incidents
    assert {k.id for k in WHOLE.exhibits} - {"cd" * 16} == joined.exhibits


def test_an_older_backup_adds_nothing_to_a_log_that_went_on() -> None:
    assert () == restoring.join(added(RECORDS, 1), (), WHOLE).records


def test_a_backup_that_went_on_adds_what_came_after() -> None:
    joined = restoring.join(RECORDS[:10], (), WHOLE)

    assert joined.records == RECORDS[10:]
    assert set(WHOLE.drafts) == set(joined.drafts)


def test_a_draft_that_is_here_already_is_left_alone() -> None:
    assert {} == restoring.join(RECORDS[:10], (backups.ROW,), WHOLE).drafts


@pytest.mark.parametrize(("start", "code"), [(RECORDS[:5], "parted_log"), ((), "other_log")])
def test_two_logs_that_part_are_not_mixed(start: tuple[Record, ...], code: str) -> None:
    with pytest.raises(CannotRead) as caught:
        restoring.join(added(start, 9), (), WHOLE)
    assert code == caught.value.code


def test_what_was_erased_here_stays_erased() -> None:
    incident = RECORDS[0].header.incident
    later = ledger.correct(RECORDS, incident, Incident(when=DAY, what="Rettet"), MADE_AT, SALTS)
    gone = {r.header.seq: r for r in ledger.erase(RECORDS, incident)}
    here = tuple(gone.get(r.header.seq, r) for r in RECORDS)
    joined = restoring.join(here, (), backups.of((*RECORDS, later)))

    assert [later.erased()] == list(joined.records)


def test_what_was_erased_in_the_backup_stays_where_it_is() -> None:
    joined = restoring.join(log(12).records, (), backups.of(backups.erased_log().records))

    assert () == joined.records


def test_an_exhibit_under_the_same_id_with_other_bytes_is_not_taken() -> None:
    other = dataclasses.replace(WHOLE, exhibits=(dataclasses.replace(WHOLE.exhibits[0], sha256="0" * 64),))

    assert frozenset() == restoring.join(RECORDS, (), other).exhibits


def many(n: int, at: datetime.datetime = MADE_AT) -> tuple[Record, ...]:
    records: tuple[Record, ...] = ()
    for number in range(n):
        records = added(records, number, at)
    return records


SOON, LATER = MADE_AT + datetime.timedelta(days=1), MADE_AT + datetime.timedelta(days=14)


def test_a_backup_is_due_by_what_came_since_the_last_one() -> None:
    assert not restoring.is_due((), 0, None, LATER)
    assert not restoring.is_due(many(9), 0, None, SOON)
    assert restoring.is_due(many(10), 0, None, SOON)
    assert not restoring.is_due(many(10), 1, MADE_AT, SOON)
    assert not restoring.is_due(many(10), 10, MADE_AT, LATER)


def test_a_backup_is_due_after_two_weeks_with_something_new() -> None:
    assert restoring.is_due(many(1), 0, None, LATER)
    assert not restoring.is_due(many(2), 1, LATER - datetime.timedelta(days=13), LATER)
    assert restoring.is_due(many(2), 1, MADE_AT, LATER)


def test_a_backup_is_due_after_a_day_rich_in_exhibits() -> None:
    whole = log(60).records
    last = next(n for n in range(len(whole)) if len(backups.backup.used(whole[:n], {})) >= restoring.EXHIBITS)
    few = whole[last - 1].header.logged

    assert restoring.is_due(whole[:last], last - 1, few, few) == (len(backups.backup.used(whole[last - 1 : last], {})) >= 5)
    assert restoring.is_due(whole[:last], 0, few, few)
