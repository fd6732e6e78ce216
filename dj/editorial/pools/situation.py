"""Is a pool open? By its window of days and its situation, on the listener's own clock."""

from datetime import date, datetime, timedelta

from dj.editorial.clock_words import in_days, in_time
from dj.model.pool import Pool


def in_window(pool: Pool, day: date) -> bool:
    """Tell whether a day is within the pool's window; both ends are."""
    return (pool.since is None or pool.since <= day) and (pool.until is None or day <= pool.until)


def is_open(pool: Pool, at: datetime) -> bool:
    """Tell whether the window and the situation of a pool are at a moment.

    Hours past midnight belong to the day on which they began: Friday 22:00-04:00 is open on
    Saturday at two. What counts is what the clock shows, so a night with two hours of one name is
    open in both.
    """
    hour = at.hour + at.minute / 60
    start, end = pool.hours or (0.0, 24.0)
    over_midnight = start > end
    within = start <= hour < end or start == end
    if over_midnight:
        within = hour >= start or hour < end
    day = at.date() - timedelta(days=1) if over_midnight and hour < end else at.date()
    return within and in_window(pool, day) and (not pool.days or day.weekday() in pool.days)


def in_words(pool: Pool) -> str:
    """Say when a pool is open, such as ``Fri–Sat 22:00–04:00, until 2026-12-24``."""
    parts = [in_days(pool.days)] if pool.days else []
    if pool.hours:
        start, end = (in_time(round(hour * 60)) for hour in pool.hours)
        parts.append(f"{start}–{end}")
    window = [f"from {pool.since}"] if pool.since else []
    window += [f"until {pool.until}"] if pool.until else []
    return ", ".join(filter(None, (" ".join(parts), " ".join(window)))) or "always"
