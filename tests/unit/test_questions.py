"""The eight steps, asked of a case: what is told is shown with its labels, what isn't is asked, and nothing is weighed."""

import datetime
import re
from typing import Any

import pytest
from invented import MADE_AT, at, day, exhibit
from several import BERIT, handed, moment, note, noted, salts, together, written

from logbog import casework, questions, words
from logbog.casenote import NoteKind
from logbog.casework import EMPTY, Casework, Hand
from logbog.incident import Answer, Authority, Incident, Report, Response, Witness
from logbog.questions import Question

W = words.load("da")
TODAY = day("11-21")
POLICE, NUMBERED = Report(), Report(journal="0000-1")
THREAT, HIT, KNIFE = ("vandalism_threats.threat_life",), ("violence.hit",), ("violence.weapon",)


def asked(*incidents: Incident, notes: Casework = EMPTY, today: datetime.date = TODAY) -> dict[str, Question]:
    """The questions by their codes, of one log."""
    found = questions.of(together(handed(written(*incidents)), notes=notes), today)
    assert len(found) == len({q.code for q in found})
    return {q.code: q for q in found}


def one(code: str, *incidents: Incident, notes: Casework = EMPTY) -> tuple[bool, int, tuple[str, ...]] | None:
    """Whether a question is answered, how many tell of it, and their labels; None when it isn't asked at all."""
    found = asked(*incidents, notes=notes).get(code)
    return (found.answered, found.n, found.entries) if found else None


# As a whole.


@pytest.mark.parametrize("incidents", [(), (at("11-01"),), (at(None, kinds=THREAT),)])
def test_every_step_asks_something_and_they_come_in_order(incidents: tuple[Incident, ...]) -> None:
    steps = [q.step for q in asked(*incidents).values()]

    assert set(range(1, 9)) == set(steps)
    assert sorted(steps) == steps


def test_of_an_empty_case_all_that_a_log_cannot_tell_is_asked() -> None:
    open_ones = {code for code, q in asked().items() if not q.answered}

    assert {"before_log", "vulnerability", "network", "police", "contact_person", "safety_talk", "options"} <= open_ones
    assert {"follow_up", "role", "own_notes", "sparring", "referral"} <= open_ones


def test_labels_carry_letters_where_there_are_several_logs_and_come_newest_first() -> None:
    hers, his = written(at("11-01", kinds=THREAT)), written(at("11-09", kinds=THREAT), log="b")
    found = {q.code: q for q in questions.of(together(handed(hers), handed(his)), TODAY)}

    assert ("B1", "A1") == found["threats"].entries


def test_many_labels_are_counted_and_a_few_are_named() -> None:
    found = asked(*(at("11-01", effect="Søvn.") for _ in range(40)))["effect"]

    assert (24, 40) == (len(found.entries), found.n)
    (told,) = questions.say(W, found)
    assert told.startswith("Ved 40 hændelser ")
    assert "33 og 32 andre" in told


def test_a_screen_can_show_the_labels_itself() -> None:
    found = asked(at("11-01", witnesses=(Witness(name="Maja"),)))["witnesses"]

    assert ("1 hændelse har vidner (1).",) == questions.say(W, found)
    assert ("1 hændelse har vidner.",) == questions.say(W, found, labels=False)


def test_what_is_told_comes_first_and_then_the_question() -> None:
    told, question = questions.say(W, asked(at("11-01", kinds=THREAT))["threats"])

    assert "Trusler, eller hærværk og trusler, er valgt som type ved 1 hændelse (1)." == told
    assert question.startswith("Er der talt om sikkerhed siden den seneste?")


# 1. Explore the situation.


@pytest.mark.parametrize(("days", "answered"), [(0, True), (13, True), (14, False), (100, False)])
def test_a_fortnight_without_anything_is_asked_about(days: int, answered: bool) -> None:
    found = asked(at("11-01"), at(None), today=day("11-01") + datetime.timedelta(days=days))["latest"]

    assert (answered, days, ("1",)) == (found.answered, found.n, found.entries)


