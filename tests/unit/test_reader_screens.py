"""What the caseworker sees: every text is shown as text, every row says who and when, and nothing is told by colour alone."""

import dataclasses
import datetime
import re

import evil
import pytest
from invented import MADE_AT, at, exhibit
from screen import EVIL, Screen, assert_is_sound
from several import corrected, erased, handed, more, note, noted, together, withdrawn, written

from logbog import casefile, compare, disclose, filesort, history, logfile, questions, words
from logbog.casefile import CaseFile
from logbog.casenote import NoteKind
from logbog.dossier import Dossier, Source
from logbog.incident import Answer, Authority, Incident, Report, Response, Sender, Witness
from logbog.timeline import Filter
from logbog.verify import Finding
from logbog_web.reader.screens import compare as compare_screen
from logbog_web.reader.screens import exhibit as exhibits
from logbog_web.reader.screens import gallery, incident, looking, patterns, rows, timeline
from logbog_web.reader.screens import questions as questions_screen
from logbog_web.reader.screens.exhibit import Found
from logbog_web.reader.screens.looking import EXHIBITS, PAGE, PATTERNS, Looking

DA = words.load("da")
TODAY = MADE_AT.date()
CORPUS = (EVIL, *evil.TEXTS)
HOSTILE = tuple(
    at(
        "11-10",
        "22:10",
        end_time=datetime.time(23, 40),
        count=37,
        kinds=("calls_messages.call", "digital"),
        starred=True,
        senders=(Sender(name=text),),
        witnesses=(Witness(name=text, reach=text),),
        reports=(Report(to=Authority.POLICE, journal=text, name=text, date=datetime.date(2026, 11, 12)),),
        response=(Response.SAID_STOP,),
        children=Answer.YES,
        order_broken=Answer.YES,
        exhibits=(exhibit(n + 1, name=text, caption=text, taken=text, type=text[:200]),),
        **{name: text for name in Incident.TEXTS if name != "note"},
    )
    for n, text in enumerate(CORPUS)
)


def looked(dossier: Dossier, **said: object) -> Looking:
    """The dossier as it is looked at, with what is worth a look."""
    return dataclasses.replace(looking.of(dossier, TODAY), pointed=compare.of(dossier), **said)


def hostile() -> Looking:
    """Two logs and a note that somebody hostile has written, with a correction and a withdrawal."""
    hers = written(*HOSTILE)
    for n, before in enumerate(HOSTILE, 1):
        hers = corrected(hers, n, dataclasses.replace(before, what=f"{EVIL} {before.what[:100]}", place=EVIL))
    hers = withdrawn(more(hers, HOSTILE[0]), len(HOSTILE) + 1)
    his = written(HOSTILE[0], log="b")
    mine = noted(
        note(
            NoteKind.POLICE,
            "11-11",
            **dict.fromkeys(("what", "people", "to", "journal", "follow_up_what"), EVIL),
            follow_up=datetime.date(2026, 11, 25),
        )
    )
    dossier = together(handed(hers, earlier=True), handed(his, log="b"), notes=mine)
    named = tuple(dataclasses.replace(s, label=EVIL) for s in dossier.sources)
    return looked(
        dataclasses.replace(dossier, sources=named),
        findings={"A": (Finding(code="altered_text", number=1, record=1), Finding(code="altered_exhibit", exhibit=1))},
    )


def screens(language: str, view: Looking) -> dict[str, str]:
    """Every screen that has its own heading."""
    w = words.load(language)
    asked = questions.of(view.dossier, TODAY)
    made = {
        "timeline": timeline.page(w, view),
        "patterns": timeline.page(w, dataclasses.replace(view, view=PATTERNS)),
        "exhibits": timeline.page(w, dataclasses.replace(view, view=EXHIBITS)),
        "nothing": timeline.page(w, view.asking(Filter(text="findes ikke"))),
        "found": timeline.page(w, view.asking(Filter(text=EVIL[:8], kinds=("digital",), starred=True, with_exhibits=True))),
        "notes": timeline.page(w, view.asking(Filter(), only_notes=True)),
        "questions": questions_screen.page(w, view, asked, "../"),
        "compare": compare_screen.page(w, view),
    }
    made |= {f"incident {h.label}": incident.page(w, view, h) for h in view.dossier.histories}
    return made


