"""Every change to what was shared is found or refused, whatever kind it is and however cunning; what is no change isn't.

Each kind is tried a fixed number of times, always the same ones; ``EXAMPLES=5000 pytest tests/property/test_mutations.py``
tries more. Not among them, because no check without a seal given early can find it (docs/decisions/0005): a whole log
rewritten with digests that fit, a report changed together with its manifest, a text left out as its owner could have.
"""

import io
import json
import random
import struct
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import evil
import pytest
from cases import Files, changed, files, log, packed
from hypothesis import given, settings
from hypothesis import strategies as st

from logbog import casefile, logfile, seal, verify
from logbog.errors import CannotRead
from logbog.record import GENESIS, Header, Part

EACH = settings().max_examples
SEEDS = st.integers(0, 2**64)
WHOLE, EARLIER, EVIL = packed(log(14)), packed(log(14), earlier=True), packed(evil.log())
OTHER = json.loads(files(packed(log(9, "en")))[casefile.LOG])
Path = tuple[str | int, ...]
Change = Callable[[random.Random, bytes], bytes]


def told(content: bytes) -> tuple[bool, list[tuple[str, Any]]]:
    """Whether something was altered (or can't be read), and the facts."""
    try:
        found = verify.findings(casefile.read(content))
    except CannotRead as wrong:
        return True, [("refused", wrong.code)]
    return any(f.altered for f in found), [(f.code, f.n) for f in found if not f.altered]


def held(content: bytes) -> Files:
    """What the files are, as the reader has them."""
    archive = casefile.read(content).archive
    assert archive is not None
    return {name: archive.read(name, 1 << 24) for name in archive.names}


# ── changes of a JSON value ──────────────────────────────────────────────────────────────────────────────────


def nodes(value: Any, path: Path = ()) -> Iterator[Path]:
    """The path of every value in it."""
    yield path
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in below:
        yield from nodes(inner, (*path, step))


def at(value: Any, path: Path) -> Any:
    """What stands there."""
    for step in path:
        value = value[step]
    return value


def another_text(chance: random.Random, text: str) -> str:
    """The text with one change of those that an eye overlooks and those it doesn't."""
    place = chance.randrange(len(text) + 1)
    ways = [
        text[:place] + chance.choice("eaXæ0 \n\u200b\u0301'\"<") + text[place:],
        text[:place] + text[place + 1 :],
        text[:place] + chance.choice("eaoX7ø") + text[place + 1 :],
        text.swapcase(),
        text.replace("a", "а", 1),
        unicodedata.normalize("NFD", text),
        text + " ",
        "",
    ]
    return chance.choice([w for w in ways if w != text])


def another(chance: random.Random, value: Any) -> Any:
    """Another value in its place."""
    match value:
        case bool():
            return chance.choice([not value, int(value), None])
        case int():
            return chance.choice([value + 1, value - 1, -value - 1, value * 10 + 3, float(value), str(value), None, True])
        case str():
            return chance.choice([another_text(chance, value), another_text(chance, value), None, 0, [value]])
        case list() if value:
            place = chance.randrange(len(value))
            ways = [value[:place] + value[place + 1 :], [*value, value[place]], value[::-1], {}, None]
            return chance.choice([w for w in ways if w != value])
        case dict() if value:
            key = chance.choice(list(value))
            rest = {k: v for k, v in value.items() if k != key}
            return chance.choice([rest, {**value, "x": 1}, {**rest, key + "x": value[key]}, [], None])
        case _:
            return chance.choice([0, "x", ["x"], {"x": 1}])


def spelled(value: Any) -> str:
    """The value to the last sign: 1, 1.0 and true are three."""
    return json.dumps(value, sort_keys=True)


def edited(chance: random.Random, content: bytes, edit: Callable[[Any], None], cunning: bool | None = None) -> bytes:
    """The case file after an edit of log.json; a cunning person makes the manifest fit again."""

    def change(held: Files) -> None:
        value = json.loads(held[casefile.LOG])
        before = spelled(value)
        edit(value)
        assert before != spelled(value)
        held[casefile.LOG] = json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"

    return changed(change, content, new_manifest=chance.random() < 0.5 if cunning is None else cunning)


