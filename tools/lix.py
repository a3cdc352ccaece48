"""Measures how hard the Danish pages are to read, by LIX: words in a sentence plus the share of words over six letters.

Usage: python tools/lix.py [PAGE...]. Counted is what a reader reads as text: no lists of sources, no forms, no pictures.
Each heading, point of a list and cell of a table is a sentence, as it is to the one who reads it.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DANISH = ROOT / "docs/da"
LONG = 6

# Written for those who work with it, and for those who run a site; all other pages are for everybody.
FOR_PROFESSIONALS = ("fagperson/", "om/")

LEFT_OUT = (
    r"\A---\n.*?\n---\n",
    r"<!--.*?-->",
    r"<(svg|form|table)\b.*?</\1>",
    r"```.*?```",
    r"(?ms)^## [^\n]*\{#kilder\}.*?(?=^## |\Z)",
    r"\{\{.*?\}\}",
    r"\{[ :]?[.#][^}]*\}",
    r"<[^>]+>",
    r"(?m)^\|[ :|-]+\|$",
)
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def text(markdown: str) -> str:
    """The words of a page with one block to a line."""
    for pattern in LEFT_OUT:
        markdown = re.sub(pattern, " ", markdown, flags=re.DOTALL)
    markdown = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    # A line that goes on belongs to its block; a heading, a point and a cell stand alone.
    markdown = re.sub(r"(?m)^(#+ |\s*[-*] (?:\[ \] )?|\s*\d+\. |> ?)", "\n\n", markdown).replace("|", "\n\n")
    return markdown


def sentences(markdown: str) -> list[list[str]]:
    """The words of each sentence. It ends at a full stop, a colon, a mark of question or exclamation, or with its block."""
    parts = re.split(r"[.:!?](?=[\s*“\"”)]|$)|\n\s*\n", text(markdown))
    return [words for words in map(WORD.findall, parts) if words]


def lix(markdown: str) -> float:
    found = sentences(markdown)
    words = [word for sentence in found for word in sentence]
    return len(words) / len(found) + 100 * sum(len(word) > LONG for word in words) / len(words)


def limit(page: str) -> int:
    return 45 if page.startswith(FOR_PROFESSIONALS) else 35


def main(pages: list[str]) -> int:
    worst = 0
    for path in sorted(DANISH.rglob("*.md")):
        page = path.relative_to(DANISH).as_posix()
        if not pages or page in pages:
            measured = lix(path.read_text("utf-8"))
            worst = max(worst, measured > limit(page))
            print(f"{measured:5.1f} of {limit(page)}  {page}")
    return int(worst)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
