"""Figures and the words about them: the least of what quantities are made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from dj.lineup.wishes.lexicon import Kind
from dj.lineup.wishes.pieces import Piece, century

SECONDS = {"second": 1.0, "minute": 60.0, "hour": 3600.0}
DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.0}
FIRST_YEAR, LAST_YEAR = 1000, 2100
"""Ends of open spans of years."""
FASTEST_BPM = 400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number that was understood."""

    unit: str
    """``year``, ``bpm``, ``song``, ``second`` (of length) or ``day`` (ago)."""
    low: float
    high: float
    compare: str = ""
    wide: bool = False
    """Both ends were told."""
    after: int
    """Index of the piece after it."""


def skipped(row: Sequence[Piece], place: int) -> int:
    """Pass over words that say nothing, as far as no comma stands before them."""
    while place < len(row) and row[place].glue("skip") and not row[place].stop:
        counts = bool(row[place].sense(Kind.ARTICLE)) and bool(unit_at(row, place + 1))
        if counts or decade_of(row, place) or row[place].sense(Kind.NUMBER, Kind.COMPARE):
            break
        place += 1
    return place


def comparison(row: Sequence[Piece], place: int) -> tuple[str, int]:
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


def number_at(row: Sequence[Piece], place: int) -> float | None:
    """Return the number that stands at a piece, if one does."""
    sense = row[place].sense(Kind.NUMBER) if place < len(row) else None
    return sense.number if sense else None


def unit_at(row: Sequence[Piece], place: int) -> str:
    """Return the unit that stands at a piece; empty if none does."""
    sense = row[place].sense(Kind.UNIT) if place < len(row) else None
    return sense.value if sense else ""


def to_other(row: Sequence[Piece], place: int, compare: str) -> int:
    """Return the place after ``to`` or a dash; 0 if there is none.

    ``And`` is one after ``between`` only, and a word that is ``to`` among others, such as
    ``until``, wherever a quantity stands on either side of it.
    """
    if place >= len(row):
        return 0
    if row[place].dash:
        return place
    to = any(one.kind is Kind.COMPARE and one.value == "to" for one in row[place].senses)
    links = row[place].glue("and")
    return skipped(row, place + 1) if to and (not links or compare == "between") else 0


def decade_of(row: Sequence[Piece], place: int) -> int:
    """Return the first year of a decade such as ``años 70``; 0 if there is none."""
    number = number_at(row, place + 1) if row[place].sense(Kind.DECADE_OF) else None
    tens = number is not None and number % 10 == 0 and number < LAST_YEAR
    return century(int(number)) if tens and number is not None else 0
