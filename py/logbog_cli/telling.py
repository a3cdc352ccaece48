"""A case as lines on a terminal, and as JSON."""

from typing import Any

from logbog import account, codec, dossierreport, noteaccount
from logbog import dossier as dossiers
from logbog.casework import Casework, NoteHistory
from logbog.dossier import Dossier
from logbog.timeline import Entry

from .given import Given
from .terminal import Terminal

Answer = dict[str, Any]


def dossier(given: Given, whole: Dossier, terminal: Terminal) -> None:
    """The figures, then incidents and case notes, newest first."""
    w, line, notes = terminal.w, whole.timeline, whole.notes()
    if given.single:
        terminal.say(w("cli.made", when=w.moment(given.single.log.made_at)))
    else:
        for log in given.logs:
            made = w("cli.made", when=w.moment(log.case.log.made_at))
            terminal.say(w("cli.log", who=whole.label_of(w, log.letter), made=made))
        for same in whole.same_logs:
            terminal.say(dossiers.say(w, same))
    if line.period:
        terminal.say(w("cli.period", since=w.date(line.period[0]), until=w.date(line.period[1])))
    counts = [("incidents", len(line)), ("contacts", line.contacts), ("exhibits", len(whole.exhibits))]
    for what, n in (*counts, *([("notes", len(notes))] if notes else [])):
        terminal.say(w.many(f"cli.{what}", n))
    if given.casework.hands:
        terminal.say()
        hands(given.casework, terminal)
    terminal.say()
    for kind, n in line.by_kind().items():
        terminal.say(f"{w.number(n):>6}  {w(f'kind.{kind}')}")
    called = dossierreport.called(whole)
    for row in whole.rows():
        terminal.say()
        if isinstance(row, Entry):
            told = {"number": row.history.label, "when": w.when(row.incident.when)}
            terminal.say(w("cli.incident", **told, kinds=account.kinds(w, row.incident)))
            terminal.indented(row.incident.what)
        else:
            _note(row, called, terminal)


def _note(history: NoteHistory, called: noteaccount.Called, terminal: Terminal) -> None:
    w, note = terminal.w, history.now
    if note is None:
        return
    when = w("when.moment", date=w.date(note.date), clock=w.clock(note.time)) if note.time else w.date(note.date)
    terminal.say(w("cli.note", label=history.label, when=when, kind=noteaccount.kind(w, note)))
    for told in (*noteaccount.around(w, note), *noteaccount.said(w, note)[1:], *noteaccount.about(w, note, called)):
        terminal.indented(f"{told.label}: {told.text}" if told.label else told.text)


def hands(casework: Casework, terminal: Terminal) -> None:
    """Who had the case, and to whom it went."""
    w = terminal.w
    for hand in casework.hands:
        who, when = noteaccount.author(w, hand.author), w.moment(hand.logged)
        told = w("cli.hand_to", who=who, to=hand.to) if hand.to else who
        terminal.say(w("cli.hand", number=hand.number, when=when, told=told))
        terminal.indented(hand.text)
        terminal.indented(w("cli.hand_seal", code=hand.seal))


def hands_json(casework: Casework) -> list[Answer]:
    """The same for a program."""
    return [
        {
            "number": hand.number,
            "handed_at": hand.logged.isoformat(timespec="seconds"),
            "name": hand.author.name,
            "role": hand.author.role,
            "place": hand.author.place,
            "to": hand.to,
            "text": hand.text,
            "seal": hand.seal,
        }
        for hand in casework.hands
    ]


def as_json(given: Given, whole: Dossier) -> Answer:
    """The case for a program; one case file alone is told as it always was."""
    line = whole.timeline
    figures = {
        "period": [day.isoformat() for day in line.period] if line.period else None,
        "incidents": len(line),
        "contacts": line.contacts,
        "exhibits": len(whole.exhibits),
        "by_kind": dict(line.by_kind()),
    }
    rows = [_entry(row) if isinstance(row, Entry) else _note_json(row) for row in whole.rows()]
    if given.single:
        return {"made_at": given.single.log.made_at.isoformat(timespec="seconds"), **figures, "timeline": rows}
    logs = [
        {
            "letter": log.letter,
            "label": log.label,
            "made_at": log.case.log.made_at.isoformat(timespec="seconds"),
            "incidents": sum(1 for e in line.entries if e.history.source in ("", log.letter)),
        }
        for log in given.logs
    ]
    return {
        "logs": logs,
        **figures,
        "notes": len(whole.notes()),
        "hands": hands_json(given.casework),
        "same_logs": [
            {"letters": list(s.letters), "agree": s.agree, "record": s.record, "identical": s.identical} for s in whole.same_logs
        ],
        "timeline": rows,
    }


def _entry(entry: Entry) -> Answer:
    history = entry.history
    logged = history.logged.isoformat(timespec="seconds")
    told = {"number": history.number, "label": history.label, "log": history.source, "logged_at": logged}
    return {**told, **(codec.parts(entry.incident)[0] or {})}


def _note_json(history: NoteHistory) -> Answer:
    logged = history.logged.isoformat(timespec="seconds")
    return {"label": history.label, "logged_at": logged, "note": codec.fields(history.now)}
