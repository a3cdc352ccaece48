"""The check: the first that is said of a file, in plain words. Unchanged, altered, or it can't be checked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from logbog import seal, verify
from logbog.casefile import CaseFile
from logbog.errors import CannotRead
from logbog.verify import Finding
from logbog.words import Words

from ...markup import button, h, text_input

UNCHANGED, ALTERED, CHECKING, STOPPED, REFUSED = "unchanged", "altered", "checking", "stopped", "refused"
# What marks a verdict besides its word and its colour.
MARKS = {
    UNCHANGED: '<path d="M5 12.500l4.500 4.500L19 7.500"/>',
    ALTERED: '<path d="M12 5v9"/><path d="M12 18.500v.5"/>',
    CHECKING: '<path d="M12 7v5l3.500 2"/>',
    STOPPED: '<path d="M9 8v8M15 8v8"/>',
    REFUSED: '<path d="M9 9.500a3 3 0 1 1 4.500 2.600c-1 .6-1.500 1.200-1.500 2.400"/><path d="M12 18.500v.5"/>',
}
# So many findings are shown at once; the rest is folded.
SHOWN = 6
# The facts that say that something isn't here; the others are told when asked for.
GONE = ("left_out", "erased", "withdrawn")


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """One file and what is known of it; ``links`` leads from a finding to the label of the incident it concerns."""

    letter: str
    called: str
    name: str
    state: str
    case: CaseFile | None
    findings: Sequence[Finding] = ()
    links: Mapping[Finding, str] = field(default_factory=dict)
    incidents: int = 0
    exhibits: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Sealed:
    """A seal that was given: its code, and what it fits with the day up to which that fixes it; nothing when it fits none."""

    code: str
    fits: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckView:
    """All that is told: the logs, what can't be opened, what waits for a passphrase, the seals, and what was typed wrong."""

    files: Sequence[Checked] = ()
    refused: Sequence[tuple[str, str]] = ()
    waiting: Sequence[tuple[str, str]] = ()
    seals: Sequence[Sealed] = ()
    same: Sequence[tuple[str, bool]] = ()
    seal_typed: str = ""
    seal_error: str = ""


def places(w: Words, view: CheckView) -> dict[str, str]:
    """The card, by the part of the frame that each piece stands in: drawn apart, so that what is being typed stays."""
    alone = len(view.files) == 1
    told = [_refused(w, n, *each) for n, each in enumerate(view.refused)]
    told += [_file(w, each, alone=alone) for each in view.files]
    told += [_same(each) for each in view.same]
    return {
        "#r-locked": "".join(_locked(w, n, *each) for n, each in enumerate(view.waiting)),
        "#r-verdicts": "".join(told),
        "#r-sealed": "".join(_sealed(w, each, many=not alone) for each in view.seals),
        "#r-seal": _seal(w, view) if view.files else "",
        "#r-shows": _shows(w) if view.files else "",
    }


def aloud(w: Words, view: CheckView) -> str:
    """The verdicts in one sentence, for those who listen; nothing while any is still under way."""
    if any(each.state == CHECKING for each in view.files):
        return ""
    verdicts = [(each.called, w(f"reader.verdict.{each.state}")) for each in view.files]
    if len(verdicts) == 1:
        return verdicts[0][1]
    return " ".join(w("reader.verdict_of", called=called, verdict=verdict) for called, verdict in verdicts)


def _head(w: Words, state: str, kicker: str, name: str) -> str:
    mark = f'<svg viewBox="0 0 24 24" width="40" height="40" aria-hidden="true" focusable="false">{MARKS[state]}</svg>'
    above = f'<p class="r-kicker">{h(kicker)}</p>' if kicker else ""
    return f'{above}<h2 id="verdict-{h(name)}" tabindex="-1" data-verdict="{state}">{mark}{h(w(f"reader.verdict.{state}"))}</h2>'


def _file(w: Words, checked: Checked, *, alone: bool) -> str:
    kicker = "" if alone else w("reader.called", called=checked.called, name=checked.name) if checked.name else checked.called
    told = {
        UNCHANGED: lambda: _counted(w, checked),
        ALTERED: lambda: _altered(w, checked),
        CHECKING: lambda: w("reader.checking_text"),
        STOPPED: lambda: w("reader.stopped_text"),
    }[checked.state]()
    again = button(w("reader.check_now"), "check-again", of=checked.letter) if checked.state == STOPPED else ""
    return (
        f'<section class="r-verdict r-{checked.state}">{_head(w, checked.state, kicker, checked.letter)}'
        f"<p>{h(told)}</p>{again}{_findings(w, checked)}{_do(w, checked)}{_facts(w, checked, alone=alone)}</section>"
    )


