"""The list: newest first, by month, texts folded; the way in to everything else."""

import datetime
from dataclasses import dataclass

from logbog import kinds, timeline
from logbog.timeline import Entry, Filter, Timeline
from logbog.words import Words

from ..markup import box, boxes, button, field, h, lines, text_input, title
from . import pictures, telling, ways

PAGE = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class ListView:
    """What the list shows: the whole log, the asked part of it, drafts (row, what they are of) and kinds used before."""

    whole: Timeline
    asked: Filter
    today: datetime.date
    shown: int = PAGE
    drafts: tuple[tuple[str, str], ...] = ()
    quick: tuple[str, ...] = ()
    set_aside: tuple[tuple[str, str], ...] = ()
    read_only: bool = False
    remind: bool = False


def page(w: Words, view: ListView) -> str:
    """The whole screen."""
    if not len(view.whole) and not view.drafts and not view.set_aside:
        return title(w("list.title")) + _read_only(w, view) + _empty(w, view) + _new(w, view)
    return "".join(
        (
            title(w("list.title")),
            _read_only(w, view),
            _drafts(w, view),
            _search(w, view),
            _quick(w, view),
            _remind(w) if view.remind else "",
            f'<div id="rows">{rows(w, view)}</div>',
            _new(w, view),
        )
    )


def rows(w: Words, view: ListView) -> str:
    """The incidents that are asked for; drawn alone while the person types in the search."""
    found = view.whole.only(view.asked)
    if view.asked == Filter():
        # The search field says the number already; this says it to those who don't see it there.
        out = [f'<p class="visually-hidden" role="status">{h(w.many("list.count", len(found)))}</p>']
    else:
        clear = button(w("list.filter_clear"), "clear-filter", style="quiet")
        out = [f'<div class="bar found"><p role="status">{h(w.many("list.found", len(found)))}</p>{clear}</div>']
    for month, entries in timeline.by_month(found.entries[: view.shown]):
        name = w.month(*month) if month else w("list.no_date")
        inner = "".join(_row(w, e, view.today) for e in entries)
        out.append(f'<h2 class="month">{h(name)}</h2><ul class="rows">{inner}</ul>')
    if len(found) > view.shown:
        out.append(button(w("list.more", n=min(PAGE, len(found) - view.shown)), "more"))
    if view.set_aside and view.asked == Filter():
        out.append(_set_aside(w, view))
    return "".join(out)


def _row(w: Words, entry: Entry, today: datetime.date) -> str:
    incident, history = entry.incident, entry.history
    day = incident.when.date
    date = (
        f'<span class="date"><b>{day.day}</b><small>{h(w("list.today") if day == today else w.weekday_short(day))}</small></span>'
        if day
        else '<span class="date"><b>?</b></span>'
    )
    notes = [telling.clock(w, incident)]
    notes += [w.many("list.exhibits", len(incident.exhibits))] * bool(incident.exhibits)
    notes += [w.many("list.witnesses", len(incident.witnesses))] * bool(incident.witnesses)
    notes += [w.many("list.late", history.days_late)] * bool(history.days_late)
    notes += [w("list.corrected")] * bool(history.corrections)
    called = telling.title(w, incident)
    star = f'{pictures.STAR}<span class="visually-hidden">{h(w("list.starred"))}</span>' if incident.starred else ""
    own = f'<span class="badge">{h(w("list.only_me"))}</span>' if incident.only_me else ""
    text = incident.what or incident.words
    folded = (
        f'<details class="fold"><summary><span class="visually-hidden">{h(w("list.unfold"))}: {h(called)}</span></summary>'
        f"<p>{lines(text)}</p></details>"
        if text
        else ""
    )
    return (
        f'<li class="row{" own" if incident.only_me else ""}"><button type="button" class="row-main" data-do="open" data-id="{h(history.id)}">'
        f'{date}<span class="row-text"><b>{pictures.of_kind(incident.main_kinds[0])}<span>{h(called)}</span></b>'
        f"<small>{h(' · '.join(notes))}</small>{own}</span>{star}</button>{folded}</li>"
    )


