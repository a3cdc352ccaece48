"""A backup that was written once opens as it did, and what must not open does not; see tools/backup_vectors.py."""

import json
from pathlib import Path
from typing import Any

import pytest

from logbog import backupreading
from logbog.errors import CannotRead

FOLDER = Path(__file__).parent
ROWS: list[dict[str, Any]] = json.loads((FOLDER / "backups.json").read_text("utf-8"))
PASSPHRASE = "granit lampe torvet sejlskib mandag"


@pytest.mark.parametrize("row", [r for r in ROWS if "code" not in r], ids=lambda r: r["file"])
def test_a_backup_opens_and_holds_what_it_always_held(row: dict[str, Any]) -> None:
    with (FOLDER / row["file"]).open("rb") as file:
        opened = backupreading.read(file)

    assert (row["records"], row["incidents"]) == (len(opened.records), len(opened.histories))
    held = (len(opened.exhibits), len(opened.missing), len(opened.drafts))
    assert (row["exhibits"], row["missing"], row["drafts"]) == held


@pytest.mark.parametrize("row", [r for r in ROWS if "code" in r], ids=lambda r: r["file"])
def test_what_is_no_whole_backup_is_refused_for_the_right_reason(row: dict[str, Any]) -> None:
    with (FOLDER / row["file"]).open("rb") as file, pytest.raises(CannotRead) as caught:
        backupreading.read(file)
    assert row["code"] == caught.value.code


def test_the_locked_file_holds_the_backup() -> None:
    pyrage = pytest.importorskip("pyrage", exc_type=ImportError)
    opened = pyrage.passphrase.decrypt((FOLDER / "backup-good.age").read_bytes(), PASSPHRASE)

    assert opened == (FOLDER / "backup-good.zip").read_bytes()
