"""Makes the vectors that somebody hostile, or a bad connection, could make: see vectors.py, whose rule holds here too.

What would be too large to lie in a repository (65,000 entries, a gigabyte) is made by the tests themselves.
"""

import hashlib
import json
import struct
import sys
import unicodedata
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import evil  # noqa: E402
from cases import files, packed  # noqa: E402

from logbog import ziplayout  # noqa: E402
from logbog.ziplayout import CENTRAL, END, LOCAL  # noqa: E402
from vectors import FIRST, GOOD, LOG, add, part, with_files, with_log  # noqa: E402

SMALL = packed(LOG, {f"{2:032x}"})
UTF8 = 1 << 11


def entries(*held: tuple[bytes, bytes], flags: int = UTF8, extra: bytes = b"", method: int = 0) -> bytes:
    """A ZIP of names as bytes, which need not be what their flag says."""
    out, central = b"", b""
    for name, content in held:
        sizes = (zlib.crc32(content), len(content), len(content), len(name))
        central += CENTRAL.pack(b"PK\1\2", 20, 20, flags, method, 0, 33, *sizes, len(extra), 0, 0, 0, 0, len(out)) + name + extra
        out += LOCAL.pack(b"PK\3\4", 20, flags, method, 0, 33, *sizes, 0) + name + content
    return out + central + END.pack(b"PK\5\6", 0, 0, len(held), len(held), len(central), len(out), 0)


def beside(name: str | bytes, **more: Any) -> bytes:
    """A good case file with one file more, of this name."""
    raw = name if isinstance(name, bytes) else name.encode()
    more.setdefault("flags", UTF8)
    return entries(*((n.encode(), c) for n, c in files(SMALL).items()), (raw, b"1"), **more)


def patched(content: bytes, change: Callable[[bytearray], None]) -> bytes:
    """The bytes after a change in their place."""
    held = bytearray(content)
    change(held)
    return bytes(held)


def deflated(held: Mapping[str, bytes], after: bytes = b"", stated: int | None = None) -> bytes:
    """A ZIP of deflated files, each with bytes after its end, or a length that isn't so."""
    out, central = b"", b""
    for name, content in held.items():
        squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
        raw, there = name.encode(), squeeze.compress(content) + squeeze.flush() + after
        sizes = (zlib.crc32(content), len(there), len(content) if stated is None else stated, len(raw))
        central += CENTRAL.pack(b"PK\1\2", 20, 20, UTF8, 8, 0, 33, *sizes, 0, 0, 0, 0, 0, len(out)) + raw
        out += LOCAL.pack(b"PK\3\4", 20, UTF8, 8, 0, 33, *sizes, 0) + raw + there
    return out + central + END.pack(b"PK\5\6", 0, 0, len(held), len(held), len(central), len(out), 0)


def overlap() -> bytes:
    """Many names for the same bytes."""
    one = LOCAL.pack(b"PK\3\4", 20, UTF8, 0, 0, 33, 0, 4, 4, 8, 0) + b"log.json" + b"1234"
    rows = [CENTRAL.pack(b"PK\1\2", 20, 20, UTF8, 0, 0, 33, 0, 4, 4, 8, 0, 0, 0, 0, 0, 0) + b"log.jso%d" % n for n in range(9)]
    central = b"".join(rows)
    return one + central + END.pack(b"PK\5\6", 0, 0, len(rows), len(rows), len(central), len(one), 0)


def quoted() -> bytes:
    """Each file's bytes hold the heads and bytes of all that come after it, as in the densest bombs known."""
    kernel, heads = b"0" * 100, b""
    rows = []
    for n in reversed(range(20)):
        name = b"%03d.bin" % n
        size = len(heads) + len(kernel)
        heads = LOCAL.pack(b"PK\3\4", 20, UTF8, 0, 0, 33, 0, size, size, len(name), 0) + name + heads
        rows.append((name, size, len(heads)))
    body = heads + kernel
    central = b"".join(
        CENTRAL.pack(b"PK\1\2", 20, 20, UTF8, 0, 0, 33, 0, size, size, len(name), 0, 0, 0, 0, 0, len(heads) - at) + name
        for name, size, at in rows
    )
    return body + central + END.pack(b"PK\5\6", 0, 0, len(rows), len(rows), len(central), len(body), 0)


def large_directory() -> bytes:
    """A ZIP64 whose directory is said to be a terabyte."""
    tail = GOOD[-22:]
    at = len(GOOD) - 22
    end64 = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 9, 9, 1 << 40, 0)
    return (
        GOOD[:-22]
        + end64
        + struct.pack("<4sLQL", b"PK\6\7", 0, at, 1)
        + patched(tail, lambda t: t.__setitem__(slice(8, 20), b"\xff" * 12))
    )


