"""An export is told by its content; what is something else is refused with a sentence that helps."""

import io
import zipfile
from pathlib import Path

import pytest

from logbog import importers, words
from logbog.errors import IMPORT_CODES, CannotRead
from logbog.importers import Answers, attached, dates, phonexml
from logbog.importers.clock import DANISH, Clock, Sure
from logbog.importers.columns import Columns
from logbog.importers.message import Conversation, What
from logbog.importers.phone_languages import LANGUAGES

FOLDER = Path(__file__).parents[1] / "vectors/imports"


def sample(name: str) -> bytes:
    """One of the invented exports."""
    return (FOLDER / name).read_bytes()


def only(found: tuple[Conversation, ...]) -> Conversation:
    """The one conversation."""
    (conversation,) = found
    return conversation


def zipped(**files: bytes) -> bytes:
    """A ZIP of files; two underscores stand for a slash, the last one for the dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            stem, _, ending = name.replace("__", "/").rpartition("_")
            archive.writestr(f"{stem}.{ending}", content)
    return out.getvalue()


def test_the_name_of_a_file_does_not_matter() -> None:
    for name in ("sms-20261022.xml", "telegram-result.json", "mail.eml", "whatsapp-de.txt", "opkald-iphone.csv"):
        assert importers.read(name, sample(name)) == importers.read("x", sample(name))


@pytest.mark.parametrize("row", LANGUAGES, ids=lambda row: row.code)
def test_each_phone_language_knows_its_own_samples(row: object) -> None:
    for text, what in row.samples:  # type: ignore[attr-defined]
        chat = f"22.10.2026 22.10 - Ole: hej\n22.10.2026 22.11 - Ole: \u200e{text}\n"
        assert what is only(importers.read("x", chat.encode())).messages[1].what, text


def test_a_person_who_writes_of_a_missed_call_is_not_taken_for_the_phone() -> None:
    said = ("Missed voice call, really?", "Billedet er udeladt", "jeg har udeladt", "Denne besked blev slettet, sagde du")
    chat = "".join(f"22.10.2026 22.1{n} - Ole: {text}\n" for n, text in enumerate(said))
    found = only(importers.read("x", chat.encode())).messages

    assert list(said) == [m.text for m in found]
    assert {What.TEXT} == {m.what for m in found}


def test_a_list_of_calls_with_dashes_is_not_taken_for_a_chat() -> None:
    text = "22.10.2026 22.10 - Mads Eksempel - Ubesvaret\n22.10.2026 22.15 - Mads Eksempel - Ubesvaret\n"
    found = only(importers.read("x", text.encode()))

    assert ("Mads Eksempel",) == found.parties
    assert [What.MISSED] * 2 == [m.what for m in found.messages]


def test_a_whatsapp_zip_gives_its_chat() -> None:
    found = only(importers.read("x.zip", zipped(_chat_txt=sample("whatsapp-da-iphone.txt"), photo_jpg=b"\xff\xd8\xff")))

    assert 10 == len(found.messages)


def test_the_files_of_one_messenger_chat_become_one_conversation() -> None:
    inside = {
        "messages__inbox__mads__message_1_json": sample("messenger-message_1.json"),
        "messages__inbox__mads__message_2_json": sample("messenger-message_2.json"),
        "messages__inbox__anna__message_1_json": sample("instagram-message_1.json"),
    }
    mads, anna = importers.read("facebook.zip", zipped(**inside))

    assert (6, 2) == (len(mads.messages), len(anna.messages))
    assert "Mads Håndværker" == mads.title
    assert sorted(m.at for m in mads.messages) == [m.at for m in mads.messages]


def test_a_sheet_is_read_like_the_list_that_it_is() -> None:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, day = book.add_worksheet("Opkald"), book.add_format({"num_format": "dd-mm-yyyy hh:mm"})
    for n, title in enumerate(("Dato", "Type", "Navn", "Varighed")):
        sheet.write_string(0, n, title)
    for n, kind in enumerate(("Ubesvaret", "Indgående", "Udgående"), 1):
        sheet.write_number(n, 0, 46317.5 + n / 24, day)
        for at, text in enumerate((kind, "Mads Åkær", "0:35"), 1):
            sheet.write_string(n, at, text)
    book.close()
    found = only(importers.read("liste.xlsx", out.getvalue()))

    assert ("Mads Åkær",) == found.parties
    assert [What.MISSED, What.CALL, What.CALL] == [m.what for m in found.messages]
    assert "2026-10-22 13:00" == f"{found.messages[0].at:%Y-%m-%d %H:%M}"
    assert [None, False, True] == [m.own for m in found.messages]
    assert 35 == found.messages[1].seconds


def test_columns_that_nobody_can_guess_are_given() -> None:
    text = b"a;b;c\nhej;22/10/26 22:10;Ole\nhvad;22/10/26 22:11;Ole\n"
    found = only(importers.read("x.csv", text, answers=Answers(columns=Columns({"text": 0, "date": 1, "sender": 2}, 1))))

    assert [("Ole", "hej"), ("Ole", "hvad")] == [(m.sender, m.text) for m in found.messages]


def test_an_answer_settles_which_number_is_the_day() -> None:
    asked = only(importers.read("x", sample("whatsapp-open-question.txt")))
    told = only(importers.read("x", sample("whatsapp-open-question.txt"), answers=Answers(date_order=dates.MONTH_FIRST)))

    assert ["date_order"] == [q.code for q in asked.questions]
    assert () == told.questions
    assert {4} == {m.at.month for m in asked.messages}
    assert {3, 4} == {m.at.month for m in told.messages}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "import_empty"),
        (b" \r\n\0", "import_empty"),
        (b"Kaere dagbog, i dag skete der ikke noget.", "import_unknown"),
        (b"%PDF-1.7", "import_document"),
        (b"\x89PNG\r\n\x1a\n", "import_picture"),
        (b"\0\0\0\x18ftypheic", "import_picture"),
        (b"SQLite format 3\0", "import_backup"),
        (b"<!DOCTYPE html><html></html>", "import_html"),
        (b"<?xml version='1.0'?><smses count='0'></smses>", "import_nothing"),
        (b"<?xml version='1.0'?><svg/>", "import_unknown"),
        (b"<?xml version='1.0'?><!DOCTYPE smses [<!ENTITY a 'ha'>]><smses/>", "import_unsafe"),
        (b'{"log": 1}', "import_unknown"),
        (b'{"a":[' * 100_000, "damaged"),
        (b"PK\3\4", "damaged"),
        (b"navn;alder\nOle;7\nIda;8\n", "import_columns"),
        (bytes(range(256)) * 20, "import_unknown"),
    ],
)
def test_what_is_no_export_is_refused_with_what_to_do(content: bytes, code: str) -> None:
    with pytest.raises(CannotRead) as caught:
        importers.read("fil", content)
    assert code == caught.value.code


def test_a_backup_of_the_app_itself_is_known_by_its_name() -> None:
    with pytest.raises(CannotRead, match="import_backup"):
        importers.read("msgstore.db.crypt15", b"\x01\x02\x03 anything")


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_every_refusal_says_what_to_do(lang: str) -> None:
    w = words.load(lang)

    assert [] == [code for code in IMPORT_CODES if w(f"error.{code}").count(".") < 1]


def test_a_bomb_of_entities_never_grows() -> None:
    names = [f"<!ENTITY a{n} '{f'&a{n - 1};' * 10 if n else 'ha'}'>" for n in range(20)]
    bomb = f"<?xml version='1.0'?><!DOCTYPE smses [{''.join(names)}]><smses><sms body='&a19;'/></smses>"

    with pytest.raises(CannotRead, match="import_unsafe"):
        importers.read("sms.xml", bomb.encode())


@pytest.mark.parametrize(
    "ill",
    [b"<!-- <a " * 60_000, b"<" * 300_000, b"<a b='" * 60_000, b"<script>" * 60_000],
    ids=["comments", "brackets", "quotes", "scripts"],
)
def test_a_page_that_means_ill_takes_no_longer_than_another(ill: bytes) -> None:
    letter = b"From: a@b.dk\nDate: Thu, 22 Oct 2026 20:10:00 +0000\nContent-Type: text/html\n\nhej<br>" + ill

    assert only(importers.read("x", letter)).messages[0].text.startswith("hej")


def test_a_sheet_that_defines_something_is_refused() -> None:
    content = zipped(xl__workbook_xml=b"<!DOCTYPE x [<!ENTITY a 'b'>]><workbook/>")

    with pytest.raises(CannotRead, match="import_unsafe"):
        importers.read("x.xlsx", content)


def test_a_file_that_was_cut_gives_what_stood_before() -> None:
    whole = sample("sms-20261022.xml")
    cut = importers.read("sms.xml", whole[: whole.index(b"Din pakke")])
    chat = sample("telegram-result.json")
    started = only(importers.read("result.json", chat[: chat.index(b'"id": 5')]))

    assert 3 == sum(len(c.messages) for c in cut)
    assert "stopped" == cut[0].not_understood[-1].code
    assert (4, "stopped") == (len(started.messages), started.not_understood[-1].code)


def test_an_emoji_of_two_halves_is_whole_wherever_a_piece_ends() -> None:
    class Slow(io.BytesIO):
        """Gives as few bytes at a time as it was told to."""

        def __init__(self, content: bytes, most: int) -> None:
            super().__init__(content)
            self.most = most

        def read(self, size: int | None = -1) -> bytes:
            return super().read(self.most)

    text = "".join(f"x&#{0xD83D};&#{0xDE00 + n};&#xD83D;&#xDE01;&#10;&#55357;y" for n in range(4))
    xml = f'<smses><sms address="1" date="1792699800000" type="1" body="{text}"/></smses>'.encode()
    expected = "".join(f"x{chr(0x1F600 + n)}\U0001f601\n\ufffdy" for n in range(4))

    for most in (1, 2, 3, 5, 7, 11, 13, 64):
        (found,) = phonexml.read(Slow(xml, most), DANISH)
        assert expected == found.messages[0].text, most


def test_the_clock_of_denmark_follows_the_rule_of_the_union() -> None:
    def at(text: str) -> str:
        import datetime

        moment, sure = DANISH.local(datetime.datetime.fromisoformat(text))
        return f"{moment:%d.%m. %H.%M} {sure}"

    assert "25.10. 02.30 twice" == at("2026-10-25T00:30") == at("2026-10-25T01:30")
    assert "25.10. 03.00 once" == at("2026-10-25T02:00")
    assert "29.03. 01.59 once" == at("2026-03-29T00:59")
    assert "29.03. 03.00 once" == at("2026-03-29T01:00")
    assert "22.10. 14.00 once" == at("2026-10-22T12:00")


def test_another_place_has_its_own_table_of_changes() -> None:
    import datetime

    away = Clock(((datetime.datetime(2026, 1, 1), -180), (datetime.datetime(2026, 6, 1), -240)))

    assert datetime.datetime(2026, 3, 1, 9) == away.local(datetime.datetime(2026, 3, 1, 12))[0]
    assert datetime.datetime(2026, 7, 1, 8) == away.local(datetime.datetime(2026, 7, 1, 12))[0]
    assert Sure.TWICE is away.sure(datetime.datetime(2026, 5, 31, 20, 30))


def test_the_files_of_messages_are_fetched_when_they_are_asked_for() -> None:
    picture = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01"
    chat = zipped(
        _chat_txt=sample("whatsapp-da-iphone.txt"), **{"00000012-PHOTO-2026-10-22-22-15-10_jpg": picture, "other_jpg": b"no"}
    )
    for content in (chat, sample("sms-20261022.xml"), sample("mail.eml"), sample("mail.mbox")):
        wanted = {(m.line, name) for c in importers.read("x", content) for m in c.messages for name in m.attachments}
        found = list(attached.files(io.BytesIO(content), wanted))

        assert [picture[:12]] == [body[:12] for _, _, body in found]
        assert wanted == {(line, name) for line, name, _ in found}
        assert [] == list(attached.files(io.BytesIO(content), set()))


def test_encrypted_chats_of_messenger_are_found_among_other_files() -> None:
    content = zipped(Mads_12_json=sample("messenger-encrypted.json"), settings_json=b'{"a": 1}', media__12_jpg=b"\xff\xd8\xff")

    assert 4 == len(only(importers.read("messages.zip", content)).messages)


@pytest.mark.parametrize(
    "head",
    [
        *("[22.10.2026 kl. 22.10.33] ", "[22.10.2026, 22.10.33] ", "[22/10/2026, 22:10:33] ", "[2026-10-22 22:10:33] "),
        *("[22.10.26, 22:10:33] ", "22/10/2026, 10:10 pm - ", "22/10/2026, 10:10\u202fp.m. - ", "22.10.2026 10:10 ÖS - "),
        *("22.10.26, 10:10 nachm. - ", "2026-10-22 10:10 em - ", "[22.10, 22.10.2026] ", "[10:10 PM, 22/10/2026] "),
        *("\u200f[٢٢/١٠/٢٠٢٦، ١٠:١٠:٣٣ م] ", "\ufeff22.10.2026, 22:10 - ", "22-10-2026 22:10 - ", "22.10.2026 kl. 22.10 - "),
    ],
)
def test_a_date_and_a_time_are_known_in_whatever_way_a_phone_writes_them(head: str) -> None:
    found = only(importers.read("x", f"{head}Ole: hej: du\n{head}Ida: nej\n".encode()))

    assert {"2026-10-22 22:10"} == {f"{m.at:%Y-%m-%d %H:%M}" for m in found.messages}
    assert [("Ole", "hej: du"), ("Ida", "nej")] == [(m.sender, m.text) for m in found.messages]
