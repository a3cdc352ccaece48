"""The incidents that a note is about: ticked by their id, or typed by the number they have in the time line."""

from collections.abc import Iterable, Mapping, Sequence

from logbog.casework import Casework
from logbog.dossier import Dossier
from logbog.words import Words

from ..screens import telling


def at(dossier: Dossier | None, fields: Mapping[str, Sequence[str]]) -> tuple[list[str], bool]:
    """The ids of those that a form tells, and whether one of the numbers typed there is none."""
    found = list(fields.get("about", ()))
    for label in (fields.get("about_more") or [""])[0].replace(",", " ").split():
        entry = dossier.entry(label.upper()) if dossier else None
        if entry is None:
            return found, True
        found.append(entry.history.id)
    return found, False


def told(w: Words, dossier: Dossier | None, ids: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Each id once, with what its incident is called: ``A12, 19. nov. 2026: Dukkede op``."""
    wanted = tuple(dict.fromkeys(ids))
    known = {x.id: x for x in dossier.histories if x.id in wanted} if dossier and wanted else {}
    said = []
    for incident in wanted:
        history = known.get(incident)
        if history is None or history.now is None:
            said.append((incident, w("noting.about_gone")))
        else:
            when, what = w.day(history.now.when, narrow=True), telling.title(w, history.now)
            said.append((incident, w("noting.about_one", label=history.label, when=when, what=what)))
    return tuple(said)


def called(dossier: Dossier | None, casework: Casework) -> dict[str, str]:
    """What each incident that a note is about is called in the time line."""
    ids = {i for n in casework.notes for v in n.versions if v.note for i in v.note.about}
    return {x.id: x.label for x in dossier.histories if x.id in ids} if dossier and ids else {}