def large_file(name: bytes) -> bytes:
    """A file that is said, in the ZIP64 way, to hold a terabyte."""
    extra = struct.pack("<2HQQ", 1, 16, 1 << 40, 1 << 40)
    head = LOCAL.pack(b"PK\3\4", 45, UTF8, 0, 0, 33, 0, 0xFFFFFFFF, 0xFFFFFFFF, len(name), len(extra)) + name + extra
    central = CENTRAL.pack(b"PK\1\2", 45, 45, UTF8, 0, 0, 33, 0, 0xFFFFFFFF, 0xFFFFFFFF, len(name), len(extra), 0, 0, 0, 0, 0)
    central += name + extra
    return head + central + END.pack(b"PK\5\6", 0, 0, 1, 1, len(central), len(head), 0)


def large_log() -> bytes:
    """A log.json that is said to hold 200 MB, more than any log."""
    squeezed = deflated({"log.json": b" " * 2_100_000, **{f"{n}.bin": hashlib.sha512(b"%d" % n).digest() * 2 for n in range(9)}})
    held = bytearray(squeezed)
    for at, field in ((0, 22), (held.index(b"PK\1\2"), 24)):
        struct.pack_into("<L", held, at + field, 200_000_000)
    return bytes(held)


def two_zips() -> bytes:
    """Two case files one behind the other: some programs open the first, others the last."""
    second = bytearray(GOOD)
    start = at = second.index(b"PK\1\2", struct.unpack_from("<L", second, len(second) - 6)[0])
    while second[at : at + 4] == b"PK\1\2":
        name, extra, comment = struct.unpack_from("<3H", second, at + 28)
        struct.pack_into("<L", second, at + 42, struct.unpack_from("<L", second, at + 42)[0] + len(SMALL))
        at += 46 + name + extra + comment
    struct.pack_into("<L", second, at + 16, start + len(SMALL))
    return SMALL + bytes(second)


def between() -> bytes:
    """Bytes between two files that belong to neither."""
    at = struct.unpack_from("<L", GOOD, len(GOOD) - 6)[0]
    return GOOD[:at] + b"skjult" + patched(GOOD[at:], lambda t: struct.pack_into("<L", t, len(t) - 6, at + 6))


def in_log(change: Callable[[Any], Any]) -> bytes:
    """log.json alone, after a change."""
    return files(with_log(change))["log.json"]


def said(old: bytes, new: bytes) -> bytes:
    """log.json alone with other bytes in a place."""
    whole = files(SMALL)["log.json"]
    assert old in whole
    return whole.replace(old, new, 1)


def named(name: str | bytes, **more: Any) -> Callable[[], bytes]:
    """The making of a good case file with one file more, of this name."""
    return lambda: beside(name, **more)


