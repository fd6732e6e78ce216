"""How energetic a recording sounds, on one scale for the whole library.

A weighted sum of five measurements, each mapped to 0–1 between fixed ends (`_TERMS`), so that 0 is
a solo piano late at night and 1 a crowded floor. Mastering level counts for little: most of the
sum is how much changes, how hard the low end strikes, how bright it is and how fast.
"""

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from dj.analysis.features.bands import mel_centres_hz
from dj.interfaces import Frames, Signal
from dj.model.analysis import LEVEL_RATE_HZ

_TERMS = {
    "change": (0.45, 0.25, 1.15),
    "punch": (0.15, 0.3, 2.6),
    "brightness": (0.12, -42.0, -22.0),
    "level": (0.15, -22.0, -9.0),
    "pace": (0.13, 70.0, 170.0),
}
"""Term → weight, value that counts as 0, value that counts as 1.

change: summed onset strength; punch: mean of the strongest twentieth of low onsets; brightness: dB
of the bands above 2 kHz under the strongest band; level: LUFS; pace: beats per minute.
"""
_BRIGHT_HZ = 2000.0
_STRONGEST_SHARE = 0.05
_SILENT_DB = -75.0
_SMOOTH_S = 4
_NO_PULSE_BPM = 95.0


class EnergyAnalyser:
    """Energy of the whole and of each second."""

    version: ClassVar[str] = "1"
    needs: ClassVar[tuple[str, ...]] = ("tempo_bpm",)
    gives: ClassVar[tuple[str, ...]] = ("energy", "energy_curve")

    def analyse(self, signal: Signal, known: Mapping[str, object], /) -> Mapping[str, object]:
        """Weigh the whole, then each second on the same scale."""
        tempo = known.get("tempo_bpm")
        pace = tempo if isinstance(tempo, float) else _NO_PULSE_BPM
        seconds = max(1, int(np.ceil(signal.duration_s)))
        change = _by_second(signal.onsets.values.sum(axis=1), signal.onsets.rate_hz, seconds)
        loud = _by_second(_brightness(signal.mel), signal.mel.rate_hz, seconds)
        levels = _by_second(signal.levels_lufs, LEVEL_RATE_HZ, seconds)
        punch = _punch(signal.onsets.values[:, 0])
        curve = _weigh(change, np.full(seconds, punch), loud, levels, np.full(seconds, pace))
        whole = _weigh(
            np.array([signal.onsets.values.sum(axis=1).mean()]),
            np.array([punch]),
            np.array([_mean_brightness(signal.mel)]),
            np.array([signal.loudness_lufs]),
            np.array([pace]),
        )
        silent = signal.loudness_lufs < _SILENT_DB
        smooth = uniform_filter1d(curve, _SMOOTH_S, mode="nearest")
        return {
            "energy": 0.0 if silent else float(whole[0]),
            "energy_curve": np.where(levels < _SILENT_DB, 0.0, smooth).astype(np.float32),
        }


def _weigh(*measured: NDArray[np.floating]) -> NDArray[np.float64]:
    total = np.zeros(len(measured[0]))
    for values, (weight, low, high) in zip(measured, _TERMS.values(), strict=True):
        total += weight * np.clip((values - low) / (high - low), 0.0, 1.0)
    return total


def _punch(low_onsets: NDArray[np.float32]) -> float:
    count = max(1, int(len(low_onsets) * _STRONGEST_SHARE))
    return float(np.sort(low_onsets)[-count:].mean()) if len(low_onsets) else 0.0


def _brightness(mel: Frames) -> NDArray[np.float32]:
    bright = mel.values[:, mel_centres_hz() > _BRIGHT_HZ].mean(axis=1)
    return np.asarray(bright - mel.values.max(axis=1), np.float32)


def _mean_brightness(mel: Frames) -> float:
    """Brightness of the frames that are not far below the loudest."""
    strongest = mel.values.max(axis=1)
    audible = strongest > np.percentile(strongest, 90) - 30.0
    return float(_brightness(mel)[audible].mean())


def _by_second(values: NDArray[np.floating], rate_hz: float, seconds: int) -> NDArray[np.float64]:
    """Mean of the values that fall into each second; an empty second repeats the one before."""
    which = np.minimum((np.arange(len(values)) / rate_hz).astype(np.int64), seconds - 1)
    counts = np.bincount(which, minlength=seconds)
    sums = np.bincount(which, values, minlength=seconds)
    filled = np.maximum.accumulate(np.where(counts > 0, np.arange(seconds), 0))
    return np.asarray((sums / np.maximum(counts, 1))[filled], np.float64)
