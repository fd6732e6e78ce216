"""The style vector: 84 plain measurements of timbre, rhythm and harmony, unit length.

Cosine near 1 means a similar sound. Each measurement is centred and scaled with fixed constants
(`style_scale`), so that vectors of different libraries and years compare. Means and spreads of mel
cepstra follow Logan & Salomon (2001); spectral contrast follows Jiang et al. (2002).
"""

from collections.abc import Mapping
from itertools import pairwise
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from dj.analysis.key import pitch_classes
from dj.analysis.style_scale import CENTRE, SPREAD
from dj.interfaces import Frames, Signal

_CEPSTRA = 20
_DELTAS = 12
_CONTRAST_BANDS = 6
_RHYTHM = 8
_HARMONY = 12
DIMENSIONS = 2 * _CEPSTRA + _DELTAS + 2 * _CONTRAST_BANDS + _RHYTHM + _HARMONY
_AUDIBLE_DB = 45.0
"""Frames further below the loudest ones do not count."""
_RANGE_DB = 65.0
"""Bands further below the loudest count as this quiet, so that gain and hiss change little."""
_FARTHEST = 3.0
"""Measurements are cut at three spreads: one odd value must not rule the vector."""
_RHYTHM_HZ = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0)


class StyleAnalyser:
    """The vector that finds neighbours."""

    version: ClassVar[str] = "1"
    needs: ClassVar[tuple[str, ...]] = ()
    gives: ClassVar[tuple[str, ...]] = ("vector",)

    def analyse(self, signal: Signal, known: Mapping[str, object], /) -> Mapping[str, object]:
        """Measure, standardise, and scale to unit length."""
        del known
        scaled = np.clip((measure(signal) - CENTRE) / SPREAD, -_FARTHEST, _FARTHEST)
        length = float(np.linalg.norm(scaled))
        unit = scaled / length if length > 1e-6 else np.eye(1, DIMENSIONS)[0]
        return {"vector": unit.astype(np.float32)}


def measure(signal: Signal) -> NDArray[np.float64]:
    """The 84 raw measurements, finite for any sound, shape (84,)."""
    mel = _audible(signal.mel)
    parts = (_timbre(mel), _contrast(mel), _rhythm(signal.onsets), _harmony(signal.chroma))
    return np.concatenate(parts)


def _audible(mel: Frames) -> NDArray[np.float64]:
    strongest = mel.values.max(axis=1)
    kept = mel.values[strongest > strongest.max() - _AUDIBLE_DB].astype(np.float64)
    return np.asarray(np.maximum(kept, strongest.max() - _RANGE_DB), np.float64)


def _timbre(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    """Cepstra without the first (loudness): means, spreads, spreads of change."""
    cepstra = fft.dct(mel, axis=1, norm="ortho")[:, 1 : _CEPSTRA + 1]
    change = np.diff(cepstra[:, :_DELTAS], axis=0, prepend=cepstra[:1, :_DELTAS])
    return np.concatenate([cepstra.mean(axis=0), cepstra.std(axis=0), change.std(axis=0)])


def _contrast(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    """Between the strongest and weakest bands of six ranges: means and spreads, dB."""
    ranges = np.array_split(mel, _CONTRAST_BANDS, axis=1)
    contrast = np.stack([part.max(axis=1) - part.min(axis=1) for part in ranges], axis=1)
    return np.concatenate([contrast.mean(axis=0), contrast.std(axis=0)])


def _rhythm(onsets: Frames) -> NDArray[np.float64]:
    """Share of the onset curve's modulation in eight ranges from 0.5 to 12 Hz, log."""
    curve = onsets.values.sum(axis=1).astype(np.float64)
    size = int(8 * onsets.rate_hz)
    padded = np.pad(curve, (0, -len(curve) % size))
    windows = padded.reshape(-1, size)
    windows = windows - windows.mean(axis=1, keepdims=True)
    power = (np.abs(fft.rfft(windows * np.hanning(size), axis=1)) ** 2).mean(axis=0)
    hz = fft.rfftfreq(size, 1.0 / onsets.rate_hz)
    sums = [power[(hz >= a) & (hz < b)].sum() for a, b in pairwise(_RHYTHM_HZ)]
    total = max(float(np.sum(sums)), 1e-9)
    return np.log10(np.array(sums) / total + 1e-3)


def _harmony(chroma: Frames) -> NDArray[np.float64]:
    """Independent of the key: intervals between pitch classes, and how much they change."""
    profile = pitch_classes(chroma)
    profile = profile / max(float(profile.sum()), 1e-9)
    circle = np.abs(fft.fft(profile))[1:7]
    frames = chroma.values.astype(np.float64)
    sums = frames.sum(axis=1, keepdims=True)
    shares = frames / np.maximum(sums, 1e-9)
    flow = np.abs(np.diff(shares, axis=0, prepend=shares[:1])).sum(axis=1)
    entropy = -(shares * np.log(shares + 1e-9)).sum(axis=1)
    tonal = np.log10(sums[:, 0] / max(float(sums.max(initial=0.0)), 1e-9) + 1e-2)
    moments = [flow.mean(), flow.std(), entropy.mean(), entropy.std(), tonal.mean(), tonal.std()]
    return np.concatenate([circle, moments])
