"""WhatsApp's »export chat«, from Android and iPhone, in the phone languages of phone_languages.

Laws of this module:
1. A line that begins with a date and a time is a new message; any other line belongs to the one above it.
2. What the phone itself wrote is known by its whole text, so that a person who writes of a missed call is left alone.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from . import dates
from .clock import Clock
from .message import Conversation, Message, NotUnderstood, Source, What, conversation, plain
from .phone_languages import every

# iPhone: [22.10.2026 22.10.33] Name: text · Android: 22.10.2026 22.10 - Name: text
SHAPES = (
    re.compile(rf"[{dates.MARKS}]*\[(?P<head>[^\]\n]{{6,60}})\][ \u00a0\u202f]?(?P<rest>.*)"),
    re.compile(rf"[{dates.MARKS}]*(?P<head>\d[^\n]{{5,45}}?)\s[-–]\s(?P<rest>.*)"),
)
SENDER = re.compile(
    rf"[{dates.MARKS}]*(?:~[\s{dates.MARKS}]*)?(?P<sender>[^:\n]{{1,120}}?)[{dates.MARKS}]*:(?:\s(?P<text>.*)|\Z)"
)
FILE = r"[^\n<>]{1,200}?\.[0-9A-Za-z]{1,8}"
DELETED, DELETED_OWN, MISSED = every("deleted"), every("deleted_own"), every("missed")
CALL, NO_ANSWER, SYSTEM = every("call"), every("no_answer"), tuple(every("system"))
LEFT_OUT = every("left_out")
_ATTACHED = "|".join(map(re.escape, sorted(every("attached"), key=len, reverse=True)))
# Android: IMG-20261022-WA0001.jpg (file attached) · iPhone: <attached: 00000012-PHOTO-2026-10-22-22-10-33.jpg>
ATTACHED = (
    re.compile(rf"(?P<file>{FILE}) \((?:{_ATTACHED})\)", re.IGNORECASE),
    re.compile(rf"(?:[^\n<]*)<(?:{_ATTACHED}): ?(?P<file>{FILE})>", re.IGNORECASE),
    re.compile(rf"(?:[^\n<]*)<(?P<file>{FILE}) (?:{_ATTACHED})>", re.IGNORECASE),
)
# What ends in »image omitted« and is not much longer is the phone's own.
LONGEST_LEFT_OUT = 160
ENOUGH = 2
LOOKED_AT = 200


@dataclass(slots=True)
class _Raw:
    """One message while it is gathered; its date waits for an order."""

    line: int
    numbers: dates.Numbers
    mark: str
    time: datetime.time
    rest: list[str]


def looks_like(text: str) -> bool:
    """Whether a text begins like an exported chat: with dated lines, of which somebody said at least one."""
    heads = [head for n, line in enumerate(text.split("\n", LOOKED_AT)[:LOOKED_AT]) if (head := _head(n, line))]
    enough = len(heads) >= ENOUGH or any(head.line == 0 for head in heads)
    return enough and any(SENDER.fullmatch(head.rest[0]) for head in heads)


def read(text: str, clock: Clock, order: str = "") -> Conversation:
    """The conversation; ``order`` answers the question which number of a date is the day."""
    raw, early = _gather(text)
    chosen, questions = dates.order_of(((r.numbers, r.mark) for r in raw), order)
    missing: list[NotUnderstood] = [NotUnderstood(n, "before_first") for n in early]
    found = []
    for one in raw:
        day = dates.date(one.numbers, chosen)
        if day is None:
            missing.append(NotUnderstood(one.line, "date"))
        else:
            at = datetime.datetime.combine(day, one.time)
            found.append(_message(one, at, clock))
    own = next((m.sender for m, is_own in found if is_own and m.sender), "")
    messages = [_owned(m, own) for m, _ in found]
    return conversation(Source.WHATSAPP, messages, own=own, not_understood=missing, questions=questions)


def _gather(text: str) -> tuple[list[_Raw], list[int]]:
    raw: list[_Raw] = []
    early = []
    for n, line in enumerate(text.split("\n"), 1):
        head = _head(n, line)
        if head:
            raw.append(head)
        elif raw:
            raw[-1].rest.append(line)
        elif line.strip():
            early.append(n)
    return raw, early


def _head(n: int, line: str) -> _Raw | None:
    for shape in SHAPES:
        found = shape.match(line)
        if found:
            moment = dates.moment(found["head"])
            if moment and moment[2] is not None:
                return _Raw(n, moment[0], moment[1], moment[2], [found["rest"]])
    return None


def _message(raw: _Raw, at: datetime.datetime, clock: Clock) -> tuple[Message, bool]:
    """The message, and whether the phone says that its owner wrote it."""
    sure = clock.sure(at)
    named = SENDER.fullmatch(raw.rest[0])
    alone = _bare(raw.rest[0])
    if named is None or alone.startswith(SYSTEM):
        # A line of the phone's own names nobody; a call that was missed came from the other side.
        missed = alone in MISSED or next(_parts(alone)) in MISSED
        what = What.MISSED if missed else What.SYSTEM
        return Message(at=at, own=False if missed else None, what=what, text=_whole(raw.rest), sure=sure, line=raw.line), False
    sender = named["sender"].translate(dates.PLAIN).strip()
    lines = [named["text"] or "", *raw.rest[1:]]
    message = Message(at=at, sender=sender, text=_whole(lines), sure=sure, line=raw.line)
    own = _bare(message.text) in DELETED_OWN
    return _told(message, lines), own


def _told(message: Message, lines: list[str]) -> Message:
    bare = _bare(message.text)
    first, *others = _parts(bare)
    # »Voice call, 2 min« is the phone's when its mark stands there; the same typed by a person is a text.
    marked = _hidden(lines[0]) or all(part in NO_ANSWER for part in others)
    if bare in DELETED or bare in DELETED_OWN:
        return replace(message, what=What.DELETED)
    if bare in MISSED or (marked and first in MISSED):
        return replace(message, what=What.MISSED)
    if marked and first in CALL:
        return replace(message, what=What.MISSED if NO_ANSWER & set(others) else What.CALL)
    if bare.startswith(SYSTEM):
        return replace(message, what=What.SYSTEM)
    return _with_file(message, lines)


def _with_file(message: Message, lines: list[str]) -> Message:
    first = "".join(c for c in lines[0] if c not in dates.MARKS).strip()
    caption = _whole(lines[1:])
    for pattern in ATTACHED:
        found = pattern.fullmatch(first)
        if found:
            return replace(message, text=caption, attachments=(found["file"].strip(),))
    bare = _bare(first)
    if bare.startswith("<") and bare.strip("<> ") in LEFT_OUT:
        return replace(message, text=caption, left_out=True)
    if _hidden(lines[0]) and bare.endswith(tuple(LEFT_OUT)) and len(bare) < LONGEST_LEFT_OUT:
        return replace(message, text=caption, left_out=True)
    return message


def _owned(message: Message, own: str) -> Message:
    return replace(message, own=message.sender == own) if own and message.sender else message


def _hidden(text: str) -> bool:
    """Whether a mark stands in it, as before whatever an iPhone writes itself."""
    return any(c in dates.MARKS for c in text)


def _whole(lines: list[str]) -> str:
    return "\n".join(lines).strip().strip(dates.MARKS).strip()


def _bare(text: str) -> str:
    """A text as it is compared: without the full stop at its end."""
    return plain(text).rstrip(". ")


def _parts(bare: str) -> Iterator[str]:
    yield from (part.strip(" .") for part in re.split(r"[,.،]", bare))
