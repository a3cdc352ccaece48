"""Who sits here: typed once, on whichever form comes first, and forgotten with the page."""

from collections.abc import Mapping, Sequence

from logbog import noteforms
from logbog.casenote import Author
from logbog.errors import FieldError, FormError

# Stands for whoever writes while the other fields of their form are looked through.
NOBODY = Author(name="–", role="–")


class Who:
    """The author of what is written here, once it is known, and what stands in the three fields until then."""

    def __init__(self) -> None:
        self.author: Author | None = None
        self.typed: dict[str, list[str]] = {}

    def told(self, fields: Mapping[str, Sequence[str]]) -> None:
        """Keeps what stands in the three fields, when the form has them."""
        if noteforms.AUTHOR_FIELDS[0] in fields:
            self.typed = {name: list(fields.get(name, ())) for name in noteforms.AUTHOR_FIELDS}

    def known(self, bad: list[FieldError]) -> Author:
        """Who it is; what is missing comes to ``bad``, and then it is nobody yet."""
        if self.author is None:
            try:
                self.author = noteforms.author_from_form(self.typed)
            except FormError as error:
                bad += error.fields
                return NOBODY
        return self.author

    def ask_again(self) -> None:
        """The three fields are shown again, with what stood in them."""
        if self.author is not None:
            self.typed = noteforms.author_to_form(self.author)
            self.author = None
