"""LAES-MIG.txt: what the file is, how to open it and how to check it, in Danish and then in English."""

import datetime
import textwrap
from collections.abc import Iterator, Sequence

from .casepart import FOLDER
from .casework import Handed
from .chain import Chain
from .logfile import LogFile
from .words import Words

WIDE = 78


def render(log: LogFile, names: Sequence[str], languages: Sequence[Words]) -> bytes:
    """The text of a case file of the files ``names``, once per language."""
    return _written([_case_file(log, names, w) for w in languages])


def of_dossier(chain: Chain, hands: Sequence[Handed], names: Sequence[str], languages: Sequence[Words]) -> bytes:
    """The text of a dossier file of the files ``names``, once per language, with the code of each hand."""
    return _written([_dossier(chain, hands, names, w) for w in languages])


def of_backup(made_at: datetime.datetime, code: str, languages: Sequence[Words]) -> bytes:
    """The text of a backup, once per language, with the seal of the log in it."""
    return _written([_backup(made_at, code, w) for w in languages])


def _written(told: Sequence[Iterator[str]]) -> bytes:
    # The byte order mark and CRLF are for old Windows editors.
    said = f"\n\n{'-' * WIDE}\n\n".join("\n".join(lines) for lines in told)
    return f"{said}\n".replace("\n", "\r\n").encode("utf-8-sig")


def _case_file(log: LogFile, names: Sequence[str], w: Words) -> Iterator[str]:
    yield w("readme.title")
    yield from ("", _paragraph(w("readme.what", when=w.moment(log.made_at))))
    yield from _inside(names, w)
    if log.exhibits:
        yield _file("bilag/", w("readme.file.bilag"))
    yield from ("", w("readme.open_title"), _paragraph(w("readme.open")))
    yield from ("", w("readme.check_title"), _paragraph(w("readme.check")))
    yield from ("", w("readme.seal", code=log.seal))
    yield from ("", w("readme.shows_title"), _paragraph(w("readme.shows")))
    yield from ("", _paragraph(w("readme.shows_not")), "", _paragraph(w("readme.left_out")))


def _dossier(chain: Chain, hands: Sequence[Handed], names: Sequence[str], w: Words) -> Iterator[str]:
    yield w("readme.dossier.title")
    yield from ("", _paragraph(w("readme.dossier.what", when=w.moment(chain.made_at))))
    yield from _inside(names, w)
    yield _file(FOLDER, w("readme.file.originaler"))
    yield from ("", w("readme.open_title"), _paragraph(w("readme.dossier.open")))
    yield from ("", w("readme.check_title"), _paragraph(w("readme.dossier.check")))
    if hands:
        yield from ("", w("readme.dossier.hands_title"))
        yield from (w("readme.dossier.hand", n=h.number, when=w.moment(h.logged, narrow=True), code=h.seal) for h in hands)
    yield from ("", w("readme.dossier.seal", code=chain.seal))
    yield from ("", w("readme.shows_title"), _paragraph(w("readme.dossier.shows")))
    yield from ("", _paragraph(w("readme.dossier.shows_not")), "", _paragraph(w("readme.dossier.left_out")))


def _backup(made_at: datetime.datetime, code: str, w: Words) -> Iterator[str]:
    yield w("readme.backup.title")
    yield from ("", _paragraph(w("readme.backup.what", when=w.moment(made_at))))
    yield from ("", w("readme.inside_title"), _file("backup.json", w("readme.backup.file")))
    yield from (_file("bilag/", w("readme.backup.bilag")), _file("manifest.json", w("readme.file.manifest.json")))
    yield from ("", w("readme.backup.restore_title"), _paragraph(w("readme.backup.restore")))
    yield from ("", w("readme.backup.by_hand_title"), _paragraph(w("readme.backup.by_hand")))
    yield "\n  age --decrypt -o noter.zip noter.age\n  unzip noter.zip\n"
    yield from (_paragraph(w("readme.backup.check")), "", w("readme.seal", code=code))
    yield from ("", w("readme.backup.care_title"), _paragraph(w("readme.backup.care")))


def _inside(names: Sequence[str], w: Words) -> Iterator[str]:
    yield from ("", w("readme.inside_title"))
    yield from (_file(name, w(f"readme.file.{name}")) for name in names if f"readme.file.{name}" in w.texts)


def _paragraph(text: str) -> str:
    return textwrap.fill(text, WIDE, break_on_hyphens=False, break_long_words=False)


def _file(name: str, text: str) -> str:
    return textwrap.fill(text, WIDE, initial_indent=f"  {name:<17} ", subsequent_indent=" " * 20)
