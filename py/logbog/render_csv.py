"""The incidents as CSV, for a spreadsheet: UTF-8 with its mark, semicolons, CRLF, as Danish programs expect it.

No cell is ever a formula: whoever is logged about also writes some of the words that stand here
(https://owasp.org/www-community/attacks/CSV_Injection).
"""

import csv
import datetime
import io
import re

from .blocks import Report, Value

BOM = "\ufeff"
# A line that a spreadsheet could take for a formula, also behind blanks and characters that can't be seen.
BLANK = r"(?:[^\S\n]|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff])*"
FORMULA = re.compile(rf"^(?={BLANK}[=+\-@\uff1d\uff0b\uff0d\uff20\u2212]|\t)", re.M)


def render(report: Report) -> bytes:
    """The file."""
    out = io.StringIO(newline="")
    out.write(BOM)
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([plain(f.title) for f in report.table.fields])
    writer.writerows([cell(v) for v in row] for row in report.table.rows)
    return out.getvalue().encode()


def cell(value: Value) -> str:
    """One value; dates and times in ISO 8601, to the minute."""
    match value:
        case None:
            return ""
        case datetime.datetime():
            return value.strftime("%Y-%m-%d %H:%M")
        case datetime.date():
            return value.isoformat()
        case datetime.time():
            return value.strftime("%H:%M")
        case int():
            return str(value)
        case str():
            return plain(value)


def plain(text: str) -> str:
    """The text with an apostrophe before each line that could be taken for a formula."""
    return FORMULA.sub("'", text.replace("\r\n", "\n").replace("\r", "\n"))
