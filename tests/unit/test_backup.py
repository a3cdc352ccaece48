"""A backup holds everything, opens without us, and is taken whole or not at all."""

import dataclasses
import datetime
import io
import json
import zlib
from collections.abc import Callable
from typing import Any

import backups
import pytest
from cases import files, log

from logbog import backup, backupreading, casefile, manifest, strictjson
from logbog.backup import BACKUP, Kept
from logbog.backupreading import Take
from logbog.casefile import MANIFEST, README
from logbog.errors import CannotRead, CannotWrite, TooNew


def read(content: bytes) -> backup.Backup:
    return backupreading.read(io.BytesIO(content))


def refusal(content: bytes) -> str:
    with pytest.raises(CannotRead) as caught:
        read(content)
    return caught.value.code


def test_what_is_backed_up_comes_back() -> None:
    made, opened = backups.of(log().records), read(backups.good())

    assert made == opened
    assert opened.records == log().records
    assert any(r.private and r.private.value for r in opened.records)
    assert {backups.ROW: backups.draft()} == opened.drafts
    assert ["Ærøvej"] == opened.settings["secret_words"]


def test_every_exhibit_is_there_as_it_came_also_those_for_oneself_and_of_earlier_versions() -> None:
    held = files(backups.good())
    wanted = {e.id: e.sha256 for r in log().records if r.incident for e in r.incident.exhibits}

    assert wanted.keys() | {"cd" * 16} == {k.id for k in read(backups.good()).exhibits}
    for kept in read(backups.good()).exhibits:
        assert kept.file == f"bilag/{kept.id}.{kept.file.rpartition('.')[2]}"
        assert backups.hashlib.sha256(held[kept.file]).hexdigest() == kept.sha256


def test_an_erased_incident_comes_back_erased_and_its_exhibits_are_not_there() -> None:
    opened = read(backups.zipped(backups.erased_log()))

    assert [True] == [h.erased for h in opened.histories if h.id == log(12).records[1].header.incident]
    assert opened.records[-1].header.digest == log(12).records[-1].header.digest


def test_an_exhibit_that_is_gone_from_the_device_is_named() -> None:
    told = backups.of(log().records, gone=[read(backups.good()).exhibits[0].id])
    opened = read(backups.zipped(log(), told))

    assert 1 == len(opened.missing)
    assert len(opened.exhibits) == len(read(backups.good()).exhibits) - 1


def test_an_empty_log_can_be_backed_up() -> None:
    opened = read(backups.zipped(log(), backups.of((), drafts=False)))

    assert () == opened.histories
    assert opened.span is None


def test_it_tells_the_first_and_the_last_day() -> None:
    first, last = read(backups.good()).span or pytest.fail("no span")

    assert first < last <= datetime.date(2026, 11, 21)


def test_a_person_without_the_app_is_told_how_in_both_languages() -> None:
    text = files(backups.good())[README].decode("utf-8-sig")

    assert "age --decrypt" in text
    assert text.index("SIKKERHEDSKOPI") < text.index("BACKUP OF")


def test_the_manifest_states_every_other_file() -> None:
    held = files(backups.good())

    assert [name for name in held if name != MANIFEST] == [f.name for f in manifest.decode(held[MANIFEST])]
    assert [BACKUP, README] == list(held)[:2]