def any_value(chance: random.Random, content: bytes) -> bytes:
    """Any value of a record, or of what stands around them."""
    value = json.loads(files(content)[casefile.LOG])
    cunning = chance.random() < 0.5
    # With a new manifest nothing holds the day it was made, its language, or the reason why a part isn't there.
    free = {("made_at",), ("lang",)} if cunning else set()
    paths = [p for p in nodes(value) if p and p not in free and not (cunning and p[-1] == "absent")]
    path = chance.choice(paths if chance.random() < 0.3 else [p for p in paths if "part" in p] or paths)

    def edit(value: Any) -> None:
        inner = at(value, path[:-1])
        inner[path[-1]] = another(chance, inner[path[-1]])

    return edited(chance, content, edit, cunning)


def any_header(chance: random.Random, content: bytes) -> bytes:
    """Any field of a header."""

    def edit(value: Any) -> None:
        header = chance.choice(value["records"])["header"]
        field = chance.choice(list(header))
        header[field] = another(chance, header[field])

    return edited(chance, content, edit)


def the_records(chance: random.Random, content: bytes) -> bytes:
    """Records dropped, doubled, moved, brought from another log, or with each other's parts."""

    def edit(value: Any) -> None:
        rows = value["records"]
        one, two = chance.sample(range(len(rows)), 2)
        parts = [n for n, r in enumerate(rows) if r.get("shared")]
        match chance.randrange(7):
            case 0:
                gone = set(chance.sample(range(len(rows)), chance.randint(1, len(rows))))
                rows[:] = [r for n, r in enumerate(rows) if n not in gone]
            case 1:
                rows.insert(chance.randrange(len(rows) + 1), rows[one])
            case 2:
                rows[one], rows[two] = rows[two], rows[one]
            case 3:
                rows[one] = chance.choice(OTHER["records"])
            case 4:
                rows.insert(one, chance.choice(OTHER["records"]))
            case 5:
                first, second = chance.sample(parts, 2)
                rows[first]["shared"], rows[second]["shared"] = rows[second]["shared"], rows[first]["shared"]
            case 6:
                first, second = chance.sample(parts, 2)
                mine, yours = rows[first]["shared"], rows[second]["shared"]
                mine["salt"], yours["salt"] = yours["salt"], mine["salt"]

    return edited(chance, content, edit)


def the_exhibit_list(chance: random.Random, content: bytes) -> bytes:
    """What log.json says of where the exhibits lie."""

    def edit(value: Any) -> None:
        listed = value["exhibits"]
        one, two = chance.sample(range(len(listed)), 2)
        match chance.randrange(5):
            case 0:
                del listed[one]
            case 1:
                listed[one], listed[two] = listed[two], listed[one]
            case 2:
                listed[one]["file"], listed[two]["file"] = listed[two]["file"], listed[one]["file"]
            case 3:
                listed.append(listed[one])
            case 4:
                field = chance.choice(list(listed[one]))
                listed[one][field] = another(chance, listed[one][field])

    return edited(chance, content, edit)


def with_fitting_digests(chance: random.Random, content: bytes) -> bytes:
    """A text changed, and the digest in its own header too."""

    def edit(value: Any) -> None:
        # The last record is the one that the end of the chain alone holds.
        row = chance.choice([r for r in value["records"] if r.get("shared")])
        row["shared"]["part"]["what"] = another_text(chance, row["shared"]["part"].get("what", ""))
        row["header"]["shared"] = Part(bytes.fromhex(row["shared"]["salt"]), row["shared"]["part"]).digest

    return edited(chance, content, edit)


# ── changes of files ─────────────────────────────────────────────────────────────────────────────────────────


def any_exhibit(chance: random.Random, content: bytes) -> bytes:
    """An exhibit with other bytes, gone, in another's place, or one more."""
    names = [n for n in files(content) if n.startswith(casefile.FOLDER)]

    def edit(held: Files) -> None:
        one, two = chance.sample(names, 2)
        place = chance.randrange(len(held[one]))
        match chance.randrange(7):
            case 0:
                flipped = held[one][place] ^ chance.randint(1, 255)
                held[one] = held[one][:place] + bytes([flipped]) + held[one][place + 1 :]
            case 1:
                held[one] = held[one][:place]
            case 2:
                held[one] += chance.randbytes(chance.randint(1, 9))
            case 3:
                del held[one]
            case 4:
                held[one], held[two] = held[two], held[one]
            case 5:
                held[one] = held[two]
            case 6:
                held[f"bilag/{chance.randint(900, 999)}-fil.bin"] = held[one]
        if held.get(one) == files(content)[one] == held.get(two):
            held[one] += b"?"

    return changed(edit, content, new_manifest=chance.random() < 0.5)


