"""A row of the time line: an incident, or a case note between them. A text is shown in short; all of it is a tap away."""

import re
from collections.abc import Sequence

from logbog import account, changes, noteaccount
from logbog.casework import NoteHistory
from logbog.disclose import Numbered
from logbog.history import History
from logbog.incident import Answer, Incident
from logbog.timeline import Entry
from logbog.words import Words

from ...markup import button, h
from ...screens import pictures, telling
from .looking import key

SHORT = 300
MOST_THUMBS, MOST_FIELDS = 3, 3
MOST_NAME = 80


def short(text: str, most: int = SHORT) -> str:
    """The text on one line, cut after a word where it is long."""
    flat = " ".join(text[: 4 * most].split())
    if len(flat) <= most:
        return flat
    cut = flat[:most].rpartition(" ")[0] or flat[:most]
    return f"{cut} …"


def excerpt(text: str, wanted: Sequence[str], most: int = SHORT) -> str:
    """The text in short as HTML, with the words that were searched for marked; it begins near the first of them."""
    if not wanted:
        return h(short(text, most))
    flat = " ".join(text.split())
    sought = re.compile("|".join(re.escape(word) for word in sorted(wanted, key=len, reverse=True)), re.IGNORECASE)
    first = sought.search(flat)
    if first and first.end() > most:
        flat = "… " + flat[first.start() - most // 3 :].partition(" ")[2]
    said = short(flat, most)
    pieces, at = [], 0
    for found in sought.finditer(said):
        pieces += [h(said[at : found.start()]), f"<mark>{h(found[0])}</mark>"]
        at = found.end()
    return "".join((*pieces, h(said[at:])))


def incident(w: Words, entry: Entry, exhibits: Sequence[Numbered], told_by: str | None, wanted: Sequence[str] = ()) -> str:
    """An incident's row; ``told_by`` is None where there is only one who tells, ``wanted`` are words that were searched for."""
    of, history = entry.incident, entry.history
    called = f"{pictures.of_kind(of.main_kinds[0])}{h(telling.title(w, of))}"
    star = f'{pictures.STAR}<span class="visually-hidden">{h(w("list.starred"))}</span>' if of.starred else ""
    late = [w.many("list.late", history.days_late)] * bool(history.days_late)
    notes = " · ".join(h(note) for note in [*remarks(w, of), *late])
    return (
        f'<tr role="row" class="r-row" id="row-{h(history.label)}">{_when(w, of)}<td role="cell" class="r-what">'
        f'<button type="button" class="r-open" id="open-{h(history.label)}" data-do="open" data-id="{h(history.label)}">{called}{star}</button>'
        f"{_said(w, of, wanted)}"
        + "".join(f'<p class="r-remarks">{found}</p>' for found in _found(w, of, wanted))
        + (f'<p class="r-remarks">{notes}</p>' if notes else "")
        + "".join(f'<p class="r-written">{h(t)}</p>' for t in _corrected(w, entry))
        + f'</td><td role="cell" class="r-bilag">{_exhibits(w, exhibits)}</td>{_from(told_by)}</tr>'
    )


def _said(w: Words, of: Incident, wanted: Sequence[str]) -> str:
    """What happened, or else the words that were said."""
    if of.what:
        return f'<p class="r-text">{excerpt(of.what, wanted)}</p>'
    if of.words:
        return f'<p class="r-text">{excerpt(w("report.quote", words=short(of.words)), wanted)}</p>'
    return ""


def _found(w: Words, of: Incident, wanted: Sequence[str]) -> list[str]:
    """The other fields in which the words stand that were searched for, so that it is seen why the row is there."""
    if not wanted:
        return []
    shown = "what" if of.what else "words"
    fields = [s for s in changes.told(w, of) if s.code not in (shown, "when", "end", "count", "kinds")]
    hit = [s for s in fields if any(word in s.text.casefold() for word in wanted)]
    return [f"{h(s.label)}: {excerpt(s.text, wanted, 120)}" for s in hit[:MOST_FIELDS]]


def remarks(w: Words, of: Incident) -> list[str]:
    """What else is told, in a few words each."""
    found = [w.many("list.witnesses", len(of.witnesses))] * bool(of.witnesses)
    found += [w("see.children")] * (of.children is Answer.YES)
    found += [w("see.order_broken")] * (of.order_broken is Answer.YES)
    authorities = dict.fromkeys(w(f"authority.{r.to}") for r in of.reports)
    return found + [w("see.told_to", whom=w.listed([a[:1].lower() + a[1:] for a in authorities]))] * bool(authorities)


def _corrected(w: Words, entry: Entry) -> list[str]:
    """That it was corrected; of several corrections the last is told in words."""
    history = entry.history
    found = changes.corrections(history) if len(history.versions) > 1 else ()
    if not found:
        return []
    last = changes.sentence(w, found[-1])
    return [last, *([w.many("see.corrected_times", len(found))] if len(found) > 1 else [])]


def _when(w: Words, of: Incident) -> str:
    day = w.day(of.when, narrow=True)
    clock = telling.clock(w, of)
    if of.when.date and of.when.date_is == "exact":
        clock = f"{w.weekday_short(of.when.date)} {clock}"
    if of.end_date and of.end_date != of.when.date:
        clock = f"{clock}, {w('report.until', when=account.end(w, of))}" if of.end_time is None else clock
        clock += f" ({w.date_short(of.end_date)})" if of.end_time else ""
    return _day(day, clock)


def _day(day: str, clock: str) -> str:
    below = f" <span>{h(clock)}</span>" if clock else ""
    return f'<th role="rowheader" scope="row" class="r-when"><b>{h(day)}</b>{below}</th>'


def _from(told_by: str | None) -> str:
    if told_by is None:
        return ""
    return f'<td role="cell" class="r-from">{h(told_by)}</td>'


def _exhibits(w: Words, exhibits: Sequence[Numbered]) -> str:
    if not exhibits:
        return '<span class="r-none" aria-hidden="true">–</span>'
    more = len(exhibits) - MOST_THUMBS
    rest = f'<span class="r-more">{h(w.many("see.more_exhibits", more))}</span>' if more > 0 else ""
    return "".join(thumb(w, n) for n in exhibits[:MOST_THUMBS]) + rest


def thumb(w: Words, numbered: Numbered, name: str = "") -> str:
    """A small picture of an exhibit with its number, which opens it."""
    label = w("see.view_exhibit", number=numbered.label)
    drawn = pictures.of_exhibit(key(numbered), numbered.exhibit.type).replace("data-thumb", "data-picture")
    return (
        f'<button type="button" class="r-thumb" data-do="view" data-id="{h(key(numbered))}">{drawn}'
        f'<span><span class="visually-hidden">{h(label)}</span><span aria-hidden="true">{h(numbered.label)}</span>'
        f"{f' {h(short(name, MOST_NAME))}' if name else ''}</span></button>"
    )


def withdrawn(w: Words, history: History) -> str:
    """An incident that was taken back, on one line with the way to it."""
    if history.withdrawn is None:
        return ""
    name = w("see.incident", number=history.label)
    when = w(
        "see.withdrawn", when=w.date_narrow(history.withdrawn.logged), why=short(history.withdrawn.why or w("incident.no_reason"))
    )
    return f"{button(name, 'open', of=history.label, style='r-open')} {h(when)}"


def note(w: Words, of: NoteHistory, wanted: Sequence[str] = ()) -> str:
    """A case note's row, in a tone of its own, with who wrote it."""
    now = of.now
    if now is None:
        return ""
    told = (
        ("", now.what),
        (w("noted.to"), now.to),
        (w("noted.journal"), now.journal),
        (w("noted.follow_up"), noteaccount.follow_up(w, now)),
    )
    said = "".join(_line(label, text, wanted) for label, text in told if text)
    clock = " ".join(t for t in (w.weekday_short(now.date), w.time(now.time) if now.time else "") if t)
    if of.corrections:
        said += f'<p class="r-written">{h(w("change.corrected", date=w.date_narrow(of.corrections[-1].logged)))}</p>'
    opening = f'id="open-{h(of.id)}"'
    return (
        f'<tr role="row" class="r-row r-note" id="row-{h(of.id)}">{_day(w.date_narrow(now.date), clock)}'
        f'<td role="cell" class="r-what">'
        f"{button(w('see.note', kind=w(f'note_kind.{now.kind}')), 'open-note', of=of.id, style='r-open', extra=opening)}"
        f"{said}</td>"
        f'<td role="cell" class="r-bilag"><span class="r-none" aria-hidden="true">–</span></td>'
        f'<td role="cell" class="r-from">{h(noteaccount.author(w, now.author))}</td></tr>'
    )


def _line(label: str, text: str, wanted: Sequence[str]) -> str:
    named = f"<b>{h(label)}:</b> " if label else ""
    return f'<p class="r-text">{named}{excerpt(text, wanted)}</p>'