def _empty(w: Words, view: ListView) -> str:
    return (
        f'<div class="card"><h2>{h(w("list.empty_title"))}</h2><p>{h(w("list.empty_text"))}</p>'
        f"<p>{h(w('list.empty_small'))}</p></div>"
    )


def _read_only(w: Words, view: ListView) -> str:
    return f'<p class="warning">{h(w("tabs.read_only"))}</p>' if view.read_only else ""


def _new(w: Words, view: ListView) -> str:
    if view.read_only:
        return ""
    return f'<div class="sticky-action">{button(w("list.new"), "new", style="primary")}</div>'


def _drafts(w: Words, view: ListView) -> str:
    return "".join(
        f'<div class="card draft"><p><b>{h(w("list.draft"))}</b> {h(what)}</p><div class="bar">'
        f"{button(w('list.draft_go_on'), 'draft', of=row, style='primary')}"
        f"{button(w('list.draft_drop'), 'drop-draft', of=row, style='quiet')}</div></div>"
        for row, what in view.drafts
    )


def _remind(w: Words) -> str:
    """A gentle word about the backup; it says nothing of what is in the log."""
    later = button(w("list.backup_later"), "backup-later", style="quiet")
    return (
        f'<section class="note" id="remind" aria-label="{h(w("backup.title"))}"><p>{h(w("list.backup"))}</p>'
        f'<div class="bar">{ways.to("backup", w("list.backup_make"), "secondary")}{later}</div></section>'
    )


def _quick(w: Words, view: ListView) -> str:
    if not view.quick or view.read_only:
        return ""
    chips = "".join(
        f'<button type="button" class="chip" data-do="quick" data-id="{h(k)}">{pictures.of_kind(kinds.main(k))}{h(w(f"kind.{k}"))}</button>'
        for k in view.quick
    )
    return f'<section class="quick" aria-labelledby="quick-title"><h2 id="quick-title">{h(w("list.quick"))}</h2><div class="chips">{chips}</div><div id="quick-ask"></div></section>'


def quick_ask(w: Words, kind: str, now: datetime.datetime) -> str:
    """The second tap of the quick log: says what will be kept, before it is."""
    asked = w("list.quick_ask", what=w(f"kind.{kind}"), time=w.time(now.time()))
    return (
        f'<div class="card"><p id="quick-asked" tabindex="-1">{h(asked)}</p><div class="bar">'
        f"{button(w('list.quick_save'), 'quick-save', of=kind, style='primary')}"
        f"{button(w('list.quick_details'), 'quick-details', of=kind)}{button(w('form.cancel'), 'quick-cancel', style='quiet')}</div></div>"
    )


def _search(w: Words, view: ListView) -> str:
    asked = view.asked
    present = [(k, f"{w(f'kind.{k}')} {n}") for k, n in view.whole.by_kind().items()]
    inner = (
        f'<fieldset class="field"><legend>{h(w("list.filter_kind"))}</legend><div class="chips">{boxes("kinds", present, asked.kinds)}</div></fieldset>'
        + field("since", w("list.since"), text_input("since", asked.since.isoformat() if asked.since else "", kind="date"))
        + field("until", w("list.until"), text_input("until", asked.until.isoformat() if asked.until else "", kind="date"))
        + box("starred", w("list.only_starred"), asked.starred)
    )
    narrowed = asked.kinds or asked.since or asked.until or asked.starred
    return (
        f'<form class="search" role="search" data-form="filter"><label class="visually-hidden" for="text">{h(w("list.search"))}</label>'
        f"{text_input('text', asked.text, kind='search', extra=_placeholder(w, len(view.whole)))}"
        f'<details class="more"{" open" if narrowed else ""}><summary>{h(w("list.filter"))}</summary>{inner}</details></form>'
    )


def _placeholder(w: Words, n: int) -> str:
    return f'placeholder="{h(w.many("list.search_in", n))}"'


def _set_aside(w: Words, view: ListView) -> str:
    inner = "".join(
        f'<li class="row"><button type="button" class="row-main" data-do="open" data-id="{h(i)}"><span class="row-text">{h(label)}</span></button></li>'
        for i, label in view.set_aside
    )
    return f'<details class="more"><summary>{h(w.many("list.set_aside", len(view.set_aside)))}</summary><ul class="rows">{inner}</ul></details>'