def any_other_file(chance: random.Random, content: bytes) -> bytes:
    """A report or the manifest with other bytes, gone, under another name, or a file more."""
    names = [n for n in files(content) if not n.startswith(casefile.FOLDER)]

    def edit(held: Files) -> None:
        name = chance.choice(names)
        place = chance.randrange(len(held[name]))
        match chance.randrange(5):
            case 0 if name != casefile.MANIFEST:
                flipped = held[name][place] ^ chance.randint(1, 255)
                held[name] = held[name][:place] + bytes([flipped]) + held[name][place + 1 :]
            case 1:
                held[name] = held[name][:place]
            case 2:
                held[f"{chance.choice('abcæ')}.{chance.choice(['exe', 'html', 'pdf'])}"] = held[name]
            case 3:
                held[name.upper() if chance.random() < 0.5 else name + ".txt"] = held.pop(name)
            case _:
                del held[name]

    return changed(edit, content)


def any_manifest(chance: random.Random, content: bytes) -> bytes:
    """What the manifest states."""

    def edit(held: Files) -> None:
        value = json.loads(held[casefile.MANIFEST])
        before = spelled(value)
        while before == spelled(value) or sorted(map(spelled, value.get("files") or ())) == sorted(
            map(spelled, json.loads(before)["files"])
        ):
            value = json.loads(before)
            path = chance.choice([p for p in nodes(value) if p])
            inner = at(value, path[:-1])
            inner[path[-1]] = another(chance, inner[path[-1]])
            if not isinstance(value.get("files"), list):
                break
        held[casefile.MANIFEST] = json.dumps(value).encode()

    return changed(edit, content)


