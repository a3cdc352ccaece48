"""Handing on: exactly what goes along, a reminder, to whom and with which words, and the files, each by its own tap.

Nothing is in the file that isn't on this screen.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from logbog import noteforms
from logbog.casenote import Author
from logbog.casework import Handed, NoteHistory
from logbog.errors import FieldError
from logbog.words import Words

from ... import markup
from ...markup import box, button, h, text_area, text_input, title
from . import author, notes
from .noteform import Typed, summary

# What can be made for the journal, without handing the case on.
PAPERS = ("summary", "pdf", "html", "xlsx", "ics")


@dataclass(frozen=True, kw_only=True, slots=True)
class Log:
    """A log as it goes along: its letter, what it is called, how much it holds, and what the check found
    ("unchanged", "altered", "checking" or "unchecked")."""

    letter: str
    label: str
    incidents: int
    exhibits: int
    size: int
    verdict: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Ready:
    """A file that was made: what it is called and its size."""

    name: str
    size: int


@dataclass(frozen=True, kw_only=True, slots=True)
class HandView:
    """What is about to be handed on: the logs, the letters of those that can't be opened, the notes that were there, one's own that are new, which of those stay
    behind (ids), the hands before, who hands on (None: not known yet), what was typed, and the papers that are made."""

    logs: Sequence[Log]
    closed: Sequence[str] = ()
    earlier: Sequence[NoteHistory] = ()
    own: Sequence[NoteHistory] = ()
    left_out: Collection[str] = ()
    hands: Sequence[Handed] = ()
    states: Mapping[int, str] = field(default_factory=dict)
    author: Author | None = None
    typed: Typed = field(default_factory=dict)
    papers: Mapping[str, Ready] = field(default_factory=dict)
    follow_ups: int = 0

    def text(self, name: str) -> str:
        """What stands in a field."""
        return (self.typed.get(name) or [""])[0]


def page(w: Words, view: HandView, errors: Sequence[FieldError] = ()) -> str:
    """The whole screen."""
    wrong = {e.field: noteforms.say(w, e) for e in reversed(errors)}
    return "".join(
        (
            title(w("handing.title")),
            f'<p class="lead">{h(w("handing.lead"))}</p>',
            summary(w, errors),
            '<form data-form="hand" class="r-form" novalidate>',
            f'<div id="r-along">{along(w, view)}</div>',
            _reminder(w),
            _to(w, view, wrong),
            author.told(w, view.author) if view.author else author.ask(w, view.typed, wrong),
            f'<div class="r-bar"><button class="primary">{h(w("handing.make"))}</button></div>',
            f'<p class="hint">{h(w("handing.make_text"))}</p></form>',
            f'<section id="r-papers" aria-labelledby="r-papers-title">{papers(w, view)}</section>',
        )
    )


def along(w: Words, view: HandView) -> str:
    """All that goes along; drawn alone when a verdict comes while the form is filled in."""
    logs = "".join(_log(w, log) for log in view.logs)
    logs += "".join(f"<li>{h(w('handing.closed', letter=letter))}</li>" for letter in view.closed)
    parts = [f'<h3>{h(w("handing.logs"))}</h3><p class="hint">{h(w("handing.logs_text"))}</p><ul class="r-lines">{logs}</ul>']
    if view.own:
        parts.append(
            f'<fieldset class="field"><legend>{h(w("handing.own"))}</legend><p class="hint">{h(w("handing.own_text"))}</p>'
        )
        parts.append("".join(_own(w, n, n.id not in view.left_out) for n in view.own) + "</fieldset>")
    if view.earlier:
        rows = "".join(f"<li>{h(line(w, n))}</li>" for n in view.earlier)
        parts.append(f'<h3>{h(w("handing.earlier"))}</h3><ul class="r-lines">{rows}</ul>')
    if not view.own and not view.earlier:
        parts.append(f"<p>{h(w('handing.no_notes'))}</p>")
    if view.hands:
        parts.append(f"<h3>{h(w('handing.hands'))}</h3>{notes.hands(w, view.hands, view.states)}")
    return (
        f'<section class="r-box" aria-labelledby="r-along-title"><h2 id="r-along-title">{h(w("handing.along"))}</h2>{"".join(parts)}'
        f'<p class="hint">{h(w("handing.around"))}</p></section>'
    )


def _log(w: Words, log: Log) -> str:
    holds = w(
        "share.counts",
        incidents=w.many("chart.incidents", log.incidents),
        exhibits=w.many("share.exhibits", log.exhibits),
    )
    return (
        f"<li><b>{h(log.label)}</b> {h(holds)} {h(w.size(log.size))}. "
        f'<span class="r-mark r-mark-{log.verdict}">{h(w(f"handing.verdict_{log.verdict}"))}</span></li>'
    )


def line(w: Words, note: NoteHistory) -> str:
    """A note in one line: ``N3, Møde, 18. november 2026. Det, der blev sagt …``."""
    if note.now is None:
        return w("handing.note_altered", label=note.label)
    told = ", ".join((note.label, noteforms.kind(w, note.now.kind), w.date(note.now.date)))
    start = note.now.what.partition("\n")[0]
    more = f"{start[:80].rstrip()} …" if len(start) > 80 or start != note.now.what else start
    taken_back = f" ({w('handing.withdrawn')})" if note.withdrawn else ""
    return f"{told}{taken_back}: {more}" if more else f"{told}{taken_back}"


def _own(w: Words, note: NoteHistory, along: bool) -> str:
    return (
        f'<label class="choice"><input type="checkbox" id="along-{h(note.label)}" name="along" value="{h(note.id)}"{" checked" if along else ""}>'
        f" <span>{h(line(w, note))}</span></label>"
    )


def _reminder(w: Words) -> str:
    rows = "".join(f"<li>{h(w(f'handing.remember_{what}'))}</li>" for what in ("consent", "secrecy", "access", "safe"))
    return f'<section class="warning" aria-labelledby="r-remember"><h2 id="r-remember">{h(w("handing.remember"))}</h2><ul>{rows}</ul></section>'


def _to(w: Words, view: HandView, wrong: Mapping[str, str]) -> str:
    def one(name: str) -> str:
        hint, error = w(f"handing.{name}_hint"), wrong.get(name, "")
        make = text_area if name == "hand_text" else text_input
        return markup.field(
            name, w(f"note.field.{name}"), make(name, view.text(name), hint=hint, error=error), hint=hint, error=error
        )

    return f'<fieldset class="r-group"><legend>{h(w("handing.next"))}</legend>{one("hand_to")}{one("hand_text")}</fieldset>'


def papers(w: Words, view: HandView) -> str:
    """What can be made for the journal; drawn alone when one of them is ready."""
    rows = "".join(_paper(w, view, name) for name in PAPERS if name != "ics" or view.follow_ups)
    return (
        f'<h2 id="r-papers-title">{h(w("handing.papers"))}</h2>'
        f'<p class="hint">{h(w("handing.papers_text"))}</p><ul class="r-papers">{rows}</ul>'
    )


def _paper(w: Words, view: HandView, name: str) -> str:
    ready = view.papers.get(name)
    title_id = f"r-paper-{name}"
    told = ""
    if name == "ics":
        told = box("follow_up_told", w("handing.ics_told"), bool(view.text("follow_up_told")), hint=w("handing.ics_told_hint"))
        told = f'<form data-form="ics">{told}</form>'
    if ready:
        label = w("handing.save_size", size=w.size(ready.size))
        act = f'<button type="button" class="primary" id="r-save-{name}" data-save="{name}" data-do="paper-saved" data-id="{name}" aria-describedby="{title_id}">{h(label)}</button>'
        state = f'<p class="muted" id="r-saved-{name}" role="status">{h(w("handing.paper_ready", name=ready.name))}</p>'
    else:
        act = button(w("handing.paper_make"), "make-paper", of=name, extra=f'id="r-make-{name}" aria-describedby="{title_id}"')
        state = ""
    return (
        f'<li class="r-paper"><div><h3 id="{title_id}">{h(w(f"handing.paper.{name}"))}</h3>'
        f"<p>{h(w(f'handing.paper_text.{name}'))}</p>{told}</div><div>{act}{state}</div></li>"
    )


def ready(w: Words, file: Ready, seal: str, *, left: int, saved: bool = False) -> str:
    """The dossier file is made: the code to note, and the button that saves it."""
    behind = f'<p class="note">{h(w.many("handing.stay", left))}</p>' if left else ""
    done = f'<p class="r-saved" id="r-saved" role="status">{h(w("handing.saved") if saved else "")}</p>'
    return "".join(
        (
            title(w("handing.ready")),
            f'<p><b>{h(file.name)}</b><br><span class="muted">{h(w.size(file.size))}</span></p>',
            f'<div class="r-bar"><button type="button" class="primary" data-save="dossier" data-do="handed">{h(w("handing.save"))}</button></div>',
            done,
            f'<section class="r-box" aria-labelledby="r-code"><h2 id="r-code">{h(w("handing.note_code"))}</h2>'
            f'<p class="r-seal"><code>{h(seal)}</code></p><p>{h(w("handing.note_code_text"))}</p></section>',
            behind,
            f'<p class="warning">{h(w("handing.copy"))}</p>',
            f'<div class="r-bar">{button(w("handing.back"), "go", of="hand", style="quiet")}'
            f"{button(w('noting.to_timeline'), 'back', style='quiet')}</div>",
        )
    )


def side(w: Words, hands: Sequence[Handed], states: Mapping[int, str]) -> str:
    """The card beside the time line, with the hands that the case has been through."""
    chain = ""
    if hands:
        had = h(w.many("handing.had", len(hands)))
        chain = f'<details class="r-fold"><summary>{had}</summary>{notes.hands(w, hands, states)}</details>'
    way = button(w("handing.review"), "go", of="hand")
    return f'<h2>{h(w("handing.title"))}</h2><p class="hint">{h(w("handing.side"))}</p>{chain}{way}'
