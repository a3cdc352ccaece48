"""What becomes of a character that the report's font can't draw: it is never dropped in silence, never misstated.

A sign becomes its Unicode name in brackets, ``[red heart]``; letters of another script become a marked place
that says how many there are. Characters that draw nothing by themselves go without a word.
"""

import unicodedata
from collections.abc import Collection, Iterator

ZWJ, KEYCAP = "\u200d", "\u20e3"
# The Unicode name of this one says how it is printed in black, not what everybody sees.
NAMES = {"\u2764": "red heart", KEYCAP: "keycap"}
FIRST_FLAG, LAST_FLAG = 0x1F1E6, 0x1F1FF


def spell(text: str, drawable: Collection[int], script: str) -> tuple[str, bool]:
    """``text`` in characters of ``drawable`` (code points), and whether letters are missing from it.

    ``script`` is the text that stands for missing letters; ``{n}`` in it is how many.
    """
    if all(ord(c) in drawable or c in "\n\t" for c in text):
        return text, False
    out: list[str] = []
    missing = False
    for kind, run in _runs(text, drawable):
        if kind == "letters":
            missing = True
            out.append(script.format(n=sum(1 for c in run if not c.isspace())))
        elif kind == "signs":
            out.append(f"[{_name(run)}]")
        else:
            out.append(run)
    return "".join(out), missing


def _kind(character: str, drawable: Collection[int]) -> str:
    if character in "\n\t" or ord(character) in drawable:
        return "drawn"
    if unicodedata.category(character) == "Cf" or 0xFE00 <= ord(character) <= 0xFE0F:
        return "unseen"
    if character in NAMES or unicodedata.category(character)[0] in "SC":
        return "signs"
    return "letters"


def _runs(text: str, drawable: Collection[int]) -> Iterator[tuple[str, str]]:
    """Runs of one kind: letters with the spaces among them, and signs that are joined into one."""
    kind, run, joined = "", "", False
    for character in text:
        here = _kind(character, drawable)
        if here == "unseen":
            joined = joined or character == ZWJ
            continue
        goes_on = kind == here and (here != "signs" or joined or _belongs(run, character))
        if goes_on or (kind == "letters" and character == " "):
            run += character
        else:
            yield from _cut(kind, run)
            kind, run = here, character
        joined = False
    yield from _cut(kind, run)


def _cut(kind: str, run: str) -> Iterator[tuple[str, str]]:
    """The run, its last blanks apart from it."""
    whole = run.rstrip(" ") if kind == "letters" else run
    if whole:
        yield kind, whole
    if len(whole) < len(run):
        yield "drawn", run[len(whole) :]


def _belongs(run: str, character: str) -> bool:
    """Whether a sign changes the one before it: a skin tone, a keycap, or the second half of a flag."""
    tone = 0x1F3FB <= ord(character) <= 0x1F3FF
    return tone or character == KEYCAP or (_is_flag(character) and _is_flag(run[-1]) and len(run) == 1)


def _is_flag(character: str) -> bool:
    return FIRST_FLAG <= ord(character) <= LAST_FLAG


def _name(run: str) -> str:
    if len(run) == 2 and all(_is_flag(c) for c in run):
        return "flag " + "".join(chr(ord(c) - FIRST_FLAG + ord("A")) for c in run)
    return ", ".join(NAMES.get(c) or unicodedata.name(c, "").lower() or f"U+{ord(c):04X}" for c in run)
