"""What a browser makes of a screen, and the laws that hold for every one of them."""

from html.parser import HTMLParser

EVIL = '<script>alert("x")</script><img src=x onerror=alert(1)>\'"&'
CONTROLS = ("input", "select", "textarea")


class Screen(HTMLParser):
    """The tags with their attributes in order, the text, and which controls stand inside a label."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said = ""
        self.inside_label: list[dict[str, str | None]] = []
        self._labels = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        self._labels += tag == "label"
        if tag in CONTROLS and self._labels:
            self.inside_label.append(attributes)

    def handle_endtag(self, tag: str) -> None:
        self._labels -= tag == "label"

    def handle_data(self, data: str) -> None:
        self.said += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every such tag."""
        return [attributes for name, attributes in self.tags if name == tag]

    def asks(self) -> list[str]:
        """What its buttons ask the controller to do."""
        return [str(a["data-do"]) for a in self.of("button") if "data-do" in a]


def assert_is_sound(html: str) -> Screen:
    """No text of a person is markup, nothing is inline, every control is named, every reference leads somewhere."""
    screen = Screen(html)
    assert "script" not in {tag for tag, _ in screen.tags}
    assert not any(key.startswith("on") or key == "style" for _, attributes in screen.tags for key in attributes)
    ids = [str(a["id"]) for _, a in screen.tags if "id" in a]
    assert len(ids) == len(set(ids))
    for _, attributes in screen.tags:
        for key in ("aria-describedby", "aria-labelledby", "for"):
            assert set((attributes.get(key) or "").split()) <= set(ids), (key, attributes[key])
    labelled = {a.get("for") for a in screen.of("label")}
    for tag, attributes in screen.tags:
        if tag in CONTROLS and attributes.get("type") != "hidden":
            assert attributes.get("id") in labelled or attributes in screen.inside_label, attributes
    assert len(screen.of("h1")) == 1
    return screen
