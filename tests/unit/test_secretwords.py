"""A word marked as secret is found wherever it would leave, however it is written."""

import datetime

import pytest

from logbog import ledger, secretwords
from logbog.history import History, fold
from logbog.incident import Exhibit, Incident, Report, Sender, Witness
from logbog.record import Record
from logbog.secretwords import Hit
from logbog.when import When

NOW = datetime.datetime(2026, 3, 4, 12, 0, tzinfo=datetime.UTC)
SALTS = (b"a" * 16, b"b" * 16)
ONE = "1" * 32
WORD = "Ærøvej 7"


def _history(*versions: Incident) -> tuple[History, ...]:
    log: tuple[Record, ...] = ()
    for incident in versions:
        write = ledger.correct if log else ledger.add
        log += (write(log, ONE, incident, NOW, SALTS),)
    return fold(log)


def _incident(**fields: object) -> Incident:
    return Incident(when=When(date=datetime.date(2026, 3, 1)), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("what", f"Hen til {WORD} igen"),
        ("place", WORD),
        ("words", WORD),
        ("effect", WORD),
        ("response_text", WORD),
        ("order_which", WORD),
        ("senders", (Sender(name=WORD),)),
        ("witnesses", (Witness(name="A", reach=WORD),)),
        ("reports", (Report(journal=WORD),)),
        ("exhibits", (Exhibit(id="a" * 32, sha256="b" * 64, size=1, caption=WORD),)),
    ],
)
def test_it_is_found_in_every_field_that_leaves(field: str, value: object) -> None:
    assert (Hit(WORD, ONE, 1, field, False),) == secretwords.find([WORD], _history(_incident(**{field: value})))


@pytest.mark.parametrize("written", ["ærøvej 7", "ÆRØVEJ  7", "Ærøvej\n7", "Ærøvej\u00a07"])
def test_capitals_and_blanks_make_no_difference(written: str) -> None:
    assert 1 == len(secretwords.find([WORD], _history(_incident(what=f"på {written}."))))


@pytest.mark.parametrize("secret", ["12345678", "12 34 56 78", "12-34-56-78"])
@pytest.mark.parametrize("written", ["12345678", "12 34 56 78", "+45 12 34 56 78", "(12) 34.56.78", "1234 5678"])
def test_how_a_number_is_grouped_makes_no_difference(secret: str, written: str) -> None:
    assert 1 == len(secretwords.find([secret], _history(_incident(what=f"Han ringede på {written} igen."))))


def test_a_single_text_can_be_asked_about() -> None:
    assert (WORD,) == secretwords.among([WORD, "Skolen"], f"A. Hansen, {WORD.upper()}")


def test_an_earlier_version_that_stays_behind_is_not_searched() -> None:
    shown = Exhibit(id="a" * 32, sha256="b" * 64, size=1, caption=WORD)
    own = Exhibit(id="a" * 32, sha256="b" * 64, size=1, caption=WORD, only_me=True)

    assert () == secretwords.find([WORD], _history(_incident(exhibits=(shown,)), _incident(exhibits=(own,))), earlier=True)


@pytest.mark.parametrize(
    "incident",
    [
        _incident(note=WORD),
        _incident(what=WORD, only_me=True),
        _incident(exhibits=(Exhibit(id="a" * 32, sha256="b" * 64, size=1, caption=WORD, only_me=True),)),
        _incident(what="Ærøvej 8"),
    ],
)
def test_what_does_not_leave_is_not_pointed_out(incident: Incident) -> None:
    assert () == secretwords.find([WORD], _history(incident))


def test_earlier_versions_are_looked_through_when_they_leave() -> None:
    histories = _history(_incident(what=WORD), _incident(what="et andet sted"))

    assert () == secretwords.find([WORD], histories)
    assert (Hit(WORD, ONE, 1, "what", True),) == secretwords.find([WORD], histories, earlier=True)


def test_an_empty_word_is_in_nothing() -> None:
    assert () == secretwords.find(["", "  "], _history(_incident(what="Noget")))


def test_a_word_twice_in_a_field_is_pointed_out_once() -> None:
    assert 1 == len(secretwords.find([WORD], _history(_incident(what=f"{WORD} og {WORD}"))))
