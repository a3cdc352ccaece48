"""Something that is pointed out: what it is, and the labels it concerns.

Laws of this module:
1. A code says what was seen, never what it means or who is right.
2. A few labels are named and the rest are counted, so that a heavy log stays readable.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .words import Words

MOST_LABELS = 8
CODES = (
    "two_texts",
    "alike",
    "same_time",
    "alike_same_day",
    "written_twice",
    "two_places",
    "same_exhibit",
    "same_exhibit_other_day",
    "taken_other_day",
    "logged_before",
    "dated_later",
    "day_corrected",
    "reported_before",
    "journal_other_day",
    "order_unclear",
    "more",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Pointed:
    """One thing that is pointed out; ``code`` is of CODES, and its words are ``pointed.<code>``.

    ``entries`` are the labels of incidents and case notes, ``exhibits`` those of exhibits. ``minutes`` and ``days`` are
    how far things lie apart. ``n`` is how many entries it concerns in all; of ``more``, how many things aren't shown.
    """

    code: str
    entries: tuple[str, ...] = ()
    exhibits: tuple[str, ...] = ()
    minutes: int | None = None
    days: int | None = None
    n: int = 0


def point(
    code: str, labels: Iterable[str], exhibits: Iterable[str] = (), *, minutes: int | None = None, days: int | None = None
) -> Pointed:
    """What is pointed out, each label once and no more of them than somebody can read."""
    entries, shown = tuple(dict.fromkeys(labels)), tuple(dict.fromkeys(exhibits))
    return Pointed(
        code=code, entries=entries[:MOST_LABELS], exhibits=shown[:MOST_LABELS], minutes=minutes, days=days, n=len(entries)
    )


def order(label: str) -> tuple[str, int]:
    """A key that puts labels in the order of their letters and numbers."""
    letter = label.rstrip("0123456789")
    return letter, int(label[len(letter) :])


def say(w: Words, pointed: Pointed) -> str:
    """The sentences about it."""
    if pointed.code == "more":
        return w.many("pointed.more", pointed.n)
    key, gap = f"pointed.{pointed.code}", ""
    if pointed.minutes is not None:
        several = "pointed.minutes" if pointed.n <= 2 else "pointed.within"
        gap = w.many(several, pointed.minutes) if pointed.minutes else w("pointed.at_once")
    elif pointed.days is not None:
        gap = w.many("pointed.days", abs(pointed.days))
    if pointed.code == "taken_other_day":
        key += ".earlier" if (pointed.days or 0) < 0 else ".later"
    elif pointed.code in ("alike", "same_time"):
        key += ".two" if pointed.n == 2 else ".several"
    entries = listed(w, pointed.entries, pointed.n)
    return w(key, entries=entries, exhibits=w.listed(pointed.exhibits), gap=gap)


def listed(w: Words, labels: Sequence[str], n: int) -> str:
    """``A3, A12 og B1``, or ``A3, A12, B1 og 7 andre`` when there are more than are named."""
    more = n - len(labels)
    return w.listed([*labels, w.many("pointed.others", more)] if more > 0 else labels)
