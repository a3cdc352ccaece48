"""Makes the vectors of dossier files: see vectors.py, whose rule holds here too.

The good one holds a case file and a log.json alone, and went through three hands.
"""

import hashlib
import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from cases import Files, Log, files, packed  # noqa: E402
from dossiers import KARIN, Desk, handed_on, note, original, through_three_hands  # noqa: E402

from logbog import casework, ziplayout  # noqa: E402
from logbog.casework import Hand  # noqa: E402
from vectors import GOOD, LOG, add  # noqa: E402

LOGS = {"A": GOOD, "B": files(packed(LOG, {f"{2:032x}"}))["log.json"]}
RECORDS = through_three_hands(LOGS)
DOSSIER = handed_on(RECORDS, LOGS)
A, B = "originaler/A-sagspakke.zip", "originaler/B-log.json"
# Where the parts of RECORDS lie: the first original, a note, a hand, and a withdrawal.
ORIGINAL, NOTE, HAND, WITHDRAWAL = 0, 2, 4, 10


def with_files(change: Callable[[Files], Any]) -> bytes:
    """The good dossier file after a change of its files."""
    held = files(DOSSIER)
    change(held)
    return ziplayout.pack(held.items())


def with_case(change: Callable[[Log], Any]) -> bytes:
    """The good dossier file after a change of sag.json."""

    def edit(held: Files) -> None:
        value = json.loads(held["sag.json"])
        change(value)
        held["sag.json"] = json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"

    return with_files(edit)


def said(value: Log, n: int) -> dict[str, Any]:
    """What the n-th record says."""
    (found,) = value["records"][n]["shared"]["part"].values()
    told: dict[str, Any] = found
    return told


def left_out(value: Log, n: int) -> None:
    """The n-th record without its text."""
    value["records"][n] = {"header": value["records"][n]["header"], "absent": "left_out"}


