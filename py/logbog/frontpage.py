"""The front page: the figures that a reader with little time asks for first.

Everything is counted and nothing is judged; what nobody has told is said to be so.
"""

import dataclasses
from collections.abc import Sequence

from . import account
from .blocks import Fact
from .disclose import Numbered
from .history import History
from .incident import Answer, Incident, Response
from .timeline import Timeline
from .words import Words

AT_ONCE = 1


def facts(w: Words, timeline: Timeline, exhibits: Sequence[Numbered]) -> tuple[Fact, ...]:
    """The figures of all incidents in the report."""
    incidents = [e.incident for e in timeline.entries]
    journals = (w("report.front.journals"), _journals(w, timeline) or w("report.none_told"))
    told = (
        (w("report.witnesses"), _at(w, sum(1 for i in incidents if i.witnesses))),
        (w("report.front.written"), _written(w, timeline)),
        (w("report.front.exhibits"), w.number(len(exhibits))),
    )
    return (*counted(w, timeline), journals, *answered(w, timeline), *told)


def counted(w: Words, timeline: Timeline) -> tuple[Fact, ...]:
    """How many there are, and of which kinds."""
    return (
        (w("report.front.incidents"), _incidents(w, timeline)),
        (w("report.front.kinds"), _kinds(w, timeline)),
    )


def answered(w: Words, timeline: Timeline) -> tuple[Fact, ...]:
    """What the incidents answer of an order, of children, and of what the person did."""
    incidents = [e.incident for e in timeline.entries]
    return (
        (w("report.order"), _order(w, incidents)),
        (w("report.children"), _at(w, account.count_yes([i.children for i in incidents]))),
        (w("report.response"), _response(w, incidents)),
    )


def period(w: Words, timeline: Timeline) -> str:
    """From the first day to the last."""
    if timeline.period is None:
        return w("when.date_unknown")
    first, last = timeline.period
    return w.date(first) if first == last else w("report.period", first=w.date(first), last=w.date(last))


def _incidents(w: Words, timeline: Timeline) -> str:
    said = w.many("chart.incidents", len(timeline))
    return w("report.contacts", incidents=said, n=w.number(timeline.contacts)) if timeline.contacts > len(timeline) else said


def _at(w: Words, n: int) -> str:
    return w.many("report.at", n) if n else w("report.none_told")


def _kinds(w: Words, timeline: Timeline) -> str:
    return " · ".join(w("chart.kind.one", kind=w(f"kind.{k}"), n=w.number(n)) for k, n in timeline.by_kind().items())


def _journals(w: Words, timeline: Timeline) -> str:
    """Each authority, journal number and name once, with the incidents it is about; the days stand in the table."""
    found: dict[str, list[History]] = {}
    for entry in timeline.entries:
        for told in entry.incident.reports:
            found.setdefault(account.report(w, dataclasses.replace(told, date=None)), []).append(entry.history)
    return "\n".join(w("report.journal_of", report=text, numbers=account.listed(about)) for text, about in found.items())


def _order(w: Words, incidents: Sequence[Incident]) -> str:
    in_force = account.count_yes([i.order for i in incidents])
    broken = account.count_yes([i.order_broken for i in incidents])
    unsure = sum(1 for i in incidents if Answer.UNKNOWN in (i.order, i.order_broken))
    if not in_force and not broken and not unsure:
        return w("report.order.none" if any(i.order for i in incidents) else "report.none_told")
    which = dict.fromkeys(i.order_which for i in incidents if i.order_which)
    said = [w("report.front.order", in_force=w.number(in_force), broken=w.number(broken))]
    said += [w("report.front.unsure", n=w.number(unsure))] if unsure else []
    return "\n".join([" ".join(said), *which])


def _response(w: Words, incidents: Sequence[Incident]) -> str:
    stop = sum(1 for i in incidents if Response.SAID_STOP in i.response)
    silent = sum(1 for i in incidents if Response.NO_ANSWER in i.response)
    return w("report.front.stop", stop=w.number(stop), silent=w.number(silent))


def _written(w: Words, timeline: Timeline) -> str:
    dated = [e for e in timeline.entries if e.incident.when.date]
    prompt = sum(1 for e in dated if e.history.days_late <= AT_ONCE)
    return w("report.front.prompt", n=w.number(prompt), of=w.number(len(dated)))
