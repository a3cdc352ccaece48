"""The errors a person can meet, and whose fault each one is.

    LogbogError               never raised itself
    ├─ FormError              what was typed can't be kept yet; .fields names every bad field at once
    ├─ CannotRead             these bytes are not what they should be; .code says how
    │  └─ TooNew              written by a later version: nothing is read, nothing is changed
    ├─ CannotWrite            what was asked for can't be made; .code says why
    └─ StoreError             the device's storage said no; .code says how

An error carries a code, never a text of the person's.
The code is a key into words/*.json under ``error.``, so each skin says it in the person's language.
"""

from dataclasses import dataclass

READ_CODES = (
    *("not_case_file", "damaged", "unsafe_name", "too_large", "protected", "wrong_passphrase", "bad_seal", "not_record"),
    *("not_backup", "other_log", "parted_log"),
)
IMPORT_CODES = (
    "import_unknown",
    "import_empty",
    "import_nothing",
    "import_columns",
    "import_html",
    "import_backup",
    "import_picture",
    "import_document",
    "import_unsafe",
)
WRITE_CODES = ("too_many_bytes", "nothing_chosen", "exhibit_gone")
STORE_CODES = ("full", "conflict", "locked", "closed", "failed", "too_big", "empty", "exhibit_damaged")
FIELD_CODES = (
    "required",
    "bad_date",
    "bad_time",
    "future",
    "end_before_start",
    "bad_count",
    "too_long",
    "bad_choice",
    "no_match",
)


class LogbogError(Exception):
    """Base of the tree; raise one of its children."""

    code: str

    def __init__(self, code: str) -> None:
        if type(self) is LogbogError:
            raise TypeError("raise a child of LogbogError that says whose fault it is")
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class FieldError:
    """One field of a form that can't be kept: its name and a code from FIELD_CODES."""

    field: str
    code: str


class FormError(LogbogError):
    """One or more fields can't be kept; ``fields`` holds every one of them, in form order."""

    def __init__(self, fields: tuple[FieldError, ...]) -> None:
        super().__init__("form")
        self.fields = fields


class CannotRead(LogbogError):
    """The bytes are not what they were said to be; ``code`` is one of READ_CODES or IMPORT_CODES."""


class TooNew(CannotRead):
    """A later version wrote this; the words tell the person to update, and nothing is touched."""

    def __init__(self) -> None:
        super().__init__("too_new")


class CannotWrite(LogbogError):
    """What was asked for can't be made; ``code`` is one of WRITE_CODES."""


class StoreError(LogbogError):
    """The storage of the device refused; ``code`` is one of STORE_CODES."""


ERROR_CODES = ("form", "too_new", *READ_CODES, *IMPORT_CODES, *WRITE_CODES, *STORE_CODES)
