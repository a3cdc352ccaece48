"""Telegram Desktop's result.json: one chat, or the export of a whole account.

A time is taken from its seconds since 1970 and shown by the clock that is asked for. Older exports hold only the clock
of the computer that made them, and that is taken as it stands.
"""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from . import dates
from .clock import Clock, Sure
from .jsontext import text_of, whole_number
from .message import Conversation, Message, NotUnderstood, Source, What, conversation

UNANSWERED = ("missed", "busy", "declined")
FILES = ("photo", "file")
NOT_INCLUDED = "("


def is_one(value: Any) -> bool:
    """Whether this is such an export."""
    if not isinstance(value, Mapping):
        return False
    chats = value.get("chats")
    if isinstance(chats, Mapping) and isinstance(chats.get("list"), list):
        return True
    messages = value.get("messages")
    first = next((m for m in messages if isinstance(m, Mapping)), {}) if isinstance(messages, list) else {}
    return "date" in first and ("from" in first or "actor" in first or "text" in first)


def read(value: Mapping[str, Any], clock: Clock) -> tuple[Conversation, ...]:
    """Each chat that holds anything."""
    me = value.get("personal_information")
    own = str(me.get("user_id", "")) if isinstance(me, Mapping) else ""
    chats = value["chats"]["list"] if isinstance(value.get("chats"), Mapping) else [value]
    return tuple(_chat(c, own, clock) for c in chats if isinstance(c, Mapping) and isinstance(c.get("messages"), list))


def _chat(chat: Mapping[str, Any], own: str, clock: Clock) -> Conversation:
    missing: list[NotUnderstood] = []
    messages = [m for n, one in enumerate(chat["messages"], 1) if (m := _message(one, n, own, clock, missing))]
    mine = next((m.sender for m in messages if m.own), "")
    return conversation(Source.TELEGRAM, messages, title=text_of(chat.get("name")), own=mine, not_understood=missing)


def _message(one: Any, n: int, own: str, clock: Clock, missing: list[NotUnderstood]) -> Message | None:
    if not isinstance(one, Mapping):
        missing.append(NotUnderstood(n, "kind"))
        return None
    when = _at(one, clock)
    if when is None:
        missing.append(NotUnderstood(n, "date"))
        return None
    service = one.get("type") == "service"
    who = text_of(one.get("actor" if service else "from"))
    who_id = text_of(one.get("actor_id" if service else "from_id")).removeprefix("user")
    what = _what(one) if service else What.TEXT
    files = [text_of(one.get(key)) for key in FILES if one.get(key)]
    return Message(
        at=when[0],
        sure=when[1],
        sender=who,
        own=who_id == own if own and who_id else None,
        what=what,
        text="".join(_text(one.get("text"))) or (text_of(one.get("action")) if service else text_of(one.get("sticker_emoji"))),
        attachments=tuple(f.rpartition("/")[2] for f in files if f and not f.startswith(NOT_INCLUDED)),
        left_out=any(f.startswith(NOT_INCLUDED) for f in files),
        seconds=whole_number(one.get("duration_seconds")) if service else None,
        line=n,
    )


def _at(one: Mapping[str, Any], clock: Clock) -> tuple[datetime.datetime, Sure] | None:
    seconds = whole_number(one.get("date_unixtime"))
    try:
        if seconds is not None:
            return clock.of_epoch(seconds * 1000)
        at = datetime.datetime.fromisoformat(text_of(one.get("date")))
    except ValueError:
        return None
    # The day is checked as that of any other source.
    known = dates.date((at.year, at.month, at.day), dates.YEAR_FIRST)
    return (at, clock.sure(at)) if known and at.tzinfo is None else None


def _what(one: Mapping[str, Any]) -> What:
    if one.get("action") != "phone_call":
        return What.SYSTEM
    return What.MISSED if one.get("discard_reason") in UNANSWERED else What.CALL


def _text(value: Any) -> Iterator[str]:
    """A text is one string, or a list of strings and of parts that are set in another way."""
    for part in value if isinstance(value, list) else [value]:
        yield text_of(part.get("text")) if isinstance(part, Mapping) else text_of(part)
