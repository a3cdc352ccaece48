"""What a professional's own ledger is about, and the shared part of a record that holds it.

A shared part is ``{"original": {…}}``, ``{"note": {…}}`` or ``{"hand": {…}}``; that of a withdrawal is ``{"why": …}``.
Law of this module: a key or a choice that this version doesn't know is refused (TooNew), never dropped,
and so is a second spelling of the same thing (CannotRead).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from . import codec
from .casenote import Author, CaseNote, NoteKind
from .errors import CannotRead, FieldError, FormError, TooNew
from .incident import HEX64, Answer
from .text import LONGEST, clean

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
FOLDER = "originaler/"
FILE = re.compile(r"originaler/([A-Z])-(?:sagspakke\.zip|sagspakke\.zip\.age|log\.json)\Z")


@dataclass(frozen=True, kw_only=True, slots=True)
class Original:
    """A case file as it came: its letter, its file in what is handed on, its digest and length, and who wrote it.

    Raises ValueError for what can't be, and FormError for a ``label`` that is too long.
    """

    letter: str
    file: str
    sha256: str
    size: int
    label: str = ""

    def __post_init__(self) -> None:
        named = FILE.match(self.file)
        if not named or named[1] != self.letter or not HEX64.match(self.sha256) or self.size < 1:
            raise ValueError("an original has a letter, a file named by it, a digest and a length")
        object.__setattr__(self, "label", _short_enough("label", self.label))

    @property
    def fixed(self) -> tuple[str, str, str, int]:
        """What of it never changes."""
        return self.letter, self.file, self.sha256, self.size


@dataclass(frozen=True, kw_only=True, slots=True)
class Hand:
    """Who hands the case on, to whom, and a word to the next."""

    author: Author
    to: str = ""
    text: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "to", _short_enough("hand_to", self.to))
        object.__setattr__(self, "text", _short_enough("hand_text", self.text))


Thing = Original | CaseNote | Hand


def _short_enough(field: str, text: str) -> str:
    cleaned = clean(text)
    if len(cleaned) > LONGEST:
        raise FormError((FieldError(field, "too_long"),))
    return cleaned


def file_of(letter: str, start: bytes) -> str:
    """The name of an original in what is handed on, by the first bytes of what it is."""
    if start.startswith((b"age-encryption.org/", b"-----BEGIN AGE")):
        return f"{FOLDER}{letter}-sagspakke.zip.age"
    return f"{FOLDER}{letter}-{'sagspakke.zip' if start.startswith(b'PK') else 'log.json'}"


def _note_kind(value: object) -> NoteKind:
    # Kinds are added over time, so one that is unknown comes from a later version.
    try:
        return NoteKind(codec.text(value))
    except ValueError as unknown:
        raise TooNew() from unknown


_author = codec.reader(Author, dict.fromkeys(("name", "role", "place"), codec.text))
READ: Mapping[str, Callable[[Any], Thing]] = {
    "original": codec.reader(
        Original, {**dict.fromkeys(("letter", "file", "sha256", "label"), codec.text), "size": codec.number}
    ),
    "note": codec.reader(
        CaseNote,
        {
            **dict.fromkeys(CaseNote.TEXTS, codec.text),
            "author": _author,
            "kind": _note_kind,
            "date": codec.date,
            "time": codec.time_of_day,
            "consent": Answer,
            "follow_up": codec.date,
            "about": codec.many(codec.text),
        },
    ),
    "hand": codec.reader(Hand, {"author": _author, "to": codec.text, "text": codec.text}),
}
WHY = "why"


def of(thing: Thing) -> codec.Json:
    """The shared part that holds ``thing``."""
    return {kind(thing): codec.fields(thing)}


def kind(thing: Thing) -> str:
    """The key of the shared part: ``original``, ``note`` or ``hand``."""
    return "original" if isinstance(thing, Original) else "note" if isinstance(thing, CaseNote) else "hand"


def thing(part: Mapping[str, Any]) -> Thing | None:
    """What a shared part holds; None when it is that of a withdrawal. Raises TooNew or CannotRead("not_record")."""
    if set(part) - {*READ, WHY}:
        raise TooNew()
    try:
        if WHY in part:
            codec.reader(dict, {WHY: codec.text})(part)
            return None
        ((key, value),) = part.items()
        found = READ[key](value)
        if codec.canonical(of(found)) != codec.canonical(part):
            raise ValueError("spelled in another way")
    except KeyError as unknown:
        raise TooNew() from unknown
    except (TypeError, ValueError, AttributeError, FormError) as wrong:
        raise CannotRead("not_record") from wrong
    return found


def claimed(part: Mapping[str, Any] | None) -> str:
    """Which kind of thing an altered part says it is; empty when it says none."""
    return next((key for key in READ if part is not None and set(part) == {key}), "")
