"""What a case file shows about itself: every alteration by name, and what was left out on purpose.

Laws of this module:
1. An alteration is told where it is; one cause is told once.
2. What the owner chose (left out, erased, withdrawn, a picture without its place) is a fact, no alteration.
3. Nothing here shows that the content is true. Without an early seal it shows only that the file fits itself.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import pairwise

from . import casefile
from . import seal as seals
from .casefile import CaseFile, Digest
from .disclose import ERASED, LEFT_OUT, numbered
from .logfile import Place
from .record import GENESIS, Act
from .words import Words

ALTERATIONS = (
    "altered_text",
    "altered_chain",
    "altered_start",
    "altered_head",
    "missing_record",
    "repeated_record",
    "unreadable_record",
    "order",
    "seal_broken",
    "altered_exhibit",
    "swapped_exhibit",
    "missing_exhibit",
    "extra_exhibit",
    "exhibit_list",
    "manifest_broken",
    "manifest_wrong",
    "altered_file",
    "missing_file",
    "extra_file",
)
FACTS = ("left_out", "earlier_left_out", "erased", "withdrawn", "without_place", "seal_holds")


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing to tell. ``code`` is of ALTERATIONS or FACTS, the key of its words is ``finding.<code>``.

    ``number`` is an incident's, ``record`` a record's (from 1), ``exhibit`` and ``other`` are exhibits',
    ``file`` is a name in the ZIP, ``n`` a count; only what belongs to the code is set.
    """

    code: str
    number: int | None = None
    record: int | None = None
    exhibit: int | None = None
    other: int | None = None
    file: str | None = None
    n: int | None = None

    @property
    def altered(self) -> bool:
        """Whether it says that something was changed."""
        return self.code in ALTERATIONS

    @property
    def fields(self) -> dict[str, int | str]:
        """What is set, for the words."""
        return {f.name: v for f in fields(self) if f.name != "code" and (v := getattr(self, f.name)) is not None}


def say(w: Words, finding: Finding) -> str:
    """The finding as a sentence."""
    key, fields_set = f"finding.{finding.code}", finding.fields
    return w(key, **fields_set) if key in w.texts else w.many(key, int(fields_set.pop("n")), **fields_set)


def findings(case: CaseFile, seal: seals.Seal | None = None, digests: Iterable[Digest] | None = None) -> tuple[Finding, ...]:
    """All findings, alterations first; ``digests`` are those of casefile.digests when the skin has gone through them."""
    chain = [*_texts(case), *_records(case)]
    bytes_found = {d.name: d for d in (casefile.digests(case) if digests is None else digests)}
    files = list(_files(case, bytes_found, bool(chain))) if case.archive else []
    sealed = [] if seal is None else [_sealed(case, seal)]
    told = [*chain, *files, *sealed, *_facts(case, bytes_found)]
    return tuple(sorted(told, key=lambda f: not f.altered))


def _texts(case: CaseFile) -> Iterator[Finding]:
    numbers = {h.id: h.number for h in case.histories}
    for line in case.lines:
        if line.header.seq in case.altered:
            yield Finding(code="altered_text", number=numbers[line.header.incident], record=line.header.seq + 1)


def _records(case: CaseFile) -> Iterator[Finding]:
    given = [line.header.seq for line in case.log.lines]
    for position in case.log.unreadable:
        yield Finding(code="unreadable_record", record=position + 1)
    there = set(given) | set(case.log.unreadable)
    last = max([*there, case.log.count - 1])
    for start, end in _gaps(there, last):
        yield Finding(code="missing_record", record=start + 1, n=end - start)
    for seq, times in sorted(Counter(given).items()):
        if times > 1:
            yield Finding(code="repeated_record", record=seq + 1)
    for before, after in pairwise(given):
        if after < before:
            yield Finding(code="order", record=after + 1, n=before + 1)
    yield from _links(case, last)


def _gaps(there: set[int], last: int) -> Iterator[tuple[int, int]]:
    """(first, one past the last) of each run of numbers up to ``last`` that isn't there."""
    known = [-1, *sorted(there), last + 1]
    for before, after in pairwise(known):
        if after - before > 1:
            yield before + 1, after


