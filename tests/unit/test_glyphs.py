"""Characters that the font can't draw are spelled out: never dropped in silence, never misstated."""

import pytest

from logbog.glyphs import spell

DRAWABLE = frozenset(range(0x20, 0x250))
SCRIPT = "<{n}>"


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("Æblegrød\n", "Æblegrød\n"),
        ("Hej ❤️!", "Hej [red heart]!"),
        ("❤❤", "[red heart][red heart]"),
        ("😀", "[grinning face]"),
        ("👍🏽", "[thumbs up sign, emoji modifier fitzpatrick type-4]"),
        ("👩‍💻 x", "[woman, personal computer] x"),
        ("🇩🇰🇸🇪", "[flag DK][flag SE]"),
        ("1️⃣", "1[keycap]"),
        ("\ue000", "[U+E000]"),
        ("a\u200bb\u202e", "ab"),
    ],
)
def test_signs_are_named(text: str, spelled: str) -> None:
    assert (spelled, False) == spell(text, DRAWABLE, SCRIPT)


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("مرحبا", "<5>"),
        ("Han skrev مرحبا بك, og gik", "Han skrev <7>, og gik"),
        ("你好。世界", "<5>"),
        ("שלום ❤️ שלום", "<4> [red heart] <4>"),
    ],
)
def test_letters_of_other_scripts_become_a_place_that_says_how_many(text: str, spelled: str) -> None:
    assert (spelled, True) == spell(text, DRAWABLE, SCRIPT)
