"""What the schedule has at a moment, as the options that somebody could have typed."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from dj.errors import ConfigError

if TYPE_CHECKING:
    from dj.cli.ask import Wishes
    from dj.editorial import OnAir
    from dj.model.schedule import Schedule


def as_on_air(wishes: "Wishes", at: datetime) -> "Wishes":
    """Fill in what the schedule says of a moment; what was asked for otherwise stays.

    Raises:
        ConfigError: if there is no schedule, or it has a gap then.
    """
    from dj import editorial

    schedule = the_schedule()
    found = editorial.on_air(schedule, at)
    airing = found.airing
    if airing is None and not schedule.gaps:
        raise _silent(found, at)
    if airing is None:
        return replace(wishes, show=wishes.show or schedule.gaps)
    return replace(
        wishes,
        show=wishes.show or airing.show,
        voice=wishes.voice or airing.voice or None,
        talk=wishes.talk or airing.talk or None,
        length=wishes.length or _length(found, at),
        pool=wishes.pool or airing.pool or None,
    )


def the_schedule() -> "Schedule":
    """Read the schedule there is.

    Raises:
        ConfigError: if there is none, or it is not sound.
    """
    from dj import editorial, resources

    path = editorial.find_schedule()
    if path is None:
        raise ConfigError(
            "there is no schedule.yaml.", where=str(resources.user_folder()),
            hint="Write one there or beside your project; docs/shows.md shows how.",
        )  # fmt: skip
    return editorial.load_schedule(path)


def _length(found: "OnAir", at: datetime) -> str | None:
    """Length of the session in words of ``--length``; None is as the show says."""
    from dj import editorial
    from dj.cli.ask import MAX_LENGTH_S

    if found.airing is None or found.until is None or found.airing.length != editorial.REST:
        return (found.airing and found.airing.length) or None
    return f"{min(int(editorial.rest_s(at, found.until)), MAX_LENGTH_S)}s"


def _silent(found: "OnAir", at: datetime) -> ConfigError:
    after = ""
    if found.following is not None and found.until is not None:
        after = f" Next is {found.following.show}, {found.until:%a %H:%M}."
    return ConfigError(
        f"nothing is scheduled {at:%a %H:%M}.{after}", where="schedule.yaml",
        hint="Ask for another time with --at, or name a show for `gaps` in the schedule.",
    )  # fmt: skip
