"""Share, the first step: which incidents, whether earlier versions go along, names, language, and what pictures tell."""

from collections.abc import Sequence

from logbog.disclose import Numbered
from logbog.timeline import Entry, Timeline
from logbog.words import LANGUAGES, Words

from ..choice import Choice
from ..markup import box, boxes, button, field, h, select, text_input, title
from . import pictures, telling


def page(w: Words, choice: Choice, whole: Timeline, places: Sequence[Numbered]) -> str:
    """The whole screen; ``places`` are the chosen exhibits that tell where they were taken."""
    if not len(Choice().offered(whole)):
        return title(w("share.title")) + f'<p class="note">{h(w("share.empty"))}</p>' + _seal(w)
    return "".join(
        (
            title(w("share.title")),
            f"<p>{h(w('share.intro'))}</p>",
            f'<p class="warning">{h(w("share.other_party"))}</p>',
            '<form data-form="choose">',
            _period(w, choice, whole),
            _single(w, choice, whole),
            box("earlier", w("share.earlier"), choice.earlier, hint=w("share.earlier_hint")),
            _names(w, choice),
            f'<div id="share-places">{place_list(w, places)}</div>',
            _seal(w),
            f'<div class="sticky-action"><button class="primary">{h(w("share.review"))}</button></div></form>',
        )
    )


def _period(w: Words, choice: Choice, whole: Timeline) -> str:
    present = [(k, f"{w(f'kind.{k}')} {n}") for k, n in Choice().offered(whole).by_kind().items()]
    since, until = (day.isoformat() if day else "" for day in (choice.since, choice.until))
    hint = w("share.period_hint")
    return (
        f'<fieldset class="field"><legend>{h(w("share.period"))}</legend><p class="hint">{h(hint)}</p>'
        + '<div class="pair">'
        + field("since", w("share.since"), text_input("since", since, kind="date"))
        + field("until", w("share.until"), text_input("until", until, kind="date"))
        + f'</div></fieldset><fieldset class="field"><legend>{h(w("share.kinds"))}</legend><p class="hint">{h(w("share.kinds_hint"))}</p>'
        f'<div class="chips">{boxes("kinds", present, choice.kinds)}</div></fieldset>'
    )


def _single(w: Words, choice: Choice, whole: Timeline) -> str:
    return (
        f'<p id="share-count" role="status">{count(w, choice, whole)}</p>'
        f'<details class="more"><summary>{h(w("share.single"))}</summary>'
        f'<div class="bar">{button(w("share.all"), "choose-all")}{button(w("share.none"), "choose-none")}</div>'
        f'<fieldset class="field"><legend class="visually-hidden">{h(w("share.single_legend"))}</legend>'
        f'<div class="choices" id="share-rows">{rows(w, choice, whole)}</div></fieldset></details>'
    )


def count(w: Words, choice: Choice, whole: Timeline) -> str:
    """How many of those that may leave are chosen."""
    whole_number = w.many("chart.incidents", len(Choice().offered(whole)))
    return f"<b>{h(w('share.chosen', n=w.number(len(choice.chosen(whole))), all=whole_number))}</b>"


def rows(w: Words, choice: Choice, whole: Timeline) -> str:
    """Every incident of the period and kinds with its box; ``listed`` says which ones stood here."""
    return "".join(_row(w, e, e.history.id not in choice.left_out) for e in choice.offered(whole).entries)


def _row(w: Words, entry: Entry, ticked: bool) -> str:
    star = f'{pictures.STAR}<span class="visually-hidden">{h(w("list.starred"))}</span>' if entry.incident.starred else ""
    of = h(entry.history.id)
    return (
        f'<input type="hidden" name="listed" value="{of}"><label class="choice"><input type="checkbox" name="incident" value="{of}"'
        f"{' checked' if ticked else ''}> <span>{h(name(w, entry))}{star}</span></label>"
    )


def name(w: Words, entry: Entry) -> str:
    """The incident on one line: the day, the time, what it was."""
    return w(
        "share.row",
        when=w.day(entry.incident.when, narrow=True),
        time=telling.clock(w, entry.incident),
        what=telling.title(w, entry.incident),
    )


def _names(w: Words, choice: Choice) -> str:
    languages = [(code, w(f"settings.language_{code}")) for code in LANGUAGES]
    own, other = w("share.own_name_hint"), w("share.other_name_hint")
    return (
        field("own_name", w("share.own_name"), text_input("own_name", choice.own_name, hint=own), hint=own)
        + field("other_name", w("share.other_name"), text_input("other_name", choice.other_name, hint=other), hint=other)
        + field("language", w("share.language"), select("language", languages, choice.language))
    )


def place_list(w: Words, places: Sequence[Numbered]) -> str:
    """The exhibits that tell where they were taken, and what leaves of that."""
    if not places:
        return ""
    inner = "".join(_place(w, e) for e in places)
    return (
        f'<section class="card" aria-labelledby="places-title"><h2 id="places-title">{h(w("share.places"))}</h2>'
        f'<p>{h(w("share.places_text"))}</p><ul class="stack">{inner}</ul></section>'
    )


def _place(w: Words, numbered: Numbered) -> str:
    exhibit = numbered.exhibit
    told = "share.place_out" if exhibit.leave_place_out else "share.place_in" if exhibit.stripped_sha256 else "share.place_stuck"
    called = exhibit.caption or exhibit.name or w("exhibit.unnamed")
    change = f'aria-label="{h(w("share.place_change_of", name=called))}"'
    return (
        f"<li><p><b>{h(w('exhibit.numbered', number=numbered.number, name=called))}</b><br>{h(w(told))}</p>"
        f"{button(w('share.place_change'), 'correct', of=numbered.incident, style='quiet', extra=change)}</li>"
    )


def _seal(w: Words) -> str:
    return (
        f'<section class="card" aria-labelledby="share-seal"><h2 id="share-seal">{h(w("settings.seal_title"))}</h2>'
        f"<p>{h(w('share.seal_text'))}</p>{button(w('settings.seal_open'), 'seal')}</section>"
    )
