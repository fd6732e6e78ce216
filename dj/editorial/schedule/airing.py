"""Which show is on at a moment, until when, and what comes next: by what the clock shows."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from dj.model.schedule import DAY_MINUTES, WEEK_MINUTES, Airing, Schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class OnAir:
    """What the schedule says of a moment."""

    airing: Airing | None
    """What is on; None in a gap."""
    until: datetime | None
    """When its place ends, or the gap; None if nothing is scheduled at all."""
    following: Airing | None
    """What begins next; None if nothing is scheduled at all."""


def on_air(schedule: Schedule, at: datetime) -> OnAir:
    """Tell what is on at a moment.

    The grid is by the clock on the wall: a night with two hours of one name has them both in one
    place, a night that lacks an hour has a shorter one.

    Args:
        schedule: The week.
        at: The moment, aware, on the listener's clock.
    """
    minute = at.weekday() * DAY_MINUTES + at.hour * 60 + at.minute
    airing = next((one for one in schedule.airings if one.holds(minute)), None)
    following = min(schedule.airings, key=lambda one: _ahead(one, minute), default=None)
    ahead = _ahead(following, minute) if following else None
    if airing is not None:
        ahead = airing.minutes - (minute - airing.at) % WEEK_MINUTES
    until = None if ahead is None else _later(at, ahead)
    return OnAir(airing=airing, until=until, following=following)


def rest_s(at: datetime, until: datetime) -> float:
    """Seconds that truly pass from a moment to another, whatever clocks do in between."""
    return (until.astimezone(UTC) - at.astimezone(UTC)).total_seconds()


def _ahead(airing: Airing, minute: int) -> int:
    """Minutes until it begins, 1 to a week: what begins now is not next."""
    return (airing.at - minute - 1) % WEEK_MINUTES + 1


def _later(at: datetime, minutes: int) -> datetime:
    """The moment at which the clock on the wall shows so many minutes more."""
    wall = at.replace(tzinfo=None, fold=0) + timedelta(minutes=minutes)
    later = wall.replace(tzinfo=at.tzinfo)
    # In the second hour of one name, an end within that hour is in the second one too.
    second = wall.replace(tzinfo=at.tzinfo, fold=1)
    return second if rest_s(at, later) <= 0 < rest_s(at, second) else later
