"""Follow-up dates as a calendar file (iCalendar, RFC 5545), each an all-day event.

Laws of this module:
1. Nothing of a log stands in it, and no name: a calendar is often seen by more people than a case.
   The professional's own words for the follow-up are its title only when asked for; else it is a neutral one.
2. An event is known by its note's id, so a calendar that reads a later file corrects what it has.
"""

import datetime
import unicodedata
from collections.abc import Iterator

from .casework import Casework, NoteHistory
from .words import Words

LINE = 75
DAY = datetime.timedelta(days=1)


def due(casework: Casework, since: datetime.date | None = None) -> tuple[NoteHistory, ...]:
    """The standing notes with a follow-up (on or after ``since``), the soonest first."""
    dated = [(n.now.follow_up, n.number, n) for n in casework.notes if n.now and n.now.follow_up and not n.withdrawn]
    return tuple(note for day, _, note in sorted(dated, key=lambda d: d[:2]) if since is None or day >= since)


def ics(casework: Casework, w: Words, made_at: datetime.datetime, told: bool = False) -> bytes:
    """The calendar file; ``told`` makes the professional's own words the titles. No bytes when nothing is to come."""
    notes = due(casework)
    if not notes:
        return b""
    return b"".join(line for text in _lines(notes, w, made_at, told) for line in _folded(text))


def _lines(notes: tuple[NoteHistory, ...], w: Words, made_at: datetime.datetime, told: bool) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//logbog//logbog 1//{w.lang.upper()}", "CALSCALE:GREGORIAN")
    for history in notes:
        note = history.now
        if note is None or note.follow_up is None:
            raise ValueError("only a note with a follow-up is due")
        yield "BEGIN:VEVENT"
        yield f"UID:{history.id}"
        yield f"DTSTAMP:{made_at.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"
        yield f"DTSTART;VALUE=DATE:{_day(note.follow_up)}"
        if note.follow_up < datetime.date.max:
            yield f"DTEND;VALUE=DATE:{_day(note.follow_up + DAY)}"
        yield f"SEQUENCE:{len(history.versions) - 1}"
        yield f"SUMMARY:{_escaped((note.follow_up_what if told else '') or w('follow_up.title'))}"
        yield from ("CLASS:PRIVATE", "TRANSP:TRANSPARENT", "END:VEVENT")
    yield "END:VCALENDAR"


def _day(day: datetime.date) -> str:
    return day.isoformat().replace("-", "")


def _escaped(text: str) -> str:
    """A text as a value: no line of it can become a line of the file."""
    lines = [
        " ".join("".join(" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in t).split()) for t in text.splitlines()
    ]
    plain = "\n".join(line for line in lines if line)
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(text: str) -> Iterator[bytes]:
    """The line in pieces of at most 75 octets, none of which cuts a letter in two; each further one begins with a blank."""
    piece, room = b"", LINE
    for letter in text:
        octets = letter.encode()
        if len(piece) + len(octets) > room:
            yield piece + b"\r\n"
            piece, room = b" ", LINE
        piece += octets
    yield piece + b"\r\n"
