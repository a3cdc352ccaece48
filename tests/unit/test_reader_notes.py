"""Noting and handing on in the reader: every text is shown as text, what was typed stays, and nothing goes along unseen."""

import dataclasses
import datetime

import pytest
from screen import EVIL, Screen, assert_is_sound

from logbog import casework, followups, noteforms, unhanded, words
from logbog.casenote import Author, CaseNote, NoteKind
from logbog.casepart import Hand, Original
from logbog.casework import Casework
from logbog.errors import FieldError, FormError
from logbog.incident import Answer
from logbog.record import Part, Record
from logbog.unhanded import Unhanded, Written
from logbog_web.reader.screens import hand, noteform, notes
from logbog_web.reader.screens.hand import HandView, Log, Ready
from logbog_web.reader.screens.noteform import NoteDraft
from logbog_web.reader.screens.notes import NotesView

DA = words.load("da")
ZONE = datetime.timezone(datetime.timedelta(hours=1))
NOW = datetime.datetime(2026, 11, 21, 10, tzinfo=ZONE)
METTE = Author(name=f"Mette {EVIL}", role=f"rådgiver {EVIL}", place=EVIL)
IDA = Author(name="Ida Juul", role="betjent")
FIRST, SECOND, THIRD, INCIDENT = ("1" * 32, "2" * 32, "3" * 32, "a" * 32)
FULL = CaseNote(
    author=METTE,
    kind=NoteKind.OTHER,
    date=NOW.date(),
    time=datetime.time(9, 30),
    consent=Answer.YES,
    follow_up=datetime.date(2026, 11, 25),
    about=(INCIDENT,),
    **dict.fromkeys(CaseNote.TEXTS, EVIL),
)


def wrote(n: int, note_id: str, note: CaseNote | None, why: str = "") -> Written:
    salts = (n.to_bytes(16, "big"), (n + 1000).to_bytes(16, "big"))
    return Written(note_id=note_id, note=note, logged_at=NOW + n * datetime.timedelta(hours=1), salts=salts, why=why)


def handed() -> tuple[Record, ...]:
    """A case that Mette noted two things in and handed on."""
    numbers = iter(range(500, 600))

    def fresh() -> tuple[str, tuple[bytes, bytes]]:
        n = next(numbers)
        return f"{n:032x}", (n.to_bytes(16, "big"), (n + 1000).to_bytes(16, "big"))

    mine = Unhanded().write(wrote(1, FIRST, FULL)).write(wrote(2, SECOND, dataclasses.replace(FULL, what="DET-FØR")))
    log = Original(letter="A", file="originaler/A-sagspakke.zip", sha256="a" * 64, size=9, label=EVIL)
    return unhanded.hand_on(
        mine.records, (log,), Hand(author=METTE, to=EVIL, text=EVIL), NOW + datetime.timedelta(hours=5), fresh
    )


def now() -> tuple[Unhanded, Casework]:
    """The same, opened by Ida, who corrected one, took the other back and added a third."""
    mine = Unhanded(handed()).write(wrote(11, SECOND, dataclasses.replace(FULL, what="DET-NU", author=IDA)))
    mine = mine.write(wrote(12, FIRST, None, EVIL)).write(wrote(13, THIRD, dataclasses.replace(FULL, author=IDA, what="nyt")))
    return mine, casework.fold(mine.records)


def view(**said: object) -> NotesView:
    mine, folded = now()
    base = NotesView(
        casework=folded,
        fresh=mine.notes,
        added=(THIRD,),
        incidents={INCIDENT: EVIL},
        due=followups.due(folded),
    )
    return dataclasses.replace(base, **said)  # type: ignore[arg-type]


def draft(**said: object) -> NoteDraft:
    return dataclasses.replace(NoteDraft(kind=NoteKind.POLICE, fields={"date": ["2026-11-21"]}), **said)  # type: ignore[arg-type]


def handing(**said: object) -> HandView:
    _, folded = now()
    base = HandView(
        logs=(Log(letter="A", label=EVIL, incidents=198, exhibits=41, size=1_200_000, verdict="altered"),),
        earlier=folded.notes[:1],
        own=folded.notes[1:],
        left_out={THIRD},
        hands=folded.hands,
        states={1: "wrong"},
        author=IDA,
        typed={"hand_to": [EVIL], "hand_text": [EVIL]},
        papers={"pdf": Ready(name="rapport-2026-11-21.pdf", size=1_200_000)},
        follow_ups=2,
    )
    return dataclasses.replace(base, **said)  # type: ignore[arg-type]


ERRORS = (FieldError("author_name", "required"), FieldError("what", "required"), FieldError("date", "required"))


