"""The whole way: from the first screen on a phone to a case file that programs we did not write can open."""

import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import jsonschema
import openpyxl
import pikepdf
import pytest
from playwright.sync_api import expect
from referencing import Registry

from logbog import casefile, verify

from .belongings import all_of_them
from .person import PASSPHRASE, START, Person

SCHEMAS = Path(__file__).resolve().parents[2] / "docs/schema"
SECRETS = (
    "Zebrafinken sang i køkkenet",
    "Hemmelig Hylde nr. 9",
    "Aldrig-delt hændelse om Kvistgaard",
    "Bjørnebær-vidnet Mads Æblegren",
)
KINDS = (
    "calls_messages",
    "through_others",
    "vandalism_threats",
    "digital",
    "gifts",
    "surveillance",
    "turning_up",
    "violence",
    "other",
)


def incidents(files: list[Path]) -> list[dict[str, object]]:
    """Thirty incidents of all kinds: a burst, an approximate one, a late one and a private one among them."""
    told: list[dict[str, object]] = []
    for n in range(26):
        fields: dict[str, object] = {
            "what": f"Hændelse {n}: han stod ved døren igen og blev stående.",
            "date": f"2026-{8 + n // 13:02}-{n % 13 * 2 + 1:02}",
            "time": f"{8 + n % 14:02}:15",
            "kinds": [KINDS[n % 9]],
        }
        if n < len(files) - 2:
            fields["files"] = [files[n]]
        told.append(fields)
    told[4] |= {"witness-0-name": SECRETS[3], "witness-0-reach": "22 33 44 55", "children": "yes"}
    told[5] |= {
        "order": "yes",
        "order_broken": "yes",
        "report-0-to": "police",
        "report-0-journal": "4200-00123-26",
        "report-0-date": "2026-09-20",
    }
    told[6] |= {
        "words": "Jeg ved, hvor du bor",
        "sender-0-by": "number",
        "sender-0-name": "skjult nummer",
        "response": ["no_answer"],
    }
    told[7] |= {"note": SECRETS[1]}
    told.append(
        {
            "what": "Opkald i træk",
            "date": "2026-10-02",
            "time": "22:10",
            "kinds": ["calls_messages", "calls_messages.missed_call"],
            "count": "37",
            "end_time": "23:40",
            "files": files[-2:],
        }
    )
    told.append(
        {"what": SECRETS[0], "date": "2026-10-05", "date_is": "approximate", "time_is": "unknown", "kinds": ["turning_up"]}
    )
    told.append({"what": "Skrevet ned længe efter", "date": "2025-12-24", "time": "18:00", "kinds": ["gifts", "gifts.flowers"]})
    told.append({"what": SECRETS[2], "date": "2026-10-06", "kinds": ["digital"], "only_me": True})
    return told


