"""Whatever is written down comes back, nothing private leaves, and any one change is found."""

import datetime
import hashlib
import json
import string
from typing import Any

from cases import MADE_AT, alterations, case, changed, files, packed, with_log
from hypothesis import assume, given
from hypothesis import strategies as st

from logbog import bundle, casefile, codec, demo, kinds, ledger, logfile, report, seal, strictjson, verify, words, ziplayout
from logbog.disclose import numbered
from logbog.errors import CannotRead
from logbog.history import fold
from logbog.incident import Answer, Authority, Exhibit, Incident, Report, Response, Sender, SenderIs, Witness
from logbog.record import Record
from logbog.seal import HEAD_BITS, MOST_RECORDS, Seal
from logbog.text import clean
from logbog.when import Certainty, When

TEXTS = st.text(max_size=40)
DATES = st.dates(datetime.date(1990, 1, 1), datetime.date(2090, 12, 31))
TIMES = st.times().map(lambda t: t.replace(second=0, microsecond=0))
ANSWERS = st.none() | st.sampled_from(Answer)
CLEAN = TEXTS.map(clean)
ZONES = st.integers(-12, 14).map(lambda h: datetime.timezone(datetime.timedelta(hours=h)))
MOMENTS = st.datetimes(datetime.datetime(2020, 1, 1), datetime.datetime(2090, 1, 1), timezones=ZONES)
CONTENTS = st.binary(min_size=1, max_size=60)
SECRET = "HEMMELIGT-ord-7f3a"


@st.composite
def whens(draw: st.DrawFn) -> When:
    """A date and a time, each as sure as can be."""
    date = draw(st.none() | DATES)
    time = draw(st.none() | TIMES)
    known = st.sampled_from((Certainty.EXACT, Certainty.APPROXIMATE))
    date_is = draw(known) if date else Certainty.UNKNOWN
    time_is = draw(known) if time else Certainty.UNKNOWN
    return When(date=date, date_is=date_is, time=time, time_is=time_is)


@st.composite
def exhibits(draw: st.DrawFn) -> tuple[Exhibit, dict[str, bytes]]:
    """An exhibit and the bytes it stands for."""
    content = draw(CONTENTS)
    copy = draw(st.none() | CONTENTS)
    digest = hashlib.sha256(content).hexdigest()
    copied = {"stripped_sha256": hashlib.sha256(copy).hexdigest(), "stripped_size": len(copy)} if copy else {}
    exhibit = Exhibit(
        id=f"e{draw(st.integers(0, 1 << 96)):031x}",
        sha256=digest,
        size=len(content),
        name=draw(TEXTS),
        type=draw(st.sampled_from((*casefile.ENDINGS, "application/octet-stream", "../../x"))),
        caption=draw(TEXTS),
        has_place=bool(copy),
        leave_place_out=bool(copy) and draw(st.booleans()),
        only_me=draw(st.booleans()),
        **copied,  # type: ignore[arg-type]
    )
    held = {digest: content}
    if copy:
        held[exhibit.stripped_sha256] = copy
    return exhibit, held


@st.composite
def incidents(draw: st.DrawFn, only_me: st.SearchStrategy[bool] | None = None) -> tuple[Incident, dict[str, bytes]]:
    """Any incident, and the bytes of its exhibits."""
    when = draw(whens())
    own = draw(st.lists(exhibits(), max_size=2, unique_by=lambda e: e[0].id))
    # A part keeps the exhibits that are shared before those that are one's own.
    ordered = sorted((e for e, _ in own), key=lambda e: e.only_me)
    end = draw(st.none() | st.integers(0, 30))
    incident = Incident(
        when=when,
        end_date=when.date + datetime.timedelta(days=end) if when.date and end else None,
        count=draw(st.integers(1, 100_000)),
        kinds=tuple(draw(st.lists(st.sampled_from(kinds.every()), max_size=3, unique=True))),
        place=draw(TEXTS),
        what=draw(TEXTS),
        words=draw(TEXTS),
        senders=tuple(draw(st.lists(st.builds(Sender, name=CLEAN, by=st.sampled_from(SenderIs)), max_size=2))),
        witnesses=tuple(draw(st.lists(st.builds(Witness, name=CLEAN, reach=CLEAN), max_size=2))),
        response=tuple(draw(st.lists(st.sampled_from(Response), max_size=3, unique=True))),
        response_text=draw(TEXTS),
        effect=draw(TEXTS),
        reports=tuple(
            draw(st.lists(st.builds(Report, to=st.sampled_from(Authority), journal=CLEAN, date=st.none() | DATES), max_size=2))
        ),
        order=draw(ANSWERS),
        order_broken=draw(ANSWERS),
        order_which=draw(TEXTS),
        children=draw(ANSWERS),
        exhibits=tuple(ordered),
        starred=draw(st.booleans()),
        only_me=draw(only_me or st.booleans()),
        note=draw(TEXTS),
    )
    if incident.only_me:
        return incident, {}
    return incident, {digest: content for _, held in own for digest, content in held.items()}