def pages(language: str) -> dict[str, str]:
    w = words.load(language)
    _, folded = now()
    full = noteforms.to_form(FULL)
    return {
        "notes": notes.page(w, view(draft=draft())),
        "dropped": notes.page(w, view(dropped=True)),
        "empty": notes.page(w, NotesView(casework=casework.EMPTY)),
        "one": notes.one(w, view(), folded.notes[1]),
        "withdraw": notes.ask_withdraw(w, folded.notes[1], EVIL),
        "kinds": notes.other_kind(w, draft()),
        "form": noteform.page(w, draft(fields=full, about=((INCIDENT, EVIL),), author=METTE), ERRORS[1:]),
        "correct": noteform.page(w, draft(fields=full, corrects=FIRST, label="N1"), ERRORS),
        **{f"form {kind}": noteform.page(w, draft(kind=kind)) for kind in NoteKind},
        "hand": hand.page(w, handing()),
        "hand bare": hand.page(
            w, HandView(logs=()), (FieldError("author_role", "required"), FieldError("hand_text", "too_long"))
        ),
        "ready": hand.ready(w, Ready(name="sagsmappe-2026-11-21.zip", size=9), "ABCD-EFGH", left=1, saved=True),
    }


def one(kind: NoteKind) -> Screen:
    return Screen(noteform.page(DA, draft(kind=kind)))


def names(screen: Screen) -> list[str]:
    return [str(a["name"]) for tag, a in screen.tags if tag in ("input", "textarea", "select") and a.get("name")]


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_screen_is_sound_and_no_text_of_a_person_becomes_markup(language: str) -> None:
    for html in pages(language).values():
        assert_is_sound(html)


def test_texts_are_shown_as_they_were_written() -> None:
    assert EVIL in Screen(pages("da")["one"]).said
    assert EVIL in Screen(pages("da")["hand"]).said


def test_the_side_cards_are_sound_beside_the_screen() -> None:
    _, folded = now()
    beside = notes.side(DA, due_notes=followups.due(folded), fresh=2, begun=False) + hand.side(DA, folded.hands, {1: "right"})

    assert_is_sound(pages("da")["notes"] + beside)


def test_the_kind_is_chosen_first_and_every_kind_is_there() -> None:
    screen = Screen(notes.page(DA, NotesView(casework=casework.EMPTY)))

    assert [a["data-id"] for a in screen.of("button") if a.get("data-do") == "add-note"] == list(NoteKind)
    assert "textarea" not in {tag for tag, _ in screen.tags}


def test_only_the_fields_that_fit_the_kind_are_asked_for() -> None:
    assert "journal" in names(one(NoteKind.POLICE))
    assert "consent" not in names(one(NoteKind.POLICE))
    assert {"to", "consent"} <= set(names(one(NoteKind.REFERRAL)))
    assert not {"journal", "to", "people", "time"} & set(names(one(NoteKind.DECISION)))
    for kind in NoteKind:
        assert {"kind", "date", "what", "follow_up", "follow_up_what", "about_more"} <= set(names(one(kind)))


@pytest.mark.parametrize("kind", NoteKind)
def test_a_field_that_holds_something_is_shown_whatever_the_kind(kind: NoteKind) -> None:
    screen = Screen(noteform.page(DA, draft(kind=kind, fields=noteforms.to_form(FULL))))

    assert {*CaseNote.TEXTS, "time", "consent"} <= set(names(screen))
    assert screen.said.count(EVIL) >= 1


@pytest.mark.parametrize("kind", NoteKind)
def test_the_form_gives_back_the_note_it_was_filled_with(kind: NoteKind) -> None:
    note = dataclasses.replace(FULL, kind=kind)
    html = noteform.page(DA, draft(kind=kind, fields=noteforms.to_form(note), about=((INCIDENT, "12"),)))

    assert noteforms.from_form(filled(html), METTE, NOW.date()) == note


def filled(html: str) -> dict[str, list[str]]:
    """What a browser would send of the form."""
    screen, found = Screen(html), dict[str, list[str]]()
    for tag, a in screen.tags:
        if tag == "input" and a.get("name") and (a.get("type") not in ("checkbox", "radio") or "checked" in a):
            found.setdefault(str(a["name"]), []).append(str(a["value"]))
    for part in html.split("<textarea ")[1:]:
        name, text = part.split('name="')[1].split('"')[0], part.split(">", 1)[1].split("</textarea>")[0]
        found[name] = [Screen(text).said]
    return found


def test_each_error_leads_to_its_field_in_the_order_of_the_form() -> None:
    links = [a["data-id"] for a in Screen(pages("da")["correct"]).of("a")]

    assert links == ["date", "what", "author_name"]


