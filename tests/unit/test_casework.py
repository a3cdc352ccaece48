"""The professional's own ledger keeps what was said, fixes the originals, and folds whatever somebody did to it."""

import dataclasses
import datetime
from typing import Any

import pytest

from logbog import casepart, casework, ledger, seal
from logbog.casenote import Author, CaseNote, NoteKind
from logbog.casework import Hand, Original, Thing
from logbog.errors import CannotRead, FormError
from logbog.incident import Answer
from logbog.record import GENESIS, Act, Part, Record

ZONE = datetime.timezone(datetime.timedelta(hours=1))
NOW = datetime.datetime(2026, 11, 21, 9, 30, tzinfo=ZONE)
KARIN = Author(name="Karin Lund", role="rådgiver", place="Familieafdelingen")
OMAR = Author(name="Omar Nissen", role="betjent")
LOG = Original(letter="A", file="originaler/A-sagspakke.zip", sha256="a" * 64, size=9, label="borgeren")
FATHER = Original(letter="B", file="originaler/B-log.json", sha256="b" * 64, size=7)
TALK = CaseNote(author=KARIN, kind=NoteKind.SAFETY, date=NOW.date(), what="Talte om sikkerhed.", about=("ab" * 16,))
MEETING = CaseNote(author=KARIN, kind=NoteKind.MEETING, date=NOW.date(), journal="0000-1", consent=Answer.YES)
HANDED = Hand(author=KARIN, to="Omar Nissen", text="Ring til borgeren først.")


def _salts(n: int) -> tuple[bytes, bytes]:
    return n.to_bytes(16, "big"), (n + 1000).to_bytes(16, "big")


def _with(records: tuple[Record, ...], name: int, thing: Thing) -> tuple[Record, ...]:
    return (*records, casework.add(records, f"{name:032x}", thing, NOW, _salts(len(records))))


@pytest.fixture
def records() -> tuple[Record, ...]:
    """Two originals, two notes and a hand, in this order."""
    made: tuple[Record, ...] = ()
    for name, thing in enumerate((LOG, FATHER, TALK, MEETING, HANDED), 1):
        made = _with(made, name, thing)
    return made


def _refused(part: Any) -> str:
    record = ledger.append((), Act.ADDED, "1" * 32, (part, None), NOW, _salts(1))
    with pytest.raises(CannotRead) as caught:
        casework.fold((record,))
    return caught.value.code


def test_what_was_added_is_folded_in_its_order(records: tuple[Record, ...]) -> None:
    case = casework.fold(records)

    assert (LOG, FATHER) == case.originals
    assert [("N1", TALK), ("N2", MEETING)] == [(n.label, n.now) for n in case.notes] == [(n.label, n.now) for n in case.standing]
    assert [(1, KARIN, "Omar Nissen", "Ring til borgeren først.")] == [(h.number, h.author, h.to, h.text) for h in case.hands]
    assert records == case.records
    assert "C" == case.next_letter


def test_it_is_a_chain_as_any_other_and_its_private_parts_hold_nothing(records: tuple[Record, ...]) -> None:
    assert [GENESIS, *(r.header.digest for r in records[:-1])] == [r.header.prev for r in records]
    assert all(r.private is not None and r.private.value is None for r in records)
    assert all(
        line.header == r.header and line.shared == r.shared for line, r in zip(casework.lines(records), records, strict=True)
    )


def test_what_is_read_back_from_json_folds_to_the_same(records: tuple[Record, ...]) -> None:
    again = tuple(Record.from_json({**r.to_json(), "private": None}) for r in records)

    assert dataclasses.replace(casework.fold(records), records=()) == dataclasses.replace(casework.fold(again), records=())


def test_each_hand_has_the_seal_of_the_chain_up_to_it(records: tuple[Record, ...]) -> None:
    more = _with(_with(records, 6, TALK), 7, Hand(author=OMAR))
    first, second = casework.fold(more).hands

    assert (1, 2) == (first.number, second.number)
    assert first.seal == seal.of([r.header for r in records]).code
    assert second.seal == seal.of([r.header for r in more]).code
    assert seal.holds(seal.parse(first.seal), [r.header for r in more])


def test_a_correction_keeps_what_was_said_and_who_said_it(records: tuple[Record, ...]) -> None:
    mended = dataclasses.replace(TALK, author=OMAR, what="Talte om sikkerhed i hjemmet.")
    more = (*records, casework.correct(records, f"{3:032x}", mended, NOW, _salts(50)))
    note = casework.fold(more).notes[0]

    assert [TALK, mended] == [v.note for v in note.versions]
    assert [mended] == [v.note for v in note.corrections]
    assert (1, NOW, 5) == (note.number, note.logged, note.corrections[0].seq)


