"""What the contacts files make on the site: each municipality's action card, and the cards that a phone saves.

The text of a card is a page of the site (fagperson/actioncard.md, and -lomme for the pocket) with {{card:…}} where a
municipality differs. The page itself is the card for the whole country; every municipality gets a copy of its own, so
one more file in docs/contacts/municipalities is one more card.
"""

from __future__ import annotations

import datetime
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.structure.files import File, Files

import contacts

TEMPLATES = ("fagperson/actioncard.md", "fagperson/actioncard-lomme.md")


def add(files: Files, config: Any) -> None:
    """The pages of the municipalities' cards and the vCards."""
    for template in filter(None, map(files.get_file_from_path, TEMPLATES)):
        for each in contacts.municipalities():
            files.append(File.generated(config, edition(template.src_uri, each["id"]), content=template.content_string))
    for name, text in contacts.vcards().items():
        files.append(File.generated(config, f"assets/vcf/{name}.vcf", content=text))


def edition(template: str, identity: str) -> str:
    """Where the card of one municipality lies: actioncard-skanderborg.md, actioncard-lomme-skanderborg.md."""
    return f"{template.removesuffix('.md')}-{identity}.md"


def directory_of(page: str) -> contacts.Directory:
    """Whose card a page is."""
    made = {edition(template, each["id"]): each for template in TEMPLATES for each in contacts.municipalities()}
    return made.get(page, contacts.directory())


class Tokens:
    """Fills the tokens that draw on the contacts, on one page in one language."""

    def __init__(self, env: Environment, page: Any, language: str, words: Any) -> None:
        self.env, self.page, self.language = env, page, language
        self.root = "../" * page.url.count("/")
        self.directory = directory_of(page.file.src_uri)
        self.place = self.directory.get("municipality", {}).get("name", {}).get(language, words("card.country"))
        self.words = words

    @property
    def is_edition(self) -> bool:
        """Whether the page is a municipality's copy of a card."""
        return "municipality" in self.directory

    def situation(self, name: str) -> str:
        first, more = contacts.of_situation(name)
        if not first and not more:
            raise ValueError(f"{self.page.file.src_uri}: no contact is for the situation {name}")
        return self._rendered("situation", first=first, more=more)

    def municipalities(self) -> str:
        made = contacts.municipalities()
        return "\n\n".join(
            self._rendered("municipality", directory=each, place=each["municipality"]["name"][self.language]) for each in made
        )

    def card(self, part: str) -> str:
        changed = self.directory.get("municipality", {}).get("changed")
        owner = self.directory.get("municipality", {}).get("owner")
        match part:
            case "place":
                return f"{self.place[:1].upper()}{self.place[1:]}"
            case "owner":
                return str(owner[self.language]) if owner else '<span class="rule"></span>'
            case "changed":
                days = [contact["checked"] for contact in contacts.load() if contact["checked"] != contacts.UNCONFIRMED]
                return str(self.words.date(changed or max(days)))
            case "police":
                return str(self._police()["name"][self.language])
            case "sparring" | "both" | "editions":
                return self._rendered(part)
        raise ValueError(f"{self.page.file.src_uri}: {{{{card:{part}}}}} means nothing")

    def _police(self) -> contacts.Contact:
        return dict(self.directory.get("police", contacts.find("police")))

    def _editions(self) -> list[dict[str, Any]]:
        """Every card: whose it is (nobody's for the whole country), its size, its address, and whether it is this page."""
        made = []
        for identity, place in [
            ("", ""),
            *((each["id"], each["municipality"]["name"][self.language]) for each in contacts.municipalities()),
        ]:
            for template in TEMPLATES:
                uri = edition(template, identity) if identity else template
                address = f"../{uri.removeprefix('fagperson/').removesuffix('.md')}/"
                here = uri == self.page.file.src_uri
                made.append({"place": place, "pocket": "lomme" in template, "address": address, "here": here})
        return made

    def _rendered(self, template: str, **fields: Any) -> str:
        common = {
            "address": lambda contact: contacts.address(contact, self.language),
            "centre": contacts.find("dansk_stalking_center"),
            "confirmed": lambda contact: isinstance(contact["checked"], datetime.date),
            "date": self.words.date,
            "directory": self.directory,
            "editions": self._editions(),
            "language": self.language,
            "link": contacts.link,
            "police": self._police(),
            "root": self.root,
            "site": lambda text: urlsplit(text).netloc.removeprefix("www."),
            "words": self.words.texts,
        }
        return self.env.get_template(f"contacts/{template}.html").render({**common, **fields})
