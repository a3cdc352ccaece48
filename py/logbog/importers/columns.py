"""Which column of a table holds what: guessed from the names at its head and from what stands under them, or given.

A new program's names are one more word in a row of ROLES.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from . import dates
from .message import What, plain

Rows = Sequence[Sequence[str]]
# What a column can be, and what it is called at the head of a table.
ROLES: Mapping[str, tuple[str, ...]] = {
    "date": (
        *(
            "date",
            "dato",
            "datum",
            "data",
            "tarih",
            "timestamp",
            "tidspunkt",
            "date/time",
            "datetime",
            "message date",
            "call date",
        ),
        *("dato og tid", "dato/tid", "date & time", "date and time", "time stamp", "tidsstempel", "sent date", "التاريخ"),
    ),
    "time": ("time", "tid", "klokkeslæt", "kl", "uhrzeit", "zeit", "klockslag", "klokkeslett", "godzina", "saat", "الوقت"),
    "party": (
        *("chat session", "contact", "kontakt", "contact name", "navn", "name", "namn", "nazwa", "ad", "caller name", "person"),
        *("conversation", "samtale", "other party", "modpart", "الاسم"),
    ),
    "number": (
        *("number", "nummer", "phone number", "phone", "telefonnummer", "telefon", "address", "numer", "numara", "sender id"),
        *("phone no", "caller", "caller id", "رقم"),
    ),
    "sender": (
        "from",
        "fra",
        "sender",
        "afsender",
        "von",
        "absender",
        "från",
        "avsändare",
        "avsender",
        "od",
        "kimden",
        "sender name",
    ),
    "to": ("to", "til", "recipient", "modtager", "an", "empfänger", "till", "mottagare", "mottaker", "do", "kime"),
    "direction": ("direction", "retning", "richtung", "riktning", "kierunek", "yön", "in/out", "ind/ud"),
    "kind": ("type", "kind", "art", "typ", "call type", "opkaldstype", "tür", "status", "event", "hændelse", "kategori"),
    "text": (
        "text",
        "message",
        "besked",
        "tekst",
        "body",
        "content",
        "nachricht",
        "meddelande",
        "melding",
        "indhold",
        "mesaj",
        "sms",
    ),
    "seconds": ("duration", "varighed", "dauer", "längd", "varighet", "czas trwania", "süre", "length", "seconds", "sekunder"),
    "file": ("attachment", "vedhæftet", "bilag", "anhang", "bilaga", "vedlegg", "załącznik", "attachments"),
}
# What the kind and the direction are called within a table, one row for each meaning.
KINDS: Mapping[What, tuple[str, ...]] = {
    What.MISSED: (
        *("missed", "ubesvar", "mistet", "verpasst", "entgangen", "missat", "tapt", "nieodebran", "cevapsız", "فائت"),
        *(
            "no answer",
            "not answered",
            "afvist",
            "rejected",
            "declined",
            "refused",
            "blocked",
            "blokeret",
            "cancelled",
            "annulleret",
        ),
    ),
    What.VOICEMAIL: (
        "voicemail",
        "voice mail",
        "telefonsvarer",
        "talebesked",
        "anrufbeantworter",
        "röstbrevlåda",
        "poczta głosowa",
    ),
    What.DELETED: ("deleted", "slettet", "gelöscht", "raderad", "usunięt", "silindi"),
    What.TEXT: ("sms", "mms", "message", "besked", "nachricht", "meddelande", "melding", "wiadomo", "mesaj", "text", "chat"),
    What.CALL: ("call", "opkald", "anruf", "samtal", "anrop", "połączeni", "arama", "مكالمة", "facetime", "besvaret", "answered"),
}
OUT = ("outgoing", "out", "udgående", "ud", "sent", "sendt", "ausgehend", "gesendet", "utgående", "skickat", "wychodząc", "giden")
IN = (
    "incoming",
    "in",
    "indgående",
    "ind",
    "received",
    "modtaget",
    "eingehend",
    "empfangen",
    "inkommande",
    "mottatt",
    "przychodząc",
)
LOOKED_AT = 10
ENOUGH = 0.6


class Columns(NamedTuple):
    """The numbers of the columns, from 0, by what they hold; and of the first row that is no heading."""

    roles: Mapping[str, int]
    first: int = 0

    @property
    def enough(self) -> bool:
        """Whether messages can be made of it: there is a day, and who or what."""
        return "date" in self.roles and len(self.roles) > 1


def guess(rows: Rows) -> Columns:
    """What can be told of a table: from the names at its head, else from what stands in it."""
    best: dict[str, int] = {}
    first = 0
    for n, row in enumerate(rows[:LOOKED_AT]):
        found = _named(row)
        if len(found) > len(best):
            best, first = found, n + 1
    if "date" in best and len(best) > 1:
        return Columns(best, first)
    return Columns(_by_content(rows))


def _named(row: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    names = [plain(cell).rstrip(":. ") for cell in row]
    for role, words in ROLES.items():
        # The earlier word of a row is the better one: a message's own date before that of its delivery.
        at = next((names.index(word) for word in words if word in names), None)
        if at is not None and at not in found.values():
            found[role] = at
    # A column of times alone, where there is none of days, holds both.
    if "date" not in found and "time" in found:
        found["date"] = found.pop("time")
    return found


def _by_content(rows: Rows) -> dict[str, int]:
    sample = rows[: LOOKED_AT * 5]
    width = max((len(r) for r in sample), default=0)
    columns = [[r[n].strip() for r in sample if n < len(r) and r[n].strip()] for n in range(width)]
    found: dict[str, int] = {}
    for n, cells in enumerate(columns):
        role = _role_of(cells, found)
        if role:
            found[role] = n
    rest = [n for n in range(width) if n not in found.values() and columns[n]]
    if rest and "kind" not in found:
        # What is left and longest is what was said.
        found["text"] = max(rest, key=lambda n: sum(map(len, columns[n])))
        rest.remove(found["text"])
    if rest:
        found["party"] = rest[0]
    return found


def _role_of(cells: Sequence[str], found: Mapping[str, int]) -> str:
    def share(fits: int) -> bool:
        return bool(cells) and fits / len(cells) >= ENOUGH

    if "date" not in found and share(sum(dates.aware(c) is not None or dates.moment(c) is not None for c in cells)):
        return "date"
    if "time" not in found and share(sum(dates.clock_time(c) is not None for c in cells)):
        return "time"
    if "number" not in found and share(sum(_is_number(c) for c in cells)):
        return "number"
    if "kind" not in found and share(sum(len(c) < 40 and (what_of(c) is not None or is_own(c) is not None) for c in cells)):
        return "kind"
    return ""


def _is_number(cell: str) -> bool:
    digits = [c for c in cell if c.isdigit()]
    return len(digits) >= 6 and not set(cell) - set("0123456789+-() .")


def what_of(text: str) -> What | None:
    """The kind that a cell names; None when it names none."""
    said = plain(text)
    return next((what for what, words in KINDS.items() if any(word in said for word in words)), None)


def is_own(text: str) -> bool | None:
    """Whether a cell says that it went out (True) or came in (False); None when it says neither."""
    parts = plain(text).replace("/", " ").split()
    if any(p.startswith(w) if len(w) > 3 else p == w for p in parts for w in OUT):
        return True
    return False if any(p.startswith(w) if len(w) > 3 else p == w for p in parts for w in IN) else None
