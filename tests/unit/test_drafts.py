"""Drafts of incidents out of a conversation: grouped, counted, with the person's own lines in place, and never twice."""

import datetime
from collections import Counter
from pathlib import Path

import pytest

from logbog import importers, words
from logbog.errors import FormError
from logbog.importers import drafts, transcript
from logbog.importers.drafts import Choice, Made, Take
from logbog.importers.message import Conversation
from logbog.incident import Sender, SenderIs
from logbog.when import Certainty

FOLDER = Path(__file__).parents[1] / "vectors/imports"
DA, EN = words.load("da"), words.load("en")
MADS = "Mads Eksempel"


def read(name: str) -> tuple[Conversation, ...]:
    """One of the invented exports."""
    return importers.read(name, (FOLDER / name).read_bytes())


def lines(*told: str) -> Conversation:
    """A chat of whole lines."""
    (found,) = importers.read("x.txt", ("\n".join(told) + "\n").encode())
    return found


def known(made: Made) -> Counter[str]:
    """What a log that accepted all drafts knows."""
    return transcript.known(d.incident.words for d in made.drafts)


def test_a_storm_of_calls_is_one_counted_incident() -> None:
    mads, hidden = read("calls-20261022.xml")
    storm, later = drafts.of(mads, Choice(party="+4512345678"), DA).drafts

    assert 37 == storm.incident.count
    assert datetime.time(22, 10) == storm.incident.when.time
    assert datetime.time(23, 40) == storm.incident.end_time
    assert ("calls_messages.call", "calls_messages.missed_call") == storm.incident.kinds
    assert storm.incident.what.startswith(
        "1 besvaret opkald og 36 ubesvarede opkald fra Mads Eksempel (+4512345678) kl. 22.10–23.40."
    )
    assert (Sender(name=MADS), Sender(name="+4512345678", by=SenderIs.NUMBER)) == storm.incident.senders
    assert ("calls_messages.missed_call", "calls_messages.voicemail") == later.incident.kinds
    (secret,) = drafts.of(hidden, Choice(party=""), DA).drafts
    assert "2026-10-23 01:00 · skjult nummer: [ubesvaret opkald]" == secret.incident.words


@pytest.mark.parametrize(("gap", "bursts"), [(30, 3), (5, 5), (9 * 60, 1)])
def test_the_gap_between_two_bursts_can_be_chosen(gap: int, bursts: int) -> None:
    (found,) = read("whatsapp-da-android.txt")

    assert bursts == len(drafts.of(found, Choice(party=MADS, gap=gap), DA).drafts)


def test_own_answers_stand_in_their_place_and_count_for_nothing() -> None:
    (found,) = read("whatsapp-da-android.txt")
    first = drafts.of(found, Choice(party=MADS), DA).drafts[0]

    assert 6 == first.incident.count
    assert "1 linje er min egen" in first.incident.what
    assert (
        "2026-10-22 22:12 · Mads Eksempel: [ubesvaret opkald]\n"
        "2026-10-22 22:20 · mig: Stop.\n"
        "    Jeg vil ikke tale med dig. Så: lad mig være 🙏\n"
        "2026-10-22 22:31 · Mads Eksempel: [slettet besked]\n"
        "2026-10-22 22:40 · Mads Eksempel: [fil: IMG-20261022-WA0001.jpg] Jeg står udenfor"
    ) in first.incident.words
    assert () == first.incident.response


def test_what_to_take_can_be_chosen() -> None:
    (found,) = read("whatsapp-da-android.txt")

    def count(**chosen: object) -> tuple[int, int]:
        made = drafts.of(found, Choice(party=MADS, **chosen), DA)  # type: ignore[arg-type]
        return sum(d.incident.count for d in made.drafts), made.not_asked

    assert (9, 0) == count()
    assert (3, 6) == count(take=Take.CALLS)
    assert (3, 6) == count(take=Take.UNANSWERED)
    assert (1, 8) == count(word="SMUKKE")
    assert (7, 0) == count(until=datetime.date(2026, 10, 22))
    assert (2, 0) == count(since=datetime.date(2026, 10, 23))


def test_nobody_is_taken_for_the_other_party_unasked() -> None:
    (found,) = read("whatsapp-da-android.txt")

    for party in ("", "Nogen", "Sofie Prøve"):
        with pytest.raises(FormError):
            drafts.of(found, Choice(party=party), DA)


def test_a_number_is_the_same_with_and_without_its_country() -> None:
    sms = read("sms-20261022.xml")[0]

    assert 2 == sum(d.incident.count for d in drafts.of(sms, Choice(party="12 34 56 78"), DA).drafts)


def test_among_several_the_own_name_has_to_be_told() -> None:
    found = lines(*(f"22.10.2026 22.1{n} - {who}: hej" for n, who in enumerate(("Ole", "Ida", "Bo"))))
    (unsaid,) = drafts.of(found, Choice(party="Ole"), DA).drafts
    (said,) = drafts.of(found, Choice(party="Ole", own="Ida"), DA).drafts

    assert "mig" not in unsaid.incident.words
    assert "2026-10-22 22:11 · mig: hej" in said.incident.words


