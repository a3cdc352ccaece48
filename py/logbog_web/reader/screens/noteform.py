"""The form of a case note: its kind is chosen first, and only what fits that kind is asked for.

Law of this module: a field that holds something is shown, whatever the kind; nothing typed is out of sight.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from logbog import noteforms
from logbog.casenote import Author, NoteKind
from logbog.errors import FieldError
from logbog.incident import Answer
from logbog.words import Words

from ... import markup
from ...markup import boxes, button, h, radios, text_area, text_input, title
from . import author

# What each kind is asked for, in the order of the form; the day, the text and the follow-up are asked of all.
ASKED: Mapping[NoteKind, tuple[str, ...]] = {
    NoteKind.CONTACT: ("time", "people"),
    NoteKind.MEETING: ("time", "people"),
    NoteKind.POLICE: ("time", "to", "journal"),
    NoteKind.DECISION: (),
    NoteKind.ROLES: ("people",),
    NoteKind.REFERRAL: ("to", "consent"),
    NoteKind.SAFETY: ("time", "people"),
    NoteKind.NOTIFICATION: ("to", "journal"),
    NoteKind.SPARRING: ("to", "consent"),
    NoteKind.OTHER: ("time", "people", "to", "journal"),
}
MIDDLE = ("people", "to", "consent", "journal")
ORDER = ("kind", "date", "time", *MIDDLE, "what", "follow_up", "follow_up_what", "about", "about_more", *author.FIELDS)
# Fields that have another name, or a help, under some kinds.
OWN_LABEL = frozenset(
    {
        *("police.to", "referral.to", "notification.to", "sparring.to", "notification.journal", "sparring.consent"),
        *("meeting.people", "roles.people", "contact.people", "safety.people"),
        *("police.what", "decision.what", "roles.what", "meeting.what", "safety.what", "referral.what", "sparring.what"),
    }
)
OWN_HINT = frozenset(
    {"police.journal", "referral.consent", "sparring.consent", "notification.what", "safety.what", "roles.what", "decision.what"}
)

Typed = Mapping[str, Sequence[str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteDraft:
    """A note as it is being written: what was typed, the note it corrects ("" for a new one) and that one's label,
    who writes (None: not known yet), and the incidents it was begun from, each with what it is called."""

    kind: NoteKind
    fields: Typed = field(default_factory=dict)
    corrects: str = ""
    label: str = ""
    author: Author | None = None
    about: tuple[tuple[str, str], ...] = ()

    def text(self, name: str) -> str:
        """What stands in a field."""
        return (self.fields.get(name) or [""])[0]

    @property
    def typed(self) -> bool:
        """Whether something was written that would be missed."""
        return any(self.text(name).strip() for name in ("what", "people", "to", "journal", "follow_up", "follow_up_what"))


def page(w: Words, draft: NoteDraft, errors: Sequence[FieldError] = ()) -> str:
    """The whole screen."""
    errors = sorted(errors, key=lambda e: ORDER.index(e.field))
    wrong = {e.field: noteforms.say(w, e) for e in reversed(errors)}
    kind = noteforms.kind(w, draft.kind)
    heading = w("noting.correct_title", label=draft.label) if draft.corrects else w("noting.new_title", kind=kind)
    asked = [n for n in MIDDLE if n in ASKED[draft.kind] or draft.text(n) or n in wrong]
    return "".join(
        (
            title(heading),
            f'<p class="r-under">{h(kind)}</p>' if draft.corrects else "",
            f'<div class="r-bar">{button(w("noting.other_kind"), "note-other-kind", style="quiet")}</div>',
            f'<p class="hint">{h(w("noting.correct_hint" if draft.corrects else "noting.rule"))}</p>',
            summary(w, errors, draft.kind),
            f'<form data-form="note" class="r-form" novalidate><input type="hidden" name="kind" value="{h(draft.kind)}">',
            _when(w, draft, wrong),
            *(_middle(w, draft, name, wrong) for name in asked),
            _what(w, draft, wrong),
            _follow_up(w, draft, wrong),
            _about(w, draft, wrong),
            author.told(w, draft.author) if draft.author else author.ask(w, draft.fields, wrong),
            f'<div class="r-bar"><button class="primary">{h(w("noting.correct" if draft.corrects else "noting.add"))}</button>'
            f"{button(w('noting.later'), 'note-later', style='quiet')}{button(w('noting.drop'), 'note-drop', style='quiet')}</div>",
            f'<p class="hint">{h(w("noting.only_here"))}</p></form>',
        )
    )


def label(w: Words, kind: NoteKind | None, name: str) -> str:
    """What a field is called under a kind."""
    own = f"{kind}.{name}"
    return w(f"noting.label.{own}") if own in OWN_LABEL else noteforms.label(w, name)


def summary(w: Words, errors: Sequence[FieldError], kind: NoteKind | None = None) -> str:
    """Every field that has to be looked at, each with a way to it."""
    if not errors:
        return ""
    links = "".join(
        f'<li><a href="#{h(e.field)}" data-do="to-field" data-id="{h(e.field)}">'
        f"{h(w('form.error_line', field=label(w, kind, e.field), error=noteforms.say(w, e)))}</a></li>"
        for e in errors
    )
    return (
        '<div class="error-summary" id="error-summary" tabindex="-1" role="alert">'
        f"<h2>{h(w('form.errors'))}</h2><ul>{links}</ul></div>"
    )


def _hint(w: Words, kind: NoteKind, name: str) -> str:
    own = f"{kind}.{name}"
    return w(f"noting.hint.{own}") if own in OWN_HINT else ""


def _when(w: Words, draft: NoteDraft, wrong: Mapping[str, str]) -> str:
    names = ["date"] + ["time"] * ("time" in ASKED[draft.kind] or bool(draft.text("time")) or "time" in wrong)
    inner = "".join(
        markup.field(
            name,
            label(w, draft.kind, name),
            text_input(name, draft.text(name), kind=name, error=wrong.get(name, "")),
            error=wrong.get(name, ""),
        )
        for name in names
    )
    return f'<div class="r-pair">{inner}</div>'


def _middle(w: Words, draft: NoteDraft, name: str, wrong: Mapping[str, str]) -> str:
    hint, error = _hint(w, draft.kind, name), wrong.get(name, "")
    if name == "consent":
        return radios(name, label(w, draft.kind, name), [(a, w(f"answer.{a}")) for a in Answer], draft.text(name), hint=hint)
    control = text_input(name, draft.text(name), hint=hint, error=error)
    return markup.field(name, label(w, draft.kind, name), control, hint=hint, error=error)


def _what(w: Words, draft: NoteDraft, wrong: Mapping[str, str]) -> str:
    hint, error = _hint(w, draft.kind, "what"), wrong.get("what", "")
    control = text_area("what", draft.text("what"), rows=6, hint=hint, error=error)
    return markup.field("what", label(w, draft.kind, "what"), control, hint=hint, error=error)


def _follow_up(w: Words, draft: NoteDraft, wrong: Mapping[str, str]) -> str:
    def one(name: str, kind: str) -> str:
        control = text_input(name, draft.text(name), kind=kind, error=wrong.get(name, ""))
        return markup.field(name, label(w, draft.kind, name), control, error=wrong.get(name, ""))

    return (
        f'<fieldset class="r-group"><legend>{h(w("noting.follow_up"))}</legend>'
        f'<div class="r-pair">{one("follow_up", "date")}{one("follow_up_what", "text")}</div></fieldset>'
    )


def _about(w: Words, draft: NoteDraft, wrong: Mapping[str, str]) -> str:
    chosen = boxes("about", draft.about, draft.fields.get("about", ()))
    listed = f'<div class="r-chips">{chosen}</div>' if draft.about else ""
    hint, error = w("noting.about_more_hint"), wrong.get("about_more", wrong.get("about", ""))
    control = text_input("about_more", draft.text("about_more"), hint=hint, error=error)
    more = markup.field("about_more", w("noting.about_more"), control, hint=hint, error=error)
    is_open = bool(draft.about or draft.text("about_more") or error)
    return f'<details class="r-fold"{" open" if is_open else ""}><summary>{h(w("note.field.about"))}</summary>{listed}{more}</details>'
