"""The command answers with 0, 1 or 2, names each finding on a line, and never shows a traceback."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from cases import Files, Log, case, changed, log, with_log

from logbog import casefile, seal, words
from logbog_cli.__main__ import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command and gives the exit code, the answer, and what was said beside it."""

    def command(*arguments: object) -> tuple[int, str, str]:
        try:
            code = main([str(a) for a in arguments])
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture
def kept(tmp_path: Path) -> Callable[[bytes], Path]:
    """Puts a case file on the disk."""

    def keep(content: bytes) -> Path:
        path = tmp_path / "sag.zip"
        path.write_bytes(content)
        return path

    return keep


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case file that the command made."""
    path = tmp_path_factory.mktemp("demo") / "demo.zip"
    assert 0 == main(["demo", str(path), "--incidents", "24", "--today", "2026-11-21"])
    return path


def test_the_invented_case_file_holds_every_file_and_is_unchanged(made: Path, run: Run) -> None:
    code, said, beside = run("verify", made)

    with zipfile.ZipFile(made) as opened:
        assert set(casefile.FILES) <= set(opened.namelist())
    assert (0, "") == (code, beside)
    assert said.splitlines()[-3].startswith("Uændret.")


def test_the_same_day_and_seed_give_the_same_bytes(made: Path, run: Run, tmp_path: Path) -> None:
    run("demo", tmp_path / "again.zip", "--incidents", 24, "--today", "2026-11-21")

    assert made.read_bytes() == (tmp_path / "again.zip").read_bytes()


@pytest.mark.parametrize("form", ["html", "pdf", "csv", "xlsx"])
def test_a_report_made_anew_is_the_one_in_the_case_file(form: str, made: Path, run: Run, tmp_path: Path) -> None:
    code, _, _ = run("report", made, "--format", form, "-o", tmp_path / "out")

    name = next(n for n in casefile.FILES if n.endswith(form))
    with zipfile.ZipFile(made) as opened:
        assert (0, opened.read(name)) == (code, (tmp_path / "out").read_bytes())


def _letter(value: Log) -> None:
    row = next(r for r in value["records"] if "what" in ((r.get("shared") or {}).get("part") or {}))
    row["shared"]["part"]["what"] = "X" + row["shared"]["part"]["what"][1:]


def _dropped(value: Log) -> None:
    del value["records"][7]


def _turned(value: Log) -> None:
    rows = value["records"]
    rows[7], rows[8] = rows[8], rows[7]


def _swapped(held: Files) -> None:
    one, two = [n for n in held if n.startswith("bilag/")][:2]
    held[one], held[two] = held[two], held[one]


def _edited(held: Files) -> None:
    held["rapport.pdf"] = held["rapport.pdf"].replace(b"report", b"repart")


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (lambda: with_log(_letter), "Teksten er ændret"),
        (lambda: with_log(_dropped), "Linje 8 mangler"),
        (lambda: with_log(_turned), "Linje 8 står efter linje 9"),
        (lambda: changed(_swapped), "Bilag 1 er byttet"),
        (lambda: changed(_edited), "rapport.pdf er ændret"),
    ],
    ids=["letter", "dropped", "turned", "swapped", "edited"],
)
def test_an_altered_case_file_is_1_and_the_finding_is_named(
    content: Callable[[], bytes], named: str, run: Run, kept: Callable[[bytes], Path]
) -> None:
    code, said, beside = run("verify", kept(content()))

    assert (1, "") == (code, beside)
    assert any(line.startswith("ÆNDRET") and named in line for line in said.splitlines())


@pytest.mark.parametrize("content", [b"", b"Hej", b"PK\3\4", b"{}", b"age-encryption.org/v1\n"])
def test_what_is_no_case_file_is_2_and_one_clear_sentence(content: bytes, run: Run, kept: Callable[[bytes], Path]) -> None:
    for command in (["verify"], ["read"], ["report", "--format", "csv", "-o", "x.csv"]):
        code, said, beside = run(*command, kept(content))

        assert (2, "") == (code, said)
        assert 1 == len(beside.splitlines())
        assert "Traceback" not in beside


def test_a_file_that_is_not_there_is_2_and_one_clear_sentence(run: Run, tmp_path: Path) -> None:
    for command in (["verify"], ["read"]):
        code, said, beside = run(*command, tmp_path / "nope.zip", "--lang", "en")
        assert (2, "") == (code, said)
        assert beside.endswith("can't be opened.\n")


def test_the_answer_for_a_program(run: Run, kept: Callable[[bytes], Path], tmp_path: Path) -> None:
    answers = {}
    for name, content in (("good", case()), ("bad", with_log(_dropped)), ("none", b"Hej")):
        code, said, _ = run("verify", kept(content), "--json", "--lang", "en")
        answers[name] = (code, json.loads(said))

    assert (0, "unchanged") == (answers["good"][0], answers["good"][1]["verdict"])
    assert (1, "altered") == (answers["bad"][0], answers["bad"][1]["verdict"])
    assert (2, "unreadable", "not_case_file") == (answers["none"][0], answers["none"][1]["verdict"], answers["none"][1]["code"])
    found = [f for f in answers["bad"][1]["findings"] if f["altered"]]
    assert {"code": "missing_record", "record": 8, "n": 1} == {k: found[0][k] for k in ("code", "record", "n")}
    assert 2 == run("verify", tmp_path / "nope", "--json")[0]


def test_a_seal_is_checked_with_the_case_file(run: Run, kept: Callable[[bytes], Path]) -> None:
    path = kept(case())
    early = seal.of([r.header for r in log().records[:9]]).code
    other = seal.of([r.header for r in log(12).records]).code

    assert [0, 1, 2] == [run("verify", path, "--seal", code)[0] for code in (early, other, early[:-1])]
    assert "Forseglingen passer: De første 9 linjer" in run("verify", path, "--seal", early)[1]


def test_reading_shows_the_figures_and_the_timeline(run: Run, kept: Callable[[bytes], Path]) -> None:
    code, said, _ = run("read", kept(case()))
    _, as_json, _ = run("read", kept(case()), "--json")
    value = json.loads(as_json)

    assert 0 == code
    assert f"{value['incidents']} hændelser" in said
    assert value["incidents"] == len(value["timeline"]) == said.count("\nNr. ")
    assert all(entry["what"] in said for entry in value["timeline"])


def test_reading_an_altered_case_file_says_so_beside_the_answer(run: Run, kept: Callable[[bytes], Path], tmp_path: Path) -> None:
    path = kept(with_log(_letter))

    for command in (["read", path], ["report", path, "--format", "csv", "-o", tmp_path / "x.csv"]):
        code, _, beside = run(*command)
        assert 1 == code
        assert words.load("da")("cli.read_altered") in beside


def test_a_control_character_in_a_strangers_file_never_reaches_the_terminal(run: Run, kept: Callable[[bytes], Path]) -> None:
    def edit(value: Log) -> None:
        value["seal"] = "\x1b[2J\x9b"

    code, said, _ = run("verify", kept(with_log(edit)))

    assert 1 == code
    assert not set("\x1b\x9b") & set(said)


def test_a_place_that_cannot_be_written_leaves_nothing_behind(run: Run, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()

    code, _, beside = run("demo", tmp_path / "there", "--incidents", 1)

    assert 2 == code
    assert 1 == len(beside.splitlines())
    assert ["there"] == [p.name for p in tmp_path.iterdir()]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["verify"],
        ["nothing"],
        ["demo", "x.zip", "--incidents", "0"],
        ["demo", "x.zip", "--incidents", "9999999"],
        ["demo", "x.zip", "--today", "i går"],
        ["report", "x.zip"],
        ["--lang", "xx", "verify", "x"],
        ["--lang"],
    ],
)
def test_a_command_that_is_not_understood_is_said_in_words(arguments: list[str], run: Run) -> None:
    code, said, beside = run(*arguments)

    assert (2, "") == (code, said)
    assert words.load("da")("cli.bad_usage") in beside


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_the_help_is_in_the_language_asked_for(lang: str, run: Run) -> None:
    w = words.load(lang)
    for command in ([], ["demo"], ["verify"], ["read"], ["report"]):
        code, said, _ = run(*command, "--lang", lang, "-h")
        assert 0 == code
        assert w("cli.options") in said
        assert w("cli.usage").strip() in said


@pytest.mark.skipif(sys.platform == "emscripten", reason="no second process here")
def test_a_reader_that_stops_early_is_no_error(made: Path) -> None:
    command = [sys.executable, "-m", "logbog_cli", "read", str(made)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as reading:
        assert reading.stdout is not None
        assert reading.stderr is not None
        reading.stdout.close()
        assert b"" == reading.stderr.read()
