"""A case file is planned before its exhibits are opened, laid out afterwards, and read back the same."""

import dataclasses
import io
import json
import shutil
import zlib
from pathlib import Path

import pytest
from cases import MADE_AT, Files, Log, case, changed, files, log, packed, read, with_log

from logbog import casefile, disclose, history, logfile, manifest, readme, strictjson, words, ziplayout
from logbog.casefile import Made
from logbog.chain import at_once
from logbog.disclose import Numbered
from logbog.errors import CannotRead, CannotWrite
from logbog.incident import Exhibit
from logbog.timeline import of as timeline_of
from logbog.zipreading import MOST_FILES

PLAIN = Exhibit(id="a" * 32, sha256="b" * 64, size=5, type="image/jpeg", name="Min nabos navn.jpg")
OUTDOORS = dataclasses.replace(PLAIN, has_place=True, stripped_sha256="c" * 64, stripped_size=4)


def _numbered(exhibit: Exhibit, number: int = 1) -> Numbered:
    return Numbered(number, "d" * 32, exhibit)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("image/jpeg", "bilag/001-billede.jpg"),
        ("image/PNG; a=b", "bilag/001-billede.png"),
        ("audio/mp4", "bilag/001-lyd.m4a"),
        ("video/quicktime", "bilag/001-video.mov"),
        ("application/pdf", "bilag/001-dokument.pdf"),
        ("application/x-../../etc", "bilag/001-fil.bin"),
        ("", "bilag/001-fil.bin"),
    ],
)
def test_an_exhibit_is_named_by_what_it_is_never_as_on_the_phone(kind: str, name: str) -> None:
    assert name == casefile.name_of(_numbered(dataclasses.replace(PLAIN, type=kind)))


def test_the_number_stays_in_order_above_a_thousand() -> None:
    assert "bilag/1000-billede.jpg" == casefile.name_of(_numbered(PLAIN, 1000))


def test_a_place_to_be_left_out_means_that_the_copy_leaves() -> None:
    kept = casefile.plan([], [_numbered(OUTDOORS)]).needs
    left = casefile.plan([], [_numbered(dataclasses.replace(OUTDOORS, leave_place_out=True))]).needs

    assert [(False, "b" * 64, 5)] == [(n.stripped, n.sha256, n.size) for n in kept]
    assert [(True, "c" * 64, 4)] == [(n.stripped, n.sha256, n.size) for n in left]


def test_the_manifest_states_every_other_file_before_an_exhibit_is_opened() -> None:
    plan = casefile.plan([Made("rapport.pdf", b"%PDF")], [_numbered(PLAIN)])
    last = plan.files[-1]

    assert isinstance(last, Made)
    assert [("rapport.pdf", 4), ("bilag/001-billede.jpg", 5)] == [(f.name, f.size) for f in manifest.decode(last.content)]


def test_the_pieces_leave_a_place_for_each_exhibit() -> None:
    plan = casefile.plan([Made("rapport.pdf", b"%PDF")], [_numbered(PLAIN)])

    pieces = casefile.parts(plan, {"bilag/001-billede.jpg": zlib.crc32(b"12345")})
    whole = b"".join(p if isinstance(p, bytes) else b"12345" for p in pieces)

    assert plan.needs == tuple(p for p in pieces if not isinstance(p, bytes))
    assert b"12345" == files(whole)["bilag/001-billede.jpg"]


def test_an_exhibit_that_is_gone_is_said_before_anything_is_written() -> None:
    plan = casefile.plan([], [_numbered(PLAIN)])
    for attempt in (lambda: casefile.parts(plan, {}), lambda: casefile.pack(plan, {})):
        with pytest.raises(CannotWrite) as caught:
            attempt()
        assert "exhibit_gone" == caught.value.code


def test_the_same_log_gives_the_same_bytes() -> None:
    assert case() == packed(log())


def test_what_was_handed_over_is_read_back() -> None:
    found, own = read(), history.fold(log().records)
    leaving = [h for h in own if disclose.may_leave(h)]

    shown = timeline_of(found.histories)

    assert {h.number: dataclasses.replace(h.now, note="", exhibits=h.now.shared_exhibits) for h in leaving if h.now} == {
        e.history.number: e.incident for e in shown.entries
    }
    assert [e.history.number for e in timeline_of(leaving).entries] == [e.history.number for e in shown.entries]


def test_every_exhibit_is_in_the_zip_under_the_number_it_has_in_the_log() -> None:
    found, held = read(), files(case())

    assert [p.number for p in found.log.exhibits] == list(range(1, len(found.log.exhibits) + 1))
    assert {p.file for p in found.log.exhibits} == {name for name in held if name.startswith("bilag/")}


