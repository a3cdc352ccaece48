"""E-mail: one letter (.eml) or a whole box of them (.mbox), each at the time its Date line tells.

Laws of this module:
1. A letter is who wrote it, when, its subject and its plain text; its pictures and files are told by their names.
2. An address is taken as it stands. That anybody can write any address there is for people to know, not for us to settle.
"""

import datetime
import email
import email.policy
import email.utils
import html
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header
from email.message import Message as Letter
from typing import BinaryIO

from ..errors import CannotRead
from .clock import Clock
from .jsontext import text_of
from .message import Conversation, Message, NotUnderstood, Source, conversation

MOST_LETTER = 64 << 20
MOST_LETTERS = 50_000
MOST_PARTS = 100
# Header lines are short; the library takes long over long ones. Of a letter so much is kept as anybody reads.
MOST_HEADER, MOST_SAID = 4_000, 200_000
HEADER = re.compile(rb"(?im)\A(?:>?From [^\n]*\n)?(?:[\x21-\x39\x3b-\x7e]{1,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){1,60}")
NAMES = re.compile(rb"(?im)^(from|date|received|subject|message-id|to|return-path|delivered-to|x-gmail-labels):")
FROM_LINE = re.compile(rb"From \S*.*\d{4}")
TAG = re.compile(r"<!--|<(?P<ends>/?)(?P<name>[a-z][a-z0-9]{0,20})\b[^<>]{0,2000}>|<![^<>]{0,500}>", re.IGNORECASE)
SILENT, BREAKS = ("script", "style", "head"), ("br", "p", "div", "tr", "li")
Broken = (MessageError, LookupError, ValueError, ArithmeticError, TypeError, AttributeError, RecursionError, AssertionError)


def looks_like(start: bytes) -> bool:
    """Whether bytes begin like a letter: with header lines, at least two of the usual ones."""
    head = HEADER.match(start.replace(b"\r\n", b"\n"))
    names = {n.lower() for n in NAMES.findall(head[0])} if head else set()
    return len(names) > 1


def read(source: BinaryIO, clock: Clock) -> Conversation:
    """All letters as one conversation of addresses."""
    found, missing = [], []
    for n, content in enumerate(_letters(source), 1):
        if n > MOST_LETTERS:
            raise CannotRead("too_large")
        try:
            found.append(_message(content, n, clock))
        except Broken:
            missing.append(NotUnderstood(n, "date"))
    return conversation(Source.EMAIL, found, not_understood=missing)


def files(source: BinaryIO) -> Iterator[tuple[int, str, bytes]]:
    """Each file of each letter: the number of the letter, the name, and its bytes."""
    for n, content in enumerate(_letters(source), 1):
        if content.count(b"boundary=") > MOST_PARTS:
            continue
        try:
            letter = email.message_from_bytes(content, policy=email.policy.compat32)
            for part in letter.walk():
                body = part.get_payload(decode=True) if _file_name(part) else None
                if isinstance(body, bytes):
                    yield n, _file_name(part), body
        except Broken:
            continue


def _file_name(part: Letter) -> str:
    """What a file of a letter is called; empty for what is no file."""
    if any(len(str(part.get(header, ""))) > MOST_HEADER for header in ("Content-Type", "Content-Disposition")):
        raise ValueError("a header that is longer than any")
    name = part.get_filename()
    if name or part.get_content_disposition() == "attachment":
        return _decoded(name) or part.get_content_type().replace("/", ".")
    return ""


def _letters(source: BinaryIO) -> Iterator[bytes]:
    """The letters of a box: each begins with a line »From «, after an empty line; else the whole file is one."""
    lines: list[bytes] = []
    size, after_blank = 0, True
    for line in iter(lambda: source.readline(MOST_LETTER + 1), b""):
        if after_blank and FROM_LINE.match(line):
            if lines:
                yield b"".join(lines)
            lines, size, after_blank = [], 0, False
            continue
        size += len(line)
        if size > MOST_LETTER:
            raise CannotRead("too_large")
        lines.append(line[1:] if line.startswith((b">From ", b">>From ")) else line)
        after_blank = not line.strip()
    if any(line.strip() for line in lines):
        yield b"".join(lines)


def _message(content: bytes, n: int, clock: Clock) -> Message:
    if content.count(b"boundary=") > MOST_PARTS:
        raise ValueError("nested too deep")
    letter = email.message_from_bytes(content, policy=email.policy.compat32)
    moment = email.utils.parsedate_to_datetime(str(letter.get("Date", ""))[:200])
    if moment.tzinfo is None:
        # »-0000« and a zone that nobody knows: the time is UTC.
        moment = moment.replace(tzinfo=datetime.UTC)
    at, sure = clock.of_aware(moment)
    text, named = _body(letter)
    subject = _decoded(letter.get("Subject"))
    whole = "\n\n".join(t for t in (subject, text.strip()) if t)
    return Message(at=at, sure=sure, sender=_address(letter), text=whole, attachments=named, line=n)


def _address(letter: Letter) -> str:
    pairs = email.utils.getaddresses([_decoded(letter.get("From"))])
    name, address = pairs[0] if pairs else ("", "")
    return (address or name).strip().lower() if "@" in address else (name or address).strip()


def _decoded(value: object) -> str:
    """A header line as it was meant."""
    if value is None:
        return ""
    said = []
    for part, charset in decode_header(str(value)[:MOST_HEADER]):
        said.append(_text(part, charset or "") if isinstance(part, bytes) else part)
    return " ".join(text_of("".join(said)).split())


def _text(content: bytes, charset: str) -> str:
    for name in (charset, "utf-8"):
        try:
            return content.decode(name)
        except (LookupError, ValueError):
            continue
    return content.decode("cp1252", "replace")


def _body(letter: Letter) -> tuple[str, tuple[str, ...]]:
    """The first plain text, else the first page without its tags; and the names of what is attached."""
    said: dict[str, str] = {}
    named = []
    for part in letter.walk():
        name = _file_name(part)
        kind = part.get_content_type()
        if name:
            named.append(name)
        elif kind in ("text/plain", "text/html") and kind not in said:
            content = part.get_payload(decode=True)
            said[kind] = _text(content if isinstance(content, bytes) else b"", str(part.get_content_charset() or ""))
    if "text/plain" in said:
        return said["text/plain"].replace("\r\n", "\n")[:MOST_SAID], tuple(named)
    return _without_tags(said.get("text/html", "")[: 5 * MOST_SAID])[:MOST_SAID], tuple(named)


def _without_tags(page: str) -> str:
    """The text of a page, without what is not to be read; the library's own parser takes long over a page that means ill."""
    said: list[str] = []
    at, silent = 0, 0
    while found := TAG.search(page, at):
        if not silent:
            said.append(page[at : found.start()])
        at = found.end()
        name = (found["name"] or "").lower()
        if found[0] == "<!--":
            end = page.find("-->", at)
            at = len(page) if end < 0 else end + 3
        elif name in SILENT:
            silent = max(0, silent - 1) if found["ends"] else silent + 1
        elif name in BREAKS and not found["ends"]:
            said.append("\n")
    if not silent:
        said.append(page[at:])
    lines = (" ".join(line.split()) for line in html.unescape("".join(said)).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
