"""Which clock does the listener live by? Given, or guessed from when they never listen."""

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
from numpy.typing import NDArray

from dj.errors import ConfigError

QUIET_HOURS = 5
"""Length of the night the guess looks for."""
QUIET_FROM = 1
"""Local hour at which the world's quietest five hours begin (Park et al. 2019: 1 h to 6 h)."""
ENOUGH_LISTENS = 100
"""Fewer plays do not show a night."""
_DAY_S = 86_400.0

Floats = NDArray[np.float64]


def zone(name: str) -> tzinfo:
    """Return the time zone of an IANA name.

    Raises:
        ConfigError: if there is none of that name.
    """
    if name == "UTC":
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ConfigError(
            f"there is no time zone {name!r}.", where="time zone",
            hint="Give an IANA name such as Europe/Berlin.",
        ) from error  # fmt: skip


def local_clock(starts_s: Floats, where: tzinfo) -> tuple[Floats, NDArray[np.int64]]:
    """Read a clock on the wall at many moments.

    Args:
        starts_s: Seconds since 1970, UTC, shape (n,).
        where: The zone of the clock.

    Returns:
        Hours of the day, 0 to 24, and days of the week, 0 for Monday, each of shape (n,).
    """
    days, day_of = np.unique(np.floor(starts_s / _DAY_S), return_inverse=True)
    begin, end = _offsets_s(days * _DAY_S, where), _offsets_s((days + 1) * _DAY_S, where)
    offset = begin[day_of]
    # Clocks change within few days of the year: only there each moment is asked for.
    rows = np.flatnonzero((begin != end)[day_of])
    offset[rows] = _offsets_s(starts_s[rows], where)
    local = starts_s + offset
    # 1 January 1970 was a Thursday.
    weekday = (np.floor(local / _DAY_S).astype(np.int64) + 3) % 7
    return (local % _DAY_S) / 3600.0, weekday


def guess_zone(starts_s: Floats) -> str:
    """Guess a zone from the quietest five hours of the listener's day.

    Args:
        starts_s: When plays began, seconds since 1970, shape (n,).

    Returns:
        A fixed zone such as ``Etc/GMT-2`` (two hours *east* of Greenwich, as IANA writes it), or
        ``UTC`` where fewer than `ENOUGH_LISTENS` plays speak.
    """
    if len(starts_s) < ENOUGH_LISTENS:
        return "UTC"
    hours = (np.floor(starts_s / 3600.0) % 24).astype(np.int64)
    plays: list[int] = np.bincount(hours, minlength=24).tolist()
    east = (QUIET_FROM - _quiet_from(plays) + 11) % 24 - 11
    return f"Etc/GMT{-east:+d}" if east else "UTC"


def _offsets_s(moments_s: Floats, where: tzinfo) -> Floats:
    local = (datetime.fromtimestamp(moment, where).utcoffset() for moment in moments_s.tolist())
    return np.array([offset.total_seconds() if offset else 0.0 for offset in local], np.float64)


def _quiet_from(plays: list[int]) -> int:
    """Find where the quietest hours begin; of a long silence take the middle."""
    sums = [sum(plays[(h + i) % 24] for i in range(QUIET_HOURS)) for h in range(24)]
    quiet = [total == min(sums) for total in sums]
    if all(quiet):
        return QUIET_FROM
    runs = [
        (length, h)
        for h in range(24)
        if quiet[h] and not quiet[h - 1]
        for length in [next(n for n in range(1, 25) if not quiet[(h + n) % 24])]
    ]
    length, start = max(runs, key=lambda run: (run[0], -run[1]))
    return (start + (length - 1) // 2) % 24
