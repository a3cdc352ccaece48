"""A log read piece by piece is the log read as a whole, whatever somebody did to it; where that isn't sure, it is read as a whole."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from cases import Log, case, files

from logbog import chain, logfile, pieces, strictjson
from logbog.errors import CannotRead

WHOLE = files(case())["log.json"]


def _as_we_write(change: Callable[[Log], Any]) -> bytes:
    value = json.loads(WHOLE)
    change(value)
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def _together(content: bytes) -> dict[str, Any] | None:
    """What the pieces say, put together again; None when there are none."""
    split = pieces.split(content)
    if split is None:
        return None
    frame, records, count = split
    held = list(records)
    assert count == len(held)
    return {**frame, "records": held}


def test_a_log_as_we_write_it_is_read_in_pieces_that_say_the_same() -> None:
    assert strictjson.loads(WHOLE) == _together(WHOLE)


def test_it_can_be_read_in_steps() -> None:
    steps = logfile.decoding(WHOLE)

    assert 0 == next(steps)
    assert logfile.decode(WHOLE) == chain.at_once(steps)


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(json.loads(WHOLE)).encode(),
        json.dumps(json.loads(WHOLE), indent=2).encode(),
        WHOLE.replace(b"\n", b"\r\n"),
        _as_we_write(lambda v: v.update(records=v["records"][:3])),
        _as_we_write(lambda v: v.update(lang=pieces.MARK)),
        WHOLE.replace(b'"lang": "da"', b'"lang": "\\u0064a"'),
        b"",
        b"{}",
    ],
)
def test_a_log_that_is_set_out_in_another_way_is_read_as_a_whole(content: bytes) -> None:
    assert pieces.split(content) is None


def test_pieces_that_belong_to_something_else_are_none_of_the_log() -> None:
    """A list of things that look like records, beside records that name the mark that stands for them."""
    value = json.loads(WHOLE)
    records = value["records"]
    bare = {**value, "exhibits": records, "records": [records[0], pieces.MARK, records[1]]}
    content = json.dumps(bare, ensure_ascii=False, indent=1).encode()
    spelled = content.replace(b'"here', b'"\\u0068ere')

    assert strictjson.loads(spelled) == bare
    for hostile in (content, spelled):
        assert pieces.split(hostile) is None
        with pytest.raises(CannotRead):
            logfile.decode(hostile)


def _outcome(content: bytes) -> object:
    try:
        return logfile.decode(content)
    except CannotRead as wrong:
        return wrong.code


def _on_one_line(content: bytes) -> bytes:
    """The same JSON, set out so that there are no pieces."""
    try:
        return json.dumps(strictjson.loads(content)).encode()
    except CannotRead:
        return b"{"


def test_a_seam_inside_a_record_is_read_as_the_whole_says_it() -> None:
    seam = pieces.SEAM + b"}}"
    at = WHOLE.index(b'"salt"', len(WHOLE) // 2)
    content = WHOLE[:at] + b'"x": [\n  {"header": {}' + seam + b"],\n" + WHOLE[at:]

    assert pieces.split(content)
    assert _outcome(_on_one_line(content)) == _outcome(content)
    assert "damaged" != _outcome(content)


@pytest.mark.parametrize("at", range(1, 60))
def test_whatever_is_cut_out_or_doubled_is_read_in_pieces_as_it_is_as_a_whole(at: int) -> None:
    place = len(WHOLE) * at // 61
    start, end = WHOLE.rfind(b"\n", 0, place), WHOLE.find(b"\n", place)
    for content in (
        *(WHOLE[:place], WHOLE[:place] + WHOLE[place - 7 :], WHOLE[: place - 9] + WHOLE[place:]),
        *(WHOLE[:start] + WHOLE[end:], WHOLE[:end] + WHOLE[start:], WHOLE[:start] + b"," + WHOLE[start:]),
    ):
        assert _outcome(_on_one_line(content)) == _outcome(content)
