"""The published schemas describe what is written: they let it through, and nothing that is wrong."""

import copy
import dataclasses
import json
from pathlib import Path
from typing import Any

import backups
import pytest
from cases import case, files, log, packed
from dossiers import dossier, handed_on

jsonschema = pytest.importorskip("jsonschema")
referencing = pytest.importorskip("referencing")

from logbog import kinds  # noqa: E402
from logbog.casenote import Author, CaseNote, NoteKind  # noqa: E402
from logbog.casepart import Hand, Original  # noqa: E402
from logbog.codec import EXHIBIT, READ  # noqa: E402

FOLDER = Path(__file__).parents[2] / "docs" / "schema"
SCHEMAS: dict[str, Any] = {p.name.partition(".")[0]: json.loads(p.read_text("utf-8")) for p in FOLDER.glob("*.schema.json")}
Path_ = tuple[str | int, ...]


def _check(name: str, value: object) -> None:
    resources = [(s["$id"], referencing.Resource.from_contents(s)) for s in SCHEMAS.values()]
    registry = referencing.Registry().with_resources(resources)
    jsonschema.Draft202012Validator(SCHEMAS[name], registry=registry).validate(value)


def _written(content: bytes, name: str) -> Any:
    return json.loads(files(content)[name])


def test_every_schema_is_one() -> None:
    assert {"backup", "dossier", "log", "manifest", "record"} == set(SCHEMAS)
    for schema in SCHEMAS.values():
        jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("content", [case(), packed(log(200)), packed(log(30), earlier=True), packed(log(12, "en"))])
def test_what_is_written_fits_the_schemas(content: bytes) -> None:
    _check("log", _written(content, "log.json"))
    _check("manifest", _written(content, "manifest.json"))


def _at(value: Any, path: Path_) -> Any:
    for step in path[:-1]:
        value = value[step]
    return value


def _first_told() -> int:
    rows = _written(case(), "log.json")["records"]
    return next(n for n, r in enumerate(rows) if "kinds" in ((r.get("shared") or {}).get("part") or {}))


TOLD: Path_ = ("records", _first_told(), "shared", "part")
HEADER: Path_ = ("records", 0, "header")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), "another"),
        (("v",), 2),
        (("count",), -1),
        (("head",), "abc"),
        (("seal",), "ABCD"),
        (("made_at",), "i går"),
        (("extra",), 1),
        (("exhibits", 0, "file"), "bilag/../ud.jpg"),
        (("exhibits", 0, "number"), 0),
        ((*HEADER, "v"), 2),
        ((*HEADER, "seq"), "0"),
        ((*HEADER, "act"), "deleted"),
        ((*HEADER, "prev"), "0" * 63),
        ((*HEADER, "logged_at"), "2026-03-04T12:00:00"),
        ((*HEADER, "extra"), 1),
        (("records", 0, "absent"), "because"),
        (("records", 0, "private"), {"note": "kun mig"}),
        ((*TOLD, "note"), "kun mig"),
        ((*TOLD, "kinds"), ["weather"]),
        ((*TOLD, "count"), 0),
        ((*TOLD, "order"), "perhaps"),
        ((*TOLD, "when"), {"date_is": "exact", "time_is": "unknown"}),
        ((*TOLD, "when"), {"date_is": "unknown", "date": "2026-01-01", "time_is": "unknown"}),
        ((*TOLD, "why"), "en withdrawal er det ikke"),
        ((*TOLD, "senders"), [{"by": "person"}]),
        ((*TOLD, "exhibits"), [{"id": "short", "sha256": "0" * 64, "size": 1}]),
        (("records", TOLD[1], "shared", "salt"), "00"),
        (("records", TOLD[1], "absent"), "left_out"),
    ],
)
def test_what_is_wrong_does_not_fit(path: Path_, value: object) -> None:
    wrong = copy.deepcopy(_written(case(), "log.json"))
    _at(wrong, path)[path[-1]] = value

    with pytest.raises(jsonschema.ValidationError):
        _check("log", wrong)


@pytest.mark.parametrize("name", ["../out", "/abs", "a\\b", "", "bilag/", "a/b/c"])
def test_an_unsafe_name_does_not_fit_the_manifest(name: str) -> None:
    wrong = _written(case(), "manifest.json")
    wrong["files"][0]["name"] = name

    with pytest.raises(jsonschema.ValidationError):
        _check("manifest", wrong)


@pytest.mark.parametrize("content", [dossier(), handed_on((), {})])
def test_what_is_handed_on_fits_the_schemas(content: bytes) -> None:
    _check("dossier", _written(content, "sag.json"))
    _check("manifest", _written(content, "manifest.json"))


