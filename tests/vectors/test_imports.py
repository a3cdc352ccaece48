"""What phones and apps export is read as it always was: invented exports, each with what they hold."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from logbog import importers
from logbog.importers.message import Conversation, What
from logbog.importers.phone_languages import LANGUAGES

FOLDER = Path(__file__).parent / "imports"
INDEX: dict[str, list[dict[str, Any]]] = json.loads((FOLDER / "index.json").read_text("utf-8"))


def told(conversation: Conversation) -> dict[str, Any]:
    """What stands in the index of one conversation."""
    found = Counter(m.what for m in conversation.messages)
    return {
        "source": conversation.source,
        "title": conversation.title,
        "parties": list(conversation.parties),
        "own": conversation.own,
        "period": [day.isoformat() for day in conversation.period or ()],
        "what": {what: found[what] for what in What if found[what]},
        "attachments": [name for m in conversation.messages for name in m.attachments],
        "left_out": sum(m.left_out for m in conversation.messages),
        "not_understood": [[n.line, n.code] for n in conversation.not_understood],
        "questions": [q.code for q in conversation.questions],
        "first": f"{conversation.messages[0].at:%Y-%m-%d %H:%M:%S} {conversation.messages[0].text[:60]}",
        "last": f"{conversation.messages[-1].at:%Y-%m-%d %H:%M:%S} {conversation.messages[-1].text[:60]}",
    }


@pytest.mark.parametrize("name", sorted(INDEX))
def test_an_export_is_read_as_it_always_was(name: str) -> None:
    found = importers.read(name, (FOLDER / name).read_bytes())

    assert INDEX[name] == [told(c) for c in found]


def test_every_export_is_in_the_index() -> None:
    assert set(INDEX) == {p.name for p in FOLDER.iterdir()} - {"index.json"}


def test_every_phone_language_has_an_export() -> None:
    names = {name.removeprefix("whatsapp-").split("-")[0].split(".")[0] for name in INDEX if name.startswith("whatsapp-")}

    assert {row.code for row in LANGUAGES} <= names
