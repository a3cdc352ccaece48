"""The check of what was given: each log's findings under its letter, those of the notes and hands under none."""

from dataclasses import dataclass

from logbog import casefile, dossierverify, seal, verify
from logbog.casefile import CaseFile, Digest
from logbog.dossierfile import DossierFile
from logbog.finding import Finding

from .given import Given
from .terminal import ALTERED, UNCHANGED, UNREADABLE, Terminal


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found, and the digests of the dossier file's own files."""

    findings: dict[str, tuple[Finding, ...]]
    digests: tuple[Digest, ...]
    shut: bool

    @property
    def altered(self) -> bool:
        """Whether anything was changed anywhere."""
        return any(f.altered for found in self.findings.values() for f in found)

    @property
    def code(self) -> int:
        """The exit code: what couldn't be read can't be called unchanged."""
        return ALTERED if self.altered else UNREADABLE if self.shut else UNCHANGED


def check(given: Given, terminal: Terminal, code: seal.Seal | None = None) -> Checked:
    """All findings, with a bar while the files are gone through."""
    whose = _whose(given, code)
    found: dict[str, tuple[Finding, ...]] = {}
    for log in given.logs:
        own = code if whose == log.letter else None
        found[log.letter] = verify.findings(log.case, own, _digests(log.case, terminal))
    digests = _digests(given.held, terminal) if given.held else []
    if given.held:
        found[""] = dossierverify.findings(given.held, digests, code if whose == "" else None)
    return Checked(found, tuple(digests), bool(given.shut))


def _digests(of: CaseFile | DossierFile, terminal: Terminal) -> list[Digest]:
    return list(terminal.progress(casefile.digests(of), terminal.w("cli.checking"), casefile.sizes(of)))


def _whose(given: Given, code: seal.Seal | None) -> str:
    """The letter of the log that a seal was given for; where it fits none, the one that it is told of."""
    if code is None or given.held is None:
        return given.logs[0].letter if given.logs else ""
    fitting = [x.letter for x in given.logs if seal.holds(code, [line.header for line in x.case.lines])]
    return fitting[0] if fitting else ""
