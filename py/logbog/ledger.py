"""The ledger: the append-only, hash-chained list of records.

Laws of this module:
1. A record is never changed. A correction and a withdrawal are new records; erasing destroys a record's
   parts and their salts, and its header stays, so the chain still checks.
2. Salts and ids come from outside; nothing here is random and nothing asks the clock.
"""

import datetime

from . import codec
from .history import History, fold
from .incident import Incident
from .record import GENESIS, SALT_BYTES, Act, Header, Part, Record
from .text import clean


def append(
    records: tuple[Record, ...],
    act: Act,
    incident_id: str,
    values: tuple[codec.Json | None, codec.Json | None],
    logged_at: datetime.datetime,
    salts: tuple[bytes, bytes],
) -> Record:
    """The record of (shared part, private part) at the end of ``records``; the one place where the chain is made."""
    if logged_at.tzinfo is None or any(len(s) != SALT_BYTES for s in salts) or salts[0] == salts[1]:
        raise ValueError("an aware time and two different salts of 16 bytes are needed")
    shared, private = Part(salts[0], values[0]), Part(salts[1], values[1])
    header = Header(
        seq=records[-1].header.seq + 1 if records else 0,
        prev=records[-1].header.digest if records else GENESIS,
        logged_at=logged_at.isoformat(timespec="seconds"),
        incident=incident_id,
        act=act,
        shared=shared.digest,
        private=private.digest,
    )
    return Record(header, shared, private)


def add(
    records: tuple[Record, ...],
    incident_id: str,
    incident: Incident,
    logged_at: datetime.datetime,
    salts: tuple[bytes, bytes],
) -> Record:
    """The record that adds ``incident`` (new id, 32 hex) to the end of ``records``."""
    if any(r.header.incident == incident_id for r in records):
        raise ValueError("an incident is added once")
    return append(records, Act.ADDED, incident_id, codec.parts(incident), logged_at, salts)


def correct(
    records: tuple[Record, ...],
    incident_id: str,
    incident: Incident,
    logged_at: datetime.datetime,
    salts: tuple[bytes, bytes],
) -> Record:
    """The record that says the incident is now as ``incident``; what it was stays."""
    _standing(records, incident_id)
    return append(records, Act.CORRECTED, incident_id, codec.parts(incident), logged_at, salts)


def withdraw(
    records: tuple[Record, ...],
    incident_id: str,
    why: str,
    logged_at: datetime.datetime,
    salts: tuple[bytes, bytes],
) -> Record:
    """The record that takes an incident back; ``why`` is told in the report (may be empty)."""
    history = _standing(records, incident_id)
    only_me = history.now is not None and history.now.only_me
    said: codec.Json = {"why": clean(why)}
    told, kept = (None, said) if only_me else (said, None)
    return append(records, Act.WITHDRAWN, incident_id, (told, kept), logged_at, salts)


def erase(records: tuple[Record, ...], incident_id: str) -> tuple[Record, ...]:
    """The records of the incident, their parts destroyed; to be written over the old ones."""
    return tuple(r.erased() for r in records if r.header.incident == incident_id)


def _standing(records: tuple[Record, ...], incident_id: str) -> History:
    for history in fold(r for r in records if r.header.incident == incident_id):
        if not history.withdrawn and not history.erased:
            return history
    raise ValueError("only an incident that stands can be changed")
