"""Makes the vectors of the formats in tests/vectors: case files and records that must open, and that must not.

Those that somebody hostile could make are in hostile.py beside this file, to be run on its own.
A vector is only ever added: what is there already is left as it is, since it pins what an earlier version wrote.
The outcome that is written beside a new one is what the check says today, to be read before it is committed.
"""

import datetime
import hashlib
import io
import json
import struct
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "vectors"
sys.path.insert(0, str(ROOT / "tests"))

import dossiers  # noqa: E402
from cases import Files, Log, files, packed  # noqa: E402

from logbog import demo, ledger, opening, seal, verify, ziplayout  # noqa: E402
from logbog.dossierfile import DossierFile  # noqa: E402
from logbog.errors import CannotRead  # noqa: E402
from logbog.incident import Answer, Authority, Exhibit, Incident, Report, Response, Sender, SenderIs, Witness  # noqa: E402
from logbog.record import Record  # noqa: E402
from logbog.when import Certainty, When  # noqa: E402

ZONE = datetime.timezone(datetime.timedelta(hours=1))
PICTURE, COPY, SOUND = b"\xff\xd8 a picture \xff\xd9", b"\xff\xd8 a copy \xff\xd9", b"RIFF a sound"


def exhibit(n: int, content: bytes, kind: str, **more: Any) -> Exhibit:
    """An exhibit of a few bytes."""
    return Exhibit(id=f"{n:032x}", sha256=hashlib.sha256(content).hexdigest(), size=len(content), type=kind, **more)


def small() -> demo.Demo:
    """A log of seven incidents with all that a record can hold."""
    copied = {"has_place": True, "leave_place_out": True, "stripped_size": len(COPY)}
    seen = exhibit(1, PICTURE, "image/jpeg", stripped_sha256=hashlib.sha256(COPY).hexdigest(), **copied)
    heard = exhibit(2, SOUND, "audio/wav", caption="Telefonsvarer")
    day, hour = datetime.date(2026, 3, 4), datetime.time(22, 10)
    burst = Incident(
        when=When(date=day, time=hour, time_is=Certainty.APPROXIMATE),
        end_date=day + datetime.timedelta(days=1),
        end_time=datetime.time(0, 40),
        count=37,
        kinds=("calls_messages.missed_call", "digital"),
        place="Hjemme på Ærøvej",
        what="Ringede hele aftenen.\nJeg lod den ligge.",
        words="»Tag den nu« 😀",
        senders=(Sender(name="+45 00 00 00 17", by=SenderIs.NUMBER),),
        witnesses=(Witness(name="Naboen", reach="2. sal"),),
        response=(Response.NO_ANSWER, Response.SAID_STOP),
        response_text="Stop.",
        effect="Sov ikke.",
        reports=(Report(to=Authority.POLICE, journal="0000-1", name="Vagten", date=day),),
        order=Answer.YES,
        order_broken=Answer.UNKNOWN,
        order_which="Tilhold",
        children=Answer.NO,
        exhibits=(seen, heard),
        starred=True,
        note="Kun til mig selv.",
    )
    plain = Incident(when=When(date=day), what="Brev i postkassen.")
    unknown = Incident(when=When(date=None, date_is=Certainty.UNKNOWN), what="سلام і ще щось", kinds=("other",))
    steps: list[tuple[int, Incident | str]] = [
        (1, burst),
        (2, plain),
        (3, unknown),
        (4, Incident(when=When(date=day), what="Mit eget.", only_me=True)),
        (5, Incident(when=When(date=day), what="Taget tilbage.")),
        (6, Incident(when=When(date=day), what="Slettet.")),
        (2, Incident(when=When(date=day), what="To breve i postkassen.")),
        (5, "Det var en anden."),
        (7, Incident(when=When(date=day, date_is=Certainty.APPROXIMATE), what="Gik forbi.")),
    ]
    log: tuple[Record, ...] = ()
    for n, (who, what) in enumerate(steps):
        name, at = f"{who:032x}", datetime.datetime(2026, 3, 5, 8, n, tzinfo=ZONE)
        salts = (hashlib.md5(b"s%d" % n).digest(), hashlib.md5(b"p%d" % n).digest())
        if isinstance(what, str):
            log += (ledger.withdraw(log, name, what, at, salts),)
        else:
            known = any(r.header.incident == name for r in log)
            log += ((ledger.correct if known else ledger.add)(log, name, what, at, salts),)
    log = tuple(r.erased() if r.header.incident == f"{6:032x}" else r for r in log)
    contents = {hashlib.sha256(c).hexdigest(): c for c in (PICTURE, COPY, SOUND)}
    return demo.Demo(log, ((seen, PICTURE), (heard, SOUND)), contents)


LOG = small()
GOOD = packed(LOG)