def test_every_error_that_a_note_can_meet_has_its_words() -> None:
    bad = {"date": ["i går"], "time": ["99"], "kind": ["møde"], "consent": ["måske"], "follow_up": ["x"], "about": ["z"]}
    with pytest.raises(FormError) as caught:
        noteforms.from_form({**bad, "what": ["x" * 30_000]}, METTE, NOW.date())

    for error in (*caught.value.fields, FieldError("about_more", "bad_choice")):
        screen = Screen(noteform.page(DA, draft(fields={k: list(v) for k, v in bad.items()}), (error,)))
        assert noteforms.say(DA, error) in screen.said


def test_who_writes_is_asked_until_it_is_known() -> None:
    asked, known = Screen(noteform.page(DA, draft())), Screen(noteform.page(DA, draft(author=IDA)))

    assert set(noteforms.AUTHOR_FIELDS) <= set(names(asked))
    assert not set(noteforms.AUTHOR_FIELDS) & set(names(known))
    assert "Ida Juul, betjent" in known.said
    assert "change-author" in known.asks()


def test_both_texts_of_a_corrected_note_are_shown_with_who_corrected_it() -> None:
    said = Screen(pages("da")["one"]).said

    assert "DET-NU" in said
    assert "DET-FØR" in said
    assert "Rettet af Ida Juul, betjent" in said


def test_a_withdrawn_note_stays_readable_and_can_not_be_changed() -> None:
    _, folded = now()
    screen = Screen(notes.one(DA, view(), folded.notes[0]))

    assert "Trukket tilbage" in screen.said
    assert EVIL in screen.said
    assert not {"correct-note", "withdraw-note", "remove-note"} & set(screen.asks())


def test_what_nobody_has_got_can_be_removed_and_what_came_can_only_be_taken_back() -> None:
    _, folded = now()

    assert "remove-note" in Screen(notes.one(DA, view(), folded.notes[2])).asks()
    assert "withdraw-note" in Screen(notes.one(DA, view(), folded.notes[1])).asks()


def test_a_note_whose_text_was_altered_says_so() -> None:
    first, *rest = handed()
    assert first.shared is not None
    folded = casework.fold((Record(first.header, Part(first.shared.salt, {"note": {}}), first.private), *rest))

    assert DA("noting.altered") in Screen(notes.page(DA, NotesView(casework=folded))).said
    assert DA("handing.note_altered", label="N1") in Screen(hand.page(DA, handing(earlier=folded.notes))).said


def test_the_review_shows_logs_notes_and_hands_and_what_stays_behind() -> None:
    screen = Screen(pages("da")["hand"])
    along = {a["value"]: "checked" in a for a in screen.of("input") if a.get("name") == "along"}

    assert "198 hændelser" in screen.said
    assert "41 bilag" in screen.said
    assert DA("handing.verdict_altered") in screen.said
    assert along == {SECOND: True, THIRD: False}
    assert DA("handing.state_wrong") in screen.said
    for what in ("consent", "secrecy", "access", "safe"):
        assert DA(f"handing.remember_{what}") in screen.said


def test_each_paper_has_its_own_button_and_one_that_is_ready_is_saved_in_the_tap() -> None:
    screen = Screen(pages("da")["hand"])
    buttons = screen.of("button")

    assert [a["data-id"] for a in buttons if a.get("data-do") == "make-paper"] == ["summary", "html", "xlsx", "ics"]
    assert [a["data-save"] for a in buttons if "data-save" in a] == ["pdf"]
    assert "ics" not in [a.get("data-id") for a in Screen(hand.page(DA, handing(follow_ups=0))).of("button")]


def test_the_code_is_shown_with_the_file_and_the_tap_both_saves_and_tells() -> None:
    screen = Screen(pages("da")["ready"])

    assert "ABCD-EFGH" in screen.said
    assert [(a["data-save"], a["data-do"]) for a in screen.of("button") if "data-save" in a] == [("dossier", "handed")]


def test_the_hands_before_are_shown_beside_the_time_line() -> None:
    _, folded = now()
    screen = Screen(hand.side(DA, folded.hands, {1: "right"}))

    assert "Mette" in screen.said
    assert folded.hands[0].seal in screen.said
    assert DA("handing.state_right") in screen.said


def test_what_is_not_saved_yet_is_said_beside_the_time_line() -> None:
    assert DA.many("noting.unsaved", 2) in Screen(notes.side(DA, due_notes=(), fresh=2, begun=False)).said
    assert "gemt endnu" not in Screen(notes.side(DA, due_notes=(), fresh=0, begun=False)).said
