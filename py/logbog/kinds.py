"""The kinds of incident: the six of the action card, then turning up, violence and other.

A kind is written as ``main`` or ``main.finer``.
The finer ones are only ever added to, since old logs name them; the words are under ``kind.`` in words/*.json.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

KINDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "calls_messages": ("call", "missed_call", "voicemail", "text_message", "chat", "email", "letter"),
        "through_others": ("friend", "family", "child", "colleague", "authority", "stranger"),
        "vandalism_threats": ("damage", "graffiti", "theft", "threat_violence", "threat_life", "threat_self", "threat_other"),
        "digital": (
            "social_media",
            "fake_profile",
            "image_sharing",
            "intimate_images",
            "rumours",
            "account_access",
            "orders_in_name",
        ),
        "gifts": ("flowers", "present", "goods_ordered"),
        "surveillance": ("nearby", "drives_past", "gps", "camera", "spyware", "watches"),
        "turning_up": ("home", "work", "school", "on_the_way", "public_place", "follows"),
        "violence": ("pushed", "hit", "held", "sexual", "weapon", "against_others", "animals"),
        "other": (),
    }
)


def main(kind: str) -> str:
    """The main kind of ``kind`` (``"gifts"`` of ``"gifts.flowers"``)."""
    return kind.partition(".")[0]


def is_kind(kind: str) -> bool:
    """Whether ``kind`` is a main kind or one of its finer ones."""
    return kind in EVERY


def every() -> tuple[str, ...]:
    """All kinds in order, each main kind before its finer ones."""
    return tuple(k for name, finer in KINDS.items() for k in (name, *(f"{name}.{f}" for f in finer)))


EVERY: Final = frozenset(every())
