"""The screens that read and write: everything a person typed is shown as text, and every control has a name."""

import dataclasses
import datetime
import re
from html.parser import HTMLParser

import pytest

from logbog import disclose, forms, history, ledger, words
from logbog.errors import FieldError
from logbog.incident import Exhibit, Incident, Report, Sender, Witness
from logbog.timeline import Filter, of
from logbog.when import Certainty, When
from logbog_web.screens import form, incident, listing, telling
from logbog_web.screens.form import Draft
from logbog_web.screens.listing import ListView

EVIL = '<script>alert("x")</script><img src=x onerror=alert(1)>\'"&'
NOW = datetime.datetime(2026, 11, 21, 14, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
ID = "a" * 32
HOSTILE = Incident(
    when=When(date=NOW.date(), time=datetime.time(14, 30), time_is=Certainty.APPROXIMATE),
    kinds=("gifts.flowers", "digital"),
    senders=(Sender(name=EVIL),),
    witnesses=(Witness(name=EVIL, reach=EVIL),),
    reports=(Report(journal=EVIL, name=EVIL),),
    exhibits=(Exhibit(id="b" * 32, sha256="c" * 64, size=9, name=EVIL, caption=EVIL),),
    starred=True,
    **dict.fromkeys(Incident.TEXTS, EVIL),
)


class Page(HTMLParser):
    """What a browser would make of the HTML: tags with their attributes, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.said += data


def pages(language: str) -> dict[str, str]:
    w = words.load(language)
    record = ledger.add((), ID, HOSTILE, NOW, (b"1" * 16, b"2" * 16))
    corrected = ledger.correct((record,), ID, dataclasses.replace(HOSTILE, what="nu"), NOW, (b"3" * 16, b"4" * 16))
    histories = history.fold((record, corrected))
    view = ListView(
        whole=of(histories),
        asked=Filter(text=EVIL[:7]),
        today=NOW.date(),
        drafts=(("d" * 32, EVIL),),
        quick=("gifts",),
        set_aside=((ID, EVIL),),
    )
    draft = Draft(
        row="d" * 32,
        fields=forms.to_form(HOSTILE),
        exhibits=[{"id": "b" * 32, "sha256": "c" * 64, "size": 9, "name": EVIL, "has_place": True, "taken": "2026-11-19T16:02"}],
    )
    errors = (FieldError("date", "required"), FieldError("report-0-date", "future"))
    return {
        "list": listing.page(w, dataclasses.replace(view, asked=Filter())),
        "found": listing.page(w, view),
        "form": form.page(w, draft, errors),
        "incident": incident.page(w, histories[0], may_write=True),
        "withdraw": incident.ask_withdraw(w, histories[0]),
        "erase": incident.ask_erase(w, histories[0], wrong=True),
        "quick": listing.quick_ask(w, "gifts", NOW),
        "telling": telling.facts(w, HOSTILE, private=True),
    }


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_no_text_of_a_person_becomes_markup(language: str) -> None:
    for name, html in pages(language).items():
        page = Page(html)

        assert "script" not in {tag for tag, _ in page.tags}, name
        assert not any(key.startswith("on") or key == "style" for _, attributes in page.tags for key in attributes), name


def test_the_texts_are_shown_as_they_were_written() -> None:
    assert EVIL in Page(pages("da")["telling"]).said


def test_every_control_has_a_name_that_is_said() -> None:
    for name, html in pages("da").items():
        page = Page(html)
        labelled = {a["for"] for tag, a in page.tags if tag == "label" and a.get("for")}
        wrapped = set(
            re.findall(r"<label class=\"(?:chip|choice)\"><input type=\"\w+\"(?: id=\"[^\"]*\")? name=\"([^\"]*)\"", html)
        )
        for tag, attributes in page.tags:
            if tag in ("input", "select", "textarea"):
                named = attributes.get("id") in labelled or attributes.get("name") in wrapped or "aria-label" in attributes
                assert named, (name, attributes)


def test_what_describes_a_control_is_on_the_page_and_no_id_is_there_twice() -> None:
    for name, html in pages("da").items():
        attributes = [a for _, a in Page(html).tags]
        ids = [a["id"] for a in attributes if "id" in a]
        described = {i for a in attributes for i in (a.get("aria-describedby") or "").split()}

        assert len(ids) == len(set(ids)), name
        assert described <= set(ids), name


def test_the_form_leads_from_each_error_to_its_field() -> None:
    links = [a["data-id"] for tag, a in Page(pages("da")["form"]).tags if tag == "a"]

    assert ["date", "report-0-date"] == links


def test_the_private_note_is_told_only_where_it_is_asked_for() -> None:
    w = words.load("da")
    noted = dataclasses.replace(HOSTILE, note="en hemmelig note")

    assert "en hemmelig note" in telling.facts(w, noted, private=True)
    assert "en hemmelig note" not in telling.facts(w, noted, private=False)


def test_a_list_without_incidents_says_what_to_do_first() -> None:
    page = listing.page(words.load("da"), ListView(whole=of(()), asked=Filter(), today=NOW.date()))

    assert 'data-do="new"' in page
    assert "dato" in page


def test_an_erased_incident_shows_that_it_was_there_and_nothing_of_it() -> None:
    record = ledger.add((), ID, HOSTILE, NOW, (b"1" * 16, b"2" * 16))
    erased = history.fold(ledger.erase((record,), ID))[0]
    page = incident.page(words.load("da"), erased, may_write=True)

    assert "Nr. 1" in page or "nr. 1" in page
    assert "script" not in page
    assert (disclose.may_leave(erased), erased.now) == (False, None)
