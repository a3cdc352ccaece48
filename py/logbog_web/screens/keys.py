"""A new passphrase, and a new recovery code."""

from logbog.words import Words

from ..markup import button, field, h, text_input, title
from . import ways


def passphrase(w: Words, *, offered: str = "", wrong: bool = False, error: str = "") -> str:
    """The form for a new passphrase. ``offered`` is a generated one that is shown to be written down, ``wrong`` says that
    the present one was not right, ``error`` is a key and says what is wrong with the new one."""
    return (
        title(w("settings.passphrase_title"), back(w))
        + f"<p>{h(w('settings.passphrase_text'))}</p>"
        + button(w("settings.offer"), "offer-passphrase")
        + shown(w("settings.offered"), offered)
        + '<form data-form="passphrase">'
        + _present(w, wrong)
        + twice(w, w("settings.new"), error)
        + f'<button class="primary">{h(w("settings.passphrase_do"))}</button></form>'
    )


def _present(w: Words, wrong: bool) -> str:
    hint, told = w("settings.present_hint"), w("settings.present_wrong") if wrong else ""
    return field("present", w("settings.present"), _hidden_input("present", hint, told), hint=hint, error=told)


def shown(label: str, offered: str) -> str:
    """A generated passphrase, to be written down; nothing when none is offered."""
    if not offered:
        return ""
    phrase = f'<p class="phrase" id="offered" lang="da" translate="no" tabindex="-1">{h(offered)}</p>'
    return f'<div class="note"><p>{h(label)}</p>{phrase}</div>'


def twice(w: Words, label: str, error: str = "") -> str:
    """The two fields of a new passphrase, with its strength between; ``error`` is a key."""
    hint, told = w("settings.new_hint"), w(error) if error else ""
    return (
        field("phrase", label, _hidden_input("phrase", hint, told), hint=hint, error=told)
        + '<p class="hint" id="phrase-strength" role="status"></p>'
        + field("phrase_again", w("settings.again"), _hidden_input("phrase_again", "", ""))
    )


def _hidden_input(name: str, hint: str, error: str) -> str:
    return text_input(name, "", kind="password", hint=hint, error=error, extra='autocapitalize="none" spellcheck="false"')


def strength(w: Words, level: str, why: str) -> str:
    """How hard the passphrase is to guess, said honestly; a refused one gets only the reason."""
    named = "" if level == "refused" else f"<b>{h(w(f'setup.strength_{level}'))}.</b> "
    return f"{named}{h(w(f'setup.why_{why}'))}"


def ask_recovery(w: Words, *, wrong: bool = False) -> str:
    """What a new recovery code means, before it is made; the passphrase is asked for first."""
    return (
        title(w("settings.recovery_title"), back(w))
        + f"<p>{h(w('settings.recovery_text'))}</p>"
        + f'<form data-form="recovery">{_present(w, wrong)}<div class="bar">'
        + f'<button class="primary">{h(w("settings.recovery_do"))}</button></div></form>'
    )


def recovery(w: Words, code: str) -> str:
    """The new code, shown this once."""
    return (
        title(w("settings.recovery_shown"))
        + f'<p class="code" id="recovery-new" translate="no">{groups(code)}</p>'
        + f'<p class="warning">{h(w("settings.recovery_once"))}</p>'
        + f'<div class="bar">{ways.to("settings", w("settings.recovery_written"), "primary")}</div>'
    )


def groups(code: str) -> str:
    """A code in its groups of four, none of which is broken in two at the end of a line."""
    return " ".join(f"<span>{h(group)}</span>" for group in code.replace("-", " ").split())


def back(w: Words) -> str:
    """The way back to the settings."""
    return ways.to("settings", w("settings.back"))