def test_a_burst_lasts_until_its_end() -> None:
    found = asked(at("10-01", end_date=day("11-20")), at("11-01"))

    assert (True, 1, ("1",)) == (found["latest"].answered, found["latest"].n, found["latest"].entries)


def test_how_long_it_has_lasted_is_told_from_the_first_to_the_latest() -> None:
    assert (True, 10, ("2", "1")) == one("duration", at("11-01"), at("11-11"), at(None))
    assert None is one("duration", at("11-01"))
    assert None is one("latest", at(None))


def test_that_stop_was_said_is_told_and_that_it_was_not_is_asked_without_blame() -> None:
    said = at("11-01", response=(Response.SAID_STOP,))

    assert (True, 1, ("1",)) == one("stop_said", said, at("11-02"))
    assert (False, 0, ()) == one("stop_said", at("11-02", response=(Response.NO_ANSWER,)))
    (question,) = questions.say(W, asked(at("11-02"))["stop_said"])
    assert "få råd først" in question


def test_an_answer_is_told_and_can_still_be_stalking() -> None:
    answered = at("11-05", response=(Response.ANSWERED,))

    assert (False, 1, ("1",)) == one("answered_back", answered)
    assert (True, 1, ("1",)) == one("answered_back", answered, notes=noted(note(NoteKind.CONTACT, "11-05")))
    assert (False, 1, ("1",)) == one("answered_back", answered, notes=noted(note(NoteKind.CONTACT, "11-04")))
    assert None is one("answered_back", at("11-05"))
    assert "Det kan stadig være stalking." in questions.say(W, asked(answered)["answered_back"])[0]


def test_whether_there_was_an_answer_is_asked_only_of_what_can_be_answered() -> None:
    told = (
        at("11-01", kinds=("calls_messages.email",)),
        at("11-02", kinds=("calls_messages",), response=(Response.NO_ANSWER,)),
        at("11-03", kinds=("gifts",), response_text="Sendte den retur."),
        at("11-04", kinds=("turning_up.home",)),
        at("11-05"),
    )

    assert (False, 1, ("1",)) == one("response_unsaid", *told)
    assert None is one("response_unsaid", *told[1:])


def test_what_it_does_to_the_person_is_told_or_asked() -> None:
    assert (True, 1, ("1",)) == one("effect", at("11-01", effect="Sover dårligt."))
    assert (False, 0, ()) == one("effect", at("11-01"))


@pytest.mark.parametrize("code", ["vulnerability", "network", "before_log"])
def test_what_a_log_can_never_tell_is_asked_until_a_talk_is_noted(code: str) -> None:
    full = at("11-01", what="Alt", words="Ord", effect="Angst", witnesses=(Witness(name="Maja"),), children=Answer.YES)

    assert (False, 0, ()) == one(code, full)
    assert (False, 0, ()) == one(code, full, notes=noted(note(NoteKind.POLICE, "11-02"), note(NoteKind.OTHER, "11-02")))
    assert (True, 1, ("N1",)) == one(code, full, notes=noted(note(NoteKind.MEETING, "11-02")))
    assert (True, 2, ("N2", "N1")) == one(code, notes=noted(note(NoteKind.MEETING, "11-02"), note(NoteKind.CONTACT, "11-03")))


def test_a_withdrawn_note_answers_nothing() -> None:
    before = noted(note(NoteKind.MEETING, "11-02"))
    gone = casework.withdraw(before.records, before.notes[0].id, "", MADE_AT, salts("gone"))

    assert (False, 0, ()) == one("network", notes=casework.fold((*before.records, gone)))


# 2. The network.


def test_witnesses_and_go_betweens_are_told() -> None:
    between = at("11-05", kinds=("through_others.friend",), witnesses=(Witness(name="Maja"),))

    assert (True, 1, ("1",)) == one("witnesses", between)
    assert (False, 0, ()) == one("witnesses", at("11-05"))
    assert (False, 1, ("1",)) == one("through_others", between)
    assert (True, 1, ("1",)) == one("through_others", between, notes=noted(note(NoteKind.MEETING, "11-06")))
    assert None is one("through_others", at("11-05"))


