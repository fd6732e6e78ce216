"""Which songs belong to a playlist? ``python -m benchmarks.continuation PLAYLISTS.csv``.

A fifth of each playlist is hidden and looked for among fifty proposals, with the rest as all that
is known of a listener who has just played these songs. What other playlists show may count as what
other listeners play, as far as it is not hidden either. Nothing is said of genres: those in such
tables are often the playlist's own. The file has one row per song of a playlist, with the columns
``playlist_id``, ``track_id``, ``track_name``, ``track_artist`` and measured features.

Recall@50 = hits ÷ min(hidden, 50), the mean over playlists and seeds; intervals are of 2,000
resamples by playlist. `artist` proposes songs by the artists of the rest, those first whose
artist has most songs in it, then by popularity: what a listener would find without any program.
The weights of `ours` (`dj.lineup.CONTINUING`) were chosen on every second playlist, with other
songs hidden; `held back` are the playlists between.
"""

import argparse
import csv
import json
import os
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from dj.errors import ImportFileError
from dj.lineup import CONTINUING, Stock, rank, stock
from dj.listeners import colisten, taste
from dj.listeners.kept import kept
from dj.model.analysis import Analysis, CuePoints, Ending, Song
from dj.model.controls import Controls
from dj.model.listening import Listen
from dj.model.names import fold
from dj.model.track import Track
from dj.units import TrackId

K = 50
HIDDEN = 0.2
LEAST_SONGS = 20
"""Shorter playlists say too little when a fifth is hidden."""
RESAMPLES = 2_000
DATA = "DJ_PLAYLISTS"
"""Environment variable that names the file where no argument does."""
AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
FEATURES = ("danceability", "energy", "loudness", "speechiness", "acousticness",
            "instrumentalness", "liveness", "valence", "tempo")  # fmt: skip
OF_OTHERS = 0.03
"""Weight of what other playlists say, where it is asked for; chosen like the others."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class World:
    """All playlists, and the songs in them as a library."""

    songs: tuple[Song, ...]
    ready: Stock
    playlists: Mapping[str, tuple[TrackId, ...]]
    popularity: Mapping[TrackId, float]
    """As the source gives it, 0 to 100."""

    def song(self, track_id: TrackId) -> Song:
        """A song by its id."""
        return self.songs[self.ready.catalogue.row_of[track_id]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One playlist to be continued."""

    name: str
    shown: tuple[TrackId, ...]
    hidden: frozenset[TrackId]


Ranker = Callable[[Case], Sequence[TrackId]]
"""Proposes songs that are not shown, best first."""


