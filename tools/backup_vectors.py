"""Makes the vectors of backups in tests/vectors: ZIPs that must open, and that must not, and one locked file.

A vector is only ever added: what is there already is left as it is, since it pins what an earlier version wrote.
The locked file differs each time it is made, as age files do; it holds backup-good.zip.
"""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyrage

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "vectors"
sys.path.insert(0, str(ROOT / "tests"))

import backups  # noqa: E402
from cases import log  # noqa: E402

from logbog import backupreading  # noqa: E402
from logbog.errors import CannotRead  # noqa: E402

PASSPHRASE = "granit lampe torvet sejlskib mandag"
Change = Callable[[dict[str, Any]], None]

TOLD: dict[str, Change] = {
    "altered-text": lambda v: v["records"][0]["shared"]["part"].update(what="noget andet"),
    "altered-order": lambda v: v["records"].reverse(),
    "altered-dropped": lambda v: v["records"].pop(),
    "altered-missing": lambda v: v["missing"].append(v["exhibits"][0]["id"]),
    "half-record": lambda v: v["records"][2].update(private=None),
    "outside": lambda v: v["exhibits"][0].update(file="../" + v["exhibits"][0]["file"]),
    "later": lambda v: v.update(v=2),
    "later-key": lambda v: v.update(more=1),
    "other": lambda v: v.update(format="logbog-log"),
}


def vectors() -> dict[str, bytes]:
    """Every vector by its name."""
    made = log(12)
    good = backups.zipped(made, backups.of(made.records))
    found = {
        "good": good,
        "good-empty": backups.zipped(made, backups.of((), drafts=False)),
        "good-erased": backups.zipped(backups.erased_log()),
        "good-missing": backups.zipped(made, backups.of(made.records, gone=["cd" * 16])),
    }
    for name, change in TOLD.items():
        found[f"refused-{name}"] = backups.told(change, good)
    found["refused-cut"] = good[:-1]
    found["refused-after-the-end"] = good + b"x"
    found["refused-file-added"] = backups.changed(lambda held: held.update({"bilag/x.jpg": b"x"}), good)
    return found


def outcome(content: bytes) -> dict[str, Any]:
    """What reading says of it."""
    try:
        opened = backupreading.read(io.BytesIO(content))
    except CannotRead as wrong:
        return {"code": wrong.code}
    seen = {"records": len(opened.records), "incidents": len(opened.histories), "exhibits": len(opened.exhibits)}
    return {**seen, "missing": len(opened.missing), "drafts": len(opened.drafts)}


def main() -> None:
    """Adds what isn't there."""
    index = FOLDER / "backups.json"
    rows = json.loads(index.read_text("utf-8")) if index.exists() else []
    there = {row["file"] for row in rows}
    for name, content in vectors().items():
        file = f"backup-{name}.zip"
        if file not in there:
            (FOLDER / file).write_bytes(content)
            rows.append({"file": file, **outcome(content)})
    locked = FOLDER / "backup-good.age"
    if not locked.exists():
        locked.write_bytes(pyrage.passphrase.encrypt((FOLDER / "backup-good.zip").read_bytes(), PASSPHRASE))
    index.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