# The records of dossiers.py: an original, a note with a referral, a hand, and a withdrawal.
CASE_PARTS = {name: ("records", n, "shared", "part", name) for name, n in (("original", 0), ("note", 3), ("hand", 4))}
WITHDRAWN: Path_ = ("records", 10, "shared", "part")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), "logbog-log"),
        (("v",), 2),
        (("signatures",), []),
        (("exhibits",), []),
        (("records", 0, "header", "v"), 2),
        (("records", 0, "absent"), "left_out"),
        (("records", 0, "private"), None),
        (("records", 0, "shared", "part"), None),
        (("records", 0, "shared", "part", "note"), {}),
        (("records", 0, "shared", "part"), {"why": "en withdrawal er det ikke"}),
        (("records", 0, "shared", "salt"), "00"),
        ((*CASE_PARTS["original"], "letter"), "AA"),
        ((*CASE_PARTS["original"], "file"), "originaler/../A-log.json"),
        ((*CASE_PARTS["original"], "size"), 0),
        ((*CASE_PARTS["original"], "sha256"), "A" * 64),
        ((*CASE_PARTS["note"], "kind"), "weather"),
        ((*CASE_PARTS["note"], "weather"), "regn"),
        ((*CASE_PARTS["note"], "date"), "4.3.2026"),
        ((*CASE_PARTS["note"], "time"), "25:00"),
        ((*CASE_PARTS["note"], "people"), ""),
        ((*CASE_PARTS["note"], "consent"), "maybe"),
        ((*CASE_PARTS["note"], "about"), ["1"]),
        ((*CASE_PARTS["note"], "author"), {"name": "Karin"}),
        ((*CASE_PARTS["hand"], "author"), {"role": "rådgiver"}),
        ((*CASE_PARTS["hand"], "signature"), "x"),
        ((*WITHDRAWN, "who"), "Eva"),
        (WITHDRAWN, {"hand": {"author": {"name": "Eva", "role": "sygeplejerske"}}}),
    ],
)
def test_what_is_wrong_does_not_fit_the_schema_of_a_dossier(path: Path_, value: object) -> None:
    wrong = copy.deepcopy(_written(dossier(), "sag.json"))
    assert {"original", "note", "hand"} == {next(iter(_at(wrong, p))) for p in CASE_PARTS.values()}
    assert {"why"} == set(_at(wrong, (*WITHDRAWN, "")))
    _at(wrong, path)[path[-1]] = value

    with pytest.raises(jsonschema.ValidationError):
        _check("dossier", wrong)


def test_the_schema_of_a_dossier_names_the_kinds_and_fields_of_the_code() -> None:
    defs = SCHEMAS["dossier"]["$defs"]

    assert [str(kind) for kind in NoteKind] == defs["note"]["properties"]["kind"]["enum"]
    for name, kind in (("note", CaseNote), ("hand", Hand), ("original", Original), ("author", Author)):
        assert [f.name for f in dataclasses.fields(kind)] == list(defs[name]["properties"])
        required = [f.name for f in dataclasses.fields(kind) if f.default is dataclasses.MISSING]
        assert required == defs[name]["required"]


@pytest.mark.parametrize("content", [backups.good(), backups.zipped(backups.erased_log()), backups.zipped(log(200))])
def test_what_is_backed_up_fits_the_schemas(content: bytes) -> None:
    _check("backup", _written(content, "backup.json"))
    _check("manifest", _written(content, "manifest.json"))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), "logbog-log"),
        (("v",), 2),
        (("more",), 1),
        (("exhibits", 0, "file"), "bilag/../ud.jpg"),
        (("exhibits", 0, "size"), 0),
        (("missing",), ["x"]),
        (("drafts", 0, "draft", "fields", "what"), "text"),
        (("drafts", 0, "id"), ""),
        (("records", 0, "private"), {"salt": "0" * 32}),
        (("records", 0, "private", "part"), {"note": ""}),
        (("records", 0, "more"), 1),
        (("settings",), []),
    ],
)
def test_what_is_wrong_does_not_fit_the_schema_of_a_backup(path: Path_, value: object) -> None:
    wrong = _written(backups.good(), "backup.json")
    _at(wrong, path)[path[-1]] = value

    with pytest.raises(jsonschema.ValidationError):
        _check("backup", wrong)


def test_the_schema_names_the_kinds_and_fields_of_the_code() -> None:
    defs = SCHEMAS["record"]["$defs"]

    assert list(kinds.every()) == defs["incident"]["properties"]["kinds"]["items"]["enum"]
    assert {*READ, "exhibits"} == set(defs["incident"]["properties"])
    assert set(EXHIBIT) == set(defs["exhibit"]["properties"])
