"""Artists and tracks of a world, as columns."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dj.testing.world.extent import Extent
from dj.testing.world.places import EXPLICIT_GENRES, FAMILY, GENRES, PLACES, distinct_names, titles

HIDDEN = 16
"""Dimensions of the hidden space of sounds."""
SEEN = 24
"""Dimensions of a measured style vector."""
GENDERS = ("", "woman", "man", "nonbinary", "group")
"""As declared by the artist; empty if nothing is declared."""
LABELS = ("self-released", "small", "large")
_GENDER_SHARES = (0.45, 0.14, 0.22, 0.02, 0.17)
_ALBUM_TRACKS = 9
_VIEW_NOISE = 0.35
"""Error of a measured style vector, relative to its length."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Artists:
    """Columns of length n."""

    names: tuple[str, ...]
    popularity: Floats
    """Shares that sum to 1."""
    genres: Ints
    """Index into `GENRES` of the main and the second genre, shape (n, 2); often the same."""
    style: Floats
    """Unit rows in the hidden space, shape (n, `HIDDEN`)."""
    country: Ints
    """Index into `PLACES`."""
    language: tuple[str, ...]
    gender: Ints
    """Index into `GENDERS`."""
    label: Ints
    """Index into `LABELS`."""
    debut: Ints
    """Year of the first release."""
    first: Ints
    """First track of each, and one more for the end: tracks of an artist stand together, n + 1."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tracks:
    """Columns of length n; those of an artist stand together, album by album."""

    titles: tuple[str, ...]
    artist: Ints
    guest: Ints
    """A second credited artist, −1 for none."""
    album: Ints
    """Number of the album, counted over the whole world."""
    number: Ints
    """Position on the album, from 1."""
    year: Ints
    released_s: Floats
    """Epoch second of the release; minus infinity if it was out before anybody was watched."""
    weight: Floats
    """Popularity within the artist; sums to 1 over each artist's tracks."""
    style: Floats
    """Unit rows in the hidden space, shape (n, `HIDDEN`)."""
    view: NDArray[np.float32]
    """Style as measured, unit rows, shape (n, `SEEN`)."""
    featured: NDArray[np.bool_]
    """Whether the sound was measured; album by album."""
    energy: Floats
    tempo_bpm: Floats
    key: Ints
    """Twice the tonic, plus one if minor; 0–23."""
    explicit: NDArray[np.bool_]
    length_s: Floats


def make_catalogue(extent: Extent, rng: np.random.Generator) -> tuple[Artists, Tracks]:
    """Draw the artists and their tracks."""
    counts = _track_counts(extent, rng)
    artists = _artists(extent, counts, rng)
    return artists, _tracks(extent, artists, counts, rng)


def unit_rows(rows: Floats) -> Floats:
    """Scale rows to length 1."""
    lengths: Floats = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / lengths


def _track_counts(extent: Extent, rng: np.random.Generator) -> Ints:
    share = rng.lognormal(0.0, 0.7, extent.artists)
    return 1 + rng.multinomial(extent.tracks - extent.artists, share / share.sum())


