"""The library as columns: what the planner reads of every song, laid out for arithmetic on arrays.

Songs are kept in the order of their ids, so that the order in which a folder was scanned never
changes a plan. Missing measurements have one spelling each: NaN tempo, key code `NO_KEY`, year 0,
a row of zeros for a vector.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self, overload

import numpy as np
from numpy.typing import NDArray

from dj.lineup.credits import album_of, credits_of, song_of, title_of
from dj.lineup.directory import Directory, Listed
from dj.lineup.labels import Labels
from dj.lineup.spoken import spoken_rows
from dj.model.analysis import Analysis, Song
from dj.model.dates import first_day, last_day
from dj.model.names import fold
from dj.model.style import style_rows
from dj.model.tonality import Key, Mode
from dj.units import TrackId

NO_KEY = 24
"""Key code of a song without a key; codes 0–23 are twice the fifths, plus one if minor."""
NO_GROUP = -1
"""Number of a song that belongs to no album, or whose title or artist is not known."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Catalogue(Sequence[Song]):
    """Songs in the order of their ids, with one array per measured field, all of length n."""

    songs: Sequence[Song]
    """Of a snapshot, read when they are asked for, without what only mixing needs."""
    ids: Sequence[TrackId]
    row_of: Directory[TrackId]
    """Track → row of every array."""
    play_s: NDArray[np.float64]
    """Seconds from cue-in to cue-out."""
    loudness_lufs: NDArray[np.float64]
    pause_s: NDArray[np.float64]
    """Longest silence inside, seconds."""
    energy: NDArray[np.float64]
    """0 to 1."""
    octaves: NDArray[np.float64]
    """log2 of the tempo in beats per minute; NaN without a pulse."""
    keys: NDArray[np.int64]
    """Key codes, 0–23, or `NO_KEY`."""
    years: NDArray[np.int64]
    """Year of release, 0 if unknown."""
    released: NDArray[np.int64]
    """Day of release as `date.toordinal` counts, 0 where the day is not known."""
    explicit: NDArray[np.bool_]
    """True only where the tags say so."""
    vectors: NDArray[np.float32]
    """Unit rows, float32, shape (n, d); zeros where there is no usable vector."""
    has_vector: NDArray[np.bool_]
    centre: NDArray[np.float32]
    """Mean direction of all vectors, unit length, shape (d,); zeros if there is none."""
    artists: Labels
    """Credited artists of each song."""
    genres: Labels
    """Genres of each song, as tagged."""
    album_titles: Labels
    """Folded title of the album of each song."""
    countries: Labels
    """Where the artist of each song is from, as the track says."""
    languages: Labels
    """Language of each song, in lower case."""
    tags: Labels
    """Folded words that a tagging model has for each song."""
    tag_scores: NDArray[np.float64]
    """Score of each entry of `tags`, 0 to 1."""
    sung: NDArray[np.int64]
    """1 where a voice was heard in it, 0 where none was, −1 where nobody listened for one."""
    albums: NDArray[np.int64]
    """Number of its album, or `NO_GROUP`."""
    copies: NDArray[np.int64]
    """Number of its main artist and title, alike for copies of one song, or `NO_GROUP`."""
    titles: NDArray[np.int64]
    """Number of its title, alike for songs of one title by whomever, or `NO_GROUP`."""
    by_energy: NDArray[np.int64]
    """Rows, rising in energy."""
    by_year: NDArray[np.int64]
    """Rows, the newest year first, unknown years last."""

    @classmethod
    def of(cls, songs: Sequence[Song]) -> Self:
        """Lay out songs; a catalogue comes back as it is, a track listed twice counts once."""
        if isinstance(songs, cls):
            return songs
        unique = {song.track.id: song for song in reversed(songs)}
        ordered = tuple(unique[track_id] for track_id in sorted(unique))
        ids = tuple(song.track.id for song in ordered)
        vectors, has_vector = _vectors(ordered)
        energy = np.array([song.analysis.energy for song in ordered], np.float64)
        years = np.array([song.track.year or 0 for song in ordered], np.int64)
        return cls(
            songs=ordered,
            ids=ids,
            row_of=Listed(ids),
            play_s=np.array([song.analysis.cues.play_s for song in ordered], np.float64),
            loudness_lufs=np.array([song.analysis.loudness_lufs for song in ordered], np.float64),
            pause_s=np.array([song.analysis.pause_s for song in ordered], np.float64),
            energy=energy,
            octaves=np.array([_octaves(song.analysis.tempo_bpm) for song in ordered], np.float64),
            keys=np.array([key_code(song.analysis.key) for song in ordered], np.int64),
            years=years,
            released=np.array([_released(song) for song in ordered], np.int64),
            explicit=np.array([song.track.explicit is True for song in ordered], np.bool_),
            vectors=vectors,
            has_vector=has_vector,
            centre=unit(vectors.sum(axis=0, dtype=np.float64)),
            artists=Labels.of([credits_of(song.track) for song in ordered]),
            genres=Labels.of([_genres(song) for song in ordered]),
            album_titles=Labels.of([_one(fold(song.track.album)) for song in ordered]),
            countries=Labels.of([_one(song.track.country) for song in ordered]),
            languages=Labels.of([_one(song.track.language.casefold()) for song in ordered]),
            tags=Labels.of(
                [[fold(tag.name) for tag in song.analysis.sound_tags] for song in ordered]
            ),
            tag_scores=np.array(
                [tag.score for song in ordered for tag in song.analysis.sound_tags], np.float64
            ),
            sung=np.array([_sung(song.analysis) for song in ordered], np.int64),
            albums=_groups([album_of(song.track) for song in ordered]),
            copies=_groups([song_of(song.track) for song in ordered]),
            titles=_groups([title_of(song.track) for song in ordered]),
            by_energy=np.argsort(energy, kind="stable").astype(np.int64),
            by_year=np.argsort(-years, kind="stable").astype(np.int64),
        )

    @property
    def artist_rows(self) -> Mapping[str, tuple[int, ...]]:
        """Folded artist → rows that credit them."""
        return _Holders(self.artists)

    @cached_property
    def spoken(self) -> NDArray[np.int64]:
        """Rows of what is spoken and no music, as genres tell, rising."""
        return spoken_rows(self.genres)

    def rows_of(self, track_ids: Collection[TrackId]) -> NDArray[np.int64]:
        """Row of each track; the row after the last for those not in the catalogue."""
        return self.row_of.find(track_ids)

    @overload
    def __getitem__(self, index: int) -> Song: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Song]: ...
    def __getitem__(self, index: int | slice) -> Song | Sequence[Song]:
        """Return songs by row."""
        return self.songs[index]

    def __len__(self) -> int:
        """Count the songs."""
        return len(self.songs)


