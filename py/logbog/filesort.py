"""What sort of file an exhibit is, for whoever shows it: by its bytes, never by what the log or its name says.

Laws of this module:
1. A file is shown as what its bytes are, or not at all.
2. What could run in a page (HTML, SVG, anything like them) is never shown as one; as text it would mislead, so it isn't either.
3. That a file isn't what was noted is said only where the bytes leave no doubt.
"""

import codecs
import re
from typing import Final

HEAD_BYTES: Final = 4096
PLAIN, MARKUP, OTHER = "text/plain", "text/html", "application/octet-stream"

# Kinds of files that always begin in a way that is known; one that doesn't is something else.
CERTAIN: Final = frozenset(
    {
        *("image/jpeg", "image/png", "image/gif", "image/webp", "image/heic", "image/heif", "image/avif"),
        *("video/mp4", "video/quicktime", "video/3gpp", "video/webm", "audio/mp4", "audio/x-m4a", "audio/amr"),
        *("audio/wav", "audio/x-wav", "audio/ogg", "application/pdf"),
    }
)
ENDINGS: Final = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/heic": "heic",
    "image/avif": "avif",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/aac": "aac",
    "audio/amr": "amr",
    "audio/ogg": "ogg",
    "audio/flac": "flac",
    "audio/wav": "wav",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/3gpp": "3gp",
    "video/webm": "webm",
    "video/ogg": "ogv",
    "application/pdf": "pdf",
    PLAIN: "txt",
    # It is read in a text editor, and nothing happens when it is opened by mistake.
    MARKUP: "txt",
}
_MARKUP = re.compile(r"\A\s*<[!?a-z]|<(!doctype|html|head|body|script|svg|iframe|object|embed|meta|link|style)\b", re.IGNORECASE)
_CONTROL = re.compile("[\0-\b\x0e-\x1a\x1c-\x1f]")


def text(head: bytes) -> str:
    """PLAIN or MARKUP when the first bytes of a file are text, "" when they are something else."""
    decoded = _decoded(head[:HEAD_BYTES])
    if decoded is None or _CONTROL.search(decoded):
        return ""
    return MARKUP if _MARKUP.search(decoded) else PLAIN


def _decoded(head: bytes) -> str | None:
    if not head:
        return None
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    try:
        # A letter may be cut in two where the head ends.
        return codecs.getincrementaldecoder("utf-8-sig")().decode(head)
    except UnicodeDecodeError:
        return head.decode("cp1252", "replace")


def family(mime: str) -> str:
    """``image``, ``film`` (sound and moving pictures share their containers), ``pdf``, ``text``, or "" for anything else."""
    kind = mime.partition(";")[0].strip().lower()
    main = kind.partition("/")[0]
    if kind == "application/pdf":
        return "pdf"
    # A drawing in SVG is text that a browser would run.
    if kind.endswith(("+xml", "/xml")):
        return "text"
    return {"image": "image", "audio": "film", "video": "film", "text": "text"}.get(main, "")


def fits(noted: str, found: str) -> bool:
    """Whether a file whose bytes are ``found`` (a MIME type, "" when unknown) can be what was noted when it was added."""
    kind = noted.partition(";")[0].strip().lower()
    if not found:
        return kind not in CERTAIN
    return not family(kind) or family(kind) == family(found)


def ending(found: str) -> str:
    """The ending of the name that a file is saved under; one that no program opens by itself when it isn't known."""
    return ENDINGS.get(found, "bin")
