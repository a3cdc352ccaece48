"""The part that shows exhibits: their bytes are cut out of the case file where they lie, and never pass through here whole.

Laws: what a file is, is decided by its first bytes, never by what the log, its name or the ZIP says; one that isn't what
was noted, or that is altered, is said to be so beside it; what could run in a page is only ever offered to be saved.
"""

from collections.abc import Callable, Mapping
from typing import Any

from pyodide.ffi import to_js
from reader_parts import sniff as js_sniff

from logbog import filesort
from logbog.casefile import name_of
from logbog.disclose import Numbered
from logbog.errors import CannotRead
from logbog.zipreading import Archive

from . import blobfile, wire
from .part import Action, Host, Opened
from .screens import exhibit
from .screens.exhibit import Found
from .screens.looking import Looking, key

SMALL = 320
# A picture is small beside a film; one that is larger than this is opened by itself, and never for a list.
MOST_FOR_SMALL = 48 << 20
# Bytes that somebody has packed are unpacked in pieces before they can be shown; a film that large is saved instead.
MOST_PACKED = 256 << 20


class Exhibiting:
    """What is shown of the exhibits; ``looking`` says what is looked at."""

    def __init__(self, host: Host, looking: Callable[[], Looking | None]) -> None:
        self.host = host
        self.looking = looking
        self._wanted: list[str] = []
        self._drawing = False

    def actions(self) -> Mapping[str, Action]:
        """What it does."""
        return {"view": self.view, "input-pictures": self.pictures}

    async def view(self, about: str, _: Any, __: Any) -> None:
        """Opens one large."""
        looking = self.looking()
        label, numbered = _one(looking, about) if looking else ("", None)
        if looking is None or numbered is None:
            return
        w, found, js_blob = self.host.w, *self._found(label, numbered)
        order = [n for e in looking.found.entries for n in looking.exhibits.get(e.history.label, ())]
        if found.there:
            wire.offer("exhibit", [js_blob], found.name, filesort.OTHER)
        kind = found.found if found.may_show else ""
        wire.view(js_blob, kind, exhibit.title(w, numbered), exhibit.said(w, looking, found, order))

    def _found(self, label: str, numbered: Numbered) -> tuple[Found, Any]:
        """What is known of an exhibit, and its bytes."""
        opened = self._opened(numbered)
        if opened is None or opened.case.archive is None:
            return Found(numbered=numbered, of=label, there=False, alone=True), None
        name = _file(opened, numbered)
        findings = self.host.findings.get(opened.letter)
        altered = [exhibit.ALTERED[f.code] for f in findings or () if f.exhibit == numbered.number and f.code in exhibit.ALTERED]
        js_blob = _cut(opened, opened.case.archive, name)
        return Found(
            numbered=numbered,
            of=label,
            file=name,
            found=_sort(js_blob) if js_blob is not None else "",
            there=js_blob is not None,
            checked=findings is not None,
            altered=altered[0] if altered else "",
        ), js_blob

    def _opened(self, numbered: Numbered) -> Opened | None:
        dossier = self.host.dossier
        if dossier is None:
            return None
        letter = dossier.source_of(numbered.source).letter
        return next((o for o in self.host.opened if o.letter == letter), None)

    # ── small pictures ───────────────────────────────────────────────────────────────────────────────────

    async def pictures(self, _: str, fields: dict[str, list[str]], __: Any) -> None:
        """Gives the pictures that came into view; one after the other, the latest first, so that the page stays quick."""
        self._wanted += fields.get("ids", [])
        if self._drawing:
            return
        self._drawing = True
        try:
            while self._wanted:
                asked = self._wanted.pop()
                js_small = await self._small(asked)
                if js_small is not None:
                    wire.pictures({asked: js_small})
        finally:
            self._drawing = False

    async def _small(self, about: str) -> Any:
        looking = self.looking()
        numbered = _one(looking, about)[1] if looking else None
        opened = self._opened(numbered) if numbered else None
        if numbered is None or opened is None or opened.case.archive is None:
            return None
        js_blob = _cut(opened, opened.case.archive, _file(opened, numbered), MOST_FOR_SMALL)
        if js_blob is None or not _sort(js_blob).startswith("image/"):
            return None
        return await blobfile.small(js_blob, SMALL)

    def forget(self) -> None:
        """What was asked for on the screen before is wanted no more."""
        self._wanted.clear()


def _one(looking: Looking, about: str) -> tuple[str, Numbered | None]:
    """The exhibit with that key, and the label of its incident."""
    for label, exhibits in looking.exhibits.items():
        for numbered in exhibits:
            if key(numbered) == about:
                return label, numbered
    return "", None


def _file(opened: Opened, numbered: Numbered) -> str:
    """The name it has in its case file."""
    for place in opened.case.log.exhibits:
        if (place.incident, place.id) == (numbered.incident, numbered.exhibit.id):
            return place.file
    return name_of(numbered)


def _cut(opened: Opened, archive: Archive, name: str, most: int | None = None) -> Any:
    """The bytes as a Blob: a part of the file where they stand in it as they are; None when they can't be had.

    ``most`` is how many there may be; bytes that are packed are never more than MOST_PACKED.
    """
    if name not in archive.names:
        return None
    size = archive.size(name)
    try:
        span = archive.span(name)
        if size > (most or size) or (span is None and size > MOST_PACKED):
            return None
        return opened.file.cut(*span) if span is not None else blobfile.joined(archive.chunks(name))
    except (CannotRead, OSError):
        return None


def _sort(js_blob: Any) -> str:
    """The type that the first bytes show; "" when it isn't known."""
    try:
        head = blobfile.Blob(js_blob).read(filesort.HEAD_BYTES) or b""
    except OSError:
        return ""
    return str(js_sniff(to_js(head))) or filesort.text(head)
