"""The check as a screen: what is said of a file, and that nothing of a file becomes a part of the page."""

import html
import re
from html.parser import HTMLParser

import pytest
from cases import case, read
from evil import TEXTS

from logbog import casefile, verify, words
from logbog.errors import READ_CODES, CannotRead
from logbog.finding import ALTERATIONS, Finding
from logbog_web.reader.screens import check, files, frame
from logbog_web.reader.screens.check import ALTERED, CHECKING, STOPPED, UNCHANGED, Checked, CheckView, Sealed

W = words.load("da")
STATES = (UNCHANGED, ALTERED, CHECKING, STOPPED)
# Of what is given to the page but isn't one of the core's codes.
OWN_CODES = ("backup", "report", "empty", "no_passphrase", "too_much_work", "gone", "too_many", "second_dossier", "too_new")
# Codes of a seal, and of a backup that is restored in the app.
ELSEWHERE = ("bad_seal", "wrong_passphrase", "not_backup", "other_log", "parted_log")


def checked(state: str = UNCHANGED, findings: tuple[Finding, ...] = (), **more: object) -> Checked:
    opened = casefile.read(case())
    given = {"letter": "A", "called": "Log A", "name": "fil.zip", "state": state, "case": opened, "findings": findings}
    return Checked(**{**given, **more})  # type: ignore[arg-type]


def said(view: CheckView) -> str:
    """The words of the whole card."""
    return html.unescape(re.sub(r"<[^>]+>", " ", "".join(check.places(W, view).values())))


class Tags(HTMLParser):
    """The tags that a browser would see."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attributes}


def test_each_part_of_the_check_has_its_place_in_the_frame() -> None:
    page = frame.page(W)

    assert all(f'id="{place.removeprefix("#")}"' in page for place in check.places(W, CheckView()))


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_its_word_its_mark_and_its_sentence(state: str) -> None:
    findings = (Finding(code="altered_text", number=1, record=1),) if state == ALTERED else ()
    drawn = check.places(W, CheckView(files=[checked(state, findings)]))["#r-verdicts"]

    assert f'data-verdict="{state}"' in drawn
    assert W(f"reader.verdict.{state}") in drawn
    assert "<svg" in drawn
    assert "<p>" in drawn


@pytest.mark.parametrize("code", [*(code for code in READ_CODES if code not in ELSEWHERE), *OWN_CODES])
def test_every_reason_why_a_file_cant_be_opened_has_a_sentence(code: str) -> None:
    assert W(f"reader.refused.{code}") in said(CheckView(refused=[("fil.zip", code)]))


@pytest.mark.parametrize("code", ALTERATIONS)
def test_an_alteration_is_told_as_the_command_tells_it(code: str) -> None:
    finding = Finding(code=code, number=1, record=2, exhibit=3, other=4, file="x.pdf", n=5)

    assert verify.say(W, finding) in said(CheckView(files=[checked(ALTERED, (finding,))]))


def test_a_finding_leads_to_the_incident_that_it_concerns() -> None:
    opened = casefile.read(case())
    first = opened.histories[0]
    place = opened.log.exhibits[0]

    assert first.id == check.concerned(opened, Finding(code="altered_text", number=1, record=1))
    assert place.incident == check.concerned(opened, Finding(code="altered_exhibit", exhibit=place.number))
    assert opened.lines[3].header.incident == check.concerned(opened, Finding(code="altered_chain", record=4, n=5))
    assert "" == check.concerned(opened, Finding(code="extra_file", file="x"))
    linked = checked(ALTERED, (f := Finding(code="altered_text", number=1, record=1),), links={f: "A1"})
    assert 'data-do="open" data-id="A1"' in check.places(W, CheckView(files=[linked]))["#r-verdicts"]


def test_many_findings_are_folded_and_all_are_there() -> None:
    findings = tuple(Finding(code="altered_text", number=n, record=n) for n in range(1, 21))
    drawn = check.places(W, CheckView(files=[checked(ALTERED, findings)]))["#r-verdicts"]

    assert 20 == drawn.count('data-code="altered_text"')
    assert W.many("reader.more_findings", 14) in drawn


def test_a_seal_that_fits_no_log_of_several_is_told_by_itself_and_of_one_with_its_verdict() -> None:
    none = Sealed(code="0000-0000", fits=())
    alone, both = CheckView(files=[checked()], seals=[none]), CheckView(files=[checked(), checked()], seals=[none])
    broken = checked(ALTERED, (Finding(code="seal_broken", n=9),))

    assert "" == check.places(W, alone)["#r-sealed"]
    assert "0000-0000" in check.places(W, both)["#r-sealed"]
    assert W("reader.altered_seal") in said(CheckView(files=[broken]))
    assert W("reader.altered_seal_do") in said(CheckView(files=[broken]))


def test_what_is_said_aloud_waits_for_every_verdict() -> None:
    assert "" == check.aloud(W, CheckView(files=[checked(), checked(CHECKING)]))
    assert "Uændret" == check.aloud(W, CheckView(files=[checked()]))
    assert "Log A: Uændret. Log B: Ændret." == check.aloud(W, CheckView(files=[checked(), checked(ALTERED, called="Log B")]))


def test_a_code_is_found_in_a_sentence() -> None:
    code = read(case()).log.seal

    assert code == check.code_in(code.lower()).code
    assert code == check.code_in(f"Vil du gemme den her kode for mig? {code} Den hører til nogle noter.").code
    assert code == check.code_in(f"»{code}«, tak").code
    for wrong in ("", "ABCD", f"{code[:-1]}", "en-to-tre-fire-fem-seks-syv-otte"):
        with pytest.raises(CannotRead, match="bad_seal"):
            check.code_in(wrong)


@pytest.mark.parametrize("text", TEXTS)
def test_no_name_of_a_file_and_no_label_becomes_a_part_of_the_page(text: str) -> None:
    finding = Finding(code="extra_file", file=text)
    view = CheckView(
        files=[checked(ALTERED, (finding,), called=text, name=text), checked()],
        refused=[(text, "damaged")],
        waiting=[(text, "wrong")],
        same=[(text, False)],
        seal_typed=text,
        seal_error=text,
    )
    row = files.Row("A", text, text, read(case()).log.made_at, False)
    drawn = Tags("".join(check.places(W, view).values()) + files.card(W, [row]))

    assert set() == drawn.seen & {"script", "img", "iframe", "table", "style"}
    assert [] == [name for name in drawn.attributes if name.startswith("on") or name == "style"]
