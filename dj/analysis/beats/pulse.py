"""What plays where, if this pulse were the beat: one row of measurements for each reading.

A tracked pulse may be the beat, half or twice the beat, or a level of triplets; and the beat may
fall between its strokes. Onsets are folded over eight beats of each such reading, twelve places to
a beat, and harmonic change in the same way. Band order is that of the onsets, low to high.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dj.analysis.beats.grid import Grid
from dj.interfaces import Frames

PLACES = 12
"""Places in a beat: halves, thirds and quarters fall on them."""
RATIOS = (1.0, 2.0, 0.5, 1.5, 2 / 3, 0.75, 4 / 3, 3.0, 1 / 3)
"""Beats in a stroke of the tracked pulse; the first reading takes the pulse as it is."""
SLOWEST_BPM, FASTEST_BPM = 54.0, 190.0
LAGS = (1.0, 1 / 2, 1 / 3, 1 / 4, 2.0, 3.0, 4.0, 2 / 3, 3 / 4, 4 / 3)
"""Of the onset curve's autocorrelation, in beats."""
MEASUREMENTS = 52

_BEATS = 8
_LOW, _SNARE, _TOP = 0, 3, 5
_FLOOR = 0.1
"""Added before logarithms: a tenth of a band's mean is as good as nothing."""
_ALL_FLOOR = 0.3
_SPECTRAL_DELAY_S = -0.004
_CHANGE_S = 0.5
"""Harmony is compared over this long before and after."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reading:
    """One way to hear the pulse: which strokes are beats."""

    ratio: float
    """Beats in a stroke of the tracked pulse."""
    tempo_bpm: float
    measured: NDArray[np.float64]
    """Shape (12, 52): row p is for beats that fall p twelfths of a beat after strokes."""


def readings(
    grid: Grid, onsets: Frames, chroma: Frames, likeness: Callable[[float], float]
) -> Sequence[Reading]:
    """Measure all readings of a pulse whose tempo is one of music.

    Args:
        grid: the tracked pulse.
        onsets: strengths, shape (n, 6).
        chroma: shape (m, 36).
        likeness: the onset curve's autocorrelation at a lag in seconds, 1 at lag 0.
    """
    return tuple(_readings(grid, onsets, chroma, likeness))


def _readings(
    grid: Grid, onsets: Frames, chroma: Frames, likeness: Callable[[float], float]
) -> Iterator[Reading]:
    times = np.arange(len(onsets.values), dtype=np.float64) / onsets.rate_hz + _SPECTRAL_DELAY_S
    strokes = coordinate(grid, times)
    even = onsets.values / (onsets.values.mean(axis=0) + 0.02)
    change = _harmonic_change(chroma)[:, None]
    turns = coordinate(grid, (np.arange(len(change), dtype=np.float64) - 0.5) / chroma.rate_hz)
    for ratio in RATIOS:
        tempo_bpm = 60.0 / grid.period_s * ratio
        if not SLOWEST_BPM <= tempo_bpm <= FASTEST_BPM:
            continue
        drums = _in_phases(_folded(even, strokes * ratio))
        chords = _folded(change, turns * ratio)
        chords = _in_phases(chords / max(float(chords.mean()), 1e-6))[..., 0]
        lags = np.array([likeness(60.0 / tempo_bpm * lag) for lag in LAGS])
        parts = (
            _strokes(drums), _turns(drums), _harmony(chords),
            np.tile([float(ratio in (3 / 4, 4 / 3)), *lags], (PLACES, 1)),
        )  # fmt: skip
        yield Reading(ratio=ratio, tempo_bpm=tempo_bpm, measured=np.hstack(parts))


def coordinate(grid: Grid, times_s: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where times lie in strokes of the pulse, counted from its first."""
    if grid.is_steady:
        return np.asarray((times_s - grid.beats_s[0]) / grid.period_s, np.float64)
    beats, last = grid.beats_s, len(grid.beats_s) - 1
    inside = np.interp(times_s, beats, np.arange(last + 1))
    before = np.minimum(times_s - beats[0], 0.0) / grid.period_s
    return np.asarray(inside + before + np.maximum(times_s - beats[last], 0.0) / grid.period_s)


