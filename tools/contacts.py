"""Reads docs/contacts/*.yml, the only place with a phone number, and renders its lines as HTML for the app and the site."""

from __future__ import annotations

import html
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs/contacts"

Contact = dict[str, Any]


def load(directory: str = "national") -> list[Contact]:
    """The contacts of one directory, in the order of the file."""
    contacts: list[Contact] = yaml.safe_load((FOLDER / f"{directory}.yml").read_text("utf-8"))["contacts"]
    return contacts


def find(identity: str) -> Contact:
    """The national contact with this id; a page that names one that is not there must not be built."""
    return next(contact for contact in load() if contact["id"] == identity)


def link(contact: Contact) -> str:
    """The number as something a phone can call."""
    phone = str(contact["phone"])
    return f'<a class="phone" href="tel:{phone.replace(" ", "")}">{html.escape(phone)}</a>'


def as_list(contacts: Iterable[Contact], languages: Iterable[str]) -> str:
    """A list that works without any script. The first language is shown; the others are there for a switch."""
    languages = list(languages)
    return "\n".join(["<ul>", *(line(contact, languages) for contact in contacts), "</ul>"])


def line(contact: Contact, languages: list[str]) -> str:
    """One contact: whom you reach, the number, what it is for, and when."""
    kind = ' class="urgent"' if contact.get("urgent") else ""
    parts = [f"<strong>{texts(contact['name'], languages)}</strong>", link(contact)]
    parts += [f'<span class="{part}">{texts(contact[part], languages)}</span>' for part in ("what", "hours") if part in contact]
    return f"<li{kind}>{' '.join(parts)}</li>"


def texts(words: dict[str, str], languages: list[str]) -> str:
    """One text in each language; a single language needs no mark."""
    if len(languages) == 1:
        return html.escape(words[languages[0]])
    return "".join(
        f'<span lang="{language}" data-lang="{language}"{"" if language == languages[0] else " hidden"}>'
        f"{html.escape(words[language])}</span>"
        for language in languages
    )
