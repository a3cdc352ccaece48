"""What goes along when a case is handed on, and what the check says of each hand."""

import datetime
import io
import zipfile

import several

from logbog import casework, dossier, dossierfile, dossierverify, unhanded, words
from logbog.casefile import Made
from logbog.casenote import Author, CaseNote, NoteKind
from logbog.casepart import Hand, Original
from logbog.dossier import Source
from logbog.finding import Finding
from logbog.incident import Incident
from logbog.record import Record
from logbog.unhanded import Unhanded, Written
from logbog.when import When
from logbog_web.reader import along

DA = words.load("da")
NOW = datetime.datetime(2026, 11, 21, 10, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
METTE = Author(name="Mette Holm", role="rådgiver")
LOG = Original(letter="A", file="originaler/A-log.json", sha256="a" * 64, size=2)


def numbered(n: int) -> tuple[str, tuple[bytes, bytes]]:
    return f"{n:032x}", (n.to_bytes(16, "big"), (n + 1000).to_bytes(16, "big"))


def noted(records: tuple[Record, ...], n: int) -> tuple[Record, ...]:
    note_id, salts = numbered(n)
    note = CaseNote(author=METTE, kind=NoteKind.MEETING, date=NOW.date(), what=f"note {n}")
    return Unhanded(records).write(Written(note_id=note_id, note=note, logged_at=NOW, salts=salts)).records


def handed(records: tuple[Record, ...], n: int) -> tuple[Record, ...]:
    numbers = iter(range(n, n + 9))
    return unhanded.hand_on(records, (LOG,), Hand(author=METTE), NOW, lambda: numbered(next(numbers)))


def twice_handed() -> tuple[Record, ...]:
    return handed(noted(handed(noted((), 1), 10), 2), 20)


def packed(records: tuple[Record, ...]) -> bytes:
    plan = dossierfile.plan([Made("resume.pdf", b"x")], [], records, NOW, "da")
    return b"".join(part for part in dossierfile.parts(plan, {}) if isinstance(part, bytes))


def with_a_letter_changed(content: bytes, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(old, new))
    return out.getvalue()


def test_every_hand_of_an_unchanged_dossier_is_right() -> None:
    records = twice_handed()
    given = dossierfile.read(packed(records))

    assert along.states(records, len(records), dossierverify.findings(given)) == {1: "right", 2: "right"}


def test_the_hand_in_whose_part_a_letter_was_changed_is_the_one_that_is_wrong() -> None:
    records = twice_handed()
    for old, states in ((b"note 1", {1: "wrong", 2: "right"}), (b"note 2", {1: "right", 2: "wrong"})):
        given = dossierfile.read(with_a_letter_changed(packed(records), old, b"nute 1"))

        assert along.states(given.casework.records, len(records), dossierverify.findings(given)) == states


def test_a_hand_is_unchecked_until_the_check_is_done_and_one_of_this_page_is_its_own() -> None:
    first = handed(noted((), 1), 10)
    both = handed(noted(first, 2), 20)

    assert along.states(both, len(first), None) == {1: "unchecked", 2: "here"}
    assert along.states(both, len(first), ()) == {1: "right", 2: "here"}


def test_each_log_is_told_with_its_counts_and_what_the_check_found() -> None:
    records = several.written(*(Incident(when=When(date=NOW.date()), what=f"nr. {n}") for n in range(3)))
    case = several.handed(several.withdrawn(records, 3))
    seen = dossier.of([Source("A", case, "borgeren"), Source("B", case)], casework.EMPTY)
    sizes = {"A": 7, "B": 8}

    one, other = along.logs(DA, seen, sizes, {"A": ()}, checking=True)
    assert (one.label, one.size, one.verdict) == (seen.label_of(DA, "A"), 7, "unchanged")
    assert one.incidents == 2
    assert other.verdict == "checking"

    altered = {"A": (), "B": (), "": (Finding(code="altered_original", letter="B", casework=True),)}
    assert [x.verdict for x in along.logs(DA, seen, sizes, altered, checking=False)] == ["unchanged", "altered"]
    assert [x.verdict for x in along.logs(DA, seen, sizes, {}, checking=False)] == ["unchecked", "unchecked"]