@pytest.mark.skipif(not shutil.which("unzip"), reason="no unzip on this machine")
def test_the_unzip_program_finds_nothing_wrong(tmp_path: Path) -> None:
    import subprocess

    (tmp_path / "sag.zip").write_bytes(case())
    done = subprocess.run(["unzip", "-q", "sag.zip", "-d", "ud"], cwd=tmp_path, capture_output=True, check=False)

    assert (0, b"") == (done.returncode, done.stderr)
    assert files(case()) == {
        str(p.relative_to(tmp_path / "ud")): p.read_bytes() for p in (tmp_path / "ud").rglob("*") if p.is_file()
    }


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_case_file"),
        (b"Ringede ti gange", "not_case_file"),
        (b"\x89PNG\r\n", "not_case_file"),
        (b"age-encryption.org/v1\n", "protected"),
        (b"PK\3\4", "damaged"),
        (b"{", "damaged"),
        (b"{}", "not_case_file"),
        (b'{"format": "logbog-log"}', "damaged"),
        (b'{"format": "logbog-log", "v": 2}', "too_new"),
        (b'{"format": "logbog-log", "v": "1"}', "damaged"),
        (ziplayout.pack([("brev.txt", b"Hej")]), "not_case_file"),
        (ziplayout.pack([("log.json", b"")]), "damaged"),
    ],
)
def test_what_is_no_case_file_is_said_to_be_none(content: bytes, code: str) -> None:
    with pytest.raises(CannotRead) as caught:
        casefile.read(content)
    assert code == caught.value.code


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("records", 5),
        ("records", {}),
        ("exhibits", [{}]),
        ("exhibits", [{"number": "1", "incident": "a" * 32, "id": "a" * 32, "file": "x"}]),
        ("made_at", "i går"),
        ("made_at", "2026-11-21"),
        ("made_at", 5),
        ("lang", 5),
        ("count", "3"),
        ("head", "abc"),
        ("seal", None),
    ],
)
def test_a_frame_that_says_nonsense_is_damage(field: str, value: object) -> None:
    def edit(log_value: Log) -> None:
        log_value[field] = value

    with pytest.raises(CannotRead) as caught:
        casefile.read(with_log(edit, new_manifest=False))
    assert "damaged" == caught.value.code


def test_a_manifest_of_a_later_version_is_not_judged() -> None:
    def edit(held: Files) -> None:
        held["manifest.json"] = json.dumps({"format": manifest.FORMAT, "v": 2}).encode()

    with pytest.raises(CannotRead) as caught:
        casefile.read(changed(edit))
    assert "too_new" == caught.value.code


def test_a_file_that_can_seek_is_read_like_bytes() -> None:
    assert read().log == casefile.read(io.BytesIO(case())).log


def test_log_json_is_written_back_to_the_same_bytes() -> None:
    content = files(case())["log.json"]

    assert content == logfile.encode(logfile.decode(content))


@pytest.mark.parametrize(
    "content",
    [b'{"a": 1, "a": 2}', b'{"a": NaN}', b'{"a": "\\ud800"}', b"\xff", b"[]", b"[" * 100_000, b'{"a": 1e999}', b"1" * 5000],
)
def test_json_that_two_readers_could_take_differently_is_refused(content: bytes) -> None:
    with pytest.raises(CannotRead) as caught:
        strictjson.loads(content)
    assert "damaged" == caught.value.code


def test_a_byte_order_mark_before_json_is_no_harm() -> None:
    assert {"a": 1} == strictjson.loads(b'\xef\xbb\xbf{"a": 1}')


def test_the_read_me_says_in_both_languages_what_the_check_shows_and_what_not() -> None:
    log_file = dataclasses.replace(read().log, made_at=MADE_AT)

    text = readme.render(log_file, casefile.FILES, [words.load(lang) for lang in words.LANGUAGES]).decode("utf-8-sig")

    flat = " ".join(text.split())
    assert log_file.seal in text
    for lang in words.LANGUAGES:
        for key in ("readme.title", "readme.open", "readme.shows", "readme.shows_not"):
            assert words.load(lang)(key) in flat
    assert all(line.endswith("\r\n") and len(line) <= 130 for line in text.splitlines(keepends=True))
    assert [] == [name for name in casefile.FILES if name not in text and name != casefile.README]


def test_what_no_reader_would_open_is_not_made() -> None:
    long_log = casefile.plan([Made(casefile.LOG, bytes(casefile.MOST_LOG + 1))], [])
    many = casefile.plan([], [_numbered(PLAIN, n) for n in range(1, MOST_FILES + 1)])
    for plan in (long_log, many):
        with pytest.raises(CannotWrite) as caught:
            casefile.parts(plan, {need.name: 0 for need in plan.needs})
        assert "too_many_bytes" == caught.value.code


def test_it_can_be_opened_in_steps_by_whoever_shows_how_far_it_has_come() -> None:
    archive = casefile.unpacked(io.BytesIO(case()))
    assert archive is not None
    steps = casefile.opening(archive)

    assert 0 == next(steps)
    assert read().log == at_once(steps).log
