"""Years, decades, parts of decades, and spans of them."""

from collections.abc import Sequence

from dj.lineup.wishes.figures import (
    FIRST_YEAR,
    LAST_YEAR,
    SECONDS,
    Quantity,
    comparison,
    decade_of,
    number_at,
    to_other,
    unit_at,
)
from dj.lineup.wishes.lexicon import Kind
from dj.lineup.wishes.pieces import Piece, century

_PARTS = {"early": (0, 3), "middle": (3, 6), "late": (6, 9)}
"""First and last year of the parts of a decade."""
_BEHIND = {"onward": "since", "backward": "until"}
"""Comparisons that stand behind a year, as in ``1994 or later``."""


def era(row: Sequence[Piece], place: int, compare: str) -> Quantity | None:
    """Read a year, a decade or a span that begins at a piece, if one does.

    Args:
        row: The wish.
        place: Index of the piece.
        compare: The comparison before it; empty if there is none.
    """
    first, last, after = _years(row, place)
    if not after:
        return _tens(row, place, compare)
    begin, end = _part(first, last, compare)
    other, until, ended = _until(row, after, compare, decade=last > first)
    if ended:
        return Quantity(
            unit="year", low=min(begin, other), high=max(end, until), wide=True, after=ended
        )
    if (begin, end) != (first, last):
        return Quantity(unit="year", low=begin, high=end, after=after)
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


def _years(row: Sequence[Piece], place: int, *, second: bool = False) -> tuple[int, int, int]:
    """First and last year of a year or decade, and the place after; the place is 0 if it is none.

    The second of two years may have two digits only.
    """
    if place < len(row) and (tens := decade_of(row, place)):
        return tens, tens + 9, place + 2
    decade = row[place].sense(Kind.DECADE) if place < len(row) else None
    if decade:
        return int(decade.number), int(decade.number) + 9, place + 1
    number = number_at(row, place)
    if (
        number is None
        or number != int(number)
        or unit_at(row, place + 1) in {*SECONDS, "bpm", "song"}
    ):
        return 0, 0, 0
    year = century(int(number)) if second and number < 100 else int(number)
    return (year, year, place + 1) if FIRST_YEAR < year < LAST_YEAR else (0, 0, 0)


def _part(first: int, last: int, compare: str) -> tuple[int, int]:
    """Take the early, middle or late years of a decade."""
    if compare not in _PARTS or last == first:
        return first, last
    low, high = _PARTS[compare]
    return first + low, first + high


def _until(row: Sequence[Piece], place: int, compare: str, *, decade: bool) -> tuple[int, int, int]:
    """First and last year of the other end of a span, and the place after; 0 if there is none."""
    to = to_other(row, place, compare)
    if not to:
        return 0, 0, 0
    part, start = comparison(row, to)
    first, last, after = _years(row, start if part in _PARTS else to, second=True)
    if decade and first == last and first % 10 == 0:  # the 70s to 90
        last = first + 9
    return (*_part(first, last, part), after)


def _tens(row: Sequence[Piece], place: int, compare: str) -> Quantity | None:
    """Read ``70-90s``: the first decade borrows the letter of the second."""
    number = number_at(row, place)
    to = to_other(row, place + 1, compare)
    if number is None or number % 10 or not 10 <= number < 100 or not to:
        return None
    first, last, after = _years(row, to)
    if not after or last == first:
        return None
    low, high = sorted((century(int(number)), first))
    return Quantity(unit="year", low=low, high=high + 9, wide=True, after=after)
