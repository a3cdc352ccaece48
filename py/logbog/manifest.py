"""manifest.json: the name, length and SHA-256 of every other file of a case file."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from . import strictjson
from .errors import CannotRead, TooNew
from .incident import HEX64

FORMAT, VERSION = "logbog-manifest", 1


@dataclass(frozen=True, slots=True)
class Stated:
    """One file as the manifest states it."""

    name: str
    size: int
    sha256: str


def encode(files: Iterable[Stated]) -> bytes:
    """The manifest of ``files``, in their order."""
    rows = [{"name": f.name, "size": f.size, "sha256": f.sha256} for f in files]
    return json.dumps({"format": FORMAT, "v": VERSION, "files": rows}, ensure_ascii=False, indent=1).encode() + b"\n"


def decode(content: bytes) -> tuple[Stated, ...]:
    """The files that a manifest states; raises TooNew or CannotRead("damaged")."""
    value = strictjson.loads(content)
    try:
        if value["format"] == FORMAT and value["v"] > VERSION:
            raise TooNew()
        files = tuple(Stated(**row) for row in value["files"])
        right = value["format"] == FORMAT and type(value["v"]) is int and value["v"] == VERSION
        if not right or not all(type(f.name) is str and type(f.size) is int and HEX64.match(f.sha256) for f in files):
            raise ValueError("not a manifest")
        if len({f.name for f in files}) != len(files):
            raise ValueError("a name stands twice")
    except (KeyError, TypeError, ValueError) as wrong:
        raise CannotRead("damaged") from wrong
    return files
