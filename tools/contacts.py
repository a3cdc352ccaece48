"""Reads docs/contacts, the only place with a phone number, checks it, and renders lines of it as HTML.

Law: a file that its schema (contacts.schema.json) does not accept stops the build, and says where.
"""

from __future__ import annotations

import datetime
import functools
import html
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jsonschema
import yaml

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs/contacts"
# What stands instead of a day on an entry that nobody has compared with its source since it was published.
UNCONFIRMED = "ikke bekræftet"

Contact = dict[str, Any]
Directory = dict[str, Any]


@functools.cache
def directory(name: str = "national") -> Directory:
    """One file of contacts, checked. Municipalities lie in a folder of their own: ``municipalities/skanderborg``."""
    read: Directory = yaml.safe_load((FOLDER / f"{name}.yml").read_text("utf-8"))
    wrong = problems(read)
    if wrong:
        raise ValueError(f"docs/contacts/{name}.yml: " + "; ".join(wrong))
    return {**read, "id": Path(name).name}


def municipalities() -> list[Directory]:
    """Every municipality that has a file, by the name it has in Danish."""
    names = [f"municipalities/{path.stem}" for path in (FOLDER / "municipalities").glob("*.yml")]
    return sorted(map(directory, names), key=lambda each: str(each["municipality"]["name"]["da"]))


def problems(read: Directory) -> list[str]:
    """What the schema says is wrong, each with its place. A date of YAML is to JSON the text of it."""
    schema = json.loads((FOLDER / "contacts.schema.json").read_text("utf-8"))
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    found = checker.iter_errors(json.loads(json.dumps(read, default=datetime.date.isoformat)))
    return [f"{error.json_path} {error.message}" for error in found]


def load(name: str = "national") -> list[Contact]:
    """The contacts with a number, in the order of the file."""
    contacts: list[Contact] = directory(name)["contacts"]
    return contacts


def everyone() -> list[Contact]:
    """All national help, with a number or with an address only."""
    return [*load(), *directory()["online"]]


def find(identity: str) -> Contact:
    """The national contact with this id; a page that names one that is not there must not be built."""
    return next(contact for contact in everyone() if contact["id"] == identity)


def of_situation(situation: str) -> tuple[list[Contact], list[Contact]]:
    """Those whose first situation this is, and those that belong here too."""
    named = [contact for contact in everyone() if situation in contact["situations"]]
    first = [contact for contact in named if contact["situations"][0] == situation]
    return first, [contact for contact in named if contact not in first]


def vcards() -> dict[str, str]:
    """For each number the card that a phone saves, by the name of its file. The Danish name is the one to know it by."""
    made = {contact["id"]: vcard(contact) for contact in load()}
    for each in municipalities():
        place = each["municipality"]["name"]["da"]
        made |= {f"{each['id']}-{contact['id']}": vcard(contact, place) for contact in (each["police"], *each["contacts"])}
    return made


def vcard(contact: Contact, place: str = "") -> str:
    """vCard 3.0, which every phone reads."""
    name = escaped(contact["name"]["da"])
    group = f"{escaped(place)};{escaped(contact['department']['da'])}" if "department" in contact else name
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", f"N:{name};;;;", f"ORG:{group}"]
    lines += [f"TEL;TYPE=voice:{contact['phone'].replace(' ', '')}"]
    if "page" in contact:
        lines.append(f"URL:{address(contact, 'da')}")
    return "\r\n".join([*lines, "END:VCARD", ""])


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")


def address(contact: Contact, language: str) -> str:
    """The official page, in the language that is asked for where it has one."""
    page = contact["page"]
    return str(page if isinstance(page, str) else page[language])


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
