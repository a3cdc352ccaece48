"""The texts: easy to read, the same in each language, and with every fact of the seeds in its place."""

import datetime
import itertools
import re
import sys

import pytest
import yaml
from sources import LANGUAGES, PAGES, ROOT, anchors, checklists, headings, links, source, tokens

sys.path.append(str(ROOT / "tools"))

import lix
import navigation

# The copies of these lie in docs/contacts; they are reached from the page of the card.
NOT_LISTED = {"fagperson/actioncard-lomme.md"}


def test_every_page_has_its_twin_in_each_language() -> None:
    for language in LANGUAGES:
        folder = ROOT / "docs" / language
        assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md")) == PAGES


def test_the_list_of_pages_names_every_page_once() -> None:
    listed = list(navigation.listed())

    assert len(listed) == len(set(listed))
    assert set(PAGES) - NOT_LISTED == set(listed)


@pytest.mark.parametrize("path", PAGES)
def test_twins_have_the_same_headings_under_the_same_names(path: str) -> None:
    danish, english = (headings(source(language, path)) for language in LANGUAGES)

    assert danish == english
    assert [1] == [level for level, _ in danish if level == 1]
    assert all(name for level, name in danish if level > 1)
    for (above, _), (below, _) in itertools.pairwise(danish):
        assert below <= above + 1, "a level is left out"


@pytest.mark.parametrize("path", PAGES)
def test_twins_have_the_same_links_checklists_and_numbers(path: str) -> None:
    danish, english = (source(language, path) for language in LANGUAGES)

    assert sorted(links(danish)) == sorted(links(english))
    assert checklists(danish) == checklists(english)
    # A name may be written out where the other language needs it in another form; a number never.
    assert [t for t in tokens(danish) if "name:" not in t] == [t for t in tokens(english) if "name:" not in t]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_each_page_says_what_it_is_about_and_when_it_was_changed(language: str, path: str) -> None:
    meta = yaml.safe_load(source(language, path).split("---\n")[1])

    assert 50 <= len(meta["description"]) <= 200
    assert isinstance(meta["changed"], datetime.date)


@pytest.mark.parametrize("path", PAGES)
def test_the_danish_is_easy_to_read(path: str) -> None:
    assert lix.lix(source("da", path)) <= lix.limit(path)


def test_lix_counts_words_sentences_and_long_words() -> None:
    assert 4 == lix.lix("Her er en kat. Der er en hund.")
    assert 4 + 100 / 8 == lix.lix("Her er en tilholdssag. Der er en hund.")
    # A list is read as one thing at a time, and nobody reads an address as a word.
    assert [["Se", "her"], ["en", "kat"], ["to"]] == lix.sentences("Se [her](langt-ud-i-skoven.md)\n\n- en kat\n- to\n")


def test_every_fact_of_the_seeds_has_a_page_and_a_heading() -> None:
    table = (ROOT / "docs/decisions/seed-coverage.md").read_text("utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if re.match(r"\|.*\.md", line)]

    assert {"000", "001", "002"} == {seed for _, seed, _ in rows}
    for fact, _, place in rows:
        page, _, heading = place.partition("#")
        for language in LANGUAGES:
            # A contact has no heading: its entry in the file is the place.
            if page in PAGES:
                assert not heading or heading in anchors(source(language, page)), f"{fact}: {place}"
            else:
                assert (ROOT / "docs" / page).is_file(), f"{fact}: {place}"
