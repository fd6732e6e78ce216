"""Numbers with their units: lengths, tempos, years, decades, how long ago."""

from collections.abc import Sequence
from dataclasses import dataclass

from dj.lineup.wishes.lexicon import Kind
from dj.lineup.wishes.pieces import Piece, century

SECONDS = {"second": 1.0, "minute": 60.0, "hour": 3600.0}
DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.0}
FIRST_YEAR, LAST_YEAR = 1000, 2100
"""Ends of open spans of years."""
FASTEST_BPM = 400.0
_EXACT, _ABOUT = 0.03, 0.08
"""Shares of a tempo on either side that are meant by it."""
_PARTS = {"early": (0, 3), "middle": (3, 6), "late": (6, 9)}
"""First and last year of the parts of a decade."""
_BEHIND = {"onward": "since", "backward": "until"}
"""Comparisons that stand behind a year, as in ``1994 or later``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number that was understood."""

    unit: str
    """``year``, ``bpm``, ``song``, ``second`` (of length) or ``day`` (ago)."""
    low: float
    high: float
    compare: str = ""
    after: int
    """Index of the piece after it."""


def quantity(row: Sequence[Piece], place: int) -> Quantity | None:
    """Read a quantity that begins at a piece, if one does."""
    compare, start = _comparison(row, place)
    found = (read(row, start, compare) for read in (_era, _tempo, _count, _length))
    return next((one for one in found if one is not None), None)


def skipped(row: Sequence[Piece], place: int) -> int:
    """Pass over words that say nothing, as far as no comma stands before them."""
    while place < len(row) and row[place].glue("skip") and not row[place].stop:
        counts = row[place].sense(Kind.ARTICLE) and _unit(row, place + 1)
        if counts or row[place].sense(Kind.NUMBER, Kind.COMPARE):
            break
        place += 1
    return place


def _comparison(row: Sequence[Piece], place: int) -> tuple[str, int]:
    """Take the comparisons before a number; the last one counts, as in ``from before 1980``."""
    name, at = "", place
    while at < len(row) and (at == place or not row[at].stop):
        sense = row[at].sense(Kind.COMPARE)
        if sense is None or row[at].glue("and"):
            break
        name, at = sense.value, at + 1
        while at < len(row) and row[at].glue("skip") and not row[at].sense(Kind.COMPARE):
            if row[at].sense(Kind.ARTICLE, Kind.NUMBER):
                break
            at += 1
    return name, at


def _number(row: Sequence[Piece], place: int) -> float | None:
    sense = row[place].sense(Kind.NUMBER) if place < len(row) else None
    return sense.number if sense else None


def _unit(row: Sequence[Piece], place: int) -> str:
    sense = row[place].sense(Kind.UNIT) if place < len(row) else None
    return sense.value if sense else ""


def _to(row: Sequence[Piece], place: int, compare: str) -> int:
    """Return the place after ``to``; 0 if there is none. ``And`` is one after ``between`` only."""
    if place >= len(row):
        return 0
    to = any(one.kind is Kind.COMPARE and one.value == "to" for one in row[place].senses)
    links = row[place].glue("and")
    return place + 1 if to and (not links or compare == "between") else 0


def _years(row: Sequence[Piece], place: int, *, second: bool = False) -> tuple[int, int, int]:
    """First and last year of a year or decade, and the place after; the place is 0 if it is none.

    The second of two years may have two digits only.
    """
    if place < len(row) and row[place].sense(Kind.DECADE_OF):
        number = _number(row, place + 1)
        if number is not None and number % 10 == 0 and number < LAST_YEAR:
            return century(int(number)), century(int(number)) + 9, place + 2
    decade = row[place].sense(Kind.DECADE) if place < len(row) else None
    if decade:
        return int(decade.number), int(decade.number) + 9, place + 1
    number = _number(row, place)
    if (
        number is None
        or number != int(number)
        or _unit(row, place + 1) in {*SECONDS, "bpm", "song"}
    ):
        return 0, 0, 0
    year = century(int(number)) if second and number < 100 else int(number)
    return (year, year, place + 1) if FIRST_YEAR < year < LAST_YEAR else (0, 0, 0)


