"""Several case files of one case, seen as one: nothing told twice, nothing hidden, nothing resolved."""

import dataclasses
import datetime

import pytest
from invented import MADE_AT, at, day, exhibit
from several import LATE, corrected, erased, handed, moment, more, note, noted, salts, together, told, withdrawn, written

from logbog import casefile, casework, dossier, verify, words
from logbog.casefile import CaseFile
from logbog.casenote import NoteKind
from logbog.disclose import Line
from logbog.dossier import Source
from logbog.record import Part
from logbog.timeline import Entry, Filter

W = words.load("da")
HERS = written(at("11-01", "10:00"), at("11-05"), at("11-09", "20:00"))
HIS = written(at("11-03"), at("11-09", "19:00"), at(None), log="b")


def rewritten(case: CaseFile, seq: int, **said: str) -> CaseFile:
    """The case file after somebody changed a text in it without more ado."""
    lines = [
        Line(line.header, Part(line.shared.salt, {**(line.shared.value or {}), **said}))
        if line.header.seq == seq and line.shared
        else line
        for line in case.log.lines
    ]
    return CaseFile(dataclasses.replace(case.log, lines=tuple(lines)))


def labels(rows: tuple[Entry | casework.NoteHistory, ...]) -> list[str]:
    return [r.history.label if isinstance(r, Entry) else r.label for r in rows]


# One log alone.


def test_one_case_file_is_seen_as_it_is_without_letters() -> None:
    alone = together(handed(HERS))

    assert ["3", "2", "1"] == [e.history.label for e in alone.timeline.entries]
    assert ("", ("A",), ()) == (alone.histories[0].source, alone.letters, alone.same_logs)
    assert "A" == alone.source_of("").letter == alone.source_of("A").letter == alone.log_of("") == alone.log_of("A")


def test_no_case_file_at_all_makes_an_empty_dossier() -> None:
    empty = dossier.of([])

    assert (0, (), (), ()) == (len(empty.timeline), empty.histories, empty.exhibits, empty.rows())


def test_what_was_left_out_is_told_from_what_was_erased() -> None:
    histories = together(handed(erased(HERS, 2), [1])).histories

    assert [(1, False), (2, True), (3, False)] == [(h.number, h.erased) for h in histories]
    assert [True, False, False] == [h.now is not None for h in histories]


# Two logs.


def test_two_logs_are_one_time_line_in_the_order_things_happened() -> None:
    assert ["A3", "B2", "A2", "B1", "A1", "B3"] == told(handed(HERS), handed(HIS))


def test_the_letters_follow_the_files_and_the_order_does_not() -> None:
    assert ["B3", "A2", "B2", "A1", "B1", "A3"] == told(handed(HIS), handed(HERS))


@pytest.mark.parametrize("times", [("", ""), ("10:00", "10:00")])
def test_two_at_the_same_moment_have_an_order_that_does_not_hang_on_what_was_given_first(times: tuple[str, str]) -> None:
    one, other = (handed(written(at("11-01", t), log=log)) for t, log in zip(times, "ab", strict=True))
    ways = [together(one, other), together(other, one)]

    assert 1 == len({tuple(e.history.id for e in way.timeline.entries) for way in ways})


def test_an_incident_is_found_by_its_label_and_a_source_by_its_letter() -> None:
    both = dossier.of([Source("A", handed(HERS), "borgeren"), Source("B", handed(HIS))])

    assert day("11-03") == both.entry("B1").incident.when.date  # type: ignore[union-attr]
    assert None is both.entry("B9") is both.entry("1")
    assert ("A, borgeren", "Log B") == (both.label_of(W, "A"), both.label_of(W, "B"))
    with pytest.raises(KeyError):
        both.source_of("C")
    with pytest.raises(KeyError):
        both.source_of("")


def test_exhibits_have_the_number_of_their_file_and_the_letter_of_their_case_file() -> None:
    hers = written(at("11-01", exhibits=(exhibit(1), exhibit(2))), at("11-02"), at("11-03", exhibits=(exhibit(3),)))
    both = together(handed(hers), handed(written(at("11-02", exhibits=(exhibit(9),)), log="b")))

    assert ["A1", "A2", "A3", "B1"] == [n.label for n in both.exhibits]
    assert "bilag/003-billede.jpg" == casefile.name_of(both.exhibits[2])


def test_an_exhibit_keeps_its_number_when_a_text_before_it_was_altered() -> None:
    hers = written(at("11-01", exhibits=(exhibit(1),)), at("11-03", exhibits=(exhibit(2),)))
    altered = rewritten(handed(hers), 0, what="noget andet")

    assert ["2"] == [n.label for n in together(altered).exhibits]


# Two files of one log.