# 3. Other professionals.


def test_that_the_police_know_is_told_from_incidents_and_notes() -> None:
    told = at("11-01", reports=(NUMBERED,)), at("11-02", reports=(Report(to=Authority.HEALTH),))
    notes = noted(note(NoteKind.POLICE, "11-03", journal="0000-2"))

    assert (True, 2, ("1", "N1")) == one("police", *told, notes=notes)
    assert (True, 2, ("1", "N1")) == one("journal", *told, notes=notes)
    assert None is one("journal_missing", *told, notes=notes)
    assert (False, 0, ()) == one("police", told[1])
    assert None is one("journal", told[1])


def test_a_report_without_a_journal_number_is_asked_about() -> None:
    told = at("11-01", reports=(POLICE,)), at("11-02", reports=(POLICE, NUMBERED))
    notes = noted(note(NoteKind.POLICE, "11-03"))

    assert (False, 2, ("1", "N1")) == one("journal_missing", *told, notes=notes)
    assert None is one("journal", *told, notes=notes)


def test_a_number_at_another_authority_is_not_one_from_the_police() -> None:
    told = at("11-01", reports=(POLICE, Report(to=Authority.MUNICIPALITY, journal="7")))

    assert (False, 1, ("1",)) == one("journal_missing", told)


@pytest.mark.parametrize(
    ("answers", "code", "expected"),
    [
        ((), "order_unasked", (False, 0, ())),
        ((None, Answer.UNKNOWN), "order_unasked", (False, 0, ())),
        ((Answer.NO, None), "no_order", (False, 1, ("1",))),
        ((Answer.NO, Answer.YES), "order", (True, 1, ("2",))),
    ],
)
def test_an_order_is_told_or_asked_about(answers: tuple[Answer | None, ...], code: str, expected: object) -> None:
    told = [at("11-01", order=a) for a in answers]

    assert expected == one(code, *told)
    assert 1 == len({"order", "no_order", "order_unasked"} & set(asked(*told)))


def test_a_breach_that_the_police_may_not_know_of_is_asked_about() -> None:
    untold = at("11-05", order=Answer.YES, order_broken=Answer.YES)
    told = at("11-09", order=Answer.YES, order_broken=Answer.YES, reports=(NUMBERED,))

    assert (False, 1, ("1",)) == one("order_broken_untold", untold, told)
    assert (True, 1, ("1",)) == one("order_broken", told)
    assert (True, 2, ("2", "1")) == one("order_broken", untold, told, notes=noted(note(NoteKind.POLICE, "11-05")))
    assert (False, 1, ("1",)) == one("order_broken_untold", untold, notes=noted(note(NoteKind.POLICE, "11-04")))
    assert None is one("order_broken", at("11-05")) is one("order_broken_untold", at("11-05"))


def test_other_professionals_and_the_one_who_holds_the_threads_are_asked_for() -> None:
    notes = noted(note(NoteKind.ROLES, "11-02"))

    assert (True, 1, ("1",)) == one("others", at("11-01", reports=(Report(to=Authority.MUNICIPALITY),)))
    assert (False, 0, ()) == one("others", at("11-01", reports=(POLICE,)))
    assert (True, 1, ("N1",)) == one("others", notes=notes) == one("contact_person", notes=notes) == one("role", notes=notes)
    assert (False, 0, ()) == one("contact_person", at("11-01")) == one("role", at("11-01"))