def unit(vector: NDArray[np.float64]) -> NDArray[np.float32]:
    """Scale a vector to length 1 as float32; a vector of zeros stays as it is."""
    length = float(np.linalg.norm(vector))
    return (vector / length if length > 0 else vector).astype(np.float32)


def key_code(key: Key | None) -> int:
    """Number a key: twice its place on the circle of fifths, plus one if minor."""
    return NO_KEY if key is None else key.fifths * 2 + (key.mode is Mode.MINOR)


def _octaves(tempo_bpm: float | None) -> float:
    usable = tempo_bpm is not None and math.isfinite(tempo_bpm) and tempo_bpm > 0
    return math.log2(tempo_bpm) if usable and tempo_bpm else math.nan


def _vectors(songs: Sequence[Song]) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Unit rows of the commonest length; other lengths, NaN and silence count as missing."""
    rows = style_rows([song.analysis for song in songs])
    sizes = Counter(row.size for row in rows)
    del sizes[0]
    size = max(sizes, key=lambda length: (sizes[length], length), default=0)
    has = np.array([0 < row.size == size for row in rows], np.bool_)
    raw = np.zeros((len(songs), size), np.float32)
    if has.any():
        raw[has] = [row for row, ok in zip(rows, has, strict=True) if ok]
    lengths = np.linalg.norm(raw.astype(np.float64), axis=1)
    has &= np.isfinite(lengths) & (lengths > 1e-9)
    raw[~has] = 0.0
    raw[has] /= lengths[has, None].astype(np.float32)
    return raw, has


def _genres(song: Song) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for genre in song.track.genres if (name := fold(genre))))


def _one(name: str) -> tuple[str, ...]:
    return (name,) if name else ()


def _sung(analysis: Analysis) -> int:
    if analysis.vocal_regions:
        return 1
    return 0 if "vocals" in analysis.analysers else -1


def _released(song: Song) -> int:
    """Return the day on which it came out, proleptic ordinal; 0 if that is not known by its day.

    The date of a later edition is not the song's.
    """
    first, released = song.track.first_released, song.track.released
    day = released.exact if released else None
    if first is None or day is None:
        return day.toordinal() if day else 0
    if first.exact:
        return min(first.exact, day).toordinal()
    return day.toordinal() if first_day(first) <= day <= last_day(f"{first}") else 0


def _groups(names: Sequence[str]) -> NDArray[np.int64]:
    """Number the names in the order of their first appearance; those without a name get none."""
    numbers: dict[str, int] = {}
    found = [numbers.setdefault(name, len(numbers)) if name else NO_GROUP for name in names]
    return np.array(found, np.int64)


class _Holders(Mapping[str, tuple[int, ...]]):
    """The rows behind each name of a table of labels."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels

    def __getitem__(self, name: str) -> tuple[int, ...]:
        if name not in self._labels.number_of:
            raise KeyError(name)
        return tuple(self._labels.holding(name).tolist())

    def __iter__(self) -> Iterator[str]:
        return iter(self._labels.names)

    def __len__(self) -> int:
        return len(self._labels.names)
