"""Numbers with their units: lengths, tempos, counts, how long ago; years are read by `eras`."""

from collections.abc import Sequence

from dj.lineup.wishes.eras import era
from dj.lineup.wishes.figures import (
    DAYS,
    FASTEST_BPM,
    SECONDS,
    Quantity,
    comparison,
    number_at,
    to_other,
    unit_at,
)
from dj.lineup.wishes.lexicon import Kind
from dj.lineup.wishes.pieces import Piece

_EXACT, _ABOUT = 0.03, 0.08
"""Shares of a tempo on either side that are meant by it."""


def quantity(row: Sequence[Piece], place: int) -> Quantity | None:
    """Read a quantity that begins at a piece, if one does."""
    compare, start = comparison(row, place)
    found = (read(row, start, compare) for read in (era, _tempo, _count, _length))
    return next((one for one in found if one is not None), None)


def _numbers(
    row: Sequence[Piece], place: int, compare: str, unit: str
) -> tuple[float, float | None, int]:
    """One number or both ends of a span of them, its unit said once or twice.

    Returns:
        The number, the other end if there is one, and the place after; 0 if the unit is missing.
    """
    first = number_at(row, place)
    if first is None:
        return 0.0, None, 0
    named = unit_at(row, place + 1) == unit
    to = to_other(row, place + 1 + named, compare)
    second = number_at(row, to) if to else None
    if second is not None and unit_at(row, to + 1) == unit:
        return first, second, to + 2
    return first, None, place + 2 if named else 0


def _tempo(row: Sequence[Piece], place: int, compare: str) -> Quantity | None:
    first, second, after = _numbers(row, place, compare, "bpm")
    if not after or not 0 < first <= FASTEST_BPM:
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
    return Quantity(
        unit="bpm", low=low, high=high, compare=compare, wide=second is not None, after=after
    )


def _count(row: Sequence[Piece], place: int, compare: str) -> Quantity | None:
    first, second, after = _numbers(row, place, compare, "song")
    low, high = sorted((first, first if second is None else second))
    if not after or low < 1 or low != int(low) or high != int(high):
        return None
    return Quantity(
        unit="song", low=low, high=high, compare=compare, wide=second is not None, after=after
    )


def _length(row: Sequence[Piece], place: int, compare: str) -> Quantity | None:
    """An hour, 40 minutes, 1 h 30, an hour and a half, two to three hours; days ago."""
    number, at = _amount(row, place)
    if number is None or number <= 0:
        return None
    unit, value, after = _lasting(row, number, at)
    to = to_other(row, after, compare)
    amount, then = _amount(row, to) if to else (None, 0)
    unit_then, other, ended = _lasting(row, amount, then) if amount else ("", 0.0, 0)
    if not unit and unit_then and at == after:  # 2 to 3 hours
        value = number * {**SECONDS, **DAYS}[unit_at(row, then)]
        unit = unit_then
    if not unit:
        return None
    if unit_then == unit:
        low, high = sorted((value, other))
        return Quantity(unit=unit, low=low, high=high, compare=compare, wide=True, after=ended)
    return Quantity(unit=unit, low=value, high=value, compare=compare, after=after)


def _lasting(row: Sequence[Piece], number: float, at: int) -> tuple[str, float, int]:
    """Give a number its unit: ``second`` or ``day`` or nothing, so many of it, the place after."""
    unit = unit_at(row, at)
    if unit in DAYS:
        return "day", number * DAYS[unit], at + 1
    if unit not in SECONDS:
        return "", 0.0, at
    more, after = _rest(row, at + 1, unit)
    return "second", number * SECONDS[unit] + more, after


def _amount(row: Sequence[Piece], place: int) -> tuple[float | None, int]:
    number = number_at(row, place)
    if number is None:
        article = place < len(row) and row[place].sense(Kind.ARTICLE)
        if not article:  # the unit alone is one of it only in such as "hora y media"
            halved = bool(unit_at(row, place)) and _and_part(row, place + 1)[0] > 0
            return (1.0, place) if halved else (None, place)
        half = number_at(row, place + 1)
        return (half, place + 2) if half is not None and half < 1 else (1.0, place + 1)
    at = place + 1
    if number < 1 and at < len(row) and row[at].sense(Kind.ARTICLE):
        return number, at + 1
    part, after = _and_part(row, at)
    return (number + part, after) if part and unit_at(row, after) else (number, at)


def _rest(row: Sequence[Piece], place: int, unit: str) -> tuple[float, int]:
    """Seconds that follow an hour: ``1 h 30``, ``an hour and a half``, ``and 10 minutes``."""
    part, after = _and_part(row, place)
    if part and not unit_at(row, after):
        return part * SECONDS[unit], after
    linked = place + 1 if place < len(row) and row[place].glue("and") else place
    number = number_at(row, linked)
    apart = linked < len(row) and (row[linked].stop or bool(row[linked].dash))
    if unit != "hour" or number is None or not 1 <= number < 60 or apart:
        return 0.0, place
    if unit_at(row, linked + 1) == "minute":
        return number * 60.0, linked + 2
    bare = linked == place and unit_at(row, linked + 1) == ""
    return (number * 60.0, linked + 1) if bare else (0.0, place)


def _and_part(row: Sequence[Piece], place: int) -> tuple[float, int]:
    """``And a half``: the share, and the place after it."""
    if place >= len(row) or not row[place].glue("and"):
        return 0.0, place
    at = place + 1 + (place + 1 < len(row) and bool(row[place + 1].sense(Kind.ARTICLE)))
    part = number_at(row, at)
    return (part, at + 1) if part is not None and part < 1 else (0.0, place)