# 4. Safety.


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("threats", ("vandalism_threats.threat_self",)),
        ("threats", ("vandalism_threats",)),
        ("violence", ("violence",)),
        ("violence", ("violence.pushed",)),
        ("weapons", ("gifts", "violence.weapon")),
        ("near", ("surveillance.watches",)),
        ("near", ("turning_up",)),
        ("devices", ("digital.account_access",)),
        ("devices", ("surveillance.spyware",)),
    ],
)
def test_what_bears_on_safety_is_asked_about_until_safety_was_talked_of_since(code: str, told: tuple[str, ...]) -> None:
    incident = at("11-05", end_date=day("11-06"), kinds=told)

    assert (False, 1, ("1",)) == one(code, incident)
    assert (False, 1, ("1",)) == one(code, incident, notes=noted(note(NoteKind.SAFETY, "11-05")))
    assert (False, 1, ("1",)) == one(code, incident, notes=noted(note(NoteKind.MEETING, "11-07")))
    assert (True, 1, ("1",)) == one(code, incident, notes=noted(note(NoteKind.SAFETY, "11-06")))
    assert None is one(code, at("11-05", kinds=("vandalism_threats.graffiti",)))


def test_a_talk_about_safety_is_told_and_asked_for() -> None:
    assert (False, 0, ()) == one("safety_talk", at("11-05"))
    assert (True, 1, ("N1",)) == one("safety_talk", notes=noted(note(NoteKind.SAFETY, "11-05")))


def test_children_who_were_there_raise_the_question_of_a_notification() -> None:
    there, used = at("11-05", children=Answer.YES), at("11-06", kinds=("through_others.child",))

    assert (False, 2, ("2", "1")) == one("children_present", there, used, at("11-07", children=Answer.NO))
    assert (False, 2, ("2", "1")) == one("children_present", there, used, notes=noted(note(NoteKind.NOTIFICATION, "11-05")))
    assert (True, 2, ("2", "1")) == one("children_present", there, used, notes=noted(note(NoteKind.NOTIFICATION, "11-06")))
    assert None is one("children_unsaid", there, used)


def test_where_nobody_answered_whether_children_were_there_it_is_asked() -> None:
    assert (False, 2, ("3", "1")) == one(
        "children_unsaid", at("11-05"), at("11-06", children=Answer.NO), at("11-07", children=Answer.UNKNOWN)
    )
    assert None is one("children_unsaid", at("11-06", children=Answer.NO))


# 5. Options.


def test_options_and_evidence_are_told_and_asked_for() -> None:
    assert (False, 0, ()) == one("options", at("11-05"), notes=noted(note(NoteKind.CONTACT, "11-05")))
    assert (True, 1, ("N1",)) == one("options", notes=noted(note(NoteKind.DECISION, "11-05")))
    assert (True, 1, ("1",)) == one("exhibits", at("11-05", exhibits=(exhibit(1),)))
    assert (False, 0, ()) == one("exhibits", at("11-05"))


def test_a_follow_up_to_come_is_told_and_one_that_has_passed_is_asked_about() -> None:
    to_come, passed = (note(NoteKind.MEETING, "11-05", follow_up=day(d)) for d in ("11-21", "11-20"))

    assert (True, 1, ("N1",)) == one("follow_up", notes=noted(to_come, passed))
    assert (False, 1, ("N2",)) == one("follow_up_passed", notes=noted(to_come, passed))
    assert (False, 0, ()) == one("follow_up", notes=noted(passed))
    assert None is one("follow_up_passed", notes=noted(passed, note(NoteKind.CONTACT, "11-20")))


# 6. The role.


def test_a_case_that_was_handed_on_asks_whether_the_person_knows() -> None:
    hand = Hand(author=BERIT, to="Carl")
    given = casework.fold((casework.add((), "f" * 32, hand, moment("2026-11-10T12:00"), salts("hand")),))
    after = casework.fold(
        (
            *given.records,
            casework.add(given.records, "e" * 32, note(NoteKind.CONTACT, "11-10"), moment("2026-11-11T12:00"), salts("n")),
        )
    )

    assert (False, 1, ()) == one("handed", notes=given)
    assert (True, 1, ()) == one("handed", notes=after)
    assert None is one("handed")
    told, question = questions.say(W, asked(notes=given)["handed"])
    assert "Sagen er givet videre 1 gang." == told
    assert question


# 7. The log.