def test_any_byte_that_is_changed_is_found() -> None:
    content = backups.zipped(log(3), backups.of(log(3).records))
    for at in {*range(0, len(content), max(1, len(content) // 400)), *range(40), *range(len(content) - 400, len(content))}:
        spoilt = bytearray(content)
        spoilt[at] ^= 1
        assert refusal(bytes(spoilt)) in ("damaged", "not_backup", "too_large", "too_new", "not_record"), at


@pytest.mark.parametrize("cut", [0, 10, 40, 4000, -400, -1])
def test_one_that_is_cut_off_is_found(cut: int) -> None:
    assert refusal(backups.good()[:cut]) in ("damaged", "not_backup")


def test_what_follows_after_the_end_is_found() -> None:
    assert "damaged" == refusal(backups.good() + b"x")


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.4", b"age-encryption.org/v1\n"])
def test_what_is_no_backup_is_told_apart(content: bytes) -> None:
    assert "not_backup" == refusal(content)
    assert "not_backup" == refusal(casefile.pack(casefile.Plan((casefile.Made("rapport.pdf", b"x"),)), {}))


Change = Callable[[dict[str, Any]], None]
WRONG: dict[str, Change] = {
    "a text": lambda v: v["records"][0]["shared"]["part"].update(what="noget andet"),
    "a private text": lambda v: next(r for r in v["records"] if r["private"] and r["private"]["part"])["private"]["part"].update(
        note="x"
    ),
    "the order": lambda v: v["records"].reverse(),
    "a record dropped": lambda v: v["records"].pop(3),
    "the last one dropped": lambda v: v["records"].pop(),
    "half a record": lambda v: v["records"][2].update(private=None),
    "another key in a record": lambda v: v["records"][2].update(more=1),
    "a count": lambda v: v.update(count=v["count"] + 1),
    "a head": lambda v: v.update(head="0" * 64),
    "a seal": lambda v: v.update(seal=v["seal"][:-1] + "A"),
    "an exhibit that no incident has": lambda v: v["exhibits"].append({**v["exhibits"][0], "id": "ef" * 16}),
    "an exhibit dropped": lambda v: v["exhibits"].pop(),
    "an exhibit of the same name": lambda v: v["exhibits"][1].update(file=v["exhibits"][0]["file"]),
    "an exhibit outside its folder": lambda v: v["exhibits"][0].update(file="../" + v["exhibits"][0]["file"]),
    "another digest": lambda v: v["exhibits"][0].update(sha256="0" * 64),
    "missing and there": lambda v: v["missing"].append(v["exhibits"][0]["id"]),
    "a draft twice": lambda v: v["drafts"].append(v["drafts"][0]),
    "a draft that is none": lambda v: v["drafts"][0]["draft"].update(fields=["x"]),
    "a draft in no row": lambda v: v["drafts"][0].update(id="x"),
    "settings that are none": lambda v: v.update(settings=[1]),
    "a time without offset": lambda v: v.update(made_at="2026-11-21T09:30:00"),
    "no version": lambda v: v.update(v=0),
    "records that are none": lambda v: v.update(records={}),
}


@pytest.mark.parametrize("why", WRONG)
def test_what_somebody_cunning_makes_fit_is_found_by_the_chain_or_the_list(why: str) -> None:
    assert refusal(backups.told(WRONG[why])) in ("damaged", "not_record")


def test_a_file_that_was_swapped_or_added_is_found() -> None:
    first, second = (k.file for k in read(backups.good()).exhibits[:2])

    def swap(held: backups.Files) -> None:
        held[first], held[second] = held[second], held[first]

    assert "damaged" == refusal(backups.changed(swap))
    assert "damaged" == refusal(backups.changed(lambda held: held.update({"bilag/x.jpg": b"x"})))


@pytest.mark.parametrize("change", [lambda v: v.update(v=2), lambda v: v.update(more=1)], ids=["version", "key"])
def test_one_from_a_later_version_says_so(change: Change) -> None:
    with pytest.raises(TooNew):
        read(backups.told(change))


def test_another_file_of_ours_is_no_backup() -> None:
    assert "not_backup" == refusal(backups.told(lambda v: v.update(format="logbog-log")))


def test_exhibits_are_asked_for_without_passing_through() -> None:
    asks, source = backupreading.reading(), io.BytesIO(backups.good())
    ask, passed = next(asks), []
    while len(passed) < len(read(backups.good()).exhibits):
        answer: object = source.read(ask.size) if isinstance(ask, Take) else None
        if isinstance(ask, Kept):
            passed.append(ask.id)
            answer = (zlib.crc32(source.read(ask.size)), ask.sha256)
        ask = asks.send(answer)

    assert passed == [k.id for k in read(backups.good()).exhibits]


def test_what_nobody_could_open_again_is_not_made() -> None:
    wide = {"x": [0] * (strictjson.MOST_VALUES + 1)}
    with pytest.raises(CannotWrite):
        backup.plan(dataclasses.replace(backups.of(()), settings=wide, drafts={}, exhibits=()))


def test_the_same_log_gives_the_same_bytes() -> None:
    assert backups.good() == backups.zipped(log())
    assert json.loads(files(backups.good())[BACKUP])["v"] == 1