CUTS = {"head": 20, "name": 33, "first-file": 400, "directory": len(GOOD) - 200, "last-byte": len(GOOD) - 1}
NAMES: dict[str, str | bytes] = {
    "refused-name-nul.zip": "bilag/001.jpg\0.exe",
    "refused-name-escape.zip": "bilag/\x1b[2J.jpg",
    "refused-name-line-break.zip": "bilag/001.jpg\nlog.json",
    "refused-name-right-to-left.zip": "bilag/\u202egpj.exe",
    "refused-name-script.zip": "<script>document.title=1<\u2215script>.html",
    "refused-name-device.zip": "bilag/CON",
    "refused-name-device-ending.zip": "nul.txt",
    "refused-name-device-superscript.zip": "com¹.txt",
    "refused-name-dot-at-end.zip": "log.json.",
    "refused-name-blank-at-end.zip": "log.json ",
    "refused-name-stream.zip": "rapport.pdf::$DATA",
    "refused-name-long.zip": "bilag/" + "a" * 300 + ".jpg",
    "refused-name-deep.zip": "a/" * 150 + "a",
    "refused-name-empty.zip": "",
    "refused-name-share.zip": "\\\\server\\ud.txt",
    "refused-name-no-utf-8.zip": b"bilag/\xff\xfe.jpg",
    "altered-name-like-a-tag.zip": "&lt;script&gt;.html",
    "altered-name-formula.zip": "=1+1.csv",
}
CASES: dict[str, Callable[[], bytes]] = {
    **{f"refused-cut-{where}.zip": (lambda at=at: GOOD[:at]) for where, at in CUTS.items()},  # type: ignore[misc]
    "refused-cut-log.json": lambda: files(SMALL)["log.json"][:-40],
    "refused-is-a-pdf.zip": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "refused-is-a-jpeg.zip": lambda: b"\xff\xd8\xff\xe0\0\x10JFIF\0",
    "refused-is-a-page.json": lambda: evil.SCRIPT,
    "refused-is-a-document.zip": lambda: ziplayout.pack([("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")]),
    "refused-is-rar.zip": lambda: b"Rar!\x1a\x07\x01\0",
    "refused-is-utf-16.json": lambda: files(SMALL)["log.json"].decode().encode("utf-16"),
    "refused-holds-a-case-file.zip": lambda: ziplayout.pack([("sagspakke.zip", SMALL)]),
    **{name: named(raw) for name, raw in NAMES.items()},
    "refused-name-composed-twice.zip": lambda: entries(
        *((n.encode(), c) for n, c in files(SMALL).items()),
        ("bilag/ærø-å.jpg".encode(), b"1"),
        (unicodedata.normalize("NFD", "bilag/ærø-å.jpg").encode(), b"1"),
    ),
    "refused-name-in-extra.zip": named(
        "brev.txt", extra=struct.pack("<2HBL", 0x7075, 5 + 9, 1, zlib.crc32(b"brev.txt")) + b"../ud.txt"
    ),
    "refused-name-file-and-folder.zip": named("log.json/ud.txt"),
    "refused-name-folder-with-bytes.zip": named("bilag/"),
    "altered-name-cp437.zip": named("bilag/pæn.jpg".encode("cp437"), flags=0),
    "altered-name-shift-jis.zip": named("写真.jpg".encode("shift-jis"), flags=0),
    "altered-name-utf-8-without-flag.zip": named("bilag/pæn.jpg", flags=0),
    "refused-overlap.zip": overlap,
    "refused-overlap-quoted.zip": quoted,
    "refused-bomb-of-many.zip": lambda: deflated({f"bilag/{n:03}.bin": bytes(3 << 20) for n in range(23)}),
    "refused-longer-than-stated.zip": lambda: deflated({"log.json": bytes(1 << 20)}, stated=100),
    "refused-shorter-than-stated.zip": lambda: deflated({"log.json": b"{}"}, stated=100),
    "refused-after-the-end.zip": lambda: deflated({"log.json": files(SMALL)["log.json"]}, after=b"x" * 100),
    "refused-large-log.zip": large_log,
    "refused-large-file.zip": lambda: large_file(b"log.json"),
    "refused-large-directory.zip": large_directory,
    "refused-two-in-one.zip": two_zips,
    "refused-between.zip": between,
    "refused-behind.zip": lambda: GOOD + b"skjult",
    "refused-before.zip": lambda: b"PK-skjult" + GOOD,
    "refused-other-length-inside.zip": lambda: patched(GOOD, lambda g: struct.pack_into("<2L", g, 18, 3, 3)),
    "refused-other-method-inside.zip": lambda: patched(GOOD, lambda g: struct.pack_into("<H", g, 8, 8)),
    "refused-packed-unknown.zip": lambda: entries(*((n.encode(), c) for n, c in files(SMALL).items()), method=99),
    "altered-bomb-inside.zip": lambda: with_files(
        lambda f: f.update({"bilag/003-fil.bin": deflated({"0.bin": deflated({"0.bin": bytes(4 << 20)})})})
    ),
    "altered-lie.zip": lambda: with_files(lambda f: f.update({FIRST: evil.SCRIPT})),
    "refused-deep.json": lambda: said(b'"shared": {', b'"x": ' + b"[" * 5000 + b"]" * 5000 + b', "shared": {'),
    "refused-deep-objects.json": lambda: said(b'"shared": {', b'"x": ' + b'{"x":' * 5000 + b"1" + b"}" * 5000 + b', "shared": {'),
    "refused-huge-number.json": lambda: said(b'"count": 9', b'"count": ' + b"9" * 5000),
    "altered-huge-count.json": lambda: said(b'"count": 9', b'"count": 1' + b"0" * 30),
    "altered-huge-seq.json": lambda: said(b'"seq": 8', b'"seq": 1' + b"0" * 30),
    "altered-float.json": lambda: said(b'"seq": 8', b'"seq": 8.0'),
    "refused-not-a-number.json": lambda: said(b'"seq": 8', b'"seq": NaN'),
    "refused-infinite.json": lambda: said(b'"seq": 8', b'"seq": 1e999'),
    "refused-two-keys-inside.json": lambda: said(b'"seq": 8', b'"seq": 8, "seq": 8'),
    "refused-half-letter-key.json": lambda: said(b'"seq": 8', b'"seq": 8, "\\udc00": 1'),
    "refused-half-utf-8.json": lambda: said(b"To breve", b"To \xc3breve"),
    "refused-comment.json": lambda: said(b'"count"', b'/* */ "count"'),
    "refused-two-logs.json": lambda: files(SMALL)["log.json"] * 2,
    "refused-nul.json": lambda: files(SMALL)["log.json"] + b"\0",
    "refused-list.json": lambda: b'{"format": "logbog-log", "v": 1, "records": {}}',
    "refused-exhibit-list.json": lambda: in_log(lambda v: v.update(exhibits=[{"file": "../../x"}])),
    "altered-escaped.json": lambda: said(b"To breve", b"\\u0054o brev\\u0065t"),
    "good-escaped.json": lambda: said(b"To breve", b"\\u0054o breve"),
    "good-byte-order-mark.json": lambda: b"\xef\xbb\xbf" + files(SMALL)["log.json"],
    "good-on-one-line.json": lambda: json.dumps(json.loads(files(SMALL)["log.json"]), separators=(",", ":")).encode(),
    "good-set-in-wide.json": lambda: json.dumps(json.loads(files(SMALL)["log.json"]), indent=8, sort_keys=True).encode(),
    "altered-text-of-any-kind.json": lambda: in_log(lambda v: part(v, 0).update(what=["Ringede"])),
    "good-texts-that-would-act.zip": lambda: packed(evil.log()),
    "good-days-at-the-end.zip": lambda: packed(evil.extreme()),
}


if __name__ == "__main__":
    add(CASES, {})
