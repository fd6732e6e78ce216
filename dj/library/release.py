"""When did it come out? Dates in tags, as exactly as they tell, and no more exactly than that."""

import re

from dj.model.dates import PartialDate

_YEAR = re.compile(r"(?<!\d)(18[6-9]\d|19\d\d|20\d\d)(?!\d(?!\d{3}))")
"""A plausible year of a recording, alone or at the head of 20121215."""
_DATE = re.compile(
    r"(?P<year>\d{4})(?P<sign>[-/.]?)(?P<month>\d{2})(?:(?P=sign)(?P<day>\d{2}))?(?![\d/.-])"
)
"""``2012-12-15``, ``2012/12/15``, ``2012.12``, ``20121215``, with or without a time behind it."""
_LONGEST = 64


def year_in(text: str) -> int | None:
    """Return the first plausible year in a date however it is written; None if there is none."""
    found = _YEAR.search(text[:_LONGEST])
    return int(found[1]) if found else None


def date_in(text: str) -> PartialDate | None:
    """Return the date at the head of a text, or the year in it; None if there is neither.

    The first of January is how writers fill in a day they do not know, and counts as the year; so
    does a month or day that is in no calendar.
    """
    year = year_in(text)
    found = _DATE.match(text.strip()[:_LONGEST])
    if year is None or found is None or int(found["year"]) != year:
        return None if year is None else PartialDate(year=year)
    month, day = int(found["month"]), int(found["day"] or 0)
    if (month, day) == (1, 1):
        return PartialDate(year=year)
    try:
        return PartialDate(year=year, month=month, day=day)
    except ValueError:
        return PartialDate(year=year)


def released_in(original: str, own: str) -> PartialDate | None:
    """Return when a recording first came out, by its original date and that of its edition.

    The original date goes before, unless the other one only says the same more exactly.
    """
    first, here = date_in(original), date_in(own)
    if first is None or (here is not None and str(here).startswith(str(first))):
        return here
    return first
