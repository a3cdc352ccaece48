"""The sample files of the invented log: drawn pictures (tools/samples.py), a tone made here, a printed page.

Two of the same kind differ in a remark that no program shows, so that a swapped pair can be told.
"""

import array
import functools
import importlib.resources
import io
import math
import sys
import wave
from dataclasses import dataclass

START_OF_JPEG, REMARK, EXIF = b"\xff\xd8", b"\xff\xfe", b"\xff\xe1"
TAKEN_OUTDOORS = ("bouquet", "car", "flowerpot")
RATE, SECONDS, LOUD = 8000, 1.5, 9000


@dataclass(frozen=True, slots=True)
class Sample:
    """One file as a phone would hand it over; ``without_place`` is the copy without where it was taken."""

    name: str
    type: str
    content: bytes
    taken: str = ""
    without_place: bytes | None = None


def sample(kind: str, n: int, taken: str) -> Sample:
    """The ``n``-th sample, of a kind that a scene names."""
    if kind == "voicemail":
        return Sample(f"REC_{1000 + n}.wav", "audio/wav", _tone(220 + 20 * (n % 12)))
    if kind == "print":
        return Sample(f"SCAN_{1000 + n}.pdf", "application/pdf", _file("print.pdf") + b"%% %d\n" % n)
    plain, name = _file(f"{kind}.jpg"), f"IMG_{1000 + n}.jpg"
    marked = _with_segment(plain, REMARK, b"sample %d" % n)
    if kind in TAKEN_OUTDOORS:
        return Sample(name, "image/jpeg", _with_segment(marked, EXIF, _file("place.exif")), taken, plain)
    return Sample(name, "image/jpeg", marked)


@functools.cache
def _file(name: str) -> bytes:
    return importlib.resources.files(__package__).joinpath("samples", name).read_bytes()


def _with_segment(jpeg: bytes, marker: bytes, content: bytes) -> bytes:
    return START_OF_JPEG + marker + (len(content) + 2).to_bytes(2, "big") + content + jpeg[len(START_OF_JPEG) :]


@functools.cache
def _tone(pitch: int) -> bytes:
    """A soft tone that fades, as a WAV file."""
    length = int(RATE * SECONDS)
    samples = array.array("h", (round(LOUD * (1 - i / length) * math.sin(2 * math.pi * pitch * i / RATE)) for i in range(length)))
    if sys.byteorder == "big":
        samples.byteswap()
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return out.getvalue()
