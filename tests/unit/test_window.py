"""A window shows a part of a file as a file of its own, and a ZIP says where a stored file lies."""

import io
import zipfile

import pytest

from logbog import ziplayout
from logbog.window import Window
from logbog.zipreading import Archive

WHOLE = bytes(range(256)) * 100


def _zip(method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        made.writestr("a.txt", b"a" * 1000)
        made.writestr("b.txt", WHOLE)
    return out.getvalue()


def test_a_window_shows_its_part_and_nothing_else() -> None:
    window = Window(io.BytesIO(WHOLE), 1000, 20_000)

    assert WHOLE[1000:21_000] == window.read()
    assert b"" == window.read()


@pytest.mark.parametrize(("offset", "whence", "at"), [(5, 0, 5), (-3, 2, 97), (0, 2, 100), (120, 0, 120)])
def test_a_window_is_walked_like_a_file(offset: int, whence: int, at: int) -> None:
    window = Window(io.BytesIO(WHOLE), 50, 100)

    assert at == window.seek(offset, whence) == window.tell()
    assert WHOLE[50:150][at : at + 10] == window.read(10)


def test_nothing_lies_before_the_start() -> None:
    window = Window(io.BytesIO(WHOLE), 50, 100)

    with pytest.raises(ValueError, match="before"):
        window.seek(-1)
    with pytest.raises(ValueError, match="begins"):
        Window(io.BytesIO(WHOLE), -1, 5)


def test_two_windows_look_at_one_source_and_leave_it_open() -> None:
    source = io.BytesIO(WHOLE)
    one, other = Window(source, 0, 9000), Window(source, 9000, 9000)

    assert WHOLE[:18_000] == one.read(9000) + other.read(9000)
    one.close()
    assert not source.closed


def test_a_source_that_is_shorter_than_said_ends() -> None:
    assert WHOLE[-5:] == Window(io.BytesIO(WHOLE), len(WHOLE) - 5, 100).read()


def test_a_zip_in_a_zip_is_opened_where_it_lies() -> None:
    inner = ziplayout.pack([("log.json", b"{}"), ("bilag/001-billede.jpg", WHOLE)])
    outer = io.BytesIO(ziplayout.pack([("sag.json", b"{}"), ("originaler/A-sagspakke.zip", inner)]))
    where = Archive(outer).span("originaler/A-sagspakke.zip")

    assert where is not None
    assert inner == outer.getvalue()[where[0] : where[0] + where[1]]
    assert WHOLE == Archive(Window(outer, *where)).read("bilag/001-billede.jpg", len(WHOLE))


def test_what_is_packed_has_no_place_of_its_own() -> None:
    stored, packed = (Archive(io.BytesIO(_zip(m))) for m in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))

    assert stored.span("b.txt") is not None
    assert packed.span("b.txt") is None
