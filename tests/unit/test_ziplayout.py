"""A ZIP is laid out without its bytes, opens everywhere, and a stranger's is read with care."""

import io
import struct
import zipfile
import zlib

import pytest

from logbog import ziplayout
from logbog.errors import CannotRead, CannotWrite
from logbog.ziplayout import Entry
from logbog.zipreading import HARMLESS, Archive

FILES = [("rapport.pdf", b"%PDF"), ("bilag/001-billede.jpg", b"\xff\xd8" * 70_000), ("æ.txt", b"")]


def _zip(*files: tuple[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in files:
            made.writestr(name, content)
    return out.getvalue()


def _read(content: bytes) -> Archive:
    return Archive(io.BytesIO(content))


def test_another_program_finds_every_file_as_it_was() -> None:
    with zipfile.ZipFile(io.BytesIO(ziplayout.pack(FILES))) as opened:
        assert opened.testzip() is None
        assert FILES == [(i.filename, opened.read(i)) for i in opened.infolist()]


def test_every_file_is_stored_plain_and_dated_the_same() -> None:
    with zipfile.ZipFile(io.BytesIO(ziplayout.pack(FILES))) as opened:
        for info in opened.infolist():
            assert (1980, 1, 1, 0, 0, 0) == info.date_time
            assert zipfile.ZIP_STORED == info.compress_type
            assert 0o100644 == info.external_attr >> 16


def test_the_same_files_give_the_same_bytes() -> None:
    assert ziplayout.pack(FILES) == ziplayout.pack(FILES)


def test_the_layout_says_how_long_the_whole_will_be() -> None:
    laid = ziplayout.layout([Entry(name, zlib.crc32(content), len(content)) for name, content in FILES])

    assert len(ziplayout.pack(FILES)) == laid.size


def test_more_than_a_plain_zip_can_hold_is_refused() -> None:
    for entries in ([Entry("a", 0, 3 << 30), Entry("b", 0, 3 << 30)], [Entry("a", 0, 0)] * 65_535, [Entry("a", 0, 1 << 33)]):
        with pytest.raises(CannotWrite) as caught:
            ziplayout.layout(entries)
        assert "too_many_bytes" == caught.value.code


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_is_read_back_also_when_somebody_packed_it_anew(method: int) -> None:
    archive = _read(_zip(*FILES, method=method))

    assert FILES == [(name, b"".join(archive.chunks(name))) for name in archive.names]


def test_folders_are_no_files() -> None:
    assert ("bilag/a.jpg",) == _read(_zip(("bilag/", b""), ("bilag/a.jpg", b"1"))).names


def test_a_changed_byte_is_given_as_it_is_since_the_digests_will_tell() -> None:
    changed = _zip(("log.json", b"Ringede")).replace(b"Ringede", b"Ringete", 1)

    assert b"Ringete" == _read(changed).read("log.json", 100)


@pytest.mark.parametrize(
    "name",
    ["../out.txt", "/etc/passwd", "a/../../b", "C:\\a.txt", "bilag\\a.jpg", "a//b", "./a", "a\x1bb", "con:", "a\nb"],
)
def test_a_name_that_could_leave_its_folder_is_refused(name: str) -> None:
    with pytest.raises(CannotRead) as caught:
        _read(ziplayout.pack([("log.json", b"{}"), (name, b"1")]))
    assert "unsafe_name" == caught.value.code


@pytest.mark.parametrize("twin", ["log.json", "LOG.json"])
def test_two_files_that_would_be_one_are_refused(twin: str) -> None:
    with pytest.raises(CannotRead) as caught:
        _read(ziplayout.pack([("log.json", b"{}"), (twin, b"1")]))
    assert "unsafe_name" == caught.value.code


def test_what_unpacks_to_far_more_than_it_weighs_is_refused() -> None:
    with pytest.raises(CannotRead) as caught:
        _read(_zip(("log.json", bytes(HARMLESS + 1)), method=zipfile.ZIP_DEFLATED))
    assert "too_large" == caught.value.code


def test_two_names_for_the_same_bytes_are_refused() -> None:
    content = bytearray(ziplayout.pack([("a.txt", b"1"), ("b.txt", b"2")]))
    second = content.rindex(b"PK\1\2")
    struct.pack_into("<L", content, second + 42, 0)

    with pytest.raises(CannotRead):
        _read(bytes(content))


def test_a_name_that_differs_inside_is_refused() -> None:
    with pytest.raises(CannotRead) as caught:
        _read(ziplayout.pack([("a.txt", b"1")]).replace(b"a.txt", b"b.txt", 1))
    assert "damaged" == caught.value.code


def test_an_encrypted_zip_is_said_to_be_protected() -> None:
    content = bytearray(ziplayout.pack([("a.txt", b"1")]))
    content[content.rindex(b"PK\1\2") + 8] |= 1

    with pytest.raises(CannotRead) as caught:
        _read(bytes(content))
    assert "protected" == caught.value.code


def test_a_cut_zip_is_damaged() -> None:
    whole = ziplayout.pack(FILES)
    for length in (0, 10, len(whole) // 2, len(whole) - 1):
        with pytest.raises(CannotRead) as caught:
            _read(whole[:length])
        assert "damaged" == caught.value.code


def test_a_stated_length_that_is_not_so_is_damage() -> None:
    content = bytearray(_zip(("a.txt", b"1234567890" * 9), method=zipfile.ZIP_DEFLATED))
    struct.pack_into("<L", content, content.rindex(b"PK\1\2") + 24, 20)
    struct.pack_into("<L", content, 22, 20)
    archive = _read(bytes(content))

    with pytest.raises(CannotRead) as caught:
        archive.read("a.txt", 100)
    assert "damaged" == caught.value.code


def test_a_file_longer_than_asked_for_is_refused() -> None:
    with pytest.raises(CannotRead) as caught:
        _read(_zip(("a.txt", b"12345"))).read("a.txt", 4)
    assert "too_large" == caught.value.code


def test_a_way_of_packing_that_is_unknown_is_refused() -> None:
    archive = _read(_zip(("a.txt", b"12345"), method=zipfile.ZIP_LZMA))

    with pytest.raises(CannotRead):
        archive.read("a.txt", 10)