def with_files(change: Callable[[Files], Any]) -> bytes:
    """The good case file after a change of its files."""
    held = files(GOOD)
    change(held)
    return ziplayout.pack(held.items())


def with_log(change: Callable[[Log], Any]) -> bytes:
    """The good case file after a change of log.json."""

    def edit(held: Files) -> None:
        value = json.loads(held["log.json"])
        change(value)
        held["log.json"] = json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"

    return with_files(edit)


def deflated() -> bytes:
    """The good case file, unpacked and packed anew by another program."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as anew:
        anew.writestr("bilag/", b"")
        for name, content in files(GOOD).items():
            anew.writestr(zipfile.ZipInfo(name, (2026, 3, 6, 8, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def bomb() -> bytes:
    """A log.json that unpacks to a thousand times its weight."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        made.writestr(zipfile.ZipInfo("log.json", (2026, 3, 6, 8, 0, 0)), bytes(80 << 20), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def encrypted() -> bytes:
    """A ZIP that says it is encrypted."""
    content = bytearray(GOOD)
    at = content.rindex(b"PK\1\2")
    struct.pack_into("<H", content, at + 8, struct.unpack_from("<H", content, at + 8)[0] | 1)
    return bytes(content)


def swap(held: dict[Any, Any], one: Any, two: Any) -> None:
    """The one in the other's place."""
    held[one], held[two] = held[two], held[one]


