"""Which tracks belong together: albums in order, works in movements, and who runs into whom.

Everything follows from tags, and for `runs_on` from what the two ends of a file sound like
(`Analysis.edges`). Pure functions; the same tracks in any order give the same answer.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from dj.library.links import link
from dj.model.albums import Album, Link, Neighbour, Work
from dj.model.analysis import Ending, Song
from dj.model.names import fold
from dj.model.track import Track
from dj.units import TrackId

_MOST_MISSING = 60
"""A gap wider than this is a numbering of its own, such as 101 for disc 1, track 1."""


def albums(tracks: Iterable[Track]) -> tuple[Album, ...]:
    """Gather the albums that have at least two tracks, by artist and title."""
    found = [_album(group) for group in _by_album(tracks) if len(group) > 1]
    return tuple(sorted(found, key=lambda a: (fold(a.artist), fold(a.title), a.tracks)))


def works(tracks: Iterable[Track]) -> tuple[Work, ...]:
    """Gather the works of which neighbours on an album are movements.

    A work that comes back later on the album, such as a reprise, is another run of its own.
    """
    found: list[Work] = []
    for group in _by_album(tracks):
        run: list[Track] = []
        for track in group:
            if run and not _same_work(run[-1], track):
                found += _work(run)
                run = []
            run.append(track)
        found += _work(run)
    return tuple(sorted(found, key=lambda work: (fold(work.title), work.movements)))


def followers(tracks: Iterable[Track]) -> Mapping[TrackId, Track]:
    """Map each track to the one that comes next on its album, where none is missing between."""
    return {
        track.id: following
        for group in _by_album(tracks)
        for track, following in pairwise(group)
        if _are_neighbours(track, following)
    }


def joints(songs: Iterable[Song]) -> Mapping[TrackId, Neighbour]:
    """Tell how each track meets the next of its album; tracks without a next are left out."""
    by_id = {song.id: song for song in songs}
    return {
        track_id: Neighbour(
            track_id=following.id,
            link=link(by_id[track_id], by_id[following.id]),
        )
        for track_id, following in followers(song.track for song in by_id.values()).items()
    }


def runs_on(songs: Iterable[Song]) -> Mapping[TrackId, Neighbour]:
    """Map the tracks that run into the next of their album to that one."""
    return {
        track_id: neighbour
        for track_id, neighbour in joints(songs).items()
        if neighbour.link is not Link.APART
    }


def as_on_album(song: Song, running: Mapping[TrackId, Neighbour]) -> Song:
    """Return a song with the ending it has if its album is known: a segue, if it runs on."""
    if song.id not in running:
        return song
    cues = replace(song.analysis.cues, ending=Ending.SEGUE)
    return replace(song, analysis=replace(song.analysis, cues=cues))


def _by_album(tracks: Iterable[Track]) -> list[list[Track]]:
    """Group the tracks that name an album, each in the album's order; copies stay apart."""
    groups: dict[tuple[str, ...], list[Track]] = defaultdict(list)
    for track in tracks:
        if track.album:
            groups[_album_key(track)].append(track)
    return [
        sorted(part, key=_place) for _, group in sorted(groups.items()) for part in _editions(group)
    ]


def _album_key(track: Track) -> tuple[str, ...]:
    """Title and album artist; without one the folder decides, for many albums are called Live."""
    if track.album_artist:
        return fold(track.album), fold(track.album_artist)
    return fold(track.album), "", str(track.path.parent)


def _editions(group: Sequence[Track]) -> list[list[Track]]:
    """Divide by folder if the album is there more than once."""
    places = Counter((t.disc_number, t.track_number) for t in group if t.track_number is not None)
    if max(places.values(), default=0) <= 1:
        return [list(group)]
    folders: dict[str, list[Track]] = defaultdict(list)
    for track in group:
        folders[str(track.path.parent)].append(track)
    return [folders[name] for name in sorted(folders)]


def _place(track: Track) -> tuple[bool, int, int, str, str]:
    number = track.track_number
    return number is None, track.disc_number or 1, number or 0, str(track.path), track.id


def _are_neighbours(track: Track, following: Track) -> bool:
    one, other = track.track_number, following.track_number
    if one is None or other is None:
        return False
    discs = (track.disc_number or 1, following.disc_number or 1)
    return discs[0] == discs[1] and other == one + 1


def _album(group: Sequence[Track]) -> Album:
    return Album(
        title=group[0].album,
        artist=group[0].album_artist or _shared_artist(group),
        tracks=tuple(track.id for track in group),
        missing=tuple(_missing(group)),
    )


def _shared_artist(group: Sequence[Track]) -> str:
    names = {fold(track.main_artist) for track in group}
    return group[0].main_artist if len(names) == 1 else ""


def _missing(group: Sequence[Track]) -> Iterator[tuple[int, int]]:
    """Yield (disc, number) of the holes; a second disc may go on counting where the first ended."""
    discs: dict[int, set[int]] = defaultdict(set)
    for track in group:
        if track.track_number is not None:
            discs[track.disc_number or 1].add(track.track_number)
    counted = 0
    for disc, numbers in sorted(discs.items()):
        first = counted + 1 if min(numbers) > counted else 1
        yield from ((disc, number) for number in _holes(numbers, first))
        counted = max(numbers)


def _holes(numbers: set[int], first: int = 1) -> list[int]:
    """Numbers that are not there although a later one is."""
    holes = [n for n in range(first, max(numbers, default=0)) if n not in numbers]
    return holes if len(holes) <= _MOST_MISSING else []


def _same_work(track: Track, following: Track) -> bool:
    """Neighbours of one work, whose numbers do not go back; works may span discs."""
    if not track.work or fold(track.work) != fold(following.work):
        return False
    one, other = track.movement_number, following.movement_number
    return one is None or other is None or other >= one


def _work(run: Sequence[Track]) -> list[Work]:
    if len(run) < 2:
        return []
    numbers = {t.movement_number for t in run if t.movement_number is not None}
    ids = tuple(track.id for track in run)
    return [Work(title=run[0].work, movements=ids, missing=tuple(_holes(numbers)))]
