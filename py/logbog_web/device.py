"""The device's clock and its source of chance; the core gets both from here."""

import datetime
import secrets

from logbog.record import SALT_BYTES


def now() -> datetime.datetime:
    """This moment with the phone's own offset, whole seconds."""
    return datetime.datetime.now().astimezone().replace(microsecond=0)


def today() -> datetime.date:
    """The day it is where the phone is."""
    return now().date()


def new_id() -> str:
    """A random id, 32 hex digits."""
    return secrets.token_hex(16)


def salts() -> tuple[bytes, bytes]:
    """Two fresh salts for the two parts of a record."""
    return secrets.token_bytes(SALT_BYTES), secrets.token_bytes(SALT_BYTES)
