"""An error says whose fault it is and has words in each language; it never says what a person wrote."""

import pytest

from logbog import errors, words
from logbog.errors import CannotRead, CannotWrite, FieldError, FormError, LogbogError, StoreError, TooNew


def test_the_base_is_never_raised_itself() -> None:
    with pytest.raises(TypeError):
        LogbogError("damaged")


@pytest.mark.parametrize("child", [CannotRead, CannotWrite, StoreError])
def test_a_child_carries_a_code(child: type[LogbogError]) -> None:
    assert "failed" == child("failed").code == str(child("failed"))


def test_too_new_is_a_way_of_not_being_readable() -> None:
    assert "too_new" == TooNew().code
    assert isinstance(TooNew(), CannotRead)


def test_a_form_error_names_every_field() -> None:
    bad = (FieldError("date", "required"), FieldError("time", "bad_time"))

    assert bad == FormError(bad).fields
    assert "form" == FormError(bad).code


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_every_code_has_words(lang: str) -> None:
    texts = words.load(lang).texts

    assert [] == [code for code in errors.ERROR_CODES if f"error.{code}" not in texts]


def test_no_code_stands_twice() -> None:
    assert len(set(errors.ERROR_CODES)) == len(errors.ERROR_CODES)


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("code", ["too_new", *errors.READ_CODES])
def test_what_cannot_be_read_says_what_is_wrong_and_then_what_to_do(code: str, lang: str) -> None:
    sentences = [s for s in words.load(lang)(f"error.{code}").split(". ") if s]

    assert len(sentences) >= 2
