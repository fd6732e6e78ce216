"""Which clock does the listener live by? Given, or guessed from when they never listen."""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dj.errors import ConfigError

QUIET_HOURS = 5
"""Length of the night the guess looks for."""
QUIET_FROM = 1
"""Local hour at which the world's quietest five hours begin (Park et al. 2019: 1 h to 6 h)."""
ENOUGH_LISTENS = 100
"""Fewer plays do not show a night."""


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


def guess_zone(starts: Sequence[datetime]) -> str:
    """Guess a zone from the quietest five hours of the listener's day.

    Args:
        starts: When plays began, aware.

    Returns:
        A fixed zone such as ``Etc/GMT-2`` (two hours *east* of Greenwich, as IANA writes it), or
        ``UTC`` where fewer than `ENOUGH_LISTENS` plays speak.
    """
    if len(starts) < ENOUGH_LISTENS:
        return "UTC"
    plays = [0] * 24
    for start in starts:
        plays[start.astimezone(UTC).hour] += 1
    east = (QUIET_FROM - _quiet_from(plays) + 11) % 24 - 11
    return f"Etc/GMT{-east:+d}" if east else "UTC"


def _quiet_from(plays: Sequence[int]) -> int:
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
