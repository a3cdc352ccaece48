"""A report in parts: all of it, each exhibit once, and no link that leads nowhere."""

import datetime

from logbog import parts, words
from logbog.blocks import Card, Column, Heading, Paragraph, Report, Row, Shown, Table, Texts, Told

W = words.load("da")
SIZES = {"a": 4, "b": 4, "c": 9, "d": 1}


def shown(exhibit: str) -> Shown:
    return Shown(exhibit, (), exhibit, "", "", f"b-{exhibit}")


def report(*exhibits: str) -> Report:
    told = tuple(Told(e, link=f"b-{e}") for e in exhibits)
    blocks = (
        Heading("Rapport", 1, "top"),
        Card("Eksempel", told),
        Table("", (Column("", 100),), (Row((told,), "n1"),)),
        Heading("Bilag", 2, "exhibits"),
        *(shown(e) for e in exhibits),
        Paragraph("Sådan kontrolleres det"),
    )
    texts = Texts(contents="", skip="", page="", missing_script="", missing_note="", cut="")
    made_at = datetime.datetime(2026, 11, 21, tzinfo=datetime.UTC)
    return Report(title="Rapport", lang="da", direction="ltr", made_at=made_at, blocks=blocks, sheets=(), texts=texts)


def split(limit: int, *exhibits: str) -> tuple[Report, ...]:
    return parts.split(report(*exhibits), W, limit + parts.AROUND_EXHIBITS, SIZES, parts.AROUND_EXHIBITS)


def test_a_report_that_fits_is_not_split() -> None:
    assert (report("a", "b"),) == split(8, "a", "b")


def test_each_exhibit_is_in_one_part_and_each_part_under_the_limit() -> None:
    found = [[b.exhibit for b in part.blocks if isinstance(b, Shown)] for part in split(9, "a", "b", "c", "d")]

    assert [["a", "b"], ["c"], ["d"]] == found


def test_an_exhibit_over_the_limit_has_a_part_to_itself() -> None:
    found = [[b.exhibit for b in part.blocks if isinstance(b, Shown)] for part in split(5, "c", "d")]

    assert [[], ["c"], ["d"]] == found


def test_the_first_part_is_the_report_and_each_says_which_it_is() -> None:
    several = split(9, "a", "b", "c", "d")

    assert ["Rapport, del 1 af 3", "Rapport, del 2 af 3", "Rapport, del 3 af 3"] == [p.title for p in several]
    assert all(p.blocks[0] == Heading(p.title, 1, "top") for p in several)
    assert Paragraph("Sådan kontrolleres det") in several[0].blocks
    assert [Heading, Shown] == [type(b) for b in several[1].blocks]


def test_no_link_leads_to_another_part() -> None:
    first = split(9, "a", "b", "c", "d")[0]
    links = [[t.link for t in b.told] for b in first.blocks if isinstance(b, Card)]
    cells = [[t.link for t in row.cells[0]] for b in first.blocks if isinstance(b, Table) for row in b.rows]

    assert [["b-a", "b-b", "", ""]] == links
    assert links == cells
