"""Files that are protected with a passphrase: age files (https://age-encryption.org/v1), read and written.

Laws of this module:
1. The passphrase is asked for on the terminal or read from a file; it is never an argument, which others could see.
2. How much work and memory a stranger's file may ask for is looked at before any of it is done.
3. What is opened stays in memory; nothing that was protected is ever written to a draft.
"""

import base64
import getpass
import re
import unicodedata
import warnings
from pathlib import Path
from typing import BinaryIO

from logbog.errors import CannotRead
from logbog.words import Words

from .terminal import CannotOpen

MOST_BYTES = 1 << 30
# The stock program writes 2 to the 18th; 2 to the 20th takes a gigabyte of memory and some seconds.
MOST_WORK = 20
PLAIN, ARMOURED = b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----"
HEADER = 400
STANZA = re.compile(rb"age-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)\n")
WRONG = "Decryption failed"


def is_protected(start: bytes) -> bool:
    """Whether a file that begins like this is an age file."""
    return start.startswith((PLAIN, ARMOURED))


def asked(w: Words, file: str, passphrase_file: str | None) -> str:
    """The passphrase for ``file``; raises CannotOpen where nobody can be asked."""
    if passphrase_file is not None:
        return _from(passphrase_file)
    return _typed(w("cli.passphrase", file=file), file)


def chosen(w: Words, file: str, passphrase_file: str | None) -> str:
    """A new passphrase for ``file``, typed twice; raises CannotOpen."""
    if passphrase_file is not None:
        return _from(passphrase_file)
    first = _typed(w("cli.passphrase_new"), file)
    if first != _typed(w("cli.passphrase_again"), file):
        raise CannotOpen("cli.passphrases_differ", file)
    return first


def _from(passphrase_file: str) -> str:
    """The first line of the file, without what ends it."""
    try:
        text = Path(passphrase_file).read_text("utf-8-sig")
    except (OSError, ValueError) as wrong:
        raise CannotOpen("cli.no_file", passphrase_file) from wrong
    return _said(text.partition("\n")[0].removesuffix("\r"), passphrase_file)


def _typed(prompt: str, file: str) -> str:
    with warnings.catch_warnings():
        # Where the letters would show on the screen, it warns and goes on; here nothing is asked then.
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            typed = getpass.getpass(prompt)
        except (getpass.GetPassWarning, EOFError, OSError) as wrong:
            raise CannotOpen("cli.no_passphrase", file) from wrong
    return _said(typed, file)


def _said(passphrase: str, file: str) -> str:
    if not passphrase:
        raise CannotOpen("cli.no_passphrase", file)
    return passphrase


def opened(source: BinaryIO, passphrase: str, file: str) -> bytes:
    """What the age file holds.

    Raises CannotRead: ``wrong_passphrase``, ``damaged`` or ``too_large``; CannotOpen for one that no passphrase opens.
    """
    from pyrage import DecryptError
    from pyrage import passphrase as age

    source.seek(0)
    locked = source.read(MOST_BYTES + 1)
    if len(locked) > MOST_BYTES:
        raise CannotRead("too_large")
    _weigh(locked, file)
    # Two ways to write the same letter: as we and others write it first, then as it came from the keyboard.
    ways = dict.fromkeys((unicodedata.normalize("NFC", passphrase), passphrase))
    for way in ways:
        try:
            return bytes(age.decrypt(locked, way))
        except DecryptError as wrong:
            if WRONG not in str(wrong):
                raise CannotRead("damaged") from wrong
    raise CannotRead("wrong_passphrase")


def _weigh(locked: bytes, file: str) -> None:
    """Refuses what asks for too much work, and what is locked with a key."""
    head = locked[:HEADER]
    if head.startswith(ARMOURED):
        lines = head.split(b"\n")[1:-1]
        try:
            head = base64.b64decode(b"".join(line.strip() for line in lines if not line.startswith(b"-")))
        except ValueError as wrong:
            raise CannotRead("damaged") from wrong
    found = STANZA.match(head)
    if found is None:
        by_key = head.startswith(b"age-encryption.org/v1\n-> ") and not head.startswith(b"age-encryption.org/v1\n-> scrypt ")
        if by_key:
            raise CannotOpen("cli.locked_with_key", file)
        raise CannotRead("damaged")
    if int(found[1]) > MOST_WORK:
        raise CannotOpen("cli.too_much_work", file)


def closed(content: bytes, passphrase: str) -> bytes:
    """An age file of ``content``."""
    from pyrage import passphrase as age

    return bytes(age.encrypt(content, unicodedata.normalize("NFC", passphrase)))