def _altered(w: Words, checked: Checked) -> str:
    if _only_seal(checked):
        return w("reader.altered_seal")
    return w.many("reader.altered_text", sum(f.altered for f in checked.findings))


def _only_seal(checked: Checked) -> bool:
    return all(f.code == "seal_broken" for f in checked.findings if f.altered)


def _counted(w: Words, checked: Checked) -> str:
    if checked.case is None:
        return w("reader.unchanged_dossier")
    counts = [w.many("reader.n_incidents", checked.incidents)]
    if checked.case.archive is None:
        return w("reader.unchanged_alone", what=counts[0])
    counts.append(w.many("reader.n_exhibits", checked.exhibits))
    return w("reader.unchanged_text", what=w.listed(counts))


def _findings(w: Words, checked: Checked) -> str:
    told = [_finding(w, f, checked.links.get(f)) for f in checked.findings if f.altered]
    if len(told) <= SHOWN:
        return f'<ul class="r-findings">{"".join(told)}</ul>' if told else ""
    rest = (
        f"<details><summary>{h(w.many('reader.more_findings', len(told) - SHOWN))}</summary>"
        f'<ul class="r-findings">{"".join(told[SHOWN:])}</ul></details>'
    )
    return f'<ul class="r-findings">{"".join(told[:SHOWN])}</ul>{rest}'


def _finding(w: Words, finding: Finding, label: str | None) -> str:
    shown = button(w("reader.see_incident", label=label), "open", of=label, style="quiet") if label else ""
    return f'<li data-code="{h(finding.code)}"><p>{h(verify.say(w, finding))}</p>{shown}</li>'


def _facts(w: Words, checked: Checked, *, alone: bool) -> str:
    """What the owner chose: no alteration, but a reader must know how much isn't here."""
    facts = [f for f in checked.findings if not f.altered and f.code != "seal_holds"]
    if checked.case is None:
        # Of a dossier file it is how many hands and notes there are.
        return _listed(w, facts) if facts else ""
    gone, other = ([f for f in facts if (f.code in GONE) is is_gone] for is_gone in (True, False))
    if not alone:
        return _folded(w, "reader.facts", facts)
    shown = f"<h3>{h(w('reader.facts'))}</h3>{_listed(w, gone)}" if gone else ""
    return shown + _folded(w, "reader.facts_more", other)


def _folded(w: Words, key: str, facts: Sequence[Finding]) -> str:
    return f"<details><summary>{h(w(key))}</summary>{_listed(w, facts)}</details>" if facts else ""


def _listed(w: Words, facts: Sequence[Finding]) -> str:
    rows = "".join(f'<li data-code="{h(f.code)}">{h(verify.say(w, f))}</li>' for f in facts)
    return f'<ul class="r-chosen">{rows}</ul>'


def _do(w: Words, checked: Checked) -> str:
    """What to do about it; only an alteration asks for anything."""
    if checked.state != ALTERED:
        return ""
    return f'<p class="r-do">{h(w("reader.altered_seal_do" if _only_seal(checked) else "reader.altered_do"))}</p>'


def _refused(w: Words, at: int, name: str, code: str) -> str:
    another = f'<button type="button" class="secondary" data-picks="r-files">{h(w("reader.choose_another"))}</button>'
    away = button(w("reader.put_aside"), "drop-refused", of=str(at), style="quiet")
    return (
        f'<section class="r-verdict r-refused">{_head(w, REFUSED, name, f"refused-{at}")}'
        f'<p>{h(w(f"reader.refused.{code}"))}</p><div class="bar">{another}{away}</div></section>'
    )


