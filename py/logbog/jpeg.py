"""The size of a JPEG, read from its frame header.

Marker codes are those of ITU-T T.81, annex B (https://www.w3.org/Graphics/JPEG/itu-t81.pdf).
"""

from dataclasses import dataclass

NOT_FRAMES = (0xC4, 0xC8, 0xCC)
ALONE = (0x01, *range(0xD0, 0xD8))
SPACES = {1: "DeviceGray", 3: "DeviceRGB"}


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in pixels, and the name that PDF has for its colours."""

    width: int
    height: int
    space: str


def size(content: bytes) -> Size | None:
    """The size; None for what is no JPEG in grey or RGB."""
    at = 2
    while content[:2] == b"\xff\xd8" and at + 9 < len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in ALONE:
            at += 2
        elif 0xC0 <= marker <= 0xCF and marker not in NOT_FRAMES:
            height, width = (int.from_bytes(content[at + n : at + n + 2], "big") for n in (5, 7))
            space = SPACES.get(content[at + 9])
            return Size(width, height, space) if space and width and height else None
        else:
            at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return None
