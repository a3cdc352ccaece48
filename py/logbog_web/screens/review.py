"""Share, the second step: exactly what leaves, what doesn't, the secret words that were found, and the choice of file.

Nothing of an incident leaves that isn't on this screen.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from logbog import disclose
from logbog.disclose import Numbered
from logbog.history import History
from logbog.incident import Incident
from logbog.secretwords import Hit
from logbog.timeline import Entry, Timeline
from logbog.words import Words

from ..choice import Choice
from ..markup import button, h, lines, title
from . import pictures, share, telling, ways


@dataclass(frozen=True, kw_only=True, slots=True)
class Review:
    """What is about to leave: the chosen incidents, the whole log they are part of, the exhibits with their numbers,
    where secret words were found, those in the names on the front page, whether there are any to look for, and the
    sizes to expect (PDF, ZIP)."""

    choice: Choice
    chosen: Timeline
    histories: tuple[History, ...]
    exhibits: tuple[Numbered, ...]
    hits: tuple[Hit, ...]
    named: tuple[str, ...]
    has_words: bool
    sizes: tuple[int, int]


def page(w: Words, view: Review) -> str:
    """The whole screen."""
    return "".join(
        (
            title(w("share.review_title"), ways.to("share", w("share.back"))),
            _counts(w, view),
            f'<p class="warning">{h(w("share.other_party"))}</p>',
            _secret(w, view),
            _not_with(w, view),
            _reasons(w, view),
            _incidents(w, view),
            _formats(w, view),
        )
    )


def _counts(w: Words, view: Review) -> str:
    told = [
        w(
            "share.counts",
            incidents=w.many("chart.incidents", len(view.chosen)),
            exhibits=w.many("share.exhibits", len(view.exhibits)),
        )
    ]
    if view.chosen.period:
        since, until = view.chosen.period
        told.append(w("share.counts_period", since=w.date(since), until=w.date(until)))
    names = [name for name in (view.choice.own_name, view.choice.other_name) if name]
    told.append(w("share.names", names=w.listed(names)) if names else w("share.no_names"))
    way = f'<div class="bar">{button(w("share.to_formats"), "to-formats", style="quiet")}</div>'
    return f'<p class="lead">{h(told[0])}</p><p>{h(" ".join(told[1:]))}</p>{way}'


def _secret(w: Words, view: Review) -> str:
    if not view.has_words:
        return f'<div class="note"><p>{h(w("share.no_words"))}</p>{ways.to("settings", w("share.to_settings"))}</div>'
    found = len(view.hits) + len(view.named)
    if not found:
        return f'<p class="note">{h(w("share.no_hits"))}</p>'
    entries = {e.history.id: e for e in view.chosen.entries}
    rows = "".join(f"<li><p>{h(w('share.hit_name', word=word))}</p></li>" for word in view.named)
    rows += "".join(_hit(w, hit, entries.get(hit.incident)) for hit in view.hits)
    return (
        f'<section class="warning" aria-labelledby="hits"><h2 id="hits">{h(w.many("share.hits", found))}</h2>'
        f'<ul class="stack">{rows}</ul><p>{h(w("share.hits_text"))}</p></section>'
    )


def _hit(w: Words, hit: Hit, entry: Entry | None) -> str:
    field = w("share.reason_field") if hit.field == "withdrawn" else w(f"field.{hit.field}")
    where = share.name(w, entry) if entry else w("share.number", number=hit.number)
    told = w("share.hit_earlier" if hit.earlier else "share.hit", word=hit.word, field=field, incident=where)
    opening = f'aria-label="{h(w("share.open_of", incident=where))}"'
    return f"<li><p>{h(told)}</p>{button(w('share.open'), 'open', of=hit.incident, style='quiet', extra=opening)}</li>"


def _not_with(w: Words, view: Review) -> str:
    standing = [x for x in view.histories if x.now and not x.withdrawn and not x.erased]
    chosen = [e.incident for e in view.chosen.entries]
    counts = {
        "private": sum(1 for x in standing if x.now and x.now.only_me),
        "unchosen": sum(1 for x in view.histories if disclose.may_leave(x)) - len(view.chosen),
        "withdrawn": sum(1 for x in view.histories if x.withdrawn and not x.erased),
        "erased": sum(1 for x in view.histories if x.erased),
        "notes": sum(1 for i in chosen if i.note),
        "exhibits": sum(1 for i in chosen for e in i.exhibits if e.only_me),
        "earlier": 0 if view.choice.earlier else sum(len(e.history.corrections) for e in view.chosen.entries),
    }
    rows = "".join(f"<li>{h(w.many(f'share.not_{name}', n))}</li>" for name, n in counts.items() if n)
    return (
        f'<section class="card" aria-labelledby="not-with"><h2 id="not-with">{h(w("share.not_title"))}</h2>'
        f'<ul>{rows}<li>{h(w("share.not_lists"))}</li></ul><p class="hint">{h(w("share.chain"))}</p></section>'
    )


def _reasons(w: Words, view: Review) -> str:
    """The reasons of withdrawals leave with a case file, so they are shown too."""
    told = [x.withdrawn for x in view.histories if x.withdrawn and x.withdrawn.why and not (x.now and x.now.only_me)]
    if not told:
        return ""
    rows = "".join(f"<li>{h(w.moment(t.logged))}: {lines(t.why)}</li>" for t in told)
    return (
        f'<section class="card" aria-labelledby="reasons"><h2 id="reasons">{h(w("share.reasons"))}</h2>'
        f"<p>{h(w('share.reasons_text'))}</p><ul>{rows}</ul></section>"
    )


def _incidents(w: Words, view: Review) -> str:
    by_incident: dict[str, list[Numbered]] = {}
    for numbered in view.exhibits:
        by_incident.setdefault(numbered.incident, []).append(numbered)
    inner = "".join(_incident(w, e, by_incident.get(e.history.id, []), view.choice.earlier) for e in view.chosen.entries)
    return (
        f'<section class="stack" aria-labelledby="leaving-title"><h2 id="leaving-title">{h(w("share.leaving"))}</h2>'
        f'<div class="bar">{button(w("share.unfold"), "unfold")}</div><div id="leaving" class="card">{inner}</div></section>'
    )


def _incident(w: Words, entry: Entry, exhibits: Sequence[Numbered], earlier: bool) -> str:
    history = entry.history
    marks = [w("share.logged", when=w.moment(history.logged))] + [w("list.starred")] * entry.incident.starred
    marks += [w("list.corrected")] * bool(history.corrections)
    before = [v for v in reversed(disclose.told_of(history)) if earlier and v is not history.versions[-1]]
    old = "".join(_version(w, v.incident, v.logged) for v in before)
    return (
        f'<details class="more"><summary>{h(share.name(w, entry))}</summary><p class="muted">{h(" · ".join(marks))}</p>'
        f"{telling.facts(w, entry.incident, private=False)}{_exhibits(w, exhibits)}{old}</details>"
    )


def _version(w: Words, incident: Incident | None, logged: datetime.datetime) -> str:
    if incident is None:
        return ""
    return f"<h3>{h(w('share.version', when=w.moment(logged)))}</h3>{telling.facts(w, incident, private=False)}{_old_exhibits(w, incident)}"


def _old_exhibits(w: Words, incident: Incident) -> str:
    told = [w.listed([t for t in (e.caption, e.name) if t]) or w("exhibit.unnamed") for e in incident.shared_exhibits]
    return f'<p class="muted">{h(w("share.old_exhibits", names="; ".join(told)))}</p>' if told else ""


def _exhibits(w: Words, exhibits: Sequence[Numbered]) -> str:
    if not exhibits:
        return ""
    return f'<ul class="thumbs">{"".join(_exhibit(w, e) for e in exhibits)}</ul>'


def _exhibit(w: Words, numbered: Numbered) -> str:
    exhibit = numbered.exhibit
    label = w("exhibit.numbered", number=numbered.number, name=exhibit.caption or w("share.no_caption"))
    told = [w("share.file_name", name=exhibit.name)] * bool(exhibit.name)
    told += [w("share.taken", when=_taken(w, exhibit.taken))] * bool(exhibit.taken)
    told += [w("exhibit.place_left_out" if exhibit.leave_place_out else "exhibit.has_place")] * exhibit.has_place
    return (
        f'<li class="thumb"><button type="button" data-do="view" data-id="{h(exhibit.id)}">'
        f"{pictures.of_exhibit(exhibit.id, exhibit.type)}<span>{h(label)}</span></button>"
        f'<p class="muted">{"<br>".join(h(t) for t in [*told, w.size(exhibit.size)])}</p></li>'
    )


def _taken(w: Words, taken: str) -> str:
    try:
        return w.moment(datetime.datetime.fromisoformat(taken))
    except ValueError:
        return taken


def _formats(w: Words, view: Review) -> str:
    report, case = view.sizes
    cards = _format(w, "pdf", "make-report", report) + _format(w, "zip", "make-case", case)
    return f'<section class="stack" aria-labelledby="formats"><h2 id="formats" tabindex="-1">{h(w("share.formats"))}</h2>{cards}</section>'


def _format(w: Words, kind: str, do: str, size: int) -> str:
    return (
        f'<div class="card"><h3>{h(w(f"share.{kind}"))}</h3><p>{h(w(f"share.{kind}_text"))}</p>'
        f'<p class="muted">{h(w("share.about_size", size=w.size(size)))}</p>'
        f"{button(w(f'share.{kind}_make'), do, style='primary')}</div>"
    )