def fitting(change: Callable[[dict[str, Any]], Any]) -> bytes:
    """The good dossier file with other words in a note, and the digest as it should be."""

    def edit(value: Log) -> None:
        row = value["records"][NOTE]
        change(said(value, NOTE))
        part = json.dumps(row["shared"]["part"], ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        row["header"]["shared"] = hashlib.sha256(bytes.fromhex(row["shared"]["salt"]) + part).hexdigest()

    return with_case(edit)


def deflated() -> bytes:
    """The good dossier file, unpacked and packed anew by another program."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as anew:
        anew.writestr("originaler/", b"")
        for name, content in files(DOSSIER).items():
            anew.writestr(zipfile.ZipInfo(name, (2026, 3, 6, 8, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def holding(*contents: bytes) -> bytes:
    """A dossier file of these originals, whatever they are."""
    held = dict(zip("ABCDEFGH", contents, strict=False))
    desk = Desk()
    for n, (letter, content) in enumerate(held.items(), 1):
        desk.add(n, original(letter, content))
    return handed_on(desk.add(21, Hand(author=KARIN)).records, held)


def altered_before() -> bytes:
    """A log that was altered before it was put into the dossier file, which fits it."""
    value = json.loads(LOGS["B"])
    part = next(r["shared"]["part"] for r in value["records"] if "what" in ((r.get("shared") or {}).get("part") or {}))
    part["what"] += "."
    return holding(json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n")


def made_anew() -> bytes:
    """The whole case made anew, with other notes, by somebody who fits everything to them."""
    desk = Desk().add(1, original("A", LOGS["A"], "borgeren")).add(2, original("B", LOGS["B"]))
    return handed_on(desk.add(11, note(KARIN, "Ingen fare.")).add(21, Hand(author=KARIN)).records, LOGS)


def swap(held: Files) -> None:
    """Each original in the other's place."""
    held[A], held[B] = held[B], held[A]


FIRST_HAND = casework.fold(RECORDS).hands[0].seal
SEALS = {"dossier-good-sealed.zip": FIRST_HAND, "dossier-altered-made-anew.zip": FIRST_HAND}
CASES: dict[str, Callable[[], bytes]] = {
    "dossier-good.zip": lambda: DOSSIER,
    "dossier-good-sealed.zip": lambda: DOSSIER,
    "dossier-good-packed-anew.zip": deflated,
    "dossier-good-empty.zip": lambda: handed_on((), {}),
    "dossier-unreadable-originals.zip": lambda: holding(
        LOGS["A"],
        b"age-encryption.org/v1\n-> scrypt AAAA 18\n",
        LOGS["A"][: len(LOGS["A"]) // 2],
        LOGS["B"].replace(b'"v": 1', b'"v": 2', 1),
        b"Dette er ingen sagspakke.\n",
        ziplayout.pack([*files(LOGS["A"]).items(), ("../ud.txt", b"1")]),
    ),
    "dossier-in-a-dossier.zip": lambda: holding(DOSSIER),
    "dossier-altered-before.zip": altered_before,
    "dossier-altered-made-anew.zip": made_anew,
    "dossier-altered-note.zip": lambda: with_case(lambda v: said(v, NOTE).update(what="Talte om sikkerhed i hjemmen.")),
    "dossier-altered-note-in-place.zip": lambda: DOSSIER.replace(b"Talte om", b"Talde om", 1),
    "dossier-altered-author.zip": lambda: with_case(lambda v: said(v, NOTE)["author"].update(name="En anden")),
    "dossier-altered-hand.zip": lambda: with_case(lambda v: said(v, HAND).update(to="En anden")),
    "dossier-altered-label.zip": lambda: with_case(lambda v: said(v, ORIGINAL).update(label="udøveren")),
    "dossier-altered-fitting.zip": lambda: fitting(lambda said: said.update(what="Ingen fare.")),
    "dossier-altered-why.zip": lambda: with_case(lambda v: v["records"][WITHDRAWAL]["shared"]["part"].update(why="Fortrudt.")),
    "dossier-altered-left-out.zip": lambda: with_case(lambda v: left_out(v, NOTE + 1)),
    "dossier-altered-header.zip": lambda: with_case(
        lambda v: v["records"][HAND]["header"].update(logged_at="2026-01-01T08:00:00+01:00")
    ),
    "dossier-altered-dropped.zip": lambda: with_case(lambda v: v["records"].pop(HAND)),
    "dossier-altered-dropped-original.zip": lambda: with_case(lambda v: v["records"].pop(ORIGINAL)),
    "dossier-altered-dropped-last.zip": lambda: with_case(lambda v: v["records"].pop()),
    "dossier-altered-order.zip": lambda: with_case(lambda v: v["records"].insert(2, v["records"].pop(3))),
    "dossier-altered-twice.zip": lambda: with_case(lambda v: v["records"].insert(3, v["records"][2])),
    "dossier-altered-no-record.zip": lambda: with_case(lambda v: v["records"].__setitem__(HAND, {"header": "gone"})),
    "dossier-altered-original.zip": lambda: with_files(lambda f: f.update({A: f[A][:-1] + b"?"})),
    "dossier-altered-original-in-place.zip": lambda: DOSSIER.replace(b"Ringede", b"Ringete", 1),
    "dossier-altered-originals-swapped.zip": lambda: with_files(swap),
    "dossier-altered-original-missing.zip": lambda: with_files(lambda f: f.pop(B)),
    "dossier-altered-original-added.zip": lambda: with_files(lambda f: f.update({"originaler/C-log.json": LOGS["B"]})),
    "dossier-altered-pdf.zip": lambda: with_files(lambda f: f.update({"rapport.pdf": f["rapport.pdf"] + b"\n%"})),
    "dossier-altered-pdf-missing.zip": lambda: with_files(lambda f: f.pop("resume.pdf")),
    "dossier-altered-file-added.zip": lambda: with_files(lambda f: f.update({"se-her.html": b"<p>"})),
    "dossier-altered-manifest.zip": lambda: with_files(lambda f: f.update({"manifest.json": f["manifest.json"][:-9]})),
    "dossier-altered-manifest-missing.zip": lambda: with_files(lambda f: f.pop("manifest.json")),
    "dossier-refused-later.zip": lambda: with_case(lambda v: v.update(v=2)),
    "dossier-refused-later-key.zip": lambda: with_case(lambda v: v.update(signatures=[])),
    "dossier-refused-later-record.zip": lambda: with_case(lambda v: v["records"][3]["header"].update(v=2)),
    "dossier-refused-later-field.zip": lambda: fitting(lambda said: said.update(weather="regn")),
    "dossier-refused-later-kind.zip": lambda: fitting(lambda said: said.update(kind="weather")),
    "dossier-refused-no-note.zip": lambda: fitting(lambda said: said.update(date="2026-02-30")),
    "dossier-refused-cut.zip": lambda: DOSSIER[: len(DOSSIER) // 2],
    "dossier-refused-alone.json": lambda: files(DOSSIER)["sag.json"],
    "dossier-refused-other.zip": lambda: with_files(lambda f: f.update({"sag.json": b'{"format": "another"}'})),
    "dossier-refused-two-keys.zip": lambda: with_files(
        lambda f: f.update({"sag.json": f["sag.json"].replace(b'"count"', b'"count": 1, "count"', 1)})
    ),
    "dossier-refused-parent-folder.zip": lambda: ziplayout.pack([*files(DOSSIER).items(), ("originaler/../ud.zip", b"1")]),
}


if __name__ == "__main__":
    add(CASES, SEALS)
