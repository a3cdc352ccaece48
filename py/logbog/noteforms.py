"""Form fields ⇄ CaseNote and Author; see formreading for what a form is.

The fields are those of the values, with ``author_`` before the author's own. The author is filled in once
and kept beside the notes, so a note's form doesn't hold it.
A note's day may not be yet to come; the day of a follow-up may.
"""

import datetime

from .casenote import Author, CaseNote, NoteKind
from .errors import FieldError, FormError
from .formreading import Fields, Reader
from .words import Words

AUTHOR_FIELDS = ("author_name", "author_role", "author_place")
NOTE_FIELDS = (
    *("kind", "date", "time", "what", "people", "to", "journal"),
    *("consent", "follow_up", "follow_up_what", "about"),
)


def from_form(fields: Fields, author: Author, today: datetime.date) -> CaseNote:
    """The note that the form says; raises FormError with every bad field, in the order of NOTE_FIELDS."""
    reader = Reader(fields, today)
    kind = reader.choice("kind", NoteKind, reader.text("kind")) or NoteKind.OTHER
    date = reader.date("date")
    if date is None and not any(b.field == "date" for b in reader.bad):
        reader.bad.append(FieldError("date", "required"))
    time = reader.time("time")
    consent = reader.answer("consent")
    follow_up = reader.date("follow_up", may_be_ahead=True)
    bad = {b.field: b for b in reader.bad}
    made = None
    try:
        made = CaseNote(
            author=author,
            kind=kind,
            # What is told of the other fields must not hang on a day that isn't there.
            date=date or datetime.date.min,
            time=time,
            what=reader.text("what"),
            people=reader.text("people"),
            to=reader.text("to"),
            journal=reader.text("journal"),
            consent=consent,
            follow_up=follow_up,
            follow_up_what=reader.text("follow_up_what"),
            about=tuple(dict.fromkeys(i for i in fields.get("about", ()) if i)),
        )
    except FormError as more:
        # A day to follow up that was mistyped is something said, too.
        bad = {e.field: e for e in more.fields if not (e.field == "what" and "follow_up" in bad)} | bad
    if made is None or bad:
        raise FormError(tuple(bad[name] for name in NOTE_FIELDS if name in bad))
    return made


def to_form(note: CaseNote) -> dict[str, list[str]]:
    """The fields that from_form reads back to the same note."""
    return {
        "kind": [note.kind],
        "date": [note.date.isoformat()],
        "time": [note.time.strftime("%H:%M") if note.time else ""],
        "consent": [note.consent or ""],
        "follow_up": [note.follow_up.isoformat() if note.follow_up else ""],
        "about": list(note.about),
        **{name: [getattr(note, name)] for name in CaseNote.TEXTS},
    }


def author_from_form(fields: Fields) -> Author:
    """Who writes; raises FormError with every bad field of AUTHOR_FIELDS."""
    reader = Reader(fields, datetime.date.max)
    name, role, place = (reader.text(field) for field in AUTHOR_FIELDS)
    return Author(name=name, role=role, place=place)


def author_to_form(author: Author) -> dict[str, list[str]]:
    """The fields that author_from_form reads back to the same author."""
    return dict(zip(AUTHOR_FIELDS, ([author.name], [author.role], [author.place]), strict=True))


def kind(w: Words, kind: NoteKind) -> str:
    """What a note of this kind is called."""
    return w(f"note_kind.{kind}")


def label(w: Words, field: str) -> str:
    """What a field of these two forms is called."""
    return w(f"note.field.{field}")


def say(w: Words, error: FieldError) -> str:
    """What is wrong with a field of these two forms, as a sentence: the field's own words where it has some."""
    own = (f"note_error.{error.field}.{error.code}", f"note_error.{error.code}")
    return w(next((key for key in own if key in w.texts), f"field_error.{error.code}"))