@pytest.fixture(scope="module")
def belongings(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return all_of_them(tmp_path_factory.mktemp("phone"))


@pytest.fixture(scope="module")
def handed_over(phone, app_server, belongings: list[Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """Writes thirty incidents, corrects, stars and withdraws; kills browser and server; unlocks and shares the case file."""
    app_server.start()
    page = phone.open()
    person = Person(page, app_server.app)
    person.arrive()
    person.first_run()
    expect(page.locator("#offline-state[data-state='ready']")).to_be_attached(timeout=START)
    for fields in incidents(belongings):
        person.write(fields)  # type: ignore[arg-type]
    for nth in (6, 9, 12):
        person.open(nth)
        page.locator("[data-do='correct']").click()
        person.fill({"place": f"Rettet sted {nth}"})
        person.save()
    for nth in (3, 5):
        person.open(nth)
        page.locator("[data-do='star']").click()
        person.says("typisk")
        person.back()
    person.open(10)
    page.locator("details", has=page.locator("[data-do='ask-withdraw']")).locator("> summary").click()
    page.locator("[data-do='ask-withdraw']").click()
    page.locator("#why").fill("skrevet to gange")
    page.locator("[data-form='withdraw'] .primary").click()
    person.says("trukket")

    phone.kill()
    app_server.stop()

    page = phone.open()
    person = Person(page, app_server.app)
    person.arrive()
    person.unlock()
    expect(page.locator("#rows [role='status']")).to_contain_text("29")
    folder = tmp_path_factory.mktemp("handed")
    case = folder / "sag.zip"
    person.go("share")
    page.locator("[data-form='choose'] .primary").click()
    expect(page.locator("#leaving")).to_be_visible()
    page.locator("[data-do='unfold']").click()
    shown = page.locator("#screen").inner_text()
    page.locator("[data-do='make-case']").click()
    with page.expect_download(timeout=START * 3) as download:
        page.locator("[data-do='download']").click(timeout=START * 3)
    download.value.save_as(case)
    phone.kill()
    return case, [shown]


def test_the_zip_opens_with_unzip_and_verifies(handed_over: tuple[Path, list[str]]) -> None:
    case, _ = handed_over

    if shutil.which("unzip"):
        assert 0 == subprocess.run(["unzip", "-tq", str(case)], capture_output=True).returncode
    found = verify.findings(casefile.read(io.BytesIO(case.read_bytes())))

    assert [] == [f for f in found if f.altered]


def test_nothing_private_is_anywhere_in_it(handed_over: tuple[Path, list[str]]) -> None:
    case, _ = handed_over
    with zipfile.ZipFile(case) as packed:
        for name in packed.namelist():
            body = packed.read(name)
            for secret in (SECRETS[1], SECRETS[2], PASSPHRASE):
                assert secret.encode() not in body, name
        told = b"".join(packed.read(n) for n in ("log.json", "rapport.html", "haendelser.csv"))

    assert SECRETS[0].encode() in told
    assert SECRETS[3].encode() in told


def test_the_pdf_is_whole_and_can_be_read(handed_over: tuple[Path, list[str]], tmp_path: Path) -> None:
    case, _ = handed_over
    with zipfile.ZipFile(case) as packed:
        packed.extract("rapport.pdf", tmp_path)
    pdf = tmp_path / "rapport.pdf"

    with pikepdf.open(pdf) as opened:
        assert len(opened.pages) > 5
    if shutil.which("qpdf"):
        assert 0 == subprocess.run(["qpdf", "--check", str(pdf)], capture_output=True).returncode
    if shutil.which("pdftotext"):
        text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True).stdout
        assert "4200-00123-26" in text
        assert SECRETS[1] not in text
        assert SECRETS[2] not in text


def test_tables_and_json_say_the_same(handed_over: tuple[Path, list[str]]) -> None:
    case, _ = handed_over
    with zipfile.ZipFile(case) as packed:
        rows = list(csv.reader(io.StringIO(packed.read("haendelser.csv").decode("utf-8-sig")), delimiter=";"))
        book = openpyxl.load_workbook(io.BytesIO(packed.read("haendelser.xlsx")))
        log = json.loads(packed.read("log.json"))
        manifest = json.loads(packed.read("manifest.json"))
        hashes = {n: hashlib.sha256(packed.read(n)).hexdigest() for n in packed.namelist()}
    schemas = {path.name: json.loads(path.read_text("utf-8")) for path in SCHEMAS.glob("*.json")}
    registry = Registry().with_contents((name, schema) for name, schema in schemas.items())
    jsonschema.Draft202012Validator(schemas["log.schema.json"], registry=registry).validate(log)
    jsonschema.Draft202012Validator(schemas["manifest.schema.json"], registry=registry).validate(manifest)

    shared = 30 - 1 - 1
    assert shared == len(rows) - 1
    assert shared == book.worksheets[0].max_row - 1
    assert 30 == len({r["header"]["incident"] for r in log["records"]})
    assert all(hashes[f["name"]] == f["sha256"] for f in manifest["files"])
    assert 14 <= sum(n.startswith("bilag/") for n in hashes) + 1


def test_file_names_say_nothing(handed_over: tuple[Path, list[str]]) -> None:
    case, _ = handed_over
    with zipfile.ZipFile(case) as packed:
        names = packed.namelist()

    assert all(re.fullmatch(r"[A-Za-z-]+\.\w+|bilag/\d{3}-\w+\.\w+", n) for n in names), names


def test_the_person_saw_what_would_leave(handed_over: tuple[Path, list[str]]) -> None:
    _, (shown,) = handed_over

    assert SECRETS[3] in shown or "28" in shown
    assert SECRETS[1] not in shown
    assert SECRETS[2] not in shown


def test_the_disk_holds_none_of_the_texts_names_or_the_passphrase(handed_over, phone) -> None:
    sought = [*SECRETS, PASSPHRASE, "han stod ved døren igen", "4200-00123-26", "IMG_0003", "Jeg ved, hvor du bor"]
    needles = [n for s in sought for n in (s.encode(), s.encode("utf-16-le"), s.encode("latin-1"))]
    searched = 0
    for path in phone.profile.rglob("*"):
        if path.is_file():
            body = path.read_bytes()
            searched += len(body)
            for needle in needles:
                assert needle not in body, path.name

    assert searched > 1_000_000