KINDS: dict[str, Change] = {
    change.__name__: change
    for change in (
        *(any_value, any_header, the_records, the_exhibit_list, with_fitting_digests),
        *(any_exhibit, any_other_file, any_manifest),
    )
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_change_of_the_kind_is_found(kind: str) -> None:
    tried = 0

    @given(SEEDS)
    def one(seed: int) -> None:
        nonlocal tried
        chance = random.Random(seed)
        content = KINDS[kind](chance, chance.choice((WHOLE, EARLIER, EVIL)))
        assert told(content)[0]
        tried += 1

    one()
    assert tried >= EACH


# ── changes of the ZIP ───────────────────────────────────────────────────────────────────────────────────────


def any_byte(chance: random.Random, content: bytes) -> bytes:
    """Any one byte, anywhere."""
    place = chance.randrange(len(content))
    return content[:place] + bytes([content[place] ^ chance.randint(1, 255)]) + content[place + 1 :]


def any_byte_of_the_frame(chance: random.Random, content: bytes) -> bytes:
    """A byte of a head or of the directory, where a change says something else of a file."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        heads = [i.header_offset + n for i in opened.infolist() for n in range(30 + len(i.filename))]
        place = chance.choice([*heads, *range(opened.start_dir, len(content))])
    return content[:place] + bytes([content[place] ^ chance.randint(1, 255)]) + content[place + 1 :]


def bytes_in_or_out(chance: random.Random, content: bytes) -> bytes:
    """Bytes taken out or put in, anywhere."""
    place, length = chance.randrange(len(content)), chance.randint(1, 40)
    return content[:place] + (content[place + length :] if chance.random() < 0.5 else chance.randbytes(length) + content[place:])


def cut(chance: random.Random, content: bytes) -> bytes:
    """The start of it alone."""
    return content[: chance.randrange(len(content))]


def another_name(chance: random.Random, content: bytes) -> bytes:
    """A file under another name, in its head or in the directory or in both."""
    name = chance.choice(list(files(content))).encode()
    other = bytes(chance.choice((b, b ^ 32, b + 1, 0, 46, 92)) for b in name)
    places = [n for n in range(len(content)) if content.startswith(name, n)]
    out = bytearray(content)
    for place in places if chance.random() < 0.5 else [chance.choice(places)]:
        out[place : place + len(name)] = other
    return bytes(out)


FRAMES: dict[str, Change] = {
    change.__name__: change for change in (any_byte, any_byte_of_the_frame, bytes_in_or_out, cut, another_name)
}


@pytest.mark.parametrize("kind", FRAMES)
def test_a_change_of_the_zip_is_found_or_leaves_every_file_as_it_was(kind: str) -> None:
    tried = 0

    @given(SEEDS)
    def one(seed: int) -> None:
        nonlocal tried
        chance = random.Random(seed)
        whole = chance.choice((WHOLE, EVIL))
        content = FRAMES[kind](chance, whole)
        assert told(content)[0] or held(content) == files(whole)
        tried += 1

    one()
    assert tried >= EACH


def packed_anew(chance: random.Random, held: Files) -> bytes:
    """The same files by another program: order, packing, dates, modes, folders, comments."""
    names = list(held)
    chance.shuffle(names)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as anew:
        anew.comment = chance.randbytes(chance.choice((0, 0, 20)))
        if chance.random() < 0.5:
            anew.writestr("bilag/", b"")
        for name in names:
            info = zipfile.ZipInfo(name, (chance.randint(1980, 2100), 3, chance.randint(1, 28), 8, 0, 0))
            info.external_attr, info.comment = chance.getrandbits(16) << 16, chance.randbytes(chance.choice((0, 5)))
            info.extra = struct.pack("<2H", 0x9999, 4) + b"text" if chance.random() < 0.3 else b""
            method = chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
            if chance.random() < 0.3:
                info.compress_type = method
                with anew.open(info, "w", force_zip64=chance.random() < 0.5) as file:
                    file.write(held[name])
            else:
                anew.writestr(info, held[name], method, chance.randint(1, 9))
    return out.getvalue()


@given(SEEDS)
def test_the_same_files_packed_anew_are_unchanged(seed: int) -> None:
    chance = random.Random(seed)
    whole = chance.choice((WHOLE, EARLIER, EVIL))
    content = packed_anew(chance, files(whole))

    assert told(whole) == told(content)
    assert not told(content)[0]
    assert files(whole) == held(content)


def set_out_anew(chance: random.Random, value: Any) -> bytes:
    """The same JSON in another spelling: blanks, order of keys, escapes."""
    if chance.random() < 0.5:
        return json.dumps(value, indent=chance.choice((None, 0, 1, 3, "\t")), ensure_ascii=chance.random() < 0.5).encode()
    shuffled = json.dumps(value, ensure_ascii=False, sort_keys=chance.random() < 0.5, indent=chance.choice((None, 1)))
    return chance.choice((b"", b"\xef\xbb\xbf", b" \n")) + shuffled.replace("/", "\\/").encode() + b"\r\n"


@given(SEEDS)
def test_the_same_log_set_out_anew_is_unchanged(seed: int) -> None:
    chance = random.Random(seed)
    whole = files(chance.choice((WHOLE, EARLIER, EVIL)))[casefile.LOG]
    content = set_out_anew(chance, json.loads(whole))

    assert told(whole) == told(content)
    assert not told(content)[0]
    assert logfile.decode(whole) == logfile.decode(content)


# ── whoever rewrites it all ──────────────────────────────────────────────────────────────────────────────────


def rewritten(records: list[Any]) -> None:
    """Every digest made to fit, from the first record to the last."""
    before = GENESIS
    for row in records:
        if row.get("shared"):
            row["header"]["shared"] = Part(bytes.fromhex(row["shared"]["salt"]), row["shared"]["part"]).digest
        row["header"]["prev"] = before
        before = Header.from_json(row["header"]).digest


@given(SEEDS)
def test_a_log_rewritten_with_digests_that_fit_is_found_by_a_seal_given_early(seed: int) -> None:
    chance = random.Random(seed)
    value = json.loads(files(WHOLE)[casefile.LOG])
    rows = value["records"]
    place = chance.choice([n for n, r in enumerate(rows) if r.get("shared")])
    early = seal.of([Header.from_json(r["header"]) for r in rows[: chance.randint(place + 1, len(rows))]])
    part = rows[place]["shared"]["part"]
    part["what"] = another_text(chance, part.get("what", ""))
    rewritten(rows)
    headers = [Header.from_json(r["header"]) for r in rows]
    value |= {"head": headers[-1].digest, "seal": seal.of(headers).code}
    try:
        found = verify.findings(casefile.read(json.dumps(value).encode()), early)
    except CannotRead:
        return

    assert ["seal_broken"] == [f.code for f in found if f.altered]


@given(SEEDS)
def test_a_text_that_somebody_else_left_out_is_told_as_left_out(seed: int) -> None:
    chance = random.Random(seed)

    def edit(value: Any) -> None:
        row = chance.choice([r for r in value["records"] if "what" in ((r.get("shared") or {}).get("part") or {})])
        del row["shared"]
        row["absent"] = "left_out"

    altered, facts = told(edited(chance, WHOLE, edit, cunning=True))

    assert altered or facts != told(WHOLE)[1]
