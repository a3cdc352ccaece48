"""A finding: one thing that a check has to tell, of a case file or of the notes and hands beside it."""

from dataclasses import dataclass, fields

from .words import Words

ALTERATIONS = (
    "altered_text",
    "altered_chain",
    "altered_start",
    "altered_head",
    "missing_record",
    "repeated_record",
    "unreadable_record",
    "order",
    "seal_broken",
    "altered_exhibit",
    "swapped_exhibit",
    "missing_exhibit",
    "extra_exhibit",
    "exhibit_list",
    "manifest_broken",
    "manifest_wrong",
    "altered_file",
    "missing_file",
    "extra_file",
)
FACTS = ("left_out", "earlier_left_out", "erased", "withdrawn", "without_place", "seal_holds")
CASE_ALTERATIONS = (
    *("altered_text", "altered_note", "altered_chain", "altered_start", "altered_head", "missing_record"),
    *("repeated_record", "unreadable_record", "order", "seal_broken", "altered_original", "missing_original"),
    *("extra_original", "manifest_broken", "manifest_wrong", "altered_file", "missing_file", "extra_file"),
)
CASE_FACTS = ("hands", "notes", "withdrawn", "seal_holds")


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing to tell. ``code`` is of ALTERATIONS or FACTS; with ``casework`` of CASE_ALTERATIONS or CASE_FACTS.

    ``number`` is an incident's or a note's, ``record`` a record's (from 1), ``exhibit`` and ``other`` are exhibits',
    ``letter`` an original's, ``file`` is a name in the ZIP, ``n`` a count; only what belongs to the code is set.
    """

    code: str
    number: int | None = None
    record: int | None = None
    exhibit: int | None = None
    other: int | None = None
    letter: str | None = None
    file: str | None = None
    n: int | None = None
    casework: bool = False

    @property
    def altered(self) -> bool:
        """Whether it says that something was changed."""
        return self.code in (CASE_ALTERATIONS if self.casework else ALTERATIONS)

    @property
    def fields(self) -> dict[str, int | str]:
        """What is set, for the words."""
        told = (f.name for f in fields(self) if f.name not in ("code", "casework"))
        return {name: value for name in told if (value := getattr(self, name)) is not None}


def say(w: Words, finding: Finding) -> str:
    """The finding as a sentence."""
    key = f"finding.case.{finding.code}" if finding.casework else f"finding.{finding.code}"
    told = finding.fields
    return w(key, **told) if key in w.texts else w.many(key, int(told.pop("n")), **told)
