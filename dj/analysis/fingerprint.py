"""The acoustic fingerprint: 32 bits about five times a second, alike for copies of one recording.

Each bit is the sign of a filter in time and frequency, as in Haitsma & Kalker (2002): whether the
difference between two neighbouring bands grows over one second. Twenty bits compare groups of mel
bands, which tell arrangements apart; twelve compare pitch classes with their mean, which tell keys
apart. Signs survive codecs and gain; averages over a second survive small shifts of the start.
A word of 0 stands for silence: it says nothing and is left out of comparisons.
"""

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from dj.interfaces import Frames, Signal

_EVERY = 4
"""A word for each four mel frames, about 5.4 a second: 5 kB for four minutes."""
_SPAN_S = 1.0
_MEL_BITS = 20
_RANGE_DB = 55.0
"""Bands further below the loud passages count as this quiet: codecs drop what lies there."""
_AUDIBLE_DB = 50.0
"""Passages further below the loud ones count as silence."""
_ABSOLUTE_DB = -90.0
"""And so do those below this level: dither of 16 bits."""
_LOUD_PERCENT = 95

Floats = NDArray[np.float64]


class FingerprintAnalyser:
    """What finds two copies of one recording."""

    version: ClassVar[str] = "1"
    needs: ClassVar[tuple[str, ...]] = ()
    gives: ClassVar[tuple[str, ...]] = ("fingerprint",)

    def analyse(self, signal: Signal, known: Mapping[str, object], /) -> Mapping[str, object]:
        """Measure; recordings of less than a frame have an empty fingerprint."""
        del known
        return {"fingerprint": fingerprint(signal.mel, signal.chroma)}


def fingerprint(mel: Frames, chroma: Frames) -> NDArray[np.uint32]:
    """Return the words, uint32, shape (ceil(mel frames / 4),).

    Args:
        mel: levels of mel bands in dB.
        chroma: strengths of parts of semitones, as many to each of twelve.
    """
    if not len(mel.values) or not len(chroma.values):
        return np.zeros(0, np.uint32)
    loudest = mel.values.max(axis=1)
    top = float(np.percentile(loudest, _LOUD_PERCENT))
    at_s = np.arange(0, len(mel.values), _EVERY) / mel.rate_hz
    clipped = np.maximum(mel.values, np.float32(top - _RANGE_DB))
    grown = np.concatenate(
        [_growth(_contrasts(clipped), mel.rate_hz, at_s),
         _growth(_pitches(chroma.values), chroma.rate_hz, at_s)], axis=1,
    )  # fmt: skip
    level = _at(_averaged(loudest[:, None], mel.rate_hz), at_s * mel.rate_hz)[:, 0]
    return _words(grown > 0.0, level > max(top - _AUDIBLE_DB, _ABSOLUTE_DB))


def _contrasts(mel: NDArray[np.float32]) -> Floats:
    """Differences between neighbouring groups of bands, shape (frames, 20)."""
    edges = np.linspace(1, mel.shape[1], _MEL_BITS + 2).round().astype(int)
    sums = np.add.reduceat(mel, edges[:-1], axis=1, dtype=np.float64)
    return np.diff(sums / np.diff(edges), axis=1)


def _pitches(chroma: NDArray[np.float32]) -> Floats:
    """Pitch classes against their mean, each frame by itself, shape (frames, 12)."""
    loudest = np.maximum(chroma.max(axis=1, keepdims=True), 1e-9)
    even = np.sqrt(chroma / loudest, dtype=np.float64)
    classes = even.reshape(len(chroma), 12, -1).sum(axis=2)
    return np.asarray(classes - classes.mean(axis=1, keepdims=True))


def _growth(values: Floats, rate_hz: float, at_s: Floats) -> Floats:
    """How much the average of a second is larger half a second later than half a second before."""
    smooth = _averaged(values, rate_hz)
    return _at(smooth, (at_s + _SPAN_S / 2) * rate_hz) - _at(smooth, (at_s - _SPAN_S / 2) * rate_hz)


def _averaged(values: NDArray[np.floating], rate_hz: float) -> Floats:
    """Moving average over a second, the ends held."""
    width = max(1, round(_SPAN_S * rate_hz))
    padded = np.pad(values, ((width - width // 2, width // 2), (0, 0)), mode="edge")
    sums = padded.cumsum(axis=0, dtype=np.float64)
    return np.asarray((sums[width:] - sums[:-width]) / width)


def _at(values: Floats, places: Floats) -> Floats:
    """Values between frames, by straight lines; outside, those of the ends."""
    inside = np.clip(places, 0.0, len(values) - 1.0)
    before = np.floor(inside).astype(int)
    after = np.minimum(before + 1, len(values) - 1)
    share = (inside - before)[:, None]
    return np.asarray(values[before] * (1.0 - share) + values[after] * share)


def _words(bits: NDArray[np.bool_], audible: NDArray[np.bool_]) -> NDArray[np.uint32]:
    weights = np.left_shift(np.uint32(1), np.arange(bits.shape[1], dtype=np.uint32))
    words = (bits * weights).sum(axis=1, dtype=np.uint32)
    return np.where(audible, np.maximum(words, np.uint32(1)), np.uint32(0)).astype(np.uint32)
