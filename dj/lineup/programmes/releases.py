"""Artists that a listener likes come first: each that has a song here is heard."""

from collections.abc import Collection, Iterator
from datetime import date

from dj.lineup.catalogue import Catalogue
from dj.lineup.credits import credits_of
from dj.model.listening import Taste
from dj.model.track import Track
from dj.units import TrackId


def of_liked_artists(
    catalogue: Catalogue, taste: Taste, songs: Collection[TrackId], count: int
) -> tuple[TrackId, ...]:
    """Choose one song of each artist they like, best liked first: kept artists, then played ones.

    Of an artist's songs the newest is chosen, then the one liked best, then the first on its album.

    Args:
        catalogue: The library.
        taste: The listener.
        songs: Songs that may be chosen.
        count: Most songs.
    """
    chosen: dict[TrackId, None] = {}
    credited: set[str] = set()
    for artist in _liked(taste):
        own = [row for row in catalogue.artist_rows.get(artist, ())
               if catalogue.ids[row] in songs]  # fmt: skip
        if len(chosen) >= count:
            break
        if own and artist not in credited:
            best = min(own, key=lambda row: _rank(catalogue.songs[row].track, taste))
            chosen[catalogue.ids[best]] = None
            credited |= set(credits_of(catalogue.songs[best].track))
    return tuple(chosen)


def _liked(taste: Taste) -> Iterator[str]:
    """Name artists, best liked first; equal ones by name."""
    for liking in (taste.kept_artists, taste.artist_affinity):
        ranked = sorted(liking.items(), key=lambda item: (-item[1], item[0]))
        yield from (name for name, value in ranked if value > 0)


def _rank(track: Track, taste: Taste) -> tuple[int, float, int, int, str]:
    day = track.released.exact if track.released else None
    age = -(day or date.min).toordinal()
    return age, -taste.affinity.get(track.id, 0.0), track.disc_number or 1, (
        track.track_number or 0), track.id  # fmt: skip
