"""An incident goes into two parts and comes back the same; a strange part is refused, never guessed."""

import datetime
import json

import pytest

from logbog import codec, kinds
from logbog.errors import CannotRead, TooNew
from logbog.incident import Answer, Authority, Exhibit, Incident, Report, Response, Sender, SenderIs, Witness
from logbog.when import Certainty, When

WHEN = When(date=datetime.date(2026, 3, 4), time=datetime.time(22, 10), time_is=Certainty.APPROXIMATE)
OPEN = Exhibit(
    id="a" * 32, sha256="b" * 64, size=5, name="IMG_1.jpg", type="image/jpeg", caption="Døren", taken="2026-03-04T22:10"
)
OWN = Exhibit(id="c" * 32, sha256="d" * 64, size=6, only_me=True, has_place=True, stripped_sha256="e" * 64, stripped_size=4)
FULL = Incident(
    when=WHEN,
    end_date=datetime.date(2026, 3, 5),
    end_time=datetime.time(1, 5),
    count=37,
    kinds=("calls_messages.missed_call", "digital"),
    place="Hjemme",
    what="Ringede hele aftenen.",
    words="Tag den nu.",
    senders=(Sender(name="+45 00 00 00 17", by=SenderIs.NUMBER),),
    witnesses=(Witness(name="Naboen", reach="2. sal"),),
    response=(Response.NO_ANSWER, Response.SAID_STOP),
    response_text="Jeg lod den ringe.",
    effect="Sov ikke.",
    reports=(Report(to=Authority.POLICE, journal="0000-1", name="Vagten", date=datetime.date(2026, 3, 5)),),
    order=Answer.YES,
    order_broken=Answer.UNKNOWN,
    order_which="Tilhold",
    children=Answer.NO,
    exhibits=(OPEN, OWN),
    starred=True,
    note="Kun til mig selv.",
)


@pytest.mark.parametrize("incident", [FULL, Incident(when=WHEN), Incident(when=When(date=None, date_is=Certainty.UNKNOWN))])
def test_an_incident_comes_back_the_same(incident: Incident) -> None:
    assert incident == codec.incident(*codec.parts(incident))


def test_an_incident_that_is_only_for_oneself_shares_nothing() -> None:
    own = Incident(when=WHEN, what="Hemmeligt", exhibits=(OPEN,), only_me=True, note="Note")

    shared, private = codec.parts(own)

    assert shared is None
    assert own == codec.incident(shared, private)


def test_the_shared_part_holds_no_note_and_no_exhibit_of_ones_own() -> None:
    shared, _ = codec.parts(FULL)
    text = json.dumps(shared, ensure_ascii=False)

    assert "Kun til mig" not in text
    assert OWN.id not in text
    assert "only_me" not in text


def test_nothing_private_means_no_private_part() -> None:
    assert (None, None) != codec.parts(Incident(when=WHEN))
    assert codec.parts(Incident(when=WHEN))[1] is None


def test_what_says_nothing_is_left_out() -> None:
    shared, _ = codec.parts(Incident(when=When(date=datetime.date(2026, 3, 4))))

    assert {"when": {"date": "2026-03-04", "date_is": "exact", "time_is": "unknown"}} == shared


def test_canonical_bytes_are_pinned() -> None:
    assert b'{"a":["\xc3\xa6",1],"b":null}' == codec.canonical({"b": None, "a": ["æ", 1]})


def test_no_part_is_no_incident() -> None:
    assert codec.incident(None, None) is None


@pytest.mark.parametrize(
    ("shared", "private"),
    [
        ({**(codec.parts(FULL)[0] or {}), "weather": "rain"}, None),
        ({"when": {**WHEN.to_json(), "zone": "CET"}}, None),
        ({"when": WHEN.to_json(), "senders": [{"name": "x", "age": 4}]}, None),
        ({"when": WHEN.to_json(), "exhibits": [{"id": "a" * 32, "colour": 1}]}, None),
        ({"when": WHEN.to_json()}, {"mood": 1}),
        ({"when": WHEN.to_json(), "kinds": ["gifts.weather"]}, None),
    ],
)
def test_a_key_of_a_later_version_is_refused_not_dropped(shared: codec.Json, private: codec.Json | None) -> None:
    with pytest.raises(TooNew):
        codec.incident(shared, private)


@pytest.mark.parametrize(
    "shared",
    [
        {"what": "uden dato"},
        {"when": {"date": "2026-13-01", "date_is": "exact", "time_is": "unknown"}},
        {"when": {"date": "2026-01-01", "date_is": "unknown", "time_is": "unknown"}},
        {"when": {"date": "2026-01-01", "date_is": "exact", "time": "99", "time_is": "exact"}},
        {"when": WHEN.to_json(), "count": "37"},
        {"when": WHEN.to_json(), "count": True},
        {"when": WHEN.to_json(), "count": 0},
        {"when": WHEN.to_json(), "starred": 1},
        {"when": WHEN.to_json(), "what": 5},
        {"when": WHEN.to_json(), "order": "perhaps"},
        {"when": WHEN.to_json(), "kinds": 5},
        {"when": WHEN.to_json(), "senders": [5]},
        {"when": WHEN.to_json(), "exhibits": [{"id": "short", "sha256": "b" * 64, "size": 1}]},
        {"when": 5},
    ],
)
def test_a_value_that_cannot_be_is_refused(shared: codec.Json) -> None:
    with pytest.raises(CannotRead) as caught:
        codec.incident(shared, None)
    assert "not_record" == caught.value.code


def test_marks_that_do_not_fit_the_exhibits_are_refused() -> None:
    with pytest.raises(CannotRead):
        codec.incident({"when": WHEN.to_json()}, {"exhibits": [{"id": "a" * 32, "sha256": "b" * 64, "size": 1}], "own": []})


def test_every_kind_can_be_kept() -> None:
    for kind in kinds.every():
        incident = Incident(when=WHEN, kinds=(kind,))
        assert incident == codec.incident(*codec.parts(incident))