def test_the_same_export_adds_nothing_the_second_time() -> None:
    for name, party in (
        ("whatsapp-da-android.txt", MADS),
        ("whatsapp-da-iphone.txt", MADS),
        ("sms-20261022.xml", "+4512345678"),
        ("calls-20261022.xml", "+4512345678"),
        ("telegram-result.json", MADS),
        ("mail.mbox", "mads@example.org"),
        ("messenger-message_1.json", "Mads Håndværker"),
    ):
        found = read(name)[0]
        made = drafts.of(found, Choice(party=party), DA)
        again = drafts.of(found, Choice(party=party, gap=7), EN, known(made))

        assert made.drafts, name
        assert () == again.drafts, name
        assert sum(d.incident.count for d in made.drafts) == again.already


def test_an_export_with_fifty_more_messages_adds_fifty() -> None:
    def told(n: int) -> list[str]:
        return [f"{1 + i // 40:02}.10.2026 {10 + i // 6 % 7:02}.{i % 6 * 10:02} - Ole: besked {i % 9}" for i in range(n)]

    before = drafts.of(lines(*told(400)), Choice(party="Ole"), DA)
    after = drafts.of(lines(*told(450)), Choice(party="Ole"), DA, known(before))

    assert (400, 50) == (after.already, sum(d.incident.count for d in after.drafts))


def test_what_was_said_twice_in_one_minute_was_said_twice() -> None:
    twice = ["22.10.2026 22.10 - Ole: svar"] * 2
    once = drafts.of(lines(*twice[:1], "22.10.2026 22.11 - Ole: nå"), Choice(party="Ole"), DA)
    both = drafts.of(lines(*twice, "22.10.2026 22.11 - Ole: nå"), Choice(party="Ole"), DA, known(once))

    assert (2, 1) == (both.already, sum(d.incident.count for d in both.drafts))


def test_a_phone_in_another_language_tells_of_the_same_calls() -> None:
    danish = lines("22.10.2026 22.10 - Ole: Ubesvaret taleopkald", "22.10.2026 22.11 - Ole: <Mediefil udeladt>")
    german = lines("22.10.26, 22:10 - Ole: Verpasster Sprachanruf", "22.10.26, 22:11 - Ole: IMG-1.jpg (Datei angehängt)")
    made = drafts.of(danish, Choice(party="Ole"), DA)

    assert () == drafts.of(german, Choice(party="Ole"), DA, known(made)).drafts


def test_a_burst_that_fills_more_than_a_field_becomes_several_incidents() -> None:
    found = lines(*(f"22.10.2026 {10 + n // 60}.{n % 60:02} - {'Ole' if n % 2 else 'Ida'}: {'æ' * 900} {n}" for n in range(100)))
    made = drafts.of(found, Choice(party="Ole"), DA)

    assert 50 == sum(d.incident.count for d in made.drafts)
    assert 5 == len(made.drafts)
    assert () == drafts.of(found, Choice(party="Ole"), DA, known(made)).drafts


def test_a_very_long_letter_is_cut_and_known_again() -> None:
    found = lines(f"22.10.2026 22.10 - Ole: {'ord ' * 9000}", "22.10.2026 22.11 - Ole: nå")
    made = drafts.of(found, Choice(party="Ole"), DA)

    assert len(made.drafts[0].incident.words) < 20_000
    assert () == drafts.of(found, Choice(party="Ole"), DA, known(made)).drafts


def test_a_time_that_comes_twice_or_never_is_said() -> None:
    (found,) = read("whatsapp-clocks-change.txt")
    twice, never, _ = drafts.of(found, Choice(party=MADS), DA).drafts

    assert "findes to gange" in twice.incident.what
    assert Certainty.EXACT is twice.incident.when.time_is
    assert "findes ikke" in never.incident.what
    assert Certainty.APPROXIMATE is never.incident.when.time_is


def test_an_incident_of_the_same_hours_is_pointed_out() -> None:
    (found,) = read("whatsapp-da-android.txt")
    made = drafts.of(found, Choice(party=MADS), DA).drafts
    written = [d.incident for d in made]

    assert (written[0],) == drafts.beside(made[0], written)


def test_of_ten_thousand_messages_none_is_lost() -> None:
    rows = [
        f"{1 + n // 400:02}.10.2026 {n // 60 % 24:02}.{n % 60:02} - {'Ole' if n % 3 else 'Ida'}: nr. {n} æøå"
        for n in range(10_000)
    ]
    (found,) = importers.read("x.txt", "\n".join(rows).encode())
    made = drafts.of(found, Choice(party="Ole"), DA)

    assert 10_000 == len(found.messages)
    assert 6_666 == sum(d.incident.count for d in made.drafts)
    assert 10_000 == sum(len(d.lines) for d in made.drafts) + made.own_elsewhere
