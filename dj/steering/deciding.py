"""What a listener says of songs, artists and tags, and how they set dials and switches.

Moments are aware. Each function returns the controls as they are then.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from dj.errors import ConfigError
from dj.library import Store
from dj.listeners import tag_key
from dj.model.controls import Ban, BanKind, Controls, Dials, Switches
from dj.model.names import fold
from dj.model.spoken import NameLevel
from dj.model.track import Track
from dj.units import TrackId

NOT_NOW = timedelta(days=1)
"""How long a song rests that is not wanted now."""
DIALS = tuple(field.name for field in dataclasses.fields(Dials))
SWITCHES = tuple(field.name for field in dataclasses.fields(Switches))

_Said = Mapping[TrackId, datetime]


def like(store: Store, listener: str, track_id: TrackId, *, at: datetime) -> Controls:
    """Say that a song is liked; this takes a dislike back."""

    def change(now: Controls) -> Controls:
        return replace(now, liked={**now.liked, track_id: at},
                       disliked=_without(now.disliked, track_id))  # fmt: skip

    return store.change_controls(listener, change)


def dislike(store: Store, listener: str, track_id: TrackId, *, at: datetime) -> Controls:
    """Say that a song is disliked; this takes a like back."""

    def change(now: Controls) -> Controls:
        return replace(now, disliked={**now.disliked, track_id: at},
                       liked=_without(now.liked, track_id))  # fmt: skip

    return store.change_controls(listener, change)


def forgive(store: Store, listener: str, track_id: TrackId) -> Controls:
    """Take a like or a dislike back."""
    return store.change_controls(listener, lambda now: replace(
        now, liked=_without(now.liked, track_id), disliked=_without(now.disliked, track_id),
    ))  # fmt: skip


def not_now(
    store: Store, listener: str, track_id: TrackId, *, at: datetime, rest: timedelta = NOT_NOW
) -> Controls:
    """Let a song rest for a while; what has rested long enough is tidied away."""

    def change(now: Controls) -> Controls:
        resting = {track: until for track, until in now.resting.items() if until > at}
        return replace(now, resting={**resting, track_id: at + rest})

    return store.change_controls(listener, change)


def unrest(store: Store, listener: str, track_id: TrackId) -> Controls:
    """Let a song play again that was not wanted for a while."""
    return store.change_controls(
        listener, lambda now: replace(now, resting=_without(now.resting, track_id))
    )


def track_ban(track: Track, at: datetime) -> Ban:
    """Make the ban of a song, with its names, so that it holds for another file of it, too."""
    return Ban(kind=BanKind.TRACK, name=track.id, at=at, artist=track.main_artist,
               title=track.title)  # fmt: skip


def ban(store: Store, listener: str, banned: Ban) -> Controls:
    """Ban a song, an artist or a tag; twice is once.

    Raises:
        ConfigError: if it names nothing.
    """
    if not fold(banned.name):
        raise ConfigError("a ban needs a name.", where=str(banned.kind), hint="Say what to ban.")

    def change(now: Controls) -> Controls:
        others = tuple(one for one in now.bans if not _same(one, banned))
        return replace(now, bans=(*others, banned))

    return store.change_controls(listener, change)


def allow(store: Store, listener: str, kind: BanKind, name: str) -> Controls:
    """Take a ban back.

    Raises:
        ConfigError: if there is none.
    """
    asked = Ban(kind=kind, name=name, at=datetime.min.replace(tzinfo=UTC))

    def change(now: Controls) -> Controls:
        left = tuple(one for one in now.bans if not _same(one, asked))
        if len(left) == len(now.bans):
            raise ConfigError(f"there is no ban of the {kind} {name!r}.", where=listener,
                              hint="`dj listener controls` lists all.")  # fmt: skip
        return replace(now, bans=left)

    return store.change_controls(listener, change)


def set_dial(store: Store, listener: str, name: str, value: float) -> Controls:
    """Set a dial, 0 to 1; 0.5 leaves it to the show.

    Raises:
        ConfigError: if there is no such dial, or it does not go so far.
    """
    if name not in DIALS:
        raise ConfigError(f"there is no dial {name!r}.", where="dj listener dial",
                          hint=f"The dials are {', '.join(DIALS)}.")  # fmt: skip
    if not 0.0 <= value <= 1.0:
        raise ConfigError(f"a dial goes from 0 to 1, not to {value:g}.", where=name,
                          hint="0.5 leaves it to the show.")  # fmt: skip
    return store.change_controls(
        listener, lambda now: replace(now, dials=replace(now.dials, **{name: value}))
    )


def set_switch(store: Store, listener: str, name: str, *, on: bool) -> Controls:
    """Turn a part of all sessions on or off.

    Raises:
        ConfigError: if there is no such switch.
    """
    if name not in SWITCHES:
        raise ConfigError(f"there is no switch {name!r}.", where="dj listener switch",
                          hint=f"The switches are {', '.join(SWITCHES)}.")  # fmt: skip
    return store.change_controls(
        listener, lambda now: replace(now, switches=replace(now.switches, **{name: on}))
    )


def set_name_level(store: Store, listener: str, level: NameLevel) -> Controls:
    """Set which words a host may say where a title or a band's name holds them."""
    return store.change_controls(listener, lambda now: replace(now, name_level=level))


def pick(store: Store, listener: str, artists: Sequence[str] = (), playlist: str = "") -> Controls:
    """Name artists or a playlist to begin with, in place of a history; neither takes it back.

    Raises:
        ConfigError: if the listener keeps no playlist of that name.
    """
    kept = sorted({save.playlist for save in store.saves(listener)} - {""})
    if playlist and fold(playlist) not in map(fold, kept):
        raise ConfigError(
            f"there is no playlist {playlist!r} among what you have saved.", where=listener,
            hint=f"Known: {', '.join(kept)}." if kept else "Import one with `dj import`.",
        )  # fmt: skip
    named = tuple(dict.fromkeys(name.strip() for name in artists if name.strip()))
    return store.change_controls(
        listener, lambda now: replace(now, picked_artists=named, picked_playlist=playlist)
    )


def _same(one: Ban, other: Ban) -> bool:
    key = tag_key if one.kind is BanKind.TAG else fold
    return one.kind is other.kind and key(one.name) == key(other.name)


def _without(said: _Said, track_id: TrackId) -> _Said:
    return {track: at for track, at in said.items() if track != track_id}
