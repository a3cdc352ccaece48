"""What a person has chosen to share, as long as they are choosing; nothing of it is kept but the two names."""

import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from logbog import casefile, disclose
from logbog.disclose import Numbered
from logbog.timeline import Filter, Timeline
from logbog.when import parse_date

Fields = Mapping[str, Sequence[str]]

REPORT_BYTES, INCIDENT_BYTES, PICTURE_BYTES = 90_000, 2_500, 260_000
HTML_AND_TABLES = 2.4


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """Period, kinds, single incidents left out (ids), whether earlier versions go along, names and language."""

    since: datetime.date | None = None
    until: datetime.date | None = None
    kinds: tuple[str, ...] = ()
    left_out: frozenset[str] = frozenset()
    earlier: bool = False
    own_name: str = ""
    other_name: str = ""
    language: str = "da"

    def offered(self, whole: Timeline) -> Timeline:
        """What may leave of the period and the kinds asked for."""
        asked = Filter(since=self.since, until=self.until, kinds=self.kinds)
        return Timeline(tuple(e for e in whole.only(asked).entries if disclose.may_leave(e.history)))

    def chosen(self, whole: Timeline) -> Timeline:
        """What leaves."""
        return Timeline(tuple(e for e in self.offered(whole).entries if e.history.id not in self.left_out))

    def as_told(self, fields: Fields) -> "Choice":
        """The choice that the form says. ``listed`` names the incidents that could be ticked, ``incident`` those that are.

        An incident that isn't on the screen keeps its mark, so narrowing the period and widening it loses nothing.
        """
        listed, ticked = set(fields.get("listed", ())), set(fields.get("incident", ()))
        return dataclasses.replace(
            self,
            since=parse_date(_first(fields, "since")),
            until=parse_date(_first(fields, "until")),
            kinds=tuple(k for k in fields.get("kinds", ()) if k),
            left_out=frozenset((self.left_out - listed) | (listed - ticked)),
            earlier=bool(_first(fields, "earlier")),
            own_name=_first(fields, "own_name").strip(),
            other_name=_first(fields, "other_name").strip(),
            language=_first(fields, "language") or self.language,
        )


def expected(incidents: int, exhibits: Sequence[Numbered]) -> tuple[int, int]:
    """About how many bytes the report and the case file will be, said before they are made."""
    pictures = sum(min(e.exhibit.size, PICTURE_BYTES) for e in exhibits if e.exhibit.type.startswith("image/"))
    report = REPORT_BYTES + incidents * INCIDENT_BYTES + pictures
    return report, int(report * HTML_AND_TABLES) + sum(casefile.leaving(e.exhibit)[1] for e in exhibits)


def _first(fields: Fields, name: str) -> str:
    values = fields.get(name, ())
    return values[0] if values else ""
