"""The single lines of a burst as a text that people read and that can be read back, so that nothing is taken twice.

    2026-10-22 22:10 · Mads: Ring til mig
    2026-10-22 22:14 · Mads: [ubesvaret opkald]
    2026-10-22 22:15 · mig: Stop
        Du skal lade mig være.

Laws of this module:
1. A day and a time are written so that they mean the same in every language; a text of several lines is set in.
2. What stands in a log is known again by these lines alone: no list of what was brought in is kept anywhere.
"""

import datetime
import functools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from .. import words
from ..text import clean
from ..words import Words
from .message import Message, What, key_of

SET_IN = "    "
LINE = re.compile(r"(\d{4}-\d{2}-\d{2} \d{2}:\d{2}) · ([^:]*): ?(.*)")
LABEL = re.compile(r"\[([^\]:]*)(?:: [^\]]*)?\](?: \([^)]*\))? ?")
# A mark that no name begins with, for the person whose log it is.
ME = "\1"
# A text longer than this is cut in the log; the file it came from holds the whole of it.
MOST_TEXT = 6_000
LABELLED = (What.CALL, What.MISSED, What.VOICEMAIL, What.DELETED)


@dataclass(frozen=True, slots=True)
class Line:
    """A message, and whether it is the person's own."""

    message: Message
    mine: bool

    @property
    def key(self) -> str:
        """What it is known by again."""
        m = self.message
        with_file = bool(m.attachments) or m.left_out
        who = ME if self.mine else m.sender
        return key_of(m.at, who, m.what, clean(m.text), with_file=with_file and m.what is What.TEXT)


def said(w: Words, line: Line) -> str:
    """One message as a line of the table."""
    m = line.message
    who = w("import.me") if line.mine else " ".join(clean(m.sender).replace(":", "").split()) or w("import.hidden")
    text = clean(m.text)
    text = text if len(text) <= MOST_TEXT else text[:MOST_TEXT] + "…"
    told = _label(w, m) + (text if m.what is What.TEXT else "")
    first, *others = told.split("\n")
    return "\n".join((f"{m.at:%Y-%m-%d %H:%M} · {who}: {first}", *(SET_IN + other for other in others)))


def _label(w: Words, m: Message) -> str:
    if m.what in LABELLED:
        return f"[{w(f'import.line.{m.what}')}]" + (f" ({duration(w, m.seconds)})" if m.seconds else "")
    if m.attachments:
        return f"[{w('import.line.file')}: {' '.join(clean(', '.join(m.attachments)).replace(']', ')').split())}] "
    return f"[{w('import.line.left_out')}] " if m.left_out else ""


def duration(w: Words, seconds: int) -> str:
    """``2 min. 5 sek.``"""
    minutes, rest = divmod(seconds, 60)
    parts = (w("import.minutes", n=w.number(minutes)) if minutes else "", w("import.seconds", n=rest) if rest else "")
    return " ".join(p for p in parts if p)


def known(texts: Iterable[str]) -> Counter[str]:
    """The keys of all lines that stand in the texts of a log, each as often as it stands there."""
    return Counter(key for text in texts for key in _keys(text))


def _keys(text: str) -> Iterable[str]:
    gathered: list[tuple[str, str, list[str]]] = []
    for row in text.split("\n"):
        found = LINE.fullmatch(row)
        if found:
            gathered.append((found[1], found[2], [found[3]]))
        elif gathered and (row.startswith(SET_IN) or not row):
            gathered[-1][2].append(row[len(SET_IN) :])
    for stamp, who, lines in gathered:
        try:
            at = datetime.datetime.strptime(stamp, "%Y-%m-%d %H:%M")
        except ValueError:
            continue
        yield _key(at, who, "\n".join(lines))


def _key(at: datetime.datetime, who: str, told: str) -> str:
    named, labels = _own_words()
    label = LABEL.match(told)
    what = labels.get(label[1]) if label else None
    who = named.get(who, who)
    if label and what is not None:
        rest = told[label.end() :]
        if what is What.TEXT or not rest:
            return key_of(at, who, what, rest, with_file=what is What.TEXT)
    return key_of(at, who, What.TEXT, told, with_file=False)


@functools.cache
def _own_words() -> tuple[dict[str, str], dict[str, What]]:
    """What the lines say in each language: of the person and of nobody, and of what is no text."""
    named: dict[str, str] = {}
    labels: dict[str, What] = {}
    for lang in words.LANGUAGES:
        w = words.load(lang)
        named |= {w("import.me"): ME, w("import.hidden"): ""}
        labels |= {w(f"import.line.{what}"): what for what in LABELLED}
        labels |= {w(f"import.line.{name}"): What.TEXT for name in ("file", "left_out")}
    return named, labels
