"""One incident: all it says, who wrote it and when, what it said before, and what is worth a look about it."""

from logbog import account, changes, compare, verify
from logbog.changes import Change, Correction
from logbog.history import History
from logbog.words import Words

from ...markup import button, h, lines, title
from ...screens import pictures, telling
from . import glance, rows
from .looking import Looking

QUOTED, ELSEWHERE = "words", "exhibits"


def page(w: Words, looking: Looking, history: History) -> str:
    """The whole screen."""
    incident = history.now
    called = telling.title(w, incident) if incident else w("see.incident", number=history.label)
    return "".join(
        (
            title(called, f'<div class="r-back">{button(w("see.back"), "see-back", style="quiet")}</div>'),
            _whose(w, looking, history),
            _withdrawn(w, history),
            _findings(w, looking, history),
            facts(w, history) if incident else _gone(w, looking, history),
            _exhibits(w, looking, history),
            _corrections(w, history),
            _pointed(w, looking, history),
            f'<div class="bar">{button(w("see.add_note"), "add-note", of=f" {history.id}")}</div>' if incident else "",
            _beside(w, looking, history),
        )
    )


def _whose(w: Words, looking: Looking, history: History) -> str:
    who = looking.dossier.source_of(history.source).label
    number = w("see.incident", number=history.label)
    number = w("see.incident_by", incident=number, who=who) if who else number
    told = [number, *(t.text for t in account.written(w, history))]
    star = f'<p class="r-badge">{pictures.STAR}{h(w("list.starred"))}</p>' if history.now and history.now.starred else ""
    return f'<p class="r-lead">{h(" · ".join(told))}</p>{star}'


def _withdrawn(w: Words, history: History) -> str:
    if not history.withdrawn:
        return ""
    why = history.withdrawn.why or w("incident.no_reason")
    return f'<p class="warning">{h(w("incident.withdrawn", when=w.moment(history.withdrawn.logged), why=why))}</p>'


def _findings(w: Words, looking: Looking, history: History) -> str:
    """What the check found about this incident or its exhibits."""
    letter = looking.dossier.source_of(history.source).letter
    numbers = {n.number for n in looking.exhibits.get(history.label, ())}
    about = [
        f
        for f in looking.findings.get(letter, ())
        if f.altered and (f.number == history.number or (f.exhibit is not None and f.exhibit in numbers))
    ]
    if not about:
        return ""
    told = "".join(f"<li>{h(verify.say(w, f))}</li>" for f in about)
    return f'<div class="warning"><h2>{h(w("see.altered"))}</h2><ul>{told}</ul></div>'


def _gone(w: Words, looking: Looking, history: History) -> str:
    """Why there is nothing to read."""
    altered = history.versions[-1].seq in looking.dossier.source_of(history.source).case.altered
    if history.erased:
        told = w("see.gone_erased")
    elif altered:
        told = w("see.gone_altered")
    else:
        told = w("see.gone_withdrawn") if history.withdrawn else w("see.gone")
    return f'<p class="note">{h(told)}</p>'


def facts(w: Words, history: History) -> str:
    """All that the incident says, field by field; the exhibits stand by themselves."""
    if history.now is None:
        return ""
    told = [s for s in changes.told(w, history.now) if s.text and s.code != ELSEWHERE]
    return '<dl class="r-facts">' + "".join(f"<dt>{h(s.label)}</dt><dd>{_said(s.code, s.text)}</dd>" for s in told) + "</dl>"


def _said(code: str, text: str) -> str:
    return f"<blockquote>{lines(text)}</blockquote>" if code == QUOTED else lines(text)


def _exhibits(w: Words, looking: Looking, history: History) -> str:
    exhibits = looking.exhibits.get(history.label, ())
    if not exhibits:
        return ""
    tiles = "".join(f"<li>{rows.thumb(w, n, n.exhibit.caption or n.exhibit.name)}</li>" for n in exhibits)
    return f'<section aria-labelledby="r-bilag"><h2 id="r-bilag">{h(w("report.exhibits"))}</h2><ul class="r-gallery">{tiles}</ul></section>'


