"""What an exhibit is, is decided by its bytes."""

import pytest

from logbog import filesort


@pytest.mark.parametrize(
    "head",
    [
        "Kære du\nJeg skriver igen.".encode(),
        "æøå".encode("cp1252"),
        "hej".encode("utf-16"),
        ("å" * 5000).encode()[: filesort.HEAD_BYTES - 1],
        b"2 < 3 og 5 > 4",
        b"BEGIN:VCARD\r\n",
    ],
)
def test_text_is_known_in_the_codings_that_telephones_write(head: bytes) -> None:
    assert filesort.PLAIN == filesort.text(head)


@pytest.mark.parametrize(
    "head",
    [
        b"<!DOCTYPE html><p>",
        b"\xef\xbb\xbf  <html>",
        b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'>",
        b"<svg onload=alert(1)>",
        b"ren tekst og saa <ScRiPt>alert(1)</script>",
        b"hej <iframe src=x>",
        "<html>".encode("utf-16"),
    ],
)
def test_what_could_run_in_a_page_is_markup_wherever_it_begins(head: bytes) -> None:
    assert filesort.MARKUP == filesort.text(head)


@pytest.mark.parametrize("head", [b"", b"MZ\x90\0\3", b"PK\3\4\x14\0", bytes(range(256))])
def test_what_is_no_text_is_none(head: bytes) -> None:
    assert "" == filesort.text(head)


@pytest.mark.parametrize(
    ("noted", "found", "expected"),
    [
        ("image/jpeg", "image/png", True),
        ("audio/mp4", "video/mp4", True),
        ("application/octet-stream", "image/jpeg", True),
        ("", "application/pdf", True),
        ("text/plain; charset=utf-8", "text/plain", True),
        ("video/x-msvideo", "", True),
        ("image/svg+xml", "text/html", True),
        ("image/svg+xml", "image/png", False),
        ("image/jpeg", "application/pdf", False),
        ("image/jpeg", "text/html", False),
        ("IMAGE/JPEG", "", False),
        ("application/pdf", "video/mp4", False),
    ],
)
def test_a_file_that_cannot_be_what_was_noted_does_not_fit(noted: str, found: str, expected: bool) -> None:
    assert expected is filesort.fits(noted, found)


def test_a_file_is_saved_under_an_ending_that_runs_nothing() -> None:
    assert ["jpg", "txt", "bin", "bin"] == [
        filesort.ending(t) for t in ("image/jpeg", "text/html", "", "application/x-msdownload")
    ]
