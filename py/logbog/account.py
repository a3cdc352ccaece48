"""An incident told in lines: what the report's table, its cards and its sheets all say of it.

The private note is never among them; whoever calls hands in an incident that may leave.
"""

from collections.abc import Iterable, Mapping, Sequence

from .blocks import Told
from .history import History
from .incident import Answer, Incident, Report, SenderIs, Witness
from .when import Certainty
from .words import Words


def kinds(w: Words, incident: Incident) -> str:
    """The main kinds, each with the finer ones that were chosen."""
    if not incident.kinds:
        return w("kind.unsaid")
    told = []
    for main in incident.main_kinds:
        finer = [_small(w(f"kind.{k}")) for k in incident.kinds if k.startswith(f"{main}.")]
        name = w(f"kind.{main}")
        told.append(w("report.kind", main=name, finer=", ".join(finer)) if finer else name)
    return "; ".join(told)


def _small(name: str) -> str:
    """A name within a sentence; an abbreviation stays as it is."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def senders(w: Words, incident: Incident) -> list[str]:
    """Who or what it came from."""
    return [
        s.name if s.by is SenderIs.PERSON else w("report.sender", name=s.name, by=_small(w(f"sender_by.{s.by}")))
        for s in incident.senders
    ]


def witnesses(incident: Incident) -> list[str]:
    """Who saw or heard it, and how to reach them."""
    return [_witness(x) for x in incident.witnesses]


def _witness(witness: Witness) -> str:
    return f"{witness.name} ({witness.reach})" if witness.name and witness.reach else witness.name or witness.reach


def reports(w: Words, incident: Incident) -> list[str]:
    """Whom it was told to, with the journal number."""
    return [report(w, r) for r in incident.reports]


def report(w: Words, told: Report) -> str:
    """One authority that was told."""
    said = [w(f"authority.{told.to}"), w("report.journal", number=told.journal) if told.journal else ""]
    said += [told.name, w.date_narrow(told.date) if told.date else ""]
    return ", ".join(part for part in said if part)


def response(w: Words, incident: Incident) -> str:
    """What the person did, without a judgement."""
    return ", ".join(w(f"response.{r}") for r in incident.response)


def order(w: Words, incident: Incident) -> str:
    """Whether an order was in force and broken, and which."""
    said = [w(f"report.order.in_force.{incident.order}")] if incident.order else []
    said += [w(f"report.order.broken.{incident.order_broken}")] if incident.order_broken else []
    told = [", ".join(said), incident.order_which]
    return "\n".join(t for t in told if t)


def end(w: Words, incident: Incident) -> str:
    """When a burst ended: ``23.40``, ``20. nov. 2026``, both, or nothing."""
    day = incident.end_date if incident.end_date != incident.when.date else None
    if day and incident.end_time:
        return w("when.moment", date=w.date_narrow(day), clock=w.clock(incident.end_time))
    return w.date_narrow(day) if day else w.clock(incident.end_time) if incident.end_time else ""


def when(w: Words, incident: Incident) -> list[Told]:
    """When it happened, how long and how many times."""
    day = w.day(incident.when, narrow=True)
    if incident.when.date and incident.when.date_is is Certainty.EXACT:
        day = f"{w.weekday_short(incident.when.date)} {day}"
    return [Told(day, style="strong"), Told(w.hour(incident.when)), *burst(w, incident)]


def burst(w: Words, incident: Incident) -> list[Told]:
    """When a burst ended, and how many times there were."""
    told = [Told(w("report.until", when=end(w, incident)))] if end(w, incident) else []
    return told + ([Told(w.many("report.times", incident.count), style="strong")] if incident.count > 1 else [])


def written(w: Words, history: History) -> list[Told]:
    """When it was written down, how late, and when it was corrected."""
    day = history.now.last_date if history.now else None
    if day == history.logged.date():
        said = w("report.written_same_day", clock=w.clock(history.logged.time()))
    else:
        said = w("report.written", when=w.moment(history.logged, narrow=True))
    if history.days_late:
        said = w("report.and_late", written=said, late=w.many("report.late", history.days_late))
    told = [Told(said, style="small")]
    if history.corrections:
        last = w.moment(history.corrections[-1].logged, narrow=True)
        told.append(Told(w.many("report.corrected", len(history.corrections), when=last), style="small"))
    return told


def happened(w: Words, incident: Incident) -> list[Told]:
    """What happened, in the words it was written in."""
    quoted = w("report.quote", words=incident.words) if incident.words else ""
    told = [Told(kinds(w, incident), style="strong"), Told(incident.what)]
    told += [Told(quoted, w("report.words"), "quote"), Told(incident.effect, w("report.effect"))]
    return [t for t in told if t.text]


def around(w: Words, incident: Incident) -> list[Told]:
    """Who, where, and what was done about it."""
    children = w(f"answer.{incident.children}") if incident.children else ""
    told = [
        Told("\n".join(senders(w, incident)), w("report.senders")),
        Told(incident.place, w("report.place")),
        Told("\n".join(witnesses(incident)), w("report.witnesses")),
        Told("\n".join(t for t in (response(w, incident), incident.response_text) if t), w("report.response")),
        Told("\n".join(reports(w, incident)), w("report.reports")),
        Told(order(w, incident), w("report.order_short")),
        Told(children, w("report.children")),
    ]
    return [t for t in told if t.text]


def exhibits(w: Words, incident: Incident, named: Mapping[str, str]) -> list[Told]:
    """What its exhibits are called, each leading to its page; one that is no longer part is said to be so."""
    told = [Told(w("report.exhibit", n=named[e.id]), link=f"b{named[e.id]}") for e in incident.shared_exhibits if e.id in named]
    gone = sum(1 for e in incident.shared_exhibits if e.id not in named)
    return [*told, *([Told(w.many("report.exhibit_gone", gone), style="small")] if gone else [])]


def count_yes(answers: Sequence[Answer | None]) -> int:
    """How many answered yes."""
    return sum(1 for a in answers if a is Answer.YES)


def listed(histories: Iterable[History]) -> str:
    """What a reader calls the incidents, in order: ``3, 12``, ``A3, A12, B1``."""
    return ", ".join(h.label for h in sorted(histories, key=lambda h: (h.source, h.number)))
