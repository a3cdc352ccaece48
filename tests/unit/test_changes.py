"""What a correction changed is told field by field, in words."""

import dataclasses

import pytest
from invented import SECRET, at, corrected, exhibit, records

from logbog import changes, history, words
from logbog.incident import Answer, Incident, Response, Sender, Witness

DA = words.load("da")
PARKING = at("11-19", "16:00", what="Stod ved parkeringen, da jeg fik fri.", kinds=("turning_up.work",), place="Arbejdet")


def one_correction(before: Incident, after: Incident) -> changes.Correction:
    return changes.corrections(history.fold(corrected(records(before), 1, after))[0])[0]


def test_a_changed_word_is_named_with_what_it_was() -> None:
    after = dataclasses.replace(PARKING, what="Stod ved stationen, da jeg fik fri.")

    assert "Rettet 21. nov. 2026: »parkeringen« ændret til »stationen«" == changes.sentence(DA, one_correction(PARKING, after))


def test_what_was_added_and_what_was_taken_out_are_named() -> None:
    longer = dataclasses.replace(PARKING, what=f"{PARKING.what} Han ventede.")

    assert "»Han ventede.« tilføjet" in changes.sentence(DA, one_correction(PARKING, longer))
    assert "»Han ventede.« taget ud" in changes.sentence(DA, one_correction(longer, PARKING))


def test_a_long_change_and_several_changes_are_told_by_the_names_of_their_fields() -> None:
    long = dataclasses.replace(PARKING, what="ord " * 100)
    both = dataclasses.replace(PARKING, place="Stationen", what="Noget andet")

    assert changes.sentence(DA, one_correction(PARKING, long)).endswith(": hvad skete der")
    assert changes.sentence(DA, one_correction(PARKING, both)).endswith(": hvad skete der og sted")


def test_a_correction_whose_earlier_version_is_not_here_is_told_by_its_day() -> None:
    correction = one_correction(PARKING, dataclasses.replace(PARKING, place="Stationen"))
    unseen = changes.Correction(dataclasses.replace(correction.before, incident=None), correction.after)

    assert "Rettet 21. nov. 2026" == changes.sentence(DA, unseen)


def test_a_star_is_no_correction() -> None:
    starred = history.fold(corrected(records(PARKING), 1, dataclasses.replace(PARKING, starred=True)))[0]

    assert () == changes.corrections(starred)


def test_every_field_that_differs_is_found_and_no_other() -> None:
    after = dataclasses.replace(
        PARKING,
        count=3,
        words="Jeg ser dig",
        effect="Sov ikke",
        senders=(Sender(name="X"),),
        witnesses=(Witness(name="Y"),),
        response=(Response.SAID_STOP,),
        order=Answer.YES,
        children=Answer.NO,
        exhibits=(exhibit(1, caption="Bilen"), exhibit(2, only_me=True)),
    )

    found = {c.code: c.after for c in changes.between(DA, PARKING, after)}

    assert set(found) == {"count", "words", "effect", "senders", "witnesses", "response", "order", "children", "exhibits"}
    assert "Bilen" == found["exhibits"]


def test_another_file_under_the_same_name_is_a_change() -> None:
    before, after = (dataclasses.replace(PARKING, exhibits=(exhibit(n, name="a.jpg"),)) for n in (1, 2))

    assert ["exhibits"] == [c.code for c in changes.between(DA, before, after)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a b c", "a x c", (("a ", "b", " c"), ("a ", "x", " c"))),
        ("", "a", (("", "", ""), ("", "a", ""))),
        ("a b", "a", (("a", " b", ""), ("a", "", ""))),
        ("a", "a", (("a", "", ""), ("a", "", ""))),
        ("x", "y", (("", "x", ""), ("", "y", ""))),
    ],
)
def test_the_words_that_differ_stand_apart_and_nothing_is_lost(before: str, after: str, expected: object) -> None:
    old, new = changes.Change("what", "", before, after).parts()

    assert before == old.start + old.own + old.end
    assert after == new.start + new.own + new.end
    assert expected == (dataclasses.astuple(old), dataclasses.astuple(new))


def test_the_private_note_is_told_nowhere() -> None:
    assert SECRET not in str(changes.told(DA, PARKING))
