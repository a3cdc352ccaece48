"""The contacts: checked files, cards that a phone saves, and a municipality that appears by its file alone."""

import datetime
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sources import LANGUAGES, ROOT

sys.path.append(str(ROOT / "tools"))

import contacts

INVENTED = """
municipality:
  name: {da: Ørby Kommune, en: Ørby Municipality}
  owner: {da: Stalkingkoordinatoren, en: The stalking coordinator}
  changed: 2026-11-21
police:
  id: police_local
  phone: "114"
  name: {da: Øernes Politi, en: The Islands' Police}
  what: {da: Anmeldelse, en: Reports}
  for: {da: Alle, en: Everyone}
  source: https://example.org/politi
  checked: 2026-11-21
contacts:
  - id: familie
    phone: "12 34 56 78"
    name: {da: Familieteamet, en: The family team}
    department: {da: Børn, en: Children}
    what: {da: Sparring, en: Advice}
    for: {da: Ansatte, en: Staff}
    source: https://example.org/familie
    checked: 2026-11-21
"""


def every_directory() -> list[contacts.Directory]:
    return [contacts.directory(), *contacts.municipalities()]


def test_each_file_keeps_the_schema_and_each_name_stands_once() -> None:
    for directory in every_directory():
        read = {name: part for name, part in directory.items() if name != "id"}
        names = [contact["id"] for contact in (*read["contacts"], *read.get("online", ()))]
        assert [] == contacts.problems(read)
        assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda first: first.pop("source"), "'source' is a required property"),
        (lambda first: first.update(phone="call us"), "does not match"),
        (lambda first: first.update(checked="last year"), "is not valid under any of the given schemas"),
        (lambda first: first.update(name={"da": "Politiet"}), "'en' is a required property"),
        (lambda first: first.update(telephone="114"), "Unevaluated properties"),
        (lambda first: first.update(situations=["holiday"]), "is not one of"),
    ],
)
def test_a_wrong_entry_is_said_with_its_place(harm, said: str) -> None:
    first = dict(contacts.load()[1])
    harm(first)
    found = contacts.problems({"contacts": [first]})

    assert found
    assert all(each.startswith("$.contacts[0]") for each in found)
    assert any(said in each for each in found)


def test_a_national_contact_has_a_source_to_look_up_and_a_situation() -> None:
    for contact in contacts.everyone():
        assert contact["source"].startswith(("https://", "http://")), contact["id"]
        assert contact["situations"], contact["id"]
        assert isinstance(contact["checked"], datetime.date) or contact["checked"] == contacts.UNCONFIRMED


def test_skanderborg_is_as_its_card_gives_it_and_says_that_nobody_confirmed_it() -> None:
    found = contacts.directory("municipalities/skanderborg")

    assert {
        "Arbejdsmarkedsudvikling": "Nikoline Petersen",
        "Arbejdsmarkedsservice": "Sofie Jensen",
        "Ungeenheden": "Vibeke Sønderskov Kristensen",
        "SSP-konsulent": "Marlene Skousbøll Bendix",
        "Børn og Unge": "Anne Bennike Hansen",
    } == {contact["department"]["da"]: contact["name"]["da"] for contact in found["contacts"]}
    assert {contacts.UNCONFIRMED} == {contact["checked"] for contact in found["contacts"]}
    # The card's number for the police is kept; the one to call is the police's own.
    assert "114" == found["police"]["phone"]
    assert ["ikke bekræftet"] == [other["checked"] for other in found["police"]["also"]]


def test_a_number_that_is_only_kept_is_shown_nowhere(built_site: Path) -> None:
    kept = [other["phone"] for each in contacts.municipalities() for other in each["police"].get("also", ())]
    text = "".join(path.read_text("utf-8") for kind in ("*.html", "*.vcf", "*.json") for path in built_site.glob(f"**/{kind}"))

    assert kept
    assert [] == [phone for phone in kept if phone in text or phone.replace(" ", "") in text]


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_the_page_of_contacts_shows_each_number_with_a_card_to_save(built_site: Path, prefix: str) -> None:
    html = (built_site / prefix / "kontakt/index.html").read_text("utf-8")
    cards = re.findall(r'href="\.\./(assets/vcf/[\w-]+\.vcf)"', html)
    people = [*contacts.load(), *(c for each in contacts.municipalities() for c in (each["police"], *each["contacts"]))]

    assert sorted(f"assets/vcf/{name}.vcf" for name in contacts.vcards()) == sorted(cards)
    for contact in people:
        assert contacts.link(contact) in html
    for card in cards:
        text = (built_site / prefix / card).read_bytes().decode()
        assert text.startswith("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:")
        assert text.endswith("END:VCARD\r\n")
        assert re.search(r"(?m)^TEL;TYPE=voice:\+?\d+\r$", text)


def test_a_card_to_save_survives_names_with_signs() -> None:
    person = {**contacts.load()[0], "name": {"da": "Hansen, Bo; vagt"}}

    assert "FN:Hansen\\, Bo\\; vagt" in contacts.vcard(person)


@pytest.fixture(scope="module")
def with_another(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a copy of the project in which one file was added."""
    copy = tmp_path_factory.mktemp("project")
    for folder in ("docs", "overrides", "tools"):
        shutil.copytree(ROOT / folder, copy / folder)
    (copy / "docs/contacts/municipalities/oerby.yml").write_text(INVENTED, "utf-8")
    for language, name in (("da", "mkdocs.yml"), ("en", "mkdocs.en.yml")):
        shutil.copy(ROOT / name, copy / name)
        # The app is another matter, and takes longer to build.
        (copy / f"{language}.yml").write_text(f"INHERIT: {name}\nhooks: [tools/pages.py]\nsite_dir: built/{language}\n", "utf-8")
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "-f", f"{language}.yml"]
        subprocess.run(command, cwd=copy, check=True, env={"PATH": "", "NO_MKDOCS_2_WARNING": "1"})
    return copy / "built"


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_more_file_is_one_more_municipality(with_another: Path, language: str) -> None:
    built = with_another / language
    card = (built / "fagperson/actioncard-oerby/index.html").read_text("utf-8")
    pocket = (built / "fagperson/actioncard-lomme-oerby/index.html").read_text("utf-8")
    contact = (built / "kontakt/index.html").read_text("utf-8")
    name, police = ("Ørby Kommune", "Øernes Politi") if language == "da" else ("Ørby Municipality", "The Islands&#39; Police")

    for page in (card, pocket):
        assert name in page
        assert '<a class="phone" href="tel:12345678">12 34 56 78</a>' in page
        # Both, always: the national centre and the local police.
        assert 'href="tel:25177374"' in page
        assert police in page
    assert "Stalkingkoordinatoren" in card or "The stalking coordinator" in card
    assert f'id="oerby">{name}' in contact
    assert 'href="../fagperson/actioncard-oerby/"' in contact
    assert (built / "assets/vcf/oerby-familie.vcf").is_file()
    # The others are as they were.
    assert "12 34 56 78" not in (built / "fagperson/actioncard-skanderborg/index.html").read_text("utf-8")


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_the_card_goes_from_danger_to_further_handling(built_site: Path, prefix: str) -> None:
    card = (built_site / prefix / "fagperson/actioncard/index.html").read_text("utf-8")
    steps = ["tel:112", 'id="mistanke"', 'id="sparring"', 'id="haandtering"', 'id="videre"', 'id="husk"', 'class="owner"']
    places = [card.index(step, card.index('class="actioncard"')) for step in steps]

    assert places == sorted(places)