def _locked(w: Words, at: int, name: str, wrong: str) -> str:
    field_id = f"passphrase-{at}"
    error = f'<p class="error" id="{field_id}-error">{h(w(f"reader.passphrase_{wrong}"))}</p>' if wrong else ""
    described = f' aria-describedby="{field_id}-error" aria-invalid="true"' if wrong else ""
    return (
        f'<section class="r-verdict r-locked"><p class="r-kicker">{h(name)}</p><h2 tabindex="-1">{h(w("reader.locked"))}</h2>'
        f'<form data-form="passphrase" data-id="{at}" autocomplete="off"><div class="field">'
        f'<label for="{field_id}">{h(w("reader.passphrase"))}</label><p class="hint">{h(w("reader.passphrase_hint"))}</p>{error}'
        f'<input id="{field_id}" name="passphrase" type="password" autocomplete="one-time-code" autocapitalize="none"'
        f'{described}></div><div class="bar"><button class="primary">{h(w("reader.unlock"))}</button>'
        f"{button(w('reader.put_aside'), 'drop-waiting', of=str(at), style='quiet')}</div></form></section>"
    )


def _same(same: tuple[str, bool]) -> str:
    told, agree = same
    return f'<p class="{"r-fact" if agree else "warning"}">{h(told)}</p>'


def _seal(w: Words, view: CheckView) -> str:
    """The form to try a seal; folded until it is asked for."""
    unfolded = " open" if view.seal_error else ""
    error = f'<p class="error" id="seal-error">{h(view.seal_error)}</p>' if view.seal_error else ""
    control = text_input(
        "seal", view.seal_typed, hint="yes", error=view.seal_error, extra='autocapitalize="characters" spellcheck="false"'
    )
    return (
        f"<details{unfolded}><summary>{h(w('reader.seal_title'))}</summary>"
        f'<form data-form="seal" autocomplete="off" data-drop="scan"><div class="field">'
        f'<label for="seal">{h(w("reader.seal_code"))}</label><p class="hint" id="seal-hint">{h(w("reader.seal_hint"))}</p>'
        f'{error}{control}</div><div class="bar"><button class="primary">{h(w("reader.seal_try"))}</button>'
        f'<button type="button" class="secondary" data-picks="seal-picture">{h(w("reader.seal_picture"))}</button></div>'
        f'<input type="file" id="seal-picture" class="visually-hidden" accept="image/*" data-files="scan" tabindex="-1"'
        f' aria-label="{h(w("reader.seal_picture"))}"><p class="hint">{h(w("reader.seal_paste"))}</p></form></details>'
    )


def _sealed(w: Words, sealed: Sealed, *, many: bool) -> str:
    """What a seal showed. One that fits nothing is told with the only log there is, or here when it may be any of them."""
    if not sealed.fits and not many:
        return ""
    if not sealed.fits:
        return f'<p class="r-seal-told r-altered" tabindex="-1">{h(w("reader.seal_fits_none", code=sealed.code))}</p>'
    rows = []
    for called, until in sealed.fits:
        said = w("reader.seal_fits", until=until, code=sealed.code)
        rows.append(w("reader.seal_of", called=called, told=said) if many else said)
    return "".join(f'<p class="r-seal-told r-unchanged" tabindex="-1">{h(row)}</p>' for row in rows)


def _shows(w: Words) -> str:
    """What a check proves and what it doesn't: short, and more when asked for."""
    more = "".join(f"<p>{h(w(key))}</p>" for key in ("report.check.chain", "reader.shows_seal", "reader.shows_clock"))
    return (
        f"<p><strong>{h(w('reader.shows'))}</strong> {h(w('reader.shows_text'))}</p>"
        f"<p><strong>{h(w('reader.shows_not'))}</strong> {h(w('reader.shows_not_text'))}</p>"
        f"<details><summary>{h(w('reader.shows_more'))}</summary>{more}</details>"
    )


def code_in(text: str) -> seal.Seal:
    """The seal in what was typed or scanned: the code alone, or a sentence with the code in it. Raises CannotRead."""
    try:
        return seal.parse(text)
    except CannotRead:
        for word in text.split():
            if word.count("-") == 7:
                return seal.parse(word.strip(".,;:()»«“”"))
        raise


def concerned(case: CaseFile, finding: Finding) -> str:
    """The id of the incident that a finding concerns; empty when it concerns the whole file."""
    if finding.number is not None:
        return next((x.id for x in case.histories if x.number == finding.number), "")
    if finding.exhibit is not None:
        return next((p.incident for p in case.log.exhibits if p.number == finding.exhibit), "")
    if finding.record is not None:
        return next((x.header.incident for x in case.lines if x.header.seq == finding.record - 1), "")
    return ""