def test_a_later_file_of_the_same_log_carries_the_earlier_on() -> None:
    early, late = handed(HERS), handed(more(HERS, at("11-12")))
    both = together(early, late)

    assert ["B4", "B3", "B2", "B1"] == [e.history.label for e in both.timeline.entries]
    (same,) = both.same_logs
    assert (("A", "B"), True, 3, False) == (same.letters, same.agree, same.record, same.identical)
    assert moment(LATE) == same.until
    assert ("B", "B") == (both.log_of("A"), both.log_of("B"))


def test_which_file_is_the_later_does_not_hang_on_their_letters() -> None:
    (same,) = together(handed(more(HERS, at("11-12"))), handed(HERS)).same_logs

    assert (("B", "A"), True, 3) == (same.letters, same.agree, same.record)


def test_a_text_that_only_the_earlier_file_has_is_shown_from_there() -> None:
    assert ["B4", "B3", "A2", "A1"] == told(handed(HERS, [1, 2]), handed(more(HERS, at("11-12")), [3, 4]))


def test_a_text_that_an_earlier_file_has_is_shown_once_however_many_have_it() -> None:
    late = handed(more(HERS, at("11-12")), [4])
    files = [handed(HERS[:2]), handed(HERS, [1, 3]), late]

    assert ["C4", "B3", "A2", "B1"] == told(*files)


def test_what_the_later_file_withdrew_or_erased_stays_so() -> None:
    late = handed(withdrawn(erased(HERS, 1), 2))
    both = together(handed(HERS), late)

    assert ["B3"] == [e.history.label for e in both.timeline.entries]
    assert ["fejl"] == [h.withdrawn.why for h in both.histories if h.withdrawn]
    assert ["B1"] == [h.label for h in both.histories if h.erased]


def test_a_correction_stands_beside_the_text_that_only_the_earlier_file_has() -> None:
    first = written(at("11-01", what="Han ringede."), at("11-02"))
    both = together(handed(first), handed(corrected(first, 1, at("11-01", what="Han ringede to gange."))))

    (one,) = [h for h in both.histories if h.number == 1]
    assert ("B1", ["Han ringede.", "Han ringede to gange."]) == (
        one.label,
        [v.incident and v.incident.what for v in one.versions],
    )


def test_a_correction_that_was_left_out_leaves_what_the_earlier_file_says() -> None:
    first = written(at("11-01", what="Han ringede."), at("11-02"))
    both = together(handed(first), handed(corrected(first, 1, at("11-01", what="Han kom.")), [2]))

    assert ["B2", "A1"] == [e.history.label for e in both.timeline.entries]
    assert "Han ringede." == both.entry("A1").incident.what  # type: ignore[union-attr]


def test_an_altered_text_gives_way_to_the_one_that_fits_the_chain() -> None:
    both = together(rewritten(handed(more(HERS, at("11-12"))), 1, what="Der skete ikke noget."), handed(HERS))

    assert ["A4", "A3", "B2", "A1"] == [e.history.label for e in both.timeline.entries]
    assert "" == both.entry("B2").incident.what  # type: ignore[union-attr]
    assert both.same_logs[0].agree


# The same file twice.


def test_the_same_file_given_twice_counts_once_and_has_no_letter() -> None:
    twice = together(handed(HERS), handed(HERS))

    assert ["3", "2", "1"] == [e.history.label for e in twice.timeline.entries]
    (same,) = twice.same_logs
    assert (True, True, 3) == (same.identical, same.agree, same.record)
    assert 1 == len(twice.letters)
    assert 2 == len(twice.sources)


def test_of_two_copies_the_one_that_has_the_exhibits_counts() -> None:
    from cases import case

    whole = casefile.read(case())
    alone = CaseFile(whole.log)

    assert ("B",) == together(alone, whole).letters
    assert ("A",) == together(whole, alone).letters


def test_a_copy_of_an_earlier_file_is_told_as_a_copy_of_that_one() -> None:
    early, late = handed(HERS), handed(more(HERS, at("11-12")))
    three = together(early, late, early)

    assert {("C", "A"), ("A", "B")} == {s.letters for s in three.same_logs}
    assert [("C", "A")] == [s.letters for s in three.same_logs if s.identical]
    assert ("A", "B") == three.letters
    assert "B" == three.log_of("C")


def test_the_same_log_with_other_incidents_chosen_is_no_copy() -> None:
    both = together(handed(HERS, [1]), handed(HERS, [2, 3]))

    assert ["B3", "B2", "A1"] == [e.history.label for e in both.timeline.entries]
    assert [(True, False)] == [(s.agree, s.identical) for s in both.same_logs]


# Two files of one log that don't agree.


def test_a_log_that_was_changed_in_the_middle_and_sealed_anew_is_found() -> None:
    one = more(HERS[:1], at("11-05", what="Han stod der."), at("11-09"))
    other = more(HERS[:1], at("11-05", what="Han stod der ikke."), at("11-09"), at("11-12"), logged="2026-11-20T23:00")
    both = together(handed(one), handed(other))

    (same,) = both.same_logs
    assert (("A", "B"), False, 2) == (same.letters, same.agree, same.record)
    assert moment(LATE) == same.until
    assert [] == [f for case in (one, other) for f in verify.findings(handed(case)) if f.altered]


