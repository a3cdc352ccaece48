"""The report: what Danish professionals ask for is there, nothing private is, and what is left out is counted."""

import dataclasses
import datetime
import itertools
from typing import Any

import pytest
from invented import MADE_AT, SECRET, at, corrected, day, exhibit, histories, options, records, withdrawn

from logbog import history, ledger, report, timeline, words
from logbog.blocks import Block, Card, Facts, Figure, Heading, Report, Row, Shown, Table, Told
from logbog.incident import Answer, Authority, Incident, Response, Sender, SenderIs, Witness
from logbog.incident import Report as ToldTo
from logbog.record import Record

W = words.load("da")


def made(*incidents: Incident, **said: Any) -> Report:
    return of(records(*incidents), **said)


def of(ledger_of: tuple[Record, ...], **said: Any) -> Report:
    folded = history.fold(ledger_of)
    log, aside = report.leaving(folded, {h.id for h in folded})
    return report.of(log, W, options(**{"aside": aside, **said}))


def texts(value: object) -> list[str]:
    """Every text anywhere in a tree."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, (tuple, list)):
        return [t for v in value for t in texts(v)]
    if dataclasses.is_dataclass(value):
        return [t for f in dataclasses.fields(value) for t in texts(getattr(value, f.name))]
    return []


def every(told: Report, kind: type[Block]) -> list[Any]:
    return [b for b in told.blocks if isinstance(b, kind)]


def front(told: Report) -> dict[str, str]:
    facts: Facts = every(told, Facts)[0]
    return dict(facts.rows)


def table(told: Report) -> tuple[Row, ...]:
    rows: tuple[Row, ...] = every(told, Table)[0].rows
    return rows


def cell(row: Row, column: str) -> list[Told]:
    return list(row.cells[[name for name, _ in report.COLUMNS].index(column)])


FULL = at(
    "11-02",
    "22:10",
    end_date=day("11-03"),
    end_time=datetime.time(1, 40),
    count=37,
    kinds=("calls_messages.missed_call", "calls_messages.call", "surveillance"),
    what="Ringede hele natten.",
    words="Jeg ved, hvor du er.",
    place="Hjemme",
    senders=(Sender(name="+45 20 00 00 01", by=SenderIs.NUMBER), Sender(name="N. N.")),
    witnesses=(Witness(name="Maja", reach="20 00 00 02"), Witness(name="", reach="naboen")),
    response=(Response.SAID_STOP, Response.NO_ANSWER),
    response_text="Sagde det én gang.",
    effect="Sov ikke.",
    reports=(ToldTo(to=Authority.POLICE, journal="4200-1", name="N. Betjent", date=day("11-04")),),
    order=Answer.YES,
    order_broken=Answer.YES,
    order_which="Tilhold af 2. maj 2026",
    children=Answer.YES,
    exhibits=(exhibit(7, caption="Opkaldslisten"), exhibit(8, only_me=True, name="KUN-MIG.jpg")),
    starred=True,
)


def test_everything_that_is_told_of_an_incident_stands_in_its_row_and_its_card() -> None:
    told = made(FULL)
    row = "\n".join(texts(table(told)[0]))
    card = "\n".join(texts(every(told, Card)[0]))
    for text in (
        "37 gange",
        "til 3. nov. 2026 kl. 01.40",
        "Opkald og beskeder: ubesvaret opkald, opkald; Overvågning",
        "Ringede hele natten.",
        "Jeg ved, hvor du er.",
        "Hjemme",
        "+45 20 00 00 01 (telefonnummer)",
        "N. N.",
        "Maja (20 00 00 02)",
        "naboen",
        "Sagde stop, Svarede ikke",
        "Sagde det én gang.",
        "Sov ikke.",
        "Politiet, j.nr. 4200-1, N. Betjent, 4. nov. 2026",
        "i kraft, overtrådt",
        "Tilhold af 2. maj 2026",
        "Ja",
        "Bilag 1",
        "Skrevet 20. nov. 2026 kl. 22.00, 17 dage efter",
    ):
        assert text in row, text
        assert text in card, text
    assert "man 2. nov. 2026" in row
    assert "Nr. 1, 2. november 2026 kl. 22.10" in card


def test_the_front_page_counts_and_judges_nothing() -> None:
    told = made(
        FULL,
        at("11-19", order=Answer.NO, order_broken=Answer.UNKNOWN, response=(Response.NO_ANSWER, Response.ANSWERED)),
        at("11-20", kinds=("gifts",), reports=(ToldTo(journal="4200-1", name="N. Betjent", date=day("11-20")),)),
        seal="ABCD-EFGH",
    )
    assert {
        "Periode": "2. november 2026 til 20. november 2026",
        "Hændelser": "3 hændelser, i alt 39 gange, når gentagelser tælles med",
        "Efter type": "Opkald og beskeder\u00a01 · Gaver\u00a01 · Overvågning\u00a01 · Andet\u00a01",
        "Fortalt til myndigheder": "Politiet, j.nr. 4200-1, N. Betjent (hændelse 1, 3)",
        "Tilhold eller anden afgørelse": "Hændelser, mens det var i kraft: 1. Overtrådt: 1. Ved ikke: 1.\nTilhold af 2. maj 2026",
        "Børn til stede": "Ved 1 hændelse",
        "Reaktion": "Sagt stop: 1. Ikke svaret: 2.",
        "Vidner": "Ved 1 hændelse",
        "Skrevet ned": "Samme dag eller dagen efter: 2 af 3.",
        "Bilag": "1",
        "Rapporten er lavet": "21. november 2026 kl. 09.30",
        "Forsegling": "ABCD-EFGH",
    } == front(told)


def test_what_nobody_has_told_is_said_to_be_so() -> None:
    facts = front(made(at("11-02")))
    assert {"Ingen oplyst"} == {
        facts[label] for label in ("Fortalt til myndigheder", "Tilhold eller anden afgørelse", "Børn til stede", "Vidner")
    }
    assert "Ingen i kraft" == front(made(at("11-02", order=Answer.NO)))["Tilhold eller anden afgørelse"]


def test_who_it_is_about_is_said_when_it_is_known() -> None:
    facts = front(made(at("11-02"), exposed="Mette", other="N. N.", about="Sag 12", period="Efteråret", title="Log"))
    assert ["Mette", "N. N.", "Sag 12", "Efteråret"] == list(facts.values())[:4]
    assert "Log" == made(at("11-02"), title="Log").title


def test_the_table_has_the_newest_first_and_the_numbers_of_the_log() -> None:
    assert ["n3", "n1", "n2"] == [row.anchor for row in table(made(at("11-02"), at(None), at("11-19")))]


def test_an_uncertain_time_is_never_told_as_a_certain_one() -> None:
    rows = table(made(at("~11-19", "~16:00"), at("11-18"), at(None)))
    firsts = [[t.text for t in cell(row, "when")[:2]] for row in rows]
    assert [["ca. 19. nov. 2026", "ca. kl. 16.00"], ["ons 18. nov. 2026", "tid ukendt"], ["dato ukendt", "tid ukendt"]] == firsts


def test_late_logging_and_corrections_stand_beside_the_incident() -> None:
    log = corrected(records(at("11-20"), at("11-19"), at("11-01")), 2, at("11-19", what="Rettet"))
    said = [[t.text for t in cell(row, "when")[2:]] for row in table(of(log))]
    assert [
        ["Skrevet samme dag kl. 22.00"],
        ["Skrevet 20. nov. 2026 kl. 22.00, 1 dag efter", "Rettet 21. nov. 2026 kl. 09.30"],
        ["Skrevet 20. nov. 2026 kl. 22.00, 19 dage efter"],
    ] == said


def test_a_star_is_no_correction() -> None:
    log = corrected(records(at("11-20")), 1, at("11-20", starred=True))
    assert not [t for t in texts(table(of(log))) if "Rettet" in t]


@pytest.mark.parametrize("earlier", [False, True])
def test_nothing_private_is_anywhere_in_it(earlier: bool) -> None:
    log = records(FULL, at("11-03", what="KUN-MIG", only_me=True), at("11-04", what="KUN-MIG før", only_me=True))
    log = corrected(log, 3, at("11-04", what="Nu til sagen"))
    log = corrected(log, 1, dataclasses.replace(FULL, what="Ændret"))
    log = corrected(log, 2, at("11-03", what="KUN-MIG igen", only_me=True))
    told = of(withdrawn(log, 2, "KUN-MIG grund"), earlier=earlier)
    assert not [t for t in texts(told) if SECRET in t or "KUN-MIG" in t]
    assert ["n3", "n1"] == [row.anchor for row in table(told)]


def test_an_incident_that_is_only_me_is_dropped_whatever_is_handed_in() -> None:
    log = timeline.of(histories(at("11-02"), at("11-03", only_me=True, what="KUN-MIG")))
    assert 2 == len(log)
    told = report.of(log, W, options())
    assert 1 == len(table(told)) == len(told.table.rows)
    assert not [t for t in texts(told) if "KUN-MIG" in t]


def test_what_is_left_out_is_counted_in_the_open() -> None:
    log = withdrawn(records(*(at("11-02") for _ in range(6)), at("11-03", only_me=True)), 2, "en anden")
    gone = {r.header.seq: r for r in ledger.erase(log, f"{3:032x}")}
    folded = history.fold(gone.get(r.header.seq, r) for r in log)
    kept, aside = report.leaving(folded, {f"{n:032x}" for n in (1, 2, 3, 4, 7)})
    told = report.of(kept, W, options(aside=aside))
    assert 2 == len(kept)
    assert "1 trukket tilbage\n3 udeladt af den, der har skrevet loggen\n1 slettet for altid" == front(told)["Ikke med"]


def test_a_withdrawal_is_listed_with_its_day_and_reason_but_not_what_it_said() -> None:
    told = of(withdrawn(records(at("11-02", what="Fortrudt"), at("11-03")), 1, "Det var en anden"))
    listed = texts(every(told, Table)[1].rows)
    assert {"1", "20. nov. 2026 kl. 22.00", "21. nov. 2026 kl. 09.30", "Det var en anden"} <= set(listed)
    assert not [t for t in texts(told) if "Fortrudt" in t]


def test_the_reason_for_taking_back_a_private_incident_stays_private() -> None:
    told = of(withdrawn(records(at("11-02", only_me=True), at("11-03")), 1, "KUN-MIG"))
    assert "Ingen grund angivet" in texts(every(told, Table)[1].rows)
    assert not [t for t in texts(told) if "KUN-MIG" in t]


def test_at_most_five_examples_stand_at_the_front_and_the_rest_are_marked() -> None:
    told = made(*(at(f"11-{n:02}", starred=True) for n in range(1, 8)))
    assert [7, 6, 5, 4, 3] == [int(c.title.split()[1].strip(",")) for c in every(told, Card)]
    assert 7 == sum("★ Typisk eksempel" in texts(row) for row in table(told))
    assert "De 5 nyeste af 7 markerede. De andre er markeret i tabellen." in texts(told)
    assert not every(made(at("11-02")), Card)


def test_exhibits_are_numbered_as_they_were_added_and_rows_lead_to_them() -> None:
    told = made(at("11-19", exhibits=(exhibit(1), exhibit(2))), at("11-02", exhibits=(exhibit(3),)))
    assert [("b1", f"{1:032x}"), ("b2", f"{2:032x}"), ("b3", f"{3:032x}")] == [(s.anchor, s.exhibit) for s in every(told, Shown)]
    assert [["b1", "b2"], ["b3"]] == [[t.link for t in cell(row, "exhibits")] for row in table(told)]


def test_an_exhibit_says_where_it_lies_and_how_to_know_it_again() -> None:
    copy = exhibit(2, has_place=True, leave_place_out=True, stripped_sha256="ab" * 32, stripped_size=900)
    sound = exhibit(3, name="", type="audio/mp4", taken="2026-11-02T12:30")
    shown: list[Shown] = every(made(at("11-02", exhibits=(exhibit(1, caption="Bilen"), copy, sound))), Shown)
    assert ["Bilag 1: Bilen", "Bilag 2", "Bilag 3"] == [s.title for s in shown]
    first, second, third = (dict(s.facts) for s in shown)
    assert ("IMG_0001.jpg", "bilag/001-billede.jpg", f"{1:064x}") == (
        first["Filens eget navn"],
        first["I sagspakken"],
        first["SHA-256"],
    )
    assert (f"{2:064x}", "ab" * 32) == (second["SHA-256"], second["Kopiens SHA-256"])
    assert "Kopiens SHA-256" not in first
    assert "2. nov. 2026 kl. 12.30" == third["Taget, ifølge filen"]
    assert "Filens eget navn" not in third
    assert "bilag/003-lyd.m4a" in shown[2].instead


def test_earlier_versions_are_shown_only_when_chosen() -> None:
    log = corrected(records(at("11-02", what="Parkeringen", exhibits=(exhibit(1),))), 1, at("11-02", what="Stationen"))
    assert not [t for t in texts(of(log)) if "Parkeringen" in t]
    cards: list[Card] = every(of(log, earlier=True), Card)
    assert ["Nr. 1, som den blev skrevet 20. november 2026 kl. 22.00"] == [c.title for c in cards]
    assert {"Parkeringen", "1 bilag, som ikke længere er med"} <= set(texts(cards))


def test_an_earlier_version_that_was_only_me_is_named_but_not_told() -> None:
    log = corrected(records(at("11-02", what="KUN-MIG", only_me=True)), 1, at("11-02"))
    assert "Denne udgave er ikke delt." in texts(every(of(log, earlier=True), Card))


def test_the_seal_is_told_with_what_it_shows_and_what_it_does_not() -> None:
    told = made(at("11-02"), seal="ABCD")
    assert 2 == texts(told).count("ABCD")
    assert [t for t in texts(told) if "At indholdet er sandt" in t]
    assert "Forseglingen" not in texts(made(at("11-02")))


def test_headings_never_skip_a_level_and_anchors_are_there_once() -> None:
    told = of(
        withdrawn(corrected(records(FULL, at("11-03")), 1, dataclasses.replace(FULL, what="x")), 2, ""), earlier=True, seal="A"
    )
    levels = [b.level for b in every(told, Heading)]
    assert 1 == levels[0]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    anchors = [b.anchor for b in told.blocks if isinstance(b, (Heading, Shown)) and b.anchor] + [r.anchor for r in table(told)]
    assert len(set(anchors)) == len(anchors)


def test_a_report_without_incidents_is_a_report_all_the_same() -> None:
    told = made()
    assert "Der er ingen hændelser i rapporten." in texts(told)
    assert not every(told, Figure)
    assert not told.table.rows


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_it_is_made_in_each_language(lang: str) -> None:
    folded = history.fold(withdrawn(corrected(records(FULL, at("11-03")), 1, dataclasses.replace(FULL, what="x")), 2, ""))
    log, aside = report.leaving(folded, {h.id for h in folded})
    told = report.of(log, words.load(lang), options(aside=aside, earlier=True, seal="A"))
    assert lang == told.lang
    assert not [
        t for t in texts(dataclasses.replace(told, texts=dataclasses.replace(told.texts, page="", missing_script=""))) if "{" in t
    ]


def test_sheets_hold_real_values_one_row_for_each_incident() -> None:
    told = made(FULL, at("11-19"))
    assert [2, 1] == [row[0] for row in told.table.rows]
    assert {len(told.table.fields)} == {len(row) for row in told.table.rows}
    row = dict(zip((f.title for f in told.table.fields), told.table.rows[1], strict=True))
    assert (day("11-02"), "præcis", 37, "Ja", 17, MADE_AT.replace(tzinfo=None, day=20, hour=22, minute=0)) == (
        row["Dato"],
        row["Dato er"],
        row["Gange"],
        row["Tilhold i kraft"],
        row["Dage efter"],
        row["Skrevet"],
    )
    exhibits, counts = told.sheets[1:]
    assert [(1, 1, "Opkaldslisten", "IMG_0007.jpg")] == [r[:4] for r in exhibits.rows]
    assert ("Gange i alt, når gentagelser tælles med", 38) == counts.rows[-1]


def lettered(letter: str, *incidents: Incident) -> Report:
    folded = history.fold(withdrawn(records(*incidents, at("11-01")), len(incidents) + 1, ""))
    of_log = tuple(dataclasses.replace(h, source=letter) for h in folded)
    log, aside = report.leaving(of_log, {h.id for h in of_log})
    return report.of(log, W, options(aside=aside))


def test_the_letter_of_a_log_stands_before_each_number_where_there_are_several() -> None:
    told = lettered("B", FULL, at("11-19", reports=(ToldTo(journal="4200-1", name="N. Betjent"),)))
    assert ["nB2", "nB1"] == [row.anchor for row in table(told)]
    assert ["B2", "B1"] == [cell(row, "number")[0].text for row in table(told)]
    assert ["Nr. B1, 2. november 2026 kl. 22.10"] == [c.title for c in every(told, Card)]
    assert [["Bilag B1"], []][::-1] == [[t.text for t in cell(row, "exhibits")] for row in table(told)]
    assert [("Bilag B1: Opkaldslisten", "bB1", f"B{7:032x}")] == [(s.title, s.anchor, s.exhibit) for s in every(told, Shown)]
    assert "Politiet, j.nr. 4200-1, N. Betjent (hændelse B1, B2)" == front(told)["Fortalt til myndigheder"]
    assert "B3" == every(told, Table)[1].rows[0].cells[0][0].text
    assert ["B2", "B1"] == [row[0] for row in told.table.rows]
    assert [("B1", "B1")] == [row[:2] for row in told.sheets[1].rows]
