"""Android's »SMS Backup & Restore«: sms-*.xml and calls-*.xml, read piece by piece, however large.

Laws of this module:
1. No more is held than one element and the messages found: a picture in an MMS is passed over.
2. A file that defines anything of its own (a document type, an entity) is refused before it can grow.
3. What stands before the place where a file breaks off is kept, and the place is told.
"""

import re
import xml.parsers.expat as expat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

from ..errors import CannotRead
from .clock import DANISH, Clock
from .message import Conversation, Message, NotUnderstood, Source, What, conversation, plain

CHUNK = 1 << 18
MOST_MESSAGES = 500_000
MOST_BYTES = 2 << 30
ROOTS = ("smses", "calls", "alldata")
# type of an SMS, msg_box of an MMS: 1 came in, 2 went out; the rest never left the phone.
OWN = {"1": False, "2": True}
NOT_SENT = ("3", "4", "5", "6")
CALLS = {
    "1": (What.CALL, False),
    "2": (What.CALL, True),
    "3": (What.MISSED, False),
    "4": (What.VOICEMAIL, False),
    "5": (What.MISSED, False),
    "6": (What.MISSED, False),
}
# A number that is hidden, unknown or of a telephone box.
NO_NUMBER = ("", "-1", "-2", "-3", "null", "unknown")
NO_NAME = ("", "null", "(unknown)", "(ukendt)")
REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}));")
REFERENCES = re.compile(rb"(?:&#(?:[xX][0-9a-fA-F]{1,8}|[0-9]{1,8});)+")
LONGEST_REFERENCE = 12
FROM_ADDRESS, OTHER_END = "137", ("151", "130", "129")


def read(source: BinaryIO, clock: Clock) -> tuple[Conversation, ...]:
    """One conversation for each number; raises CannotRead for what is no such file."""
    reader = _Reader(clock)
    reader.run(source)
    return reader.conversations()


def files(source: BinaryIO, found: Callable[[int, str, str], None]) -> None:
    """Tells of each file of each MMS: the line of the message, the name, and the bytes in base64."""
    _Reader(DANISH, found).run(source)


class _Reader:
    """Follows the elements of one file."""

    def __init__(self, clock: Clock, found_file: Callable[[int, str, str], None] | None = None) -> None:
        self.clock, self.found_file = clock, found_file
        self.found: dict[str, list[Message]] = {}
        self.names: dict[str, str] = {}
        self.sources: dict[str, Source] = {}
        self.missing: list[NotUnderstood] = []
        self.root = ""
        self.line = 0
        self.mms: dict[str, str] | None = None
        self.texts: list[str] = []
        self.files: list[str] = []
        self.addresses: dict[str, list[str]] = {}
        self.total = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse

    def run(self, source: BinaryIO) -> None:
        try:
            for piece in _mended(source):
                self.parser.Parse(piece, False)
            self.parser.Parse(b"", True)
        except expat.ExpatError as wrong:
            if not self.total:
                raise CannotRead("damaged") from wrong
            self.missing.append(NotUnderstood(self.parser.ErrorLineNumber, "stopped"))
        except (LookupError, ValueError) as wrong:
            # An encoding that nobody has heard of.
            raise CannotRead("damaged") from wrong
        if not self.root:
            raise CannotRead("import_unknown")

    def _refuse(self, *_: object) -> None:
        raise CannotRead("import_unsafe")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self.root:
            if name not in ROOTS:
                raise CannotRead("import_unknown")
            self.root = name
        elif name == "sms":
            self.line = self.parser.CurrentLineNumber
            self._sms(attributes)
        elif name == "call":
            self.line = self.parser.CurrentLineNumber
            self._call(attributes)
        elif name == "mms":
            self.line = self.parser.CurrentLineNumber
            self.mms, self.texts, self.files, self.addresses = attributes, [], [], {}
        elif self.mms is not None and name == "part":
            self._part(attributes)
        elif self.mms is not None and name == "addr":
            self.addresses.setdefault(attributes.get("type", ""), []).append(attributes.get("address", ""))

    def _end(self, name: str) -> None:
        if name == "mms" and self.mms is not None:
            self._mms(self.mms)
            self.mms = None

    def _part(self, attributes: dict[str, str]) -> None:
        kind = attributes.get("ct", "")
        if kind == "text/plain":
            self.texts.append(_said(attributes.get("text", "")))
        elif kind and kind != "application/smil":
            self._file(file_name(attributes), attributes.get("data", ""))

    def _file(self, name: str, content: str) -> None:
        """A file of an MMS; only its name is kept."""
        self.files.append(name)
        if self.found_file:
            self.found_file(self.line, name, content)

    def _sms(self, attributes: dict[str, str]) -> None:
        box = attributes.get("type", "")
        if box in NOT_SENT:
            self._miss("not_sent")
            return
        message = self._at(attributes)
        if message and box in OWN:
            self._keep(attributes, Source.SMS, replace(message, own=OWN[box], text=_said(attributes.get("body", ""))))
        elif message:
            self._miss("kind")

    def _mms(self, attributes: dict[str, str]) -> None:
        box = attributes.get("msg_box", "")
        if box in NOT_SENT:
            self._miss("not_sent")
            return
        message = self._at(attributes)
        if message is None or box not in OWN:
            self._miss("kind")
            return
        subject = _said(attributes.get("sub", ""))
        text = "\n".join(t for t in (subject, *self.texts) if t)
        others = self.addresses.get(FROM_ADDRESS, []) if box == "1" else [a for t in OTHER_END for a in self.addresses.get(t, [])]
        number = next((a for a in others if a and a != "insert-address-token"), attributes.get("address", ""))
        told = {**attributes, "address": number}
        self._keep(told, Source.SMS, replace(message, own=OWN[box], text=text, attachments=tuple(self.files)))

    def _call(self, attributes: dict[str, str]) -> None:
        kind = CALLS.get(attributes.get("type", ""))
        message = self._at(attributes)
        if kind is None or message is None:
            if message:
                self._miss("kind")
            return
        what, own = kind
        length = attributes.get("duration", "")
        seconds = int(length) if length.isascii() and length.isdecimal() and len(length) < 8 else None
        # An answered call that lasted no second was not answered.
        if what is What.CALL and seconds == 0:
            what = What.MISSED
        self._keep(
            {**attributes, "address": attributes.get("number", "")},
            Source.CALLS,
            replace(message, what=what, own=own, seconds=seconds),
        )

    def _at(self, attributes: dict[str, str]) -> Message | None:
        """A message at the time that the element tells, in milliseconds since 1970; None when it tells none."""
        try:
            at, sure = self.clock.of_epoch(int(attributes.get("date", "")[:20]))
        except ValueError:
            self._miss("date")
            return None
        return Message(at=at, sure=sure, line=self.line)

    def _keep(self, attributes: dict[str, str], source: Source, message: Message) -> None:
        number = " ".join(attributes.get("address", "").split())
        number = "" if number.casefold() in NO_NUMBER else number
        name = attributes.get("contact_name", "").strip()
        party = f"{source}\0{_digits(number)}"
        if name.casefold() not in NO_NAME:
            self.names[party] = name
        self.sources[party] = source
        self.found.setdefault(party, []).append(replace(message, sender="" if message.own else number))
        self.total += 1
        if self.total > MOST_MESSAGES:
            raise CannotRead("too_large")

    def _miss(self, code: str) -> None:
        if len(self.missing) < MOST_MESSAGES:
            self.missing.append(NotUnderstood(self.line, code))

    def conversations(self) -> tuple[Conversation, ...]:
        if not self.found and self.missing:
            return (conversation(Source.SMS, (), not_understood=self.missing),)
        made = []
        for n, (party, messages) in enumerate(self.found.items()):
            # The number as it is written most fully stands for all its spellings.
            number = max((m.sender for m in messages), key=len) or _digits(party.partition("\0")[2])
            told = [m if m.own else replace(m, sender=number) for m in messages]
            missing = self.missing if n == 0 else ()
            title = self.names.get(party, number)
            made.append(conversation(self.sources[party], told, title=title, parties=[number], not_understood=missing))
        return tuple(made)