def _era(row: Sequence[Piece], place: int, compare: str) -> Quantity | None:
    first, last, after = _years(row, place)
    if not after:
        return None
    to = _to(row, after, compare)
    _, end, ended = _years(row, to, second=True) if to else (0, 0, 0)
    if ended and end >= first:
        return Quantity(unit="year", low=first, high=end, after=ended)
    if compare in _PARTS and last > first:
        low, high = _PARTS[compare]
        return Quantity(unit="year", low=first + low, high=first + high, after=after)
    behind = row[after].sense(Kind.COMPARE) if after < len(row) else None
    if behind and behind.value in _BEHIND and compare in ("", "of"):
        compare, after = _BEHIND[behind.value], after + 1
    spans = {
        "since": (first, LAST_YEAR),
        "after": (last + 1, LAST_YEAR),
        "before": (FIRST_YEAR, first - 1),
        "under": (FIRST_YEAR, first - 1),
        "over": (last + 1, LAST_YEAR),
        "until": (FIRST_YEAR, last),
        "around": (first - 2, last + 2),
    }
    low, high = spans.get(compare, (first, last))
    return Quantity(unit="year", low=low, high=high, compare=compare, after=after)


def _tempo(row: Sequence[Piece], place: int, compare: str) -> Quantity | None:
    first = _number(row, place)
    if first is None or not 0 < first <= FASTEST_BPM:
        return None
    to = _to(row, place + 1, compare)
    second = _number(row, to) if to else None
    after = to + 1 if second is not None else place + 1
    if _unit(row, after) != "bpm":
        return None
    share = _ABOUT if compare == "around" else _EXACT
    if second is not None:
        low, high = sorted((first, second))
    elif compare in ("over", "after", "since"):
        low, high = first, FASTEST_BPM
    elif compare in ("under", "before", "until"):
        low, high = 1.0, first
    else:
        low, high = round(first * (1 - share)), round(first * (1 + share))
    return Quantity(unit="bpm", low=low, high=high, compare=compare, after=after + 1)


def _count(row: Sequence[Piece], place: int, compare: str) -> Quantity | None:
    number = _number(row, place)
    if number is None or _unit(row, place + 1) != "song" or number != int(number) or number < 1:
        return None
    return Quantity(unit="song", low=number, high=number, compare=compare, after=place + 2)


def _length(row: Sequence[Piece], place: int, compare: str) -> Quantity | None:
    """An hour, 40 minutes, 1 h 30, an hour and a half, two and a half hours; days ago."""
    number, at = _amount(row, place)
    unit = _unit(row, at)
    if number is None or number <= 0:
        return None
    if unit in DAYS:
        days = number * DAYS[unit]
        return Quantity(unit="day", low=days, high=days, compare=compare, after=at + 1)
    if unit not in SECONDS:
        return None
    more, after = _rest(row, at + 1, unit)
    seconds = number * SECONDS[unit] + more
    return Quantity(unit="second", low=seconds, high=seconds, compare=compare, after=after)


def _amount(row: Sequence[Piece], place: int) -> tuple[float | None, int]:
    number = _number(row, place)
    if number is None:
        article = place < len(row) and row[place].sense(Kind.ARTICLE)
        if not article:  # the unit alone is one of it only in such as "hora y media"
            halved = bool(_unit(row, place)) and _and_part(row, place + 1)[0] > 0
            return (1.0, place) if halved else (None, place)
        half = _number(row, place + 1)
        return (half, place + 2) if half is not None and half < 1 else (1.0, place + 1)
    at = place + 1
    if number < 1 and at < len(row) and row[at].sense(Kind.ARTICLE):
        return number, at + 1
    part, after = _and_part(row, at)
    return (number + part, after) if part and _unit(row, after) else (number, at)


def _rest(row: Sequence[Piece], place: int, unit: str) -> tuple[float, int]:
    """Seconds that follow an hour: ``1 h 30``, ``an hour and a half``, ``and 10 minutes``."""
    part, after = _and_part(row, place)
    if part and not _unit(row, after):
        return part * SECONDS[unit], after
    linked = place + 1 if place < len(row) and row[place].glue("and") else place
    number = _number(row, linked)
    if unit != "hour" or number is None or not 1 <= number < 60 or row[linked].stop:
        return 0.0, place
    if _unit(row, linked + 1) == "minute":
        return number * 60.0, linked + 2
    bare = linked == place and _unit(row, linked + 1) == ""
    return (number * 60.0, linked + 1) if bare else (0.0, place)


def _and_part(row: Sequence[Piece], place: int) -> tuple[float, int]:
    """``And a half``: the share, and the place after it."""
    if place >= len(row) or not row[place].glue("and"):
        return 0.0, place
    at = place + 1 + (place + 1 < len(row) and bool(row[place + 1].sense(Kind.ARTICLE)))
    part = _number(row, at)
    return (part, at + 1) if part is not None and part < 1 else (0.0, place)
