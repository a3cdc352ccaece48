"""What is handed over is what was chosen, and who reads it gets the same report from it."""

import pytest
from cases import MADE_AT, Files, changed, log, read

from logbog import bundle, casefile
from logbog.errors import CannotWrite

EVERYTHING = {r.header.incident for r in log().records}


def test_nothing_that_may_leave_is_no_bundle() -> None:
    own = {i for i in EVERYTHING if i not in {e.history.id for e in bundle.again(read()).timeline.entries}}
    for chosen in (set(), own, {"0" * 32}):
        with pytest.raises(CannotWrite) as caught:
            bundle.of(log().records, chosen, made_at=MADE_AT, lang="da")
        assert "nothing_chosen" == caught.value.code


def test_who_reads_gets_what_was_handed_over() -> None:
    given = bundle.of(log().records, EVERYTHING, made_at=MADE_AT, lang="da")
    found = bundle.again(read())

    assert given.log == found.log
    assert given.exhibits == found.exhibits
    assert given.aside == found.aside
    assert [e.history.number for e in given.timeline.entries] == [e.history.number for e in found.timeline.entries]


def test_the_chosen_leave_and_the_rest_is_counted() -> None:
    one = next(e.history.id for e in bundle.again(read()).timeline.entries)

    given = bundle.of(log().records, {one}, made_at=MADE_AT, lang="da")

    assert [one] == [e.history.id for e in given.timeline.entries]
    assert 30 - 1 == given.aside.left_out + given.aside.erased + len(given.aside.withdrawn)


def test_a_picture_that_was_altered_is_not_shown() -> None:
    shown = bundle.pictures(read())
    first = next(n for n in casefile.plan([], bundle.again(read()).exhibits).needs if n.id in shown)

    def edit(held: Files) -> None:
        held[first.name] += b"?"

    assert set(shown) - {first.id} == set(bundle.pictures(read(changed(edit))))
    assert len(shown) == sum(1 for n in bundle.again(read()).exhibits if n.exhibit.type == "image/jpeg")
