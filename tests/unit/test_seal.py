"""A seal is short enough to be read aloud, says when it was mistyped, and fixes all before it."""

import pytest
from cases import log

from logbog import seal
from logbog.errors import CannotRead
from logbog.record import GENESIS
from logbog.seal import Seal

HEADERS = [r.header for r in log(12).records]
PINNED = Seal(count=12, head="0123456789abcdef0123456789abcd")


def test_a_code_is_pinned() -> None:
    assert "000C-04HM-ASW9-NF6Y-Y093-8NKR-KAYD-3" == PINNED.code


def test_a_code_is_read_back() -> None:
    assert PINNED == seal.parse(PINNED.code)
    assert seal.of(HEADERS) == seal.parse(seal.of(HEADERS).code)


def test_small_letters_blanks_and_look_alikes_are_taken_as_meant() -> None:
    code = PINNED.code
    spoken = code.replace("-", " ").lower().replace("0", "o").replace("1", "i")

    assert PINNED == seal.parse(spoken)
    assert PINNED == seal.parse(f"  {code.replace('1', 'L')}\n")


def test_any_one_wrong_symbol_is_noticed() -> None:
    code = PINNED.code
    for at, symbol in enumerate(code):
        if symbol == "-":
            continue
        for other in seal.ALPHABET:
            if other != symbol:
                with pytest.raises(CannotRead):
                    seal.parse(code[:at] + other + code[at + 1 :])


def test_any_two_neighbours_swapped_are_noticed() -> None:
    symbols = PINNED.code.replace("-", "")
    for at in range(len(symbols) - 1):
        if symbols[at] != symbols[at + 1]:
            with pytest.raises(CannotRead):
                seal.parse(symbols[:at] + symbols[at + 1] + symbols[at] + symbols[at + 2 :])


@pytest.mark.parametrize("code", ["", "-", "A", "hej", PINNED.code + "0", PINNED.code[:-1], "U" * 29, "æ" * 29])
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(CannotRead) as caught:
        seal.parse(code)
    assert "bad_seal" == caught.value.code


def test_a_seal_holds_as_long_as_nothing_before_it_was_changed() -> None:
    early = seal.of(HEADERS[:5])

    assert seal.holds(early, HEADERS)
    assert seal.holds(early, HEADERS[:5])
    assert not seal.holds(early, HEADERS[:4])
    assert not seal.holds(early, HEADERS[1:])


def test_an_empty_log_has_a_seal_too() -> None:
    assert Seal(0, GENESIS[:30]) == seal.of([])
    assert seal.holds(seal.of([]), HEADERS)


@pytest.mark.parametrize(("count", "head"), [(-1, "0" * 30), (1 << 20, "0" * 30), (1, "0" * 29)])
def test_a_seal_that_cannot_be_is_refused(count: int, head: str) -> None:
    with pytest.raises(CannotRead):
        Seal(count, head)
