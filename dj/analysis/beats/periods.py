"""Which periods an onset curve supports, with weights: a first guess for the tracker.

The curve's autocorrelation, averaged over windows, is read at each candidate's multiples (a comb);
a log-normal preference for moderate tempos (Ellis 2007) decides between octaves, as listeners do.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import fft

SLOWEST_BPM, FASTEST_BPM = 50.0, 210.0
_PREFERRED_BPM, _PREFERENCE_OCTAVES = 118.0, 0.75
_STEP = 1.004
"""Ratio between neighbouring candidates."""
_WINDOW_S, _HOP_S = 12.0, 6.0
_TEETH = 4
_NEIGHBOUR_RATIO = 1.06
"""Candidates closer than this are one tempo."""
_MOST_CANDIDATES = 5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Periodicity:
    """What the tempogram says."""

    candidates: tuple[tuple[float, float], ...]
    """(beats per minute, weight 0–1), best first."""
    clarity: float
    """Autocorrelation at the best period and its multiples, 0 (none) to 1 (a machine)."""
    similarity: NDArray[np.float64]
    """Autocorrelation by lag in frames, 1 at lag 0."""
    rate_hz: float

    def likeness(self, lag_s: float) -> float:
        """Autocorrelation at a lag in seconds; 0 where it was not measured."""
        lags = np.arange(len(self.similarity))
        return float(np.interp(lag_s * self.rate_hz, lags, self.similarity, right=0.0))


def periodicity(curve: NDArray[np.float32], rate_hz: float) -> Periodicity:
    """Find tempos in an onset curve, float32, shape (n,)."""
    similarity = _autocorrelation(curve, rate_hz)
    nothing = Periodicity(candidates=(), clarity=0.0, similarity=similarity, rate_hz=rate_hz)
    if not similarity.any():
        return nothing
    steps = int(np.log(FASTEST_BPM / SLOWEST_BPM) / np.log(_STEP))
    tempos = np.asarray(SLOWEST_BPM * _STEP ** np.arange(steps + 1), np.float64)
    comb = _comb(similarity, 60.0 * rate_hz / tempos)
    octaves = np.log2(tempos / _PREFERRED_BPM) / _PREFERENCE_OCTAVES
    scores = np.maximum(comb, 0.0) * np.exp(-0.5 * octaves**2)
    found = _peaks(tempos, scores)
    if not found:
        return nothing
    clarity = float(np.clip(np.interp(found[0][0], tempos, comb), 0.0, 1.0))
    return replace(nothing, candidates=found, clarity=clarity)


def _autocorrelation(curve: NDArray[np.float32], rate_hz: float) -> NDArray[np.float64]:
    """Mean autocorrelation of windows, 1 at lag 0, by lag in frames."""
    size = min(len(curve), int(_WINDOW_S * rate_hz))
    reach = int(_TEETH * 60.0 / SLOWEST_BPM * rate_hz) + 2
    if size < rate_hz:
        return np.zeros(reach)
    hop = max(1, int(_HOP_S * rate_hz))
    starts = range(0, len(curve) - size + 1, hop)
    windows = np.stack([curve[start : start + size] for start in starts]).astype(np.float32)
    windows -= windows.mean(axis=1, keepdims=True)
    length = fft.next_fast_len(size + min(reach, size))
    spectra = fft.rfft(windows, length, axis=1)
    power = (spectra.real**2 + spectra.imag**2).astype(np.float64)
    norm = power.mean(axis=1, keepdims=True)
    similarity = fft.irfft((power / np.maximum(norm, 1e-12)).mean(axis=0), length)[:reach]
    if similarity[0] <= 0.0:
        return np.zeros(reach)
    overlap = 1.0 - np.arange(len(similarity)) / size
    return np.asarray(similarity / similarity[0] / np.maximum(overlap, 0.25), np.float64)


def _comb(similarity: NDArray[np.float64], periods: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean similarity at a period and its multiples."""
    lags = np.arange(len(similarity))
    teeth = [np.interp(k * periods, lags, similarity) for k in range(1, _TEETH + 1)]
    return np.asarray(np.mean(teeth, axis=0), np.float64)


def _peaks(
    tempos: NDArray[np.float64], scores: NDArray[np.float64]
) -> tuple[tuple[float, float], ...]:
    inner = (scores[1:-1] > scores[:-2]) & (scores[1:-1] >= scores[2:]) & (scores[1:-1] > 0)
    order = sorted(np.flatnonzero(inner) + 1, key=lambda i: -scores[i])
    kept: list[int] = []
    for i in order:
        apart = all(abs(np.log(tempos[i] / tempos[j])) > np.log(_NEIGHBOUR_RATIO) for j in kept)
        if apart and len(kept) < _MOST_CANDIDATES:
            kept.append(int(i))
    return tuple((float(tempos[i]), float(scores[i] / scores[kept[0]])) for i in kept)