def test_a_withdrawn_note_says_when_and_why_and_stays_readable(records: tuple[Record, ...]) -> None:
    more = (*records, casework.withdraw(records, f"{4:032x}", " Det var en anden sag ", NOW, _salts(50)))
    case = casework.fold(more)

    withdrawn = case.notes[1].withdrawn
    assert withdrawn is not None
    assert ("Det var en anden sag", NOW) == (withdrawn.why, withdrawn.logged)
    assert MEETING == case.notes[1].now
    assert [TALK] == [n.now for n in case.standing]
    for attempt in (
        lambda: casework.withdraw(more, f"{4:032x}", "", NOW, _salts(51)),
        lambda: casework.correct(more, f"{4:032x}", TALK, NOW, _salts(51)),
        lambda: casework.withdraw(more, f"{1:032x}", "", NOW, _salts(51)),
        lambda: casework.withdraw(more, f"{9:032x}", "", NOW, _salts(51)),
    ):
        with pytest.raises(ValueError, match="stands"):
            attempt()


def test_only_the_label_of_an_original_is_corrected(records: tuple[Record, ...]) -> None:
    name = casework.id_of(records, "B")
    more = (*records, casework.correct(records, name, dataclasses.replace(FATHER, label="faren"), NOW, _salts(50)))

    assert ["borgeren", "faren"] == [o.label for o in casework.fold(more).originals]
    for wrong in (dataclasses.replace(FATHER, sha256="c" * 64), dataclasses.replace(FATHER, size=8), LOG):
        with pytest.raises(ValueError, match="label"):
            casework.correct(records, name, wrong, NOW, _salts(50))
    with pytest.raises(KeyError):
        casework.id_of(records, "C")


def test_a_thing_is_added_once_and_a_letter_is_given_once(records: tuple[Record, ...]) -> None:
    with pytest.raises(ValueError, match="once"):
        _with(records, 3, TALK)
    with pytest.raises(ValueError, match="letter"):
        _with(records, 9, dataclasses.replace(LOG, sha256="c" * 64))


def test_there_are_as_many_originals_as_letters() -> None:
    made: tuple[Record, ...] = ()
    for n, letter in enumerate(casepart.LETTERS):
        made = _with(made, n, dataclasses.replace(LOG, letter=letter, file=f"originaler/{letter}-log.json"))

    assert "" == casework.fold(made).next_letter
    assert "A" == casework.EMPTY.next_letter


@pytest.mark.parametrize(
    ("start", "name"),
    [
        (b"PK\3\4", "originaler/B-sagspakke.zip"),
        (b"age-encryption.org/v1\n", "originaler/B-sagspakke.zip.age"),
        (b"-----BEGIN AGE ENCRYPTED FILE-----", "originaler/B-sagspakke.zip.age"),
        (b'{\n "format"', "originaler/B-log.json"),
    ],
)
def test_an_original_is_named_by_what_it_is_never_as_it_was_called(start: bytes, name: str) -> None:
    assert name == casepart.file_of("B", start)
    assert Original(letter="B", file=name, sha256="b" * 64, size=1).file == name


@pytest.mark.parametrize(
    "wrong",
    [
        {"letter": "AA"},
        {"letter": "a", "file": "originaler/a-log.json"},
        {"letter": "B"},
        {"file": "originaler/A-anna-lund.zip"},
        {"file": "originaler/A-../../log.json"},
        {"file": "A-log.json"},
        {"sha256": "A" * 64},
        {"size": 0},
    ],
)
def test_an_original_that_cannot_be_is_none(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="original"):
        dataclasses.replace(LOG, **wrong)


def test_what_is_typed_of_an_original_and_a_hand_is_not_too_long() -> None:
    for attempt, field in (
        (lambda: dataclasses.replace(LOG, label="x" * 20_001), "label"),
        (lambda: Hand(author=KARIN, to="x" * 20_001), "hand_to"),
        (lambda: Hand(author=KARIN, text="x" * 20_001), "hand_text"),
    ):
        with pytest.raises(FormError) as caught:
            attempt()
        assert [(field, "too_long")] == [(e.field, e.code) for e in caught.value.fields]


NOTE = casepart.of(TALK)["note"]


@pytest.mark.parametrize(
    "part",
    [
        {"letter": NOTE},
        {"note": {**NOTE, "weather": "regn"}},
        {"note": {**NOTE, "kind": "weather"}},
        {"note": {**NOTE, "author": {**NOTE["author"], "phone": "0"}}},
        {"hand": {"author": NOTE["author"], "signature": "x"}},
        {"why": "Fortrød", "who": "Karin"},
    ],
)
def test_what_a_later_version_wrote_is_not_read(part: dict[str, Any]) -> None:
    assert "too_new" == _refused(part)


@pytest.mark.parametrize(
    "part",
    [
        {},
        {"note": None},
        {"note": []},
        {"note": "tekst"},
        {"note": NOTE, "hand": {"author": NOTE["author"]}},
        {"note": {**NOTE, "date": "20261121"}},
        {"note": {**NOTE, "date": 5}},
        {"note": {**NOTE, "what": " med blanke kanter "}},
        {"note": {**NOTE, "people": ""}},
        {"note": {**NOTE, "about": "abc"}},
        {"note": {**NOTE, "about": ["1"]}},
        {"note": {**NOTE, "author": {"name": "Karin"}}},
        {"note": {k: v for k, v in NOTE.items() if k != "date"}},
        {"original": {"letter": "A", "file": "../../etc/passwd", "sha256": "a" * 64, "size": 1}},
        {"original": {"letter": "A", "file": "originaler/A-log.json", "sha256": "a" * 64, "size": True}},
        {"why": 5},
    ],
)
def test_what_no_version_wrote_is_no_record(part: dict[str, Any]) -> None:
    assert "not_record" == _refused(part)


