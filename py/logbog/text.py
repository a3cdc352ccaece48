"""What becomes of a text before it is kept.

Two spellings of the same letters must give the same bytes, or a digest would call an untouched text altered.
"""

import unicodedata

LONGEST = 20_000
# What turns the direction of a text, and what ends it; a line break ends all of them.
TURNS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"}
TURNS |= {"\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}


def clean(text: str) -> str:
    """NFC, one kind of line break, no control characters, no half surrogates, no blank edges.

    Direction marks and joiners stay: they carry meaning in Arabic, Persian and emoji.
    A direction that is turned in a line is turned back at its end, so that it never reaches what stands beside the text.
    """
    # Nearly every text is as it should be, and is left alone quickly.
    if text.replace("\n", "").isprintable() and (text.isascii() or unicodedata.is_normalized("NFC", text)):
        return text.strip()
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    lines = whole.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) != "Cc")
    turned = TURNS.keys() & set(kept)
    whole = "\n".join(_turned_back(line) for line in kept.split("\n")) if turned else kept
    return unicodedata.normalize("NFC", whole).strip()


def _turned_back(line: str) -> str:
    ends: list[str] = []
    for letter in line:
        if letter in TURNS:
            ends.append(TURNS[letter])
        elif letter in ends:
            # The end of an isolate ends all that was turned within it; the end of an embedding only the last one.
            while letter == "\u2069" and ends[-1] != letter:
                ends.pop()
            if ends[-1] == letter:
                ends.pop()
    return line + "".join(reversed(ends))
