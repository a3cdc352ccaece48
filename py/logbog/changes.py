"""What an incident says, field by field, and what a correction changed in it.

Laws of this module:
1. The private note is never among it; whoever calls hands in an incident that may leave.
2. A change is told by its words: what stood before, what stands now, and which words of the two differ.
3. Texts of any length are compared in one pass, since a stranger may have written them.
"""

import itertools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from . import account
from .history import History, Version
from .incident import Incident
from .words import Words

SHORT = 60

# What each field is called; in the words of the report, which speak of the person and not to them.
LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "when": "field.when",
        "end": "field.end",
        "count": "field.count",
        "kinds": "field.kinds",
        "what": "field.what",
        "words": "report.words",
        "effect": "report.effect",
        "senders": "report.senders",
        "place": "report.place",
        "witnesses": "report.witnesses",
        "response": "report.response",
        "reports": "report.reports",
        "order": "report.order_short",
        "children": "report.children",
        "exhibits": "report.exhibits",
    }
)
SAY: Final[Mapping[str, Callable[[Words, Incident], str]]] = MappingProxyType(
    {
        "when": lambda w, i: w.when(i.when),
        "end": account.end,
        "count": lambda w, i: w.number(i.count) if i.count > 1 else "",
        "kinds": account.kinds,
        "what": lambda w, i: i.what,
        "words": lambda w, i: i.words,
        "effect": lambda w, i: i.effect,
        "senders": lambda w, i: "\n".join(account.senders(w, i)),
        "place": lambda w, i: i.place,
        "witnesses": lambda w, i: "\n".join(account.witnesses(i)),
        "response": lambda w, i: "\n".join(t for t in (account.response(w, i), i.response_text) if t),
        "reports": lambda w, i: "\n".join(account.reports(w, i)),
        "order": account.order,
        "children": lambda w, i: w(f"answer.{i.children}") if i.children else "",
        "exhibits": lambda w, i: "\n".join(e.caption or e.name or w("exhibit.unnamed") for e in i.shared_exhibits),
    }
)


@dataclass(frozen=True, slots=True)
class Said:
    """One field of an incident, as it is told; ``text`` is empty when nothing was said."""

    code: str
    label: str
    text: str


def told(w: Words, incident: Incident) -> tuple[Said, ...]:
    """Every field in its order."""
    return tuple(Said(code, w(label), SAY[code](w, incident)) for code, label in LABELS.items())


@dataclass(frozen=True, slots=True)
class Parts:
    """A text in three: what it has in common with the other at its start, what is its own, what is common at its end."""

    start: str
    own: str
    end: str


@dataclass(frozen=True, slots=True)
class Change:
    """A field that a correction changed."""

    code: str
    label: str
    before: str
    after: str

    def parts(self) -> tuple[Parts, Parts]:
        """Both texts with the words that differ apart."""
        old, new = _words(self.before), _words(self.after)
        most = min(len(old), len(new))
        head = next((n for n in range(most) if old[n] != new[n]), most)
        tail = next((n for n in range(most - head) if old[-1 - n] != new[-1 - n]), most - head)
        return _cut(old, head, tail), _cut(new, head, tail)


def _words(text: str) -> list[str]:
    """The words, and what stands between them, each by itself."""
    return re.findall(r"\w+|\s+|[^\w\s]", text)


def _cut(words: list[str], head: int, tail: int) -> Parts:
    end = len(words) - tail
    return Parts("".join(words[:head]), "".join(words[head:end]), "".join(words[end:]))


def between(w: Words, before: Incident, after: Incident) -> tuple[Change, ...]:
    """The fields that differ; files that were changed for others of the same name count as changed exhibits."""
    pairs = zip(told(w, before), told(w, after), strict=True)
    found = [Change(old.code, old.label, old.text, new.text) for old, new in pairs if old.text != new.text]
    same_names = not any(c.code == "exhibits" for c in found)
    if same_names and [e.sha256 for e in before.shared_exhibits] != [e.sha256 for e in after.shared_exhibits]:
        names = SAY["exhibits"](w, after)
        found.append(Change("exhibits", w(LABELS["exhibits"]), names, names))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Correction:
    """A version that changed what is told, with the one before it."""

    before: Version
    after: Version


def corrections(history: History) -> tuple[Correction, ...]:
    """The corrections of an incident, oldest first."""
    changed = {v.seq for v in history.corrections}
    return tuple(Correction(old, new) for old, new in itertools.pairwise(history.versions) if new.seq in changed)


def sentence(w: Words, correction: Correction) -> str:
    """A correction in one line: ``Rettet 20. nov. 2026: »parkeringen« ændret til »stationen«``, or which fields."""
    before, after = correction.before.incident, correction.after.incident
    day = w.date_narrow(correction.after.logged)
    changes = between(w, before, after) if before and after else ()
    if not changes:
        return w("change.corrected", date=day)
    short = _in_short(w, changes[0]) if len(changes) == 1 else ""
    what = short or w.listed([c.label[:1].lower() + c.label[1:] for c in changes])
    return w("change.corrected_what", date=day, what=what)


def _in_short(w: Words, change: Change) -> str:
    old, new = (" ".join(p.own.split()) for p in change.parts())
    if max(len(old), len(new)) > SHORT or not (old or new):
        return ""
    if not old:
        return w("change.added", what=new)
    return w("change.changed", before=old, after=new) if new else w("change.removed", what=old)
