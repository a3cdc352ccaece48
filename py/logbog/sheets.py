"""The report as plain tables: the incidents, the exhibits, the counts. CSV and XLSX write them as they are."""

import datetime
from collections.abc import Sequence

from . import account, casefile
from .blocks import Field, Sheet, Value
from .disclose import Numbered
from .history import History
from .timeline import Entry, Timeline
from .words import Words

INCIDENT_FIELDS = (
    ("number", 6),
    ("date", 12),
    ("date_is", 12),
    ("time", 8),
    ("time_is", 12),
    ("end_date", 12),
    ("end_time", 8),
    ("count", 8),
    ("kinds", 30),
    ("what", 60),
    ("words", 40),
    ("senders", 30),
    ("place", 24),
    ("witnesses", 24),
    ("response", 20),
    ("response_text", 30),
    ("effect", 30),
    ("reports", 34),
    ("order", 12),
    ("order_broken", 12),
    ("order_which", 24),
    ("children", 12),
    ("exhibits", 12),
    ("starred", 12),
    ("logged", 18),
    ("days_late", 12),
    ("corrected", 18),
    ("corrections", 12),
)
EXHIBIT_FIELDS = (
    ("number", 6),
    ("incident", 10),
    ("caption", 30),
    ("name", 30),
    ("type", 20),
    ("size", 12),
    ("taken", 18),
    ("file", 28),
    ("sha256", 66),
    ("copy_sha256", 66),
)


def of(w: Words, timeline: Timeline, exhibits: Sequence[Numbered]) -> tuple[Sheet, ...]:
    """The incidents first."""
    return (incidents(w, timeline, exhibits), exhibits_of(w, timeline, exhibits), counts(w, timeline))


def incidents(w: Words, timeline: Timeline, exhibits: Sequence[Numbered]) -> Sheet:
    """One row for each incident, newest first."""
    named: dict[tuple[str, str], list[str]] = {}
    for e in exhibits:
        named.setdefault((e.source, e.incident), []).append(e.label)
    rows = tuple(_incident(w, e, named.get((e.history.source, e.history.id), [])) for e in timeline.entries)
    return Sheet(w("report.sheet.incidents"), fields(w, INCIDENT_FIELDS), rows)


def exhibits_of(w: Words, timeline: Timeline, exhibits: Sequence[Numbered]) -> Sheet:
    """One row for each exhibit."""
    of_incident = {(e.history.source, e.history.id): e.history for e in timeline.entries}
    rows = tuple(_exhibit(w, e, of_incident[e.source, e.incident]) for e in exhibits)
    return Sheet(w("report.sheet.exhibits"), fields(w, EXHIBIT_FIELDS), rows)


def called(of: History | Numbered) -> int | str:
    """A number that a table can sort by; with its letter where there are several logs."""
    return of.label if of.source else of.number


def fields(w: Words, named: Sequence[tuple[str, int]]) -> tuple[Field, ...]:
    """The columns of a sheet by their names."""
    return tuple(Field(w(f"report.field.{name}"), width) for name, width in named)


def _incident(w: Words, entry: Entry, exhibits: Sequence[str]) -> tuple[Value, ...]:
    incident, history = entry.incident, entry.history
    corrections = history.corrections
    answers = [w(f"answer.{a}") if a else "" for a in (incident.order, incident.order_broken, incident.children)]
    return (
        called(history),
        incident.when.date,
        w(f"report.certainty.{incident.when.date_is}"),
        incident.when.time,
        w(f"report.certainty.{incident.when.time_is}"),
        incident.end_date,
        incident.end_time,
        incident.count,
        account.kinds(w, incident),
        incident.what,
        incident.words,
        "\n".join(account.senders(w, incident)),
        incident.place,
        "\n".join(account.witnesses(incident)),
        account.response(w, incident),
        incident.response_text,
        incident.effect,
        "\n".join(account.reports(w, incident)),
        answers[0],
        answers[1],
        incident.order_which,
        answers[2],
        ", ".join(exhibits),
        w("answer.yes") if incident.starred else "",
        local(history.logged),
        history.days_late,
        local(corrections[-1].logged) if corrections else None,
        len(corrections),
    )


def local(moment: datetime.datetime) -> datetime.datetime:
    """The clock as it showed on the telephone; tables know no offsets."""
    return moment.replace(tzinfo=None)


def _exhibit(w: Words, numbered: Numbered, history: History) -> tuple[Value, ...]:
    exhibit = numbered.exhibit
    copy = casefile.leaving(exhibit) != (exhibit.sha256, exhibit.size)
    return (
        called(numbered),
        called(history),
        exhibit.caption,
        exhibit.name,
        exhibit.type,
        exhibit.size,
        taken(w, exhibit.taken),
        casefile.name_of(numbered),
        exhibit.sha256,
        exhibit.stripped_sha256 if copy else "",
    )


def taken(w: Words, text: str) -> str:
    """When the file says it was taken, in words; as it stands where it is no moment."""
    try:
        return w.moment(datetime.datetime.fromisoformat(text), narrow=True) if text else ""
    except ValueError:
        return text


def counts(w: Words, timeline: Timeline) -> Sheet:
    """Incidents per main kind, and in all."""
    rows: list[tuple[Value, ...]] = [(w(f"kind.{k}"), n) for k, n in timeline.by_kind().items()]
    rows.append((w("report.sheet.all"), len(timeline)))
    rows.append((w("report.sheet.contacts"), timeline.contacts))
    return Sheet(
        w("report.sheet.counts"),
        (Field(w("report.field.kind"), 34), Field(w("report.field.incidents"), 12)),
        tuple(rows),
    )
