"""A check names what was altered, and says of what was left out that it was left out."""

import json
from typing import Any

import pytest
from cases import Files, Log, alterations, case, changed, files, log, packed, read, told, with_log

from logbog import casefile, seal, verify, words
from logbog.disclose import numbered
from logbog.errors import CannotRead

HERE = told(log().records)
RECORD = HERE + 1


def number() -> int:
    """The number of the incident that is changed."""
    of = log().records[HERE].header.incident
    return next(h.number for h in read().histories if h.id == of)


def test_an_untouched_case_file_holds_no_alteration() -> None:
    assert [] == alterations(case())


def test_what_the_owner_chose_is_told_as_facts() -> None:
    facts = {f.code: f.n for f in verify.findings(read()) if not f.altered}

    assert {"left_out", "earlier_left_out", "erased", "withdrawn", "without_place"} == set(facts)
    assert 1 == facts["erased"] == facts["withdrawn"]


def test_earlier_versions_that_leave_are_not_told_as_left_out() -> None:
    facts = {f.code for f in verify.findings(read(packed(log(), earlier=True)))}

    assert "earlier_left_out" not in facts


def _one_letter(value: Log) -> None:
    part = value["records"][HERE]["shared"]["part"]
    part["what"] = part["what"].replace("e", "a", 1)


def test_one_changed_letter_is_found_in_its_incident() -> None:
    assert [{"code": "altered_text", "number": number(), "record": RECORD}] == alterations(with_log(_one_letter))


def test_one_cause_is_told_once_when_the_manifest_was_not_changed_too() -> None:
    found = alterations(with_log(_one_letter, new_manifest=False))

    assert [{"code": "altered_text", "number": number(), "record": RECORD}] == found


def test_a_letter_changed_in_the_zip_itself_is_found_without_unpacking() -> None:
    what = log().records[HERE].shared
    assert what is not None
    text = json.dumps(what.value["what"], ensure_ascii=False).encode()  # type: ignore[index]

    found = alterations(case().replace(text, text.replace(b"e", b"a", 1), 1))

    assert ["altered_text"] == [f["code"] for f in found]


def test_an_altered_text_is_no_part_of_what_is_shown() -> None:
    of = log().records[HERE].header.incident

    shown = {h.id: h.now for h in read(with_log(_one_letter)).histories}

    assert shown[of] is None


def test_a_new_text_with_a_digest_to_fit_breaks_the_chain() -> None:
    def edit(value: Log) -> None:
        _one_letter(value)
        case_file = read(with_log(_one_letter))
        part = next(line for line in case_file.lines if line.header.seq == HERE).shared
        assert part is not None
        value["records"][HERE]["header"]["shared"] = part.digest

    assert [{"code": "altered_chain", "record": RECORD, "n": RECORD + 1}] == alterations(with_log(edit))


def test_a_dropped_record_is_missing() -> None:
    def edit(value: Log) -> None:
        del value["records"][HERE]

    found = alterations(with_log(edit))

    assert {"code": "missing_record", "record": RECORD, "n": 1} in found


def test_the_last_records_dropped_are_missing_too() -> None:
    def edit(value: Log) -> None:
        del value["records"][-2:]

    found = alterations(with_log(edit))

    assert [{"code": "missing_record", "record": len(log().records) - 1, "n": 2}] == found[:1]


def test_all_records_dropped_are_missing() -> None:
    def edit(value: Log) -> None:
        value["records"], value["exhibits"] = [], []

    assert {"code": "missing_record", "record": 1, "n": len(log().records)} in alterations(with_log(edit))


def test_two_records_in_the_wrong_order_are_named() -> None:
    def edit(value: Log) -> None:
        rows = value["records"]
        rows[4], rows[5] = rows[5], rows[4]

    assert [{"code": "order", "record": 5, "n": 6}] == alterations(with_log(edit))


def test_a_record_that_stands_twice_is_named() -> None:
    def edit(value: Log) -> None:
        value["records"].insert(5, value["records"][4])

    assert [{"code": "repeated_record", "record": 5}] == alterations(with_log(edit))


