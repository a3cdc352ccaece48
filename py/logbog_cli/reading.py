"""``logbog verify`` and ``logbog read``: what a case file holds and whether it is as it was made."""

import argparse
from typing import Any

from logbog import account, casefile, codec, seal, timeline
from logbog import verify as verifying
from logbog.casefile import CaseFile
from logbog.disclose import numbered
from logbog.errors import CannotRead
from logbog.timeline import Entry
from logbog.verify import Finding

from .terminal import ALTERED, UNCHANGED, UNREADABLE, CannotOpen, Terminal, opened


def checked(case: CaseFile, terminal: Terminal, given: seal.Seal | None = None) -> tuple[Finding, ...]:
    """All findings, with a bar while the files are gone through."""
    sizes = casefile.sizes(case)
    digests = list(terminal.progress(casefile.digests(case), terminal.w("cli.checking"), sizes))
    return verifying.findings(case, given, digests)


def verify(asked: argparse.Namespace, terminal: Terminal) -> int:
    """Each finding on a line, then the verdict."""
    if asked.json:
        return _verify_json(asked, terminal)
    w = terminal.w
    given = seal.parse(asked.seal) if asked.seal else None
    with opened(asked.file) as file:
        case = casefile.read(file)
        found = checked(case, terminal, given)
    altered = [f for f in found if f.altered]
    for finding in found:
        terminal.say(w("cli.finding" if finding.altered else "cli.fact", told=verifying.say(w, finding)))
    if altered:
        terminal.say(w.many("cli.altered", len(altered)))
        return ALTERED
    terminal.say(w("cli.unchanged" if case.archive else "cli.unchanged_alone", n=w.number(case.log.count)))
    terminal.say(w("cli.seal", code=case.log.seal))
    terminal.say(w("cli.shows_only"))
    return UNCHANGED


def _verify_json(asked: argparse.Namespace, terminal: Terminal) -> int:
    """The same for a program; also what can't be read is an answer."""
    w = terminal.w
    try:
        given = seal.parse(asked.seal) if asked.seal else None
        with opened(asked.file) as file:
            case = casefile.read(file)
            found = checked(case, terminal, given)
    except CannotRead as wrong:
        terminal.json({"verdict": "unreadable", "code": wrong.code, "told": w(f"error.{wrong.code}"), "findings": []})
        return UNREADABLE
    except CannotOpen as wrong:
        terminal.json({"verdict": "unreadable", "code": "no_file", "told": w(wrong.key, file=wrong.file), "findings": []})
        return UNREADABLE
    altered = any(f.altered for f in found)
    rows = [{"code": f.code, "altered": f.altered, **f.fields, "told": verifying.say(w, f)} for f in found]
    log = case.log
    answer = {"verdict": "altered" if altered else "unchanged", "count": log.count, "head": log.head, "seal": log.seal}
    terminal.json({**answer, "findings": rows})
    return ALTERED if altered else UNCHANGED


def read(asked: argparse.Namespace, terminal: Terminal) -> int:
    """The figures, then the timeline, newest first."""
    with opened(asked.file) as file:
        case = casefile.read(file)
        altered = any(f.altered for f in checked(case, terminal))
    if asked.json:
        terminal.json(_as_json(case))
    else:
        _as_text(case, terminal)
    if altered:
        terminal.warn(terminal.w("cli.read_altered"))
    return ALTERED if altered else UNCHANGED


def _as_text(case: CaseFile, terminal: Terminal) -> None:
    w, line = terminal.w, timeline.of(case.histories)
    terminal.say(w("cli.made", when=w.moment(case.log.made_at)))
    if line.period:
        terminal.say(w("cli.period", since=w.date(line.period[0]), until=w.date(line.period[1])))
    counts = (("incidents", len(line)), ("contacts", line.contacts), ("exhibits", len(numbered(case.histories))))
    for what, n in counts:
        terminal.say(w.many(f"cli.{what}", n))
    terminal.say()
    for kind, n in line.by_kind().items():
        terminal.say(f"{w.number(n):>6}  {w(f'kind.{kind}')}")
    for entry in line.entries:
        told = {"number": entry.history.number, "when": w.when(entry.incident.when)}
        terminal.say()
        terminal.say(w("cli.incident", **told, kinds=account.kinds(w, entry.incident)))
        terminal.indented(entry.incident.what)


def _as_json(case: CaseFile) -> dict[str, Any]:
    line = timeline.of(case.histories)
    return {
        "made_at": case.log.made_at.isoformat(timespec="seconds"),
        "period": [day.isoformat() for day in line.period] if line.period else None,
        "incidents": len(line),
        "contacts": line.contacts,
        "exhibits": len(numbered(case.histories)),
        "by_kind": line.by_kind(),
        "timeline": [_entry(e) for e in line.entries],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    logged = entry.history.logged.isoformat(timespec="seconds")
    return {"number": entry.history.number, "logged_at": logged, **(codec.parts(entry.incident)[0] or {})}