# No text acts.


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_screen_shows_texts_as_texts_and_names_its_controls(language: str) -> None:
    for name, html in screens(language, hostile()).items():
        screen = assert_is_sound(html)
        assert "iframe" not in {tag for tag, _ in screen.tags}, name
        assert not [a for a in screen.of("img") if a.get("src")], name


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_cards_and_what_stands_beside_an_exhibit_are_sound_too(language: str) -> None:
    w, view = words.load(language), hostile()
    order = [n for e in view.found.entries for n in view.exhibits.get(e.history.label, ())]
    parts = [questions_screen.card(w, view, questions.of(view.dossier, TODAY)), compare_screen.card(w, view)]
    for label, several in view.exhibits.items():
        for numbered in several:
            for found in ("", filesort.MARKUP, "image/png"):
                told = Found(numbered=numbered, of=label, file=EVIL, found=found, altered="altered")
                parts += [exhibits.said(w, view, told, order), f"<p>{html_of(exhibits.title(w, numbered))}</p>"]
    for part in parts:
        assert_is_sound(f"<h1>x</h1>{part}")


def html_of(text: str) -> str:
    """As the page sets it: as text."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def test_a_text_is_shown_as_it_was_written() -> None:
    alone = looked(together(handed(written(at("11-10", what=EVIL, words=EVIL)))))

    assert EVIL in Screen(incident.page(DA, alone, alone.dossier.histories[0])).said


def test_no_screen_tells_the_private_note() -> None:
    assert "HEMMELIG" not in "".join(screens("da", hostile()).values())


# The time line.


def row_of(html: str, label: str) -> Screen:
    found = re.search(rf'<tr [^>]*id="row-{label}">.*?</tr>', html, re.DOTALL)
    assert found
    return Screen(found[0])


STATION = at("11-19", "16:00", what="Stod ved stationen.", kinds=("turning_up.work",), starred=True)
PARKING = dataclasses.replace(STATION, what="Stod ved parkeringen.", exhibits=(exhibit(12), exhibit(13)))


def test_a_burst_is_one_row_with_its_time_and_its_count() -> None:
    burst = at("11-21", "22:10", end_time=datetime.time(23, 40), count=37, kinds=("calls_messages.missed_call",))
    screen = row_of(timeline.page(DA, looked(together(handed(written(burst))))), "1")

    assert "37 × Ubesvaret opkald" in screen.said
    assert "22.10–23.40" in screen.said


def test_a_correction_is_told_in_the_row_with_its_day_and_its_words() -> None:
    hers = corrected(written(PARKING), 1, dataclasses.replace(PARKING, what=STATION.what))
    screen = row_of(timeline.page(DA, looked(together(handed(hers, earlier=True)))), "1")

    assert "Rettet 20. nov. 2026: »parkeringen« ændret til »stationen«" in screen.said
    assert "Typisk eksempel" in screen.said


def test_what_was_written_later_and_who_was_there_is_told_in_the_row() -> None:
    late = at("11-17", witnesses=(Witness(name="N"),), children=Answer.YES, order_broken=Answer.YES, reports=(Report(),))
    screen = row_of(timeline.page(DA, looked(together(handed(written(late))))), "1")

    assert "1 vidne · børn til stede · tilhold overtrådt · fortalt til politiet · skrevet 3 dage efter" in screen.said


def test_several_logs_and_notes_say_of_each_row_who_tells_it_and_one_log_alone_does_not() -> None:
    alone = looked(together(handed(written(STATION))))
    mine = noted(note(NoteKind.POLICE, "11-18", journal="0000-1", follow_up=datetime.date(2026, 11, 25)))
    both = together(handed(written(STATION)), handed(written(at("11-18", "16:05"), log="b")), notes=mine)
    named = dataclasses.replace(both, sources=(both.sources[0], Source("B", both.sources[1].case, "en nabo")))
    html = timeline.page(DA, looked(named))

    assert 3 == len(Screen(timeline.page(DA, alone)).of("th")) - 1
    assert "Log A" in row_of(html, "A1").said
    assert "B, en nabo" in row_of(html, "B1").said
    written_by = row_of(html, "0" * 32).said
    assert "Sagsnotat: Anmeldelse til politiet" in written_by
    assert "Berit, sagsbehandler" in written_by
    assert "0000-1" in written_by
    assert "25. nov. 2026" in written_by
    assert ["row-A1", "row-B1", f"row-{'0' * 32}"] == [str(a["id"]) for a in Screen(html).of("tr") if "id" in a]


def test_a_table_keeps_being_a_table_for_those_who_listen_at_every_width() -> None:
    screen = Screen(timeline.page(DA, hostile()))
    roles = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}

    assert {} == {tag: a for tag, role in roles.items() for a in screen.of(tag) if a.get("role") != role}
    assert {"rowheader", "columnheader"} == {a["role"] for a in screen.of("th")}


def test_a_hundred_rows_are_drawn_at_a_time_and_none_is_lost() -> None:
    many = looked(together(handed(written(*(at("11-10", what=f"Nr. {n}") for n in range(250))))))
    first = Screen(timeline.page(DA, many))
    whole = dataclasses.replace(many, shown=3 * PAGE)

    assert PAGE == len([a for a in first.of("tr") if "id" in a])
    assert "De første 100 af 250 er vist." in first.said
    assert "see-more" in first.asks()
    assert timeline.drawn(DA, whole, 0) == "".join(
        timeline.drawn(DA, dataclasses.replace(many, shown=since + PAGE), since) for since in (0, PAGE, 2 * PAGE)
    )
    assert "" == timeline.more(DA, whole)


def test_the_count_says_how_many_of_how_many() -> None:
    mine = noted(note(NoteKind.MEETING, "11-18"))
    view = looked(together(handed(written(PARKING, at("11-01"))), notes=mine))

    assert "2 hændelser og 1 sagsnotat" == timeline.found(DA, view)
    assert "1 af 2 hændelser" == timeline.found(DA, view.asking(Filter(kinds=("turning_up",))))
    assert "1 sagsnotat" == timeline.found(DA, view.asking(Filter(), only_notes=True))
    assert "2 bilag" == timeline.found(DA, dataclasses.replace(view, view=EXHIBITS))


def test_the_chips_say_what_there_is_and_which_are_chosen() -> None:
    mine = noted(note(NoteKind.MEETING, "11-18"))
    view = looked(together(handed(written(PARKING)), handed(written(at("11-01"), log="b")), notes=mine))
    screen = Screen(timeline.page(DA, view.asking(Filter(kinds=("turning_up",), sources=("A",)))))
    boxes = [(a["name"], a["value"]) for a in screen.of("input") if a.get("type") == "checkbox"]
    chosen = [a["value"] for a in screen.of("input") if "checked" in a]

    assert boxes == [
        ("kinds", "turning_up"),
        ("kinds", "other"),
        ("with_exhibits", "yes"),
        ("starred", "yes"),
        ("only_notes", "yes"),
        ("sources", "A"),
        ("sources", "B"),
    ]
    assert ["turning_up", "A"] == chosen
    assert ["false"] == [a["aria-pressed"] for a in screen.of("button") if a.get("id") == "r-all"]


def test_what_is_no_part_of_the_time_line_is_named_under_it() -> None:
    hers = withdrawn(written(STATION, at("11-01"), at("11-02")), 2)
    view = looked(together(handed(hers, [1])))
    screen = Screen(timeline.page(DA, view))

    assert "2 hændelser er ikke med i tidslinjen" in screen.said
    assert "er trukket tilbage 21. nov. 2026: fejl" in screen.said
    assert "1 udeladt af den, der har skrevet loggen" in screen.said


def test_a_log_without_incidents_says_so_and_what_is_not_here() -> None:
    for view in (looked(together(handed(()))), looked(together(handed(written(STATION), [])))):
        screen = assert_is_sound(timeline.page(DA, view))

        assert "Der er ingen hændelser at vise." in screen.said
        assert [] == screen.of("form")
    assert "1 udeladt" in screen.said


def test_a_question_is_asked_again_of_what_is_opened_later_but_for_logs_that_are_closed() -> None:
    two = looked(together(handed(written(STATION)), handed(written(at("11-01"), log="b"))))
    asked = two.asking(Filter(kinds=("turning_up",), sources=("A", "B")))

    assert Filter(kinds=("turning_up",), sources=("A",)) == looking.of(together(handed(written(STATION))), TODAY, asked).asked


def test_a_long_text_is_cut_after_a_word() -> None:
    assert "a b" == rows.short(" a\n b ")
    assert "hund hund …" == rows.short("hund " * 100, 12)
    assert rows.short("x" * 20_000).endswith(" …")


def test_a_search_marks_its_words_and_tells_in_which_field_they_stand() -> None:
    far = at("11-10", what=f"{'ord ' * 200}BILEN holdt der", senders=(Sender(name="Bilen <b>"),), place="By")
    view = looked(together(handed(written(far)))).asking(Filter(text="bilen"))
    html = timeline.page(DA, view)

    assert "<mark>BILEN</mark> holdt der" in html
    assert "Afsender: <mark>Bilen</mark> &lt;b&gt;" in html
    assert "Sted:" not in html


@pytest.mark.parametrize("wanted", ["<script>", "&", ".*", "(", "&lt;", "a&"])
def test_a_search_for_signs_finds_them_as_they_are_and_never_makes_markup(wanted: str) -> None:
    text = "<script>a&lt; .* ( &"
    screen = Screen(rows.excerpt(text, [wanted]))

    assert text == screen.said
    assert {"mark"} == {tag for tag, _ in screen.tags}


# One incident.


def test_an_incident_tells_all_it_says_in_words_that_do_not_speak_to_the_person_exposed() -> None:
    told = at("11-19", "16:00", what="Hvad", words="Ord", effect="Sov ikke", response_text="Gik", place="Her", order=Answer.NO)
    view = looked(together(handed(written(told))))
    said = Screen(incident.page(DA, view, view.dossier.histories[0])).said

    for text in ("Hvad", "Ord", "Sov ikke", "Gik", "Her", "ikke i kraft", "Hændelse 1"):
        assert text in said
    assert not re.search(r"\bdu\b|\bdig\b", said)


def test_corrections_stand_side_by_side_and_the_change_is_named() -> None:
    hers = corrected(written(PARKING), 1, dataclasses.replace(STATION, place="Stationen"))
    view = looked(together(handed(hers, earlier=True)))
    screen = Screen(incident.page(DA, view, view.dossier.histories[0]))

    assert ["parkeringen", "stationen"] == [
        re.search(rf"<{tag}>(.*?)</{tag}>", incident.page(DA, view, view.dossier.histories[0]))[1]  # type: ignore[index]
        for tag in ("del", "ins")
    ]
    for text in ("Hvad skete der ændret", "Sted tilføjet", "Bilag taget ud", "Før, skrevet", "Efter, skrevet"):
        assert text in screen.said


def test_an_earlier_version_that_did_not_come_along_is_said_to_be_away() -> None:
    view = looked(together(handed(corrected(written(PARKING), 1, STATION))))

    assert "ikke taget med" in Screen(incident.page(DA, view, view.dossier.histories[0])).said


def test_an_incident_that_was_taken_back_says_when_and_why() -> None:
    view = looked(together(handed(withdrawn(written(STATION), 1))))
    screen = Screen(incident.page(DA, view, view.dossier.histories[0]))

    assert "Trukket tilbage" in screen.said
    assert "fejl" in screen.said
    assert "fordi hændelsen er trukket tilbage" in screen.said


def test_an_incident_that_was_left_out_or_erased_says_which() -> None:
    view = looked(together(handed(erased(written(STATION, at("11-01")), 2), [])))
    left_out, gone = (Screen(incident.page(DA, view, h)).said for h in view.dossier.histories)

    assert "udeladt af den, der har skrevet loggen" in left_out
    assert "slettet for altid" in gone


def test_an_incident_without_its_text_says_so_and_what_the_check_found() -> None:
    whole = handed(written(STATION))
    line = whole.log.lines[0]
    assert line.shared
    altered = dataclasses.replace(line, shared=dataclasses.replace(line.shared, value={**line.shared.value, "what": "Andet"}))
    view = looked(
        together(CaseFile(dataclasses.replace(whole.log, lines=(altered,)))),
        findings={"A": (Finding(code="altered_text", number=1, record=1), Finding(code="altered_text", number=2, record=2))},
    )
    screen = Screen(incident.page(DA, view, view.dossier.histories[0]))

    assert "Teksten er ændret og vises derfor ikke." in screen.said
    assert "Hændelse 1: Teksten er ændret" in screen.said
    assert "Hændelse 2" not in screen.said


def test_an_incident_leads_to_the_newer_and_the_older_of_what_was_found() -> None:
    view = looked(together(handed(written(at("11-01"), at("11-02", what="Andet"), at("11-03")))))
    middle = Screen(incident.page(DA, view, view.dossier.histories[1]))
    only = Screen(incident.page(DA, view.asking(Filter(text="andet")), view.dossier.histories[1]))

    assert {"r-newer": "3", "r-older": "1"} == {
        str(a["id"]): a["data-id"] for a in middle.of("button") if a.get("id") in ("r-newer", "r-older")
    }
    assert "1 af 1" in only.said
    assert not [a for a in only.of("button") if a.get("id") in ("r-newer", "r-older")]


def test_an_incident_names_what_is_worth_a_look_about_it_with_the_other_one() -> None:
    same = at("11-19", "16:05", kinds=("turning_up.work",), what="Bilen holdt der.")
    view = looked(together(handed(written(STATION)), handed(written(same, log="b"))))
    screen = Screen(incident.page(DA, view, view.dossier.histories[0]))

    assert "Værd at se efter" in screen.said
    assert "Bilen holdt der." in screen.said
    assert "B1" in [a.get("data-id") for a in screen.of("button")]


# Exhibits.


def shown(found: str = "image/png", **said: object) -> tuple[Found, Screen]:
    view = looked(together(handed(written(PARKING))))
    numbered = view.exhibits["1"][0]
    told = Found(numbered=numbered, of="1", file="bilag/001-billede.jpg", found=found, **said)  # type: ignore[arg-type]
    return told, assert_is_sound(f"<h1>x</h1>{exhibits.said(DA, view, told, view.exhibits['1'])}")


def test_an_exhibit_that_is_what_was_noted_is_shown_without_a_warning() -> None:
    told, screen = shown()

    assert told.may_show
    assert "passer ikke" not in screen.said
    assert "Gem filen" in screen.said
    assert "bilag-1.png" == told.name


@pytest.mark.parametrize(
    ("found", "said", "expected"),
    [
        ("application/pdf", {}, "Loggen siger et billede, men filen er en PDF."),
        (filesort.MARKUP, {}, "Den bliver ikke vist her."),
        ("", {}, "men filen er noget andet."),
        ("image/png", {"altered": "altered"}, "Filen passer ikke til det, der blev noteret. Den er ændret"),
        ("image/png", {"altered": "swapped"}, "byttet om"),
        ("", {"there": False, "altered": "missing"}, "Filen mangler i sagspakken."),
        ("", {"there": False, "alone": True}, "Du har kun åbnet log.json."),
        ("image/png", {"checked": False}, "Kontrollen er ikke nået til filen endnu."),
    ],
)
def test_an_exhibit_that_does_not_fit_is_said_not_to(found: str, said: dict[str, object], expected: str) -> None:
    assert expected in shown(found, **said)[1].said


def test_what_could_run_or_is_not_known_is_only_offered_to_be_saved_under_a_name_that_runs_nothing() -> None:
    for found, name in ((filesort.MARKUP, "bilag-1.txt"), ("", "bilag-1.bin")):
        told, screen = shown(found)

        assert (False, name) == (told.may_show, told.name)
        assert "Gem alligevel" in screen.said
    assert "data-save" not in str(shown("", there=False)[1].tags)


def test_every_exhibit_leads_to_the_next_and_to_its_incident() -> None:
    _, screen = shown()

    assert ["r-viewer-after"] == [a["id"] for a in screen.of("button") if str(a.get("id")).startswith("r-viewer")]
    assert [("open", "1")] == [(a["data-do"], a["data-id"]) for a in screen.of("button") if "data-close" in a]


def test_the_gallery_follows_the_filter_and_asks_for_no_picture_before_it_is_seen() -> None:
    view = looked(together(handed(written(PARKING, at("11-01", exhibits=(exhibit(3),))))), view=EXHIBITS)

    assert 3 == len(Screen(gallery.page(DA, view)).of("img"))
    assert 2 == len(Screen(gallery.page(DA, view.asking(Filter(kinds=("turning_up",))))).of("img"))
    assert all(a.get("data-picture") and "src" not in a for a in Screen(gallery.page(DA, view)).of("img"))


# Patterns, questions, and what is worth a look.


def test_the_patterns_follow_the_filter_and_have_their_text_and_figures() -> None:
    view = looked(together(handed(written(STATION, at("11-01"), at("11-02")))))
    whole, part = (Screen(patterns.page(DA, v)) for v in (view, view.asking(Filter(kinds=("turning_up",)))))

    assert "3 hændelser fordelt på 3 dage" in whole.said
    assert "1 hændelse fordelt på 1 dag" in part.said
    assert "kun det, du har valgt" in part.said
    assert (3, 3) == (len(whole.of("figcaption")), len(whole.of("table")))


def test_the_card_asks_the_first_open_question_of_each_step_and_folds_what_is_answered() -> None:
    view = looked(together(handed(written(PARKING))))
    asked = questions.of(view.dossier, TODAY)
    screen = assert_is_sound(f"<h1>x</h1>{questions_screen.card(DA, view, asked)}")
    still = {q.step for q in asked if not q.answered}

    assert "Hvad mangler i loggen?" in screen.said
    assert "Der er ikke noteret en samtale om sikkerhed." in screen.said
    assert len(still) == len(screen.of("li")) - sum(1 for q in asked if q.answered) - sum(
        len(q.entries) for q in asked if q.answered
    )
    assert len(screen.of("details")) == 1


def test_each_of_the_eight_steps_leads_to_our_guidance_which_is_there() -> None:
    from rooms import ROOT

    view = looked(together(handed(written(PARKING))))
    html = questions_screen.page(DA, view, questions.of(view.dossier, TODAY), "../")
    links = [str(a["href"]) for a in Screen(html).of("a")]

    assert 8 == len(links) == len(Screen(html).of("h2"))
    for language in words.LANGUAGES:
        missing = [link for link in links if not (ROOT / "docs" / language / f"{link[3:].rstrip('/')}.md").is_file()]
        assert [] == missing
    assert all(a.get("rel") == "noopener noreferrer" and a.get("target") == "_blank" for a in Screen(html).of("a"))


def test_nothing_on_the_questions_page_weighs_or_scores() -> None:
    view = looked(together(handed(written(*HOSTILE))))
    said = Screen(questions_screen.page(DA, view, questions.of(view.dossier, TODAY), "../")).said

    assert not re.search(r"\d\s*%|risikoniveau|høj risiko|score|point\b", said)


def test_what_is_worth_a_look_lists_the_incidents_side_by_side() -> None:
    same = at("11-19", "16:05", kinds=("turning_up.work",), what="Bilen holdt der.")
    view = looked(together(handed(written(STATION)), handed(written(same, log="b"))))
    screen = assert_is_sound(compare_screen.page(DA, view))

    assert {"A1", "B1"} <= {a.get("data-id") for a in screen.of("button")}
    assert "Det er ikke et tegn på, at noget er forkert." in screen.said


def test_nothing_worth_a_look_gives_no_card_and_says_so_on_its_page() -> None:
    view = looked(together(handed(written(at("11-01")))))

    assert "" == compare_screen.card(DA, view)
    assert "Der er ikke fundet noget." in compare_screen.page(DA, view)


def test_a_log_of_texts_that_would_act_is_only_ever_read() -> None:
    demo = evil.log()
    histories = history.fold(demo.records)
    lines = disclose.lines(demo.records, [h.id for h in histories], earlier=True)
    places = casefile.places(disclose.numbered(history.fold(line.record for line in lines)))
    view = looked(together(CaseFile(logfile.of(lines, places, MADE_AT, "da"))))

    for language in words.LANGUAGES:
        for html in screens(language, view).values():
            assert_is_sound(html)
