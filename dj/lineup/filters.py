"""What songs must be like: each field of a `Filter` as a column of yes and no over the catalogue.

A song of which a field is not known does not pass what asks for it, and passes what only forbids.
"""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dj.lineup.catalogue import Catalogue
from dj.lineup.labels import Labels
from dj.lineup.sounds import TELLING
from dj.model.filter import Filter, Heard
from dj.model.listening import Taste
from dj.model.names import fold
from dj.units import TrackId

Mask = NDArray[np.bool_]

_WORD = re.compile(r"[^\W_]+")
_LINKS = frozenset({"and", "n"})
"""Words that genres are written with or without: ``drum & bass``, ``drum and bass``."""
_DAY_S = 86_400.0
_CLOSE = 1e-9
"""Tempos are kept as octaves; so much of one is rounding."""
_NOT_SUNG = "zxx"
"""Language tag of what has no words."""


class Stocked(Protocol):
    """Anything that holds a catalogue, such as a `Stock`."""

    @property
    def catalogue(self) -> Catalogue:
        """The library as columns."""


def matching(stock: Stocked, taste: Taste, at: datetime, wanted: Filter) -> frozenset[TrackId]:
    """Return the tracks that a filter lets pass; all of them if it asks for nothing.

    Args:
        stock: The library.
        taste: The listener whose plays and saves count.
        at: The moment that ages are counted from, aware, on the listener's clock.
        wanted: What the songs must be like.
    """
    return tracks_of(stock.catalogue, passing(stock.catalogue, taste, at, wanted))


def tracks_of(catalogue: Catalogue, rows: Mask) -> frozenset[TrackId]:
    """Name the tracks of the rows that are marked."""
    return frozenset(catalogue.ids[row] for row in np.flatnonzero(rows).tolist())


def passing(catalogue: Catalogue, taste: Taste, at: datetime, wanted: Filter) -> Mask:
    """Mark the songs that a filter lets pass, shape (n,)."""
    left = np.ones(len(catalogue), np.bool_)
    for mask in masks(catalogue, taste, at, wanted).values():
        left &= mask
    return left


def removed(catalogue: Catalogue, taste: Taste, at: datetime, wanted: Filter) -> dict[str, int]:
    """Count for each field that asks for something the songs that it alone would leave out."""
    fields = masks(catalogue, taste, at, wanted)
    return {name: int(mask.size - mask.sum()) for name, mask in fields.items()}


def masks(catalogue: Catalogue, taste: Taste, at: datetime, wanted: Filter) -> dict[str, Mask]:
    """Map each field that asks for something to the songs that pass it, shape (n,)."""
    asked = [name for name in _FIELDS if getattr(wanted, name) not in (None, ())]
    scene = _Scene(catalogue, taste, at)
    return {name: _FIELDS[name](scene, getattr(wanted, name)) for name in asked}


def words_of(name: str) -> tuple[str, ...]:
    """Return the words by which genres are compared: ``Drum & Bass`` is ``drum bass``."""
    return tuple(word for word in _WORD.findall(fold(name)) if word not in _LINKS)


def holds(name: str, wanted: str) -> bool:
    """Tell whether a genre's words hold the wanted ones, in a row: ``latin jazz`` holds ``jazz``.

    >>> holds("Latin Jazz", "latin"), holds("platinum hits", "latin"), holds("hip-hop", "Hip Hop")
    (True, False, True)
    """
    return _holds(words_of(name), words_of(wanted))


