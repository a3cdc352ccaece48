"""The pages: the same in each language, whole, and safe before any script has run."""

import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sources import PAGES, ROOT

sys.path.append(str(ROOT / "tools"))

import contacts

# The pages that are written, and those that the contacts make.
WRITTEN = [re.sub(r"(^|/)index$", r"\1", page.removesuffix(".md")) for page in PAGES]
MADE = [f"fagperson/{card}-{each['id']}" for card in ("actioncard", "actioncard-lomme") for each in contacts.municipalities()]
SHOWN = [f"{page.rstrip('/')}/index.html".lstrip("/") for page in (*WRITTEN, *MADE)]
BUILT = [prefix + path for prefix in ("", "en/") for path in (*SHOWN, "404.html")]
SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
NUMBER = re.compile(r"(?<![\d.:/-])(\d{8}|\d\d(?: \d\d){3}|\d{4} \d{4}|116 ?\d{3}|112|114|1888)(?![\d/-])")


class Tags(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attributes}))

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


def read(built_site: Path, path: str) -> tuple[str, Tags]:
    html = (built_site / path).read_text("utf-8")
    return html, Tags(html)


def test_a_phone_number_stands_in_the_contacts_files_only() -> None:
    places = [*(ROOT / "docs").rglob("*.md"), *(ROOT / "overrides").rglob("*.html"), *(ROOT / "pwa").glob("*.html")]
    texts = {path: SVG.sub("", path.read_text("utf-8")) for path in places if "decisions" not in path.parts}
    found = {path.name: NUMBER.findall(text) for path, text in texts.items()}

    assert {} == {name: numbers for name, numbers in found.items() if numbers}


@pytest.mark.parametrize("path", BUILT)
def test_no_script_and_no_style_is_inline_and_the_policy_allows_none(built_site: Path, path: str) -> None:
    html, tags = read(built_site, path)
    policy = next(meta["content"] for meta in tags.all("meta") if meta.get("http-equiv") == "Content-Security-Policy")

    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert html.index("Content-Security-Policy") < html.index("<link")
    assert all("src" in script for script in tags.all("script"))
    assert [] == tags.all("style")
    assert [] == [
        tag for tag, attributes in tags.tags if "style" in attributes or any(name.startswith("on") for name in attributes)
    ]


@pytest.mark.parametrize("path", BUILT)
def test_nothing_is_loaded_from_elsewhere(built_site: Path, path: str) -> None:
    _, tags = read(built_site, path)
    loaded = [attributes["src"] for _, attributes in tags.tags if "src" in attributes]
    loaded += [attributes["href"] for attributes in tags.all("link")]

    assert [] == [address for address in loaded if urlsplit(address).netloc]


@pytest.mark.parametrize("path", BUILT)
def test_the_bar_calls_for_help_and_leads_away_without_a_script(built_site: Path, path: str) -> None:
    _, tags = read(built_site, path)
    links = tags.all("a")
    exits = [link for link in links if "data-exit" in link]

    assert {"tel:112", "tel:114"} <= {link.get("href") for link in links}
    assert 1 == len(exits)
    assert exits[0]["href"].startswith("https://")
    assert {"nofollow", "noreferrer"} == set(exits[0]["rel"].split())


@pytest.mark.parametrize("path", BUILT)
def test_every_link_within_the_site_leads_somewhere(built_site: Path, path: str) -> None:
    _, tags = read(built_site, path)
    checked = 0
    for link in tags.all("a"):
        parts = urlsplit(link.get("href", ""))
        if parts.scheme or parts.netloc or (not parts.path and not parts.fragment):
            continue
        base = built_site if parts.path.startswith("/") else (built_site / path).parent
        target = (base / parts.path.lstrip("/")).resolve() if parts.path else built_site / path
        target = target / "index.html" if target.is_dir() else target
        assert target.is_file(), link["href"]
        if parts.fragment:
            assert parts.fragment in {attributes.get("id") for _, attributes in Tags(target.read_text("utf-8")).tags}, link[
                "href"
            ]
        checked += 1

    assert checked


@pytest.mark.parametrize("path", [path for path in BUILT if "404" not in path])
def test_the_language_link_leads_to_the_same_page(built_site: Path, path: str) -> None:
    _, tags = read(built_site, path)
    language = "en" if path.startswith("en/") else "da"
    other = next(link for link in tags.all("a") if "hreflang" in link)
    twin = path.removeprefix("en/") if language == "en" else f"en/{path}"

    assert language == tags.all("html")[0]["lang"]
    assert other["hreflang"] != language
    assert (built_site / twin).resolve() == ((built_site / path).parent / other["href"] / "index.html").resolve()


@pytest.mark.parametrize("path", BUILT)
def test_each_page_has_one_heading_of_the_first_rank(built_site: Path, path: str) -> None:
    assert 1 == len(read(built_site, path)[1].all("h1"))


@pytest.mark.parametrize(("prefix", "language"), [("", "da"), ("en/", "en")])
def test_each_language_has_its_own_search(built_site: Path, prefix: str, language: str) -> None:
    index = json.loads((built_site / prefix / "search/search_index.json").read_text("utf-8"))

    assert [language] == index["config"]["lang"]
    found = {document["location"].split("#")[0] for document in index["docs"]}
    # The cards for the pocket and of single municipalities would only be found twice.
    assert {f"{page.rstrip('/')}/".lstrip("/") for page in WRITTEN if "lomme" not in page} == found


@pytest.mark.parametrize(("prefix", "language"), [("", "da"), ("en/", "en")])
def test_the_search_has_the_stems_of_its_own_language_alone(built_site: Path, prefix: str, language: str) -> None:
    folder = built_site / prefix / "assets/forms"

    assert ["LICENSE.txt", f"{language}.js"] == sorted(path.name for path in folder.iterdir())
    assert "Apache License" in (folder / "LICENSE.txt").read_text("utf-8")


def test_nothing_of_the_theme_is_loaded_or_lies_in_the_site(built_site: Path) -> None:
    left = [path for name in ("javascripts", "stylesheets", "images") for path in built_site.glob(f"**/assets/{name}")]

    assert [] == left
    assert "md-" not in "".join((built_site / path).read_text("utf-8") for path in BUILT)


def test_the_build_works_under_any_path(built_site: Path) -> None:
    """No address of ours begins at the root but those of the page for what is missing, which can be shown anywhere."""
    for path in BUILT:
        if "404" not in path:
            _, tags = read(built_site, path)
            ours = [attributes.get("href", attributes.get("src", "")) for _, attributes in tags.tags]
            assert [] == [address for address in ours if address.startswith("/")], path


def test_the_schemas_of_the_formats_are_published_as_they_are(built_site: Path) -> None:
    sources = {path.name: path.read_bytes() for path in (ROOT / "docs/schema").glob("*.json")}

    assert sources
    assert sources == {path.name: path.read_bytes() for path in (built_site / "schema").glob("*")}
