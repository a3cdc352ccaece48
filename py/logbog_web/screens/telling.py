"""An incident told in words, field by field: the same on its own page and in what is shown before sharing."""

from collections.abc import Mapping

from logbog.incident import Exhibit, Incident, Report
from logbog.words import Words

from ..markup import h, lines
from . import pictures


def title(w: Words, incident: Incident) -> str:
    """What it was in a few words: the kinds, or how many times."""
    names = [w(f"kind.{k}") for k in _finest(incident)] or [w("kind.unsaid")]
    told = names[0] if len(names) == 1 else ", ".join([names[0], *(n[:1].lower() + n[1:] for n in names[1:])])
    return w("incident.burst", count=incident.count, what=told) if incident.count > 1 else told


def _finest(incident: Incident) -> list[str]:
    return [k for k in incident.kinds if not any(other.startswith(f"{k}.") for other in incident.kinds)]


def clock(w: Words, incident: Incident) -> str:
    """The time of day, with the end of a burst: "22.10–23.40", "ca. 16.00", "tid ukendt"."""
    when = incident.when
    if when.time is None:
        return w("when.time_unknown")
    start = w.time(when.time)
    ends = f"–{w.time(incident.end_time)}" if incident.end_time else ""
    return w("when.about", what=start + ends) if when.time_is == "approximate" else start + ends


def facts(w: Words, incident: Incident, *, private: bool) -> str:
    """All that the incident says as a list of terms; the private note only where ``private``."""
    told = [(label, text) for label, text in _told(w, incident, private) if text]
    return '<dl class="facts">' + "".join(f"<dt>{h(label)}</dt><dd>{text}</dd>" for label, text in told) + "</dl>"


def _told(w: Words, incident: Incident, private: bool) -> list[tuple[str, str]]:
    found = [
        (w("field.when"), h(w.when(incident.when))),
        (w("field.end"), h(_end(w, incident))),
        (w("field.count"), h(w.number(incident.count)) if incident.count > 1 else ""),
        (w("field.kinds"), h(", ".join(w(f"kind.{k}") for k in incident.kinds))),
        (w("field.what"), lines(incident.what)),
        (w("field.words"), lines(incident.words)),
        (w("field.senders"), "<br>".join(f"{h(w(f'sender_by.{s.by}'))}: {h(s.name)}" for s in incident.senders)),
        (w("field.place"), lines(incident.place)),
        (w("field.witnesses"), "<br>".join(h(": ".join(p for p in (x.name, x.reach) if p)) for x in incident.witnesses)),
        (w("field.response"), h(", ".join(w(f"response.{r}") for r in incident.response))),
        (w("field.response_text"), lines(incident.response_text)),
        (w("field.effect"), lines(incident.effect)),
        (w("field.reports"), "<br>".join(_report(w, r) for r in incident.reports)),
        (w("field.order"), h(w(f"answer.{incident.order}")) if incident.order else ""),
        (w("field.order_which"), lines(incident.order_which)),
        (w("field.order_broken"), h(w(f"answer.{incident.order_broken}")) if incident.order_broken else ""),
        (w("field.children"), h(w(f"answer.{incident.children}")) if incident.children else ""),
    ]
    if private:
        found.append((w("field.note"), lines(incident.note)))
    return found


def _end(w: Words, incident: Incident) -> str:
    day = w.date(incident.end_date) if incident.end_date else ""
    time = w.time(incident.end_time) if incident.end_time else ""
    return " ".join(part for part in (day, time) if part)


def _report(w: Words, report: Report) -> str:
    said = [w(f"authority.{report.to}"), report.journal and w("incident.journal", number=report.journal)]
    said += [report.name, w.date(report.date) if report.date else ""]
    return h(", ".join(part for part in said if part))


def exhibits(w: Words, of: tuple[Exhibit, ...], numbers: Mapping[str, int] | None = None) -> str:
    """The exhibits as pictures that open large, each with its caption, name and size."""
    if not of:
        return ""
    return f'<ul class="thumbs">{"".join(_exhibit(w, e, (numbers or {}).get(e.id)) for e in of)}</ul>'


def _exhibit(w: Words, exhibit: Exhibit, number: int | None) -> str:
    name = exhibit.caption or exhibit.name or w("exhibit.unnamed")
    label = w("exhibit.numbered", number=number, name=name) if number else name
    notes = [w.size(exhibit.size)] + [w("exhibit.only_me")] * exhibit.only_me
    notes += [w("exhibit.place_left_out" if exhibit.leave_place_out else "exhibit.has_place")] * exhibit.has_place
    return (
        f'<li class="thumb"><button type="button" data-do="view" data-id="{h(exhibit.id)}">'
        f"{pictures.of_exhibit(exhibit.id, exhibit.type)}<span>{h(w('exhibit.open', name=label))}</span></button>"
        f'<p class="muted">{h(" · ".join(notes))}</p></li>'
    )