@lru_cache(maxsize=16_384)
def _holds(words: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    size = len(wanted)
    return size > 0 and any(
        words[place : place + size] == wanted for place in range(len(words) - size + 1)
    )


class _Scene:
    """What the fields are asked of: a catalogue, a listener, a moment."""

    def __init__(self, catalogue: Catalogue, taste: Taste, at: datetime) -> None:
        self.catalogue = catalogue
        self.taste = taste
        self.at = at

    @property
    def size(self) -> int:
        return len(self.catalogue)

    def of_tracks(self, track_ids: Iterable[TrackId]) -> Mask:
        marks = np.zeros(self.size + 1, np.bool_)
        marks[self.catalogue.rows_of(tuple(track_ids))] = True
        return marks[:-1]

    def heard(self) -> Mask:
        played = [track_id for track_id, stats in self.taste.plays.items() if stats.plays]
        return self.of_tracks([*played, *self.taste.counted])


def _carries(labels: Labels, tells: Callable[[str], bool]) -> Mask:
    """Mark the songs one of whose names is told to be meant."""
    meant = np.fromiter(map(tells, labels.names), np.bool_, count=len(labels.names))
    marks = np.zeros(labels.size, np.bool_)
    marks[labels.song[meant[labels.name]]] = True
    return marks


def _genres(scene: _Scene, wanted: tuple[str, ...]) -> Mask:
    asked = [words_of(one) for one in wanted]
    return _carries(
        scene.catalogue.genres, lambda name: any(_holds(words_of(name), one) for one in asked)
    )


def _artists(scene: _Scene, wanted: tuple[str, ...]) -> Mask:
    labels = scene.catalogue.artists
    marks = np.zeros(scene.size, np.bool_)
    for name in map(fold, wanted):
        marks[labels.holding(name)] = True
    return marks


def _albums(scene: _Scene, wanted: tuple[str, ...]) -> Mask:
    asked = set(map(fold, wanted))
    return _carries(scene.catalogue.album_titles, asked.__contains__)


def _years(scene: _Scene, wanted: tuple[int, int]) -> Mask:
    years, (first, last) = scene.catalogue.years, wanted
    marks: Mask = (years >= first) & (years <= last) & (years > 0)
    return marks


def _released(scene: _Scene, days: int) -> Mask:
    day, today = scene.catalogue.released, scene.at.date().toordinal()
    marks: Mask = (day > 0) & (day <= today) & (today - day <= days)
    return marks


def _tempo(scene: _Scene, wanted: tuple[float, float]) -> Mask:
    low, high = np.log2(np.maximum(wanted, 1e-9))
    octaves = scene.catalogue.octaves
    marks: Mask = (octaves >= low - _CLOSE) & (octaves <= high + _CLOSE)
    return marks


def _energy(scene: _Scene, wanted: tuple[float, float]) -> Mask:
    energy = scene.catalogue.energy
    marks: Mask = (energy >= wanted[0]) & (energy <= wanted[1])
    return marks


def _languages(scene: _Scene, wanted: tuple[str, ...]) -> Mask:
    asked = [tag.casefold() for tag in wanted if tag]
    return _carries(
        scene.catalogue.languages,
        lambda own: any(own == tag or own.startswith(f"{tag}-") for tag in asked),
    )


def _instrumental(scene: _Scene, wanted: object) -> Mask:
    """By what was heard; where nobody listened, by what the tags say."""
    catalogue = scene.catalogue
    unheard = catalogue.sung < 0
    wordless = _genres(scene, ("instrumental",)) | _carries(
        catalogue.languages, lambda own: own == _NOT_SUNG
    )
    if wanted:
        silent: Mask = (catalogue.sung == 0) | (unheard & wordless)
        return silent
    told = _carries(catalogue.languages, bool)
    voiced: Mask = (catalogue.sung == 1) | (unheard & told & ~wordless)
    return voiced


def _explicit(scene: _Scene, wanted: object) -> Mask:
    return scene.catalogue.explicit if wanted else ~scene.catalogue.explicit


def _song_s(scene: _Scene, wanted: tuple[float, float]) -> Mask:
    play_s = scene.catalogue.play_s
    marks: Mask = (play_s >= wanted[0]) & (play_s <= wanted[1])
    return marks


def _sounds(scene: _Scene, wanted: tuple[str, ...]) -> Mask:
    marks = np.zeros(scene.size, np.bool_)
    for sound in wanted:
        marks |= presences(scene.catalogue, sound) >= TELLING
    return marks


def presences(catalogue: Catalogue, sound: str) -> NDArray[np.float64]:
    """Tell how far each song has a sound, as `sounds.presence` does, shape (n,), 0 to 1."""
    name, tags = fold(sound), catalogue.tags
    column = np.zeros(len(catalogue))
    entries = tags.name == tags.number_of.find((name,))[0]
    np.maximum.at(column, tags.song[entries], catalogue.tag_scores[entries])
    if name == "instrumental":
        column[catalogue.sung == 1] = 0.0
    column[catalogue.genres.holding(name)] = 1.0
    return column


def _heard(scene: _Scene, wanted: Heard) -> Mask:
    heard = scene.heard()
    if wanted is Heard.BEFORE:
        return heard
    if not scene.taste.tells_what_is_new:
        return np.zeros(scene.size, np.bool_)
    if wanted is Heard.NEVER:
        return ~heard
    labels = scene.catalogue.artists
    known = set(labels.name[heard[labels.song]].tolist())
    known |= set(labels.number_of.find(tuple(scene.taste.heard_artists)).tolist())
    familiar = np.zeros(scene.size, np.bool_)
    familiar[labels.song[np.isin(labels.name, sorted(known))]] = True
    credited = np.zeros(scene.size, np.bool_)
    credited[labels.song] = True
    return credited & ~familiar & ~heard


def _rested(scene: _Scene, days: float) -> Mask:
    latest = {track_id: when for track_id, when in scene.taste.counted.items() if when is not None}
    latest |= {track_id: stats.last_at for track_id, stats in scene.taste.plays.items()}
    return (
        scene.of_tracks(
            track_id
            for track_id, when in latest.items()
            if (scene.at - when).total_seconds() >= days * _DAY_S
        )
        & scene.heard()
    )


def _played_in(scene: _Scene, wanted: tuple[int, int]) -> Mask:
    first, last = wanted
    return scene.of_tracks(
        track_id
        for track_id, years in scene.taste.played_in.items()
        if any(first <= year <= last for year in years)
    )


def _saved(scene: _Scene, wanted: object) -> Mask:
    kept = scene.of_tracks(scene.taste.saves | scene.taste.liked)
    return kept if wanted else ~kept


def _without(field: Callable[[_Scene, tuple[str, ...]], Mask]) -> Callable[..., Mask]:
    return lambda scene, wanted: ~field(scene, wanted)


_FIELDS: dict[str, Callable[..., Mask]] = {
    "genres": _genres,
    "not_genres": _without(_genres),
    "artists": _artists,
    "not_artists": _without(_artists),
    "albums": _albums,
    "years": _years,
    "released_days": _released,
    "tempo_bpm": _tempo,
    "energy": _energy,
    "languages": _languages,
    "instrumental": _instrumental,
    "explicit": _explicit,
    "song_s": _song_s,
    "sounds": _sounds,
    "heard": _heard,
    "rested_days": _rested,
    "played_in": _played_in,
    "saved": _saved,
}
