"""The patterns: a few sentences first, then pictures that each stand beside their text and their table."""

import datetime
from collections.abc import Iterable, Sequence

from logbog import charts, svg
from logbog.picture import Picture
from logbog.timeline import Filter, Timeline
from logbog.words import Words

from ..markup import button, field, h, text_input, title
from . import ways

WIDTH = 340.0


def page(w: Words, whole: Timeline, today: datetime.date, asked: Filter) -> str:
    """The whole screen: the patterns of the part of the log that is asked for."""
    if not len(whole):
        return (
            title(w("overview.title"))
            + f'<div class="card"><p>{h(w("overview.empty"))}</p>{ways.to("list", w("overview.to_list"), "primary")}</div>'
        )
    shown = whole.only(asked)
    if not len(shown):
        return title(w("overview.title")) + f'<p class="note">{h(w("overview.none"))}</p>' + _period(w, asked)
    return title(w("overview.title")) + patterns(w, shown, today) + _period(w, asked)


def patterns(w: Words, shown: Timeline, today: datetime.date, widths: Sequence[float] = (WIDTH,)) -> str:
    """The sentences, the figures and the pictures of what is shown; each picture once for each of ``widths``."""
    return "".join(
        (
            f'<p class="lead">{h(sentence(w, shown))}</p>',
            _figures(w, shown, today),
            _picture(w, "time", [charts.over_time(shown, w, width) for width in widths], _weeks(w, shown)),
            _picture(w, "kind", [charts.by_kind(shown, w, width) for width in widths], _kinds(w, shown)),
            _picture(w, "hour", [charts.by_hour(shown, w, width) for width in widths], _hours(w, shown)),
        )
    )


def sentence(w: Words, shown: Timeline) -> str:
    """How many, on how many days; and how many single acts when there are bursts among them."""
    incidents = w.many("chart.incidents", len(shown))
    told = (
        w("overview.sentence", incidents=incidents, days=w.many("overview.days", len(shown.dates)))
        if shown.dates
        else w("overview.undated", incidents=incidents)
    )
    return told + (" " + w.many("overview.contacts", shown.contacts) if shown.contacts > len(shown) else "")


def _figures(w: Words, shown: Timeline, today: datetime.date) -> str:
    """The figures that are asked for most, as terms."""
    if not shown.dates or shown.period is None:
        return ""
    weeks = {monday: sum(found.values()) for monday, found in shown.by_week().items()}
    most = max(weeks.values())
    busiest = max(monday for monday, n in weeks.items() if n == most)
    since = shown.days_since_first(today) or 0
    rows = [
        (w("overview.first"), w.date(shown.dates[0]) + (f" ({w.many('overview.ago', since)})" if since else "")),
        (w("overview.last"), w.date(shown.period[1])),
        (w("overview.busiest"), w("overview.busiest_week", incidents=w.many("chart.incidents", most), date=w.date(busiest))),
    ]
    if len(shown) > 1:
        rows.append((w("overview.silence"), w.many("overview.days", shown.longest_silence())))
    return '<dl class="facts">' + "".join(f"<dt>{h(term)}</dt><dd>{h(told)}</dd>" for term, told in rows) + "</dl>"


def _picture(w: Words, name: str, drawings: Sequence[Picture], table: str) -> str:
    """The same picture for one or more widths of the page (its style shows one of them), its text, and its figures."""
    picture = drawings[0]
    drawn = "".join(svg.draw(d, f"pattern-{name}" + (f"-{n}" if n else "")) for n, d in enumerate(drawings))
    figures = f'<details class="more"><summary>{h(w("overview.as_table"))}</summary>{table}</details>' if drawn else ""
    return (
        f'<section class="stack" aria-labelledby="pattern-{name}-heading"><h2 id="pattern-{name}-heading">{h(picture.title)}</h2>'
        f'<figure class="picture pattern">{drawn}<figcaption>{h(picture.text)}</figcaption></figure>{figures}</section>'
    )


def _table(caption: str, heads: Iterable[str], rows: Iterable[tuple[str, str]]) -> str:
    head = "".join(f'<th scope="col">{h(text)}</th>' for text in heads)
    body = "".join(f'<tr><th scope="row">{h(first)}</th><td>{h(told)}</td></tr>' for first, told in rows)
    return f'<table><caption class="visually-hidden">{h(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _weeks(w: Words, shown: Timeline) -> str:
    rows = [(w.date_narrow(monday), _counted(w, found)) for monday, found in shown.by_week().items() if found]
    return f'<p class="hint">{h(w("overview.quiet_weeks"))}</p>' + _table(
        w("chart.week.title"), (w("overview.week"), w("overview.incidents")), rows
    )


def _counted(w: Words, found: dict[str, int]) -> str:
    return ", ".join(w("chart.kind.one", kind=w(f"kind.{kind}"), n=w.number(n)) for kind, n in found.items())


def _kinds(w: Words, shown: Timeline) -> str:
    rows = [(w(f"kind.{kind}"), w.number(n)) for kind, n in shown.by_kind().items()]
    return _table(w("chart.kind.title"), (w("overview.kind"), w("overview.incidents")), rows)


def _hours(w: Words, shown: Timeline) -> str:
    rows = []
    for day, hours in enumerate(shown.by_hour(), 1):
        told = [w("overview.at_hour", hour=f"{hour:02}", n=w.number(n)) for hour, n in enumerate(hours) if n]
        rows.append((w(f"weekday.{day}"), ", ".join(told) or w("overview.nothing")))
    return _table(w("chart.hour.title"), (w("overview.weekday"), w("overview.hours")), rows)


def _period(w: Words, asked: Filter) -> str:
    since, until = (day.isoformat() if day else "" for day in (asked.since, asked.until))
    clear = button(w("overview.clear"), "clear-pattern") if since or until else ""
    return (
        f'<form class="card" data-form="pattern"><h2>{h(w("overview.period"))}</h2>'
        + '<div class="pair">'
        + field("since", w("list.since"), text_input("since", since, kind="date"))
        + field("until", w("list.until"), text_input("until", until, kind="date"))
        + f'</div><div class="bar"><button class="secondary">{h(w("overview.show"))}</button>{clear}</div></form>'
    )