def test_what_two_files_tell_differently_is_shown_from_both_and_the_rest_once() -> None:
    one = more(HERS[:1], at("11-05", what="Han stod der."), at("11-09"))
    other = more(HERS[:1], at("11-05", what="Han stod der ikke."), at("11-09"), at("11-12"), logged="2026-11-20T23:00")

    assert ["B4", "B3", "A2", "B2", "B1"] == sorted(told(handed(one), handed(other)), key=lambda x: (-int(x[1:]), x[0]))


def test_a_withdrawal_in_a_log_that_does_not_agree_hides_nothing() -> None:
    one = more(HERS[:1], at("11-05"))
    other = withdrawn(more(HERS[:1], at("11-06"), at("11-12"), logged="2026-11-20T23:00"), 1)

    assert "A1" in told(handed(one), handed(other))


def test_a_log_written_anew_from_its_first_record_is_the_same_log_still() -> None:
    forged = written(
        at("11-01", "10:00", what="Intet."), at("11-05"), at("11-09", "20:00"), at("11-12"), logged="2026-11-21T01:00"
    )
    both = together(handed(HERS), handed(forged))

    (same,) = both.same_logs
    assert (("A", "B"), False, 1, None) == (same.letters, same.agree, same.record, same.until)
    assert ["B4", "B3", "B2", "A1", "B1"] == sorted(
        (e.history.label for e in both.timeline.entries), key=lambda x: (-int(x[1:]), x[0])
    )


# What is said of it.


def test_each_outcome_has_its_sentence() -> None:
    early, late = handed(HERS), handed(more(HERS, at("11-12")))
    forged = handed(written(at("11-01"), logged="2026-11-21T01:00"))
    agree, same, differ = (
        dossier.say(W, together(*files).same_logs[0]) for files in ((early, late), (early, early), (early, forged))
    )

    assert "De 3 linjer" in agree
    assert "20. november 2026 kl. 22.00" in agree
    assert "samme log, linje for linje" in same
    assert "linje 1" in differ
    assert {"A", "B"} <= set(differ)


# Case notes.


def test_notes_stand_among_the_incidents_by_their_day_and_time() -> None:
    notes = noted(
        note(NoteKind.MEETING, "11-09", time=datetime.time(19, 30)),
        note(NoteKind.CONTACT, "11-05"),
        note(NoteKind.SAFETY, "11-20"),
    )
    both = together(handed(HERS), handed(HIS), notes=notes)

    # A day without a time comes before the day's known hours, so among the newest first it stands after them.
    assert ["N3", "A3", "N1", "B2"] == labels(both.rows())[:4]
    assert {"A2", "N2"} == set(labels(both.rows())[4:6])
    assert ["B1", "A1", "B3"] == labels(both.rows())[6:]


def test_a_withdrawn_note_is_not_among_the_rows() -> None:
    before = noted(note(NoteKind.MEETING, "11-09"), note(NoteKind.SAFETY, "11-20"))
    taken = casework.withdraw(before.records, before.notes[0].id, "forkert sag", MADE_AT, salts("withdrawn"))
    kept = casework.fold((*before.records, taken))

    assert ["N2", "3", "2", "1"] == labels(together(handed(HERS), notes=kept).rows())


def test_notes_follow_the_period_and_the_words_that_are_asked_for() -> None:
    notes = noted(note(NoteKind.MEETING, "11-09", what="Møde med skolen"), note(NoteKind.SAFETY, "11-20", people="Skolens leder"))
    both = together(handed(HERS), notes=notes)

    assert ["N2", "N1"] == labels(both.notes())
    assert ["N1"] == labels(both.notes(Filter(until=day("11-10"))))
    assert ["N2"] == labels(both.notes(Filter(since=day("11-10"))))
    assert ["N2"] == labels(both.notes(Filter(text="LEDER skolens")))
    for only in (Filter(kinds=("gifts",)), Filter(starred=True), Filter(sources=("A",)), Filter(with_exhibits=True)):
        assert () == both.notes(only)


def test_rows_can_be_of_what_is_asked_for_alone() -> None:
    both = together(handed(HERS), handed(HIS), notes=noted(note(NoteKind.MEETING, "11-09")))
    asked = Filter(sources=("B",))

    assert ["B2", "B1", "B3"] == labels(both.rows(both.timeline.only(asked), both.notes(asked)))


def test_a_note_is_found_by_its_label() -> None:
    both = together(handed(HERS), notes=noted(note(NoteKind.MEETING, "11-09")))

    assert NoteKind.MEETING is both.note("N1").now.kind  # type: ignore[union-attr]
    assert None is both.note("N2")
