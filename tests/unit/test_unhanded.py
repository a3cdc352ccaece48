"""What isn't handed on yet: it may stay behind without a trace, and nothing that was written is lost."""

import dataclasses
import datetime
import itertools

import pytest

from logbog import casework, codec, unhanded
from logbog.casenote import Author, CaseNote, NoteKind
from logbog.casework import Hand, Original
from logbog.unhanded import Unhanded, Written

NOW = datetime.datetime(2026, 11, 21, 10, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
HOUR = datetime.timedelta(hours=1)
METTE = Author(name="Mette Holm", role="rådgiver")
IDA = Author(name="Ida Juul", role="betjent")
ONE, TWO, HAND = ("1" * 32, "2" * 32, "9" * 32)
LOG = Original(letter="A", file="originaler/A-sagspakke.zip", sha256="a" * 64, size=9)


def salts(n: int) -> tuple[bytes, bytes]:
    return n.to_bytes(16, "big"), (n + 1000).to_bytes(16, "big")


def note(what: str, author: Author = METTE) -> CaseNote:
    return CaseNote(author=author, kind=NoteKind.MEETING, date=NOW.date(), what=what)


def wrote(n: int, note_id: str, said: CaseNote | None, why: str = "") -> Written:
    return Written(note_id=note_id, note=said, logged_at=NOW + n * HOUR, salts=salts(n), why=why)


def two() -> Unhanded:
    return Unhanded().write(wrote(1, ONE, note("HEMMELIGT"))).write(wrote(2, TWO, note("åbent")))


def fresh(start: int = 500):  # type: ignore[no-untyped-def]
    numbers = itertools.count(start)

    def give() -> tuple[str, tuple[bytes, bytes]]:
        n = next(numbers)
        return f"{n:032x}", salts(n)

    return give


def test_what_was_written_is_one_chain_on_what_came() -> None:
    base = two().records

    laid = Unhanded(base).write(wrote(3, ONE, note("rettet", IDA))).write(wrote(4, TWO, None, "skrevet to gange"))

    assert laid.records[:2] == base
    assert [r.header.prev for r in laid.records[1:]] == [r.header.digest for r in laid.records[:-1]]
    first, second = casework.fold(laid.records).notes
    assert [v.note and v.note.author.name for v in first.versions] == ["Mette Holm", "Ida Juul"]
    assert second.withdrawn is not None
    assert second.withdrawn.why == "skrevet to gange"


def test_a_note_that_stays_behind_leaves_no_trace() -> None:
    left = two().without({ONE}).records

    assert len(left) == 1
    assert ONE not in str([r.header for r in left])
    assert b"HEMMELIGT" not in codec.canonical([r.to_json() for r in left])
    assert [n.label for n in casework.fold(left).notes] == ["N1"]


def test_a_correction_of_what_came_may_stay_behind_too() -> None:
    base = two().records

    laid = Unhanded(base).write(wrote(3, ONE, note("rettet"))).without({ONE})

    assert laid.records == base


def test_what_stayed_behind_goes_on_after_the_hand_and_not_before_it() -> None:
    mine = two()
    handed = unhanded.hand_on(mine.without({ONE}).records, (LOG,), Hand(author=METTE), NOW + 5 * HOUR, fresh())

    rest = mine.only({ONE}).on(handed)

    assert rest.notes == (ONE,)
    assert rest.records[:-1] == handed
    assert rest.records[-1].header.logged == NOW + 5 * HOUR


def test_what_was_written_is_kept_when_another_case_is_opened_under_it() -> None:
    mine = Unhanded(two().records).write(wrote(3, ONE, note("rettet"))).write(wrote(4, TWO, None))

    elsewhere = mine.on(())

    assert [n.now.what for n in casework.fold(elsewhere.records).notes if n.now] == ["rettet"]


def test_a_hand_tells_of_the_originals_before_it_once() -> None:
    give = fresh()
    first = unhanded.hand_on((), (LOG,), Hand(author=METTE, to="politiet"), NOW, give)
    second = unhanded.hand_on(first, (LOG,), Hand(author=IDA), NOW + HOUR, give)
    told = casework.fold(second)

    assert (len(first), len(second)) == (2, 3)
    assert told.originals == (LOG,)
    assert [(h.number, h.author.name, h.to) for h in told.hands] == [(1, "Mette Holm", "politiet"), (2, "Ida Juul", "")]
    assert casework.fold(first).hands[0].seal == told.hands[0].seal


def test_another_label_of_an_original_is_told_and_the_original_stays() -> None:
    give = fresh()
    first = unhanded.hand_on((), (LOG,), Hand(author=METTE), NOW, give)

    second = unhanded.hand_on(first, (dataclasses.replace(LOG, label="borgeren"),), Hand(author=IDA), NOW, give)

    assert [o.label for o in casework.fold(second).originals] == ["borgeren"]
    with pytest.raises(ValueError, match="only the label"):
        unhanded.hand_on(first, (dataclasses.replace(LOG, size=8),), Hand(author=IDA), NOW, give)
