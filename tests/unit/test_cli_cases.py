"""The command on a whole case: several logs as one, handed on with their originals unchanged, and checked by the next."""

import datetime
import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cases import TODAY, case, log, packed, with_log

from logbog import casefile, demo_neighbour, dossierfile, seal, words
from logbog_cli.__main__ import main

Run = Callable[..., tuple[int, str, str]]
W = words.load("da")
TODAY_AT = datetime.datetime(2026, 11, 21, 9, 30, tzinfo=datetime.UTC)
WHO = ("--name", "Ida Holm", "--role", "rådgiver")


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


def _letter(value: dict[str, Any]) -> None:
    row = next(r for r in value["records"] if "what" in ((r.get("shared") or {}).get("part") or {}))
    row["shared"]["part"]["what"] = "X" + row["shared"]["part"]["what"][1:]


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two case files of one case, one that somebody altered, and the dossier file of the first two."""
    path = tmp_path_factory.mktemp("ready")
    (path / "hers.zip").write_bytes(case())
    (path / "his.zip").write_bytes(packed(demo_neighbour.log(30, today=TODAY)))
    (path / "altered.zip").write_bytes(with_log(_letter))
    files = [str(path / name) for name in ("hers.zip", "his.zip")]
    labels = ("--label", "A=borgeren", "--label", "B=naboen")
    assert 0 == main(["merge", *files, "-o", str(path / "sag.zip"), *WHO, "--to", "Politiet", *labels])
    return path


@pytest.fixture
def folder(ready: Path, tmp_path: Path) -> Path:
    """The case files in a folder of the test's own."""
    for name in ("hers.zip", "his.zip", "altered.zip"):
        shutil.copy(ready / name, tmp_path)
    return tmp_path


@pytest.fixture
def merged(ready: Path, folder: Path) -> Path:
    """The dossier file."""
    return Path(shutil.copy(ready / "sag.zip", folder / "merged.zip"))


