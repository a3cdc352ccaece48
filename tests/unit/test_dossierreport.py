"""The report of a dossier: who said what stays plain, differences are pointed out, and nothing is judged."""

import dataclasses
import datetime
import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from cases import TODAY, log, packed
from invented import MADE_AT, at, exhibit
from several import BERIT, LATE, corrected, handed, moment, note, noted, salts, together, withdrawn, written

from logbog import (
    casefile,
    casework,
    demo_neighbour,
    dossier,
    dossierreport,
    handover,
    render_csv,
    render_html,
    render_pdf,
    verify,
    words,
)
from logbog import report as of_one_log
from logbog.blocks import Block, Card, Facts, Heading, Report, Row, Shown, Table, Told
from logbog.casenote import Author, NoteKind
from logbog.casework import Casework, Hand
from logbog.dossier import Dossier
from logbog.dossierreport import Options
from logbog.finding import Finding
from logbog.incident import Answer

W = words.load("da")
OMAR = Author(name="Omar Nissen", role="betjent", place="Østjyllands Politi")
PICTURE = exhibit(1, caption="Bilen")
HERS = written(
    at("11-01", "10:00", what="Ringede", starred=True, order_broken=Answer.YES),
    at("11-05", what="Brev", exhibits=(PICTURE,)),
    at("11-09", "20:00", what="Stod ved døren", kinds=("turning_up.home",)),
)
HIS = written(at("11-03", what="Kørte forbi"), at("11-09", "20:10", kinds=("turning_up.home",)), log="b")


def options(**said: Any) -> Options:
    return Options(made_at=MADE_AT, **said)


def made(of: Dossier, findings: dict[str, tuple[Finding, ...]] | None = None, **said: Any) -> Report:
    return dossierreport.of(of, W, options(**said), findings)


