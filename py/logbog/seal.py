"""The seal: a short code that fixes a log as it is today.

A seal is (number of records, first 120 bits of the chain's head), written in Crockford's base32
(https://www.crockford.com/base32.html) in groups of four with his check symbol, to be read over a telephone.
Given to someone early, it shows later that nothing up to that record was changed. It never shows that the content is true.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .errors import CannotRead
from .record import GENESIS, Header

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECK = ALPHABET + "*~$=U"
COUNT_BITS, HEAD_BITS = 20, 120
SYMBOLS = (COUNT_BITS + HEAD_BITS) // 5
MOST_RECORDS = 1 << COUNT_BITS


@dataclass(frozen=True, slots=True)
class Seal:
    """``count`` records whose last header's digest begins with ``head`` (30 hex digits)."""

    count: int
    head: str

    def __post_init__(self) -> None:
        if not 0 <= self.count < MOST_RECORDS or len(self.head) != HEAD_BITS // 4:
            raise CannotRead("bad_seal")

    @property
    def code(self) -> str:
        """The code as it is given away: seven groups of four and a check symbol."""
        number = self.count << HEAD_BITS | int(self.head, 16)
        symbols = "".join(ALPHABET[number >> 5 * i & 31] for i in reversed(range(SYMBOLS)))
        groups = [symbols[i : i + 4] for i in range(0, SYMBOLS, 4)]
        return "-".join([*groups, CHECK[number % 37]])


def of(headers: Sequence[Header]) -> Seal:
    """The seal of a whole chain."""
    return Seal(len(headers), (headers[-1].digest if headers else GENESIS)[: HEAD_BITS // 4])


def up_to(header: Header) -> Seal:
    """The seal of the chain as it was when this was its last record."""
    return Seal(header.seq + 1, header.digest[: HEAD_BITS // 4])


def parse(code: str) -> Seal:
    """The seal that ``code`` says; spaces, dashes, lower case and O, I, L for 0, 1, 1 are taken as meant.

    Raises CannotRead("bad_seal") for a code that is mistyped or is none.
    """
    symbols = "".join(code.upper().split()).replace("-", "").replace("O", "0").replace("I", "1").replace("L", "1")
    body, check = symbols[:-1], symbols[-1:]
    if len(body) != SYMBOLS or any(s not in ALPHABET for s in body):
        raise CannotRead("bad_seal")
    number = 0
    for symbol in body:
        number = number << 5 | ALPHABET.index(symbol)
    if CHECK[number % 37] != check:
        raise CannotRead("bad_seal")
    return Seal(number >> HEAD_BITS, f"{number & (1 << HEAD_BITS) - 1:0{HEAD_BITS // 4}x}")


def holds(seal: Seal, headers: Sequence[Header]) -> bool:
    """Whether the chain passes through the seal: nothing up to that record was changed since."""
    return seal.count <= len(headers) and of(headers[: seal.count]).head == seal.head
