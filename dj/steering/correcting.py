"""A play that the history has wrong: it gets the right names, or goes."""

import dataclasses
from datetime import datetime, timedelta

from dj.errors import ConfigError
from dj.library import Store
from dj.model.listening import Listen
from dj.model.track import Track

_NEAR = timedelta(minutes=1)
"""A moment given in whole minutes or seconds means a play that began so little away from it."""


def the_play(store: Store, listener: str, at: datetime) -> Listen:
    """Find the play that began at a moment, or alone within a minute after it.

    Raises:
        ConfigError: if there is none, or there are several.
    """
    near = store.listens(listener, start=at, end=at + _NEAR)
    exact = [play for play in near if play.started_at == at]
    found = exact or near
    if len(found) != 1:
        names = "; ".join(f"{p.started_at:%H:%M:%S} {p.artist} - {p.title}" for p in found[:5])
        raise ConfigError(
            f"{len(found) or 'no'} plays began then{': ' + names if names else ''}.",
            where=f"{at:%Y-%m-%d %H:%M:%S} UTC",
            hint="Give the second, too." if found else "Plays are found by when they began.",
        )  # fmt: skip
    return found[0]


def correct(store: Store, listener: str, play: Listen, right: Listen) -> None:
    """Put a play in the place of another; nothing of the wrong one stays."""
    if right == play:
        return
    if store.add_listens(listener, [right])[0]:  # first, so that a stop in between loses nothing
        store.remove_listens(listener, [play])
    else:
        store.remove_listens(listener, [play])
        store.add_listens(listener, [right])


def played_as(play: Listen, track: Track) -> Listen:
    """Say that a play was of a track of the library: its names and ids become that track's."""
    return dataclasses.replace(
        play, artist=track.artist or play.artist, title=track.title, album=track.album,
        ids=dict(track.ids), duration_ms=round(track.duration_s * 1000), track_id=track.id,
    )  # fmt: skip