@given(incidents())
def test_an_incident_comes_back_the_same_from_its_parts_and_from_json(made: tuple[Incident, dict[str, bytes]]) -> None:
    incident, _ = made
    shared, private = codec.parts(incident)

    assert incident == codec.incident(shared, private)
    again = [json.loads(codec.canonical(part)) for part in (shared, private)]
    assert incident == codec.incident(*again)


@st.composite
def logs(draw: st.DrawFn) -> demo.Demo:
    """A log of a few incidents: added, corrected, withdrawn and erased, with a secret in all that is private."""
    records: tuple[Record, ...] = ()
    contents: dict[str, bytes] = {}
    for n in range(draw(st.integers(1, 4))):
        incident, held = draw(incidents())
        contents.update(held)
        private = {"note": SECRET, "what": SECRET} if incident.only_me else {"note": SECRET}
        records += (_write(draw, records, n, incident, private),)
    for n, history in enumerate(fold(records)):
        match draw(st.sampled_from(("keep", "keep", "correct", "withdraw", "erase"))):
            case "correct":
                incident, held = draw(incidents())
                contents.update(held)
                records += (_write(draw, records, n, incident, {"note": SECRET}, history.id),)
            case "withdraw":
                records += (ledger.withdraw(records, history.id, "en fejl", draw(MOMENTS), _salts(len(records))),)
            case "erase":
                records = tuple(r.erased() if r.header.incident == history.id else r for r in records)
    return demo.Demo(records, (), contents)


def _salts(n: int) -> tuple[bytes, bytes]:
    return (hashlib.sha256(b"s%d" % n).digest()[:16], hashlib.sha256(b"p%d" % n).digest()[:16])


def _write(
    draw: st.DrawFn, records: tuple[Record, ...], n: int, incident: Incident, private: dict[str, str], name: str = ""
) -> Record:
    changed_one = Incident(**{f: getattr(incident, f) for f in Incident.__slots__} | private)
    write = ledger.correct if name else ledger.add
    return write(records, name or f"{n:032x}", changed_one, draw(MOMENTS), _salts(len(records)))


@given(logs(), st.booleans())
def test_what_leaves_is_unchanged_and_holds_nothing_private(made: demo.Demo, earlier: bool) -> None:
    content = packed(made, earlier=earlier)

    assert [] == alterations(content)
    for held in files(content).values():
        assert SECRET.encode() not in held
    own = {e.id for h in fold(made.records) for v in h.versions if v.incident for e in v.incident.exhibits}
    shared = {e.id for h in fold(made.records) for v in h.versions if v.incident for e in v.incident.shared_exhibits}
    for hidden in own - shared:
        assert hidden.encode() not in files(content)["log.json"]


@given(logs())
def test_the_same_log_gives_the_same_zip_and_the_same_numbers(made: demo.Demo) -> None:
    content = packed(made)
    read = casefile.read(content)

    assert content == packed(made)
    assert read.log == logfile.decode(logfile.encode(read.log))
    assert casefile.places(numbered(read.histories)) == read.log.exhibits


RECORDS: list[dict[str, Any]] = json.loads(files(case())["log.json"])["records"]
WITH_TEXT = [n for n, r in enumerate(RECORDS) if r.get("shared")]


def _leaves(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The paths of every single value in it."""
    if isinstance(value, dict):
        return [p for k, v in value.items() for p in _leaves(v, (*path, k))]
    if isinstance(value, list):
        return [p for n, v in enumerate(value) for p in _leaves(v, (*path, n))]
    return [path]


def _found(content: bytes) -> bool:
    """Whether a change is told: as an alteration, or as what can't be read at all."""
    try:
        return bool(alterations(content))
    except CannotRead:
        return True


@given(st.data())
def test_any_one_value_of_a_record_that_is_changed_is_found(data: st.DataObject) -> None:
    n = data.draw(st.sampled_from(range(len(RECORDS))))
    path = data.draw(st.sampled_from([p for p in _leaves(RECORDS[n]) if p != ("absent",)]))

    def edit(value: dict[str, Any]) -> None:
        row: Any = value["records"][n]
        for step in path[:-1]:
            row = row[step]
        old = row[path[-1]]
        if isinstance(old, str):
            at = data.draw(st.integers(0, max(0, len(old) - 1)))
            new: Any = old[:at] + data.draw(st.sampled_from(string.printable + "æ")) + old[at + 1 :]
        else:
            new = data.draw(st.integers(-3, 100) | st.booleans() | st.none())
        assume((type(new), new) != (type(old), old))
        row[path[-1]] = new

    assert _found(with_log(edit))


@given(st.sampled_from(WITH_TEXT), st.data())
def test_anything_added_to_a_text_or_taken_from_it_is_found(n: int, data: st.DataObject) -> None:
    def edit(value: dict[str, Any]) -> None:
        part = value["records"][n]["shared"]["part"]
        key = data.draw(st.sampled_from(sorted(part)))
        if data.draw(st.booleans()):
            del part[key]
        else:
            part["effect" if "effect" not in part else f"{key}x"] = "x"

    assert _found(with_log(edit))


@given(st.permutations(range(len(RECORDS))))
def test_any_other_order_is_found(order: list[int]) -> None:
    assume(order != sorted(order))

    def edit(value: dict[str, Any]) -> None:
        value["records"] = [value["records"][n] for n in order]

    assert "order" in {f["code"] for f in alterations(with_log(edit))}


@given(st.sets(st.sampled_from(range(len(RECORDS))), min_size=1))
def test_any_records_that_are_dropped_are_found(gone: set[int]) -> None:
    def edit(value: dict[str, Any]) -> None:
        value["records"] = [r for n, r in enumerate(value["records"]) if n not in gone]

    missing = sum(f["n"] for f in alterations(with_log(edit)) if f["code"] == "missing_record")

    assert len(gone) == missing


@given(st.data())
def test_any_one_byte_of_an_exhibit_that_is_changed_is_found(data: st.DataObject) -> None:
    places = casefile.read(case()).log.exhibits
    place = data.draw(st.sampled_from(places))

    def edit(held: dict[str, bytes]) -> None:
        content = bytearray(held[place.file])
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] ^= data.draw(st.integers(1, 255))
        held[place.file] = bytes(content)

    assert [{"code": "altered_exhibit", "exhibit": place.number}] == alterations(
        changed(edit, new_manifest=data.draw(st.booleans()))
    )


