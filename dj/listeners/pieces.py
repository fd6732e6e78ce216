"""What a listener's plays are plays of: songs of the library, and artists where no song is known.

A *piece* is a song of the library, or an artist credit as a source wrote it where the song is not
in the library. Sums over plays are sums over pieces; from there they are shared out to names:
artists by their credits, genres by the song's tags.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from dj.listeners.titles import guests
from dj.model.analysis import Song
from dj.model.names import fold
from dj.units import TrackId

GUEST_SHARE = 0.5
"""Part of a play that goes to a featured artist."""

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Names:
    """Which names belong to which pieces: a sparse table of shares."""

    names: tuple[str, ...]
    """Folded, sorted."""
    piece: Rows
    """Piece of each entry, shape (entries,), rising."""
    name: Rows
    """Index into `names` of each entry."""
    share: Floats
    """Part of the piece's plays that the name gets, above 0 to 1."""

    def sums(self, of_pieces: Floats) -> Floats:
        """Share out values of pieces among names, shape (names,)."""
        shared = of_pieces[self.piece] * self.share
        return np.bincount(self.name, shared, minlength=len(self.names)).astype(np.float64)

    def means(self, of_names: Floats, pieces: int) -> Floats:
        """Average each piece's names by their shares, 1 where it has none, shape (pieces,)."""
        total = np.bincount(self.piece, self.share * of_names[self.name], minlength=pieces)
        weight = np.bincount(self.piece, self.share, minlength=pieces)
        return np.divide(total, weight, out=np.ones(pieces), where=weight > 0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pieces:
    """Pieces in order: the songs by id, then the credits by spelling."""

    songs: tuple[Song, ...]
    credits: tuple[str, ...]
    """Artist credits, as written, of what is not in the library."""
    artists: Names
    genres: Names
    of_song: Mapping[TrackId | None, int] = field(default_factory=dict)
    of_credit: Mapping[str, int] = field(default_factory=dict)

    def __len__(self) -> int:
        """Count the pieces."""
        return len(self.songs) + len(self.credits)

    def sums(self, piece: Rows, of_plays: Floats) -> Floats:
        """Add up values of plays by their piece, shape (pieces,)."""
        return np.bincount(piece, of_plays, minlength=len(self)).astype(np.float64)

    def rows(self, tracks: Sequence[TrackId | None], artists: Sequence[str]) -> Rows:
        """Find the piece of each play by its track and artist credit, shape (n,)."""
        found = np.fromiter(map(self.of_song.get, tracks, repeat(-1)), np.int64, len(tracks))
        unknown = np.flatnonzero(found < 0)
        found[unknown] = [self.of_credit[artists[row]] for row in unknown.tolist()]
        return found


def pieces(
    library: Mapping[TrackId, Song],
    tracks: Sequence[TrackId | None],
    artists: Sequence[str],
    said: Collection[TrackId] = (),
) -> Pieces:
    """Collect the pieces behind plays.

    Args:
        library: Songs by id.
        tracks: Of each play; one that is not in the library counts as unknown.
        artists: Artist credit of each play, as written.
        said: Further songs that something is known of.
    """
    ids = sorted(track for track in {*tracks, *said} if track is not None and track in library)
    known = frozenset[TrackId | None](ids)
    strange = {artist for track, artist in zip(tracks, artists, strict=True) if track not in known}
    written = sorted(strange)
    songs = tuple(library[track_id] for track_id in ids)
    credited = [_folded(song.track.artists or (song.track.artist,)) for song in songs]
    return Pieces(
        songs=songs,
        credits=tuple(written),
        artists=_names([*credited, *map(guests, written)], GUEST_SHARE),
        genres=_names([_folded(song.track.genres) for song in songs], 1.0),
        of_song={track_id: row for row, track_id in enumerate(ids)},
        of_credit={artist: len(ids) + row for row, artist in enumerate(written)},
    )


def _folded(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(folded for name in names if (folded := fold(name))))


def _names(of_pieces: Sequence[Sequence[str]], others: float) -> Names:
    """Lay out the names of pieces; `others` is the share of all names after the first."""
    names = sorted({name for own in of_pieces for name in own})
    number = {name: row for row, name in enumerate(names)}
    table = [
        (piece, number[name], others if place else 1.0)
        for piece, own in enumerate(of_pieces)
        for place, name in enumerate(own)
    ]
    return Names(
        names=tuple(names),
        piece=np.array([row[0] for row in table], np.int64),
        name=np.array([row[1] for row in table], np.int64),
        share=np.array([row[2] for row in table], np.float64),
    )
