"""What was written once opens as it did, and what must not open does not; see tools/vectors.py."""

import json
from pathlib import Path
from typing import Any

import dossiers
import pytest

from logbog import opening, seal, verify
from logbog.casefile import CaseFile
from logbog.dossierfile import DossierFile
from logbog.errors import CannotRead
from logbog.record import Record

FOLDER = Path(__file__).parent
INDEX: list[dict[str, Any]] = json.loads((FOLDER / "index.json").read_text("utf-8"))
RECORDS: dict[str, list[dict[str, Any]]] = json.loads((FOLDER / "records.json").read_text("utf-8"))
ALTERED = 1


@pytest.mark.parametrize("row", [r for r in INDEX if "findings" in r and "originals" not in r], ids=lambda r: r["file"])
def test_a_case_file_opens_and_says_what_it_always_said(row: dict[str, Any]) -> None:
    with (FOLDER / row["file"]).open("rb") as file:
        case = opening.read(file)
        assert isinstance(case, CaseFile)
        found = verify.findings(case, seal.parse(row["seal"]) if "seal" in row else None)

    assert row["findings"] == [{"code": f.code, **f.fields} for f in found]
    assert (row["exit"] == ALTERED) == any(f.altered for f in found)


@pytest.mark.parametrize("row", [r for r in INDEX if "originals" in r], ids=lambda r: r["file"])
def test_a_dossier_file_opens_and_says_what_it_always_said(row: dict[str, Any]) -> None:
    with (FOLDER / row["file"]).open("rb") as file:
        dossier = opening.read(file)
        assert isinstance(dossier, DossierFile)
        said = dossiers.outcome(dossier, row.get("seal"))

    assert said == {key: row[key] for key in said}


@pytest.mark.parametrize("row", [r for r in INDEX if "code" in r], ids=lambda r: r["file"])
def test_what_is_no_case_file_is_refused_for_the_right_reason(row: dict[str, Any]) -> None:
    with pytest.raises(CannotRead) as caught:
        opening.read((FOLDER / row["file"]).read_bytes())
    assert row["code"] == caught.value.code


@pytest.mark.parametrize("row", RECORDS["opens"], ids=lambda r: str(r["record"]["header"]["seq"]))
def test_a_record_opens_and_is_written_back_the_same(row: dict[str, Any]) -> None:
    record = Record.from_json(row["record"])

    assert row["digest"] == record.header.digest
    assert row["record"] == record.to_json()
    assert record.shared is None or record.shared.digest == record.header.shared
    assert record.private is None or record.private.digest == record.header.private


@pytest.mark.parametrize("row", RECORDS["refused"], ids=lambda r: r["why"])
def test_a_record_that_cannot_be_is_refused(row: dict[str, Any]) -> None:
    with pytest.raises(CannotRead) as caught:
        _ = Record.from_json(row["record"]).incident
    assert row["code"] == caught.value.code


def test_every_file_here_is_in_the_index() -> None:
    backups = json.loads((FOLDER / "backups.json").read_text("utf-8"))
    listed = {row["file"] for row in (*INDEX, *backups)} | {"backups.json", "index.json", "records.json"}

    assert listed == {p.name for p in FOLDER.iterdir() if p.suffix in (".zip", ".json")}
