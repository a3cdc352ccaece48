"""A message, as the phone that exported it tells of it, and the conversation it stands in.

Laws of this module:
1. What the file doesn't say is not guessed: ``own`` is None when the file doesn't tell who wrote it,
   and nothing here knows which party the log is about.
2. A message is the same message however often, from whichever phone and in whichever language it is exported:
   that is what ``key_of`` says.
3. What was not understood is told by its place and a code, never by its text.
"""

import datetime
import enum
import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from .clock import Sure


class What(enum.StrEnum):
    """The kind of thing that a line of an export tells of."""

    TEXT = "text"
    CALL = "call"
    MISSED = "missed_call"
    VOICEMAIL = "voicemail"
    DELETED = "deleted"
    SYSTEM = "system"


COMPARED = 500
CALLS = frozenset((What.CALL, What.MISSED, What.VOICEMAIL))


class Source(enum.StrEnum):
    """Where a conversation comes from."""

    WHATSAPP = "whatsapp"
    SMS = "sms"
    CALLS = "calls"
    MESSENGER = "messenger"
    INSTAGRAM = "instagram"
    TELEGRAM = "telegram"
    EMAIL = "email"
    LIST = "list"


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """One line of an export. ``at`` is the clock of the phone, without a zone; ``line`` is where it stands in the source.

    ``sender`` is the name in the file, empty when the file names nobody. ``attachments`` are the names of its files;
    ``left_out`` says that there was a file which the export doesn't hold. ``seconds`` is how long a call lasted.
    """

    at: datetime.datetime
    sender: str = ""
    own: bool | None = None
    what: What = What.TEXT
    text: str = ""
    attachments: tuple[str, ...] = ()
    left_out: bool = False
    seconds: int | None = None
    sure: Sure = Sure.ONCE
    line: int = 0


def key_of(at: datetime.datetime, who: str, what: What, text: str, *, with_file: bool) -> str:
    """What makes a message this one and no other, but for the same said again within one minute.

    The words that a phone's language has for a call or a deletion are no part of it. Nor is the name of a file:
    the same chat is exported with its files or without them. Of a long text the start is enough.
    """
    said = plain(text)[:COMPARED] if what is What.TEXT else ""
    told = "\0".join((at.strftime("%Y-%m-%dT%H:%M"), plain(who).replace(":", ""), what, said, "file" if with_file else ""))
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:32]


def plain(text: str) -> str:
    """A text as it is compared: without marks, runs of blanks and differences of capitals."""
    if not text.isascii():
        text = unicodedata.normalize(
            "NFC", "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cc") or c in "\n\t")
        )
    return " ".join(text.split()).casefold()


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A place in the source that nothing was made of: ``line`` from 1 (0: the file as a whole), and why."""

    line: int
    code: str


@dataclass(frozen=True, slots=True)
class Question:
    """What the file leaves open; ``choices`` are the answers, and the first one was taken until somebody answers."""

    code: str
    choices: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """What was said between some parties, oldest first.

    ``parties`` are all names that the file holds, in the order in which they appear; ``own`` is the one that the file
    says belongs to the phone it comes from, empty when it doesn't say.
    """

    source: Source
    title: str = ""
    parties: tuple[str, ...] = ()
    own: str = ""
    messages: tuple[Message, ...] = ()
    not_understood: tuple[NotUnderstood, ...] = ()
    questions: tuple[Question, ...] = ()

    @cached_property
    def period(self) -> tuple[datetime.date, datetime.date] | None:
        """First and last day; None when there is nothing."""
        days = [m.at.date() for m in self.messages]
        return (min(days), max(days)) if days else None

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many messages each party has, and of what (``what`` without a sender stands under an empty name)."""
        return dict(Counter(m.sender for m in self.messages if m.what is not What.SYSTEM))


def conversation(
    source: Source,
    messages: Iterable[Message],
    *,
    title: str = "",
    own: str = "",
    parties: Iterable[str] = (),
    not_understood: Iterable[NotUnderstood] = (),
    questions: Iterable[Question] = (),
) -> Conversation:
    """The conversation of messages in any order; those of one minute stay in the order in which they stand."""
    ordered = tuple(sorted(messages, key=lambda m: m.at))
    named = dict.fromkeys(name for name in (*parties, *(m.sender for m in ordered)) if name)
    return Conversation(
        source=source,
        title=title,
        parties=tuple(named),
        own=own,
        messages=ordered,
        not_understood=tuple(not_understood),
        questions=tuple(questions),
    )