@pytest.mark.parametrize(
    ("field", "new"),
    [
        ("logged_at", "2026-01-01T00:00:00+01:00"),
        ("incident", "0" * 32),
        ("prev", "1" * 64),
        ("shared", "1" * 64),
        ("private", "1" * 64),
        ("act", "withdrawn"),
    ],
)
def test_a_changed_header_is_found(field: str, new: str) -> None:
    def edit(value: Log) -> None:
        value["records"][HERE]["header"][field] = new

    assert "altered_chain" in {f["code"] for f in alterations(with_log(edit))}


@pytest.mark.parametrize(
    "value",
    [{}, None, 7, {"header": {}, "absent": "left_out"}, {"header": {"act": "invented"}, "absent": "left_out"}],
)
def test_a_record_that_is_none_is_named(value: Any) -> None:
    def edit(log_value: Log) -> None:
        log_value["records"][HERE] = value

    assert "unreadable_record" in {f["code"] for f in alterations(with_log(edit))}


def test_a_record_spelled_in_another_way_is_named() -> None:
    def edit(value: Log) -> None:
        part = value["records"][HERE]["shared"]
        part["salt"] = part["salt"].upper()

    assert {"code": "unreadable_record", "record": RECORD} in alterations(with_log(edit))


def test_the_first_record_must_be_the_first() -> None:
    def edit(value: Log) -> None:
        value["records"][0]["header"]["prev"] = "1" * 64

    assert "altered_start" in {f["code"] for f in alterations(with_log(edit))}


@pytest.mark.parametrize(("field", "new"), [("head", "0" * 64), ("seal", "AAAA"), ("count", 2)])
def test_what_log_json_says_of_its_end_must_be_so(field: str, new: object) -> None:
    def edit(value: Log) -> None:
        value[field] = new

    assert [{"code": "altered_head"}] == alterations(with_log(edit))


def _exhibit(n: int) -> str:
    return casefile.name_of(numbered(read().histories)[n - 1])


def test_two_swapped_exhibits_are_named_as_swapped() -> None:
    def edit(held: Files) -> None:
        held[_exhibit(1)], held[_exhibit(2)] = held[_exhibit(2)], held[_exhibit(1)]

    expected = [
        {"code": "swapped_exhibit", "exhibit": 1, "other": 2},
        {"code": "swapped_exhibit", "exhibit": 2, "other": 1},
    ]
    assert expected == alterations(changed(edit))
    assert expected == alterations(changed(edit, new_manifest=True))


def test_exhibits_swapped_in_the_list_are_found() -> None:
    def edit(value: Log) -> None:
        one, two = value["exhibits"][:2]
        one["file"], two["file"] = two["file"], one["file"]

    assert {"exhibit_list", "swapped_exhibit"} == {f["code"] for f in alterations(with_log(edit))}


@pytest.mark.parametrize("new_manifest", [False, True])
def test_a_changed_exhibit_is_named(new_manifest: bool) -> None:
    def edit(held: Files) -> None:
        held[_exhibit(2)] = held[_exhibit(2)][:-1] + b"?"

    assert [{"code": "altered_exhibit", "exhibit": 2}] == alterations(changed(edit, new_manifest=new_manifest))


def test_an_exhibit_changed_in_the_zip_itself_is_named() -> None:
    picture = files(case())[_exhibit(2)]

    found = alterations(case().replace(picture, picture[:-1] + b"?", 1))

    assert [{"code": "altered_exhibit", "exhibit": 2}] == found


@pytest.mark.parametrize("new_manifest", [False, True])
def test_a_missing_exhibit_is_named(new_manifest: bool) -> None:
    def edit(held: Files) -> None:
        del held[_exhibit(1)]

    assert [{"code": "missing_exhibit", "exhibit": 1}] == alterations(changed(edit, new_manifest=new_manifest))


