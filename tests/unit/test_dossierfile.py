"""A dossier file holds the case files as they came, byte for byte, and opens whatever has become of one of them."""

import dataclasses
import hashlib
import io
import json
import zipfile
import zlib
from typing import Any

import pytest
from cases import Files, Log, case, files, log, packed
from dossiers import (
    KARIN,
    MADE_AT,
    REPORTS,
    Desk,
    dossier,
    handed_on,
    original,
    read,
    records,
    two_logs,
    whole,
    with_case,
    with_files,
)

from logbog import casefile, casework, dossierfile, dossierverify, manifest, opening, readme, verify, words, ziplayout
from logbog.casefile import CaseFile, Made
from logbog.casepart import FOLDER
from logbog.casework import Hand
from logbog.dossierfile import DossierFile
from logbog.errors import CannotRead, CannotWrite
from logbog.window import Window

AGE = b"age-encryption.org/v1\n-> scrypt AAAA 18\n"


def _code(content: bytes) -> str:
    with pytest.raises(CannotRead) as caught:
        dossierfile.read(content)
    assert "Ærøvej" not in str(caught.value)
    return caught.value.code


def _deflated(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as anew:
        for name, held in files(content).items():
            anew.writestr(name, held)
    return out.getvalue()


def test_an_original_is_the_same_to_the_last_byte() -> None:
    for letter, content in two_logs().items():
        held = dossierfile.original(read(), letter).read()
        assert hashlib.sha256(content).hexdigest() == hashlib.sha256(held).hexdigest()


def test_an_original_lies_stored_where_the_span_says() -> None:
    for letter, content in two_logs().items():
        where = dossierfile.span(read(), letter)
        assert where is not None
        assert content == dossier()[where[0] : sum(where)]
        assert isinstance(dossierfile.original(read(), letter), Window)


def test_what_was_handed_on_is_read_back() -> None:
    found = read()

    assert casework.fold(records()).notes == found.casework.notes
    assert casework.fold(records()).hands == found.casework.hands
    assert casework.fold(records()).originals == found.originals
    assert [r.header for r in records()] == [r.header for r in found.casework.records]
    assert (MADE_AT, "da", len(records())) == (found.made_at, found.lang, found.count)
    assert found.seal == found.casework.hands[-1].seal


def test_the_originals_open_as_they_always_did() -> None:
    opened = opening.originals(read())

    assert ["A", "B"] == [o.original.letter for o in opened]
    for each, content in zip(opened, two_logs().values(), strict=True):
        assert each.case is not None
        assert casefile.read(content).log == each.case.log
        assert verify.findings(casefile.read(content)) == verify.findings(each.case)


def test_the_case_goes_on_through_the_next_hand_with_nothing_changed() -> None:
    first = read()
    desk = Desk(first.casework.records).add(99, Hand(author=KARIN, to="Arkivet"))
    held = {o.letter: dossierfile.original(first, o.letter).read() for o in first.originals}
    again = read(handed_on(desk.records, held))

    assert two_logs() == {o.letter: dossierfile.original(again, o.letter).read() for o in again.originals}
    assert [h.seal for h in first.casework.hands] == [h.seal for h in again.casework.hands[:3]]
    assert 4 == len(again.casework.hands)


def test_the_same_case_gives_the_same_bytes() -> None:
    assert dossier() == handed_on(read().casework.records, two_logs())


def test_the_files_have_their_names_and_the_manifest_states_them() -> None:
    held = files(dossier())

    names = ["rapport.pdf", "resume.pdf", "sag.json", "LAES-MIG.txt", "originaler/A-sagspakke.zip", "originaler/B-log.json"]
    assert [*names, "manifest.json"] == list(held)
    stated = manifest.decode(held["manifest.json"])
    assert [(n, len(held[n]), hashlib.sha256(held[n]).hexdigest()) for n in names] == [(s.name, s.size, s.sha256) for s in stated]


def test_the_plan_says_what_the_skin_must_bring() -> None:
    plan = dossierfile.plan(REPORTS, read().originals, records(), MADE_AT, "da")

    assert [("A", f"{FOLDER}A-sagspakke.zip"), ("B", f"{FOLDER}B-log.json")] == [(n.id, n.name) for n in plan.needs]
    with pytest.raises(CannotWrite) as caught:
        dossierfile.parts(plan, {f"{FOLDER}B-log.json": 0})
    assert "exhibit_gone" == caught.value.code
    assert dossier() == whole(plan, two_logs())


def test_an_original_that_no_record_tells_of_is_not_handed_on() -> None:
    with pytest.raises(ValueError, match="ledger"):
        dossierfile.plan((), [original("C", b"{}")], records(), MADE_AT, "da")


def test_an_altered_original_goes_on_as_it_is_and_is_still_found() -> None:
    def edit(held: Files) -> None:
        held[f"{FOLDER}B-log.json"] += b" "
        del held[f"{FOLDER}A-sagspakke.zip"]

    altered = read(with_files(edit))
    held = dossierfile.held(altered, casefile.digests(altered))
    plan = dossierfile.plan(REPORTS, held, altered.casework.records, MADE_AT, "da")
    again = read(whole(plan, {"B": two_logs()["B"] + b" "}))

    assert ["B"] == [o.letter for o in held]
    assert [("missing_original", "A"), ("altered_original", "B")] == [
        (f.code, f.letter) for f in dossierverify.findings(again) if f.altered
    ]


def test_packed_anew_by_another_program_it_says_the_same() -> None:
    found = read(_deflated(dossier()))

    assert read().casework == found.casework
    assert dossierfile.span(found, "A") is None
    assert two_logs() == {o.letter: dossierfile.original(found, o.letter).read() for o in found.originals}


def test_a_packed_original_over_the_limit_is_refused_and_a_stored_one_is_not() -> None:
    few = len(two_logs()["A"]) - 1

    assert two_logs()["A"] == dossierfile.original(read(), "A", few).read()
    with pytest.raises(CannotRead) as caught:
        dossierfile.original(read(_deflated(dossier())), "A", few)
    assert "too_large" == caught.value.code
    assert 256 << 20 == dossierfile.MOST_PACKED


BROKEN = {
    "A": case(),
    "B": AGE,
    "C": case()[: len(case()) // 2],
    "D": ziplayout.pack([("log.json", b"{}"), ("../ud.txt", b"1")]),
    "E": b'{"format": "logbog-log", "v": 2}',
    "F": b"Dette er ingen sagspakke.",
    "G": dossier(),
}


def test_one_original_that_cannot_be_read_says_nothing_of_the_others() -> None:
    desk = Desk()
    for n, (letter, content) in enumerate(BROKEN.items()):
        desk.add(n, original(letter, content))
    found = read(handed_on(desk.records, BROKEN))

    assert ["", "protected", "damaged", "unsafe_name", "too_new", "not_case_file", "not_case_file"] == [
        o.code for o in opening.originals(found)
    ]
    assert [] == [f for f in dossierverify.findings(found) if f.altered]
    assert BROKEN == {o.letter: dossierfile.original(found, o.letter).read() for o in found.originals}


def test_an_original_has_limits_of_its_own() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("log.json", bytes(80 << 20))
    bomb = {"A": out.getvalue()}
    (opened,) = opening.originals(read(handed_on(Desk().add(1, original("A", bomb["A"])).records, bomb)))

    assert "too_large" == opened.code


def test_an_original_whose_file_is_gone_is_told_by_its_code() -> None:
    def edit(held: Files) -> None:
        del held[f"{FOLDER}A-sagspakke.zip"]

    found = read(with_files(edit))

    assert ["damaged", ""] == [o.code for o in opening.originals(found)]
    assert dossierfile.span(found, "A") is None
    with pytest.raises(KeyError):
        dossierfile.original(found, "Z")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_case_file"),
        (AGE, "protected"),
        (b"-----BEGIN AGE ENCRYPTED FILE-----\n", "protected"),
        (b"PK\3\4", "damaged"),
        (case(), "not_case_file"),
        (files(case())["log.json"], "not_case_file"),
        (files(dossier())["sag.json"], "not_case_file"),
        (ziplayout.pack([("sag.json", b"")]), "damaged"),
        (ziplayout.pack([("sag.json", b"{}")]), "not_case_file"),
        (ziplayout.pack([("sag.json", files(case())["log.json"])]), "not_case_file"),
        (ziplayout.pack([("sag.json", b'{"format": "logbog-dossier"}')]), "damaged"),
        (ziplayout.pack([("sag.json", b'{"format": "logbog-dossier", "v": 2}')]), "too_new"),
        (dossier()[:-100], "damaged"),
        (ziplayout.pack([*files(dossier()).items(), ("../ud.txt", b"1")]), "unsafe_name"),
        (ziplayout.pack([*files(dossier()).items(), ("SAG.JSON", b"1")]), "unsafe_name"),
    ],
)
def test_what_is_no_dossier_file_is_said_to_be_none(content: bytes, code: str) -> None:
    assert code == _code(content)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("records", 5),
        ("records", {}),
        ("made_at", "i går"),
        ("lang", 5),
        ("count", "3"),
        ("head", "x"),
        ("seal", None),
        ("v", "1"),
    ],
)
def test_a_frame_that_says_nonsense_is_damage(field: str, value: object) -> None:
    def edit(told: Log) -> None:
        told[field] = value

    assert "damaged" == _code(with_case(edit))


