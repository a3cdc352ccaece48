"""The summary is one sheet of paper, whatever the dossier holds, and says the same in figures, never as a score."""

import dataclasses
import datetime
import functools
import io
from typing import Any

import pytest
from invented import MADE_AT, at
from several import BERIT, handed, name, note, noted, together, written

from logbog import dossier, render_pdf, summary, words
from logbog.blocks import Facts, Note, Report
from logbog.casenote import Author, NoteKind
from logbog.casework import EMPTY, Casework
from logbog.dossier import Dossier
from logbog.finding import Finding
from logbog.incident import Answer, Authority, Incident, Response, Sender
from logbog.incident import Report as ToldTo

W = words.load("da")
LONG = "Enlangtnavnsomaldrigharetmellemrum" * 12
MANY = 1000


def made(of: Dossier, lang: str = "da", author: Author | None = BERIT, **said: Any) -> Report:
    findings = said.pop("findings", {s.letter: () for s in of.sources})
    return summary.of(of, words.load(lang), MADE_AT, author, findings, **said)


def facts(told: Report) -> dict[str, str]:
    return dict(next(b.rows for b in told.blocks if isinstance(b, Facts)))


def sheets(told: Report) -> int:
    """How many sheets another program counts; where it can't run, how many we do."""
    try:
        import pikepdf
    except ImportError:
        return render_pdf.sheets(told)
    with pikepdf.open(io.BytesIO(render_pdf.render(told, {}))) as read:
        return len(read.pages)


def heavy(n: int, letter: str, texts: str = "") -> Incident:
    """One of very many: all that is grave, with long texts where they are asked for."""
    what = texts or f"Det skete igen, nummer {n}."
    day = datetime.date(2026, 1, 1) + datetime.timedelta(days=n % 320)
    return at(
        day.isoformat(),
        f"{n % 24:02}:{n % 60:02}",
        kinds=(
            "violence.weapon",
            "violence.hit",
            "vandalism_threats.threat_life",
            "digital",
            "gifts",
            "surveillance.gps",
            "turning_up",
        ),
        what=what,
        senders=(Sender(name=texts or "N. N."),),
        response=(Response.SAID_STOP, Response.ANSWERED),
        reports=(ToldTo(to=Authority.POLICE, journal=f"4200-{letter}-{n}", name=texts[:200]),),
        order=Answer.YES,
        order_broken=Answer.YES,
        order_which=texts or f"Tilhold {n % 7}",
        children=Answer.YES,
        starred=n % 50 == 0,
    )


