"""Libraries of any size as columns: a hierarchy of styles as in real catalogues, songs on demand.

Styles have Zipf sizes (recsys: 1,500 clusters of 30 super-styles, 64 dimensions); an artist has one
style and a dozen songs. Nothing is kept of a song but its row, so that a million fit in memory.
"""

from collections.abc import Sequence
from datetime import UTC, timedelta
from pathlib import Path
from typing import overload

import numpy as np

from dj.lineup.catalogue import Catalogue, key_code, unit
from dj.lineup.directory import Listed
from dj.lineup.labels import Labels
from dj.model.analysis import Analysis, CuePoints, Ending, Song
from dj.model.listening import PlayStats, Taste
from dj.model.tonality import Key, Mode
from dj.model.track import Track
from dj.units import TrackId
from tests.lineup.worlds import AT, newcomer

DIMENSIONS = 64
STYLES = 1_500
SONGS_OF_ARTIST = 12
GENRES = 300
KEYS = np.array([key_code(Key(tonic=number % 12, mode=(Mode.MAJOR, Mode.MINOR)[number // 12]))
                 for number in range(24)])  # fmt: skip
"""Code of each key that a song is given."""


def styles(count: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Unit rows, float32, shape (count, 64), and the style of each."""
    number = min(STYLES, max(8, count // 20))
    above = rng.standard_normal((30, DIMENSIONS))
    centres = above[rng.integers(30, size=number)] + 0.7 * rng.standard_normal((number, DIMENSIONS))
    sizes = 1.0 / (1.0 + np.arange(number)) ** 0.7
    artists = rng.choice(number, -(-count // SONGS_OF_ARTIST), p=sizes / sizes.sum())
    style = np.repeat(artists, SONGS_OF_ARTIST)[:count]
    rows = np.empty((count, DIMENSIONS), np.float32)
    for start in range(0, count, 50_000):
        part = style[start : start + 50_000]
        noise = rng.standard_normal((part.size, DIMENSIONS), np.float32)
        rows[start : start + 50_000] = centres[part] + np.float32(0.55) * noise
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows, style


class Made(Sequence[Song]):
    """Songs that are made when they are asked for."""

    def __init__(self, columns: dict[str, np.ndarray]) -> None:
        self.columns = columns

    @overload
    def __getitem__(self, row: int) -> Song: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Song]: ...
    def __getitem__(self, row: int | slice) -> Song | Sequence[Song]:
        if isinstance(row, slice):
            return [self[place] for place in range(*row.indices(len(self)))]
        at = {name: column[row].item() for name, column in self.columns.items()}
        track = Track(id=TrackId(f"t{row:07d}"), path=Path(f"/music/{row // 12}/{row}.flac"),
                      title=f"Song {row}", artist=f"Artist {at['artist']}",
                      artists=(f"Artist {at['artist']}",), album=f"Album {row // 12}",
                      genres=(f"Genre {at['genre']}",), year=at["year"],
                      duration_s=at["play_s"] + 1)  # fmt: skip
        key = Key(tonic=at["key"] % 12, mode=(Mode.MAJOR, Mode.MINOR)[at["key"] // 12])
        cues = CuePoints(cue_in_s=0.0, post_s=None, outro_s=at["play_s"], cue_out_s=at["play_s"],
                         ending=Ending.FADE)  # fmt: skip
        return Song(track=track, analysis=Analysis(
            track_id=track.id, decoder="none", duration_s=track.duration_s, tempo_bpm=at["bpm"],
            tempo_confidence=1.0, key=key, key_confidence=1.0, loudness_lufs=-14.0,
            loudness_range_lu=6.0, energy=at["energy"], cues=cues))  # fmt: skip

    def __len__(self) -> int:
        return len(self.columns["bpm"])


def catalogue(count: int, seed: int = 0) -> Catalogue:
    """Lay out a library of so many songs."""
    rng = np.random.default_rng(seed)
    vectors, style = styles(count, rng)
    made = {
        "artist": np.arange(count) // SONGS_OF_ARTIST, "genre": style % GENRES,
        "play_s": rng.uniform(120, 330, count), "energy": rng.random(count),
        "bpm": rng.uniform(70, 180, count), "year": rng.integers(1970, 2027, count),
        "key": rng.integers(0, 24, count),
    }  # fmt: skip
    nothing = Labels.of([()] * count)
    ids = [TrackId(f"t{row:07d}") for row in range(count)]
    return Catalogue(
        songs=Made(made), ids=ids, row_of=Listed(ids), play_s=made["play_s"],
        loudness_lufs=np.full(count, -14.0), pause_s=np.zeros(count), energy=made["energy"],
        octaves=np.log2(made["bpm"]), keys=KEYS[made["key"]], years=made["year"],
        released=np.zeros(count, np.int64), explicit=rng.random(count) < 0.05, vectors=vectors,
        has_vector=np.ones(count, np.bool_), centre=unit(vectors.sum(axis=0, dtype=np.float64)),
        artists=Labels.of([(f"artist {number}",) for number in made["artist"].tolist()]),
        genres=Labels.of([(f"genre {number}",) for number in made["genre"].tolist()]),
        album_titles=Labels.of([(f"album {number}",) for number in made["artist"].tolist()]),
        countries=nothing, languages=nothing, tags=nothing,
        tag_scores=np.zeros(0), sung=np.full(count, -1), titles=np.arange(count),
        albums=made["artist"], copies=np.arange(count),
        by_energy=np.argsort(made["energy"], kind="stable"),
        by_year=np.argsort(-made["year"], kind="stable"),
    )  # fmt: skip


def listener(of: Catalogue, heard: int = 3_000, seed: int = 0) -> Taste:
    """A listener of long standing: three styles, and half of what they heard is of these."""
    rng = np.random.default_rng(seed)
    heard = min(heard, len(of) // 2)
    centres = of.vectors[rng.integers(len(of), size=3)]
    near = np.concatenate([np.argsort(-(of.vectors @ centre))[: heard // 6] for centre in centres])
    rows = np.unique(np.concatenate([near, rng.choice(len(of), heard // 2, replace=False)]))
    tracks = [of.ids[row] for row in rows.tolist()]
    now = AT.astimezone(UTC)
    liking = dict(zip(tracks, rng.random(rows.size).tolist(), strict=True))
    names, _ = of.artists.carried(rows)
    artists = [of.artists.names[number] for number in np.unique(names).tolist()]
    plays = {
        track: PlayStats(plays=int(rng.integers(2, 30)), skips=int(rng.integers(0, 2)),
                         first_at=now - timedelta(days=900),
                         last_at=now - timedelta(days=float(rng.uniform(1, 700))))
        for track in tracks
    }  # fmt: skip
    return Taste(
        listener="me", as_of=newcomer().as_of, time_zone="Europe/Paris", time_zone_inferred=False,
        listens=50_000, matched=40_000, plays=plays, saves=frozenset(tracks[::7]),
        affinity=liking, hour_affinity=liking, repeat=liking, skip_rates=dict.fromkeys(tracks, 0.1),
        artist_affinity={name: float(rng.random()) for name in artists},
        artist_hour_affinity={name: float(rng.random()) for name in artists},
        heard_artists=frozenset(artists),
        similar={of.ids[row]: float(rng.random()) for row in rng.integers(len(of), size=3_000)},
        tag_affinity={name: float(rng.random()) for name in of.genres.names[:40]},
        modes=np.stack([unit(one.astype(np.float64)) for one in centres]),
        mode_weights=(0.5, 0.3, 0.2),
    )  # fmt: skip