def read(path: Path) -> World:
    """Read playlists; rows without a title or an artist name no song and are left out."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["track_name"] and row["track_artist"]]
    rows.sort(key=lambda row: row["track_id"])
    unique = {row["track_id"]: row for row in rows}
    vectors = _standing(np.array([[float(row[name] or 0) for name in FEATURES]
                                  for row in unique.values()]))  # fmt: skip
    songs = tuple(_song(row, vector) for row, vector in zip(unique.values(), vectors, strict=True))
    playlists: dict[str, dict[TrackId, None]] = defaultdict(dict)
    for row in rows:
        playlists[row["playlist_id"]][TrackId(row["track_id"])] = None
    return World(
        songs=songs, ready=stock(songs),
        playlists={name: tuple(found) for name, found in sorted(playlists.items())
                   if len(found) >= LEAST_SONGS},
        popularity={TrackId(one): float(row["track_popularity"] or 0)
                    for one, row in unique.items()},
    )  # fmt: skip


def _standing(values: NDArray[np.float64]) -> NDArray[np.float32]:
    """Centre and scale features, cut at three spreads, unit length, as our own vectors are."""
    tempo = FEATURES.index("tempo")
    values[:, tempo] = np.log2(np.maximum(values[:, tempo], 30.0))
    spread = np.maximum(values.std(axis=0), 1e-9)
    scaled = np.clip((values - values.mean(axis=0)) / spread, -3.0, 3.0)
    unit = scaled / np.maximum(np.linalg.norm(scaled, axis=1, keepdims=True), 1e-9)
    return np.asarray(unit, np.float32)


def _song(row: Mapping[str, str], vector: NDArray[np.float32]) -> Song:
    length_s = max(1.0, float(row["duration_ms"] or 0) / 1000)
    names = tuple(name.strip() for name in row["track_artist"].split(","))
    year = row["track_album_release_date"][:4]
    track = Track(
        id=TrackId(row["track_id"]), path=Path("/") / row["track_id"], title=row["track_name"],
        artist=row["track_artist"], artists=names, album=row["track_album_name"],
        year=int(year) if year.isdecimal() else None, duration_s=length_s,
    )  # fmt: skip
    cues = CuePoints(cue_in_s=0.0, post_s=None, outro_s=length_s, cue_out_s=length_s,
                     ending=Ending.FADE)  # fmt: skip
    return Song(track=track, analysis=Analysis(
        track_id=track.id, decoder="none", duration_s=length_s, cues=cues, vector=vector,
        tempo_bpm=float(row["tempo"] or 0) or None, tempo_confidence=1.0, key=None,
        key_confidence=0.0, loudness_lufs=float(row["loudness"] or -14), loudness_range_lu=6.0,
        energy=float(row["energy"] or 0.5),
    ))  # fmt: skip


def cases(world: World, seed: int) -> list[Case]:
    """Hide a fifth of each playlist."""
    rng = np.random.default_rng(seed)
    found: list[Case] = []
    for name, songs in world.playlists.items():
        out = set(rng.permutation(len(songs))[: round(HIDDEN * len(songs))].tolist())
        shown = tuple(song for place, song in enumerate(songs) if place not in out)
        hidden = frozenset(song for place, song in enumerate(songs) if place in out)
        found.append(Case(name=name, shown=shown, hidden=hidden))
    return found


def rankers(world: World, shown: Sequence[Case], seed: int, folder: Path) -> dict[str, Ranker]:
    """All ways of proposing; only what is shown of any playlist is known to them."""
    company = _company(world, shown, folder)
    popular = sorted(world.popularity, key=lambda one: (-world.popularity[one], one))

    def ours(case: Case, **changed: float) -> Sequence[TrackId]:
        return _ranked(world, case, company, {**CONTINUING, **changed})

    def by_artist(case: Case) -> Sequence[TrackId]:
        known = Counter(fold(name) for one in case.shown for name in world.song(one).track.artists)
        standing = {one: max(known[fold(name)] for name in world.song(one).track.artists)
                    for one in popular}  # fmt: skip
        return sorted(popular, key=lambda one: -standing[one])

    def by_chance(case: Case) -> Sequence[TrackId]:
        rng = np.random.default_rng([seed, shown.index(case)])
        return [popular[place] for place in rng.permutation(len(popular))]

    return {
        "ours": ours,
        "ours with other playlists": lambda case: ours(case, similar=OF_OTHERS),
        "ours without the sound": lambda case: ours(case, style=0.0),
        "ours without the age": lambda case: ours(case, release_date=0.0),
        "sound alone": lambda case: _ranked(world, case, company, {"style": 1.0}),
        "artist": by_artist,
        "popularity": lambda _: popular,
        "random": by_chance,
    }


def _ranked(
    world: World, case: Case, company: colisten.Model | None, weights: Mapping[str, float]
) -> Sequence[TrackId]:
    plays = list(_plays(world, case))
    alike = None
    if company is not None and "similar" in weights:
        history = kept(plays, (), (), Controls(), AT)
        alike = colisten.similar(company, history, world.songs, controls=Controls(), at=AT)
    known = taste(plays, [], world.songs, listener=case.name, at=AT, time_zone="UTC",
                  similar=alike)  # fmt: skip
    return rank(world.ready, weights, known, at=AT, seed=1, count=K + len(case.shown))


def _plays(world: World, case: Case) -> Iterator[Listen]:
    """What is shown, played once in its order just before the moment."""
    for back, one in enumerate(reversed(case.shown), 1):
        track = world.song(one).track
        yield Listen(started_at=AT - timedelta(minutes=4 * back), artist=track.artist,
                     title=track.title, track_id=one, played_ms=200_000)  # fmt: skip


def _company(world: World, shown: Sequence[Case], folder: Path) -> colisten.Model | None:
    """Learn from what is shown of all playlists, each as one listener's plays, if they meet."""
    file = folder / "shown.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(("listener", "artist", "title", "plays"))
        for case in shown:
            for one in case.shown:
                track = world.song(one).track
                table.writerow((case.name, track.artist, track.title, 1))
    try:
        colisten.build(folder, [file], licence="measured and thrown away", household={})
    except ImportFileError:
        return None
    return colisten.load(folder)


