"""Whatever bytes there are, an importer reads them or refuses them; and nothing is taken twice, however a chat is cut."""

import datetime
import json
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

from hypothesis import assume, given
from hypothesis import strategies as st

from logbog import importers, words
from logbog.errors import ERROR_CODES, CannotRead
from logbog.importers import dates, drafts, jsontext, mail, meta, pasted, phonexml, sheet, tables, telegram, transcript, whatsapp
from logbog.importers.clock import DANISH, Sure
from logbog.importers.drafts import Choice
from logbog.importers.message import Conversation, Message, Source, What, conversation
from logbog.importers.transcript import Line

FOLDER = Path(__file__).parents[1] / "vectors/imports"
SAMPLES = tuple(p.read_bytes() for p in sorted(FOLDER.iterdir()) if p.name != "index.json")
DA = words.load("da")
NAMES = (
    *("messages", "participants", "sender_name", "timestamp_ms", "content", "type", "date", "from", "text", "actor", "chats"),
    *("list", "action", "date_unixtime", "photos", "uri", "share", "title", "name", "call_duration", "personal_information"),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(NAMES),
            inner,
            max_size=6,
        )
    ),
    max_leaves=30,
)


def said(wrong: CannotRead) -> None:
    """A refusal has words."""
    assert wrong.code in ERROR_CODES


def read(name: str, content: bytes) -> tuple[Conversation, ...]:
    """The conversations, or none where the bytes are refused with a code that has words."""
    try:
        return importers.read(name, content)
    except CannotRead as wrong:
        said(wrong)
        return ()


def drafted(found: tuple[Conversation, ...]) -> None:
    """Every party of what was read gives drafts that an incident's constructor accepts."""
    for one in found:
        for party in one.parties[:3]:
            if party != one.own:
                drafts.of(one, Choice(party=party), DA)


@given(st.binary(max_size=400), st.sampled_from(("x", "x.txt", "x.csv", "sms.xml", "x.zip", "x.json", "x.eml", "x.mbox")))
def test_any_bytes_are_read_or_refused(content: bytes, name: str) -> None:
    drafted(read(name, content))


@given(
    st.sampled_from(SAMPLES), st.lists(st.tuples(st.integers(0, 1 << 20), st.binary(max_size=6), st.integers(0, 40)), max_size=6)
)
def test_a_damaged_export_is_read_or_refused(content: bytes, blows: list[tuple[int, bytes, int]]) -> None:
    for at, put, gone in blows:
        place = at % (len(content) + 1)
        content = content[:place] + put + content[place + gone :]
    drafted(read("x", content))


@given(st.text(max_size=200))
def test_any_text_is_no_trouble_to_any_reader(text: str) -> None:
    for reader in (whatsapp.read, pasted.read):
        try:
            reader(text, DANISH)
        except CannotRead as wrong:
            said(wrong)
    for row in tables.rows_of(text):
        assert all(isinstance(cell, str) for cell in row)
    dates.moment(text)
    dates.aware(text)
    dates.clock_time(text)


@given(JSON)
def test_any_json_is_read_or_refused(value: object) -> None:
    drafted(read("x.json", json.dumps(value).encode()))
    if meta.is_one(value):
        meta.read([value], DANISH)
    if telegram.is_one(value):
        telegram.read(value, DANISH)  # type: ignore[arg-type]


@given(
    st.lists(
        st.sampled_from(
            (
                b"<sms ",
                b"<mms",
                b"<part ",
                b"<addr",
                b"</mms>",
                b"<call ",
                b'date="1792699800000" ',
                b'type="1" ',
                b"/>",
                b">",
                b'body="&#55357;&#56832;" ',
                b"&#0;",
                b"&#xD83D;",
                b"<smses>",
                b"</smses>",
                b'number="12"',
                b"x",
                b"<!--",
            )
        ),
        max_size=30,
    )
)
def test_any_pieces_of_a_phone_file_are_read_or_refused(pieces: list[bytes]) -> None:
    drafted(read("sms.xml", b"<smses>" + b"".join(pieces)))


@given(
    st.lists(
        st.sampled_from(
            (
                b"From a Thu Oct 22 20:10:00 2026\n",
                b"From: a@b.dk\n",
                b"Date: Thu, 22 Oct 2026 20:10:00 +0200\n",
                b"\n",
                b"Content-Type: multipart/mixed; boundary=x\n",
                b"--x\n",
                b"--x--\n",
                b"Subject: =?utf-8?q?=C3?=\n",
                b"\xff\xfe: x\n",
                b"Content-Type: text/html; charset=nope\n",
                b"Content-Transfer-Encoding: base64\n",
                b"<p>hej\n",
                b"Date: i aften\n",
            )
        ),
        max_size=25,
    )
)
def test_any_letter_is_read_or_refused(lines: list[bytes]) -> None:
    try:
        drafted((mail.read(BytesIO(b"".join(lines)), DANISH),))
    except CannotRead as wrong:
        said(wrong)


