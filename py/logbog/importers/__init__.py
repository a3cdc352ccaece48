"""What a phone, an app or a mailbox exports, read into conversations from which drafts of incidents are made.

The law of this room, beside that of the core around it:
an importer is a pure function from bytes to what they hold plus a list of what was not understood.
It is a table of patterns with its samples beside it; a new phone language or program is a row, not another branch.
It never guesses who stalks: that is asked in ``drafts``. Nothing of the content stands in an error.
"""

import io
import re
from dataclasses import dataclass, replace
from typing import BinaryIO

from ..errors import CannotRead
from ..zipreading import Archive
from . import columns, encoding, jsontext, mail, meta, pasted, phonexml, sheet, tables, telegram, whatsapp
from .clock import DANISH, Clock
from .columns import Columns
from .message import Conversation, NotUnderstood, Source

START = 16 << 10
# A file is held whole but for XML and mail, which are read piece by piece.
MOST_HELD = encoding.MOST_TEXT
# How files begin that people choose by mistake, and the code of the sentence that tells them what to do.
OTHERS = (
    (b"SQLite format 3\0", "import_backup"),
    (b"age-encryption.org/", "protected"),
    (b"-----BEGIN AGE", "protected"),
    (b"%PDF", "import_document"),
    (b"\xff\xd8\xff", "import_picture"),
    (b"\x89PNG", "import_picture"),
    (b"GIF8", "import_picture"),
    (b"RIFF", "import_picture"),
    (b"\xd0\xcf\x11\xe0", "import_document"),
    (b"Rar!", "import_unknown"),
    (b"7z\xbc\xaf", "import_unknown"),
)
BACKUP_NAME = re.compile(r"\.(?:crypt\d{1,2}|db|sqlite|mdbackup)\Z", re.IGNORECASE)
PICTURE_START = re.compile(rb".{4}ftyp(?:hei|mif|avif)", re.DOTALL)
META_FILE = re.compile(r"(?P<chat>(?:.*/)?)message_\d+\.json\Z")
PHONE_FILE = re.compile(r"(?:.*/)?(?:sms|calls)[^/]*\.xml\Z", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Answers:
    """What the person answered to what a file leaves open: which number of a date is the day, which column holds what."""

    date_order: str = ""
    columns: Columns | None = None


def read(
    name: str, content: bytes | BinaryIO, *, clock: Clock = DANISH, answers: Answers | None = None
) -> tuple[Conversation, ...]:
    """The conversations of a file, whatever it is; its name only helps where the bytes don't tell.

    Raises CannotRead: ``import_unknown``, ``import_empty``, ``import_nothing``, ``import_columns``, ``import_html``,
    ``import_backup``, ``import_picture``, ``import_document``, ``import_unsafe``, ``damaged``, ``unsafe_name``,
    ``too_large`` or ``protected``.
    """
    source = io.BytesIO(content) if isinstance(content, bytes) else content
    source.seek(0)
    start = source.read(START)
    source.seek(0)
    if not start.strip(b"\0 \t\r\n"):
        raise CannotRead("import_empty")
    found = _read(name, source, start, clock, answers or Answers())
    if not any(c.messages or c.not_understood for c in found):
        raise CannotRead("import_nothing")
    return found


def _read(name: str, source: BinaryIO, start: bytes, clock: Clock, answers: Answers) -> tuple[Conversation, ...]:
    for begins, code in OTHERS:
        if start.startswith(begins):
            raise CannotRead(code)
    if BACKUP_NAME.search(name):
        raise CannotRead("import_backup")
    if PICTURE_START.match(start):
        raise CannotRead("import_picture")
    if start.startswith(b"PK"):
        return _archive(Archive(source), clock, answers)
    bare = _bare(start)
    if bare.startswith(("<!doctype html", "<html")):
        raise CannotRead("import_html")
    if bare.startswith(("<?xml", "<smses", "<calls", "<alldata", "<!--", "<!doctype", "<!entity")):
        return phonexml.read(source, clock)
    if mail.looks_like(start) and not bare.startswith(("{", "[")):
        return (mail.read(source, clock),)
    held = source.read(MOST_HELD + 1)
    if bare.startswith(("{", '["', "[{", "[\n", "[ ")):
        return _json(held, clock)
    return _text(held, clock, answers)


def _bare(start: bytes) -> str:
    """The start as small letters, whatever its encoding."""
    name = encoding.name_of(start)
    return start.decode(name, "ignore").lstrip("\ufeff \t\r\n").casefold()


def _json(content: bytes, clock: Clock) -> tuple[Conversation, ...]:
    value, whole = jsontext.loads(content)
    if meta.is_one(value):
        found: tuple[Conversation, ...] = (meta.read([value], clock),)
    elif telegram.is_one(value):
        found = telegram.read(value, clock)
    else:
        raise CannotRead("import_unknown")
    return found if whole else (*found[:-1], _stopped(found[-1]))


def _one_of_many(content: bytes, clock: Clock) -> tuple[Conversation, ...]:
    """The conversations of one file of several, of which some may be of another kind."""
    try:
        return _json(content, clock)
    except CannotRead:
        return ()


def _stopped(conversation: Conversation) -> Conversation:
    """The conversation, and that its file broke off."""
    return replace(conversation, not_understood=(*conversation.not_understood, NotUnderstood(0, "stopped")))


def _text(content: bytes, clock: Clock, answers: Answers) -> tuple[Conversation, ...]:
    if encoding.is_binary(content):
        raise CannotRead("import_unknown")
    text = encoding.decode(content)
    if whatsapp.looks_like(text):
        return (whatsapp.read(text, clock, answers.date_order),)
    rows = tables.rows_of(text)
    if answers.columns or (rows and columns.guess(rows).enough):
        return tables.read(rows, clock, answers.columns, answers.date_order)
    if pasted.looks_like(text):
        return pasted.read(text, clock, answers.date_order)
    raise CannotRead("import_columns" if len(rows) > 1 else "import_unknown")


def _archive(archive: Archive, clock: Clock, answers: Answers) -> tuple[Conversation, ...]:
    """What lies in a ZIP: a sheet, the chats of Messenger, Instagram and Telegram, phone files, an exported chat."""
    names = archive.names
    if sheet.WORKBOOK in names:
        return tables.read(sheet.rows(archive), clock, answers.columns, answers.date_order)
    if chats := _chats(names):
        return tuple(_meta(archive, chat, files, clock) for chat, files in chats.items())
    if phone := [n for n in names if PHONE_FILE.match(n)]:
        return tuple(c for n in phone for c in phonexml.read(io.BytesIO(archive.read(n, MOST_HELD)), clock))
    found: list[Conversation] = []
    for name in names:
        if name.endswith(".json") and archive.size(name) <= jsontext.MOST_BYTES:
            found += _one_of_many(archive.read(name, jsontext.MOST_BYTES), clock)
        elif name.lower().endswith(".txt") and archive.size(name) <= MOST_HELD:
            text = encoding.decode(archive.read(name, MOST_HELD))
            if whatsapp.looks_like(text):
                found.append(whatsapp.read(text, clock, answers.date_order))
    if not found:
        pages = any(n.endswith(("message_1.html", "messages.html")) for n in names)
        raise CannotRead("import_html" if pages else "import_unknown")
    return tuple(found)


def _chats(names: tuple[str, ...]) -> dict[str, list[str]]:
    """The folders of conversations, each with its files."""
    chats: dict[str, list[str]] = {}
    for name in names:
        found = META_FILE.match(name)
        if found:
            chats.setdefault(found["chat"], []).append(name)
    return chats


def _meta(archive: Archive, chat: str, files: list[str], clock: Clock) -> Conversation:
    read = [jsontext.loads(archive.read(name, jsontext.MOST_BYTES)) for name in files]
    parts = [value for value, _ in read if meta.is_one(value)]
    found = meta.read(parts, clock, Source.INSTAGRAM if "instagram" in chat else None)
    return found if all(whole for _, whole in read) else _stopped(found)
