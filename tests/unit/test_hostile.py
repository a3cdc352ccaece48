"""Whoever made the file: no text of it acts, no day or number of it stops the work, and no size fills the memory."""

import csv
import functools
import hashlib
import io
import json
import struct
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import evil
import pytest
from cases import MADE_AT, packed, planned

from logbog import (
    bundle,
    casefile,
    disclose,
    history,
    logfile,
    render_csv,
    render_html,
    render_pdf,
    render_xlsx,
    report,
    verify,
    words,
    ziplayout,
)
from logbog.blocks import Report
from logbog.casefile import CaseFile, Digest
from logbog.demo import Demo
from logbog.errors import CannotRead
from logbog.text import TURNS, clean
from logbog.ziplayout import CENTRAL, END, LOCAL
from logbog.zipreading import Archive
from logbog_cli.__main__ import main

ACTS = {"script", "iframe", "object", "embed", "base", "form", "link", "button", "input", "video", "audio", "svg:script"}
GIGABYTE = 1 << 30
# SHA-256 of so many noughts.
OF_NOUGHTS = "49bc20df15e412a64472421e13fe86ff1c5165e18b2afccf160d4dc19fe68a14"
MOST_MEMORY = 300 << 20
LARGE = pytest.mark.skipif(sys.platform == "emscripten", reason="no second process and no large file in a browser")


@functools.cache
def told(lang: str = "da") -> tuple[Report, dict[str, bytes]]:
    """The report of the log of evil texts, as it is made from its case file."""
    case = casefile.read(packed(evil.log()))
    whole = bundle.again(case)
    options = report.Options(made_at=MADE_AT, seal=whole.log.seal, aside=whole.aside)
    return report.of(whole.timeline, words.load(lang), options), bundle.pictures(case)


