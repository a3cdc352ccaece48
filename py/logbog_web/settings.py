"""What a person has chosen and noted about their log; sealed like everything else."""

import dataclasses
import datetime
from dataclasses import dataclass
from typing import Any

ROW = "5e771465000000000000000000000000"
HIDDEN_CHOICES = (0, 30, 120, 300, 900)
IDLE_CHOICES = (120, 300, 600, 1800)


@dataclass(frozen=True, kw_only=True, slots=True)
class GivenSeal:
    """A seal that was given away: to whom, on which day; private."""

    code: str
    count: int
    to: str
    date: str


@dataclass(frozen=True, slots=True)
class Mark:
    """How far the log had come at a moment (ISO 8601 with offset; empty: never): so many records."""

    at: str = ""
    count: int = 0

    @property
    def moment(self) -> datetime.datetime | None:
        """The moment."""
        return datetime.datetime.fromisoformat(self.at) if self.at else None


NEVER = Mark()


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """Seconds until the log locks when put away and when idle; language ("" follows the phone); secret words; seals given;
    the names that stand on the report; how far the last backup reached, and how far it was when the person said "not now"."""

    hidden: int = 120
    idle: int = 600
    language: str = ""
    secret_words: tuple[str, ...] = ()
    seals: tuple[GivenSeal, ...] = ()
    own_name: str = ""
    other_name: str = ""
    backed_up: Mark = NEVER
    reminded: Mark = NEVER

    def to_json(self) -> dict[str, Any]:
        """As it is sealed."""
        return dataclasses.asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Settings":
        """The inverse; what this version doesn't know is passed over, since a setting is no evidence."""
        known = {f.name for f in dataclasses.fields(cls)}
        kept = {k: v for k, v in value.items() if k in known}
        kept["secret_words"] = tuple(str(w) for w in kept.get("secret_words", ()))
        kept["seals"] = tuple(GivenSeal(**s) for s in kept.get("seals", ()))
        for name in ("backed_up", "reminded"):
            kept[name] = Mark(**kept[name]) if name in kept else NEVER
        return cls(**kept)

    def with_backup(self, at: datetime.datetime, count: int) -> "Settings":
        """The same settings after a backup of so many records."""
        mark = Mark(at.isoformat(), count)
        return dataclasses.replace(self, backed_up=mark, reminded=mark)

    def joined(self, other: "Settings") -> "Settings":
        """These settings with what a backup knows besides: nothing that was chosen here is lost."""
        return dataclasses.replace(
            self,
            secret_words=tuple(dict.fromkeys((*self.secret_words, *other.secret_words))),
            seals=tuple(dict.fromkeys((*self.seals, *other.seals))),
            own_name=self.own_name or other.own_name,
            other_name=self.other_name or other.other_name,
        )

    def with_seal(self, code: str, count: int, to: str, day: datetime.date) -> "Settings":
        """The same settings with one more seal given."""
        given = GivenSeal(code=code, count=count, to=to, date=day.isoformat())
        return dataclasses.replace(self, seals=(*self.seals, given))
