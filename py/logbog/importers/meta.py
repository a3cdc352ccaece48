"""Facebook Messenger and Instagram: the JSON of »download your information«, one file or several of one conversation,
and that of Messenger's end-to-end encrypted chats, which names the same things differently.

Their texts are UTF-8 taken for Latin-1; each is put right alone, so that an export without the fault stays as it is.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from .clock import Clock
from .jsontext import listed, objects, text_of, whole_number
from .message import Conversation, Message, NotUnderstood, Source, What, conversation, plain


class Names(NamedTuple):
    """What one of the exports calls its fields."""

    sender: str
    at: str
    text: str
    unsent: str
    title: str
    files: tuple[str, ...]


DOWNLOADED = Names(
    "sender_name", "timestamp_ms", "content", "is_unsent", "title", ("photos", "videos", "audio_files", "files", "gifs")
)
ENCRYPTED = Names("senderName", "timestamp", "text", "isUnsent", "threadName", ("media",))
# What stands in place of a text when the phone was called; the duration alone tells nothing in newer exports.
# A row for each language of an account: who called or was called, and that nobody answered.
MISSED = (
    *("missed a call", "missed your call", "missed a video call", "missed your video call", "missed an audio call"),
    *("missed call", "missed video chat", "missed audio call", "missed voice call"),
    *("ubesvaret opkald", "ubesvaret videoopkald", "ubesvaret lydopkald", "ubesvaret videochat", "gik glip af"),
    *("hast einen anruf verpasst", "verpasster anruf", "missat samtal", "missade", "tapt anrop", "ubesvart"),
)
CALLED = (
    *("called you", "started a call", "started an audio call", "started a video chat", "started a video call"),
    *("you called", "the video chat ended", "video chat ended", "audio call ended"),
    *("ringede til dig", "startede et opkald", "startede et lydopkald", "startede en videochat", "startede et videoopkald"),
)
UNSENT = ("unsent a message", "you unsent a message", "har annulleret en besked", "slettede en besked")


def is_one(value: Any) -> bool:
    """Whether this is one file of a conversation."""
    if not isinstance(value, dict) or not isinstance(value.get("messages"), list):
        return False
    first = next((m for m in value["messages"] if isinstance(m, dict)), None)
    return isinstance(value.get("participants"), list) or (
        first is not None and any(n.sender in first for n in (DOWNLOADED, ENCRYPTED))
    )


def read(parts: Iterable[Any], clock: Clock, source: Source | None = None) -> Conversation:
    """The conversation of its files, whatever their order."""
    every = list(parts)
    people = [p for v in every for p in listed(v.get("participants"))]
    parties = [repaired(p.get("name") if isinstance(p, dict) else p) for p in people]
    missing: list[NotUnderstood] = []
    found = []
    # Each file runs from new to old, as the list of all files does.
    told = [m for v in every for m in v["messages"]]
    for n, one in enumerate(told, 1):
        message = _message(one, n, clock, missing)
        if message:
            found.append(message)
    title = next((t for v in every for n in (DOWNLOADED, ENCRYPTED) if (t := repaired(v.get(n.title)))), "")
    found.sort(key=lambda m: (m.at, -m.line))
    kind = source or (Source.INSTAGRAM if _is_instagram(every) else Source.MESSENGER)
    return conversation(kind, found, title=title, parties=parties, not_understood=missing)


def _is_instagram(every: Iterable[Mapping[str, Any]]) -> bool:
    photos = [photo for v in every for m in objects(v["messages"]) for photo in objects(m.get("photos"))]
    return any("instagram" in text_of(photo.get("uri")) for photo in photos)


def repaired(value: Any) -> str:
    """A text whose letters were taken apart into bytes, put together again."""
    text = text_of(value)
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def _message(one: Any, n: int, clock: Clock, missing: list[NotUnderstood]) -> Message | None:
    if not isinstance(one, dict):
        missing.append(NotUnderstood(n, "kind"))
        return None
    names = ENCRYPTED if ENCRYPTED.sender in one else DOWNLOADED
    stamp = whole_number(one.get(names.at))
    try:
        at, sure = clock.of_epoch(stamp or 0)
    except ValueError:
        missing.append(NotUnderstood(n, "date"))
        return None
    text = repaired(one.get(names.text))
    share = one.get("share")
    if isinstance(share, Mapping) and share.get("link"):
        text = "\n".join(dict.fromkeys(t for t in (text, repaired(share.get("link"))) if t))
    files = tuple(_name(f) for key in names.files for f in objects(one.get(key)))
    length = whole_number(one.get("call_duration"))
    return Message(
        at=at,
        sure=sure,
        sender=repaired(one.get(names.sender)),
        what=What.DELETED if one.get(names.unsent) is True else _what(one, text, length),
        text=text,
        attachments=files,
        left_out="sticker" in one,
        seconds=length,
        line=n,
    )


def _name(file: Mapping[str, Any]) -> str:
    return text_of(file.get("uri")).rpartition("/")[2]


def _what(one: Mapping[str, Any], text: str, length: int | None) -> What:
    said = plain(text).rstrip(".")
    is_call = one.get("type") == "Call" or length is not None
    if said in UNSENT:
        return What.DELETED
    if is_call and (length == 0 or one.get("missed") is True):
        return What.MISSED
    if is_call:
        return What.CALL
    # Without a type of its own a call is known by the whole of a short text that ends or begins with such words.
    if len(said) < 80 and _has(said, MISSED):
        return What.MISSED
    if len(said) < 80 and _has(said, CALLED):
        return What.CALL
    return What.SYSTEM if one.get("type") in ("Subscribe", "Unsubscribe") else What.TEXT


def _has(said: str, phrases: tuple[str, ...]) -> bool:
    return said in phrases or any(said.endswith(f" {p}") for p in phrases)
