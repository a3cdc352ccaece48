"""However many case files there are, and in whichever order they come: each standing incident once, in one order."""

import datetime

from hypothesis import given
from hypothesis import strategies as st
from several import erased, handed, moment, more, together, withdrawn, written

from logbog import compare, questions, words
from logbog.casefile import CaseFile
from logbog.dossier import Dossier
from logbog.incident import Incident
from logbog.record import Record
from logbog.when import Certainty, When

W = words.load("da")
# Few days and hours, so that many fall together.
DATES = st.dates(datetime.date(2026, 11, 1), datetime.date(2026, 11, 4))
TIMES = st.sampled_from([datetime.time(8), datetime.time(8, 20), datetime.time(23, 50)])
KINDS = st.lists(st.sampled_from(["gifts", "turning_up.home", "calls_messages.call"]), max_size=2, unique=True)


@st.composite
def incidents(draw: st.DrawFn) -> Incident:
    """An incident of a few days, with or without an hour."""
    date, time = draw(st.none() | DATES), draw(st.none() | TIMES)
    when = When(
        date=date,
        date_is=Certainty.EXACT if date else Certainty.UNKNOWN,
        time=time,
        time_is=Certainty.EXACT if time else Certainty.UNKNOWN,
    )
    return Incident(when=when, kinds=tuple(draw(KINDS)), place=draw(st.sampled_from(["", "hjemme", "stationen"])))


SEVERAL = st.lists(incidents(), min_size=1, max_size=5)


@st.composite
def logs(draw: st.DrawFn, letter: str) -> tuple[list[CaseFile], set[str]]:
    """One or more files of one log that was carried on between them, and the ids that stand in all of it together.

    Each file leaves some out; what one hands over and no later one takes back, stands.
    """
    records: tuple[Record, ...] = written(*draw(SEVERAL), log=letter)
    files, standing = [], set()
    for n in range(draw(st.integers(1, 3))):
        if n:
            records = more(records, *draw(SEVERAL), log=letter)
            gone = draw(st.integers(1, len({r.header.incident for r in records})))
            match draw(st.sampled_from(("keep", "withdraw", "erase"))):
                case "withdraw" if _stands(records, letter, gone):
                    records = withdrawn(records, gone, log=letter)
                case "erase":
                    records = erased(records, gone, log=letter)
        ids = sorted({r.header.incident for r in records})
        chosen = draw(st.sets(st.sampled_from(range(1, len(ids) + 1))))
        files.append(handed(records, chosen, log=letter, made_at=moment(f"2026-11-21T1{n}:00")))
        standing |= {f"{letter}{k:031x}" for k in chosen}
        standing -= {i for i in ids if not _stands(records, letter, int(i[1:], 16))}
    return files, standing


def _stands(records: tuple[Record, ...], letter: str, number: int) -> bool:
    own = [r for r in records if r.header.incident == f"{letter}{number:031x}"]
    return own[-1].header.act != "withdrawn" and own[-1].shared is not None


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[CaseFile], set[str], list[CaseFile]]:
    """The files of one to three logs, some of them twice; the ids that stand; the same files in another order."""
    files: list[CaseFile] = []
    standing: set[str] = set()
    for letter in "abc"[: draw(st.integers(1, 3))]:
        of_one, ids = draw(logs(letter))
        files += of_one
        standing |= ids
    files += draw(st.lists(st.sampled_from(files), max_size=2))
    return files, standing, draw(st.permutations(files))


def _told(dossier: Dossier) -> list[tuple[str, Incident]]:
    return [(e.history.id, e.incident) for e in dossier.timeline.entries]


@given(cases())
def test_each_standing_incident_is_there_exactly_once(made: tuple[list[CaseFile], set[str], list[CaseFile]]) -> None:
    files, standing, _ = made
    ids = [i for i, _ in _told(together(*files))]

    assert sorted(standing) == sorted(ids)


@given(cases())
def test_the_order_is_one_whichever_file_comes_first(made: tuple[list[CaseFile], set[str], list[CaseFile]]) -> None:
    files, _, otherwise = made
    one, other = together(*files), together(*otherwise)

    assert _told(one) == _told(other)
    assert sorted((s.agree, s.record, s.identical) for s in one.same_logs) == sorted(
        (s.agree, s.record, s.identical) for s in other.same_logs
    )
    assert all(s.agree for s in one.same_logs)


@given(cases())
def test_the_newest_comes_first_and_every_label_is_one_of_a_kind(made: tuple[list[CaseFile], set[str], list[CaseFile]]) -> None:
    files, _, _ = made
    dossier = together(*files)
    orders = [e.incident.when.order for e in dossier.timeline.entries]
    labels = [h.label for h in dossier.histories]

    assert orders == sorted(orders, reverse=True)
    assert len(labels) == len(set(labels))
    assert all(label[0].isdigit() for label in labels) == (len(dossier.letters) == 1)
    assert all(dossier.entry(e.history.label) == e for e in dossier.timeline.entries)


@given(cases())
def test_whatever_is_pointed_out_or_asked_concerns_incidents_that_are_there(
    made: tuple[list[CaseFile], set[str], list[CaseFile]],
) -> None:
    files, _, _ = made
    dossier = together(*files)
    labels = {e.history.label for e in dossier.timeline.entries}

    for pointed in compare.of(dossier):
        assert set(pointed.entries) <= labels
        assert len(pointed.entries) > 1
        assert compare.say(W, pointed)
    for question in questions.of(dossier, datetime.date(2026, 11, 21)):
        assert set(question.entries) <= labels
        assert questions.say(W, question)


@given(SEVERAL, SEVERAL)
def test_two_ends_of_one_log_hide_nothing_of_each_other(one: list[Incident], other: list[Incident]) -> None:
    """A log that was carried on in two places: what only one of them tells is there, and that they part is told."""
    first = written(Incident(when=When(date=None, date_is=Certainty.UNKNOWN)))
    ends = [more(first, *told, logged=f"2026-11-20T2{n}:00") for n, told in enumerate((one, other))]
    dossier = together(*(handed(end) for end in ends))

    told = [i for _, i in _told(dossier)]
    assert all(told.count(i) >= 1 for i in (*one, *other))
    assert [(False, 2)] == [(s.agree, s.record) for s in dossier.same_logs]
    assert len(told) <= 1 + len(one) + len(other)
