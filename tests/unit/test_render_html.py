"""The HTML report: safe whatever is written in it, whole by itself, and readable by everybody."""

import base64
import dataclasses
import hashlib
import itertools
import re
from html.parser import HTMLParser

import pytest
from invented import at, corrected, exhibit, histories, options, records, withdrawn

from logbog import history, render_html, report, timeline, words
from logbog.blocks import Report, Table
from logbog.incident import Incident, Sender, Witness
from logbog.incident import Report as ToldTo

W = words.load("da")
EVIL = "</td></style><script>alert('x')</script><img src=x onerror=alert(1)>\"&"
JPEG = b"\xff\xd8 stands in for a picture"


class Page(HTMLParser):
    """The tags in order with their attributes, and the text."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.open: list[str] = []
        self.feed(content.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "img", "col", "rect", "line", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def made(*incidents: Incident, **said: object) -> Report:
    return report.of(timeline.of(histories(*incidents)), W, options(**said))


def page(*incidents: Incident, pictures: dict[str, bytes] | None = None, **said: object) -> Page:
    return Page(render_html.render(made(*incidents, **said), pictures or {}))


FULL = at(
    "11-02", "10:00", what="Hvad", words="Ord", starred=True, exhibits=(exhibit(1, caption="Bilen"), exhibit(2, type="audio/mp4"))
)


def test_the_policy_lets_nothing_load_or_run_and_knows_the_style_it_allows() -> None:
    content = render_html.render(made(FULL), {}).decode()
    style = re.search(r"<style>(.*?)</style>", content, re.S)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = next(a["content"] for a in Page(content.encode()).of("meta") if a.get("http-equiv"))
    assert f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'" == policy
    assert content.index("http-equiv") < content.index("<style>")


def test_it_needs_nothing_from_anywhere() -> None:
    told = page(FULL, pictures={exhibit(1).id: JPEG})
    assert {"script", "link", "iframe", "object", "form"}.isdisjoint({tag for tag, _ in told.tags})
    assert all(str(a["href"]).startswith("#") for a in told.of("a"))
    assert all(str(a["src"]).startswith("data:image/jpeg;base64,") for a in told.of("img"))
    assert not [a for _, attributes in told.tags for a in attributes if a == "style" or a.startswith("on")]
    assert "url(" not in "".join(told.said)


@pytest.mark.parametrize(
    "said",
    [
        {"what": EVIL},
        {"words": EVIL},
        {"place": EVIL},
        {"effect": EVIL},
        {"response_text": EVIL},
        {"order_which": EVIL},
        {"senders": (Sender(name=EVIL),)},
        {"witnesses": (Witness(name=EVIL, reach=EVIL),)},
        {"reports": (ToldTo(journal=EVIL, name=EVIL),)},
        {"exhibits": (exhibit(1, name=EVIL, caption=EVIL, type=EVIL, taken=EVIL),)},
    ],
    ids=lambda said: next(iter(said)),
)
def test_whatever_a_person_wrote_stays_text(said: dict[str, object]) -> None:
    told = page(at("11-02", starred=True, **said), pictures={exhibit(1).id: JPEG})
    assert not told.of("script")
    assert not [a for a in told.of("img") if "onerror" in a]
    assert "alert('x')" in "".join(told.said)


def test_options_are_escaped_too() -> None:
    told = page(at("11-02"), title=EVIL, exposed=EVIL, other=EVIL, about=EVIL, period=EVIL, seal=EVIL)
    assert not told.of("script")
    assert not told.of("img")


def test_tags_are_closed_in_order_and_ids_stand_once() -> None:
    log = withdrawn(corrected(records(FULL, at("11-03")), 1, at("11-02", exhibits=(exhibit(1),))), 2, "x")
    folded = history.fold(log)
    kept, aside = report.leaving(folded, {h.id for h in folded})
    told = Page(render_html.render(report.of(kept, W, options(aside=aside, earlier=True, seal="A")), {}))
    assert not told.open
    ids = [a["id"] for _, a in told.tags if "id" in a]
    assert len(set(ids)) == len(ids)
    assert {str(a["href"])[1:] for a in told.of("a")} <= set(ids)
    assert {str(a["aria-labelledby"]) for _, a in told.tags if "aria-labelledby" in a} <= set(ids)


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = [int(tag[1]) for tag, _ in page(FULL, seal="A").tags if re.fullmatch("h[1-6]", tag)]
    assert 1 == levels.count(1) == levels[0]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_tables_have_captions_and_their_heads_a_scope() -> None:
    told = page(FULL)
    assert len(told.of("table")) == len(told.of("caption"))
    assert {"col", "row"} == {a.get("scope") for a in told.of("th")}


def test_language_and_direction_are_said() -> None:
    assert [{"lang": "da", "dir": "ltr"}] == page(FULL).of("html")


def test_a_picture_has_its_caption_as_text_and_a_missing_one_says_where_it_is() -> None:
    told = page(FULL, pictures={exhibit(1).id: JPEG})
    assert [{"src": f"data:image/jpeg;base64,{base64.b64encode(JPEG).decode()}", "alt": "Bilag 1: Bilen"}] == told.of("img")
    without = page(FULL)
    assert not without.of("img")
    assert "Billedet er ikke vist her. Det ligger i sagspakken som bilag/001-billede.jpg." in without.said


def test_pictures_that_belong_to_nothing_in_the_report_are_not_in_it() -> None:
    assert not page(at("11-02"), pictures={exhibit(1).id: JPEG}).of("img")


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render_html.render(made(FULL), {}) == render_html.render(made(FULL), {})


def test_a_very_long_row_may_break_over_pages() -> None:
    told = page(at("11-02", what="ord " * 4000), at("11-03", what="kort"))
    assert [None, "long"] == [a.get("class") for a in told.of("tr") if "id" in a]


def test_a_row_of_another_sort_looks_so_and_only_then_is_there_a_style_for_it() -> None:
    plain = made(at("11-02"), at("11-03"))
    table = next(b for b in plain.blocks if isinstance(b, Table))
    rows = (dataclasses.replace(table.rows[0], mark="note"), *table.rows[1:])
    blocks = tuple(dataclasses.replace(b, rows=rows) if b is table else b for b in plain.blocks)
    marked = render_html.render(dataclasses.replace(plain, blocks=blocks), {})

    assert [None, "mark-note", None] == [tag.get("class") for tag in Page(marked).of("tr")]
    assert b"mark-note" not in render_html.render(plain, {})
    style = re.search(rb"<style>(.*?)</style>", marked, re.DOTALL)
    assert style is not None
    assert base64.b64encode(hashlib.sha256(style[1]).digest()) in marked
