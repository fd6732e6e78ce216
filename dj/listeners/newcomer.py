"""A listener without a history names a few artists, or a playlist, instead.

What they named says which artists, genres and sounds they like. It does not say that they like a
song they did not name: that is said of the songs of a playlist only. With `ENOUGH_LISTENS` plays
the history speaks for itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dj.model.analysis import Song
from dj.model.controls import Controls
from dj.model.listening import ENOUGH_LISTENS, Save
from dj.model.names import fold
from dj.units import TrackId

ARTIST_PLAYS = 10.0
"""What a named artist counts, in plays, shared among their songs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picks:
    """What a newcomer named; nothing, for everybody else."""

    songs: frozenset[TrackId] = frozenset()
    """Of the playlist they chose."""
    plays: Mapping[TrackId, float] = field(default_factory=dict)
    """Song by an artist they named → what that counts, in plays."""
    artists: tuple[str, ...] = ()
    """Folded names, in the library or not."""
    notes: tuple[str, ...] = ()
    """What the taste rests on, in plain words."""


NOTHING_PICKED = Picks()


def picks(
    controls: Controls, saves: Sequence[Save], library: Mapping[TrackId, Song], listens: int
) -> Picks:
    """Read what a newcomer named, as long as their history is too short to speak."""
    if listens >= ENOUGH_LISTENS or not (controls.picked_artists or controls.picked_playlist):
        return NOTHING_PICKED
    by_artist = _songs_of(controls.picked_artists, library)
    chosen = frozenset(
        save.track_id for save in saves
        if save.track_id in library and save.playlist == controls.picked_playlist != ""
    )  # fmt: skip
    plays: dict[TrackId, float] = {}
    for songs in by_artist.values():
        for track_id in songs:
            plays[track_id] = plays.get(track_id, 0.0) + ARTIST_PLAYS / len(songs)
    return Picks(
        songs=frozenset(x for x in chosen if x is not None),
        plays=plays,
        artists=tuple(dict.fromkeys(map(fold, controls.picked_artists))),
        notes=_notes(by_artist, controls.picked_playlist, len(chosen)),
    )


def _songs_of(
    artists: Sequence[str], library: Mapping[TrackId, Song]
) -> dict[str, tuple[TrackId, ...]]:
    """Find the songs that credit each artist, by the name as it was given."""
    credited: dict[str, list[TrackId]] = {}
    for song in library.values():
        for name in dict.fromkeys(map(fold, song.track.artists or (song.track.artist,))):
            credited.setdefault(name, []).append(song.id)
    return {artist: tuple(credited.get(fold(artist), ())) for artist in dict.fromkeys(artists)}


def _notes(
    by_artist: Mapping[str, Sequence[TrackId]], playlist: str, songs: int
) -> tuple[str, ...]:
    there = [artist for artist, found in by_artist.items() if found]
    absent = [artist for artist, found in by_artist.items() if not found]
    notes: list[str] = []
    if there:
        notes.append(f"Chosen from the artists you named, not from a history: {_listed(there)}.")
    if absent:
        notes.append(f"The library has nothing by {_listed(absent)}.")
    if playlist and songs:
        notes.append(f"Chosen from the playlist you named, not from a history: {playlist}.")
    if playlist and not songs:
        notes.append(f"The playlist you named has no song of this library: {playlist}.")
    return tuple(notes)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