def file_name(attributes: Mapping[str, str]) -> str:
    """What a part of an MMS is called, else its type."""
    names = (attributes.get(key, "") for key in ("cl", "name", "fn", "cd"))
    return next((n for n in names if n not in ("", "null")), attributes.get("ct", "").replace("/", "."))


def _said(text: str) -> str:
    return "" if text == "null" else text


def _digits(number: str) -> str:
    """A number as it is compared: +45 and 0045 before a Danish number are the same as none."""
    bare = re.sub(r"[^\d+a-zæøå@.]", "", plain(number))
    return re.sub(r"^(?:\+|00)45(?=\d{8}$)", "", bare) or plain(number)


def _mended(source: BinaryIO) -> Iterator[bytes]:
    """The bytes with each emoji that was written as two halves made one, as XML demands."""
    left, size = b"", 0
    while piece := source.read(CHUNK):
        size += len(piece)
        if size > MOST_BYTES:
            raise CannotRead("too_large")
        whole = left + piece
        at = _cut(whole)
        left = whole[at:]
        yield REFERENCES.sub(_joined, whole[:at])
    yield REFERENCES.sub(_joined, left)


def _cut(whole: bytes) -> int:
    """Where the bytes may be parted: before a reference that may go on, and before the first half that it may belong to."""
    at = whole.find(b"&", max(0, len(whole) - LONGEST_REFERENCE))
    at = len(whole) if at < 0 else at
    start = whole.rfind(b"&", max(0, at - LONGEST_REFERENCE), at)
    before = REFERENCE.fullmatch(whole, start, at) if start >= 0 else None
    return start if before and 0xD800 <= _point(before[1], before[2]) < 0xDC00 else at


def _point(sixteen: bytes, ten: bytes) -> int:
    return int(sixteen, 16) if sixteen else int(ten)


def _joined(found: re.Match[bytes]) -> bytes:
    made: list[int] = []
    for hexed, plain_digits in REFERENCE.findall(found[0]):
        point = _point(hexed, plain_digits)
        if made and 0xD800 <= made[-1] < 0xDC00 <= point < 0xE000:
            made[-1] = 0x10000 + ((made[-1] - 0xD800) << 10) + point - 0xDC00
        else:
            made.append(point)
    return b"".join(b"&#%d;" % (point if _is_allowed(point) else 0xFFFD) for point in made)


def _is_allowed(point: int) -> bool:
    """Whether XML knows the letter; half an emoji alone, and a control character, become the sign for what can't be shown."""
    return point in (9, 10, 13) or 0x20 <= point < 0xD800 or 0xE000 <= point < 0xFFFE or 0x10000 <= point < 0x110000