def _later_note(told: Log) -> None:
    """A field of a later version, with the digest as it should be."""
    row = told["records"][2]
    row["shared"]["part"]["note"]["weather"] = "regn på Ærøvej"
    part = json.dumps(row["shared"]["part"], ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    row["header"]["shared"] = hashlib.sha256(bytes.fromhex(row["shared"]["salt"]) + part).hexdigest()


@pytest.mark.parametrize(
    "edit",
    [
        lambda told: told.update(v=2),
        lambda told: told.update(signatures=[]),
        lambda told: told["records"][0]["header"].update(v=2),
        _later_note,
    ],
)
def test_what_a_later_version_wrote_is_not_read(edit: Any) -> None:
    assert "too_new" == _code(with_case(edit))


def test_a_manifest_of_a_later_version_is_not_judged() -> None:
    def edit(held: Files) -> None:
        held["manifest.json"] = json.dumps({"format": manifest.FORMAT, "v": 2}).encode()

    assert "too_new" == _code(with_files(edit))


def test_sag_json_is_written_back_to_the_same_bytes() -> None:
    assert files(dossier())["sag.json"] == dossierfile.encode(read())


def test_one_door_opens_what_a_stranger_gives() -> None:
    assert isinstance(opening.read(dossier()), DossierFile)
    assert isinstance(opening.read(io.BytesIO(case())), CaseFile)
    alone = opening.read(files(case())["log.json"])
    assert isinstance(alone, CaseFile)
    assert alone.archive is None


def test_with_a_log_json_in_it_it_is_a_case_file_to_every_program() -> None:
    both = ziplayout.pack([*files(dossier()).items(), ("log.json", files(case())["log.json"])])

    assert isinstance(opening.read(both), CaseFile)
    assert "not_case_file" == _code(both)


def test_a_file_that_can_seek_is_read_like_bytes() -> None:
    assert read().casework == dossierfile.read(io.BytesIO(dossier())).casework


def test_the_read_me_says_in_both_languages_how_to_check_and_gives_the_code_of_each_hand() -> None:
    text = files(dossier())["LAES-MIG.txt"].decode("utf-8-sig")
    flat = " ".join(text.split())

    for lang in words.LANGUAGES:
        w = words.load(lang)
        for part in ("title", "open", "check", "shows", "shows_not", "left_out"):
            assert w(f"readme.dossier.{part}") in flat
        for hand in read().casework.hands:
            moment = w.moment(hand.logged, narrow=True)
            assert w("readme.dossier.hand", n=hand.number, when=moment, code=hand.seal) in text
    assert all(line.endswith("\r\n") and len(line) <= 130 for line in text.splitlines(keepends=True))
    listed = [name for name in dossierfile.FILES if f"  {name} " in text]
    assert ["rapport.pdf", "resume.pdf", "sag.json", "manifest.json"] == listed


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_every_file_of_a_dossier_has_words_in_the_read_me(lang: str) -> None:
    text = readme.of_dossier(read(), (), dossierfile.FILES, [words.load(lang)]).decode("utf-8-sig")

    assert [] == [name for name in (*dossierfile.FILES, FOLDER) if name not in text and name != dossierfile.README]


def test_a_log_of_another_language_and_an_empty_ledger_are_no_harm() -> None:
    alone = packed(log(12, "en"))
    content = handed_on(Desk().add(1, original("A", alone)).records, {"A": alone})
    nothing = whole(dossierfile.plan([Made("rapport.pdf", b"%PDF")], (), (), MADE_AT, "en"), {})

    assert 1 == len(opening.originals(read(content)))
    assert dataclasses.replace(casework.EMPTY) == read(nothing).casework
    assert [] == [f for f in dossierverify.findings(read(nothing)) if f.altered]
    assert zlib.crc32(content) == zlib.crc32(handed_on(read(content).casework.records, {"A": alone}))