@given(st.integers(0, len(case()) - 1), st.integers(1, 255))
def test_any_one_byte_of_the_zip_that_is_changed_is_found_or_says_nothing_else(at: int, by: int) -> None:
    content = bytearray(case())
    content[at] ^= by
    try:
        read = casefile.read(bytes(content))
        found = [f for f in verify.findings(read) if f.altered]
    except CannotRead:
        return
    if not found:
        # What is left are bytes of the ZIP itself: dates, modes, check sums. The files are those that were packed.
        assert read.archive is not None
        assert files(case()) == {name: read.archive.read(name, 1 << 24) for name in read.archive.names}


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\3\4", b"PK\5\6", b"{", b'{"format": "logbog-log", "v": 1, ']))
def test_no_bytes_whatever_bring_another_error(content: bytes, start: bytes) -> None:
    try:
        casefile.read(start + content)
    except CannotRead:
        return


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda v: st.lists(v) | st.dictionaries(st.text(), v)
    )
)
def test_a_record_of_any_json_whatever_is_named_or_refused(value: Any) -> None:
    def edit(log: dict[str, Any]) -> None:
        log["records"][3] = value

    assert _found(with_log(edit))


NAMES = st.text(string.ascii_lowercase + "æøå-", min_size=1, max_size=12).map(lambda n: f"{n}.txt")


@given(st.dictionaries(NAMES, st.binary(max_size=200), max_size=6))
def test_any_files_are_packed_the_same_twice_and_read_back(held: dict[str, bytes]) -> None:
    content = ziplayout.pack(held.items())

    assert content == ziplayout.pack(held.items())
    assert held == files(content)


@given(st.integers(0, MOST_RECORDS - 1), st.integers(0, (1 << HEAD_BITS) - 1))
def test_any_seal_is_read_back_from_its_code(count: int, head: int) -> None:
    made = Seal(count, f"{head:030x}")

    assert made == seal.parse(made.code)


@given(st.text(max_size=40))
def test_no_code_whatever_brings_another_error(code: str) -> None:
    try:
        seal.parse(code)
    except CannotRead:
        return


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda v: st.lists(v) | st.dictionaries(st.text(), v)))
def test_json_is_read_as_it_was_written_or_refused(value: Any) -> None:
    content = json.dumps({"v": value}).encode()
    try:
        assert {"v": value} == strictjson.loads(content)
    except CannotRead:
        assert any(0xD800 <= ord(c) < 0xE000 for c in json.dumps(value, ensure_ascii=False))


def test_nothing_private_is_in_any_form_of_the_report() -> None:
    made = demo.log(24, today=datetime.date(2026, 11, 21))
    kept = [r.private.value for r in made.records if r.private and r.private.value]
    private = [str(part["note"]) for part in kept if "note" in part]
    private += [str(part["incident"]["what"]) for part in kept if "incident" in part]
    whole = bundle.of(made.records, {r.header.incident for r in made.records}, made_at=MADE_AT, lang="da", earlier=True)
    options = report.Options(made_at=MADE_AT, seal=whole.log.seal, aside=whole.aside, earlier=True)

    told = report.of(whole.timeline, words.load("da"), options)
    made_files = {f.name: f.content for f in bundle.made(whole, told, {})}

    # A PDF is compressed; all it can say stands in the report that it is drawn from.
    searched = [repr(told).encode(), *(c for name, c in made_files.items() if not name.endswith((".pdf", ".xlsx")))]
    searched += files(made_files[casefile.XLSX]).values()
    assert len(private) >= 3
    assert list(bundle.MADE) == list(made_files)
    assert any(made.records[0].header.incident.encode() in content for content in searched)
    assert [] == [text for text in private for content in searched if text.encode() in content]
