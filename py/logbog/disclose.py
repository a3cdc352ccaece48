"""What leaves in an export, and what does not: the one place where that is decided.

Laws of this module:
1. A private part never leaves; the type that leaves (Line) has no field for one.
2. An incident that is "only me", withdrawn, erased or not chosen leaves as its headers alone.
3. Earlier versions leave only when the person chose so; a header still shows that and when it was corrected.
   One that tells of an exhibit that has become "only me" stays behind: its name and caption are the person's own now.
4. A withdrawal itself leaves with its reason, so a reader can see it happened.
"""

import dataclasses
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .errors import CannotRead
from .history import History, Version, fold
from .incident import Exhibit
from .record import Act, Header, Part, Record

LEFT_OUT, ERASED = "left_out", "erased"


@dataclass(frozen=True, slots=True)
class Line:
    """A record as it leaves: the header, and the shared part or the reason why it is absent."""

    header: Header
    shared: Part | None
    absent: str = ""

    def to_json(self) -> dict[str, Any]:
        """``{"header", "shared"}`` or ``{"header", "absent": "left_out" | "erased"}``."""
        header = dataclasses.asdict(self.header)
        return {"header": header, "shared": self.shared.to_json()} if self.shared else {"header": header, "absent": self.absent}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Line":
        """The inverse of to_json, of which there is one spelling only. Raises TooNew or CannotRead("not_record")."""
        if not isinstance(value, dict) or not isinstance(value.get("header"), dict):
            raise CannotRead("not_record")
        shared, absent = Part.from_json(value.get("shared")), value.get("absent", "")
        # A record has two keys; one more would be an invention, or a second spelling of a part that isn't there.
        if len(value) != 2 or (shared is None) != (absent in (LEFT_OUT, ERASED)):
            raise CannotRead("not_record")
        return cls(Header.from_json(value["header"]), shared, absent)

    @property
    def record(self) -> Record:
        """The line as a record without its private part, to be folded."""
        return Record(self.header, self.shared, None)


def may_leave(history: History) -> bool:
    """Whether the person can choose this incident at all."""
    return bool(history.now) and not history.withdrawn and not history.erased and not (history.now and history.now.only_me)


def told_of(history: History) -> tuple[Version, ...]:
    """The versions whose shared part may leave, when the incident itself may and earlier versions do too."""
    own = {e.id: e.only_me for v in history.versions if v.incident for e in v.incident.exhibits}
    return tuple(
        v
        for v in history.versions
        if v.incident and not v.incident.only_me and not any(own[e.id] for e in v.incident.shared_exhibits)
    )


def lines(records: Sequence[Record], chosen: Collection[str], earlier: bool = False) -> tuple[Line, ...]:
    """All records as they leave, when the incidents ``chosen`` (ids) are shared; ``earlier`` takes old versions along."""
    histories = {h.id: h for h in fold(records)}
    standing = {i for i in chosen if i in histories and may_leave(histories[i])}
    leaving = {v.seq for i in standing for v in (told_of(histories[i]) if earlier else histories[i].versions[-1:])}
    out = []
    for record in records:
        header = record.header
        if record.shared is None and record.private is None:
            out.append(Line(header, None, ERASED))
        elif header.act is Act.WITHDRAWN or header.seq in leaving:
            out.append(Line(header, record.shared) if record.shared else Line(header, None, LEFT_OUT))
        else:
            out.append(Line(header, None, LEFT_OUT))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class Numbered:
    """An exhibit with the number it has in this report, and the incident it belongs to.

    ``source`` is the letter of the case file it lies in, where several are seen as one.
    """

    number: int
    incident: str
    exhibit: Exhibit
    source: str = ""

    @property
    def label(self) -> str:
        """What it is called on screen and paper: ``3``, or ``A3`` where several case files are seen as one."""
        return f"{self.source}{self.number}"


def numbered(histories: Sequence[History]) -> tuple[Numbered, ...]:
    """The exhibits that leave with the ``histories`` of one log, numbered from 1 in the order the incidents were added."""
    found = [(h, e) for h in sorted(histories, key=lambda h: h.number) if h.now for e in h.now.shared_exhibits]
    return tuple(Numbered(n, h.id, e, h.source) for n, (h, e) in enumerate(found, 1))
