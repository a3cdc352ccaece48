"""An incident's own page: everything it says, how it was before, and what can be done with it."""

from logbog.history import History, Version
from logbog.words import Words

from ..markup import button, field, h, text_area, text_input, title
from . import pictures, telling


def page(w: Words, history: History, *, may_write: bool) -> str:
    """The whole screen."""
    back = button(w("incident.back"), "back", style="quiet")
    incident = history.now
    if history.erased or incident is None:
        return (
            title(w("incident.erased_title"), back) + f'<p class="note">{h(w("incident.erased_text", number=history.number))}</p>'
        )
    marks = [pictures.STAR + h(w("list.starred"))] * incident.starred
    marks += [h(w("list.only_me"))] * incident.only_me
    badges = "".join(f'<span class="badge">{m}</span>' for m in marks)
    return "".join(
        (
            title(telling.title(w, incident), back),
            f'<p class="muted">{h(w("incident.logged", number=history.number, when=w.moment(history.logged)))}'
            f"{' · ' + h(w.many('list.late', history.days_late)) if history.days_late else ''}</p>",
            f"<p>{badges}</p>" if badges else "",
            _withdrawn(w, history),
            telling.facts(w, incident, private=True),
            telling.exhibits(w, incident.exhibits),
            _actions(w, history) if may_write and not history.withdrawn else "",
            _versions(w, history),
            _erase_way(w, history) if may_write else "",
        )
    )


def _withdrawn(w: Words, history: History) -> str:
    if not history.withdrawn:
        return ""
    why = history.withdrawn.why or w("incident.no_reason")
    return f'<p class="warning">{h(w("incident.withdrawn", when=w.moment(history.withdrawn.logged), why=why))}</p>'


def _actions(w: Words, history: History) -> str:
    starred = bool(history.now and history.now.starred)
    return (
        '<div class="bar">'
        + button(w("incident.correct"), "correct", of=history.id, style="primary")
        + button(
            w("incident.unstar" if starred else "incident.star"),
            "star",
            of=history.id,
            extra=f'aria-pressed="{str(starred).lower()}"',
        )
        + "</div>"
        + f'<p class="hint">{h(w("incident.star_hint"))}</p>'
    )


def _versions(w: Words, history: History) -> str:
    if not history.corrections:
        return ""
    inner = "".join(_version(w, v, v is history.versions[-1]) for v in reversed(history.versions))
    return (
        f'<details class="more versions"><summary>{h(w.many("incident.versions", len(history.corrections)))}</summary>'
        f"<p>{h(w('incident.versions_hint'))}</p>{inner}</details>"
    )


def _version(w: Words, version: Version, last: bool) -> str:
    name = w("incident.version_now" if last else "incident.version", when=w.moment(version.logged))
    inner = telling.facts(w, version.incident, private=True) if version.incident else f"<p>{h(w('incident.version_gone'))}</p>"
    return f'<section class="card"><h2>{h(name)}</h2>{inner}</section>'


def _erase_way(w: Words, history: History) -> str:
    withdraw = "" if history.withdrawn else button(w("incident.withdraw"), "ask-withdraw", of=history.id)
    return (
        f'<details class="more"><summary>{h(w("incident.more"))}</summary><div class="bar">{withdraw}'
        f"{button(w('incident.erase'), 'ask-erase', of=history.id, style='danger')}</div></details>"
    )


def ask_withdraw(w: Words, history: History) -> str:
    """Asks for the reason before an incident is taken back."""
    return (
        title(w("incident.withdraw_title"))
        + f"<p>{h(w('incident.withdraw_text'))}</p>"
        + f'<form data-form="withdraw" data-id="{h(history.id)}">'
        + field(
            "why",
            w("incident.withdraw_why"),
            text_area("why", "", hint=w("incident.withdraw_hint")),
            hint=w("incident.withdraw_hint"),
        )
        + f'<div class="bar"><button class="primary">{h(w("incident.withdraw_do"))}</button>'
        + button(w("form.cancel"), "open", of=history.id, style="quiet")
        + "</div></form>"
    )


def ask_erase(w: Words, history: History, *, wrong: bool = False) -> str:
    """Asks for a typed word before an incident is destroyed."""
    word = w("incident.erase_word")
    error = w("error.no_match", word=word) if wrong else ""
    return (
        title(w("incident.erase_title"))
        + f'<p class="warning">{h(w("incident.erase_text"))}</p>'
        + f'<form data-form="erase" data-id="{h(history.id)}">'
        + field("word", w("incident.erase_type", word=word), text_input("word", "", error=error), error=error)
        + f'<div class="bar"><button class="danger">{h(w("incident.erase_do"))}</button>'
        + button(w("form.cancel"), "open", of=history.id, style="quiet")
        + "</div></form>"
    )
