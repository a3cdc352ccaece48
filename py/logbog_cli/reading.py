"""``logbog verify`` and ``logbog read``: what was given, and whether it is as it was made."""

import argparse
from typing import TYPE_CHECKING, Any

from logbog import seal
from logbog import verify as verifying
from logbog.errors import CannotRead
from logbog.finding import Finding

from .checking import Checked, check
from .given import Given, Log, several
from .terminal import ALTERED, UNCHANGED, UNREADABLE, CannotOpen, Terminal

if TYPE_CHECKING:
    from logbog.dossier import Dossier

Answer = dict[str, Any]


def verify(asked: argparse.Namespace, terminal: Terminal) -> int:
    """Each finding on a line, then the verdict."""
    if asked.json:
        return _verify_json(asked, terminal)
    code = seal.parse(asked.seal) if asked.seal else None
    with several(asked, [asked.file], terminal) as given:
        found = check(given, terminal, code)
    if given.held is None:
        _verdict_alone(given.logs[0], found, terminal)
    else:
        _verdict_of_dossier(given, found, terminal)
    return found.code


def _findings(found: tuple[Finding, ...], terminal: Terminal) -> None:
    for finding in found:
        key = "cli.finding" if finding.altered else "cli.fact"
        terminal.say(terminal.w(key, told=verifying.say(terminal.w, finding)))


def _verdict_alone(log: Log, checked: Checked, terminal: Terminal) -> None:
    w, found = terminal.w, checked.findings[log.letter]
    _findings(found, terminal)
    _verdict(log, found, terminal)
    if not checked.altered:
        terminal.say(w("cli.shows_only"))


def _verdict(log: Log, found: tuple[Finding, ...], terminal: Terminal) -> None:
    w, altered = terminal.w, sum(1 for f in found if f.altered)
    if altered:
        terminal.say(w.many("cli.altered", altered))
        return
    key = "cli.unchanged" if log.case.archive else "cli.unchanged_alone"
    terminal.say(w(key, n=w.number(log.case.log.count)))
    terminal.say(w("cli.seal", code=log.case.log.seal))


def _verdict_of_dossier(given: Given, checked: Checked, terminal: Terminal) -> None:
    """Each original under its letter, then the notes and the hands, then one verdict of all."""
    from . import telling

    w, held, whole = terminal.w, given.held, given.dossier
    if held is None:
        raise ValueError("there is no dossier file")
    for log in given.logs:
        terminal.say(whole.label_of(w, log.letter))
        _findings(checked.findings[log.letter], terminal)
        _verdict(log, checked.findings[log.letter], terminal)
        terminal.say()
    for shut in given.shut:
        terminal.say(w("cli.shut", letter=shut.letter, why=w(f"error.{shut.code}")))
        terminal.say()
    terminal.say(w("dossier_report.own"))
    telling.hands(given.casework, terminal)
    own = checked.findings[""]
    _findings(own, terminal)
    altered = sum(1 for f in own if f.altered)
    terminal.say(w.many("cli.altered", altered) if altered else w("cli.chain_unchanged", n=w.number(held.count)))
    if not altered:
        terminal.say(w("cli.chain_seal", code=held.seal))
    terminal.say()
    verdict = "altered" if checked.altered else "shut" if checked.shut else "unchanged"
    terminal.say(w(f"cli.dossier_{verdict}"))
    if not checked.altered:
        terminal.say(w("cli.shows_only"))


def _verify_json(asked: argparse.Namespace, terminal: Terminal) -> int:
    """The same for a program; also what can't be read is an answer."""
    w = terminal.w
    try:
        code = seal.parse(asked.seal) if asked.seal else None
        with several(asked, [asked.file], terminal) as given:
            found = check(given, terminal, code)
    except CannotRead as wrong:
        return _unreadable(wrong.code, w(f"error.{wrong.code}"), terminal)
    except CannotOpen as wrong:
        return _unreadable(wrong.code, w(wrong.key, file=wrong.file), terminal)
    terminal.json(_answer(given, found, terminal))
    return found.code


def _unreadable(code: str, told: str, terminal: Terminal) -> int:
    terminal.json({"verdict": "unreadable", "code": code, "told": told, "findings": []})
    return UNREADABLE


def _rows(found: tuple[Finding, ...], terminal: Terminal) -> list[Answer]:
    return [{"code": f.code, "altered": f.altered, **f.fields, "told": verifying.say(terminal.w, f)} for f in found]


def _answer(given: Given, checked: Checked, terminal: Terminal) -> Answer:
    verdict = {ALTERED: "altered", UNCHANGED: "unchanged", UNREADABLE: "unreadable"}
    logs = [_log(log, checked.findings[log.letter], terminal) for log in given.logs]
    if given.held is None:
        (alone,) = logs
        return {key: value for key, value in alone.items() if key not in ("letter", "label")}
    from . import telling

    held = given.held
    return {
        "verdict": verdict[checked.code],
        "count": held.count,
        "head": held.head,
        "seal": held.seal,
        "findings": _rows(checked.findings[""], terminal),
        "logs": logs,
        "unreadable": [{"letter": x.letter, "code": x.code, "told": terminal.w(f"error.{x.code}")} for x in given.shut],
        "hands": telling.hands_json(given.casework),
    }


def _log(log: Log, found: tuple[Finding, ...], terminal: Terminal) -> Answer:
    told = log.case.log
    verdict = "altered" if any(f.altered for f in found) else "unchanged"
    return {
        "letter": log.letter,
        "label": log.label,
        "verdict": verdict,
        "count": told.count,
        "head": told.head,
        "seal": told.seal,
        "findings": _rows(found, terminal),
    }


def read(asked: argparse.Namespace, terminal: Terminal) -> int:
    """The figures, then the time line, newest first."""
    from . import telling

    with several(asked, asked.files, terminal) as given:
        found = check(given, terminal)
        whole = given.dossier
    if asked.json:
        terminal.json(_read_json(given, whole, found))
    else:
        telling.dossier(given, whole, terminal)
    for shut in given.shut:
        terminal.warn(terminal.w("cli.shut", letter=shut.letter, why=terminal.w(f"error.{shut.code}")))
    if found.altered:
        terminal.warn(terminal.w("cli.read_altered"))
    return found.code


def _read_json(given: Given, whole: "Dossier", checked: Checked) -> Answer:
    from . import telling

    answer = telling.as_json(given, whole)
    if given.single is None:
        altered = {letter: any(f.altered for f in found) for letter, found in checked.findings.items()}
        for log in answer["logs"]:
            log["verdict"] = "altered" if altered[log["letter"]] else "unchanged"
    return answer