def _links(case: CaseFile, last: int) -> Iterator[Finding]:
    headers = [line.header for line in case.lines]
    if headers and headers[0].seq == 0 and headers[0].prev != GENESIS:
        yield Finding(code="altered_start")
    for before, after in pairwise(headers):
        if after.seq == before.seq + 1 and after.prev != before.digest:
            yield Finding(code="altered_chain", record=before.seq + 1, n=after.seq + 1)
    # With a record missing, the end can't be what it was; that one is told already.
    if len(headers) == last + 1:
        head = headers[-1].digest if headers else GENESIS
        if (case.log.count, case.log.head, case.log.seal) != (len(headers), head, seals.of(headers).code):
            yield Finding(code="altered_head")


def _sealed(case: CaseFile, seal: seals.Seal) -> Finding:
    held = seals.holds(seal, [line.header for line in case.lines])
    return Finding(code="seal_holds" if held else "seal_broken", n=seal.count)


def _files(case: CaseFile, found: Mapping[str, Digest], chain_is_altered: bool) -> Iterator[Finding]:
    listed = case.log.exhibits
    told = set()
    for finding in _exhibits(case, found, chain_is_altered):
        told.add(finding.exhibit)
        yield finding
    files = {p.file: p.number for p in listed}
    for name in found:
        if name not in files and name not in casefile.FILES:
            yield Finding(code="extra_exhibit" if name.startswith(casefile.FOLDER) else "extra_file", file=name)
    if case.stated is None:
        yield Finding(code="manifest_broken")
        return
    stated = {s.name: s for s in case.stated}
    for name, is_now in found.items():
        if name == casefile.MANIFEST or (name not in files and name not in casefile.FILES):
            continue
        if name not in stated:
            yield Finding(code="manifest_wrong", file=name)
        elif (is_now.size, is_now.sha256) != (stated[name].size, stated[name].sha256):
            # A changed log.json and a changed exhibit have been told by what was changed in them.
            if name in files and files[name] not in told:
                yield Finding(code="manifest_wrong", file=name)
            elif name not in files and not (name == casefile.LOG and chain_is_altered):
                yield Finding(code="altered_file", file=name)
    for name in stated:
        if name not in found and name not in files:
            yield Finding(code="missing_file", file=name)


def _exhibits(case: CaseFile, found: Mapping[str, Digest], chain_is_altered: bool) -> Iterator[Finding]:
    """Each listed exhibit against the digests in its incident; where that can't be trusted, against the manifest."""
    declared = numbered(case.histories)
    if not chain_is_altered and casefile.places(declared) != case.log.exhibits:
        yield Finding(code="exhibit_list")
    by_id = {(n.incident, n.exhibit.id): n.exhibit for n in declared}
    stated = {s.name: s.sha256 for s in case.stated or ()}

    def right(place: Place) -> set[str]:
        exhibit = by_id.get((place.incident, place.id))
        return ({exhibit.sha256, exhibit.stripped_sha256} if exhibit else {stated.get(place.file, "")}) - {""}

    for place in case.log.exhibits:
        if place.file not in found:
            yield Finding(code="missing_exhibit", exhibit=place.number)
        elif right(place) and found[place.file].sha256 not in right(place):
            others = [p for p in case.log.exhibits if p != place and found[place.file].sha256 in right(p)]
            if others:
                yield Finding(code="swapped_exhibit", exhibit=place.number, other=others[0].number)
            else:
                yield Finding(code="altered_exhibit", exhibit=place.number)


def _facts(case: CaseFile, found: Mapping[str, Digest]) -> Iterator[Finding]:
    absent: dict[str, set[str]] = {LEFT_OUT: set(), ERASED: set()}
    last = {line.header.incident: line for line in case.lines}
    for incident, line in last.items():
        if line.absent:
            absent[line.absent].add(incident)
    withdrawn = {i for i, line in last.items() if line.header.act is Act.WITHDRAWN and not line.absent}
    gone = absent[LEFT_OUT] | absent[ERASED] | withdrawn
    earlier = sum(1 for line in case.lines if line.absent and line.header.incident not in gone)
    copies = sum(
        1 for n in numbered(case.histories) if (d := found.get(casefile.name_of(n))) and d.sha256 == n.exhibit.stripped_sha256
    )
    counts = {
        "left_out": len(absent[LEFT_OUT]),
        "earlier_left_out": earlier,
        "erased": len(absent[ERASED]),
        "withdrawn": len(withdrawn),
        "without_place": copies,
    }
    for code, n in counts.items():
        if n:
            yield Finding(code=code, n=n)