def _genre_styles(rng: np.random.Generator) -> Floats:
    families = rng.normal(size=(len(GENRES) // FAMILY, HIDDEN))
    return unit_rows(np.repeat(families, FAMILY, axis=0) + 0.7 * rng.normal(size=(24, HIDDEN)))


def _artists(extent: Extent, counts: Ints, rng: np.random.Generator) -> Artists:
    n = extent.artists
    rank = rng.permutation(n)
    popularity = (rank + 1.0) ** -extent.popularity_exponent
    main = rng.integers(0, len(GENRES), n)
    second = np.where(rng.random(n) < 0.4, rng.integers(0, len(GENRES), n), main)
    centres = _genre_styles(rng)
    mixed = 0.75 * centres[main] + 0.25 * centres[second]
    country = rng.choice(len(PLACES), n, p=place_shares())
    in_english = rng.random(n) < 0.3
    large = 1.0 - rank / n  # the popular are oftener with large labels
    return Artists(
        names=distinct_names(rng, n),
        popularity=popularity / popularity.sum(),
        genres=np.stack([main, second], axis=1),
        style=unit_rows(mixed + 0.11 * rng.normal(size=(n, HIDDEN))),
        country=country,
        language=tuple("en" if english else PLACES[place][1]
                       for english, place in zip(in_english, country, strict=True)),
        gender=rng.choice(len(GENDERS), n, p=_GENDER_SHARES),
        label=np.clip((2.6 * large + rng.normal(0.0, 0.5, n)).astype(np.int64), 0, 2),
        debut=np.clip(2026 - rng.gamma(2.0, 8.0, n).astype(np.int64), 1955, 2026),
        first=np.concatenate([[0], np.cumsum(counts)]),
    )  # fmt: skip


def place_shares() -> Floats:
    """Shares of the countries, in the order of `PLACES`."""
    weights = np.array([weight for *_, weight in PLACES])
    shares: Floats = weights / weights.sum()
    return shares


def _tracks(extent: Extent, artists: Artists, counts: Ints, rng: np.random.Generator) -> Tracks:
    n = extent.tracks
    artist = np.repeat(np.arange(extent.artists), counts)
    place = np.arange(n) - artists.first[artist]
    album, number = _albums(place)
    album_year = _album_years(artists, artist, album, rng)
    style = unit_rows(artists.style[artist] + 0.09 * rng.normal(size=(n, HIDDEN)))
    genre = artists.genres[artist, 0]
    view = style @ (rng.normal(size=(HIDDEN, SEEN)) / np.sqrt(HIDDEN))
    view += _VIEW_NOISE * rng.normal(size=view.shape) / np.sqrt(HIDDEN)
    often = np.array([tag in EXPLICIT_GENRES for tag, *_ in GENRES])
    return Tracks(
        titles=tuple(titles(rng, n)),
        artist=artist,
        guest=np.where(rng.random(n) < 0.06, rng.integers(0, extent.artists, n), -1),
        album=album,
        number=number,
        year=album_year[album],
        released_s=_released(extent, album_year, place >= _ALBUM_TRACKS, album, rng),
        weight=_track_weights(artist, artists.first, rng),
        style=style,
        view=unit_rows(view).astype(np.float32),
        featured=(rng.random(int(album[-1]) + 1) < extent.featured)[album],
        energy=np.clip(_of_genre(genre, 1) + rng.normal(0.0, 0.14, n), 0.0, 1.0),
        tempo_bpm=np.clip(_of_genre(genre, 2) * np.exp2(rng.normal(0.0, 0.12, n)), 55.0, 200.0),
        key=rng.integers(0, 24, n),
        explicit=rng.random(n) < np.where(often[genre], 0.4, 0.03),
        length_s=np.clip(215.0 * np.exp(rng.normal(0.0, 0.28, n)), 75.0, 780.0),
    )


def _of_genre(genre: Ints, column: int) -> Floats:
    return np.array([float(row[column]) for row in GENRES])[genre]


def _albums(place: Ints) -> tuple[Ints, Ints]:
    """Cut each artist's tracks, by place among them, into albums; number the albums through."""
    opens = (place % _ALBUM_TRACKS == 0).astype(np.int64)
    return np.cumsum(opens) - 1, place % _ALBUM_TRACKS + 1


def _album_years(artists: Artists, artist: Ints, album: Ints, rng: np.random.Generator) -> Ints:
    of_album = artist[np.flatnonzero(np.diff(album, prepend=-1))]
    debut = artists.debut[of_album]
    later = rng.random(of_album.size) ** 0.7 * (2026.99 - debut)
    return np.minimum(2026, debut + later.astype(np.int64))


def _released(
    extent: Extent, years: Ints, later: NDArray[np.bool_], album: Ints, rng: np.random.Generator
) -> Floats:
    """Give albums of the last year, but no first album, a day in the time that is watched."""
    end_s = extent.until.timestamp()
    inside = end_s - rng.random(years.size) * extent.days * 86_400.0
    return np.where(later & (years[album] >= extent.until.year), inside[album], -np.inf)


def _track_weights(artist: Ints, first: Ints, rng: np.random.Generator) -> Floats:
    """Zipf's law within each artist, the hits anywhere on the albums."""
    order = np.lexsort((rng.random(artist.size), artist))
    rank = np.empty(artist.size)
    rank[order] = np.arange(artist.size) - first[artist]
    weight = (rank + 1.0) ** -0.9
    shares: Floats = weight / np.add.reduceat(weight, first[:-1])[artist]
    return shares
