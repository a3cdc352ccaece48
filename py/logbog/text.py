"""What becomes of a text before it is kept.

Two spellings of the same letters must give the same bytes, or a digest would call an untouched text altered.
"""

import unicodedata

LONGEST = 20_000


def clean(text: str) -> str:
    """NFC, one kind of line break, no control characters, no half surrogates, no blank edges.

    Direction marks and joiners stay: they carry meaning in Arabic, Persian and emoji.
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    lines = whole.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) != "Cc")
    return unicodedata.normalize("NFC", kept).strip()