def test_no_text_stands_in_an_error() -> None:
    record = ledger.append((), Act.ADDED, "1" * 32, ({"note": {**NOTE, "what": "Ærøvej ", "date": "x"}}, None), NOW, _salts(1))
    with pytest.raises(CannotRead) as caught:
        casework.fold((record,))
    assert "not_record" == str(caught.value)


def _altered(records: tuple[Record, ...], *numbers: int) -> tuple[Record, ...]:
    """The records with another salt in some, so that their texts aren't what the headers' digests were taken of."""
    other = {n: Part(b"?" * 16, r.shared.value) for n, r in enumerate(records) if r.shared and n in numbers}
    return tuple(dataclasses.replace(r, shared=other.get(n, r.shared)) for n, r in enumerate(records))


def test_an_altered_text_is_no_part_of_what_is_shown_and_numbers_stay(records: tuple[Record, ...]) -> None:
    more = _with(_with(records, 6, TALK), 7, Hand(author=OMAR))

    case = casework.fold(_altered(more, 2, 4))

    assert [("N1", None), ("N2", MEETING), ("N3", TALK)] == [(n.label, n.now) for n in case.notes]
    assert [2] == [h.number for h in case.hands]
    assert ["N2", "N3"] == [n.label for n in case.standing]


def test_where_an_altered_original_lies_is_still_known_but_not_who_wrote_it(records: tuple[Record, ...]) -> None:
    assert (dataclasses.replace(LOG, label=""), FATHER) == casework.fold(_altered(records, 0)).originals


def test_an_altered_text_cannot_take_the_letter_of_another(records: tuple[Record, ...]) -> None:
    forged = dataclasses.replace(FATHER, sha256="f" * 64)
    first = dataclasses.replace(records[0], shared=Part(bytes(16), casepart.of(forged)))

    assert (FATHER,) == casework.fold((first, *records[1:])).originals


def test_a_later_record_cannot_put_another_original_in_the_place_of_the_first(records: tuple[Record, ...]) -> None:
    for act, name in ((Act.ADDED, "9" * 32), (Act.CORRECTED, f"{1:032x}")):
        forged = casepart.of(dataclasses.replace(LOG, sha256="f" * 64, label="en anden"))
        more = (*records, ledger.append(records, act, name, (forged, None), NOW, _salts(60)))
        assert (LOG, FATHER) == casework.fold(more).originals


@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize("thing", [LOG, TALK, HANDED])
def test_a_record_whose_act_or_id_was_changed_still_folds(records: tuple[Record, ...], act: Act, thing: Thing) -> None:
    for name in ("9" * 32, *(r.header.incident for r in records)):
        more = (*records, ledger.append(records, act, name, (casepart.of(thing), None), NOW, _salts(60)))
        assert casework.fold(more).originals == (LOG, FATHER)


def test_a_withdrawal_without_its_note_is_told_as_a_note_that_is_not_here() -> None:
    record = ledger.append((), Act.WITHDRAWN, "9" * 32, ({"why": "Fortrød"}, None), NOW, _salts(60))
    (note,) = casework.fold((record,)).notes

    assert (None, "N1") == (note.now, note.label)
    assert note.withdrawn is not None
    assert "Fortrød" == note.withdrawn.why


@pytest.mark.parametrize("part", [{}, {"note": 5}, {"letter": 1}, {"note": {}, "hand": {}}, None, {"why": 5}])
def test_an_altered_text_that_says_nonsense_is_no_reason_to_refuse_the_rest(records: tuple[Record, ...], part: Any) -> None:
    for n, record in enumerate(records):
        changed = dataclasses.replace(record, shared=Part(bytes(16), part))
        case = casework.fold((*records[:n], changed, *records[n + 1 :]))
        assert len(records) - 1 == len(case.originals) + len(case.standing) + len(case.hands)


def test_a_part_that_is_gone_leaves_its_place(records: tuple[Record, ...]) -> None:
    corrected = (*records, casework.correct(records, f"{3:032x}", MEETING, NOW, _salts(50)))
    gone = (*corrected[:-1], corrected[-1].erased())

    assert [TALK, None] == [v.note for v in casework.fold(gone).notes[0].versions]
    assert [1] == [len(n.corrections) for n in casework.fold(gone).notes[:1]]
    assert () == casework.fold(r.erased() for r in records).notes


def test_a_hand_beyond_what_a_seal_can_count_has_no_code(records: tuple[Record, ...]) -> None:
    far = dataclasses.replace(records[-1], header=dataclasses.replace(records[-1].header, seq=1 << 30))

    assert [""] == [h.seal for h in casework.fold((far,)).hands]