def _corrections(w: Words, history: History) -> str:
    found = changes.corrections(history)
    if not found:
        return ""
    inner = "".join(_correction(w, c, n) for n, c in reversed(tuple(enumerate(found, 1))))
    heading = w.many("see.corrections", len(found))
    return (
        f'<section aria-labelledby="r-corrections"><h2 id="r-corrections">{h(heading)}</h2>'
        f'<p class="hint">{h(w("see.corrections_hint"))}</p>{inner}</section>'
    )


def _correction(w: Words, correction: Correction, n: int) -> str:
    before, after = correction.before, correction.after
    name = w("change.corrected", date=w.moment(after.logged))
    if before.incident is None or after.incident is None:
        inner = f"<p>{h(w('see.version_not_here'))}</p>"
    else:
        heads = (
            w("see.field"),
            w("see.before", when=w.date_narrow(before.logged)),
            w("see.after", when=w.date_narrow(after.logged)),
        )
        head = "".join(f'<th role="columnheader" scope="col">{h(text)}</th>' for text in heads)
        body = "".join(_change(w, c, heads) for c in changes.between(w, before.incident, after.incident))
        inner = (
            f'<table role="table" class="r-sides" aria-labelledby="r-correction-{n}"><thead role="rowgroup">'
            f'<tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table>'
        )
    return f'<article class="r-correction"><h3 id="r-correction-{n}">{h(name)}</h3>{inner}</article>'


def _change(w: Words, change: Change, heads: tuple[str, str, str]) -> str:
    old, new = change.parts()
    what = "see.was_added" if not change.before else "see.was_removed" if not change.after else "see.was_changed"
    if change.before == change.after:
        what = "see.was_replaced"
    cells = ((heads[1], change.before, old, "del"), (heads[2], change.after, new, "ins"))
    told = "".join(
        f'<td role="cell"><span class="r-head" aria-hidden="true">{h(head)}</span>{_marked(w, text, parts, tag)}</td>'
        for head, text, parts, tag in cells
    )
    return f'<tr role="row"><th role="rowheader" scope="row">{h(change.label)} <span class="r-what-changed">{h(w(what))}</span></th>{told}</tr>'


def _marked(w: Words, text: str, parts: changes.Parts, tag: str) -> str:
    if not text:
        return f'<span class="r-none">{h(w("see.nothing_said"))}</span>'
    own = f"<{tag}>{lines(parts.own)}</{tag}>" if parts.own else ""
    return f"{lines(parts.start)}{own}{lines(parts.end)}"


def _pointed(w: Words, looking: Looking, history: History) -> str:
    """What is pointed out about this incident, each with the other incidents it is about."""
    about = [p for p in looking.pointed if history.label in p.entries]
    if not about:
        return ""
    told = "".join(f"<li><p>{h(compare.say(w, p))}</p>{glance.others(w, looking, p.entries, history.label)}</li>" for p in about)
    return (
        f'<section aria-labelledby="r-pointed"><h2 id="r-pointed">{h(w("see.pointed"))}</h2>'
        f'<p class="hint">{h(w("see.pointed_hint"))}</p><ul class="r-plain">{told}</ul></section>'
    )


def _beside(w: Words, looking: Looking, history: History) -> str:
    """The newer and the older one of what was found."""
    labels = [e.history.label for e in looking.found.entries]
    if history.label not in labels:
        return ""
    at = labels.index(history.label)
    newer = button(w("see.newer"), "open", of=labels[at - 1], extra='id="r-newer"') if at else ""
    older = button(w("see.older"), "open", of=labels[at + 1], extra='id="r-older"') if at + 1 < len(labels) else ""
    place = w("see.place", n=w.number(at + 1), of=w.number(len(labels)))
    return f'<nav class="r-beside" aria-label="{h(w("see.beside"))}">{newer}<span class="hint">{h(place)}</span>{older}</nav>'