@functools.cache
def large(texts: str = "") -> Dossier:
    """Three logs of a thousand incidents together, and sixty case notes."""
    share = (MANY // 2, MANY // 4, MANY // 4)
    logs = [handed(written(*(heavy(i, x, texts) for i in range(n)), log=x)) for n, x in zip(share, "abc", strict=True)]
    labels = [texts or label for label in ("borgeren", "naboen", "moderen")]
    return dossier.of([dossier.Source(x, log, label) for x, log, label in zip("ABC", logs, labels, strict=True)], notes(texts))


def notes(texts: str = "") -> Casework:
    kinds = tuple(NoteKind)
    author = Author(name=texts or "Berit", role=texts or "sagsbehandler", place=texts)
    day = datetime.date(2026, 11, 22)
    return noted(
        *(
            note(
                kinds[n % len(kinds)],
                "11-10",
                author=author,
                journal=f"J-{n}{texts}",
                follow_up=day + datetime.timedelta(days=n),
                follow_up_what=texts or "Ring",
                about=(name("a", n + 1),),
            )
            for n in range(60)
        )
    )


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("texts", ["", LONG, "mange korte ord " * 60], ids=["plain", "one-long-word", "many-words"])
def test_a_large_dossier_fits_on_one_sheet(lang: str, texts: str) -> None:
    author = Author(name=texts or "Ida Holm", role=texts or "rådgiver", place=texts)
    told = made(large(texts), lang, author, title=texts, about=texts)

    assert 1 == sheets(told) == render_pdf.sheets(told)


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_a_tiny_dossier_and_an_empty_one_fit_too(lang: str) -> None:
    assert 1 == sheets(made(together(handed(written(at(None)))), lang))
    assert 1 == sheets(made(dossier.of([]), lang, author=None))


def test_as_many_logs_as_there_are_letters_fit() -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    of = dossier.of([dossier.Source(x, handed(written(at("11-01"), log=f"{n % 16:x}")), LONG) for n, x in enumerate(letters)])
    assert 1 == sheets(made(of))


def test_many_altered_logs_are_all_named_on_the_sheet() -> None:
    of = large(LONG)
    broken = (Finding(code="altered_start"),)
    told = made(of, findings={"A": (), "B": broken, "C": broken, "": broken})
    warning = next(b for b in told.blocks if isinstance(b, Note))

    assert "Log B, Log C og sagsnotaterne" in warning.text
    assert 1 == sheets(told)
    assert 1 == len([b for b in made(of).blocks if isinstance(b, Note)])


def test_the_figures_are_there_with_their_numbers() -> None:
    hers = written(
        at("11-01", kinds=("violence.weapon",), what="Et slag", starred=True, reports=(ToldTo(journal="4200-1"),)),
        at("11-02", kinds=("vandalism_threats.threat_life",), order=Answer.YES, order_broken=Answer.YES),
        at("11-03", kinds=("violence",)),
    )
    his = written(at("11-04", kinds=("violence.weapon", "violence.hit")), log="b")
    own = noted(
        note(NoteKind.POLICE, "11-05", journal="4200-2"),
        note(NoteKind.MEETING, "11-06", follow_up=datetime.date(2026, 12, 3), follow_up_what="Ring"),
        note(NoteKind.MEETING, "11-06", follow_up=datetime.date(2026, 11, 7)),
    )
    of = dossier.of([dossier.Source("A", handed(hers), "borgeren"), dossier.Source("B", handed(his), "naboen")], own)
    told = facts(made(of, about="Sag 12"))

    assert "Sag 12" == told["Sag"]
    assert "21. november 2026 kl. 09.30 af Berit, sagsbehandler" == told["Lavet"]
    assert "A, borgeren: 3 hændelser. Uændret" in told["Logge og kontrol"]
    assert f"Forsegling {of.source_of('B').case.log.seal}" in told["Logge og kontrol"]
    assert [
        "Våben eller genstand: 2 (B1, A1)",
        "Slag eller spark: 1 (B1)",
        "Vold: 1 (A3)",
        "Trussel på livet: 1 (A2)",
        "Tilhold eller anden afgørelse overtrådt: 1 (A2)",
    ] == told["Vold, trusler og brud på tilhold, som det er fortalt"].split("\n")
    assert (
        "Anmeldelse til politiet, 5. nov. 2026, j.nr. 4200-2 (N1)\nPolitiet, j.nr. 4200-1 (hændelse A1)"
        == told["Hvad myndigheder ved"]
    )
    assert "– A1, 1. november 2026, tid ukendt: Et slag" == told["Typiske eksempler"]
    assert "3. dec. 2026: Ring (N2)" == told["Næste datoer"]
    assert "3" == told["Sagsnotater"]


def test_what_is_still_to_ask_begins_with_safety() -> None:
    of = together(handed(written(at("11-01", kinds=("violence.weapon",)), at("11-02"))))
    asked = facts(made(of))["Stadig at spørge om"].split("\n")

    assert asked[0].startswith("– ")
    assert "våben" in asked[0].lower()
    assert asked[-1].startswith("og ")


def test_what_is_left_out_is_counted() -> None:
    told = facts(made(large()))

    assert told["Typiske eksempler"].split("\n")[-1].startswith("og ")
    assert told["Hvad myndigheder ved"].split("\n")[-1].startswith("og ")
    shown = [line for line in told["Hvad myndigheder ved"].split("\n") if not line.startswith("og ")]
    more = int(told["Hvad myndigheder ved"].split("\n")[-1].split()[1].replace(".", ""))
    assert MANY + 60 == len(shown) + more


def test_nothing_grave_and_nothing_told_is_said_to_be_so() -> None:
    told = facts(made(together(handed(written(at("11-01"))))))

    assert "Ingen oplyst" == told["Vold, trusler og brud på tilhold, som det er fortalt"] == told["Hvad myndigheder ved"]
    assert "Næste datoer" not in told


def test_what_was_not_checked_is_said_to_be_so() -> None:
    told = summary.of(together(handed(written(at("11-01")))), W, MADE_AT)
    assert "Ikke kontrolleret" in facts(told)["Logge og kontrol"]


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [
        ("kort", 10, "kort"),
        ("et to tre fire", 10, "et to tre…"),
        ("uafbrudtelangt", 6, "uafbr…"),
        ("  flere\n linjer ", 20, "flere linjer"),
        ("", 5, ""),
    ],
)
def test_a_text_is_cut_between_words(text: str, most: int, cut: str) -> None:
    assert cut == summary.cut(text, most)
    assert len(summary.cut(text, most)) <= most


def test_no_word_of_it_weighs_anything() -> None:
    for lang in words.LANGUAGES:
        said = [text for fact in facts(made(large(), lang)).items() for text in fact]
        assert not [t for t in said if any(word in t.lower() for word in ("risik", "risk", "score", "alvorlig"))]


def test_it_holds_nothing_that_a_log_keeps_to_itself() -> None:
    of = together(handed(written(at("11-01", starred=True))))
    assert EMPTY == of.casework
    assert "HEMMELIG" not in str(dataclasses.astuple(made(of)))
