"""Which level of the meter is the beat, and which of its two phases: what drums and chords say.

A tracker takes the strongest regular pulse. That may be twice too fast (every other beat carries
nothing but a hi-hat), twice too slow (bass drum on the beats, snare between them), or half a beat
late (bass notes off the beat).
"""

import numpy as np
from numpy.typing import NDArray

from dj.analysis.beats.bars import around, harmonic_change
from dj.analysis.beats.grid import Times
from dj.interfaces import Frames

_FEWEST_BEATS = 16
_EMPTY = 0.35
"""Every other beat with this share of the drums, or less, of its neighbours is no beat."""
_DIVIDED = 1.4
"""How much more bass drum one phase, and snare the other, must have to be two beats."""
_SLOWEST_BPM, _FASTEST_BPM = 56.0, 185.0
_PHASE_WEIGHTS = (1.0, 0.5, 0.5, 0.25)
"""Of log ratios of: change of harmony, snare, all onsets, bass drum."""


def tempo_factor(beats_s: Times, onsets: Frames) -> float:
    """Return 0.5, 1 or 2: what the tempo of these beats must be multiplied with."""
    if len(beats_s) < _FEWEST_BEATS:
        return 1.0
    tempo_bpm = 60.0 / float(np.median(np.diff(beats_s)))
    if tempo_bpm / 2.0 >= _SLOWEST_BPM and _is_half_empty(beats_s, onsets):
        return 0.5
    return 2.0 if tempo_bpm * 2.0 <= _FASTEST_BPM and _is_divided(beats_s, onsets) else 1.0


def is_half_late(beats_s: Times, onsets: Frames, chroma: Frames) -> bool:
    """Tell whether the middles between these beats are the better beats."""
    if len(beats_s) < _FEWEST_BEATS:
        return False
    on, off = (_evidence(times, onsets, chroma) for times in (beats_s, _middles(beats_s)))
    return float(np.dot(_PHASE_WEIGHTS, np.log(off / on))) > 0.0


def _is_half_empty(beats_s: Times, onsets: Frames) -> bool:
    drums = around(beats_s, onsets)[:, :5].sum(axis=1)
    even, odd = float(drums[::2].mean()), float(drums[1::2].mean())
    return min(even, odd) < _EMPTY * max(even, odd)


def _is_divided(beats_s: Times, onsets: Frames) -> bool:
    on, off = (around(times, onsets).mean(axis=0) + 0.02 for times in (beats_s, _middles(beats_s)))
    low, snare = on[0] / off[0], on[3] / off[3]
    return bool(
        (low > _DIVIDED and snare < 1.0 / _DIVIDED) or (low < 1.0 / _DIVIDED and snare > _DIVIDED)
    )


def _middles(beats_s: Times) -> Times:
    return (beats_s[1:] + beats_s[:-1]) / 2.0


def _evidence(times: Times, onsets: Frames, chroma: Frames) -> NDArray[np.float64]:
    strengths = around(times, onsets).mean(axis=0)
    parts = (harmonic_change(times, chroma).mean(), strengths[3], strengths.sum(), strengths[0])
    return np.asarray(parts, np.float64) + 0.01
