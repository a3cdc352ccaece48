"""The sheets as an Excel workbook: real dates and times, a filter row, the head frozen. No cell is a formula."""

import datetime
import io
from typing import Any

from .blocks import Report, Sheet, Texts, Value

# The most characters that Excel takes in one cell.
LONGEST_CELL = 32_767
# Excel knows no earlier year.
FIRST_YEAR = 1900
SETTINGS = {
    "in_memory": True,
    "constant_memory": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def render(report: Report) -> bytes:
    """The file."""
    import xlsxwriter  # type: ignore[import-untyped]

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, SETTINGS) as book:
        book.set_properties({"title": report.title, "created": report.made_at.replace(tzinfo=None)})
        formats = _Formats(book)
        for sheet in report.sheets:
            _write(book.add_worksheet(sheet.name), sheet, formats, report)
    return out.getvalue()


class _Formats:
    def __init__(self, book: Any) -> None:
        top = {"valign": "top"}
        self.head = book.add_format({**top, "bold": True, "text_wrap": True, "bg_color": "#F1E9DB", "bottom": 2})
        self.text = book.add_format({**top, "text_wrap": True})
        self.number = book.add_format(top)
        self.date = book.add_format({**top, "num_format": "yyyy-mm-dd"})
        self.time = book.add_format({**top, "num_format": "hh:mm"})
        self.moment = book.add_format({**top, "num_format": "yyyy-mm-dd hh:mm"})


def _write(page: Any, sheet: Sheet, formats: _Formats, report: Report) -> None:
    for column, field in enumerate(sheet.fields):
        page.set_column(column, column, field.width)
        page.write_string(0, column, field.title, formats.head)
    for n, row in enumerate(sheet.rows, 1):
        for column, value in enumerate(row):
            _cell(page, n, column, value, formats, report.texts)
    page.freeze_panes(1, 1)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.fields) - 1)
    if report.direction == "rtl":
        page.right_to_left()
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _cell(page: Any, row: int, column: int, value: Value, formats: _Formats, texts: Texts) -> None:
    match value:
        case None | "":
            pass
        case datetime.date() if value.year < FIRST_YEAR:
            page.write_string(row, column, value.isoformat(), formats.text)
        case datetime.datetime():
            page.write_datetime(row, column, value, formats.moment)
        case datetime.date():
            page.write_datetime(row, column, value, formats.date)
        case datetime.time():
            page.write_datetime(row, column, value, formats.time)
        case int():
            page.write_number(row, column, value, formats.number)
        case str():
            page.write_string(row, column, fitted(value, texts.cut), formats.text)


def fitted(text: str, cut: str) -> str:
    """The text as far as a cell holds it; where something is cut off, ``cut`` says so."""
    units = len(text.encode("utf-16-le")) // 2
    if units <= LONGEST_CELL:
        return text
    kept = text.encode("utf-16-le")[: 2 * (LONGEST_CELL - len(cut))].decode("utf-16-le", "ignore")
    return kept + cut
