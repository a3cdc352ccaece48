"""A case note says who, what and when, or every bad field is named at once."""

import dataclasses
import datetime
from typing import Any

import pytest

from logbog import noteforms, words
from logbog.casenote import Author, CaseNote, NoteKind
from logbog.errors import FieldError, FormError
from logbog.incident import Answer

TODAY = datetime.date(2026, 11, 21)
AUTHOR = Author(name="Karin Lund", role="rådgiver", place="Familieafdelingen")
INCIDENT = "ab" * 16


def _note(**said: Any) -> CaseNote:
    return CaseNote(**{"author": AUTHOR, "kind": NoteKind.MEETING, "date": TODAY, "what": "Talte sammen.", **said})


def _bad(**said: Any) -> tuple[FieldError, ...]:
    with pytest.raises(FormError) as caught:
        _note(**said)
    return caught.value.fields


def _wrong(form: dict[str, list[str]]) -> tuple[FieldError, ...]:
    with pytest.raises(FormError) as caught:
        noteforms.from_form(form, AUTHOR, TODAY)
    return caught.value.fields


def test_an_author_has_a_name_and_a_role() -> None:
    with pytest.raises(FormError) as caught:
        Author(name=" ", role="")

    assert (FieldError("author_name", "required"), FieldError("author_role", "required")) == caught.value.fields


def test_texts_are_cleaned() -> None:
    assert "Én\nto" == _note(what=" E\u0301n\r\nto\x00 ").what
    assert "Karin" == Author(name=" Karin\x1b", role="rådgiver").name


@pytest.mark.parametrize("said", [{"what": "Ringede."}, {"journal": "0000-1"}, {"follow_up": TODAY}])
def test_one_thing_that_is_said_is_enough(said: dict[str, Any]) -> None:
    assert _note(**{"what": "", **said})


def test_a_note_that_says_nothing_is_asked_for_a_text() -> None:
    assert (FieldError("what", "required"),) == _bad(what="  ", people="Borgeren", to="Politiet", consent=Answer.YES)


@pytest.mark.parametrize(
    ("said", "field", "code"),
    [
        ({"follow_up": TODAY - datetime.timedelta(days=1)}, "follow_up", "end_before_start"),
        ({"follow_up_what": "Ring igen"}, "follow_up", "required"),
        ({"time": datetime.time(10, 0, 5)}, "time", "bad_time"),
        ({"people": "x" * 20_001}, "people", "too_long"),
        ({"about": ("1",)}, "about", "bad_choice"),
        ({"about": (INCIDENT, INCIDENT)}, "about", "bad_choice"),
        ({"about": tuple(f"{n:032x}" for n in range(1001))}, "about", "bad_choice"),
    ],
)
def test_what_cannot_be_is_named(said: dict[str, Any], field: str, code: str) -> None:
    assert (FieldError(field, code),) == _bad(**said)


def test_a_full_form_is_read_and_written_back_to_the_same_note() -> None:
    form = {
        "kind": ["referral"],
        "date": ["19.11.2026"],
        "time": ["10.30"],
        "what": ["Henvist til Dansk Stalking Center\r\nefter aftale"],
        "people": ["Borgeren og hendes søster"],
        "to": ["Dansk Stalking Center"],
        "journal": ["27.00-2026"],
        "consent": ["yes"],
        "follow_up": ["2026-12-03"],
        "follow_up_what": ["Er der sat en tid?"],
        "about": [INCIDENT, INCIDENT, ""],
    }

    note = noteforms.from_form(form, AUTHOR, TODAY)

    assert (AUTHOR, NoteKind.REFERRAL, datetime.date(2026, 12, 3)) == (note.author, note.kind, note.follow_up)
    assert (INCIDENT,) == note.about
    assert "Henvist til Dansk Stalking Center\nefter aftale" == note.what
    assert note == noteforms.from_form(noteforms.to_form(note), AUTHOR, TODAY)


def test_the_least_note_is_written_back_the_same() -> None:
    note = _note()

    assert note == noteforms.from_form(noteforms.to_form(note), AUTHOR, TODAY)


def test_the_form_says_every_field_of_a_note() -> None:
    names = {f.name for f in dataclasses.fields(CaseNote)} - {"author"}

    assert names == set(noteforms.to_form(_note())) == set(noteforms.NOTE_FIELDS)


def test_every_bad_field_is_named_at_once_in_the_order_of_the_form() -> None:
    form = {"kind": ["andet"], "date": ["2027-01-01"], "time": ["99"], "consent": ["måske"], "follow_up": ["snart"]}

    assert [
        ("kind", "bad_choice"),
        ("date", "future"),
        ("time", "bad_time"),
        ("consent", "bad_choice"),
        ("follow_up", "bad_date"),
    ] == [(e.field, e.code) for e in _wrong(form)]


def test_an_empty_form_asks_for_kind_day_and_text() -> None:
    assert [("kind", "bad_choice"), ("date", "required"), ("what", "required")] == [(e.field, e.code) for e in _wrong({})]


def test_a_day_that_is_none_is_told_once() -> None:
    form = {"kind": ["other"], "date": ["i går"], "what": ["Ringede"]}

    assert [("date", "bad_date")] == [(e.field, e.code) for e in _wrong(form)]


def test_the_day_to_follow_up_may_be_ahead() -> None:
    form = {"kind": ["safety"], "date": ["2026-11-21"], "follow_up": ["2027-05-01"]}

    assert datetime.date(2027, 5, 1) == noteforms.from_form(form, AUTHOR, TODAY).follow_up


def test_an_author_is_read_and_written_back_the_same() -> None:
    assert AUTHOR == noteforms.author_from_form(noteforms.author_to_form(AUTHOR))
    with pytest.raises(FormError) as caught:
        noteforms.author_from_form({})
    assert ["author_name", "author_role"] == [e.field for e in caught.value.fields]


def test_no_text_stands_in_an_error() -> None:
    form = {"kind": ["hemmeligt"], "date": ["2027-01-01"], "what": ["Hun bor på Ærøvej"]}

    with pytest.raises(FormError) as caught:
        noteforms.from_form(form, AUTHOR, TODAY)
    assert "Ærøvej" not in str(caught.value) + repr(caught.value.fields)


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_every_kind_every_field_and_every_error_has_words(lang: str) -> None:
    w = words.load(lang)

    assert len({noteforms.kind(w, k) for k in NoteKind}) == len(NoteKind)
    for field in (*noteforms.AUTHOR_FIELDS, *noteforms.NOTE_FIELDS):
        assert noteforms.label(w, field)
        for code in ("required", "bad_date", "bad_time", "future", "end_before_start", "too_long", "bad_choice"):
            assert noteforms.say(w, FieldError(field, code))
    said = noteforms.say(w, FieldError("author_name", "required"))
    assert said == w("note_error.author_name.required") != noteforms.say(w, FieldError("date", "required"))
