"""Adding to the case: the kinds to choose among, the notes there are, what is to be followed up, and the hands before."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from logbog import noteforms
from logbog.casenote import CaseNote, NoteKind
from logbog.casework import Casework, Handed, NoteHistory, NoteVersion
from logbog.words import Words

from ... import markup
from ...markup import button, h, lines, text_input, title
from . import author
from .noteform import NoteDraft


@dataclass(frozen=True, kw_only=True, slots=True)
class NotesView:
    """What is shown of the case's notes: all of the casework, the ids of the notes that were added or changed here and
    not yet handed on (``fresh``) and of those that are new altogether (``added``), what an incident is called by its id,
    the notes to follow up, the draft that is begun, and whether one was just put away."""

    casework: Casework
    fresh: Collection[str] = ()
    added: Collection[str] = ()
    incidents: Mapping[str, str] = field(default_factory=dict)
    due: Sequence[NoteHistory] = ()
    draft: NoteDraft | None = None
    dropped: bool = False


def page(w: Words, view: NotesView) -> str:
    """The whole screen."""
    return "".join(
        (
            title(w("noting.title")),
            f'<p class="hint">{h(w("noting.lead"))}</p>',
            _begun(w, view),
            kinds(w),
            due(w, view.due),
            _notes(w, view),
        )
    )


def kinds(w: Words, chosen: NoteKind | None = None, *, do: str = "add-note") -> str:
    """The kinds of note as large choices."""
    pressed = ' aria-pressed="true"'
    tiles = "".join(
        f'<li><button type="button" class="r-tile" data-do="{do}" data-id="{h(kind)}"'
        f"{pressed if kind is chosen else ''}><b>{h(noteforms.kind(w, kind))}</b>"
        f"<span>{h(w(f'noting.kind_text.{kind}'))}</span></button></li>"
        for kind in NoteKind
    )
    return f'<section aria-labelledby="r-kinds"><h2 id="r-kinds">{h(w("noting.which"))}</h2><ul class="r-tiles">{tiles}</ul></section>'


def other_kind(w: Words, draft: NoteDraft) -> str:
    """The kinds again, for a note that is being written; what was typed stays."""
    return (
        title(w("noting.other_kind"))
        + f'<p class="hint">{h(w("noting.other_kind_text"))}</p>'
        + f'<div class="r-bar">{button(w("noting.go_on"), "note-go-on", style="quiet")}</div>'
        + kinds(w, draft.kind, do="note-kind")
    )


def _begun(w: Words, view: NotesView) -> str:
    if view.draft is not None:
        told = w("noting.begun", kind=noteforms.kind(w, view.draft.kind))
        return f'<div class="note"><p>{h(told)}</p>{button(w("noting.go_on"), "note-go-on")}</div>'
    if view.dropped:
        return f'<div class="note"><p>{h(w("noting.dropped"))}</p>{button(w("noting.undrop"), "note-undrop")}</div>'
    return ""


def due(w: Words, notes: Sequence[NoteHistory], *, level: int = 2, name: str = "r-due") -> str:
    """What is to be followed up, soonest first."""
    rows = "".join(
        f"<li><b>{h(w.date(n.now.follow_up))}</b> {h(n.now.follow_up_what or w('noting.follow_up_bare'))} {_way(n)}</li>"
        for n in notes
        if n.now and n.now.follow_up
    )
    if not rows:
        return ""
    return f'<section aria-labelledby="{name}"><h{level} id="{name}">{h(w("noting.due"))}</h{level}><ul class="r-due">{rows}</ul></section>'


def _way(note: NoteHistory) -> str:
    return f'<button type="button" class="quiet" data-do="open-note" data-id="{h(note.id)}">{h(note.label)}</button>'


def _notes(w: Words, view: NotesView) -> str:
    if not view.casework.notes:
        return ""
    cards = "".join(card(w, view, n) for n in reversed(view.casework.notes))
    return f'<section aria-labelledby="r-notes"><h2 id="r-notes">{h(w("noting.all"))}</h2><div class="r-stack">{cards}</div></section>'


def one(w: Words, view: NotesView, note: NoteHistory) -> str:
    """One note on a screen of its own."""
    return (
        title(w("noting.one", label=note.label))
        + f'<div class="r-bar">{button(w("noting.to_timeline"), "back", style="quiet")}'
        + f"{button(w('noting.to_all'), 'go', of='notes', style='quiet')}</div>"
        + card(w, view, note)
    )


def card(w: Words, view: NotesView, note: NoteHistory) -> str:
    """A note as it stands, who wrote it, what it was before, and what can be done with it."""
    name = f"r-note-{h(note.label)}"
    badge = f'<span class="r-badge">{h(w("noting.fresh"))}</span>' if note.id in view.fresh else ""
    if note.now is None:
        body = f"<p>{h(w('noting.altered'))}</p>"
        return f'<article class="r-casenote" id="{name}" tabindex="-1"><h3>{h(note.label)}</h3>{body}</article>'
    now = note.now
    when = w.date(now.date) + (f" {w.clock(now.time)}" if now.time else "")
    withdrawn = ""
    if note.withdrawn:
        why = note.withdrawn.why or w("incident.no_reason")
        withdrawn = f'<p class="warning">{h(w("noting.withdrawn", when=w.moment(note.withdrawn.logged), why=why))}</p>'
    heading = w("noting.heading", label=note.label, kind=noteforms.kind(w, now.kind), when=when)
    return (
        f'<article class="r-casenote{" r-withdrawn" if note.withdrawn else ""}" id="{name}" tabindex="-1"><h3>{h(heading)} {badge}</h3>'
        f"{withdrawn}{told(w, now, view.incidents)}{_by(w, note)}{_before(w, view, note)}{_doing(w, view, note)}</article>"
    )


def told(w: Words, note: CaseNote, incidents: Mapping[str, str]) -> str:
    """All that one version says but for its kind, its day and who wrote it."""
    found = [(name, h(getattr(note, name))) for name in ("people", "to", "journal") if getattr(note, name)]
    if note.consent:
        found.append(("consent", h(w(f"answer.{note.consent}"))))
    if note.follow_up:
        found.append(("follow_up", h(": ".join(p for p in (w.date(note.follow_up), note.follow_up_what) if p))))
    about = [i for i in note.about if i in incidents]
    if about:
        ways = " ".join(
            f'<button type="button" class="quiet" data-do="open" data-id="{h(incidents[i])}">{h(incidents[i])}</button>'
            for i in about
        )
        found.append(("about", ways))
    text = f'<p class="r-text">{lines(note.what)}</p>' if note.what else ""
    rows = "".join(f"<dt>{h(w(f'noting.told.{name}'))}</dt><dd>{what}</dd>" for name, what in found)
    return text + (f'<dl class="r-noted">{rows}</dl>' if rows else "")


def _by(w: Words, note: NoteHistory) -> str:
    first, last = note.versions[0], note.versions[-1]
    rows = [w("noting.by", who=author.signed(w, first.note.author), when=w.moment(first.logged))] * bool(first.note)
    if last is not first and last.note:
        rows.append(w("noting.corrected_by", who=author.signed(w, last.note.author), when=w.moment(last.logged)))
    return f'<p class="muted">{"<br>".join(h(row) for row in rows)}</p>'


def _before(w: Words, view: NotesView, note: NoteHistory) -> str:
    if len(note.versions) < 2:
        return ""
    rows = "".join(_version(w, view, v) for v in reversed(note.versions[:-1]))
    said = w.many("incident.versions", len(note.versions) - 1)
    return f'<details class="r-fold"><summary>{h(said)}</summary>{rows}</details>'


def _version(w: Words, view: NotesView, version: NoteVersion) -> str:
    if version.note is None:
        return f"<p>{h(w('incident.version_gone'))}</p>"
    said = w("noting.by", who=author.signed(w, version.note.author), when=w.moment(version.logged))
    head = ", ".join((noteforms.kind(w, version.note.kind), w.date(version.note.date)))
    return f'<div class="r-version"><p><b>{h(head)}</b></p>{told(w, version.note, view.incidents)}<p class="muted">{h(said)}</p></div>'


def _doing(w: Words, view: NotesView, note: NoteHistory) -> str:
    if note.withdrawn:
        return ""
    # What nobody else has got yet can still be taken away; after that it can only be taken back, in sight of all.
    correct = _named(w("noting.do_correct"), w("noting.do_correct_of", label=note.label), "correct-note", note)
    if note.id in view.added:
        last = _named(w("noting.remove"), w("noting.remove_of", label=note.label), "remove-note", note)
    else:
        last = _named(w("noting.do_withdraw"), w("noting.do_withdraw_of", label=note.label), "withdraw-note", note)
    return f'<div class="r-bar">{correct}{last}</div>'


def _named(label: str, aloud: str, do: str, note: NoteHistory) -> str:
    """A button that says to the ear which note it is about."""
    return button(label, do, of=note.id, style="quiet", extra=f'aria-label="{h(aloud)}"')


def ask_withdraw(w: Words, note: NoteHistory, why: str = "") -> str:
    """Asks before a note is taken back."""
    hint = w("noting.withdraw_hint")
    reason = markup.field("why", w("incident.withdraw_why"), text_input("why", why, hint=hint), hint=hint)
    return (
        title(w("noting.withdraw_title", label=note.label))
        + f"<p>{h(w('noting.withdraw_text'))}</p>"
        + f'<form data-form="withdraw-note" data-id="{h(note.id)}" class="r-form">{reason}'
        + f'<div class="r-bar"><button class="primary">{h(w("noting.do_withdraw"))}</button>'
        + f"{button(w('form.cancel'), 'open-note', of=note.id, style='quiet')}</div></form>"
    )


def side(w: Words, *, due_notes: Sequence[NoteHistory], fresh: int, begun: bool) -> str:
    """The card beside the time line: adding, what isn't saved yet, and what is to be followed up."""
    unsaved = f'<p class="r-unsaved" role="status">{h(w.many("noting.unsaved", fresh))}</p>' if fresh else ""
    go_on = f'<p class="r-unsaved">{h(w("noting.begun_short"))}</p>' if begun else ""
    way = button(w("noting.go_on"), "note-go-on") if begun else button(w("noting.add_short"), "go", of="notes")
    return f'<h2>{h(w("noting.title"))}</h2><p class="hint">{h(w("noting.side"))}</p>{unsaved}{go_on}{way}{due(w, due_notes[:3], level=3, name="r-due-side")}'


def hands(w: Words, all_hands: Sequence[Handed], states: Mapping[int, str]) -> str:
    """The chain of hands: who had the case, when and to whom it was handed, and what the check says of each.

    ``states`` is by the hand's number: ``right``, ``wrong``, ``unchecked``, or ``here`` for one of this page's own.
    """
    rows = "".join(_hand(w, hand, states.get(hand.number, "unchecked")) for hand in all_hands)
    return f'<ol class="r-hands">{rows}</ol>' if rows else ""


def _hand(w: Words, hand: Handed, state: str) -> str:
    to = f"<p>{h(w('handing.told_to', to=hand.to))}</p>" if hand.to else ""
    text = f'<blockquote class="r-text">{lines(hand.text)}</blockquote>' if hand.text else ""
    return (
        f'<li class="r-hand r-{state}"><p><b>{h(author.signed(w, hand.author))}</b></p>'
        f"<p>{h(w('handing.told_when', when=w.moment(hand.logged)))}</p>{to}{text}"
        f'<p class="r-code"><span class="muted">{h(w("handing.code"))}</span> <code>{h(hand.seal)}</code></p>'
        f'<p class="r-state">{h(w(f"handing.state_{state}"))}</p></li>'
    )
