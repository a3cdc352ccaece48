"""The workbook: real dates, nothing that is a formula, and the same bytes each time."""

import datetime
import io
import zipfile

import pytest
from invented import at, exhibit, histories, options

from logbog import render_xlsx, report, timeline, words
from logbog.blocks import Report
from logbog.incident import Incident


def made(*incidents: Incident) -> Report:
    return report.of(timeline.of(histories(*incidents)), words.load("da"), options())


LOG = (
    at("11-02", "22:10", what="=1+1", words="https://example.org", place="007", exhibits=(exhibit(1),)),
    at("~11-19"),
    at(None),
)


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: opened.read(name).decode() for name in opened.namelist()}


def test_no_cell_is_a_formula_or_a_link() -> None:
    inside = parts(render_xlsx.render(made(*LOG)))
    sheets = [text for name, text in inside.items() if "worksheets/sheet" in name]
    assert 3 == len(sheets)
    assert not [t for t in sheets if "<f>" in t or "<hyperlink" in t]
    assert "<t>=1+1</t>" in inside["xl/sharedStrings.xml"]
    assert "<t>007</t>" in inside["xl/sharedStrings.xml"]


def test_the_head_stays_and_filters() -> None:
    first = parts(render_xlsx.render(made(*LOG)))["xl/worksheets/sheet1.xml"]
    assert 'state="frozen"' in first
    assert '<autoFilter ref="A1:AB4"/>' in first


def test_the_same_report_gives_the_same_bytes() -> None:
    one, other = (render_xlsx.render(made(*LOG)) for _ in range(2))
    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as opened:
        assert {(1980, 1, 1, 0, 0, 0)} == {i.date_time for i in opened.infolist()}
    assert "2026-11-21T09:30:00Z" in parts(one)["docProps/core.xml"]


def test_a_spreadsheet_reads_the_values_back() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx.render(made(*LOG))))
    assert ["Hændelser", "Bilag", "Antal"] == book.sheetnames
    head, *rows = ([c.value for c in row] for row in book["Hændelser"].rows)
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert [2, 1, 3] == [t["Nr."] for t in told]
    assert (datetime.datetime(2026, 11, 2), datetime.time(22, 10), "=1+1") == (
        told[1]["Dato"],
        told[1]["Tid"],
        told[1]["Hvad skete der"],
    )
    assert (None, "ukendt") == (told[2]["Dato"], told[2]["Dato er"])
    assert datetime.datetime(2026, 11, 20, 22, 0) == told[0]["Skrevet"]
    assert "yyyy-mm-dd" == book["Hændelser"].cell(2, 2).number_format


def test_a_day_before_excel_began_is_written_as_text() -> None:
    assert "<t>1899-12-31</t>" in parts(render_xlsx.render(made(at("1899-12-31"))))["xl/sharedStrings.xml"]


def test_a_text_longer_than_a_cell_is_cut_in_the_open() -> None:
    cut = words.load("da")("report.cut")
    fitted = render_xlsx.fitted("🙂" * 20_000, cut)
    assert fitted.endswith("🙂" + cut)
    assert render_xlsx.LONGEST_CELL - 1 <= len(fitted.encode("utf-16-le")) // 2 <= render_xlsx.LONGEST_CELL
    assert "a" * 32_767 == render_xlsx.fitted("a" * 32_767, cut)


def test_an_empty_report_is_a_workbook_too() -> None:
    assert "xl/workbook.xml" in parts(render_xlsx.render(made()))
