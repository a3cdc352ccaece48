"""The CSV opens in a Danish spreadsheet, and no cell of it is ever a formula."""

import csv
import io

import pytest
from invented import at, exhibit, histories, options

from logbog import render_csv, report, timeline, words
from logbog.incident import Incident, Sender, SenderIs


def made(*incidents: Incident) -> bytes:
    return render_csv.render(report.of(timeline.of(histories(*incidents)), words.load("da"), options()))


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_it_begins_with_the_mark_of_utf_8_and_ends_its_lines_as_windows_does() -> None:
    content = made(at("11-02", what='Ærgerligt; «citat» "her"\nnæste linje'))
    assert content.startswith(b"\xef\xbb\xbfNr.;Dato;")
    assert content.endswith(b"\r\n")
    assert 'Ærgerligt; «citat» "her"\nnæste linje' == rows(content)[0]["Hvad skete der"]


def test_each_incident_is_a_row_and_each_value_what_it_was() -> None:
    told = rows(made(at("11-02", "22:10", count=37, exhibits=(exhibit(1), exhibit(2))), at("~11-19")))
    assert [("2", "2026-11-19", "cirka", "", "ukendt"), ("1", "2026-11-02", "præcis", "22:10", "præcis")] == [
        (r["Nr."], r["Dato"], r["Dato er"], r["Tid"], r["Tid er"]) for r in told
    ]
    assert ("37", "1, 2", "2026-11-20 22:00", "18") == (
        told[1]["Gange"],
        told[1]["Bilag"],
        told[1]["Skrevet"],
        told[1]["Dage efter"],
    )


@pytest.mark.parametrize("start", [*list("=+-@\t−＝＋－＠"), "\u200b=", "\ufeff=", "  =", "\xa0@", "\t=", "\u202e+"])
@pytest.mark.parametrize("before", ["", "Hej\n", "Hej\r\n", "Hej\r", "\n\n"])
def test_a_line_that_could_be_a_formula_gets_an_apostrophe(start: str, before: str) -> None:
    cell = render_csv.plain(f"{before}{start}HYPERLINK(1)")
    last = cell.split("\n")[-1]
    assert f"'{start}HYPERLINK(1)" == last
    assert "\r" not in cell


@pytest.mark.parametrize("text", ["", "Hej = du", "a-b", "Hej\nmed dig", "ø@b", "1+1", "'=1"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert text == render_csv.plain(text)


def test_no_field_of_an_incident_is_forgotten() -> None:
    evil = '=cmd|"/c calc"!A1'
    told = rows(
        made(at("11-02", what=evil, words=evil, place=evil, effect=evil, senders=(Sender(name=evil, by=SenderIs.NUMBER),)))
    )
    assert not [v for v in told[0].values() if v.startswith(("=", "+", "-", "@"))]
    assert 5 == sum(v.startswith("'=") for v in told[0].values())
