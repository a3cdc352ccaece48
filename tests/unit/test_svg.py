"""The SVG stands in a page with the strictest policy and is read aloud as its text."""

import xml.etree.ElementTree as ElementTree

from invented import at, line

from logbog import charts, svg, words
from logbog.picture import Label, Picture

W = words.load("da")
NAMESPACE = "{http://www.w3.org/2000/svg}"


def test_it_is_well_formed_and_has_its_title_and_text() -> None:
    picture = charts.over_time(line(at("11-02"), at("11-19")), W)
    root = ElementTree.fromstring(svg.draw(picture, "time"))
    assert "img" == root.get("role")
    assert picture.title == root.findtext(f"{NAMESPACE}title")
    assert picture.text == root.findtext(f"{NAMESPACE}desc")
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert [root.get("aria-labelledby"), root.get("aria-describedby")] == ids == ["time-title", "time-desc"]


def test_it_has_no_style_attribute_no_script_and_no_address() -> None:
    for draw in (charts.over_time, charts.by_hour, charts.by_kind):
        root = ElementTree.fromstring(svg.draw(draw(line(at("11-02", "10:00")), W), "p"))
        assert {"svg", "title", "desc", "rect", "line", "text"} >= {e.tag.removeprefix(NAMESPACE) for e in root.iter()}
        names = {name for e in root.iter() for name in e.attrib}
        assert not {n for n in names if n.startswith("on") or "href" in n or n == "style"}


def test_every_shape_has_its_tone_as_class_and_a_colour_of_its_own() -> None:
    root = ElementTree.fromstring(svg.draw(charts.by_kind(line(at("11-02", kinds=("gifts",))), W), "p"))
    for shape in (e for e in root.iter() if e.tag.removeprefix(NAMESPACE) in ("rect", "line", "text")):
        assert shape.get("class")
        assert (shape.get("fill") or shape.get("stroke") or "").startswith("#")


def test_texts_and_names_are_escaped() -> None:
    evil = "</svg><script>alert('x')</script>\"&"
    drawn = svg.draw(Picture(10, 10, (Label(0, 5, evil),), evil, evil), evil)
    assert "<script" not in drawn
    root = ElementTree.fromstring(drawn)
    assert evil == root.findtext(f"{NAMESPACE}text")
    assert f"{evil}-title" == root.get("aria-labelledby")


def test_a_picture_without_shapes_is_no_element() -> None:
    assert "" == svg.draw(Picture(10, 0, (), "title", "nothing"), "p")
