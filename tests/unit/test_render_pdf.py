"""The PDF: it says all that the report says, on sheets that can be found one's way in, without Pillow."""

import dataclasses
import io
import re
from typing import Any

import pytest
from invented import at, corrected, exhibit, histories, options, records

from logbog import history, render_pdf, report, timeline, words
from logbog.blocks import Report, Table, Told
from logbog.incident import Incident

W = words.load("da")
FRAME = b"\xff\xd8\xff\xc0\x00\x11\x08\x00\x30\x00\x40\x03" + b"\x00" * 9 + b"\xff\xd9"


def made(*incidents: Incident, **said: Any) -> Report:
    return report.of(timeline.of(histories(*incidents)), W, options(**said))


def pdf(*incidents: Incident, pictures: dict[str, bytes] | None = None, **said: Any) -> bytes:
    return render_pdf.render(made(*incidents, **said), pictures or {})


def opened(content: bytes) -> Any:
    return pytest.importorskip("pikepdf", exc_type=ImportError).open(io.BytesIO(content))


def alphabet(font: Any) -> dict[int, str]:
    """Glyph code → character, as the font's ToUnicode says."""
    found: dict[int, str] = {}
    cmap = font.ToUnicode.read_bytes().decode()
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    return found


def sheets(content: bytes) -> list[str]:
    """The text of each sheet as a reader program finds it."""
    pikepdf = pytest.importorskip("pikepdf", exc_type=ImportError)
    told = []
    for page in opened(content).pages:
        alphabets = {name: alphabet(font) for name, font in page.Resources.Font.items()}
        said, now = [], {}
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                now = alphabets[str(operands[0])]
            elif str(operator) in ("Tj", "TJ"):
                pieces = operands[0] if str(operator) == "TJ" else operands
                for piece in (bytes(p) for p in pieces if isinstance(p, pikepdf.String)):
                    said.append("".join(now[int.from_bytes(piece[n : n + 2], "big")] for n in range(0, len(piece), 2)))
                said.append("\n")
        told.append("".join(said))
    return told


def words_of(text: str) -> str:
    return " ".join(text.split())


FULL = at(
    "11-02",
    "22:10",
    count=37,
    what="Ringede hele natten.",
    words="Jeg ved, hvor du er.",
    starred=True,
    exhibits=(exhibit(1, caption="Bilen"),),
)


def test_it_is_made_without_pillow_and_the_same_each_time() -> None:
    one, other = (pdf(FULL, pictures={exhibit(1).id: FRAME}, seal="ABCD") for _ in range(2))
    assert one.startswith(b"%PDF-")
    assert one == other


def test_a_program_reads_back_what_the_report_says() -> None:
    whole = words_of(" ".join(sheets(pdf(FULL, seal="ABCD-EFGH", exposed="Mette Æøå"))))
    for text in (
        "Rapport over hændelser",
        "Mette Æøå",
        "Ringede hele natten.",
        "»Jeg ved, hvor du er.«",
        "37 gange",
        "ABCD-EFGH",
        "Bilag 1: Bilen",
    ):
        assert text in whole, text
    assert f"{1:064x}" in whole.replace(" ", "")


def test_the_pictures_in_words_are_there_too() -> None:
    whole = words_of(" ".join(sheets(pdf(FULL))))
    for figure in (b for b in made(FULL).blocks if hasattr(b, "picture")):
        assert words_of(figure.picture.text) in whole


def test_each_sheet_has_its_number_and_how_many_there_are() -> None:
    told = sheets(pdf(*(at("11-02", what="ord " * 40) for _ in range(60))))
    assert len(told) > 5
    assert [f"side {n} af {len(told)}" for n in range(1, len(told) + 1)] == [
        found[0] for found in (re.findall(r"side \d+ af \d+", words_of(page)) for page in told)
    ]


def test_the_head_of_the_table_comes_again_on_each_of_its_sheets() -> None:
    told = sheets(pdf(*(at("11-02", what="Hvad der skete", kinds=("gifts",)) for _ in range(80))))
    rows = [page for page in told if "Hvad der skete" in page]
    assert len(rows) > 3
    assert all("Hvem, hvor og hvad så" in page for page in rows)


def test_a_row_longer_than_a_sheet_is_whole_all_the_same() -> None:
    text = " ".join(f"ord{n}" for n in range(2500))
    told = sheets(pdf(at("11-02", what=text), at("11-01", what="kort")))
    found = re.findall(r"ord\d+", " ".join(told))
    assert text.split() == found
    assert sum("ord" in page for page in told) > 2


def test_a_word_wider_than_its_column_is_broken_and_whole() -> None:
    word = "https://example.org/" + "abcdefghij" * 30
    assert word in "".join("".join(sheets(pdf(at("11-02", what=word)))).split("\n"))


def test_no_text_runs_out_of_the_sheet() -> None:
    pikepdf = pytest.importorskip("pikepdf", exc_type=ImportError)
    for page in opened(pdf(FULL, at("11-03", what="æ" * 900, place="W" * 300), seal="A")).pages:
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Td":
                assert 40 < float(operands[0]) < 560
                assert 20 < float(operands[1]) < 830


def test_signs_are_named_and_letters_that_are_missing_are_said_to_be_so_on_that_sheet() -> None:
    told = sheets(pdf(at("11-02", what="Et ❤️ og مرحبا بك"), at("11-03", what="Ж Ђ ű ẞ")))
    assert "Et [red heart] og [7 tegn, som ikke kan vises her]" in words_of(" ".join(told))
    assert "Ж Ђ ű ẞ" in " ".join(told)
    noted = [W("report.missing_note") in words_of(page) for page in told]
    missing = ["[7 tegn" in words_of(page) for page in told]
    assert missing == noted
    assert 1 == sum(noted)


