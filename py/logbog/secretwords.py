"""Finding the words that a person has marked as secret in what is about to leave."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from . import disclose
from .history import History
from .incident import Incident
from .text import clean


@dataclass(frozen=True, slots=True)
class Hit:
    """A secret word that stands in one field of one incident."""

    word: str
    incident: str
    number: int
    field: str
    earlier: bool


def told(incident: Incident) -> tuple[tuple[str, str], ...]:
    """(field, text) of every text that leaves with the incident."""
    fields = [(name, getattr(incident, name)) for name in Incident.TEXTS if name != "note"]
    fields += [("senders", s.name) for s in incident.senders]
    fields += [("witnesses", f"{w.name} {w.reach}") for w in incident.witnesses]
    fields += [("reports", f"{r.journal} {r.name}") for r in incident.reports]
    fields += [("exhibits", f"{e.name} {e.caption}") for e in incident.shared_exhibits]
    return tuple((name, text) for name, text in fields if text)


def find(words: Iterable[str], histories: Sequence[History], earlier: bool = False) -> tuple[Hit, ...]:
    """Every place where one of ``words`` would leave; capitals, runs of blanks and how numbers are grouped make no difference.

    ``earlier`` looks in the old versions too, when they are to leave. Of a withdrawn incident only the reason leaves.
    """
    sought = tuple(words)
    hits: dict[Hit, None] = {}
    for history in histories:
        for field, text, old in _leaving(history, earlier):
            for word in among(sought, text):
                hits[Hit(word, history.id, history.number, field, old)] = None
    return tuple(hits)


def among(words: Iterable[str], text: str) -> tuple[str, ...]:
    """Those of ``words`` that stand in a text."""
    plain = _plain(text)
    return tuple(w for w in words if _plain(w) and _plain(w) in plain)


def _leaving(history: History, earlier: bool) -> Iterator[tuple[str, str, bool]]:
    if history.withdrawn:
        if not (history.now and history.now.only_me):
            yield "withdrawn", history.withdrawn.why, False
        return
    for version in disclose.told_of(history):
        if version.incident is not None and (earlier or version is history.versions[-1]):
            for field, text in told(version.incident):
                yield field, text, version is not history.versions[-1]


# What people put between the digits of a telephone number or a civil registration number.
BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s./()\u2010-\u2015-]+(?=\d)")


def _plain(text: str) -> str:
    return BETWEEN_DIGITS.sub("", " ".join(clean(text).casefold().split()))