def _folded(values: NDArray[np.floating], beats: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean at each place of eight beats, shape (96, columns)."""
    count = _BEATS * PLACES
    place = np.rint(beats * PLACES % count).astype(np.int64) % count
    share = np.maximum(np.bincount(place, minlength=count), 1)
    sums = [np.bincount(place, column, minlength=count) for column in values.T]
    return np.asarray(np.stack(sums, axis=1) / share[:, None], np.float64)


def _in_phases(folded: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same for each phase, shape (12, 8, 12, columns): phase, beat, place in the beat."""
    count = len(folded)
    which = (np.arange(PLACES)[:, None] + np.arange(count)) % count
    return np.asarray(folded[which].reshape(PLACES, _BEATS, PLACES, -1), np.float64)


def _strokes(drums: NDArray[np.float64]) -> NDArray[np.float64]:
    """How strongly each band strikes on the beat and at its divisions, shape (12, 33)."""
    beat = drums.mean(axis=1)
    level = np.log(beat + _FLOOR)
    quarters = (level[:, 3] + level[:, 9]) / 2
    thirds = (level[:, 4] + level[:, 8]) / 2
    total = beat.sum(axis=2) + _ALL_FLOOR
    off = [3, 4, 6, 8, 9]
    more = np.column_stack([
        np.log(total[:, 6] / total[:, 0]),
        np.log(total[:, off].max(axis=1) / total[:, 0]),
        level[:, [3, 4, 6, 9], _TOP].max(axis=1) - level[:, 0, _TOP],
    ])  # fmt: skip
    return np.hstack([level[:, 0], level[:, 6], quarters, thirds, level[:, 4], more])


def _turns(drums: NDArray[np.float64]) -> NDArray[np.float64]:
    """How bass drum and snare take turns over two and four beats, shape (12, 5)."""
    level = np.log(drums[:, :, 0] + _FLOOR)
    low, snare = (
        level[:, ::2, band].mean(axis=1) - level[:, 1::2, band].mean(axis=1)
        for band in (_LOW, _SNARE)
    )
    bar = level.reshape(PLACES, 2, 4, -1).mean(axis=1)
    once = [
        (bar[..., band].max(axis=1) * 4 - bar[..., band].sum(axis=1)) / 3 for band in (_SNARE, _LOW)
    ]
    return np.column_stack([np.abs(low), np.abs(snare), np.abs(low + snare), *once])


def _harmony(chords: NDArray[np.float64]) -> NDArray[np.float64]:
    """Whether chords change on the beat, and each second or fourth of them, shape (12, 3)."""
    on, between = chords[:, :, 0], chords[:, :, 6]
    second = on.reshape(PLACES, 4, 2).mean(axis=1).max(axis=1)
    fourth = on.reshape(PLACES, 2, 4).mean(axis=1).max(axis=1)
    moves = np.log(on.mean(axis=1) + _FLOOR) - np.log(between.mean(axis=1) + _FLOOR)
    return np.column_stack([moves, second - on.mean(axis=1), fourth - second])


def _harmonic_change(chroma: Frames) -> NDArray[np.float64]:
    """One minus the likeness of half a second before and after each frame, shape (m + 1,)."""
    values = chroma.values.astype(np.float64)
    sums = np.vstack([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)])
    at = np.arange(len(sums))
    reach = max(2, round(_CHANGE_S * chroma.rate_hz))
    before = sums - sums[np.maximum(at - reach, 0)]
    after = sums[np.minimum(at + reach, len(values))] - sums
    norms = np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1)
    change = 1.0 - np.einsum("fc,fc->f", before, after) / np.maximum(norms, 1e-9)
    change[:reach] = change[-reach:] = 0.0
    return np.asarray(np.maximum(change, 0.0), np.float64)
