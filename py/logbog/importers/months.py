"""Months by their names, in the languages of phones: one row for each language, three letters or more of each name."""

import re

# Full names; a name is known by as many of its first letters as tell it from the others of all languages.
NAMES = {
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
}
SHORT = {
    name[:length]: n for row in NAMES.values() for n, name in enumerate(row.split(), 1) for length in range(3, len(name) + 1)
}
_NAME = "|".join(sorted(SHORT, key=len, reverse=True))
DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:\.|st|nd|rd|th)? ?({_NAME})\b\.?,? ?(\d{{4}})", re.IGNORECASE)
MONTH_DAY = re.compile(rf"\b({_NAME})\b\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})", re.IGNORECASE)


def numbered(text: str) -> str:
    """A text, its dates with names of months written as ``year-month-day``."""
    text = DAY_MONTH.sub(lambda m: f"{m[3]}-{SHORT[m[2].casefold()]:02}-{int(m[1]):02}", text)
    return MONTH_DAY.sub(lambda m: f"{m[3]}-{SHORT[m[1].casefold()]:02}-{int(m[2]):02}", text)
