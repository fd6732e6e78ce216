"""The directions of a taste, named by what is in them and laid out on a plane.

A direction is named by the genres that are commoner among its songs than among all that is played,
so that a genre played everywhere names none of them. The map is the plane through the directions
(for one or two of them filled up with the songs' main spread): of all planes it keeps the tastes
furthest apart, and whatever lies off it looks nearer than it is. A direction's mark stands amid its
songs: the direction itself, of length 1, lies further out than any mean of songs.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from dj.listeners.plays import Play
from dj.model.analysis import Song
from dj.model.listening import Taste
from dj.model.names import fold
from dj.model.profile import Direction, Dot
from dj.model.style import style_rows
from dj.units import TrackId

MOST_DOTS = 600
_NAMES = 3
_LEAST_PLAYS = 3
"""A genre or artist with fewer plays names a direction only if all have fewer."""

Matrix = NDArray[np.float64]


def describe(
    plays: Sequence[Play], songs: Mapping[TrackId, Song], taste: Taste
) -> tuple[tuple[Direction, ...], tuple[Dot, ...]]:
    """Name the directions and place the most played songs; both empty without measured sound."""
    counts = Counter(play.song for play in plays)
    numbers, rows = _measured(counts, songs, taste.modes.shape[1] if taste.modes.size else 0)
    if not numbers:
        return (), ()
    centres = taste.modes.astype(np.float64)
    nearest = (rows @ centres.T).argmax(axis=1)
    weights = np.array([counts[number] for number in numbers], np.float64)
    places, spots = _plane(rows, weights, _amid(rows, weights, nearest, centres))
    of_song = dict(zip(numbers, nearest.tolist(), strict=True))
    tags, artists = _tags(plays, of_song, len(centres)), _artists(plays, of_song, len(centres))
    directions = tuple(
        Direction(share=share, tags=tags[mode], artists=artists[mode],
                  songs=int((nearest == mode).sum()), x=float(spots[mode, 0]),
                  y=float(spots[mode, 1]))
        for mode, share in enumerate(taste.mode_weights)
    )  # fmt: skip
    most = sorted(range(len(numbers)), key=lambda row: (-weights[row], numbers[row]))[:MOST_DOTS]
    return directions, tuple(
        Dot(x=float(places[row, 0]), y=float(places[row, 1]), plays=int(weights[row]),
            direction=int(nearest[row]))
        for row in most
    )  # fmt: skip


def _measured(
    counts: Mapping[str, int], songs: Mapping[TrackId, Song], size: int
) -> tuple[list[str], Matrix]:
    """Take the songs that were played and whose sound compares with the directions."""
    found = style_rows([song.analysis for song in songs.values()])
    vectors = {
        str(track_id): row
        for track_id, row in zip(songs, found, strict=True)
        if track_id in counts and row.size == size > 0 and np.isfinite(row).all() and row.any()
    }
    numbers = sorted(vectors)
    if not numbers:
        return [], np.zeros((0, size))
    rows = np.array([vectors[number] for number in numbers], np.float64)
    return numbers, rows / np.linalg.norm(rows, axis=1, keepdims=True)


def _amid(rows: Matrix, weights: Matrix, nearest: NDArray[np.int64], centres: Matrix) -> Matrix:
    """Mean of each direction's songs by plays; the direction itself where it has none."""
    found = centres.copy()
    for mode in np.unique(nearest).tolist():
        mine = nearest == mode
        found[mode] = np.average(rows[mine], axis=0, weights=weights[mine])
    return found


def _plane(rows: Matrix, weights: Matrix, centres: Matrix) -> tuple[Matrix, Matrix]:
    """Project songs and centres on the map; the outermost lies at 1."""
    middle = np.average(centres, axis=0)
    spread = _main_axes((rows - middle) * np.sqrt(weights)[:, None])
    axes: list[Matrix] = []
    for candidate in [*_main_axes(centres - middle), *spread]:
        rest = candidate - sum((axis * (axis @ candidate) for axis in axes), np.zeros_like(middle))
        if (length := float(np.linalg.norm(rest))) > 1e-6 and len(axes) < 2:
            rest /= length
            axes.append(rest * (np.sign(rest[np.abs(rest).argmax()]) or 1.0))
    plane = np.array([*axes, *np.zeros((2 - len(axes), middle.size))])
    places, spots = (rows - middle) @ plane.T, (centres - middle) @ plane.T
    reach = max(float(np.abs(places).max(initial=0.0)), float(np.abs(spots).max()), 1e-9)
    return places / reach, spots / reach


def _main_axes(rows: Matrix) -> Matrix:
    """Directions of the greatest spread, strongest first, at most two; weak ones are left out."""
    _, strengths, axes = np.linalg.svd(rows, full_matrices=False)
    kept: Matrix = axes[:2][strengths[:2] > 1e-6]
    return kept


def _tags(
    plays: Sequence[Play], of_song: Mapping[str, int], directions: int
) -> list[tuple[str, ...]]:
    """Genres by plays in a direction × the log of how much commoner they are there than usual."""
    inside: list[Counter[str]] = [Counter() for _ in range(directions)]
    texts: dict[str, str] = {}
    for play in plays:
        if play.song in of_song:
            inside[of_song[play.song]].update(fold(tag) for tag in play.genres)
            texts |= {fold(tag): tag for tag in play.genres}
    everywhere = sum(inside, Counter())
    total = everywhere.total()
    found = []
    for counts in inside:
        size = counts.total()
        scores = {
            tag: plays_here * (1.0 if directions == 1 else math.log(
                (plays_here / size) / (everywhere[tag] / total)))
            for tag, plays_here in counts.items() if plays_here >= _least(counts)
        }  # fmt: skip
        best = sorted((t for t in scores if scores[t] > 0), key=lambda t: (-scores[t], t))
        found.append(tuple(texts[tag] for tag in best[:_NAMES]))
    return found


def _artists(
    plays: Sequence[Play], of_song: Mapping[str, int], directions: int
) -> list[tuple[str, ...]]:
    """Artists with most plays in each direction."""
    inside: list[Counter[str]] = [Counter() for _ in range(directions)]
    for play in plays:
        if play.song in of_song and play.artist_text:
            inside[of_song[play.song]][play.artist_text] += 1
    return [
        tuple(sorted((a for a in counts if counts[a] >= _least(counts)),
                     key=lambda artist: (-counts[artist], artist))[:_NAMES])
        for counts in inside
    ]  # fmt: skip


def _least(counts: Counter[str]) -> int:
    return min(_LEAST_PLAYS, max(counts.values(), default=1))
