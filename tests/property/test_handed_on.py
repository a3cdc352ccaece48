"""Whatever somebody does to a dossier file is found, and whatever a professional writes is read back."""

import copy
import datetime
import functools
import json
from collections.abc import Iterator
from typing import Any

from cases import Log, files
from dossiers import BEGAN, Desk, handed_on, read, told, two_logs, with_case, with_files
from dossiers import dossier as whole_dossier
from dossiers import records as all_records
from hypothesis import assume, given
from hypothesis import strategies as st

from logbog import casework, dossierfile, dossierverify, opening
from logbog.casenote import Author, CaseNote, NoteKind
from logbog.casework import Hand
from logbog.errors import CannotRead
from logbog.incident import Answer
from logbog.text import clean

RECORDS = all_records()
VALUE: Log = json.loads(files(whole_dossier())["sag.json"])
TEXTS = st.text(max_size=60)
SAID = TEXTS.filter(lambda t: bool(clean(t)))
AUTHORS = st.builds(Author, name=SAID, role=SAID, place=TEXTS)
DAYS = st.dates(datetime.date(1, 1, 1), datetime.date(9998, 1, 1))


@st.composite
def notes(draw: st.DrawFn) -> CaseNote:
    """Any note."""
    day = draw(DAYS)
    follow_up = draw(st.none() | st.dates(day, datetime.date(9999, 12, 31)))
    return CaseNote(
        author=draw(AUTHORS),
        kind=draw(st.sampled_from(NoteKind)),
        date=day,
        time=draw(st.none() | st.times().map(lambda t: t.replace(second=0, microsecond=0))),
        what=draw(SAID),
        people=draw(TEXTS),
        to=draw(TEXTS),
        journal=draw(TEXTS),
        consent=draw(st.none() | st.sampled_from(Answer)),
        follow_up=follow_up,
        follow_up_what=draw(TEXTS) if follow_up else "",
        about=tuple(f"{n:032x}" for n in draw(st.sets(st.integers(0, (1 << 128) - 1), max_size=3))),
    )


def _leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in pairs:
            yield from _leaves(inner, (*path, key))
    else:
        yield path


def _found(content: bytes) -> bool:
    try:
        return bool(told(content))
    except CannotRead:
        return True


@functools.cache
def paths() -> list[tuple[Any, ...]]:
    """Where each text and number of the records stands."""
    return [p for p in _leaves(VALUE) if p[0] == "records"]


@given(st.lists(notes(), max_size=4), AUTHORS, TEXTS)
def test_any_notes_are_handed_on_and_read_back_the_same(written: list[CaseNote], author: Author, text: str) -> None:
    desk = Desk()
    for n, note in enumerate(written):
        desk.add(n, note)
    desk.add(99, Hand(author=author, to=text, text=text))
    found = read(handed_on(desk.records, {}))

    assert written == [n.now for n in found.casework.notes]
    assert [(author, found.seal)] == [(h.author, h.seal) for h in found.casework.hands]
    assert [] == [f for f in dossierverify.findings(found) if f.altered]


@given(st.sampled_from(paths()), st.data())
def test_any_change_of_what_a_record_says_is_found(path: tuple[Any, ...], data: st.DataObject) -> None:
    now = functools.reduce(lambda value, step: value[step], path, VALUE)
    other = data.draw(st.text(max_size=40) | st.integers() | st.none() | st.just(f"{now}x"))
    assume(other != now or type(other) is not type(now))

    def edit(value: Log) -> None:
        functools.reduce(lambda inner, step: inner[step], path[:-1], value)[path[-1]] = other

    assert _found(with_case(edit))


@given(st.sampled_from(range(len(RECORDS))), st.data())
def test_any_text_that_is_taken_out_or_put_in_is_found(n: int, data: st.DataObject) -> None:
    inner = copy.deepcopy(VALUE["records"][n]["shared"]["part"])
    key = next(iter(inner))
    held = inner[key] if isinstance(inner[key], dict) else inner
    if data.draw(st.booleans()):
        held.pop(data.draw(st.sampled_from(sorted(held))))
    else:
        name = data.draw(st.sampled_from(["what", "people", "to", "text", "label", "why", "weather"]))
        assume(name not in held)
        held[name] = data.draw(SAID)

    def edit(value: Log) -> None:
        value["records"][n]["shared"]["part"] = inner

    assert _found(with_case(edit))


@given(st.sets(st.sampled_from(range(len(RECORDS))), min_size=1))
def test_any_records_that_are_dropped_are_found(gone: set[int]) -> None:
    def edit(value: Log) -> None:
        value["records"] = [r for n, r in enumerate(value["records"]) if n not in gone]

    assert len(gone) == sum(f["n"] for f in told(with_case(edit)) if f["code"] == "missing_record")


@given(st.permutations(range(len(RECORDS))))
def test_any_other_order_is_found(order: list[int]) -> None:
    assume(order != sorted(order))

    def edit(value: Log) -> None:
        value["records"] = [value["records"][n] for n in order]

    assert "order" in {f["code"] for f in told(with_case(edit))}


@given(st.sampled_from("AB"), st.booleans(), st.data())
def test_any_one_byte_of_an_original_that_is_changed_is_found(letter: str, new_manifest: bool, data: st.DataObject) -> None:
    name = next(o.file for o in read().originals if o.letter == letter)
    at = data.draw(st.integers(0, len(two_logs()[letter]) - 1))
    by = data.draw(st.integers(1, 255))

    def edit(held: dict[str, bytes]) -> None:
        content = bytearray(held[name])
        content[at] ^= by
        held[name] = bytes(content)

    assert [{"code": "altered_original", "letter": letter}] == told(with_files(edit, new_manifest=new_manifest))


@given(st.integers(0, len(whole_dossier()) - 1), st.integers(1, 255))
def test_any_one_byte_of_the_zip_that_is_changed_is_found_or_says_nothing_else(at: int, by: int) -> None:
    content = bytearray(whole_dossier())
    content[at] ^= by
    try:
        found = dossierfile.read(bytes(content))
        altered = [f for f in dossierverify.findings(found) if f.altered]
    except CannotRead:
        return
    if not altered:
        # What is left are bytes of the ZIP itself: dates, modes, check sums. The files are those that were packed.
        assert files(whole_dossier()) == {name: found.archive.read(name, 1 << 24) for name in found.archive.names}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda v: st.lists(v) | st.dictionaries(st.text(), v)
)


@given(JSON, st.sampled_from(["original", "note", "hand", "why", ""]))
def test_a_record_of_any_json_whatever_is_named_or_refused(value: Any, key: str) -> None:
    def edit(told_value: Log) -> None:
        if key:
            told_value["records"][3]["shared"]["part"] = {key: value}
        else:
            told_value["records"][3] = value

    assert _found(with_case(edit))


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\3\4", b"PK\5\6", b"{", b'{"format": "logbog-dossier", "v": 1, ']))
def test_no_bytes_whatever_bring_another_error(content: bytes, start: bytes) -> None:
    try:
        opening.read(start + content)
    except CannotRead:
        return


@given(st.sampled_from(range(len(RECORDS))))
def test_what_one_hand_noted_holds_whatever_comes_after(n: int) -> None:
    """A chain that goes on from any record keeps every code given before."""
    desk = Desk(RECORDS[: n + 1]).add(77, Hand(author=Author(name="Ny", role="rådgiver")))
    before = [h.seal for h in casework.fold(RECORDS[: n + 1]).hands]
    after = casework.fold(desk.records).hands

    assert before == [h.seal for h in after[:-1]]
    assert BEGAN < after[-1].logged