def later_key(value: Log) -> None:
    """A field of a later version, with every digest as it should be; the chain ends with it."""
    later = LOG.records[-1]
    header = value["records"][-1]["header"]
    part = {**(later.shared.value if later.shared and later.shared.value else {}), "weather": "regn"}
    salt = later.shared.salt if later.shared else b""
    value["records"][-1]["shared"] = {"salt": salt.hex(), "part": part}
    header["shared"] = hashlib.sha256(
        salt + json.dumps(part, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    ).hexdigest()


def part(value: Log, n: int) -> dict[str, Any]:
    """The shared part of the n-th record."""
    found: dict[str, Any] = value["records"][n]["shared"]["part"]
    return found


FIRST, SECOND = "bilag/001-billede.jpg", "bilag/002-lyd.wav"
CASES: dict[str, Callable[[], bytes]] = {
    "good.zip": lambda: GOOD,
    "good-log.json": lambda: files(GOOD)["log.json"],
    "good-earlier.zip": lambda: packed(LOG, earlier=True),
    "good-one-incident.zip": lambda: packed(LOG, {f"{2:032x}"}),
    "good-packed-anew.zip": deflated,
    "good-sealed.zip": lambda: GOOD,
    "altered-letter.zip": lambda: with_log(lambda v: part(v, 0).update(what="Ringede hele aftenan.\nJeg lod den ligge.")),
    "altered-letter-in-place.zip": lambda: GOOD.replace(b"Ringede", b"Ringete", 1),
    "altered-count.zip": lambda: with_log(lambda v: part(v, 0).update(count=38)),
    "altered-header.zip": lambda: with_log(lambda v: v["records"][1]["header"].update(logged_at="2026-03-01T08:01:00+01:00")),
    "altered-dropped.zip": lambda: with_log(lambda v: v["records"].pop(2)),
    "altered-dropped-last.zip": lambda: with_log(lambda v: v["records"].pop()),
    "altered-order.zip": lambda: with_log(lambda v: swap(v["records"], 2, 6)),
    "altered-twice.zip": lambda: with_log(lambda v: v["records"].insert(3, v["records"][2])),
    "altered-no-record.zip": lambda: with_log(lambda v: v["records"].__setitem__(2, {"header": "gone"})),
    "altered-exhibits-swapped.zip": lambda: with_files(lambda f: swap(f, FIRST, SECOND)),
    "altered-exhibit.zip": lambda: with_files(lambda f: f.update({FIRST: f[FIRST] + b" "})),
    "altered-exhibit-missing.zip": lambda: with_files(lambda f: f.pop(SECOND)),
    "altered-exhibit-added.zip": lambda: with_files(lambda f: f.update({"bilag/003-billede.jpg": PICTURE})),
    "altered-file-added.zip": lambda: with_files(lambda f: f.update({"se-her.html": b"<p>"})),
    "altered-pdf.zip": lambda: with_files(lambda f: f.update({"rapport.pdf": f["rapport.pdf"] + b"\n%"})),
    "altered-manifest.zip": lambda: with_files(lambda f: f.update({"manifest.json": f["manifest.json"][:-9]})),
    "altered-manifest-missing.zip": lambda: with_files(lambda f: f.pop("manifest.json")),
    "altered-other-seal.zip": lambda: GOOD,
    "refused-cut.zip": lambda: GOOD[: len(GOOD) // 2],
    "refused-no-zip.zip": lambda: b"Dette er ikke en ZIP.\n",
    "refused-empty.zip": lambda: b"",
    "refused-other.zip": lambda: ziplayout.pack([("brev.txt", b"Hej")]),
    "refused-later.zip": lambda: with_log(lambda v: v.update(v=2)),
    "refused-later-record.zip": lambda: with_log(lambda v: v["records"][3]["header"].update(v=2)),
    "refused-later-field.zip": lambda: with_log(later_key),
    "refused-parent-folder.zip": lambda: ziplayout.pack([*files(GOOD).items(), ("../ud.txt", b"1")]),
    "refused-absolute.zip": lambda: ziplayout.pack([*files(GOOD).items(), ("/tmp/ud.txt", b"1")]),
    "refused-backslash.zip": lambda: ziplayout.pack([*files(GOOD).items(), ("bilag\\ud.txt", b"1")]),
    "refused-drive.zip": lambda: ziplayout.pack([*files(GOOD).items(), ("C:ud.txt", b"1")]),
    "refused-twice.zip": lambda: ziplayout.pack([*files(GOOD).items(), ("log.json", b"{}")]),
    "refused-capitals.zip": lambda: ziplayout.pack([*files(GOOD).items(), ("LOG.JSON", b"{}")]),
    "refused-bomb.zip": bomb,
    "refused-encrypted.zip": encrypted,
    "refused-age.zip": lambda: b"age-encryption.org/v1\n-> scrypt AAAA 18\n",
    "refused-two-keys.json": lambda: files(GOOD)["log.json"].replace(b'"count"', b'"count": 1, "count"', 1),
    "refused-half-letter.json": lambda: files(GOOD)["log.json"].replace(b"Ringede", b"\\ud83d", 1),
}
EARLY = seal.of([r.header for r in LOG.records[:4]]).code
OTHER = seal.of([r.header for r in demo.log(3, today=datetime.date(2026, 3, 6)).records]).code
SEALS = {"good-sealed.zip": EARLY, "altered-other-seal.zip": OTHER}


def outcome(name: str, content: bytes, code: str | None) -> dict[str, Any]:
    """What the check says of it today."""
    sealed = {"seal": code} if code else {}
    try:
        opened = opening.read(content)
        if isinstance(opened, DossierFile):
            return {"file": name, **sealed, **dossiers.outcome(opened, code)}
        found = verify.findings(opened, seal.parse(code) if code else None)
    except CannotRead as wrong:
        return {"file": name, "exit": 2, "code": wrong.code}
    rows = [{"code": f.code, **f.fields} for f in found]
    return {"file": name, "exit": int(any(f.altered for f in found)), **sealed, "findings": rows}


def records() -> dict[str, Any]:
    """Records as they are sealed on the device, and some that must not open."""
    opens = [{"digest": r.header.digest, "record": r.to_json()} for r in LOG.records]
    whole = opens[0]["record"]

    def header(**change: Any) -> Any:
        return {**whole, "header": {**whole["header"], **change}}

    def shared(**change: Any) -> Any:
        return {**whole, "shared": {**whole["shared"], "part": {**whole["shared"]["part"], **change}}}

    refused = {
        "a later version": header(v=2),
        "a field of a later version": shared(weather="regn"),
        "a kind of a later version": shared(kinds=["weather"]),
        "no clock offset": header(logged_at="2026-03-05T08:00:00"),
        "an act that is none": header(act="deleted"),
        "an id that is none": header(incident="1"),
        "a short salt": {**whole, "shared": {**whole["shared"], "salt": "00"}},
        "a count that is a text": shared(count="37"),
        "a date that is none": shared(when={"date": "2026-02-30", "date_is": "exact", "time_is": "unknown"}),
        "no header": {"shared": None, "private": None},
        "a list": [],
    }
    return {"opens": opens, "refused": [{"why": why, "code": _refusal(r), "record": r} for why, r in refused.items()]}


def _refusal(value: Any) -> str:
    try:
        Record.from_json(value).incident  # noqa: B018
    except CannotRead as wrong:
        return wrong.code
    raise AssertionError("this record opens")


def add(cases: Mapping[str, Callable[[], bytes]], seals: Mapping[str, str]) -> None:
    """Adds what isn't there yet; ``seals`` are the codes that some are checked against."""
    FOLDER.mkdir(exist_ok=True)
    index_file = FOLDER / "index.json"
    index = json.loads(index_file.read_text("utf-8")) if index_file.exists() else []
    there = {row["file"] for row in index}
    for name, make in cases.items():
        if name not in there:
            (FOLDER / name).write_bytes(make())
            index.append(outcome(name, (FOLDER / name).read_bytes(), seals.get(name)))
    index_file.write_text(json.dumps(index, ensure_ascii=False, indent=1) + "\n", "utf-8")


def main() -> None:
    """The case files and the records."""
    add(CASES, SEALS)
    records_file = FOLDER / "records.json"
    if not records_file.exists():
        records_file.write_text(json.dumps(records(), ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
