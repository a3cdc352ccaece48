"""What stands beside an exhibit that is shown large: what it belongs to, what is known of it, and whether it fits."""

from collections.abc import Sequence
from dataclasses import dataclass

from logbog import filesort, sheets
from logbog.disclose import Numbered
from logbog.words import Words

from ...markup import button, h
from ...screens import telling
from . import rows
from .looking import Looking, key

# What the check may have found about an exhibit, by its code in verify.
ALTERED = {"altered_exhibit": "altered", "swapped_exhibit": "swapped", "missing_exhibit": "missing"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """An exhibit as it lies in its file. ``found`` is the type that its bytes show ("" when unknown), ``of`` the label of
    the incident it belongs to.

    ``there`` says that its bytes could be opened, ``alone`` that log.json came without them, ``checked`` that the check
    has been through; ``altered`` is the code of what it found.
    """

    numbered: Numbered
    of: str = ""
    file: str = ""
    found: str = ""
    there: bool = True
    alone: bool = False
    checked: bool = True
    altered: str = ""

    @property
    def fits(self) -> bool:
        """Whether its bytes can be what was noted."""
        return filesort.fits(self.numbered.exhibit.type, self.found)

    @property
    def may_show(self) -> bool:
        """Whether it can be shown as what its bytes are; what could run in a page can't."""
        return self.there and self.found not in ("", filesort.MARKUP)

    @property
    def name(self) -> str:
        """The name it is saved under: what it is, never what a stranger calls it."""
        return f"bilag-{self.numbered.label}.{filesort.ending(self.found)}"


def title(w: Words, numbered: Numbered) -> str:
    """What it is called."""
    named = rows.short(numbered.exhibit.caption or numbered.exhibit.name, 2 * rows.MOST_NAME)
    return w("exhibit.numbered", number=numbered.label, name=named) if named else w("report.exhibit", n=numbered.label)


def said(w: Words, looking: Looking, of: Found, order: Sequence[Numbered]) -> str:
    """All that is said of it, and the ways on from it: the incident, the file, the exhibits before and after."""
    return "".join((_warnings(w, of), _belongs(w, looking, of), _facts(w, of), _ways(w, of, order)))


def _warnings(w: Words, of: Found) -> str:
    codes = []
    if of.alone:
        codes.append("alone")
    elif not of.there:
        codes.append(of.altered or "missing")
    else:
        codes += [of.altered] * bool(of.altered) + ["lies"] * (not of.fits)
        codes += ["runs"] * (of.found == filesort.MARKUP) + ["unknown"] * (not of.found)
        codes += ["unchecked"] * (not of.checked and not of.altered)
    told = "".join(f"<p>{h(w(f'see.exhibit_{code}', **_kinds(w, of)))}</p>" for code in codes if code not in ("unchecked",))
    quiet = "".join(f'<p class="hint">{h(w("see.exhibit_unchecked"))}</p>' for code in codes if code == "unchecked")
    return (f'<div class="warning" id="r-viewer-warning">{told}</div>' if told else "") + quiet


def _kinds(w: Words, of: Found) -> dict[str, str]:
    return {"noted": _sort(w, of.numbered.exhibit.type), "found": _sort(w, of.found)}


def _sort(w: Words, mime: str) -> str:
    if mime == filesort.MARKUP:
        return w("see.sort_markup")
    main = mime.partition("/")[0]
    name = "pdf" if mime == "application/pdf" else main if main in ("image", "audio", "video", "text") else "other"
    return w(f"see.sort_{name}")


def _belongs(w: Words, looking: Looking, of: Found) -> str:
    entry = looking.dossier.entry(of.of)
    if entry is None:
        return ""
    name = w("see.link", label=w("see.incident", number=of.of), when=w.when(entry.incident.when))
    opening = button(name, "open", of=of.of, style="quiet", extra="data-close")
    return f'<p class="r-belongs">{opening} <span>{h(telling.title(w, entry.incident))}</span></p>'


def _facts(w: Words, of: Found) -> str:
    exhibit = of.numbered.exhibit
    kind = w("see.sort_size", sort=_sort(w, of.found or exhibit.type), size=w.size(exhibit.size))
    facts = [
        (w("see.exhibit_caption"), exhibit.caption),
        (w("report.exhibit.name"), exhibit.name),
        (w("report.exhibit.type"), kind),
    ]
    facts += [(w("report.exhibit.taken"), sheets.taken(w, exhibit.taken)), (w("report.exhibit.file"), of.file)]
    facts += [(w("report.exhibit.sha256"), exhibit.sha256)]
    if exhibit.leave_place_out and exhibit.stripped_sha256:
        facts += [(w("report.exhibit.copy_sha256"), exhibit.stripped_sha256)]
    rows = "".join(f"<dt>{h(term)}</dt><dd>{h(text)}</dd>" for term, text in facts if text)
    return f'<details class="r-fold"><summary>{h(w("see.exhibit_facts"))}</summary><dl class="r-facts">{rows}</dl></details>'


def _ways(w: Words, of: Found, order: Sequence[Numbered]) -> str:
    """The exhibit before and the one after, in the order of the time line, and the file itself."""
    keys = [key(n) for n in order]
    at = keys.index(key(of.numbered)) if key(of.numbered) in keys else -1
    ways = ""
    if at > 0:
        ways += button(w("see.exhibit_before"), "view", of=keys[at - 1], extra='id="r-viewer-before"')
    if 0 <= at < len(keys) - 1:
        ways += button(w("see.exhibit_after"), "view", of=keys[at + 1], extra='id="r-viewer-after"')
    place = f'<span class="hint">{h(w("see.place", n=w.number(at + 1), of=w.number(len(keys))))}</span>' if at >= 0 else ""
    if of.there:
        label = w("see.exhibit_save" if of.may_show and of.fits else "see.exhibit_save_anyway")
        ways += f'<button type="button" class="secondary" data-save="exhibit">{h(label)}</button>'
    return f'<div class="r-beside">{ways}{place}</div>'
