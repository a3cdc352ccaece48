"""The time line: all that was told, newest first, as a table; the filter above it, and the same as patterns and exhibits."""

from collections import Counter

from logbog.timeline import Entry
from logbog.words import Words

from ...markup import button, h, title
from . import filters, gallery, patterns, rows
from .looking import EXHIBITS, PAGE, PATTERNS, ROWS, Looking, told_by

MOST_ASIDE = 100


def page(w: Words, looking: Looking) -> str:
    """The whole screen."""
    head = title(_title(w, looking)) + f'<p class="r-lead">{h(_told(w, looking))}</p>'
    if not len(looking.dossier.timeline) and not looking.dossier.notes():
        return f'{head}<p class="note">{h(w("see.empty"))}</p>{_aside(w, looking)}'
    return "".join(
        (
            head,
            filters.form(w, looking),
            f'<p class="r-found" id="r-found" role="status">{h(found(w, looking))}</p>',
            f'<div id="r-seen">{seen(w, looking)}</div>',
            _aside(w, looking) if looking.view == ROWS else "",
        )
    )


def seen(w: Words, looking: Looking) -> str:
    """What was found, in the way it is looked at."""
    if not looking.rows and not len(looking.found):
        return f'<div class="note"><p>{h(w("see.none"))}</p>{button(w("list.filter_clear"), "see-all")}</div>'
    if looking.view == PATTERNS:
        return patterns.page(w, looking)
    if looking.view == EXHIBITS:
        return gallery.page(w, looking)
    return _table(w, looking) + f'<div id="r-more">{more(w, looking)}</div>'


def found(w: Words, looking: Looking) -> str:
    """How many there are, in a sentence that is also said aloud."""
    n, of = len(looking.found), len(looking.dossier.timeline)
    notes = sum(1 for row in looking.rows if not isinstance(row, Entry))
    if looking.only_notes and looking.view == ROWS:
        return w.many("see.notes", notes)
    if looking.view == EXHIBITS:
        return w.many("see.exhibits", sum(len(looking.exhibits.get(e.history.label, ())) for e in looking.found.entries))
    told = w.many("chart.incidents", n) if n == of else w("see.found", n=w.number(n), incidents=w.many("chart.incidents", of))
    with_notes = notes and looking.view == ROWS
    return w("report.and", first=told, last=w.many("see.notes", notes)) if with_notes else told


def drawn(w: Words, looking: Looking, since: int = 0) -> str:
    """The rows from number ``since`` to those that are shown."""
    return "".join(_row(w, looking, n) for n in range(since, min(looking.shown, len(looking.rows))))


def more(w: Words, looking: Looking) -> str:
    """The way to the rest, with how many that is."""
    left = len(looking.rows) - looking.shown
    if left <= 0:
        return ""
    told = w("see.shown", n=w.number(looking.shown), of=w.number(len(looking.rows)))
    return f'<p class="hint">{h(told)}</p>{button(w("list.more", n=min(PAGE, left)), "see-more")}'


def _title(w: Words, looking: Looking) -> str:
    name, period = w(f"reader.tab_{looking.view}"), looking.dossier.timeline.period
    if period is None:
        return name
    since, until = period
    first = w.date_short(since) if since.year == until.year else w.date_narrow(since)
    return w("see.title", name=name, since=first, until=w.date_narrow(until)) if since != until else name


def _told(w: Words, looking: Looking) -> str:
    """Whose logs these are, and how much each of them tells."""
    dossier = looking.dossier
    if len(dossier.letters) == 1:
        label = dossier.source_of("").label
        incidents = w.many("chart.incidents", len(dossier.timeline))
        return w("see.one_log_by", incidents=incidents, who=label) if label else w("see.one_log", incidents=incidents)
    counts = Counter(e.history.source for e in dossier.timeline.entries)
    logs = [w("see.log", log=dossier.label_of(w, letter), n=w.number(counts[letter])) for letter in dossier.letters]
    return w("see.logs", n=len(logs), logs=w.listed(logs))


def _table(w: Words, looking: Looking) -> str:
    heads = [w("report.column.when"), w("report.column.happened"), w("report.column.exhibits")]
    heads += [w("see.from")] * looking.voices
    head = "".join(f'<th role="columnheader" scope="col">{h(text)}</th>' for text in heads)
    return (
        f'<table class="r-rows{" r-voices" if looking.voices else ""}" role="table">'
        f'<caption class="visually-hidden">{h(w("see.caption"))}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup" id="r-body">{drawn(w, looking)}</tbody></table>'
    )


def _row(w: Words, looking: Looking, n: int) -> str:
    row, wanted = looking.rows[n], looking.asked.text.casefold().split()
    if isinstance(row, Entry):
        teller = told_by(w, looking.dossier, row.history) if looking.voices else None
        return rows.incident(w, row, looking.exhibits.get(row.history.label, ()), teller, wanted)
    return rows.note(w, row, wanted)


def _aside(w: Words, looking: Looking) -> str:
    """What is no part of the time line, and why: those taken back, each with its page, and how many are not here."""
    gone = [x for x in looking.dossier.histories if x.withdrawn or x.now is None]
    if not gone:
        return ""
    back = [x for x in gone if x.withdrawn]
    erased = sum(1 for x in gone if x.erased and not x.withdrawn)
    counts = {"erased": erased, "left_out": len(gone) - len(back) - erased}
    told = "".join(f"<li>{h(w.many(f'report.aside.{name}', n))}</li>" for name, n in counts.items() if n)
    told += "".join(f"<li>{rows.withdrawn(w, x)}</li>" for x in back[:MOST_ASIDE])
    return (
        f'<details class="r-fold"><summary>{h(w.many("see.aside", len(gone)))}</summary><ul class="r-plain">{told}</ul></details>'
    )
