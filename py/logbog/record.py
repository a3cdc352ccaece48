"""A record: one line of the ledger, made of a header and two salted parts.

``prev`` of a header is the SHA-256 of the previous header, and a header holds only digests of its two parts,
each salted: so a part can be left out of an export without breaking the chain or being guessed.
"""

import dataclasses
import datetime
import enum
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from . import codec
from .errors import CannotRead, TooNew
from .incident import Incident

VERSION = 1
GENESIS = "0" * 64
SALT_BYTES = 16


class Act(enum.StrEnum):
    """What a record does to its incident."""

    ADDED = "added"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


ACTS: Mapping[str, Act] = {str(act): act for act in Act}
# The incident's id, three digests and the clock as a header writes them, parted by blanks.
_FIELDS = re.compile(
    r"[0-9a-f]{32} (?:[0-9a-f]{64} ){3}[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}(?::[0-9]{2})?\Z"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Header:
    """What the chain is made of; ``logged_at`` is ISO 8601 with offset, seconds. Raises ValueError for what is no header."""

    seq: int
    prev: str
    logged_at: str
    incident: str
    act: Act
    shared: str
    private: str
    v: int = VERSION

    def __post_init__(self) -> None:
        fields = " ".join((self.incident, self.prev, self.shared, self.private, self.logged_at))
        whole = type(self.seq) is int and type(self.v) is int and self.seq >= 0
        if not (whole and _FIELDS.match(fields) and type(self.act) is Act and self.logged):
            raise ValueError("not a header")

    def encode(self) -> bytes:
        """The canonical bytes that the next record's ``prev`` is the digest of."""
        # No field of a header needs an escape, so this is what codec.canonical gives, in a fraction of the time.
        return (
            f'{{"act":"{self.act}","incident":"{self.incident}","logged_at":"{self.logged_at}","prev":"{self.prev}",'
            f'"private":"{self.private}","seq":{self.seq},"shared":"{self.shared}","v":{self.v}}}'
        ).encode()

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical bytes, hex."""
        return hashlib.sha256(self.encode()).hexdigest()

    @property
    def logged(self) -> datetime.datetime:
        """``logged_at`` as an aware datetime."""
        return datetime.datetime.fromisoformat(self.logged_at)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Header":
        """Raises TooNew for a later version, CannotRead("not_record") for what is no header."""
        try:
            if value["v"] > VERSION:
                raise TooNew()
            return cls(**{**value, "act": ACTS[value["act"]]})
        except (KeyError, TypeError, ValueError) as wrong:
            raise CannotRead("not_record") from wrong


@dataclass(frozen=True, slots=True)
class Part:
    """One salted part of a record; ``value`` is JSON, None when the part holds nothing."""

    salt: bytes
    value: Mapping[str, Any] | None

    @property
    def digest(self) -> str:
        """SHA-256 of salt and canonical bytes, hex."""
        return hashlib.sha256(self.salt + codec.canonical(self.value)).hexdigest()

    def to_json(self) -> dict[str, Any]:
        """``{"salt": hex, "part": {…} or null}``."""
        return {"salt": self.salt.hex(), "part": self.value}

    @classmethod
    def from_json(cls, value: Mapping[str, Any] | None) -> "Part | None":
        """The inverse of to_json, of which there is one spelling only; None stays None. Raises CannotRead("not_record")."""
        if value is None:
            return None
        try:
            hexed, inner = value["salt"], value["part"]
            salt = bytes.fromhex(hexed)
        except (KeyError, TypeError, ValueError) as wrong:
            raise CannotRead("not_record") from wrong
        if len(value) != 2 or len(salt) != SALT_BYTES or salt.hex() != hexed or not (inner is None or isinstance(inner, dict)):
            raise CannotRead("not_record")
        return cls(salt, inner)


@dataclass(frozen=True, slots=True)
class Record:
    """One line of the ledger; a part that is None is not here (erased, or left out of an export)."""

    header: Header
    shared: Part | None
    private: Part | None

    def to_json(self) -> dict[str, Any]:
        """The JSON that is sealed on the device; private part and all."""
        return {
            "header": dataclasses.asdict(self.header),
            "shared": self.shared and self.shared.to_json(),
            "private": self.private and self.private.to_json(),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Record":
        """Raises TooNew or CannotRead("not_record")."""
        if not isinstance(value, dict) or not isinstance(value.get("header"), dict):
            raise CannotRead("not_record")
        return cls(
            Header.from_json(value["header"]),
            Part.from_json(value.get("shared")),
            Part.from_json(value.get("private")),
        )

    @property
    def incident(self) -> Incident | None:
        """The incident as this record has it, from the parts that are here."""
        if self.header.act is Act.WITHDRAWN:
            return None
        return codec.incident(self.shared.value if self.shared else None, self.private.value if self.private else None)

    def erased(self) -> "Record":
        """The same record with its parts and salts destroyed."""
        return Record(self.header, None, None)
