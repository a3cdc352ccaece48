"""The pages as they are written: their parts, for the tests that compare and measure them."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("da", "en")
PAGES = sorted(path.relative_to(ROOT / "docs/da").as_posix() for path in (ROOT / "docs/da").rglob("*.md"))


def source(language: str, page: str) -> str:
    return (ROOT / "docs" / language / page).read_text("utf-8")


def headings(markdown: str) -> list[tuple[int, str]]:
    """The level and the id of each heading, in order; the id is part of the page's address, so it is written out."""
    found = re.findall(r"(?m)^(#{1,6}) [^\n]*?(?:\{ ?#([\w-]+)[^}\n]*\})?$", markdown)
    return [(len(level), name) for level, name in found]


def anchors(markdown: str) -> list[str]:
    return re.findall(r"\{ ?#([\w-]+)", markdown)


def links(markdown: str) -> list[str]:
    found = re.findall(r"\]\(([^)\s]+)\)|<a [^>]*href=\"([^\"{]+)\"", markdown)
    return [written or tagged for written, tagged in found]


def checklists(markdown: str) -> list[int]:
    """How many points each list of boxes has."""
    return [len(re.findall(r"(?m)^\s*- \[ \] ", block)) for block in re.findall(r"(?m)(?:^\s*- \[ \] [^\n]*\n?)+", markdown)]


def tokens(markdown: str) -> list[str]:
    """What is filled in by the build: numbers, names, the address of the app."""
    return sorted(re.findall(r"\{\{[^}]+\}\}", markdown))
