"""A backup that is opened: the file and its passphrase, what it holds, and bringing it in."""

from dataclasses import dataclass

from logbog.backup import Backup
from logbog.words import Words

from ..markup import button, field, h, text_input, title
from . import backup, ways


def page(w: Words, *, chosen: str = "", error: str = "", at: str = "") -> str:
    """Asks for the file and its passphrase. ``chosen`` is the name of a file that was chosen already; ``error`` is a key of
    what is wrong ``at`` one of the two fields."""
    told = {at: w(error)} if error else {}
    wrong, refused = told.get("backup-file", ""), told.get("backup_phrase", "")
    described = f'aria-describedby="backup-file-hint{" backup-file-error" if wrong else ""}"'
    invalid = ' aria-invalid="true"' if wrong else ""
    file = f'<input id="backup-file" type="file" accept=".age,application/octet-stream" {described}{invalid}>'
    choosing = field("backup-file", w("restore.file"), file, hint=w("restore.file_hint"), error=wrong)
    if chosen and not wrong:
        choosing = (
            f"<p>{h(w('restore.chosen'))}<br><b>{h(chosen)}</b></p>"
            f'<details class="more"><summary>{h(w("restore.choose_another"))}</summary>{choosing}</details>'
        )
    below = w("restore.phrase_hint")
    phrase = text_input(
        "backup_phrase", "", kind="password", hint=below, error=refused, extra='autocapitalize="none" spellcheck="false"'
    )
    return (
        title(w("restore.title"), ways.to("backup", w("backup.back")))
        + f"<p>{h(w('restore.text'))}</p>"
        + f'<form data-form="restore">{choosing}'
        + field("backup_phrase", w("restore.phrase"), phrase, hint=below, error=refused)
        + f'<button class="primary wide">{h(w("restore.check"))}</button></form>'
    )


def working(w: Words, what: str) -> str:
    """How far trying (``check``) or bringing in (``bring``) has come, and the way to stop it."""
    return backup.progress(w, w(f"restore.{what}_title"), w("making.wait"), w(f"restore.{what}_step"), "stop-restore")


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A whole backup beside the log that is open: why they don't belong together (``refused``, a code), how many incidents
    and whether other changes it has more, how many exhibits the log lacks, and whether anything may be brought in."""

    backup: Backup
    refused: str
    incidents: int
    changes: bool
    lacking: int
    is_empty: bool
    is_demo: bool
    may_write: bool


def found(w: Words, found: Found) -> str:
    """What the backup holds, and the way to bring it in when there is anything to bring."""
    whole = found.backup
    rows = [w("restore.made", when=w.moment(whole.made_at))]
    rows += [w.many("restore.incidents", len(whole.histories)), w.many("restore.exhibits", len(whole.exhibits))]
    if whole.span:
        rows.append(w("restore.span", first=w.date(whole.span[0]), last=w.date(whole.span[1])))
    listed = "".join(f"<li>{h(row)}</li>" for row in rows)
    return (
        title(w("restore.whole"), ways.to("restore", w("restore.another")))
        + f'<div class="card"><ul class="checks">{listed}</ul></div>'
        + (f'<p class="note">{h(w.many("restore.missing", len(whole.missing)))}</p>' if whole.missing else "")
        + f'<p class="hint">{h(w("restore.whole_text"))}</p>'
        + _what_now(w, found)
    )


def _what_now(w: Words, found: Found) -> str:
    if found.is_demo:
        return f'<p class="note">{h(w("restore.demo"))}</p>'
    if found.refused:
        return f'<p class="warning" id="refused">{h(w(f"error.{found.refused}"))}</p>'
    if not found.may_write:
        return f'<p class="warning">{h(w("tabs.read_only"))}</p>'
    if not found.changes and not found.lacking:
        return f'<p class="note" id="same">{h(w("restore.same"))}</p>{ways.to("list", w("restore.to_list"), "primary wide")}'
    if found.is_empty:
        told = w("restore.empty")
    elif found.incidents:
        told = w.many("restore.more", found.incidents)
    elif found.changes:
        told = w("restore.changes")
    else:
        told = w.many("restore.lacking", found.lacking)
    return f"<p>{h(told)}</p>" + button(w("restore.now"), "restore-now", style="primary wide")