@given(
    st.dictionaries(
        st.sampled_from(
            ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml")
        ),
        st.binary(max_size=60) | st.just(b"<a><sheet/><row><c t='s'><v>9</v></c></row></a>"),
    )
)
def test_any_sheet_is_read_or_refused(files: dict[str, bytes]) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    assume(files)
    try:
        sheet.rows(BytesIO(out.getvalue()))
    except CannotRead as wrong:
        said(wrong)


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=30).filter(lambda t: t.strip())
SAID = st.lists(
    st.tuples(st.booleans(), st.integers(0, 90), TEXTS | st.sampled_from(("Mistet opkald", "<Mediefil udeladt>"))),
    min_size=2,
    max_size=25,
)


def chat(said: list[tuple[bool, int, str]]) -> list[str]:
    """The lines of a chat; each text with a number, so that no two are the same."""
    at, lines = datetime.datetime(2026, 10, 22, 8), []
    for n, (mine, minutes, text) in enumerate(said):
        at += datetime.timedelta(minutes=minutes)
        told = text if text in ("Mistet opkald", "<Mediefil udeladt>") else f"{n} {text}"
        lines.append(f"{at:%d.%m.%Y %H.%M} - {'Ida' if mine else 'Ole'}: {told}")
    return ["22.10.2026 07.59 - Ole: først", "22.10.2026 07.59 - Ida: også", *lines]


def keys(found: Conversation) -> Counter[str]:
    """What each message is known by."""
    return Counter(Line(m, m.sender == "Ida").key for m in found.messages)


@given(SAID, st.data())
def test_a_chat_that_was_cut_gives_the_same_messages_once(told: list[tuple[bool, int, str]], data: st.DataObject) -> None:
    lines = chat(told)
    at = data.draw(st.integers(1, len(lines) - 1))
    whole, early, late = (whatsapp.read("\n".join(part), DANISH) for part in (lines, lines[:at], lines[at:]))

    assert len(lines) == len(whole.messages) == len(early.messages) + len(late.messages)
    # What is the same in the same minute can't be told apart when the cut goes between the two.
    assert keys(early) | keys(late) <= keys(whole)
    assert set(keys(early)) | set(keys(late)) == set(keys(whole))


@given(SAID, st.data(), st.sampled_from((1, 5, 30, 600)))
def test_what_stands_in_a_log_is_never_taken_again(told: list[tuple[bool, int, str]], data: st.DataObject, gap: int) -> None:
    lines = chat(told)
    at = data.draw(st.integers(2, len(lines)))
    early, whole = (whatsapp.read("\n".join(part), DANISH) for part in (lines[:at], lines))
    first = drafts.of(early, Choice(party="Ole", own="Ida", gap=gap), DA)
    log = [d.incident.words for d in first.drafts]
    second = drafts.of(whole, Choice(party="Ole", own="Ida"), words.load("en"), transcript.known(log))
    log += [d.incident.words for d in second.drafts]
    third = drafts.of(whole, Choice(party="Ole", own="Ida", gap=gap), DA, transcript.known(log))
    of_ole = sum(m.sender == "Ole" for m in whole.messages)

    assert of_ole == sum(d.incident.count for d in (*first.drafts, *second.drafts))
    assert () == third.drafts
    assert of_ole == third.already


@given(st.datetimes(datetime.datetime(2000, 1, 1), datetime.datetime(2090, 1, 1)))
def test_a_moment_is_shown_as_the_clock_shows_it(utc: datetime.datetime) -> None:
    at, sure = DANISH.local(utc)
    ahead = (at - utc) // datetime.timedelta(minutes=1)

    assert ahead in (60, 120)
    assert Sure.NEVER is not sure
    assert (Sure.TWICE is sure) == (
        DANISH.ahead(at - datetime.timedelta(hours=1)) != DANISH.ahead(at - datetime.timedelta(hours=2))
    )


@given(
    st.text(max_size=60),
    st.sampled_from(What),
    st.booleans(),
    st.lists(st.text(min_size=1, max_size=9), max_size=2),
    st.booleans(),
)
def test_a_line_of_the_table_is_read_back_as_what_it_is(
    text: str, what: What, mine: bool, files: list[str], left_out: bool
) -> None:
    assume(what is not What.SYSTEM)
    at = datetime.datetime(2026, 10, 22, 22, 10, 33)
    clean = jsontext.text_of(text)
    message = Message(at=at, sender="Ole", what=what, text=clean, attachments=tuple(files), left_out=left_out)
    found = conversation(Source.WHATSAPP, [message], parties=["Ole", "Ida"])
    made = drafts.of(found, Choice(party="Ole"), DA)

    assert {Line(message, False).key: 1} == transcript.known(d.incident.words for d in made.drafts)
    assert mine or made.drafts


def test_the_readers_are_those_that_the_door_knows() -> None:
    assert {m.__name__.rpartition(".")[2] for m in (mail, meta, pasted, phonexml, sheet, tables, telegram, whatsapp)} <= set(
        dir(importers)
    )
