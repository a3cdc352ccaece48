"""LAES-MIG.txt: what the case file is, how to open it and how to check it, in Danish and then in English."""

import textwrap
from collections.abc import Iterator, Sequence

from .logfile import LogFile
from .words import Words

WIDE = 78


def render(log: LogFile, names: Sequence[str], languages: Sequence[Words]) -> bytes:
    """The text for files ``names``, once per language; the byte order mark and CRLF are for old Windows editors."""
    said = f"\n\n{'-' * WIDE}\n\n".join("\n".join(_lines(log, names, w)) for w in languages)
    return f"{said}\n".replace("\n", "\r\n").encode("utf-8-sig")


def _lines(log: LogFile, names: Sequence[str], w: Words) -> Iterator[str]:
    yield w("readme.title")
    yield from ("", _paragraph(w("readme.what", when=w.moment(log.made_at))))
    yield from ("", w("readme.inside_title"))
    yield from (_file(name, w(f"readme.file.{name}")) for name in names if f"readme.file.{name}" in w.texts)
    if log.exhibits:
        yield _file("bilag/", w("readme.file.bilag"))
    for part in ("open", "check"):
        yield from ("", w(f"readme.{part}_title"), _paragraph(w(f"readme.{part}")))
    yield from ("", w("readme.seal", code=log.seal))
    yield from ("", w("readme.shows_title"), _paragraph(w("readme.shows")))
    yield from ("", _paragraph(w("readme.shows_not")), "", _paragraph(w("readme.left_out")))


def _paragraph(text: str) -> str:
    return textwrap.fill(text, WIDE, break_on_hyphens=False, break_long_words=False)


def _file(name: str, text: str) -> str:
    return textwrap.fill(text, WIDE, initial_indent=f"  {name:<17} ", subsequent_indent=" " * 20)