def test_a_title_that_the_font_cannot_draw_is_spelled_out_and_kept_in_the_properties() -> None:
    content = pdf(at("11-02"), title="Log ❤️")
    assert "Log [red heart]" in words_of(sheets(content)[0])
    read = opened(content)
    assert "Log ❤️" == str(read.docinfo["/Title"])


def test_language_title_and_day_are_in_the_properties() -> None:
    read = opened(pdf(FULL))
    assert "da" == str(read.Root.Lang)
    assert "Rapport over hændelser" == str(read.docinfo["/Title"])
    assert str(read.docinfo["/CreationDate"]).startswith("D:20261121093000")
    assert bool(read.Root.ViewerPreferences.DisplayDocTitle)


def test_bookmarks_lead_to_every_section() -> None:
    pytest.importorskip("pikepdf", exc_type=ImportError)
    content = pdf(FULL, seal="A")
    with opened(content).open_outline() as outline:
        top = [entry.title for entry in outline.root]
        nested = [child.title for entry in outline.root for child in entry.children]
    assert [
        "Rapport over hændelser",
        "Typiske eksempler",
        "Mønstre",
        "Alle hændelser",
        "Bilag",
        "Sådan kan det kontrolleres",
    ] == top
    assert {"Bilag 1: Bilen", "Forseglingen", "Ugedag og tid på døgnet"} <= set(nested)


def test_a_jpeg_goes_in_as_it_is_and_has_its_caption_as_text() -> None:
    content = pdf(FULL, pictures={exhibit(1).id: FRAME})
    read = opened(content)
    images = [image for page in read.pages for image in page.Resources.get("/XObject", {}).values()]
    assert [FRAME] == [image.read_raw_bytes() for image in images]
    assert (64, 48, "/DeviceRGB") == (int(images[0].Width), int(images[0].Height), str(images[0].ColorSpace))
    alts = [str(o.Alt) for o in read.objects if isinstance(o, type(read.Root)) and "/Alt" in o.keys()]  # noqa: SIM118
    assert ["Bilag 1: Bilen"] == alts


@pytest.mark.parametrize("content", [b"", b"not a picture", FRAME[:8]])
def test_what_is_no_jpeg_is_named_instead(content: bytes) -> None:
    assert "Det ligger i sagspakken som bilag/001-billede.jpg." in words_of(
        " ".join(sheets(pdf(FULL, pictures={exhibit(1).id: content})))
    )


def test_the_number_of_an_exhibit_leads_to_its_sheet() -> None:
    read = opened(pdf(FULL, pictures={exhibit(1).id: FRAME}))
    targets = {
        read.pages.index(annotation.Dest[0])
        for page in read.pages
        for annotation in page.get("/Annots", [])
        if "/Dest" in annotation
    }
    shown = [n for n, page in enumerate(read.pages) if page.Resources.get("/XObject", {})]
    assert set(shown) == targets


def test_a_link_is_no_link_where_its_exhibit_is_not_in_the_report() -> None:
    log = history.fold(corrected(records(at("11-02", exhibits=(exhibit(1),))), 1, at("11-02")))
    told = report.of(timeline.of(log), W, options(earlier=True))
    assert render_pdf.render(told, {}).startswith(b"%PDF-")


def test_drawing_tells_how_far_it_is_and_can_be_stopped() -> None:
    drawing = render_pdf.steps(made(*(at("11-02") for _ in range(100))), {})
    parts = [next(drawing) for _ in range(4)]
    assert sorted(parts) == parts
    assert 0 < parts[0] < parts[-1] < 1
    drawing.close()
    assert [p for p in render_pdf.steps(made(at("11-02")), {}) if not 0 < p < 1] == []


def test_an_empty_report_is_a_pdf_too() -> None:
    assert "Der er ingen hændelser i rapporten." in " ".join(sheets(pdf()))


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_it_is_made_in_each_language(lang: str) -> None:
    w = words.load(lang)
    told = report.of(timeline.of(histories(FULL)), w, options())
    told_sheets = sheets(render_pdf.render(told, {}))
    assert w("report.page", page=1, pages=len(told_sheets)) in words_of(told_sheets[0])


def test_a_row_of_another_sort_has_a_ground_of_its_own_and_can_be_led_to() -> None:
    told = made(at("11-02"), at("11-03", what="Langt. " * 2000), at("11-04"))
    table = next(b for b in told.blocks if isinstance(b, Table))
    first, long, last = table.rows
    leads = dataclasses.replace(last, cells=((Told("dertil", link=long.anchor),), *last.cells[1:]))
    rows = (first, dataclasses.replace(long, mark="note"), leads)
    blocks = tuple(dataclasses.replace(b, rows=rows) if b is table else b for b in told.blocks)
    marked = render_pdf.render(dataclasses.replace(told, blocks=blocks), {})
    read = opened(marked)
    ground = [n for n, page in enumerate(read.pages) if b"0.9647 0.9451 0.902 rg" in page.Contents.read_bytes()]
    links = [
        (n, read.pages.index(a.Dest[0])) for n, page in enumerate(read.pages) for a in page.get("/Annots", []) if "/Dest" in a
    ]

    assert len(ground) > 1
    assert [(ground[-1], ground[0])] == links
    assert 2000 == " ".join(sheets(marked)).count("Langt.")
