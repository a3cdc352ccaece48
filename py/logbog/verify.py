"""What a case file shows about itself: every alteration by name, and what was left out on purpose.

Laws of this module:
1. An alteration is told where it is; one cause is told once.
2. What the owner chose (left out, erased, withdrawn, a picture without its place) is a fact, no alteration.
3. Nothing here shows that the content is true. Without an early seal it shows only that the file fits itself.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from . import casefile
from . import seal as seals
from .casefile import CaseFile, Digest
from .chain import Chain
from .disclose import ERASED, LEFT_OUT
from .finding import ALTERATIONS, FACTS, Finding, say
from .logfile import Place
from .manifest import Stated
from .record import GENESIS, Act

__all__ = ["ALTERATIONS", "FACTS", "Finding", "chain", "files", "findings", "say", "sealed"]


def findings(case: CaseFile, seal: seals.Seal | None = None, digests: Iterable[Digest] | None = None) -> tuple[Finding, ...]:
    """All findings, alterations first; ``digests`` are those of casefile.digests when the skin has gone through them."""
    told = list(chain(case.log, {h.id: h.number for h in case.histories}))
    bytes_found = {d.name: d for d in (casefile.digests(case) if digests is None else digests)}
    told += _files(case, bytes_found, bool(told)) if case.archive else []
    told += [] if seal is None else [sealed(case.log, seal)]
    return tuple(sorted([*told, *_facts(case, bytes_found)], key=lambda f: not f.altered))


def chain(told: Chain, numbers: Mapping[str, int]) -> Iterator[Finding]:
    """What was altered in a chain of records; ``numbers`` gives the number of what an id is of."""
    for line in told.ordered:
        if line.header.seq in told.altered:
            yield Finding(code="altered_text", number=numbers.get(line.header.incident), record=line.header.seq + 1)
    given = [line.header.seq for line in told.lines]
    for position in told.unreadable:
        yield Finding(code="unreadable_record", record=position + 1)
    there = set(given) | set(told.unreadable)
    last = max([*there, told.count - 1])
    for start, end in _gaps(there, last):
        yield Finding(code="missing_record", record=start + 1, n=end - start)
    for seq, times in sorted(Counter(given).items()):
        if times > 1:
            yield Finding(code="repeated_record", record=seq + 1)
    for before, after in pairwise(given):
        if after < before:
            yield Finding(code="order", record=after + 1, n=before + 1)
    yield from _links(told, last)


def _gaps(there: set[int], last: int) -> Iterator[tuple[int, int]]:
    """(first, one past the last) of each run of numbers up to ``last`` that isn't there."""
    known = [-1, *sorted(there), last + 1]
    for before, after in pairwise(known):
        if after - before > 1:
            yield before + 1, after


def _links(told: Chain, last: int) -> Iterator[Finding]:
    headers = [line.header for line in told.ordered]
    if headers and headers[0].seq == 0 and headers[0].prev != GENESIS:
        yield Finding(code="altered_start")
    for before, after in pairwise(headers):
        if after.seq == before.seq + 1 and after.prev != before.digest:
            yield Finding(code="altered_chain", record=before.seq + 1, n=after.seq + 1)
    # With a record missing, the end can't be what it was; that one is told already.
    if len(headers) == last + 1:
        head = headers[-1].digest if headers else GENESIS
        if (told.count, told.head, told.seal) != (len(headers), head, seals.of(headers).code):
            yield Finding(code="altered_head")


def sealed(told: Chain, seal: seals.Seal) -> Finding:
    """Whether a seal that was given earlier holds."""
    held = seals.holds(seal, [line.header for line in told.ordered])
    return Finding(code="seal_holds" if held else "seal_broken", n=seal.count)


def files(
    found: Mapping[str, Digest],
    stated: Sequence[Stated] | None,
    made: Collection[str],
    listed: Mapping[str, bool],
    extra: Callable[[str], str],
    told: Collection[str],
) -> Iterator[Finding]:
    """What was altered among the files of a ZIP, by its manifest (``stated``).

    ``made`` and ``listed`` (exhibits, originals) belong there; ``listed`` says whether something was told of one already,
    ``told`` names the made ones that have been. ``extra`` gives the code for a file that doesn't belong there.
    """
    for name in found:
        if name not in listed and name not in made:
            yield Finding(code=extra(name), file=name)
    if stated is None:
        yield Finding(code="manifest_broken")
        return
    by_name = {s.name: s for s in stated}
    for name, is_now in found.items():
        if name == casefile.MANIFEST or (name not in listed and name not in made):
            continue
        if name not in by_name:
            yield Finding(code="manifest_wrong", file=name)
        elif (is_now.size, is_now.sha256) != (by_name[name].size, by_name[name].sha256):
            # A changed log.json and a changed exhibit have been told by what was changed in them.
            if name in listed and not listed[name]:
                yield Finding(code="manifest_wrong", file=name)
            elif name not in listed and name not in told:
                yield Finding(code="altered_file", file=name)
    for name in by_name:
        if name not in found and name not in listed:
            yield Finding(code="missing_file", file=name)


def _files(case: CaseFile, found: Mapping[str, Digest], chain_is_altered: bool) -> Iterator[Finding]:
    told = set()
    for finding in _exhibits(case, found, chain_is_altered):
        told.add(finding.exhibit)
        yield finding
    yield from files(
        found,
        case.stated,
        casefile.FILES,
        {p.file: p.number in told for p in case.log.exhibits},
        lambda name: "extra_exhibit" if name.startswith(casefile.FOLDER) else "extra_file",
        {casefile.LOG} if chain_is_altered else set(),
    )


def _exhibits(case: CaseFile, found: Mapping[str, Digest], chain_is_altered: bool) -> Iterator[Finding]:
    """Each listed exhibit against the digests in its incident; where that can't be trusted, against the manifest."""
    if not chain_is_altered and casefile.places(case.exhibits) != case.log.exhibits:
        yield Finding(code="exhibit_list")
    by_id = {(n.incident, n.exhibit.id): n.exhibit for n in case.exhibits}
    stated = {s.name: s.sha256 for s in case.stated or ()}

    def right(place: Place) -> set[str]:
        exhibit = by_id.get((place.incident, place.id))
        return ({exhibit.sha256, exhibit.stripped_sha256} if exhibit else {stated.get(place.file, "")}) - {""}

    # Each place once, by what should lie there: with thousands of altered exhibits nobody waits for the search.
    places: dict[str, dict[Place, None]] = {}
    for place in case.log.exhibits:
        for sha256 in right(place):
            places.setdefault(sha256, {})[place] = None
    for place in case.log.exhibits:
        if place.file not in found:
            yield Finding(code="missing_exhibit", exhibit=place.number)
        elif right(place) and found[place.file].sha256 not in right(place):
            other = next((p.number for p in places.get(found[place.file].sha256, ()) if p != place), None)
            code = "altered_exhibit" if other is None else "swapped_exhibit"
            yield Finding(code=code, exhibit=place.number, other=other)


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
        1 for n in case.exhibits if found and (d := found.get(casefile.name_of(n))) and d.sha256 == n.exhibit.stripped_sha256
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
