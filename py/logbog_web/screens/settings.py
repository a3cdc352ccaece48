"""Settings: when the log locks, language, secret words, keys, where the log lies, and what the app can't do."""

from dataclasses import dataclass

from logbog.words import LANGUAGES, Words

from ..markup import button, field, h, select, text_input, title
from ..settings import HIDDEN_CHOICES, IDLE_CHOICES, Settings
from . import ways

OFFLINE = ("ready", "downloading", "failed", "update", "unsupported")
LIMITS = ("spyware", "passphrase", "screen", "copies", "traces")


@dataclass(frozen=True, kw_only=True, slots=True)
class Storage:
    """What the device says of where the log lies: bytes used and allowed (0: it doesn't say), whether it promises to
    keep the log, whether this looks like a private window, and how far the app is kept for use without a network."""

    used: int = 0
    quota: int = 0
    persisted: bool = False
    private_window: bool = False
    offline: str = "unsupported"
    done: int = 0
    total: int = 0


def page(w: Words, settings: Settings, storage: Storage | None, *, demo: bool, may_write: bool) -> str:
    """The whole screen."""
    inside = where(w, storage) if storage else ""
    return "".join(
        (
            title(w("settings.title")),
            "" if may_write else f'<p class="note">{h(w("settings.read_only"))}</p>',
            _section(w, "lock", _times(w, settings) + button(w("settings.lock_now"), "lock-now")),
            _section(w, "language", _language(w, settings)),
            _section(w, "secret", secret(w, settings)),
            _section(w, "seal", f"<p>{h(w('settings.seal_text'))}</p>" + button(w("settings.seal_open"), "seal")),
            _section(
                w, "backup", f"<p>{h(w('settings.backup_text'))}</p>" + ways.to("backup", w("settings.backup_open"), "secondary")
            ),
            _section(w, "keys", _keys(w)),
            _section(w, "storage", f'<div id="storage" class="stack">{inside}</div>'),
            _section(w, "demo", _demo(w, demo)),
            _section(w, "limits", limits(w)),
            _section(w, "about", _about(w)),
            _section(w, "ending", _ending(w)) if may_write else "",
        )
    )


def _section(w: Words, name: str, inner: str) -> str:
    return (
        f'<section class="card" aria-labelledby="settings-{name}"><h2 id="settings-{name}" tabindex="-1">'
        f"{h(w(f'settings.{name}_title'))}</h2>{inner}</section>"
    )


def seconds(w: Words, n: int) -> str:
    """A length of time as one says it."""
    if n == 0:
        return w("settings.at_once")
    return w("settings.seconds", n=n) if n < 60 else w.many("settings.minutes", n // 60)


def _times(w: Words, settings: Settings) -> str:
    hidden = [(str(n), seconds(w, n)) for n in HIDDEN_CHOICES]
    idle = [(str(n), seconds(w, n)) for n in IDLE_CHOICES]
    hint = w("settings.hidden_hint")
    return (
        '<form data-form="times">'
        + field(
            "hidden",
            w("settings.hidden"),
            select("hidden", hidden, str(settings.hidden), extra='aria-describedby="hidden-hint"'),
            hint=hint,
        )
        + field("idle", w("settings.idle"), select("idle", idle, str(settings.idle)))
        + f'<button class="secondary">{h(w("settings.keep"))}</button></form>'
    )


def _language(w: Words, settings: Settings) -> str:
    options = [(code, w(f"settings.language_{code}")) for code in LANGUAGES]
    return (
        '<form data-form="language">'
        + field("language", w("settings.language"), select("language", options, settings.language or w.lang))
        + f'<button class="secondary">{h(w("settings.keep"))}</button></form>'
    )


def secret(w: Words, settings: Settings) -> str:
    """The secret words with a way to add and remove them."""
    rows = "".join(
        f'<li class="bar"><span>{h(word)}</span>'
        f"{button(w('settings.secret_remove'), 'drop-secret', of=str(n), style='quiet', extra=_named(w('settings.secret_remove_word', word=word)))}</li>"
        for n, word in enumerate(settings.secret_words)
    )
    kept = f'<ul class="stack">{rows}</ul>' if rows else f'<p class="muted">{h(w("settings.secret_none"))}</p>'
    hint = w("settings.secret_hint")
    return (
        f"<p>{h(w('settings.secret_text'))}</p>{kept}"
        + '<form data-form="secret">'
        + field("secret_word", w("settings.secret_new"), text_input("secret_word", "", hint=hint), hint=hint)
        + f'<button class="secondary">{h(w("settings.secret_add"))}</button></form>'
    )


def _named(name: str) -> str:
    return f'aria-label="{h(name)}"'


def _keys(w: Words) -> str:
    return (
        f"<p>{h(w('settings.keys_text'))}</p>"
        + f'<div class="stack">{button(w("settings.passphrase_open"), "passphrase")}{button(w("settings.recovery_open"), "recovery")}</div>'
    )


def where(w: Words, storage: Storage) -> str:
    """Where the log lies, whether the device promises to keep it, how much room there is, and whether the app works offline."""
    out = [f"<p>{h(w('settings.storage_text'))}</p>"]
    if storage.private_window:
        out.append(f'<p class="warning">{h(w("settings.private_window"))}</p>')
    if storage.persisted:
        out.append(f'<p class="note">{h(w("settings.persisted"))}</p>')
    else:
        out.append(f'<p class="warning">{h(w("settings.not_persisted"))}</p>{button(w("settings.ask_persist"), "persist")}')
    if storage.quota:
        free = max(0, storage.quota - storage.used)
        out.append(f"<p>{h(w('settings.room', used=w.size(storage.used), free=w.size(free)))}</p>")
    else:
        out.append(f"<p>{h(w('settings.room_unknown'))}</p>")
    out.append(_offline(w, storage))
    return "".join(out)


def _offline(w: Words, storage: Storage) -> str:
    state = storage.offline if storage.offline in OFFLINE else "unsupported"
    told = f"<p>{h(w(f'settings.offline_{state}', done=storage.done, total=storage.total))}</p>"
    if storage.offline == "failed":
        return told + button(w("settings.offline_retry"), "offline-retry")
    if storage.offline == "update":
        return told + button(w("settings.offline_apply"), "offline-apply")
    return told


def _demo(w: Words, demo: bool) -> str:
    if demo:
        return f'<p>{h(w("settings.demo_here"))}</p><a class="button secondary" href="./">{h(w("settings.demo_leave"))}</a>'
    return f'<p>{h(w("settings.demo_text"))}</p><a class="button secondary" href="?proeve">{h(w("settings.demo_open"))}</a>'


def limits(w: Words) -> str:
    """What the app can't protect against, in the open."""
    rows = "".join(f"<li>{h(w(f'settings.limit_{name}'))}</li>" for name in LIMITS)
    return f"<ul>{rows}</ul><p>{h(w('settings.limits_text'))}</p>"


def _ending(w: Words) -> str:
    return f"<p>{h(w('settings.ending_text'))}</p>" + button(w("settings.ending_open"), "ask-delete-all", style="danger")


def _about(w: Words) -> str:
    return (
        f"<p>{h(w('settings.about_text'))}</p>"
        f'<details class="more"><summary>{h(w("settings.licences"))}</summary><p>{h(w("settings.licences_text"))}</p>'
        f'<p><a href="licences.txt" target="_blank" rel="noopener">{h(w("settings.licences_all"))}</a></p></details>'
    )
