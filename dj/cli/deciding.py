"""What the commands share by which a listener decides: the store, the song meant, the answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dj.cli import console, state
from dj.errors import ConfigError

if TYPE_CHECKING:
    from dj.library import Store
    from dj.model.controls import Controls
    from dj.model.request import Request
    from dj.model.track import Track

_UNITS = {"h": "hours", "d": "days", "w": "weeks"}


@contextmanager
def listener() -> "Iterator[tuple[Store, str]]":
    """Open the library and name the listener of this call."""
    settings = state.configuration().settings
    with state.library(settings.data) as store:
        yield store, settings.listener


def for_them(store: "Store", request: "Request") -> "Request":
    """Let a session that names nobody mean the listener of this call, if they want no profile.

    Such sessions keep no name, and yet were made by what that listener forbids.
    """
    from dj.model.controls import in_force

    name = state.configuration().settings.listener
    if request.listener or in_force(store.controls(name)).profiling:
        return request
    return replace(request, listener=name)


def done(says: str, undo: str, controls: "Controls", *, json: bool) -> None:
    """Say what was done and how to take it back."""
    if json:
        console.print_json({"did": says, "undo": undo, "controls": controls})
        return
    console.tell(says)
    if undo:
        console.tell(f"  undo: {undo}")


def the_song(store: "Store", wanted: str, session: Path | None) -> "Track":
    """Find the song that is meant in the library, or by its number in a session.

    Raises:
        ConfigError: if none or several are meant.
    """
    from dj import editing, intake

    track_id = _numbered(session, wanted) if session else editing.find_track(store, wanted)
    found = next((track for track in intake.tracks(store) if track.id == track_id), None)
    if found is None:
        raise ConfigError("the song is no longer in the library.", where=wanted,
                          hint="Scan the folder that holds it with `dj scan`.")  # fmt: skip
    return found


def _numbered(session: Path, wanted: str) -> str:
    from dj.session import read_sound

    tracks = read_sound(session).tracks
    if not (wanted.isdecimal() and 1 <= int(wanted) <= len(tracks)):
        raise ConfigError(f"there is no song {wanted!r}.", where=str(session),
                          hint=f"The songs are 1 to {len(tracks)}.")  # fmt: skip
    return tracks[int(wanted) - 1].id


def now() -> datetime:
    """The present moment, UTC."""
    return datetime.now(UTC)


def moment(text: str, where: str) -> datetime:
    """Read a date, or a date and time of the listener's clock, as UTC.

    Raises:
        ConfigError: if it is neither.
    """
    from dj.cli.ask import zone_name

    zone = ZoneInfo(zone_name(state.configuration().settings.time_zone))
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(f"{text!r} is not a moment.", where=where,
                          hint="Write 2026-11-23 or 2026-11-23T07:30.") from error  # fmt: skip
    return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)


def how_long(text: str) -> timedelta:
    """Read a while such as ``12h``, ``3d`` or ``2w``.

    Raises:
        ConfigError: if it is none.
    """
    number, unit = text[:-1], text[-1:]
    if not (number.isdecimal() and unit in _UNITS and 0 < int(number) <= 10_000):
        raise ConfigError(f"{text!r} is not a while.", where="--for", hint="Write 12h, 3d or 2w.")
    return timedelta(**{_UNITS[unit]: int(number)})