def digests(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as opened:
        return {name: hashlib.sha256(opened.read(name)).hexdigest() for name in opened.namelist()}


def altered(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """The file with one of its files changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as opened, zipfile.ZipFile(out, "w") as made:
        for info in opened.infolist():
            content = opened.read(info)
            made.writestr(info.filename, change(content) if info.filename == name else content)
    target = path.with_name("changed.zip")
    target.write_bytes(out.getvalue())
    return target


# Merging.


def test_a_merged_case_holds_the_originals_unchanged_and_reports_that_open(merged: Path, folder: Path) -> None:
    held = digests(merged)

    assert hashlib.sha256((folder / "hers.zip").read_bytes()).hexdigest() == held["originaler/A-sagspakke.zip"]
    assert hashlib.sha256((folder / "his.zip").read_bytes()).hexdigest() == held["originaler/B-sagspakke.zip"]
    assert {"rapport.pdf", "rapport.html", "tidslinje.xlsx", "resume.pdf", "sag.json", "manifest.json", "LAES-MIG.txt"} <= set(
        held
    )


def test_the_next_reader_finds_it_unchanged_with_every_hand(merged: Path, folder: Path, run: Run) -> None:
    again, third = folder / "sag2.zip", folder / "sag3.zip"
    code, said, _ = run("merge", merged, "-o", again, "--name", "Omar", "--role", "betjent")
    assert 0 == code
    early = said.splitlines()[1].rpartition(" ")[2]
    log_json = folder / "log.json"
    run("convert", folder / "his.zip", "-o", log_json)
    assert 0 == run("merge", again, log_json, "-o", third, "--name", "Eva", "--role", "jurist", "--text", "Se A3.")[0]

    code, said, beside = run("verify", third)
    assert (0, "") == (code, beside)
    assert "I alt: uændret." in said
    assert 3 == said.count("\nLed ")
    assert ["A, borgeren", "B, naboen", "Log C"] == [
        line for line in said.splitlines() if line in ("A, borgeren", "B, naboen", "Log C")
    ]
    assert 0 == run("verify", third, "--seal", early)[0]
    value = json.loads(run("verify", third, "--json")[1])
    assert ["Ida Holm", "Omar", "Eva"] == [hand["name"] for hand in value["hands"]]
    assert [("A", "unchanged"), ("B", "unchanged"), ("C", "unchanged")] == [(x["letter"], x["verdict"]) for x in value["logs"]]
    assert digests(merged)["originaler/A-sagspakke.zip"] == digests(third)["originaler/A-sagspakke.zip"]


def test_an_altered_log_is_handed_on_as_it_is_and_the_command_says_so(folder: Path, run: Run) -> None:
    code, _, beside = run("merge", folder / "altered.zip", folder / "his.zip", "-o", folder / "sag.zip", *WHO)

    assert (1, W("cli.read_altered") + "\n") == (code, beside)
    code, said, _ = run("verify", folder / "sag.zip")
    assert 1 == code
    assert "I alt: ÆNDRET" in said
    assert 1 == len([line for line in said.splitlines() if line.startswith("ÆNDRET")])


def test_a_label_can_be_put_right_by_the_next(merged: Path, folder: Path, run: Run) -> None:
    run("merge", merged, "-o", folder / "sag2.zip", "--label", "B=nabo på 2. sal", *WHO)

    assert "B, nabo på 2. sal" in run("verify", folder / "sag2.zip")[1].splitlines()
    code, _, beside = run("merge", merged, "-o", folder / "x.zip", "--label", "C=ingen", *WHO)
    assert (2, "Der er ingen log C.\n") == (code, beside)
    assert not (folder / "x.zip").exists()


def test_two_dossier_files_at_once_are_refused(merged: Path, folder: Path, run: Run) -> None:
    code, _, beside = run("merge", merged, merged, "-o", folder / "x.zip", *WHO)

    assert 2 == code
    assert "én ad gangen" in beside
    assert not (folder / "x.zip").exists()


def test_more_logs_than_letters_are_refused(folder: Path, run: Run) -> None:
    code, _, beside = run("read", *([folder / "his.zip"] * 27))
    assert (2, 1) == (code, len(beside.splitlines()))


@pytest.mark.parametrize("missing", [("--name", "Ida"), ("--role", "rådgiver"), ("--name", "Ida", "--role", " ")])
def test_nobody_hands_on_without_a_name_and_a_role(missing: tuple[str, ...], folder: Path, run: Run) -> None:
    code, _, beside = run("merge", folder / "his.zip", "-o", folder / "x.zip", *missing)

    assert 2 == code
    assert "Traceback" not in beside
    assert not (folder / "x.zip").exists()


# Checking.


@pytest.mark.parametrize(
    ("name", "named", "code"),
    [
        ("originaler/A-sagspakke.zip", "A", 1),
        ("sag.json", "", 1),
        ("rapport.pdf", "rapport.pdf", 1),
    ],
)
def test_whatever_is_changed_in_a_dossier_file_is_found(name: str, named: str, code: int, merged: Path, run: Run) -> None:
    def change(content: bytes) -> bytes:
        return content.replace(b"Ida Holm", b"Ida Holt") if name == "sag.json" else content[:-9] + b"x" + content[-8:]

    found, said, _ = run("verify", altered(merged, name, change))
    assert code == found
    assert [line for line in said.splitlines() if line.startswith("ÆNDRET") and named in line]


def test_an_original_that_cannot_be_read_stands_in_the_way_of_no_other(merged: Path, run: Run) -> None:
    changed = altered(merged, "originaler/B-sagspakke.zip", lambda content: b"intet")
    code, said, _ = run("verify", changed)
    value = json.loads(run("verify", changed, "--json")[1])

    assert 1 == code
    assert "A, borgeren" in said
    assert "Log B kan ikke læses." in said
    assert [("B", "not_case_file")] == [(x["letter"], x["code"]) for x in value["unreadable"]]
    assert ["A"] == [x["letter"] for x in value["logs"]]
    code, said, beside = run("read", changed)
    assert 1 == code
    assert "Nr. " in said
    assert "Log B kan ikke læses." in beside


def test_a_seal_is_matched_to_whichever_chain_it_was_given_for(merged: Path, folder: Path, run: Run) -> None:
    early = seal.of([r.header for r in log().records[:9]]).code
    foreign = seal.of([r.header for r in log(12).records]).code
    held = dossierfile.read(merged.read_bytes())

    assert [0, 0, 1] == [run("verify", merged, "--seal", code)[0] for code in (early, held.seal, foreign)]
    assert "Forseglingen passer: De første 9 linjer" in run("verify", merged, "--seal", early)[1]


# Reading.


def test_two_logs_are_read_as_one_in_order_with_their_letters(folder: Path, run: Run) -> None:
    code, said, _ = run("read", folder / "hers.zip", folder / "his.zip", "--label", "A=borgeren")
    value = json.loads(run("read", folder / "hers.zip", folder / "his.zip", "--json")[1])

    assert 0 == code
    assert "A, borgeren. Lavet" in said
    numbers = [line.split()[1] for line in said.splitlines() if line.startswith("Nr. ")]
    assert {"A", "B"} == {n[0] for n in numbers}
    assert numbers == [row["label"] for row in value["timeline"]]
    assert {"A", "B"} == {row["log"] for row in value["timeline"]}
    assert ["unchanged", "unchanged"] == [x["verdict"] for x in value["logs"]]
    dated = [row["when"].get("date", "") for row in value["timeline"]]
    assert sorted(dated, reverse=True) == dated


def test_case_notes_are_read_in_their_place(merged: Path, folder: Path, run: Run) -> None:
    from several import note, noted

    from logbog.casenote import NoteKind

    held = dossierfile.read(merged.read_bytes())
    notes = noted(note(NoteKind.POLICE, "2026-11-01", what="Anmeldt.", journal="4200-1", to="Politiet")).records
    originals = {o.letter: dossierfile.original(held, o.letter).read() for o in held.originals}
    ledger = _carried_on(notes, held)
    plan = dossierfile.plan([], held.originals, ledger, TODAY_AT, "da")
    (folder / "noted.zip").write_bytes(casefile.pack(plan, {o.sha256: originals[o.letter] for o in held.originals}))

    code, said, _ = run("read", folder / "noted.zip")
    value = json.loads(run("read", folder / "noted.zip", "--json")[1])
    assert 0 == code
    assert "1 sagsnotat" in said.splitlines()
    lines = said[said.index("Sagsnotat N1 · 1. november 2026 · Anmeldelse til politiet") :].splitlines()
    assert ["    Skrevet af: Berit, sagsbehandler", "    Sendt til: Politiet", "    J.nr.: 4200-1", "    Anmeldt."] == lines[1:5]
    place = next(n for n, row in enumerate(value["timeline"]) if "note" in row)
    assert ("N1", "4200-1") == (value["timeline"][place]["label"], value["timeline"][place]["note"]["journal"])
    assert value["timeline"][place - 1]["when"]["date"] >= "2026-11-01" > value["timeline"][place + 1]["when"].get("date", "")


def _carried_on(notes: tuple[Any, ...], held: dossierfile.DossierFile) -> tuple[Any, ...]:
    from several import salts

    from logbog import casework

    records = notes
    for n, original in enumerate(held.originals):
        records = (*records, casework.add(records, f"{n + 70:032x}", original, TODAY_AT, salts(f"o{n}")))
    return records


# Reports.


@pytest.mark.parametrize("form", ["html", "pdf", "csv", "xlsx"])
@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_a_report_of_several_logs_is_made_in_each_form_and_language(form: str, lang: str, folder: Path, run: Run) -> None:
    out = folder / f"rapport.{form}"
    code, _, beside = run("report", folder / "hers.zip", folder / "his.zip", "--format", form, "--lang", lang, "-o", out)

    assert (0, "") == (code, beside)
    starts = {"html": b"<!doctype html>", "pdf": b"%PDF-", "csv": b"\xef\xbb\xbf", "xlsx": b"PK"}
    assert out.read_bytes().startswith(starts[form])


def test_the_report_of_a_dossier_file_names_its_hands(merged: Path, folder: Path, run: Run) -> None:
    run("report", merged, "--format", "html", "-o", folder / "r.html")
    text = (folder / "r.html").read_text("utf-8")

    assert "Ida Holm, rådgiver" in text
    assert "A, borgeren: Uændret" in text
    assert dossierfile.read(merged.read_bytes()).seal in text


# Converting.


def test_log_json_alone_is_the_one_in_the_case_file(folder: Path, run: Run) -> None:
    code, _, _ = run("convert", folder / "hers.zip", "-o", folder / "log.json")

    with zipfile.ZipFile(folder / "hers.zip") as opened:
        assert (0, opened.read("log.json")) == (code, (folder / "log.json").read_bytes())
    assert 0 == run("verify", folder / "log.json")[0]
    run("convert", folder / "log.json", "-o", folder / "again.json")
    assert (folder / "log.json").read_bytes() == (folder / "again.json").read_bytes()


def test_what_cannot_become_of_a_file_is_said_in_a_sentence(merged: Path, folder: Path, run: Run) -> None:
    run("convert", folder / "hers.zip", "-o", folder / "log.json")
    for source, target in ((merged, "x.json"), (folder / "log.json", "x.zip"), (merged, "x.pdf")):
        code, said, beside = run("convert", source, "-o", folder / target)
        assert (2, "", 1) == (code, said, len(beside.splitlines()))
        assert not (folder / target).exists()


# The invented case.


def test_the_neighbours_log_is_made_beside_the_first(folder: Path, run: Run) -> None:
    code, _, _ = run("demo", folder / "a.zip", "--incidents", 24, "--today", TODAY, "--neighbour", folder / "b.zip")
    run("demo", folder / "only.zip", "--incidents", 24, "--today", TODAY)

    assert 0 == code
    assert (folder / "only.zip").read_bytes() == (folder / "a.zip").read_bytes()
    assert 0 == run("verify", folder / "b.zip")[0]
    value = json.loads(run("read", folder / "a.zip", folder / "b.zip", "--json")[1])
    assert {"A", "B"} == {row["log"] for row in value["timeline"]}