def recall(proposed: Sequence[TrackId], case: Case) -> float:
    """Share of what is hidden among the first proposals that are not shown."""
    new = [one for one in proposed if one not in frozenset(case.shown)][:K]
    return len(case.hidden.intersection(new)) / min(len(case.hidden), K)


def measured(world: World, seeds: int) -> dict[str, NDArray[np.float64]]:
    """Recall@50 of each way, the mean over seeds, shape (playlists,)."""
    found: dict[str, list[list[float]]] = defaultdict(list)
    for seed in range(seeds):
        shown = cases(world, seed)
        with TemporaryDirectory() as folder:
            for name, ranker in rankers(world, shown, seed, Path(folder)).items():
                found[name].append([recall(ranker(case), case) for case in shown])
    return {name: np.mean(rows, axis=0) for name, rows in found.items()}


def interval(values: NDArray[np.float64]) -> tuple[float, float]:
    """95 % of the means of resamples by playlist."""
    rng = np.random.default_rng(0)
    means = values[rng.integers(len(values), size=(RESAMPLES, len(values)))].mean(axis=1)
    low, high = np.quantile(means, (0.025, 0.975))
    return float(low), float(high)


def summary(found: Mapping[str, NDArray[np.float64]]) -> dict[str, dict[str, float]]:
    """Mean of each way, with the interval of its gain over `artist`."""
    held_back = {"ours, held back": found["ours"][1::2], "artist, held back": found["artist"][1::2]}
    rows: dict[str, dict[str, float]] = {}
    for name, values in {**found, **held_back}.items():
        beside = found["artist"][1::2] if name in held_back else found["artist"]
        low, high = interval(values)
        gain_low, gain_high = interval(values - beside)
        rows[name] = {"recall": float(values.mean()), "low": low, "high": high,
                      "gain_low": gain_low, "gain_high": gain_high}  # fmt: skip
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, nargs="?", default=os.environ.get(DATA),
                        help=f"The playlists; without, the file that {DATA} names.")  # fmt: skip
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    if asked.data is None:
        parser.error(f"which playlists? Give a file, or name it in {DATA}.")
    start = time.process_time()
    world = read(Path(asked.data))
    found = summary(measured(world, asked.seeds))
    if asked.json:
        print(json.dumps(found))
        return
    print(f"{len(world.playlists)} playlists, {len(world.songs)} songs, {asked.seeds} seeds, "
          f"{time.process_time() - start:.0f} CPU s")  # fmt: skip
    print(f"{'way':<30}{'recall@50':>10}{'95 %':>16}{'gain over artist':>20}")
    for name, row in found.items():
        print(f"{name:<30}{row['recall']:>10.3f}{row['low']:>9.3f}–{row['high']:.3f}"
              f"{row['gain_low']:>+13.3f}…{row['gain_high']:+.3f}")  # fmt: skip


if __name__ == "__main__":
    main()