def test_an_added_exhibit_is_named() -> None:
    def edit(held: Files) -> None:
        held["bilag/999-billede.jpg"] = b"\xff\xd8"

    assert [{"code": "extra_exhibit", "file": "bilag/999-billede.jpg"}] == alterations(changed(edit))


def test_an_added_file_is_named() -> None:
    def edit(held: Files) -> None:
        held["program.exe"] = b"MZ"

    assert [{"code": "extra_file", "file": "program.exe"}] == alterations(changed(edit, new_manifest=True))


def test_an_edited_report_is_named() -> None:
    def edit(held: Files) -> None:
        held["rapport.pdf"] += b" "

    assert [{"code": "altered_file", "file": "rapport.pdf"}] == alterations(changed(edit))


def test_a_missing_report_is_named() -> None:
    def edit(held: Files) -> None:
        del held["rapport.pdf"]

    assert [{"code": "missing_file", "file": "rapport.pdf"}] == alterations(changed(edit))


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"format": "logbog-manifest", "v": 1, "files": [1]}'])
def test_a_broken_manifest_is_named(content: bytes) -> None:
    def edit(held: Files) -> None:
        held["manifest.json"] = content

    assert [{"code": "manifest_broken"}] == alterations(changed(edit))


def test_a_missing_manifest_is_named() -> None:
    def edit(held: Files) -> None:
        del held["manifest.json"]

    assert [{"code": "manifest_broken"}] == alterations(changed(edit))


def test_a_manifest_that_says_something_else_is_named() -> None:
    def edit(held: Files) -> None:
        value = json.loads(held["manifest.json"])
        value["files"] = [f for f in value["files"] if f["name"] != "rapport.pdf"]
        next(f for f in value["files"] if f["name"] == _exhibit(1))["sha256"] = "0" * 64
        held["manifest.json"] = json.dumps(value).encode()

    found = alterations(changed(edit))

    assert {("manifest_wrong", "rapport.pdf"), ("manifest_wrong", _exhibit(1))} == {(f["code"], f["file"]) for f in found}


def test_a_changed_frame_of_log_json_is_found_by_the_manifest() -> None:
    def edit(value: Log) -> None:
        value["made_at"] = "2020-01-01T00:00:00+00:00"

    assert [{"code": "altered_file", "file": "log.json"}] == alterations(with_log(edit, new_manifest=False))


def test_log_json_alone_can_be_checked() -> None:
    alone = files(case())["log.json"]

    assert [] == alterations(alone)
    assert ["altered_text"] == [f["code"] for f in alterations(files(with_log(_one_letter))["log.json"])]


def test_a_seal_given_earlier_holds_and_one_of_another_log_does_not() -> None:
    headers = [r.header for r in log().records]
    early, other = seal.of(headers[:10]), seal.of([r.header for r in log(12).records])

    held, broken = (verify.findings(read(), s) for s in (early, other))

    assert "seal_holds" in {f.code for f in held}
    assert "seal_broken" in {f.code for f in broken if f.altered}


def test_a_log_rewritten_from_the_start_is_found_by_its_seal_alone() -> None:
    early = seal.of([r.header for r in log().records[:10]])
    rewritten = packed(log(30, "en"))

    assert [] == alterations(rewritten)
    assert ["seal_broken"] == [f.code for f in verify.findings(read(rewritten), early) if f.altered]


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_every_finding_can_be_said(lang: str) -> None:
    w = words.load(lang)
    for code in (*verify.ALTERATIONS, *verify.FACTS):
        for n in (1, 2):
            finding = verify.Finding(code=code, number=3, record=4, exhibit=5, other=6, file="bilag/001.jpg", n=n)
            assert "{" not in verify.say(w, finding)


def test_a_later_version_is_not_called_an_alteration() -> None:
    def edit(value: Log) -> None:
        value["v"] = 2

    with pytest.raises(CannotRead) as caught:
        alterations(files(with_log(edit, new_manifest=False))["log.json"])
    assert "too_new" == caught.value.code