def texts(value: object) -> list[str]:
    """Every text anywhere in a tree."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, (tuple, list)):
        return [t for v in value for t in texts(v)]
    if dataclasses.is_dataclass(value):
        return [t for f in dataclasses.fields(value) for t in texts(getattr(value, f.name))]
    return []


def under(told: Report, anchor: str) -> list[Block]:
    """The blocks between a heading of level 2 and the next."""
    found: list[Block] = []
    inside = False
    for block in told.blocks:
        if isinstance(block, Heading) and block.level == 2:
            inside = block.anchor == anchor
        elif inside:
            found.append(block)
    return found


def table(told: Report, anchor: str = "table") -> tuple[Row, ...]:
    return next(b.rows for b in under(told, anchor) if isinstance(b, Table))


def front(told: Report) -> dict[str, str]:
    return dict(next(b.rows for b in told.blocks if isinstance(b, Facts)))


def links(told: Report) -> Iterator[Told]:
    rows = [row for b in told.blocks if isinstance(b, Table) for row in b.rows]
    yield from (t for row in rows for cell in row.cells for t in cell if t.link)


def handed_on(*hands: Hand) -> Casework:
    before = noted(note(NoteKind.MEETING, "11-06", about=(HERS[0].header.incident,), people="Borgeren", journal="J-1")).records
    for n, hand in enumerate(hands):
        before = (*before, casework.add(before, f"{900 + n:032x}", hand, moment(LATE), salts(f"hand{n}")))
    return casework.fold(before)


# The time line.


def test_case_notes_stand_between_the_incidents_and_are_marked_with_who_wrote_them() -> None:
    told = made(together(handed(HERS), handed(HIS), notes=handed_on()))
    rows = table(told)

    assert ["nB2", "nA3", "nN1", "nA2", "nB1", "nA1"] == [row.anchor for row in rows]
    assert ["", "", "note", "", "", ""] == [row.mark for row in rows]
    said = texts(rows[2])
    assert {"N1", "Sagsnotat", "Møde", "Berit, sagsbehandler", "Borgeren", "J-1", "fre 6. nov. 2026"} <= set(said)
    assert [("Hændelse A1", "nA1")] == [(t.text, t.link) for t in rows[2].cells[4]]


def test_one_log_keeps_its_plain_numbers() -> None:
    told = made(together(handed(HERS), notes=handed_on()))

    assert ["n3", "nN1", "n2", "n1"] == [row.anchor for row in table(told)]
    assert ["Bilag 1: Bilen"] == [b.title for b in under(told, "exhibits") if isinstance(b, Shown)]
    assert ["Hændelse 1"] == [t.text for t in table(told)[1].cells[4]]


def test_every_link_leads_somewhere() -> None:
    notes = noted(note(NoteKind.OTHER, "11-06", about=(HERS[0].header.incident, "f" * 32)))
    told = made(together(handed(corrected(HERS, 1, at("11-01", "11:00")), earlier=True), handed(HIS), notes=notes))
    anchors = {row.anchor for b in told.blocks if isinstance(b, Table) for row in b.rows}
    anchors |= {b.anchor for b in told.blocks if isinstance(b, Shown)}

    assert len(list(links(told))) > 4
    assert {t.link for t in links(told)} <= anchors


def test_the_notes_that_were_taken_back_are_listed_and_not_told() -> None:
    before = handed_on().records
    gone = casework.withdraw(before, f"{0:032x}", "Forkert sag", MADE_AT, salts("gone"))
    told = made(together(handed(withdrawn(HERS, 2)), notes=casework.fold((*before, gone))))

    rows = table(told, "withdrawn")
    assert [("2", "fejl"), ("N1", "Forkert sag")] == [(row.cells[0][0].text, row.cells[3][0].text) for row in rows]
    assert "nN1" not in [row.anchor for row in table(told)]
    assert not [t for t in texts(told) if "Talt om det." in t]


def test_corrections_stand_side_by_side_with_their_days_and_only_what_differs() -> None:
    later = corrected(
        HERS, 1, at("11-01", "11:00", what="Ringede", starred=True, order_broken=Answer.YES), logged="2026-11-20T23:00"
    )
    before = handed_on().records
    better = note(NoteKind.MEETING, "11-06", about=(HERS[0].header.incident,), people="Borgeren", journal="J-2")
    notes = casework.fold((*before, casework.correct(before, f"{0:032x}", better, MADE_AT, salts("better"))))
    told = made(together(handed(later, earlier=True), notes=notes))
    first, second = table(told, "earlier")

    assert ["1", "Skrevet 20. nov. 2026 kl. 22.00", "Skrevet 20. nov. 2026 kl. 23.00"] == [c[0].text for c in first.cells]
    assert [["1. november 2026 kl. 10.00"], ["1. november 2026 kl. 11.00"]] == [[t.text for t in c[1:]] for c in first.cells[1:]]
    assert [["J-1"], ["J-2"]] == [[t.text for t in c[1:]] for c in second.cells[1:]]
    assert not under(made(together(handed(later, earlier=True), notes=notes), earlier=False), "earlier")


def test_an_earlier_version_that_did_not_come_along_is_said_to_be_so() -> None:
    later = corrected(HERS, 1, at("11-01", "11:00"))
    (row,) = table(made(together(handed(later))), "earlier")

    assert "Denne udgave er ikke delt." == row.cells[1][1].text


# Where it comes from.


def test_each_log_has_its_writer_its_figures_its_check_and_its_seal() -> None:
    a, b = handed(HERS, [1, 2]), handed(HIS)
    of = dossier.of([dossier.Source("A", a, "borgeren"), dossier.Source("B", b)])
    broken = Finding(code="altered_text", number=1, record=1)
    told = made(of, {"A": verify.findings(a), "B": (broken,)})
    rows = table(told, "sources")

    assert ["sA", "sB"] == [row.anchor for row in rows]
    assert {"borgeren", "2 hændelser", "1 udeladt af den, der har skrevet loggen", a.log.seal} <= set(texts(rows[0]))
    assert "Uændret. Bilagene er ikke med og er ikke kontrolleret" in texts(rows[0])
    assert {"Ingen oplyst", "ÆNDRET", b.log.seal} <= set(texts(rows[1]))
    cards = [c for c in under(told, "checked") if isinstance(c, Card)]
    assert ["A, borgeren: Uændret. Bilagene er ikke med og er ikke kontrolleret", "Log B: ÆNDRET"] == [c.title for c in cards]
    assert (verify.say(W, broken), "strong") == (cards[1].told[0].text, cards[1].told[0].style)


def test_what_was_not_checked_is_never_called_unchanged() -> None:
    told = made(together(handed(HERS)))

    assert ["Log A: Ikke kontrolleret"] == [c.title for c in under(told, "checked") if isinstance(c, Card)]
    assert not [t for t in texts(under(told, "sources")) if "Uændret" in t]


def test_the_notes_and_hands_have_a_check_of_their_own() -> None:
    told = made(together(handed(HERS), notes=handed_on()), {"": ()})
    altered = made(
        together(handed(HERS), notes=handed_on()), {"": (Finding(code="altered_note", number=1, record=1, casework=True),)}
    )

    assert "Sagsnotater og led: Uændret" in texts(under(told, "checked"))
    assert "Sagsnotater og led: ÆNDRET" in texts(under(altered, "checked"))


def test_the_hands_are_told_in_their_order_with_their_seals() -> None:
    notes = handed_on(Hand(author=BERIT, to="Politiet", text="Ring først."), Hand(author=OMAR))
    rows = table(made(together(handed(HERS), notes=notes)), "hands")

    assert ["1", "2"] == [row.cells[0][0].text for row in rows]
    assert {"Berit, sagsbehandler", "Politiet", "Ring først.", notes.hands[0].seal} <= set(texts(rows[0]))
    assert {"Omar Nissen, betjent, Østjyllands Politi", notes.hands[1].seal} <= set(texts(rows[1]))
    assert ["Sagen er ikke givet videre før."] == texts(under(made(together(handed(HERS))), "hands"))


def test_two_files_of_one_log_that_do_not_agree_are_told() -> None:
    other = (*HERS[:2], *written(at("11-01"), at("11-05"), at("11-09", what="Noget andet"))[2:])
    of = together(handed(HERS), handed(other))

    assert dossier.say(W, of.same_logs[0]) in texts(under(made(of), "sources"))


# What is seen in it.


def test_the_front_page_says_whose_case_it_is_and_counts() -> None:
    notes = noted(note(NoteKind.MEETING, "11-06", follow_up=datetime.date(2026, 12, 3), follow_up_what="Ring"))
    of = dossier.of([dossier.Source("A", handed(HERS), "borgeren"), dossier.Source("B", handed(HIS), "naboen")], notes)
    facts = front(made(of, author=OMAR, about="Sag 12", seal="ABCD"))

    assert {
        "Sag": "Sag 12",
        "Lavet af": "Omar Nissen, betjent, Østjyllands Politi",
        "Periode": "1. november 2026 til 9. november 2026",
        "Logge": "A, borgeren: 3 hændelser\nB, naboen: 2 hændelser",
        "Hændelser": "5 hændelser",
        "Sagsnotater": "1",
        "Aftalt opfølgning": "3. dec. 2026: Ring (N1)",
        "Forsegling": "ABCD",
    }.items() <= facts.items()


def test_all_eight_steps_are_there_with_what_is_told_and_what_is_to_ask() -> None:
    cards = [c for c in under(made(together(handed(HERS), handed(HIS))), "questions") if isinstance(c, Card)]

    assert 8 == len(cards)
    assert all(c.told for c in cards)
    assert {"", "At spørge om"} == {t.label for c in cards for t in c.told}
    assert all(t.text.endswith(("?", ".")) for c in cards for t in c.told)


def test_what_is_alike_in_two_logs_is_pointed_out() -> None:
    rows = table(made(together(handed(HERS), handed(HIS))), "pointed")

    assert ["A3", "B2"] == [t.text for t in rows[0].cells[0]]
    assert not under(made(together(handed(written(at("11-01"))))), "pointed")


@pytest.mark.parametrize("word", ["risiko", "risk", "farlig", "dangerous"])
def test_no_risk_is_worked_out(word: str) -> None:
    for lang in words.LANGUAGES:
        told = dossierreport.of(together(handed(HERS), handed(HIS), notes=handed_on()), words.load(lang), options())
        said = [t for t in texts(told.blocks) if word in t.lower()]
        assert all("ikke" in t or "not" in t for t in said)


# The exhibits.


def invented(lang: str = "da") -> Dossier:
    """The two invented logs as they come in their case files, with exhibits."""
    hers, theirs = packed(log(200, lang)), packed(demo_neighbour.log(200, today=TODAY, lang=lang))
    return dossier.of([dossier.Source("A", casefile.read(hers)), dossier.Source("B", casefile.read(theirs))])


def test_an_exhibit_says_in_which_original_it_lies() -> None:
    told = {b.title: b for b in under(made(invented()), "exhibits") if isinstance(b, Shown)}

    assert ("Ligger i", "log B, bilag/001-billede.jpg") in told["Bilag B1"].facts
    assert "Billedet er ikke vist her. Det ligger i log B, bilag/001-billede.jpg." == told["Bilag B1"].instead
    alone = [b for b in under(made(together(handed(HERS))), "exhibits") if isinstance(b, Shown)]
    assert "Filen er ikke med i log A." == alone[0].instead


def test_pictures_are_shown_as_far_as_there_is_room_the_typical_examples_first() -> None:
    of = invented()
    whole = dossierreport.pictures(of)
    starred = {(e.history.source, e.history.id) for e in of.timeline.starred}
    first = [n for n in of.exhibits if (n.source, n.incident) in starred and n.exhibit.type == "image/jpeg"]
    few = dossierreport.pictures(of, sum(casefile.leaving(n.exhibit)[1] for n in first))

    assert {dossierreport.picture_key(n) for n in of.exhibits if n.exhibit.type == "image/jpeg"} == set(whole)
    assert {dossierreport.picture_key(n) for n in first} == set(few)
    assert {} == dossierreport.pictures(of, 0)
    keys = {b.exhibit for b in made(of).blocks if isinstance(b, Shown)}
    assert set(whole) <= keys


def test_a_picture_that_was_altered_is_never_shown() -> None:
    content = bytearray(packed(log(200)))
    of = together(casefile.read(bytes(content)))
    numbered = next(n for n in of.exhibits if n.exhibit.type == "image/jpeg")
    original = log(200).contents[casefile.leaving(numbered.exhibit)[0]]
    place = content.index(original)
    content[place + 100] ^= 1

    assert dossierreport.picture_key(numbered) in dossierreport.pictures(of)
    assert dossierreport.picture_key(numbered) not in dossierreport.pictures(together(casefile.read(bytes(content))))


# The sheets.


def test_the_sheets_hold_incidents_notes_logs_hands_exhibits_and_counts() -> None:
    notes = handed_on(Hand(author=OMAR, to="Kommunen"))
    told = made(together(handed(HERS), handed(HIS), notes=notes), {"A": ()})

    assert ["Hændelser", "Sagsnotater", "Logge", "Led", "Bilag", "Antal"] == [s.name for s in told.sheets]
    for sheet in told.sheets:
        assert {len(sheet.fields)} >= {len(row) for row in sheet.rows}
    incidents, own, logs, hands, exhibits, _ = told.sheets
    assert [("B2", "Log B"), ("A3", "Log A")] == [row[:2] for row in incidents.rows[:2]]
    assert [("N1", datetime.date(2026, 11, 6), None, "Møde")] == [row[:4] for row in own.rows]
    assert "A1" == own.rows[0][[f.title for f in own.fields].index("Om hændelse")]
    assert [("A", "", 3), ("B", "", 2)] == [row[:3] for row in logs.rows]
    assert [(1, "Omar Nissen", "Kommunen")] == [(row[0], row[2], row[5]) for row in hands.rows]
    assert [("A1", "A2")] == [row[:2] for row in exhibits.rows]
    assert render_csv.render(told).startswith("\ufeffNr.;Log;Dato".encode())


# All of it.


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_it_is_made_in_each_language_and_no_field_is_left_open(lang: str) -> None:
    w = words.load(lang)
    of = dataclasses.replace(invented(lang), casework=handed_on(Hand(author=OMAR)))
    told = dossierreport.of(of, w, options(author=OMAR, about="Sag", seal="AB"), {"A": (), "": ()})
    fields = dataclasses.replace(told, texts=of_one_log.texts(words.load("da")))

    assert lang == told.lang
    assert not [t for t in texts(fields.blocks) + [s for sheet in told.sheets for s in texts(sheet)] if "{" in t]


def test_headings_never_skip_a_level_and_anchors_are_there_once() -> None:
    told = made(invented(), {"A": ()}, seal="AB")
    levels = [b.level for b in told.blocks if isinstance(b, Heading)]
    anchors = [b.anchor for b in told.blocks if isinstance(b, (Heading, Shown)) and b.anchor]
    anchors += [row.anchor for b in told.blocks if isinstance(b, Table) for row in b.rows if row.anchor]

    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert len(set(anchors)) == len(anchors)


def test_nothing_at_all_makes_a_report_all_the_same() -> None:
    told = made(dossier.of([]))

    assert "Der er ingen hændelser i rapporten." in texts(told)
    assert render_pdf.render(told, {}).startswith(b"%PDF-")


def test_what_is_handed_on_is_the_report_in_its_forms_and_the_dates() -> None:
    dated = noted(note(NoteKind.OTHER, "11-06", follow_up=datetime.date(2026, 12, 3)))
    of = together(handed(HERS), notes=dated)
    files = {f.name: f.content for f in handover.made(of, W, options(author=BERIT))}
    bare = together(handed(HERS))
    without = [f.name for f in handover.made(bare, W, options())]

    assert ["rapport.pdf", "rapport.html", "tidslinje.xlsx", "resume.pdf", "opfoelgning.ics"] == list(files)
    assert tuple(files) == handover.names(of)
    assert tuple(without) == handover.names(bare) == handover.names(of)[:-1]
    assert files["rapport.html"] == render_html.render(made(of, author=BERIT), {})
    assert files["opfoelgning.ics"].startswith(b"BEGIN:VCALENDAR\r\n")
