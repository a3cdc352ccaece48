"""The questions of the eight steps: what the log answers, and what is still to ask. Questions, never scores."""

import re
from collections.abc import Sequence

from logbog import questions
from logbog.questions import Question
from logbog.words import Words

from ...markup import button, h, title
from . import glance
from .looking import Looking

MOST_LINKS = 8
# The page of our guidance about each step, under the address of the site, and the kind of case note that fits it.
STEPS = (
    ("fagperson/1-afdaek/", "contact"),
    ("fagperson/2-netvaerk/", "contact"),
    ("fagperson/3-andre-fagpersoner/", "police"),
    ("fagperson/4-sikkerhed/", "safety"),
    ("fagperson/5-handlemuligheder/", "decision"),
    ("fagperson/6-din-rolle/", "roles"),
    ("fagperson/7-log-for-fagpersoner/", "other"),
    ("fagperson/8-sparring/", "sparring"),
)


def card(w: Words, looking: Looking, asked: Sequence[Question]) -> str:
    """What is still to ask, for the side column: the first question of each step; those that are answered are folded."""
    still = [q for q in asked if not q.answered]
    first = list({q.step: q for q in reversed(still)}.values())[::-1]
    inner = "".join(f"<li>{h(in_short(w, q))}</li>" for q in first)
    open_ones = f"<ul>{inner}</ul>" if first else f"<p>{h(w('see.nothing_missing'))}</p>"
    way = w.many("see.all_questions", len(still)) if still else w("see.all_steps")
    told = [q for q in asked if q.answered]
    return f"<h2>{h(w('see.missing'))}</h2>{open_ones}{button(way, 'go', of='questions', style='quiet')}" + (
        f'<details class="r-fold"><summary>{h(w.many("see.answered", len(told)))}</summary>'
        f'<ul class="r-plain">{"".join(_answer(w, looking, q) for q in told)}</ul></details>'
        if told
        else ""
    )


def in_short(w: Words, question: Question) -> str:
    """Its first sentence: what is told, or what is asked."""
    said = questions.say(w, question, labels=False)
    return re.split(r"(?<=[.?!])\s", said[0], maxsplit=1)[0] if said else ""


def _answer(w: Words, looking: Looking, question: Question) -> str:
    said = " ".join(questions.say(w, question, labels=False))
    return f"<li><p>{h(said)}</p>{_links(w, looking, question)}</li>"


def _links(w: Words, looking: Looking, question: Question) -> str:
    """Where it is told. Of the two that count days, ``n`` says nothing of how many there are."""
    n = len(question.entries) if question.code in ("latest", "duration") else question.n
    return glance.links(w, looking, question.entries, MOST_LINKS, n)


def page(w: Words, looking: Looking, asked: Sequence[Question], site: str) -> str:
    """All eight steps with their questions, each step with the way to our guidance about it; ``site`` is its address."""
    steps = "".join(_step(w, looking, n, [q for q in asked if q.step == n], site) for n in questions.STEPS)
    return title(w("see.steps_title")) + f'<p class="r-lead">{h(w("see.steps_lead"))}</p><ol class="r-steps">{steps}</ol>'


def _step(w: Words, looking: Looking, n: int, asked: Sequence[Question], site: str) -> str:
    inner = "".join(_question(w, looking, q) for q in sorted(asked, key=lambda q: q.answered))
    guide, kind = STEPS[n - 1]
    name = questions.title(w, n)
    return (
        f'<li class="r-step"><h2 id="r-step-{n}">{h(name)}</h2><ul class="r-plain">{inner}</ul><div class="bar">'
        f'<a href="{h(site)}{guide}" target="_blank" rel="noopener noreferrer">{h(w("see.step_guide", name=name))}</a>'
        f"{button(w('see.step_note'), 'add-note', of=kind, style='quiet', extra=_described(n))}</div></li>"
    )


def _described(n: int) -> str:
    return f'aria-describedby="r-step-{n}"'


def _question(w: Words, looking: Looking, question: Question) -> str:
    """What is told, what is asked, and where it is told."""
    said = questions.say(w, question, labels=False)
    told, ask = (said, "") if question.answered else (said[:-1], said[-1])
    badge = w("see.is_told" if question.answered else "see.to_ask")
    return (
        f'<li class="{"r-told" if question.answered else "r-ask"}"><p><span class="r-badge">{h(badge)}</span>'
        f"{h(' '.join(told))}{f' <b>{h(ask)}</b>' if ask else ''}</p>"
        f"{_links(w, looking, question)}</li>"
    )
