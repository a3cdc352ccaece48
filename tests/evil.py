"""Logs that somebody hostile could write, with every digest as it should be: texts that would act, types that lie,
days and numbers at the end of what there is."""

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from logbog import codec, demo
from logbog.incident import Exhibit, Incident, Report, Sender, Witness
from logbog.record import GENESIS, Act, Header, Part, Record
from logbog.when import Certainty, When

ZONE = datetime.timezone(datetime.timedelta(hours=1))
DAY = datetime.date(2026, 3, 4)
SCRIPT = b"<!doctype html><script>document.title='open'</script>"
DRAWN = b'<svg xmlns="http://www.w3.org/2000/svg" onload="document.title=1"><script>document.title=2</script></svg>'
TEXTS = (
    "<script>document.title='open'</script><img src=x onerror=\"document.title='open'\"></td></table>",
    '=HYPERLINK("https://example.org/?"&A1;"Se her")\n+1\n-1\n@SUM(1)\n\t=1+1\r=2\u2028=3',
    "\x1b]0;open\x07\x1b[2J\x1b[31mUÆNDRET\x1b[0m\r\x08\x08 \x9b2J\x85\x00",
    "\u202eneppå re nef\u202c \u2066 \u2069 \u200f\u200e\ufeff uden ende \u202e",
    "{n} {0.__class__} %s ${x} {{7*7}} `` ' \" --><!-- ]]> &lt;b&gt; <% %> \\u003c",
    "x" * 19_999,
    "Z\u0335\u0321\u0322" + "\u0335" * 200,
)
# (bytes, type, name): what they are said to be is not what they are.
LIES = (
    (SCRIPT, "image/jpeg", 'bilag.jpg" onload="x'),
    (DRAWN, "image/svg+xml", "../../tegning.svg"),
    (SCRIPT + b" ", "text/html", "CON"),
    (b"GIF89a/*" + SCRIPT + b"*/=1;", "image/gif", "\u202egpj.exe"),
    (b"%PDF-1.7\n" + SCRIPT, "application/pdf;<script>", "a\x00.pdf"),
    (b"PK\3\4" + SCRIPT, "audio/mpeg", "=1+1"),
    (b"\xff\xd8\xff" + SCRIPT, "image/png\r\nX: y", "\x1b[2J"),
)


def chain(steps: Iterable[tuple[str, Act, Mapping[str, Any], datetime.datetime]]) -> tuple[Record, ...]:
    """Records of shared parts as they are given: nothing is cleaned, as it would be in the app."""
    records: list[Record] = []
    for n, (name, act, value, at) in enumerate(steps):
        shared, private = (Part(hashlib.md5(b"%s%d" % (kind, n)).digest(), v) for kind, v in ((b"s", value), (b"p", None)))
        header = Header(
            seq=n,
            prev=records[-1].header.digest if records else GENESIS,
            logged_at=at.isoformat(timespec="seconds"),
            incident=name,
            act=act,
            shared=shared.digest,
            private=private.digest,
        )
        records.append(Record(header, shared, private))
    return tuple(records)


def log() -> demo.Demo:
    """An incident for each of TEXTS in every field that takes a text, each with an exhibit of LIES; the last is taken back."""
    steps = []
    for n, (text, (content, kind, name)) in enumerate(zip(TEXTS, LIES, strict=True), 1):
        lie = Exhibit(id=f"{n:032x}", sha256=hashlib.sha256(content).hexdigest(), size=len(content), type="text/plain")
        plain = Incident(
            when=When(date=DAY, time=datetime.time(n), time_is=Certainty.EXACT),
            **dict.fromkeys(("place", "what", "words", "response_text", "effect", "order_which"), "x"),
            senders=(Sender(name="x"),),
            witnesses=(Witness(name="x", reach="x"),),
            reports=(Report(journal="x", name="x"),),
            exhibits=(lie,),
            starred=n < 4,
        )
        part = _filled(codec.parts(plain)[0], text[:1000])
        part["what"] = text
        part["exhibits"] = [{**part["exhibits"][0], "type": kind, "name": name, "caption": text, "taken": text[:40]}]
        steps.append((f"{n:032x}", Act.ADDED, part, datetime.datetime(2026, 3, 5, 8, n, tzinfo=ZONE)))
    why = {"why": TEXTS[0] + TEXTS[2]}
    steps.append((f"{len(TEXTS):032x}", Act.WITHDRAWN, why, datetime.datetime(2026, 3, 5, 9, tzinfo=ZONE)))
    return demo.Demo(chain(steps), (), {hashlib.sha256(c).hexdigest(): c for c, _, _ in LIES})


def _filled(value: Any, text: str) -> Any:
    """The value with ``text`` wherever an x stood."""
    if isinstance(value, dict):
        return {k: _filled(v, text) for k, v in value.items()}
    if isinstance(value, list):
        return [_filled(v, text) for v in value]
    return text if value == "x" else value


def with_exhibits(facts: Iterable[tuple[str, int]], kind: str = "video/mp4") -> demo.Demo:
    """One incident with exhibits of these digests and sizes, whose bytes are somewhere else."""
    films = tuple(Exhibit(id=f"{n:032x}", sha256=s, size=b, type=kind) for n, (s, b) in enumerate(facts))
    part = codec.parts(Incident(when=When(date=DAY), exhibits=films))[0] or {}
    return demo.Demo(chain([(f"{1:032x}", Act.ADDED, part, datetime.datetime(2026, 3, 5, 8, tzinfo=ZONE))]), (), {})


def extreme() -> demo.Demo:
    """The first and the last day there are, the largest burst, and clocks whose offset leads out of the calendar."""
    days = (datetime.date.min, datetime.date(206, 3, 4), DAY, datetime.date.max)
    steps = []
    for n, day in enumerate(days, 1):
        told = Incident(when=When(date=day), end_date=datetime.date.max if n == 3 else None, count=100_000, what="Gik forbi.")
        at, offset = (datetime.datetime.min, 23) if n == 1 else (datetime.datetime.max, -23)
        zone = datetime.timezone(datetime.timedelta(hours=offset))
        steps.append((f"{n:032x}", Act.ADDED, codec.parts(told)[0] or {}, at.replace(tzinfo=zone)))
    return demo.Demo(chain(steps), (), {})
