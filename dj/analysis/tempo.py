"""Tempo, beats and bars: onsets → periods → tracked beats → steady grid → bars."""

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from dj.analysis.beats.bars import bars
from dj.analysis.beats.grid import Grid, attack_offset_s, fit, shifted
from dj.analysis.beats.level import is_half_late, tempo_factor
from dj.analysis.beats.periods import Periodicity, periodicity
from dj.analysis.beats.tracking import track
from dj.interfaces import Frames, Signal

_BAND_WEIGHTS = np.array([1.4, 1.0, 0.9, 0.9, 1.0, 0.8], np.float32)
_LOCAL_S, _CONTRAST_S = 0.4, 6.0
_LEAST_CHANGE = 0.01
"""Mean onset strength below which nothing audible happens."""
_FEWEST_BEATS = 6
_SAME_TEMPO = 0.03
_TRUST = ((0.6, 0.95), (0.05, 0.3), (3.0, 8.0), (4.0, 24.0))
"""Where trust begins and where it is full: steadiness, clarity, emphasis on the beats, beats."""
_UNSTEADY = 0.3
"""Most trust in beats that follow no constant tempo."""
_LEAST_CLARITY = 0.06
"""Below this there is no pulse worth naming."""
_SPECTRAL_DELAY_S = -0.004
"""Where onsets lie after the frames that show them, if the envelope has no clear attack."""

_NOTHING: Mapping[str, object] = {
    "tempo_bpm": None,
    "tempo_confidence": 0.0,
    "tempo_candidates": (),
    "beats_per_bar": 4,
    "beats_s": np.zeros(0),
    "downbeats_s": np.zeros(0),
}


class TempoAnalyser:
    """Beats per minute with alternatives, beats, downbeats, and how far to trust them."""

    version: ClassVar[str] = "1"
    needs: ClassVar[tuple[str, ...]] = ()
    gives: ClassVar[tuple[str, ...]] = tuple(_NOTHING)

    def analyse(self, signal: Signal, known: Mapping[str, object], /) -> Mapping[str, object]:
        """Find the pulse, if there is one."""
        del known
        curve = onset_curve(signal.onsets)
        rhythm = periodicity(curve, signal.onsets.rate_hz)
        is_audible = (
            signal.onsets.values.sum(axis=1).mean() > _LEAST_CHANGE if len(curve) else False
        )
        if not is_audible or not rhythm.candidates or rhythm.clarity < _LEAST_CLARITY:
            return {**_NOTHING, "tempo_candidates": rhythm.candidates}
        pulse = _pulse(signal, curve, rhythm.candidates[0][0])
        if pulse is None:
            return {**_NOTHING, "tempo_candidates": rhythm.candidates}
        tracked, grid = pulse
        offset = attack_offset_s(grid.beats_s, signal.envelope, _SPECTRAL_DELAY_S)
        beats = grid.beats_s + offset
        beats = beats[(beats >= 0.0) & (beats <= signal.duration_s)]
        beats_per_bar, downbeats = bars(beats, signal.onsets, signal.chroma)
        tempo_bpm = 60.0 / grid.period_s
        return {
            "tempo_bpm": tempo_bpm,
            "tempo_confidence": _confidence(grid, rhythm, curve, tracked),
            "tempo_candidates": _candidates(tempo_bpm, rhythm),
            "beats_per_bar": beats_per_bar,
            "beats_s": beats,
            "downbeats_s": downbeats,
        }


def _pulse(
    signal: Signal, curve: NDArray[np.float32], tempo_bpm: float
) -> tuple[NDArray[np.int64], Grid] | None:
    """Track, correct the level and the phase; the tracked frames and their grid."""
    rate_hz = signal.onsets.rate_hz
    tracked = track(curve, 60.0 / tempo_bpm * rate_hz)
    if len(tracked) < _FEWEST_BEATS:
        return None
    factor = tempo_factor(tracked / rate_hz, signal.onsets)
    if factor != 1.0:
        tracked = track(curve, 60.0 / (tempo_bpm * factor) * rate_hz)
    grid = fit(tracked / rate_hz, signal.duration_s)
    if grid.is_steady and is_half_late(grid.beats_s, signal.onsets, signal.chroma):
        grid = shifted(grid, grid.period_s / 2.0, signal.duration_s)
    return tracked, grid


def _candidates(tempo_bpm: float, rhythm: Periodicity) -> tuple[tuple[float, float], ...]:
    """The tempo found, then the others that the onsets support."""
    others = [c for c in rhythm.candidates if abs(c[0] / tempo_bpm - 1.0) > _SAME_TEMPO]
    return ((tempo_bpm, 1.0), *others)


def onset_curve(onsets: Frames) -> NDArray[np.float32]:
    """One curve from six bands: each at its own scale, without its slow part, even in loudness."""
    if not len(onsets.values):
        return np.zeros(0, np.float32)
    scale = onsets.values.mean(axis=0) + 0.02
    summed = (onsets.values / scale) @ _BAND_WEIGHTS
    local = uniform_filter1d(summed, max(1, int(_LOCAL_S * onsets.rate_hz)), mode="nearest")
    rising = np.maximum(summed - local, 0.0)
    spread = uniform_filter1d(rising**2, max(1, int(_CONTRAST_S * onsets.rate_hz)), mode="nearest")
    typical = float(np.sqrt(np.mean(rising**2)))
    return np.asarray(rising / (np.sqrt(np.maximum(spread, 0)) + 0.3 * typical + 1e-6), np.float32)


def _confidence(
    grid: Grid, rhythm: Periodicity, curve: NDArray[np.float32], tracked: NDArray[np.int64]
) -> float:
    """Trust in the grid: steady, clear, and with more on the beats than between them."""
    emphasis = float(curve[tracked].mean()) / max(float(curve.mean()), 1e-6)
    measured = (grid.steadiness, rhythm.clarity, emphasis, len(tracked))
    trust = [
        np.clip((value - none) / (full - none), 0.0, 1.0)
        for value, (none, full) in zip(measured, _TRUST, strict=True)
    ]
    return float(np.prod(trust)) if grid.is_steady else _UNSTEADY * float(np.prod(trust[1:]))
