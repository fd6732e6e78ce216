"""Which of a library's songs does a pool name? Found as corrections are, by id or folded names."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from dj.editorial.overrides.match import Finder
from dj.editorial.overrides.nouns import Match
from dj.editorial.pools.situation import is_open
from dj.model.filter import Filter
from dj.model.names import fold
from dj.model.pool import OpenPool, Pool, PoolSong
from dj.model.track import Track
from dj.units import TrackId

Matching = Callable[[Filter], frozenset[TrackId]]
"""Finds the tracks that a filter lets pass."""
_LISTS = ("songs", "must", "first", "last", "never")


def open_pools(
    pools: Iterable[Pool],
    tracks: Sequence[Track],
    at: datetime,
    matching: Matching | None = None,
) -> tuple[OpenPool, ...]:
    """Find the songs of the pools that are open at a moment, in the order of the pools.

    Args:
        pools: All pools.
        tracks: The library, as editors have corrected it.
        at: The moment, aware, on the listener's clock.
        matching: What finds a filter's songs; without it only named songs are found.
    """
    return resolved([pool for pool in pools if is_open(pool, at)], tracks, matching)


def resolved(
    pools: Sequence[Pool],
    tracks: Sequence[Track],
    matching: Matching | None = None,
    stands: Mapping[TrackId, TrackId] | None = None,
) -> tuple[OpenPool, ...]:
    """Find the songs of pools, whether they are open or not.

    A song that is there several times, on albums the editor did not tell apart, is the recording
    with the least id; what shall never play are all of them. An id of a further copy means the
    song that `stands` for it.
    """
    named = _named(pools, tracks, stands or {})
    return tuple(_opened(pool, named, matching) for pool in pools)


def _named(
    pools: Sequence[Pool], tracks: Sequence[Track], stands: Mapping[TrackId, TrackId]
) -> Mapping[PoolSong, tuple[TrackId, ...]]:
    """All tracks that each song named by an editor may mean, by id."""
    songs = list(dict.fromkeys(song for pool in pools for song in _all(pool)))
    finder = Finder([Match(id=song.id, artist="" if song.id else song.artist,
                           title="" if song.id else song.title,
                           album="" if song.id else song.album) for song in songs])  # fmt: skip
    found: defaultdict[PoolSong, list[TrackId]] = defaultdict(list)
    titles = {fold(song.title) for song in songs if not song.id}
    heads = {song.id[:8] for song in songs if song.id}
    for track in tracks if songs else ():
        if fold(track.title) not in titles and track.id[:8] not in heads:
            continue  # nearly all of a library: asking each of them costs five times as much
        for number in finder.of(track):
            found[songs[number]].append(track.id)
    for copy, standing in stands.items() if heads else ():
        for song in songs if copy[:8] in heads else ():
            if song.id and copy.startswith(song.id):
                found[song].append(standing)
    return {song: tuple(sorted(set(ids))) for song, ids in found.items()}


def _all(pool: Pool) -> Iterator[PoolSong]:
    for name in _LISTS:
        yield from getattr(pool, name)


def _opened(
    pool: Pool, named: Mapping[PoolSong, tuple[TrackId, ...]], matching: Matching | None
) -> OpenPool:
    one = {song: ids[0] for song, ids in named.items()}
    chosen = {name: [one[s] for s in getattr(pool, name) if s in one] for name in _LISTS[:4]}
    listed = dict.fromkeys((*chosen["songs"], *chosen["must"]))
    firsts = [track for track in chosen["first"] if track not in listed]
    lasts = [track for track in chosen["last"] if track not in listed]
    ordered = dict.fromkeys((*firsts, *listed, *lasts))
    filtered = matching(pool.filter) if matching and pool.filter else frozenset()
    return OpenPool(
        name=pool.name,
        title=pool.title,
        editor=pool.editor,
        order=pool.order,
        tracks=(*ordered, *sorted(filtered - set(ordered))),
        named=frozenset(ordered),
        must=frozenset(chosen["must"]),
        never=frozenset(track for song in pool.never for track in named.get(song, ())),
        first=frozenset(chosen["first"]),
        last=frozenset(chosen["last"]),
        notes={one[song]: song.note for song in _all(pool) if song.note and song in one},
        missing=tuple(dict.fromkeys(_label(s) for s in _all(pool) if s not in one)),
        digest=pool.digest,
    )


def _label(song: PoolSong) -> str:
    return f"{song.artist} - {song.title}" if song.title else song.id