class Page(HTMLParser):
    """Every tag with its attributes."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_no_text_becomes_a_tag_or_an_attribute_of_the_report() -> None:
    tags = Page(render_html.render(*told())).tags

    assert len(tags) > 100
    assert set() == ACTS & {tag for tag, _ in tags}
    assert [] == [name for _, attributes in tags for name in attributes if name.startswith("on")]
    assert {"data:image/jpeg"} >= {str(a["src"]).partition(";")[0] for _, a in tags if "src" in a}
    assert {"#"} == {str(a["href"])[:1] for _, a in tags if "href" in a}


def test_no_line_of_a_cell_in_the_csv_is_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(render_csv.render(told()[0]).decode("utf-8-sig"), newline=""), delimiter=";"))
    lines = [line for row in rows for cell in row for line in cell.split("\n")]
    seen = ["".join(c for c in line if unicodedata.category(c) not in ("Cf", "Cc", "Zs")) for line in lines]

    assert {len(rows[0])} == {len(row) for row in rows}
    assert any("HYPERLINK" in line for line in seen)
    assert [] == [line for line in seen if line.startswith(tuple("=+-@"))]


def test_no_cell_of_the_workbook_is_a_formula_or_a_link() -> None:
    with zipfile.ZipFile(io.BytesIO(render_xlsx.render(told()[0]))) as book:
        sheets = [book.read(name) for name in book.namelist()]

    assert any(b"HYPERLINK" in sheet for sheet in sheets)
    assert [] == [mark for mark in (b"<f>", b"<f ", b"<hyperlink", b"externalLink", b"ddeLink") for s in sheets if mark in s]


def test_the_pdf_holds_nothing_that_runs_or_leads_elsewhere() -> None:
    drawn = render_pdf.render(*told())

    assert drawn.startswith(b"%PDF")
    for mark in (b"/JS", b"/JavaScript", b"/Launch", b"/URI", b"/EmbeddedFile", b"/SubmitForm", b"/GoToR"):
        assert mark not in drawn


def _answers(path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[str]:
    for arguments in (["verify"], ["read"], ["verify", "--json"], ["read", "--json"]):
        assert 0 == main([*arguments, str(path)])
        said = capsys.readouterr()
        yield said.out
        yield said.err


def test_no_text_commands_the_terminal_or_turns_its_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "sag.zip"
    path.write_bytes(packed(evil.log()))

    for answer in _answers(path, capsys):
        assert [] == [c for c in answer if unicodedata.category(c) == "Cc" and c != "\n"]
        for line in answer.splitlines():
            assert [] == [c for c in TURNS if line.count(c) > line.count(TURNS[c])]


def test_an_answer_for_a_program_says_the_texts_as_they_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "sag.zip"
    path.write_bytes(packed(evil.log()))
    main(["read", "--json", str(path)])
    shown = json.loads(capsys.readouterr().out)["timeline"]

    assert {clean(t) for n, t in enumerate(evil.TEXTS, 1) if n != len(evil.TEXTS)} == {entry["what"] for entry in shown}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a \u202eb", "a \u202eb\u202c"),
        ("a \u202eb\u202c c", "a \u202eb\u202c c"),
        ("\u2067a\nb", "\u2067a\u2069\nb"),
        ("\u202ea\u2066b", "\u202ea\u2066b\u2069\u202c"),
        ("\u2066a\u202eb\u2069c", "\u2066a\u202eb\u2069c"),
        ("\u202c\u2069a", "\u202c\u2069a"),
        ("\u200fسلام\u200e", "\u200fسلام\u200e"),
    ],
)
def test_a_direction_that_a_text_turns_ends_with_its_line(text: str, kept: str) -> None:
    assert kept == clean(text) == clean(kept)


def test_days_at_the_end_of_the_calendar_are_told_like_others() -> None:
    case = casefile.read(packed(evil.extreme()))
    whole = bundle.again(case)
    made = report.of(whole.timeline, words.load("da"), report.Options(made_at=MADE_AT, seal=whole.log.seal, aside=whole.aside))

    assert 4 == len(whole.timeline)
    for content in (render_html.render(made, {}), render_csv.render(made), render_xlsx.render(made), render_pdf.render(made, {})):
        assert content


def _refused(content: bytes) -> str:
    with pytest.raises(CannotRead) as caught:
        casefile.read(content)
    return caught.value.code


def test_sixty_five_thousand_files_are_too_many() -> None:
    names = [b"%05d" % n for n in range(65_000)]
    head = LOCAL.pack(b"PK\3\4", 20, 0, 0, 0, 33, 0, 0, 0, 5, 0)
    row = (b"PK\1\2", 20, 20, 0, 0, 0, 33, 0, 0, 0, 5, 0, 0, 0, 0, 0)
    central = b"".join(CENTRAL.pack(*row, n * (len(head) + 5)) + name for n, name in enumerate(names))
    body = b"".join(head + name for name in names)
    end = END.pack(b"PK\5\6", 0, 0, len(names), len(names), len(central), len(body), 0)

    assert "too_large" == _refused(body + central + end)


def test_a_list_of_nothing_but_brackets_is_too_large_for_the_memory() -> None:
    start = b'{"format": "logbog-log", "v": 1, "records": ['

    assert "too_large" == _refused(start + b"[]," * 5_000_000 + b"[]]}")
    assert "too_large" == _refused(start + b"{}," * 5_000_000 + b"{}]}")
    assert "too_large" == _refused(start + b"0," * 9_000_000 + b"0]}")


def test_ten_thousand_altered_exhibits_are_told_without_a_search_for_each() -> None:
    most = 9_900
    records = evil.with_exhibits([(hashlib.sha256(b"%d" % n).hexdigest(), 1) for n in range(most)]).records
    lines = disclose.lines(records, {records[0].header.incident})
    places = casefile.places(disclose.numbered(history.fold(line.record for line in lines)))
    case = CaseFile(logfile.of(lines, places, MADE_AT, "da"), Archive(io.BytesIO(ziplayout.pack([]))))
    first = hashlib.sha256(b"0").hexdigest()

    told = verify.findings(case, digests=[Digest(p.file, 1, first) for p in places])

    assert most - 1 == sum(1 for f in told if f.code == "swapped_exhibit" and f.other == 1)


def test_a_text_that_says_nothing_for_long_is_read_in_no_time() -> None:
    assert "damaged" == _refused(b'{"a": "' + b"\\" * 9_000_000)
    assert "damaged" == _refused(b'{"a": ' + b'"\\""' * 2_000_000)
    assert "damaged" == _refused(b"{" + b" " * 20_000_000)


def _of_noughts(path: Path, log: Demo) -> None:
    """The case file of a log whose exhibits are noughts, of which the disk holds nothing."""
    plan = planned(log)
    with path.open("wb") as out:
        for piece in casefile.parts(plan, {need.name: 0 for need in plan.needs}):
            if isinstance(piece, bytes):
                out.write(piece)
            else:
                out.seek(piece.size, io.SEEK_CUR)


def _sparse(path: Path, name: str, size: int, tail: bytes = b"") -> None:
    """A case file of one large file of noughts, of which the disk holds nothing."""
    laid = ziplayout.layout([ziplayout.Entry(name, 0, size)])
    with path.open("wb") as out:
        out.write(laid.heads[0])
        out.seek(size, io.SEEK_CUR)
        out.write(tail or laid.tail)


def _in_little_memory(path: Path) -> int:
    """The exit code of ``logbog verify``, which is given no more memory than that."""
    script = (
        "import resource, sys; from logbog_cli.__main__ import main;"
        f"resource.setrlimit(resource.RLIMIT_AS, ({MOST_MEMORY}, {MOST_MEMORY})); sys.exit(main(sys.argv[1:]))"
    )
    return subprocess.run([sys.executable, "-c", script, "verify", str(path)], capture_output=True, check=False).returncode


@LARGE
def test_a_case_file_of_a_gigabyte_is_checked_in_little_memory(tmp_path: Path) -> None:
    _of_noughts(tmp_path / "sag.zip", evil.with_exhibits([(OF_NOUGHTS, GIGABYTE)]))

    assert 0 == _in_little_memory(tmp_path / "sag.zip")
    assert (tmp_path / "sag.zip").stat().st_size > GIGABYTE


@LARGE
def test_a_report_takes_no_more_pictures_than_it_can_hold(tmp_path: Path) -> None:
    most, each = bundle.MOST_PICTURES // bundle.MOST_PICTURE, bundle.MOST_PICTURE
    digest = hashlib.sha256(bytes(each)).hexdigest()
    _of_noughts(tmp_path / "sag.zip", evil.with_exhibits([(digest, each)] * (most + 1), "image/jpeg"))

    with (tmp_path / "sag.zip").open("rb") as file:
        assert most == len(bundle.pictures(casefile.read(file)))


@LARGE
def test_a_gigabyte_that_says_it_is_a_log_or_a_directory_is_refused_in_little_memory(tmp_path: Path) -> None:
    _sparse(tmp_path / "log.zip", "log.json", GIGABYTE)
    huge = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, GIGABYTE, 38, 0)
    _sparse(tmp_path / "directory.zip", "log.json", GIGABYTE, huge)
    with (tmp_path / "log.json").open("wb") as out:
        out.write(b"{")
        out.truncate(GIGABYTE)

    for name in ("log.zip", "directory.zip", "log.json"):
        assert 2 == _in_little_memory(tmp_path / name)
