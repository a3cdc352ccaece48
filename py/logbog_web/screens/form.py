"""The form: the open question first, details after, and nothing but a date is asked for."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from logbog import kinds
from logbog.errors import FieldError
from logbog.forms import MOST_ROWS
from logbog.incident import Answer, Authority, Exhibit, Response, SenderIs
from logbog.when import Certainty
from logbog.words import Words

from .. import markup
from ..markup import box, boxes, button, h, radios, select, text_area, text_input, title
from . import pictures

GROUPS = {"sender": "senders", "witness": "witnesses", "report": "reports"}
NONE_WRONG: Mapping[str, str] = MappingProxyType({})
ROWS = {"sender": ("by", "name"), "witness": ("name", "reach"), "report": ("to", "journal", "name", "date")}


@dataclass(kw_only=True)
class Draft:
    """A form as it is being filled in: the row it is kept under, the incident it corrects ("" for a new one)."""

    row: str
    incident: str = ""
    fields: dict[str, list[str]] = field(default_factory=dict)
    exhibits: list[dict[str, Any]] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """As it is sealed."""
        return {"incident": self.incident, "fields": self.fields, "exhibits": self.exhibits}

    def text(self, name: str) -> str:
        """What stands in a field."""
        return (self.fields.get(name) or [""])[0]

    def attached(self) -> tuple[Exhibit, ...]:
        """Its exhibits as the core knows them."""
        names = Exhibit.__dataclass_fields__
        return tuple(Exhibit(**{k: v for k, v in e.items() if k in names and v is not None}) for e in self.exhibits)


def page(w: Words, draft: Draft, errors: Sequence[FieldError] = ()) -> str:
    """The whole screen."""
    wrong = {e.field: w(f"field_error.{e.code}") for e in reversed(errors)}
    heading = w("form.correct_title" if draft.incident else "form.new_title")
    return (
        title(heading)
        + f'<p class="hint">{h(w("form.ground_rule"))}</p>'
        + _summary(w, errors)
        + '<form data-form="incident" novalidate>'
        + markup.field(
            "what",
            w("form.what"),
            text_area("what", draft.text("what"), rows=5, error=wrong.get("what", "")),
            error=wrong.get("what", ""),
        )
        + _when(w, draft, wrong)
        + _kinds(w, draft)
        + _files(w, draft)
        + _details(w, draft, wrong)
        + _for_me(w, draft)
        + '<div class="sticky-action"><p class="muted" id="draft-state"></p>'
        + f'<button class="primary">{h(w("form.save"))}</button></div>'
        + f'<div class="bar">{button(w("form.later"), "later", style="quiet")}{button(w("form.drop"), "drop-open", style="quiet")}</div>'
        + "</form>"
    )


def _summary(w: Words, errors: Sequence[FieldError]) -> str:
    if not errors:
        return ""
    links = "".join(
        f'<li><a href="#{h(e.field)}" data-do="to-field" data-id="{h(e.field)}">{h(w("form.error_line", field=_label(w, e.field), error=w(f"field_error.{e.code}")))}</a></li>'
        for e in errors
    )
    return f'<div class="error-summary" id="error-summary" tabindex="-1" role="alert"><h2>{h(w("form.errors"))}</h2><ul>{links}</ul></div>'


def _label(w: Words, name: str) -> str:
    group, _, rest = name.partition("-")
    return w(f"field.{GROUPS[group]}") if rest and group in GROUPS else w(f"field.{name}")


def _certainty(w: Words, name: str, chosen: str) -> str:
    options = [(c.value, w(f"certainty.{c}")) for c in Certainty]
    return select(f"{name}_is", options, chosen or "exact", extra=f'aria-label="{h(w(f"form.{name}_is"))}"')


def _when(w: Words, draft: Draft, wrong: Mapping[str, str]) -> str:
    def moment(name: str, kind: str, certain: bool) -> str:
        control = text_input(name, draft.text(name), kind=kind, error=wrong.get(name, ""))
        sure = _certainty(w, name, draft.text(f"{name}_is")) if certain else ""
        return markup.field(name, w(f"field.{name}"), f'<div class="pair">{control}{sure}</div>', error=wrong.get(name, ""))

    several = "".join(
        (
            markup.field(
                "count",
                w("form.count"),
                text_input("count", draft.text("count"), extra='inputmode="numeric"', error=wrong.get("count", "")),
                error=wrong.get("count", ""),
            ),
            moment("end_date", "date", False),
            moment("end_time", "time", False),
        )
    )
    is_open = any(draft.text(n) or n in wrong for n in ("count", "end_date", "end_time"))
    return (
        f'<fieldset class="group"><legend>{h(w("form.when"))}</legend>{moment("date", "date", True)}{moment("time", "time", True)}'
        f"{_fold(w('form.several'), several, is_open)}</fieldset>"
    )


def _fold(summary: str, inner: str, is_open: bool = False) -> str:
    return f'<details class="more"{" open" if is_open else ""}><summary>{h(summary)}</summary>{inner}</details>'


def _kinds(w: Words, draft: Draft) -> str:
    chosen = draft.fields.get("kinds", [])
    chips = boxes("kinds", [(k, w(f"kind.{k}")) for k in kinds.KINDS], [kinds.main(k) for k in chosen])
    return (
        f'<fieldset class="group"><legend>{h(w("form.kinds"))}</legend><div class="chips">{chips}</div>'
        f'<div id="finer">{finer(w, draft)}</div></fieldset>'
    )


def finer(w: Words, draft: Draft) -> str:
    """The finer kinds of the main kinds that are chosen."""
    chosen = draft.fields.get("kinds", [])
    out = []
    for name in kinds.KINDS:
        options = [(f"{name}.{f}", w(f"kind.{name}.{f}")) for f in kinds.KINDS[name]]
        if options and any(kinds.main(k) == name for k in chosen):
            legend = w("form.finer", kind=w(f"kind.{name}"))
            out.append(
                f'<fieldset class="finer"><legend>{h(legend)}</legend><div class="chips">{boxes("kinds", options, chosen)}</div></fieldset>'
            )
    return "".join(out)


def _files(w: Words, draft: Draft) -> str:
    return (
        f'<fieldset class="group"><legend>{h(w("form.exhibits"))}</legend><p class="hint">{h(w("form.exhibits_hint"))}</p>'
        '<div class="bar"><label class="file-button" for="camera">'
        f'<input type="file" id="camera" data-files="yes" accept="image/*" capture="environment"><span>{h(w("form.camera"))}</span></label>'
        '<label class="file-button" for="pick">'
        f'<input type="file" id="pick" data-files="yes" multiple><span>{h(w("form.pick"))}</span></label></div>'
        f'<div id="adding" role="status"></div><div id="exhibits">{exhibits(w, draft)}</div></fieldset>'
    )


def adding(w: Words, number: int, of: int) -> str:
    """Shown while files are hashed and sealed."""
    said = w("form.adding", number=number, of=of)
    return f'<p>{h(said)}</p><progress id="adding-progress" max="1" value="0" aria-label="{h(said)}"></progress>'


def exhibits(w: Words, draft: Draft) -> str:
    """The exhibits of the draft, each with its caption and choices; drawn alone when one is added."""
    return "".join(_exhibit(w, draft, e) for e in draft.exhibits)


def _exhibit(w: Words, draft: Draft, exhibit: Mapping[str, Any]) -> str:
    key = str(exhibit["id"])
    name = str(exhibit.get("name") or w("exhibit.unnamed"))
    notes = ""
    if exhibit.get("taken"):
        said = w("form.taken", when=w.moment(datetime.datetime.fromisoformat(str(exhibit["taken"]))))
        notes += f'<p class="note">{h(said)} {button(w("form.use_taken"), "use-taken", of=key)}</p>'
    if exhibit.get("has_place"):
        notes += f'<p class="note">{h(w("form.has_place"))}</p>'
        if exhibit.get("stripped_sha256"):
            notes += box(f"place-{key}", w("form.leave_place_out"), bool(draft.text(f"place-{key}"))).replace(
                'value="yes"', 'value="out"'
            )
        else:
            notes += f'<p class="hint">{h(w("form.place_stays"))}</p>'
    return (
        f'<div class="card exhibit"><div class="exhibit-head"><button type="button" data-do="view" data-id="{h(key)}">'
        f'{pictures.of_exhibit(key, str(exhibit.get("type", "")))}<span class="visually-hidden">{h(w("exhibit.open", name=name))}</span></button>'
        f'<p><b>{h(name)}</b><br><span class="muted">{h(w.size(int(exhibit["size"])))}</span></p></div>'
        + markup.field(f"caption-{key}", w("form.caption"), text_input(f"caption-{key}", draft.text(f"caption-{key}")))
        + notes
        + box(f"own-{key}", w("form.exhibit_only_me"), bool(draft.text(f"own-{key}")))
        + button(w("form.remove_exhibit", name=name), "remove-exhibit", of=key, style="quiet")
        + "</div>"
    )


def _details(w: Words, draft: Draft, wrong: Mapping[str, str]) -> str:
    def area(name: str, rows: int = 2) -> str:
        hint = w(f"form.{name}_hint")
        control = text_area(name, draft.text(name), rows=rows, hint=hint, error=wrong.get(name, ""))
        return markup.field(name, w(f"field.{name}"), control, hint=hint, error=wrong.get(name, ""))

    yes_no = [(a.value, w(f"answer.{a}")) for a in Answer]
    done = boxes("response", [(r.value, w(f"response.{r}")) for r in Response], draft.fields.get("response", []))
    order = radios("order", w("field.order"), yes_no, draft.text("order"), hint=w("form.order_hint"))
    order += markup.field("order_which", w("field.order_which"), text_input("order_which", draft.text("order_which")))
    order += radios("order_broken", w("field.order_broken"), yes_no, draft.text("order_broken"))
    parts = (
        (w("form.more_words"), area("words") + group(w, draft, "sender", wrong), ("words", "sender-0-name")),
        (w("form.more_place"), area("place", 1) + group(w, draft, "witness", wrong), ("place", "witness-0-name")),
        (
            w("form.more_did"),
            f'<fieldset class="field"><legend>{h(w("field.response"))}</legend><div class="chips">{done}</div></fieldset>'
            + area("response_text")
            + area("effect"),
            ("response", "response_text", "effect"),
        ),
        (
            w("form.more_told"),
            group(w, draft, "report", wrong) + order,
            ("report-0-to", "report-0-journal", "report-0-name", "order", "order_broken"),
        ),
        (w("form.more_children"), radios("children", w("field.children"), yes_no, draft.text("children")), ("children",)),
    )
    inner = "".join(_fold(name, body, any(draft.text(f) or f in wrong for f in used)) for name, body, used in parts)
    return f'<div class="group"><h2>{h(w("form.more"))}</h2><p class="hint">{h(w("form.more_hint"))}</p>{inner}</div>'


def group(w: Words, draft: Draft, name: str, wrong: Mapping[str, str] = NONE_WRONG, least: int = 1) -> str:
    """A repeated group (senders, witnesses, reports) with a row for each that is filled, one more, and a button."""
    filled = [
        n for n in range(MOST_ROWS) if any(draft.text(f"{name}-{n}-{part}") for part in ROWS[name] if part not in ("by", "to"))
    ]
    count = min(MOST_ROWS, max(least, filled[-1] + 1 if filled else 1))
    rows = "".join(_group_row(w, draft, name, n, wrong) for n in range(count))
    add = button(w(f"form.add_{name}"), "add-row", of=name, style="quiet")
    return f'<fieldset class="field" id="group-{name}"><legend>{h(w(f"field.{GROUPS[name]}"))}</legend>{rows}{add}</fieldset>'


def _group_row(w: Words, draft: Draft, name: str, n: int, wrong: Mapping[str, str]) -> str:
    out = []
    for part in ROWS[name]:
        key, label = f"{name}-{n}-{part}", w(f"form.{name}_{part}")
        if part == "by":
            control = select(key, [(s.value, w(f"sender_by.{s}")) for s in SenderIs], draft.text(key) or "person")
        elif part == "to":
            control = select(key, [("", w("form.nobody")), *((a.value, w(f"authority.{a}")) for a in Authority)], draft.text(key))
        else:
            control = text_input(key, draft.text(key), kind="date" if part == "date" else "text", error=wrong.get(key, ""))
        out.append(markup.field(key, label, control, error=wrong.get(key, "")))
    return f'<div class="group-row">{"".join(out)}</div>'


def _for_me(w: Words, draft: Draft) -> str:
    inner = markup.field(
        "note", w("field.note"), text_area("note", draft.text("note"), hint=w("form.note_hint")), hint=w("form.note_hint")
    )
    inner += box("only_me", w("form.only_me"), bool(draft.text("only_me")), hint=w("form.only_me_hint"))
    is_open = bool(draft.text("note") or draft.text("only_me"))
    star = box("starred", w("form.starred"), bool(draft.text("starred")), hint=w("form.starred_hint"))
    return f'<div class="group">{_fold(w("form.for_me"), inner, is_open)}{star}</div>'
