"""``logbog import``: what an export holds, and the incidents it would become. Nothing is written."""

import argparse
from collections import Counter
from dataclasses import replace
from typing import Any

from logbog import account, codec, importers
from logbog.errors import CannotRead, FormError
from logbog.importers import Answers, drafts, transcript
from logbog.importers.columns import ROLES, Columns
from logbog.importers.drafts import Choice, Made, Take
from logbog.importers.message import Conversation, NotUnderstood

from .given import several
from .terminal import UNCHANGED, CannotOpen, CannotUse, Terminal, opened

Answer = dict[str, Any]


def look(asked: argparse.Namespace, terminal: Terminal) -> int:
    """Who is in the file; with a party the drafts of incidents, as they would enter a log."""
    found = _read(asked)
    chosen = _drafts(found, asked, terminal) if asked.party is not None else []
    if asked.json:
        terminal.json(_as_json(found, chosen))
    else:
        _tell(found, chosen, asked, terminal)
    return UNCHANGED


def _read(asked: argparse.Namespace) -> tuple[Conversation, ...]:
    for role, _ in asked.column or ():
        if role not in ROLES:
            raise CannotUse("cli.no_such_column", role)
    columns = Columns({role: number - 1 for role, number in asked.column}) if asked.column else None
    answers = Answers(date_order=asked.date_order or "", columns=columns)
    with opened(asked.file) as source:
        try:
            return importers.read(asked.file, source, answers=answers)
        except CannotRead as wrong:
            raise CannotOpen(f"error.{wrong.code}", asked.file, wrong.code) from wrong


def _drafts(found: tuple[Conversation, ...], asked: argparse.Namespace, terminal: Terminal) -> list[tuple[Conversation, Made]]:
    """The drafts of every conversation with the party; raises CannotUse when there is none."""
    hidden = asked.party in ("", terminal.w("import.hidden"))
    take, word = asked.only or ("all", "")
    choice = Choice(
        party="" if hidden else asked.party,
        own=asked.own,
        since=asked.since,
        until=asked.until,
        take=Take(take),
        word=word,
        gap=asked.gap,
    )
    known = _known(asked, terminal)
    made = []
    for conversation in found:
        try:
            made.append((conversation, drafts.of(conversation, _named(conversation, choice), terminal.w, known)))
        except FormError:
            continue
    if not made:
        raise CannotUse("cli.no_such_party", asked.party)
    return made


def _named(conversation: Conversation, choice: Choice) -> Choice:
    """The choice, where the name that the phone has for a number is as good as the number."""
    called = conversation.title and drafts.same_party(conversation.title, choice.party)
    if not called or len(conversation.parties) != 1:
        return choice
    return replace(choice, party=conversation.parties[0])


def _known(asked: argparse.Namespace, terminal: Terminal) -> Counter[str]:
    """What stands in the log that was given."""
    if not asked.log:
        return Counter()
    with several(asked, [asked.log], terminal) as given:
        return transcript.known(e.incident.words for e in given.dossier.timeline.entries)


def _tell(
    found: tuple[Conversation, ...], chosen: list[tuple[Conversation, Made]], asked: argparse.Namespace, terminal: Terminal
) -> None:
    w = terminal.w
    for conversation in [c for c, _ in chosen] or found:
        _conversation(conversation, terminal)
    if asked.party is None:
        terminal.say(w("cli.import.choose"))
        return
    every = sorted((d for _, made in chosen for d in made.drafts), key=lambda d: d.incident.when.order)
    for number, draft in enumerate(every, 1):
        incident = draft.incident
        terminal.say(w("cli.import.draft", number=number, when=w.when(incident.when), kinds=account.kinds(w, incident)))
        terminal.indented(incident.what)
        terminal.indented(incident.words)
        terminal.say()
    terminal.say(w.many("cli.import.drafts", len(every)))
    for name in ("already", "not_asked"):
        n = sum(getattr(made, name) for _, made in chosen)
        if n:
            terminal.say(w(f"cli.import.{name}", n=w.number(n)))


def _conversation(conversation: Conversation, terminal: Terminal) -> None:
    w = terminal.w
    source = w(f"import.source.{conversation.source}")
    title = conversation.title or w.listed(conversation.parties[:3]) or w("import.hidden")
    terminal.say(w("cli.import.conversation", source=source[:1].upper() + source[1:], title=title))
    if conversation.period:
        terminal.say(w("cli.period", since=w.date(conversation.period[0]), until=w.date(conversation.period[1])))
    counts = dict(conversation.counts)
    mine = sum(m.own is True and not m.sender for m in conversation.messages)
    nobody = counts.pop("", 0) - mine
    rows = [*counts.items(), (w("import.hidden"), nobody), (w("import.me"), mine)]
    for who, n in rows:
        if n:
            terminal.say(w("cli.import.party", n=f"{w.number(n):>6}", who=who))
    for question in conversation.questions:
        terminal.say(w(f"import.question.{question.code}"))
    for line in _missing(conversation.not_understood, terminal):
        terminal.say(line)
    terminal.say()


def _missing(missed: tuple[NotUnderstood, ...], terminal: Terminal) -> list[str]:
    """One line for each reason, with how many and where the first one stands."""
    w = terminal.w
    first: dict[str, int] = {}
    counted = Counter(m.code for m in missed)
    for one in missed:
        first.setdefault(one.code, one.line)
    told = []
    for code, line in first.items():
        why = w(f"import.not_understood.{code}")
        n = w.number(counted[code])
        told.append(w("cli.import.lines", told=why, n=n, line=w.number(line)) if line else w("cli.import.file", told=why))
    return told


def _as_json(found: tuple[Conversation, ...], chosen: list[tuple[Conversation, Made]]) -> Answer:
    shown = [c for c, _ in chosen] or list(found)
    every = sorted((d for _, made in chosen for d in made.drafts), key=lambda d: d.incident.when.order)
    return {
        "conversations": [
            {
                "source": c.source,
                "title": c.title,
                "parties": list(c.parties),
                "own": c.own,
                "period": [day.isoformat() for day in c.period] if c.period else None,
                "messages": len(c.messages),
                "counts": c.counts,
                "questions": [{"code": q.code, "choices": list(q.choices)} for q in c.questions],
                "not_understood": [{"line": n.line, "code": n.code} for n in c.not_understood],
            }
            for c in shown
        ],
        "drafts": [codec.parts(d.incident)[0] for d in every],
        "already": sum(made.already for _, made in chosen),
        "not_asked": sum(made.not_asked for _, made in chosen),
    }
