"""The size of a JPEG is read without a library; what is none has no size."""

import io

import pytest

from logbog import jpeg
from logbog.jpeg import Size


def header(width: int, height: int, parts: int, frame: int = 0xC0, before: bytes = b"") -> bytes:
    sizes = height.to_bytes(2, "big") + width.to_bytes(2, "big")
    return b"\xff\xd8" + before + bytes([0xFF, frame]) + b"\x00\x11\x08" + sizes + bytes([parts]) + b"\x00" * 9


@pytest.mark.parametrize("frame", [0xC0, 0xC1, 0xC2])
@pytest.mark.parametrize("before", [b"", b"\xff\xe1\x00\x06\xff\xc0ab", b"\xff\xff\xe0\x00\x02", b"\xff\xc4\x00\x04ab"])
def test_the_frame_says_the_size_wherever_it_stands(frame: int, before: bytes) -> None:
    assert Size(640, 480, "DeviceRGB") == jpeg.size(header(640, 480, 3, frame, before))


def test_grey_is_grey() -> None:
    assert Size(1, 65535, "DeviceGray") == jpeg.size(header(1, 65535, 1))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xd8",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
        header(10, 10, 4),
        header(0, 10, 3),
        header(10, 10, 3)[:11],
        b"\xff\xd8" + b"\0" * 30,
    ],
)
def test_what_is_no_usable_jpeg_has_no_size(content: bytes) -> None:
    assert None is jpeg.size(content)


def test_a_real_picture_has_the_size_it_was_made_with() -> None:
    image = pytest.importorskip("PIL.Image")
    for mode, space in (("RGB", "DeviceRGB"), ("L", "DeviceGray")):
        for progressive in (False, True):
            out = io.BytesIO()
            image.new(mode, (31, 17)).save(out, "JPEG", progressive=progressive)
            assert Size(31, 17, space) == jpeg.size(out.getvalue())
