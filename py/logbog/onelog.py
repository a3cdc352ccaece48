"""One log in several files: the same ledger handed over in March and again in June, or partly and then whole.

Laws of this module:
1. Files are of one log when they share an incident's id; an id is random, so two logs never do by chance.
2. The later file must carry the earlier one on, record for record. Then they are told as one: what the later
   withdrew or erased stays so, and a text that only the earlier has is told from there.
3. Where it doesn't, nothing hides anything: what the files tell differently is told from each.
"""

import dataclasses
import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from .casefile import CaseFile
from .disclose import ERASED, Line
from .history import History, Version


@dataclass(frozen=True, kw_only=True, slots=True)
class SameLog:
    """Two files of one log: ``letters`` of the earlier and the later, and whether the later carries the earlier on.

    ``record`` (from 1) is the first that differs when they don't agree, else how many they share;
    ``until`` is when the last of the shared ones was written; ``identical`` says that nothing differs at all.
    """

    letters: tuple[str, str]
    agree: bool
    record: int
    until: datetime.datetime | None
    identical: bool = False


@dataclass(frozen=True)
class File:
    """One case file with its letter, made ready to be laid beside others."""

    letter: str
    case: CaseFile

    @cached_property
    def lines(self) -> Mapping[int, Line]:
        """The lines by their numbers."""
        return {line.header.seq: line for line in self.case.lines}

    @cached_property
    def histories(self) -> tuple[History, ...]:
        """The histories; a fold takes whatever isn't there for erased, the lines tell that from what was left out."""
        last = {line.header.incident: line.absent for line in self.case.lines}
        return tuple(
            dataclasses.replace(h, erased=False) if h.erased and last[h.id] != ERASED else h for h in self.case.histories
        )

    @property
    def age(self) -> tuple[int, bool, datetime.datetime, str]:
        """A key that puts the earlier of two files of one log first, whichever was given first."""
        return max(self.lines, default=-1) + 1, self.case.archive is not None, self.case.log.made_at, self.case.log.head


def logs(files: Iterable[File]) -> list[list[File]]:
    """The files by the log they are of, the latest of each log first."""
    found: list[tuple[set[str], list[File]]] = []
    for file in files:
        ids, members = {h.id for h in file.histories}, [file]
        apart = []
        for log in found:
            if log[0].isdisjoint(ids):
                apart.append(log)
            else:
                ids |= log[0]
                members = [*log[1], *members]
        found = [*apart, (ids, members)]
    return [sorted(members, key=lambda f: f.age, reverse=True) for _, members in found]


def checked(files: Sequence[File]) -> tuple[list[File], list[SameLog]]:
    """The files of one log that count (the latest first), and what the others are beside the latest."""
    counting, found = [files[0]], []
    for file in files[1:]:
        twin = next((f for f in counting if _identical(file.case, f.case)), None)
        found.append(_compared(file, twin or files[0], identical=twin is not None))
        if twin is None:
            counting.append(file)
    return counting, found


def _identical(one: CaseFile, other: CaseFile) -> bool:
    ends = [(c.log.count, c.log.head, c.log.unreadable) for c in (one, other)]
    return ends[0] == ends[1] and one.lines == other.lines


def _compared(earlier: File, later: File, identical: bool) -> SameLog:
    differing = _first_difference(earlier, later)
    shared = [n for n in earlier.lines if n in later.lines and (differing is None or n < differing)]
    # Where so much is missing that no record stands in both, nothing shows that one carries the other on.
    agree = differing is None and bool(shared)
    return SameLog(
        letters=(earlier.letter, later.letter),
        agree=agree,
        record=len(shared) if agree else (differing or 0) + 1,
        until=earlier.lines[max(shared)].header.logged if shared else None,
        identical=identical,
    )


def _first_difference(one: File, other: File) -> int | None:
    return min((n for n, line in one.lines.items() if n in other.lines and line.header != other.lines[n].header), default=None)


def told(files: Sequence[File]) -> list[tuple[File, History]]:
    """The histories of one log as its ``files`` (the latest first) tell them together, each with its file."""
    if len(files) == 1:
        return [(files[0], h) for h in files[0].histories]
    found: dict[str, list[tuple[File, History]]] = {}
    for file in files:
        agrees = {f.letter: _first_difference(file, f) is None for f in files}
        for own in file.histories:
            here = found.setdefault(own.id, [])
            if not any(_holds(there, own, agrees[f.letter]) for f, there in here):
                # What has no text anywhere else gives way to the one that has.
                here[:] = [(f, there) for f, there in here if not (_is_blank(there) and own.now)]
                here.append((file, own))
            else:
                here[:] = [(f, _filled(there, own) if agrees[f.letter] else there) for f, there in here]
    return [each for here in found.values() for each in here]


def _is_blank(history: History) -> bool:
    """Whether nothing is known of it here: left out, or its text altered."""
    return history.now is None and not history.withdrawn and not history.erased


def _holds(there: History, own: History, agree: bool) -> bool:
    """Whether what ``there`` says leaves nothing to be told by ``own``, which stands in an earlier file."""
    if _is_blank(own):
        return True
    if agree:
        return not _is_blank(there)
    return there.now == own.now and there.erased == own.erased and (there.withdrawn is None) == (own.withdrawn is None)


def _filled(history: History, earlier: History) -> History:
    """The history with the texts of earlier versions that only the earlier file has."""
    if history.withdrawn or history.erased or all(v.incident for v in history.versions):
        return history
    texts = {v.seq: v.incident for v in earlier.versions}
    versions = tuple(
        v if v.incident else Version(seq=v.seq, logged=v.logged, incident=texts.get(v.seq)) for v in history.versions
    )
    return dataclasses.replace(history, versions=versions)
