"""A check of a dossier file names what was altered among notes, hands, originals and files, and says the rest as facts."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from cases import Files, Log, case
from dossiers import (
    KARIN,
    Desk,
    dossier,
    handed_on,
    note,
    original,
    read,
    records,
    told,
    two_logs,
    with_case,
    with_files,
)

from logbog import casefile, dossierfile, dossierverify, finding, seal, verify, words
from logbog.casework import Hand

A, B = "originaler/A-sagspakke.zip", "originaler/B-log.json"
NOTE, HAND = 2, 4


def _facts(content: bytes, code: str | None = None) -> dict[str, int | None]:
    found = dossierverify.findings(dossierfile.read(content), seal=seal.parse(code) if code else None)
    return {f.code: f.n for f in found if not f.altered}


def test_an_untouched_dossier_file_holds_no_alteration() -> None:
    assert [] == told(dossier())
    assert {"hands": 3, "notes": 4, "withdrawn": 1} == _facts(dossier())


def test_every_finding_of_a_dossier_says_so() -> None:
    assert all(f.casework for f in dossierverify.findings(read()))
    assert not any(f.casework for f in verify.findings(casefile.read(case())))


def _part(value: Log, n: int) -> dict[str, Any]:
    (inner,) = value["records"][n]["shared"]["part"].values()
    found: dict[str, Any] = inner
    return found


@pytest.mark.parametrize("new_manifest", [False, True])
def test_one_changed_letter_of_a_note_is_found_and_told_once(new_manifest: bool) -> None:
    content = with_case(lambda v: _part(v, NOTE).update(what="Talte om sikkerhed i hjemmen."), new_manifest=new_manifest)

    assert [{"code": "altered_note", "number": 1, "record": NOTE + 1}] == told(content)


@pytest.mark.parametrize("what", ["to", "text"])
def test_a_changed_hand_is_found(what: str) -> None:
    assert [{"code": "altered_text", "record": HAND + 1}] == told(with_case(lambda v: _part(v, HAND).update({what: "en anden"})))


def test_another_name_under_a_note_is_found() -> None:
    def edit(value: Log) -> None:
        _part(value, NOTE)["author"]["name"] = "En anden"

    assert [{"code": "altered_note", "number": 1, "record": NOTE + 1}] == told(with_case(edit))


def test_a_text_that_was_taken_out_is_found_since_nobody_may_leave_one_out() -> None:
    for absent in ("left_out", "erased"):

        def edit(value: Log, absent: str = absent) -> None:
            value["records"][HAND] = {"header": value["records"][HAND]["header"], "absent": absent}

        assert [{"code": "altered_text", "record": HAND + 1}] == told(with_case(edit))


def test_a_note_that_was_taken_out_is_named() -> None:
    def edit(value: Log) -> None:
        value["records"][-2] = {"header": value["records"][-2]["header"], "absent": "erased"}

    assert [{"code": "altered_note", "number": 4, "record": len(records()) - 1}] == told(with_case(edit))


def test_a_dropped_record_is_missing() -> None:
    assert {"code": "missing_record", "record": HAND + 1, "n": 1} in told(with_case(lambda v: v["records"].pop(HAND)))


def test_the_last_hands_dropped_are_missing() -> None:
    def edit(value: Log) -> None:
        del value["records"][-2:]

    assert [{"code": "missing_record", "record": len(records()) - 1, "n": 2}] == told(with_case(edit))[:1]


def test_records_in_another_order_are_named() -> None:
    def edit(value: Log) -> None:
        rows = value["records"]
        rows[3], rows[4] = rows[4], rows[3]

    assert [{"code": "order", "record": 4, "n": 5}] == told(with_case(edit))


def test_a_record_that_is_none_is_named() -> None:
    found = told(with_case(lambda v: v["records"].__setitem__(HAND, {"header": "gone"})))

    assert {"code": "unreadable_record", "record": HAND + 1} in found


@pytest.mark.parametrize("field", ["logged_at", "incident", "prev", "shared", "private", "act"])
def test_a_changed_header_is_found(field: str) -> None:
    other = {"logged_at": "2026-01-01T00:00:00+01:00", "incident": "0" * 32, "act": "withdrawn"}

    found = told(with_case(lambda v: v["records"][NOTE]["header"].update({field: other.get(field, "1" * 64)})))

    assert "altered_chain" in {f["code"] for f in found}


@pytest.mark.parametrize(("field", "new"), [("head", "0" * 64), ("seal", "AAAA"), ("count", 2)])
def test_what_sag_json_says_of_its_end_must_be_so(field: str, new: object) -> None:
    assert [{"code": "altered_head"}] == told(with_case(lambda v: v.update({field: new})))


@pytest.mark.parametrize("new_manifest", [False, True])
@pytest.mark.parametrize("name", [A, B])
def test_a_changed_original_is_named_by_its_letter(name: str, new_manifest: bool) -> None:
    content = with_files(lambda f: f.update({name: f[name][:-1] + b"?"}), new_manifest=new_manifest)

    assert [{"code": "altered_original", "letter": name[len("originaler/")]}] == told(content)


def test_one_byte_of_an_original_in_the_zip_itself_is_found() -> None:
    found = read()
    where = dossierfile.span(found, "A")
    assert where is not None
    content = bytearray(dossier())
    content[where[0] + where[1] // 2] ^= 1

    assert [{"code": "altered_original", "letter": "A"}] == told(bytes(content))


def test_an_original_in_the_place_of_another_is_found() -> None:
    def edit(held: Files) -> None:
        held[A], held[B] = held[B], held[A]

    assert {"A", "B"} == {f["letter"] for f in told(with_files(edit, new_manifest=True))}


@pytest.mark.parametrize("new_manifest", [False, True])
def test_a_missing_original_is_named(new_manifest: bool) -> None:
    assert [{"code": "missing_original", "letter": "B"}] == told(with_files(lambda f: f.pop(B), new_manifest=new_manifest))


@pytest.mark.parametrize("new_manifest", [False, True])
def test_an_added_original_is_named(new_manifest: bool) -> None:
    content = with_files(lambda f: f.update({"originaler/C-log.json": b"{}"}), new_manifest=new_manifest)

    assert [{"code": "extra_original", "file": "originaler/C-log.json"}] == told(content)


def test_another_label_is_found_once_and_the_original_is_still_checked() -> None:
    def edit(value: Log) -> None:
        _part(value, 0)["label"] = "udøveren"

    content = with_case(edit)

    assert [{"code": "altered_text", "record": 1}] == told(content)
    assert ["", "naboen"] == [o.label for o in dossierfile.read(content).originals]
    assert {o.letter for o in dossierfile.read(content).originals} == {"A", "B"}


def test_a_digest_changed_to_fit_another_original_is_found() -> None:
    other = case()[:-1] + b"?"

    def edit(value: Log) -> None:
        _part(value, 0).update(sha256=original("A", other).sha256)

    assert [{"code": "altered_text", "record": 1}] == told(with_case(edit))


def test_an_original_whose_record_is_gone_is_not_called_added() -> None:
    codes = [f["code"] for f in told(with_case(lambda v: v["records"].pop(0)))]

    assert "missing_record" in codes
    assert "extra_original" not in codes


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda f: f.update({"program.exe": b"MZ"}), {"code": "extra_file", "file": "program.exe"}),
        (lambda f: f.update({"log.txt": b"{}"}), {"code": "extra_file", "file": "log.txt"}),
        (lambda f: f.update({"rapport.pdf": b"%PDF another"}), {"code": "altered_file", "file": "rapport.pdf"}),
        (lambda f: f.pop("resume.pdf"), {"code": "missing_file", "file": "resume.pdf"}),
        (lambda f: f.update({"LAES-MIG.txt": b""}), {"code": "altered_file", "file": "LAES-MIG.txt"}),
        (lambda f: f.update({"opfoelgning.ics": b""}), {"code": "manifest_wrong", "file": "opfoelgning.ics"}),
        (lambda f: f.pop("manifest.json"), {"code": "manifest_broken"}),
        (lambda f: f.update({"manifest.json": b"{}"}), {"code": "manifest_broken"}),
    ],
)
def test_a_file_that_was_changed_taken_or_added_is_named(change: Callable[[Files], Any], expected: dict[str, Any]) -> None:
    assert [expected] == told(with_files(change))


def test_a_manifest_that_says_something_else_of_an_original_is_named() -> None:
    def edit(held: Files) -> None:
        value = json.loads(held["manifest.json"])
        next(f for f in value["files"] if f["name"] == B)["sha256"] = "0" * 64
        held["manifest.json"] = json.dumps(value).encode()

    assert [{"code": "manifest_wrong", "file": B}] == told(with_files(edit))


def test_a_changed_frame_of_sag_json_is_found_by_the_manifest() -> None:
    def edit(value: Log) -> None:
        value["made_at"] = "2020-01-01T00:00:00+00:00"

    assert [{"code": "altered_file", "file": "sag.json"}] == told(with_case(edit, new_manifest=False))


def _rewritten() -> bytes:
    """The whole case made anew by somebody who leaves a note out and fits everything to it."""
    desk = Desk().add(1, original("A", case(), "borgeren")).add(2, original("B", two_logs()["B"]))
    desk.add(11, note(KARIN, "Ingen fare.")).add(21, Hand(author=KARIN, to="Omar Nissen"))
    return handed_on(desk.records, two_logs())


def test_each_code_that_a_hand_noted_holds_to_the_end() -> None:
    for hand in read().casework.hands:
        assert [] == [f for f in dossierverify.findings(read(), seal=seal.parse(hand.seal)) if f.altered]
        assert "seal_holds" in _facts(dossier(), hand.seal)


def test_a_case_made_anew_fits_itself_and_is_found_by_a_noted_code_alone() -> None:
    code = read().casework.hands[0].seal
    found = dossierverify.findings(dossierfile.read(_rewritten()), seal=seal.parse(code))

    assert [] == told(_rewritten())
    assert ["seal_broken"] == [f.code for f in found if f.altered]


def test_digests_that_the_skin_has_taken_are_not_taken_again() -> None:
    digests = list(casefile.digests(read()))

    assert dossierverify.findings(read()) == dossierverify.findings(read(), digests)
    assert len(digests) == len(casefile.sizes(read()))
    assert {"missing_original"} == {
        f.code for f in dossierverify.findings(read(), [d for d in digests if d.name != A]) if f.altered
    }


def test_what_an_original_shows_of_itself_is_found_in_the_original() -> None:
    """Somebody who alters the log before the case is handed on fits the dossier to it; the log's own chain tells."""
    value = json.loads(two_logs()["B"])
    first = next(r for r in value["records"] if "what" in ((r.get("shared") or {}).get("part") or {}))
    first["shared"]["part"]["what"] += "."
    wrong = {"A": json.dumps(value, ensure_ascii=False).encode()}
    content = handed_on(Desk().add(1, original("A", wrong["A"])).records, wrong)

    assert [] == told(content)
    found = verify.findings(dossierfile.case(dossierfile.read(content), "A"))
    assert ["altered_text"] == [f.code for f in found if f.altered]


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_every_finding_can_be_said(lang: str) -> None:
    w = words.load(lang)
    for code in (*finding.CASE_ALTERATIONS, *finding.CASE_FACTS):
        for n in (1, 2):
            one = finding.Finding(code=code, number=3, record=4, letter="A", file="rapport.pdf", n=n, casework=True)
            assert "{" not in finding.say(w, one)
            assert one.altered == (code in finding.CASE_ALTERATIONS)
