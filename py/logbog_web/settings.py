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


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """Seconds until the log locks when put away and when idle; language ("" follows the phone); secret words; seals given;
    the names that stand on the report; whether the person has been asked to let the log be kept."""

    hidden: int = 120
    idle: int = 600
    language: str = ""
    secret_words: tuple[str, ...] = ()
    seals: tuple[GivenSeal, ...] = ()
    own_name: str = ""
    other_name: str = ""

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
        return cls(**kept)

    def with_seal(self, code: str, count: int, to: str, day: datetime.date) -> "Settings":
        """The same settings with one more seal given."""
        given = GivenSeal(code=code, count=count, to=to, date=day.isoformat())
        return dataclasses.replace(self, seals=(*self.seals, given))
