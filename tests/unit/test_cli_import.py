"""The command shows what an export would become, chooses nobody, and writes nothing."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from cases import packed
from invented import records

from logbog import importers, words
from logbog.demo import Demo
from logbog.importers import dates, drafts
from logbog_cli import __main__ as command
from logbog_cli.__main__ import main

FOLDER = Path(__file__).parents[1] / "vectors/imports"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command on one of the invented exports."""

    def imported(file: str, *arguments: str) -> tuple[int, str, str]:
        try:
            code = main(["import", str(FOLDER / file), *arguments])
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return imported


def test_without_a_party_it_says_who_is_there_and_chooses_nobody(run: Run) -> None:
    code, said, beside = run("whatsapp-da-android.txt")

    assert (0, "") == (code, beside)
    assert ["     9  Mads Eksempel", "     2  Sofie Prøve"] == said.splitlines()[2:4]
    assert "[ubesvaret opkald]" not in said


def test_with_a_party_it_shows_the_drafts_as_they_would_be(run: Run) -> None:
    code, said, _ = run("calls-20261022.xml", "--party", "Mads Eksempel")

    assert 0 == code
    assert "1. 22. oktober 2026 kl. 22.10 · Opkald og beskeder: opkald, ubesvaret opkald" in said
    assert "36 ubesvarede opkald fra Mads Eksempel (+4512345678) kl. 22.10–23.40." in said
    assert "2 udkast til hændelser. Intet er lagt i en log." in said


def test_a_program_gets_the_same_as_json(run: Run) -> None:
    code, said, _ = run("calls-20261022.xml", "--party", "12345678", "--only", "unanswered", "--gap", "60", "--json")
    answer = json.loads(said)

    assert 0 == code
    assert [36, 2] == [d["count"] for d in answer["drafts"]]
    assert ["+4512345678"] == answer["conversations"][0]["parties"]
    assert 1 == answer["not_asked"]


def test_calls_from_a_hidden_number_can_be_chosen_too(run: Run) -> None:
    _, said, _ = run("calls-20261022.xml", "--party", "skjult nummer")

    assert "1 ubesvaret opkald fra skjult nummer." in said


def test_a_period_and_a_word_are_kept_to(run: Run) -> None:
    _, said, _ = run(
        "whatsapp-da-android.txt", "--party", "Mads Eksempel", "--since", "2026-10-23", "--only", "word=smukke", "--json"
    )

    assert ["2026-10-23"] == [d["when"]["date"] for d in json.loads(said)["drafts"]]


def test_what_the_file_leaves_open_is_asked_and_can_be_answered(run: Run) -> None:
    asked = run("whatsapp-open-question.txt")[1]
    told = json.loads(run("whatsapp-open-question.txt", "--date-order", "month_first", "--json")[1])

    assert "--date-order" in asked
    assert [] == told["conversations"][0]["questions"]
    assert ["2026-03-04", "2026-04-04"] == told["conversations"][0]["period"]


def test_what_already_stands_in_a_log_is_left_out(run: Run, tmp_path: Path) -> None:
    (found,) = importers.read("x", (FOLDER / "whatsapp-da-android.txt").read_bytes())
    made = drafts.of(found, drafts.Choice(party="Mads Eksempel"), words.load("da")).drafts
    log = tmp_path / "sag.zip"
    log.write_bytes(packed(Demo(records(*(d.incident for d in made[:2])), (), {})))
    code, said, _ = run("whatsapp-da-android.txt", "--party", "Mads Eksempel", "--log", str(log))

    assert 0 == code
    assert "1 udkast til hændelser." in said
    assert "7 stod allerede i loggen." in said


def test_a_name_that_is_not_there_and_a_file_that_is_none_are_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "side.html").write_text("<html></html>")

    assert (2, "") == run("whatsapp-de.txt", "--party", "Nogen")[:2]
    assert "JSON" in run(str(tmp_path / "side.html"))[2]
    assert 2 == run("beskeder.csv", "--column", "farve=2")[0]
    assert 2 == run("beskeder.csv", "--only", "alt")[0]


def test_the_arguments_say_the_same_as_the_core() -> None:
    assert (drafts.GAP, drafts.MOST_GAP) == (command.GAP, command.MOST_GAP)
    assert set(command.ORDERS) < set(dates.ORDERS)