def test_own_notes_late_writing_and_unknown_days_are_told() -> None:
    logged = at("11-12", "10:00"), at("11-13"), at(None)

    # All are written down on 20 November.
    assert (False, 1, ("1",)) == one("late", *logged)
    assert (False, 1, ("3",)) == one("undated", *logged)
    assert None is one("late", at("11-13")) is one("undated", at("11-13"))
    assert (False, 0, ()) == one("own_notes", at("11-13"))
    assert (True, 1, ("N1",)) == one("own_notes", notes=noted(note(NoteKind.OTHER, "11-13")))


def test_typical_examples_are_told_and_asked_for_where_there_is_a_log() -> None:
    assert (True, 1, ("1",)) == one("examples", at("11-13", starred=True), at("11-14"))
    assert (False, 0, ()) == one("examples", at("11-13"))
    assert None is one("examples")


# 8. Advice.


def test_advice_and_referral_are_told_and_asked_for_with_consent() -> None:
    yes, unsaid = note(NoteKind.REFERRAL, "11-05", consent=Answer.YES), note(NoteKind.REFERRAL, "11-06")

    assert (False, 0, ()) == one("sparring", at("11-05")) == one("referral", at("11-05"))
    assert (True, 1, ("N1",)) == one("sparring", notes=noted(note(NoteKind.SPARRING, "11-05")))
    assert (True, 2, ("N2", "N1")) == one("referral", notes=noted(yes, unsaid))
    assert (False, 1, ("N2",)) == one("consent", notes=noted(yes, unsaid))
    assert None is one("consent", notes=noted(yes))


# The words.


def every_state() -> list[Question]:
    """Each code in each of its states, from cases that are told fully, barely and not at all."""
    full: dict[str, Any] = {"effect": "Angst", "children": Answer.YES, "starred": True, "exhibits": (exhibit(1),)}
    rich = (
        at("10-01", kinds=(*THREAT, *HIT, *KNIFE, "through_others.child", "turning_up", "digital.account_access"), **full),
        at(
            "10-02",
            kinds=("gifts",),
            reports=(NUMBERED,),
            order=Answer.YES,
            order_broken=Answer.YES,
            response=(Response.ANSWERED,),
        ),
        at("10-03", kinds=("gifts",), reports=(POLICE,), response=(Response.SAID_STOP,), witnesses=(Witness(name="Maja"),)),
        at("10-04", kinds=("gifts",), order=Answer.YES, order_broken=Answer.YES),
        at(None),
    )
    notes = noted(*(note(kind, "10-20", follow_up=day("10-21")) for kind in NoteKind))
    open_follow_up = noted(note(NoteKind.MEETING, "10-20", follow_up=day("12-01")))
    ways = (
        asked(*rich),
        asked(*rich, notes=notes),
        asked(*rich[1:2], notes=open_follow_up),
        asked(at("11-20", order=Answer.NO)),
        asked(),
    )
    return [q for way in ways for q in way.values()]


@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_question_is_said_in_whole_sentences(lang: str) -> None:
    w = words.load(lang)
    codes = {key.split(".")[1] for key in w.texts if re.match(r"question\.\w+\.(told|ask)", key)}
    said = {(q.code, q.answered): questions.say(w, q) for q in every_state()}

    assert codes - {"handed"} == {code for code, _ in said}
    for sentences in said.values():
        assert sentences
        assert all(s.rstrip(")")[-1] in ".?" and "{" not in s for s in sentences)
    assert all(questions.title(w, step)[0] == str(step) for step in questions.STEPS)


@pytest.mark.parametrize("lang", ["da", "en"])
def test_no_question_weighs_sums_or_judges(lang: str) -> None:
    texts = " ".join(text.lower() for key, text in words.load(lang).texts.items() if key.startswith(("question.", "pointed.")))
    judging = {"risiko", "risk", "score", "point", "points", "offer", "victim", "high", "høj", "skyldig", "guilty", "løgn", "lie"}

    assert set() == judging & set(re.findall(r"\w+", texts))
