"""Kinds of music that a mix may be of: artists, genres, eras and moods, the best liked first."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dj import tables
from dj.lineup.catalogue import Catalogue
from dj.lineup.filters import passing
from dj.lineup.moment import Moment
from dj.lineup.nearness import Rows, nearness
from dj.lineup.programmes.scene import LONGEST_LABEL
from dj.lineup.spoken import names_speech
from dj.model.filter import Filter
from dj.model.mixes import MixKind
from dj.model.names import fold, one_line

NEAR_ARTIST = 0.9
"""A song is around an artist if it is nearer to theirs than so many of the library."""
_OF_A_KIND = 4
_LOOKED_AT = 200
"""Songs that are asked how a name is spelled."""
_SURE_YEAR = 1920
"""Years before it are most often what a program writes for none, unless the day is known, too."""
_CALM, _LIVELY = (0.0, 0.35), (0.65, 1.0)
_MOODS = (
    ("Calm", Filter(energy=_CALM, instrumental=False), "calm, with singing"),
    ("High energy", Filter(energy=_LIVELY), "of high energy"),
    ("Calm instrumental", Filter(energy=_CALM, instrumental=True), "calm, without singing"),
    ("Instrumental", Filter(instrumental=True), "without singing"),
)
"""Title, what its songs are like, and the same in words; energy and singing are as measured."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kind:
    """A kind of music of which there may be a mix."""

    kind: MixKind
    title: str
    says: str
    """What is true of each of its songs."""
    rows: Rows
    """Its songs, rows of the catalogue, rising."""
    lead: Rows = field(default_factory=lambda: np.zeros(0, np.int64))
    """Those of its songs that it is named after, such as the artist's own."""
    own_title: str = ""
    """Its title if the listener knows nearly all of its songs; empty for the same."""


def kinds(moment: Moment, allowed: NDArray[np.bool_]) -> Iterator[Iterable[Kind]]:
    """List the kinds of each sort.

    Args:
        moment: Listener, time and catalogue.
        allowed: Songs that may play, shape (n,).
    """
    return iter((_artists(moment), _genres(moment), _eras(moment, allowed), _moods(moment)))


def _artists(moment: Moment) -> Iterator[Kind]:
    taste, catalogue = moment.taste, moment.catalogue
    liking = {name: max(taste.artist_affinity.get(name, 0.0), taste.kept_artists.get(name, 0.0))
              for name in {*taste.artist_affinity, *taste.kept_artists}}  # fmt: skip
    nobody = tables.words(tables.NOBODY, "name") | tables.words(tables.NOBODY, "artist")
    there = {name for name in liking if name in catalogue.artist_rows} - nobody
    for artist in _best(liking, there):
        own = np.array(catalogue.artist_rows[artist], np.int64)
        if not catalogue.has_vector[own].any():
            continue
        seeds = {catalogue.ids[row]: 1.0 for row in own.tolist()}
        near = nearness(catalogue, seeds, np.arange(len(catalogue)))
        truly = near >= np.quantile(near, NEAR_ARTIST)
        truly[own] = True
        name = _spelled(artist, (_credited(catalogue, row) for row in own.tolist()))
        yield Kind(kind=MixKind.ARTIST, title=f"Around {name}", lead=own,
                   says=f"by {name} or of the tenth that sounds most like it",
                   rows=np.flatnonzero(truly))  # fmt: skip


def _credited(catalogue: Catalogue, row: int) -> tuple[str, ...]:
    track = catalogue.songs[row].track
    return track.artists or (track.artist,)


def _genres(moment: Moment) -> Iterator[Kind]:
    catalogue, labels = moment.catalogue, moment.catalogue.genres
    number = np.bincount(labels.name, minlength=len(labels.names)).tolist()
    there = dict(zip(labels.names, map(float, number), strict=True))
    telling = {name for name in there if not names_speech((name,))}
    telling -= tables.words(tables.NOBODY, "genre") | tables.words(tables.NOBODY, "name")
    for genre in _best(moment.taste.tag_affinity or there, telling):
        rows = labels.song[labels.name == labels.names.index(genre)]
        name = _spelled(genre, (catalogue.songs[row].track.genres
                                for row in rows[:_LOOKED_AT].tolist()))  # fmt: skip
        yield Kind(kind=MixKind.GENRE, title=name[:1].upper() + name[1:], own_title=f"Your {name}",
                   says=f"tagged {name}", rows=np.unique(rows))  # fmt: skip


def _eras(moment: Moment, allowed: NDArray[np.bool_]) -> Iterator[Kind]:
    years = moment.catalogue.years
    sure = (years >= _SURE_YEAR) | ((years > 0) & (moment.catalogue.released > 0))
    decades = np.where(sure & (years <= moment.at.year), years // 10 * 10, 0)
    plays = np.asarray(moment.plays[np.arange(years.size)], np.float64)
    weight = np.where(allowed, plays if plays.any() else 1.0, 0.0)
    total = {f"{decade}": float(weight[decades == decade].sum())
             for decade in np.unique(decades).tolist() if decade}  # fmt: skip
    for decade in _best(total, total):
        yield Kind(kind=MixKind.ERA, title=f"The {decade}s", own_title=f"Your {decade}s",
                   says=f"from {decade} to {int(decade) + 9}",
                   rows=np.flatnonzero(decades == int(decade)))  # fmt: skip


def _moods(moment: Moment) -> Iterator[Kind]:
    for title, wanted, says in _MOODS:
        rows = np.flatnonzero(passing(moment.catalogue, moment.taste, moment.at, wanted))
        yield Kind(kind=MixKind.MOOD, title=title, says=says, rows=rows)


def _best(liking: Mapping[str, float], there: Collection[str]) -> list[str]:
    """Names with a liking, best liked first, ties by name."""
    known = sorted((-value, name) for name, value in liking.items() if value > 0 and name in there)
    return [name for _, name in known[:_OF_A_KIND]]


def _spelled(name: str, spellings: Iterable[tuple[str, ...]]) -> str:
    """Give a folded name as most songs write it; ties by spelling."""
    found = Counter(own for names in spellings for own in names if fold(own) == name)
    return one_line(min(found, key=lambda own: (-found[own], own), default=name))[:LONGEST_LABEL]
