"""Reads docs/nav.yml, the one list of pages, and makes the navigation of a language from those that exist."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent

Entry = dict[str, Any]


def entries() -> list[Entry]:
    listed: list[Entry] = yaml.safe_load((ROOT / "docs/nav.yml").read_text("utf-8"))
    return listed


def listed() -> Iterator[str]:
    """Every page of the list once, in its order."""
    for entry in entries():
        yield from (each["page"] for each in entry.get("pages", [entry]))


def of(language: str, folder: Path) -> list[Any]:
    """The navigation as MkDocs wants it. A section is named in words; its first page is where its name leads."""
    made: list[Any] = []
    for entry in entries():
        pages = [{each[language]: each["page"]} for each in entry.get("pages", [entry]) if (folder / each["page"]).is_file()]
        if pages:
            made.append({entry[language]: pages} if "pages" in entry else pages[0])
    return made


def in_head(language: str) -> set[str]:
    """The names that also stand in the line at the top."""
    return {entry[language] for entry in entries() if entry.get("head")}
