"""Opening: files are given, read, and lie open until the page is closed."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any

from logbog import backup, casefile, dossierfile
from logbog.casefile import CaseFile
from logbog.dossierfile import DossierFile
from logbog.errors import CannotRead

from . import blobfile, decrypt, wire
from .blobfile import Blob
from .part import Action, Host, Opened, Refused, Waiting

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PROTECTED = b"age-encryption.org/"
ARMOURED = b"-----BEGIN AGE"
LONGEST_LABEL = 80
PAUSE = 0.3
REPORTS = (b"%PDF", b"<!doctype html", b"<!DOCTYPE html")


class Opening:
    """Takes files in."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.typed = 0

    def actions(self) -> Mapping[str, Action]:
        """What it does."""
        return {
            "files": self.files,
            "submit-passphrase": self.unlock,
            "drop-waiting": self.drop_waiting,
            "drop-refused": self.drop_refused,
            "input-label": self.label,
            "submit-label": self.label,
            "put-away": self.put_away,
        }

    def places(self) -> Mapping[str, Callable[[], None]]:
        """None: what is open stands beside the main column."""
        return {}

    def changed(self) -> None:
        """Nothing: checking.py tells of the files."""

    async def files(self, _: str, __: Any, js_files: list[Any]) -> None:
        """Opens each of the files that were given; one that can't be opened never stands in the way of another."""
        w, host = self.host.w, self.host
        first, waiting, refused = not host.opened, len(host.waiting), len(host.refused)
        for n, js_file in enumerate(js_files, 1):
            said = w("reader.opening", n=n, of=len(js_files))
            await host.step(-1, said)
            await self._take(str(js_file.name), Blob(js_file), said)
        self._begin_with(first, len(host.waiting) > waiting, len(host.refused) > refused)

    def _begin_with(self, first: bool, waits: bool, refuses: bool) -> None:
        """Whoever listens or uses the keyboard begins where something must be done, else at the verdict."""
        host = self.host
        if first and host.opened:
            host.go("timeline")
            wire.move_focus("#r-verdicts h2")
        if waits:
            wire.move_focus(f"#passphrase-{len(host.waiting) - 1}")
        elif refuses:
            wire.move_focus(f"#verdict-refused-{len(host.refused) - 1}")

    # ── one file ─────────────────────────────────────────────────────────────────────────────────────────

    async def _take(self, name: str, file: Blob, said: str) -> None:
        host = self.host
        try:
            read = await self._read(file, said)
        except CannotRead as wrong:
            host.change(refused=(*host.refused, Refused(name, _why(wrong.code, file))))
        except (OSError, MemoryError) as wrong:
            code = "too_large" if isinstance(wrong, MemoryError) else "gone"
            host.change(refused=(*host.refused, Refused(name, code)))
        else:
            if isinstance(read, str):
                host.change(refused=(*host.refused, Refused(name, read)))
            elif read is None:
                host.change(waiting=(*host.waiting, Waiting(name, file)))
            elif isinstance(read, DossierFile):
                self._take_dossier(name, file, read)
            elif any(_is_same(o, file, read) for o in host.opened):
                host.say(host.w("reader.open_already"))
            elif len(host.opened) == len(LETTERS):
                host.change(refused=(*host.refused, Refused(name, "too_many")))
            else:
                letter = _free({o.letter for o in host.opened})
                host.change(opened=(*host.opened, Opened(letter, name, file, read)))

    async def _read(self, file: Blob, said: str) -> CaseFile | DossierFile | str | None:
        """What the file holds, in steps; None when it must be unlocked first, a code when it is for others to open.

        Raises CannotRead, OSError or MemoryError.
        """
        if file.start().startswith((PROTECTED, ARMOURED)):
            return None
        source = blobfile.buffered(file)
        archive = casefile.unpacked(source)
        if archive is not None and dossierfile.is_one(archive):
            return dossierfile.opened(archive)
        if archive is not None and backup.BACKUP in archive.names and casefile.LOG not in archive.names:
            # It holds what is the owner's alone, so nothing of it is shown.
            return "backup"
        steps = casefile.opening(source if archive is None else archive)
        while True:
            try:
                fraction = next(steps)
            except StopIteration as done:
                read: CaseFile = done.value
                return read
            await self.host.step(fraction, said)

    def _take_dossier(self, name: str, file: Blob, given: DossierFile) -> None:
        """The logs of a dossier file keep the letters that it gives them; those that lay open already get others."""
        host = self.host
        if host.given:
            host.change(refused=(*host.refused, Refused(name, "second_dossier")))
            return
        opened, refused = [], []
        for original in given.casework.originals:
            own = original.file.rpartition("/")[2]
            try:
                part = _cut(given, original.letter, file)
                case = casefile.read(blobfile.buffered(part))
            except CannotRead as wrong:
                refused.append(Refused(own, wrong.code))
            except OSError:
                refused.append(Refused(own, "gone"))
            else:
                opened.append(Opened(original.letter, own, part, case, original.label, handed=True))
        for loose in host.opened:
            opened.append(replace(loose, letter=_free({o.letter for o in opened})))
        host.change(
            opened=tuple(opened),
            records=given.casework.records,
            given=given,
            findings={},
            refused=(*host.refused, *refused),
        )

    # ── protected files ──────────────────────────────────────────────────────────────────────────────────

    async def unlock(self, about: str, fields: dict[str, list[str]], _: Any) -> None:
        """Tries a passphrase on a file that waits for one."""
        w, host = self.host.w, self.host
        waiting, first = host.waiting[int(about)], not host.opened
        passphrase = (fields.get("passphrase") or [""])[0]
        if not passphrase:
            self._still_waiting(waiting, "empty")
            return

        def passed(fraction: float) -> None:
            wire.progress(fraction, w("reader.unlocking"), stoppable=False)

        passed(-1)
        found = await decrypt.decrypted(waiting.file, passphrase, passed)
        if isinstance(found, Blob):
            host.change(waiting=tuple(x for x in host.waiting if x is not waiting))
            before = len(host.refused)
            await self._take(waiting.name, found, w("reader.unlocking"))
            self._begin_with(first, False, len(host.refused) > before)
        elif found in ("wrong", "empty"):
            self._still_waiting(waiting, found)
        else:
            left = tuple(x for x in host.waiting if x is not waiting)
            host.change(waiting=left, refused=(*host.refused, Refused(waiting.name, found)))
            self._begin_with(False, False, True)

    def _still_waiting(self, waiting: Waiting, wrong: str) -> None:
        host = self.host
        at = host.waiting.index(waiting)
        host.change(waiting=(*host.waiting[:at], replace(waiting, wrong=wrong), *host.waiting[at + 1 :]))
        wire.move_focus(f"#passphrase-{at}")

    async def drop_waiting(self, about: str, _: Any, __: Any) -> None:
        """Gives up on a protected file."""
        at = int(about)
        self.host.change(waiting=(*self.host.waiting[:at], *self.host.waiting[at + 1 :]))
        wire.move_focus("#r-verdicts h2")

    async def drop_refused(self, about: str, _: Any, __: Any) -> None:
        """Takes away what was said of a file that can't be opened."""
        at = int(about)
        self.host.change(refused=(*self.host.refused[:at], *self.host.refused[at + 1 :]))
        wire.move_focus("#r-verdicts h2")

    # ── what lies open ───────────────────────────────────────────────────────────────────────────────────

    async def label(self, about: str, fields: dict[str, list[str]], _: Any) -> None:
        """Notes who wrote a log, as the professional puts it; while it is typed, once there is a pause."""
        self.typed += 1
        turn = self.typed
        await asyncio.sleep(PAUSE)
        if turn != self.typed:
            return
        letter = about.removeprefix("label-")
        said = (fields.get(f"label-{letter}") or [""])[0].strip()[:LONGEST_LABEL]
        self.host.change(opened=tuple(replace(o, label=said) if o.letter == letter else o for o in self.host.opened))

    async def put_away(self, letter: str, _: Any, __: Any) -> None:
        """Closes one log; those of a dossier file belong to it."""
        host = self.host
        left = tuple(o for o in host.opened if o.letter != letter or o.handed)
        host.change(opened=left, findings={at: found for at, found in host.findings.items() if at != letter})
        host.go(host.place)
        wire.move_focus("#r-verdicts h2")


def _why(code: str, file: Blob) -> str:
    """The code, or a closer one for what people take for a case file."""
    start = file.start()
    if code == "not_case_file" and start.lstrip().startswith(REPORTS):
        return "report"
    if code == "not_case_file" and not start:
        return "empty"
    return code


def _is_same(opened: Opened, file: Blob, case: CaseFile) -> bool:
    ends = [(x.log.head, x.log.count, x.log.made_at) for x in (opened.case, case)]
    return opened.file.size == file.size and ends[0] == ends[1]


def _free(used: Collection[str]) -> str:
    return next(letter for letter in LETTERS if letter not in used)


def _cut(given: DossierFile, letter: str, file: Blob) -> Blob:
    """An original of the dossier file: where it lies when it is stored there as it came, else unpacked."""
    span = dossierfile.span(given, letter)
    if span is not None:
        return Blob(file.cut(*span))
    return Blob(blobfile.made(dossierfile.original(given, letter).read()))
