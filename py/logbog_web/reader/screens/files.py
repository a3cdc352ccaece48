"""What lies open: each file with who wrote it, as the professional puts it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from logbog.words import Words

from ...markup import button, field, h, text_input


@dataclass(frozen=True, slots=True)
class Row:
    """One log: its letter, the name of its file, who wrote it, when the file was made, whether a dossier file brought it."""

    letter: str
    name: str
    label: str
    made_at: datetime.datetime
    handed: bool


def card(w: Words, rows: Sequence[Row]) -> str:
    """The card beside the time line."""
    hint = w("reader.label_hint")
    listed = "".join(_row(w, row) for row in rows)
    return f'<h2>{h(w("reader.files"))}</h2><p class="hint">{h(hint)}</p><ul class="r-files">{listed}</ul>'


def _row(w: Words, row: Row) -> str:
    name = f"label-{row.letter}"
    control = text_input(name, row.label, extra='maxlength="80"')
    away = "" if row.handed else button(w("reader.put_away"), "put-away", of=row.letter, style="quiet")
    made = w("reader.made", when=w.moment(row.made_at))
    return (
        f'<li><p><strong>{h(w("dossier.source", letter=row.letter))}</strong> <span class="r-name">{h(row.name)}</span></p>'
        f'<p class="hint">{h(made)}</p><form data-form="label" data-id="{h(row.letter)}" autocomplete="off">'
        f"{field(name, w('reader.label'), control)}</form>{away}</li>"
    )
