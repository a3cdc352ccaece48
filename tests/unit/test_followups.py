"""Follow-up dates as a calendar file: every line as RFC 5545 wants it, and nothing in it that a calendar should not show."""

import datetime
import re

import pytest

from logbog import casework, followups, words
from logbog.casenote import Author, CaseNote, NoteKind
from logbog.casework import Casework

NOW = datetime.datetime(2026, 11, 21, 9, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
IDA = Author(name="Ida Holm", role="rådgiver", place="Familieafdelingen")
W = words.load("da")
Event = dict[str, str]


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def note(**said: object) -> CaseNote:
    told = {"author": IDA, "kind": NoteKind.MEETING, "date": day("2026-11-20"), "what": "Talte med Mette.", **said}
    return CaseNote(**told)  # type: ignore[arg-type]


def noted(*notes: CaseNote) -> Casework:
    records: tuple[casework.Record, ...] = ()
    for n, one in enumerate(notes, 1):
        records += (casework.add(records, f"{n:032x}", one, NOW, (n.to_bytes(16, "big"), b"b" * 16)),)
    return casework.fold(records)


def unfolded(content: bytes) -> list[str]:
    """The lines of the file; every rule about lines is looked at on the way."""
    assert content.endswith(b"\r\n")
    pieces = content[:-2].split(b"\r\n")
    assert not any(b"\r" in p or b"\n" in p for p in pieces)
    assert all(0 < len(p) <= 75 for p in pieces)
    whole: list[bytes] = []
    for piece in pieces:
        piece.decode()  # A letter that was cut in two would not be UTF-8.
        if piece.startswith(b" "):
            whole[-1] += piece[1:]
        else:
            whole.append(piece)
    return [line.decode() for line in whole]


def events(content: bytes) -> list[Event]:
    """The properties of each event; the frame around them is looked at on the way."""
    lines = unfolded(content)
    assert ["BEGIN:VCALENDAR", "VERSION:2.0"] == lines[:2]
    assert "END:VCALENDAR" == lines[-1]
    assert 1 == len([line for line in lines if re.fullmatch(r"PRODID:\S.*", line)])
    found: list[Event] = []
    inside = False
    for line in lines:
        if line == "BEGIN:VEVENT":
            assert not inside
            inside = True
            found.append({})
        elif line == "END:VEVENT":
            inside = False
        elif inside:
            name, _, value = line.partition(":")
            assert name not in found[-1]
            found[-1][name] = re.sub(r"\\([\\;,nN])", lambda m: "\n" if m[1] in "nN" else m[1], value)
            if name == "SUMMARY":
                assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value)
    assert not inside
    return found


def test_each_follow_up_is_an_all_day_event_of_its_own() -> None:
    made = noted(note(follow_up=day("2026-12-03")), note(), note(follow_up=day("2026-11-27")))

    assert [
        {
            "UID": f"{3:032x}",
            "DTSTAMP": "20261121T083000Z",
            "DTSTART;VALUE=DATE": "20261127",
            "DTEND;VALUE=DATE": "20261128",
            "SEQUENCE": "0",
            "SUMMARY": "Opfølgning",
            "CLASS": "PRIVATE",
            "TRANSP": "TRANSPARENT",
        },
        {
            "UID": f"{1:032x}",
            "DTSTAMP": "20261121T083000Z",
            "DTSTART;VALUE=DATE": "20261203",
            "DTEND;VALUE=DATE": "20261204",
            "SEQUENCE": "0",
            "SUMMARY": "Opfølgning",
            "CLASS": "PRIVATE",
            "TRANSP": "TRANSPARENT",
        },
    ] == events(followups.ics(made, W, NOW))


def test_nothing_of_the_note_and_no_name_stands_in_it() -> None:
    made = noted(
        note(follow_up=day("2026-12-03"), follow_up_what="Ring til Mette", journal="4200-1", people="Mette", to="Politiet")
    )

    plain = followups.ics(made, W, NOW).decode()
    told = followups.ics(made, W, NOW, told=True).decode()
    assert not [word for word in ("Mette", "Ida", "Holm", "4200", "Politiet", "Familie") if word in plain]
    assert not [word for word in ("Ida", "Holm", "4200", "Politiet", "Talte", "Familie") if word in told]
    assert "SUMMARY:Ring til Mette\r\n" in told


@pytest.mark.parametrize(
    "text",
    [
        "Tal om samvær, skole; og \\ det hele\nNy linje",
        "æøå" * 60,
        "😀" * 40,
        "x" * 75 + "ø" * 75,
        "En\u2028to\x0bEND:VEVENT\nBEGIN:VALARM",
        ",;\\" * 50,
    ],
)
def test_any_text_comes_back_as_it_was_and_never_becomes_a_line(text: str) -> None:
    made = noted(note(follow_up=day("2026-12-03"), follow_up_what=text))
    read = events(followups.ics(made, W, NOW, told=True))

    assert 1 == len(read)
    assert "".join(text.split()) == "".join(read[0]["SUMMARY"].split())


@pytest.mark.parametrize("length", range(60, 80))
def test_a_line_is_folded_at_75_octets_wherever_a_letter_of_two_falls(length: int) -> None:
    text = "x" * (length - len("SUMMARY:")) + "ø" + "y" * 80
    read = events(followups.ics(noted(note(follow_up=day("2026-12-03"), follow_up_what=text)), W, NOW, told=True))

    assert text == read[0]["SUMMARY"]


def test_a_corrected_note_keeps_its_event_and_says_that_it_is_newer() -> None:
    before = noted(note(follow_up=day("2026-12-03"))).records
    later = casework.correct(before, f"{1:032x}", note(follow_up=day("2026-12-10")), NOW, (b"c" * 16, b"d" * 16))
    (event,) = events(followups.ics(casework.fold((*before, later)), W, NOW))

    assert (f"{1:032x}", "20261210", "1") == (event["UID"], event["DTSTART;VALUE=DATE"], event["SEQUENCE"])


def test_what_was_taken_back_and_what_has_passed_is_not_due() -> None:
    made = noted(note(follow_up=day("2026-11-20")), note(follow_up=day("2026-12-03")), note(follow_up=day("2026-12-02")))
    gone = casework.withdraw(made.records, f"{3:032x}", "", NOW, (b"c" * 16, b"d" * 16))
    left = casework.fold((*made.records, gone))

    assert ["N1", "N2"] == [n.label for n in followups.due(left)]
    assert ["N2"] == [n.label for n in followups.due(left, day("2026-11-21"))]


def test_without_a_follow_up_there_is_no_file() -> None:
    assert b"" == followups.ics(noted(note()), W, NOW)
    assert b"" == followups.ics(casework.EMPTY, W, NOW)


def test_the_last_day_that_there_is_has_no_day_after() -> None:
    (event,) = events(followups.ics(noted(note(follow_up=datetime.date.max)), W, NOW))
    assert "DTEND;VALUE=DATE" not in event


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_the_title_is_in_the_language_of_whoever_made_it(lang: str) -> None:
    w = words.load(lang)
    made = noted(note(follow_up=day("2026-12-03"), follow_up_what="x"))
    assert {"da": "Opfølgning", "en": "Follow-up"}[lang] == events(followups.ics(made, w, NOW))[0]["SUMMARY"]
