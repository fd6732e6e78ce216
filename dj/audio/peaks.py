"""True peak: the greatest value between the samples, ITU-R BS.1770-4 Annex 2.

The signal is oversampled (4× below 96 kHz) by an interpolation filter. A stretch of samples is
worked out only if it could hold a new peak: no value between samples exceeds the greatest sample
nearby times the filter's gain, so most of a recording is never touched and nothing is missed.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from dj.model.audio import Audio, Samples
from dj.units import db_from_gain

TAPS = 48
"""Filter taps in all, as in the standard's table: 12 for each of four phases. So many samples of
silence at the end of a stream let the last peak out."""
_STRETCH = 64
"""Samples that are worked out, or skipped, together."""
_BATCH = 64
"""Stretches worked out at a time, loudest first, so that most never qualify."""


class TruePeakMeter:
    """True peak of a stream of any length."""

    def __init__(self, rate_hz: int, channels: int = 2) -> None:
        """Start with silence before the first block."""
        self._phases = _interpolation(_factor(rate_hz))
        self._gain = float(np.abs(self._phases).sum(axis=0).max(initial=1.0))
        self._memory = np.zeros((len(self._phases) - 1, channels), np.float32)
        self._peak = 0.0

    def feed(self, samples: Samples) -> None:
        """Take the next block, float32, shape (n, channels)."""
        if not len(samples):
            return
        self._peak = max(self._peak, float(samples.max()), -float(samples.min()))
        if self._phases.size:
            joined = np.concatenate([self._memory, samples])
            self._memory = joined[1 - len(self._phases) :].copy()
            for channel in joined.T:
                self._search(np.ascontiguousarray(channel))

    def dbtp(self) -> float:
        """Greatest true peak so far in dB relative to full scale; −120 for silence."""
        return db_from_gain(self._peak)

    def _search(self, signal: NDArray[np.float32]) -> None:
        windows = sliding_window_view(signal, len(self._phases))
        bounds = _bounds(signal, len(windows)) * self._gain
        order = np.argsort(-bounds, kind="stable")
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            batch = batch[bounds[batch] > self._peak]
            if not len(batch):
                return
            places = (batch[:, None] * _STRETCH + np.arange(_STRETCH)).ravel()
            between = windows[places[places < len(windows)]] @ self._phases
            self._peak = max(self._peak, float(np.abs(between).max()))


def true_peak_dbtp(audio: Audio) -> float:
    """True peak of sound in memory, dB relative to full scale; −120 for silence."""
    meter = TruePeakMeter(audio.sample_rate_hz, audio.samples.shape[1])
    meter.feed(audio.samples)
    meter.feed(np.zeros((TAPS, audio.samples.shape[1]), np.float32))
    return meter.dbtp()


def _bounds(signal: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """Greatest sample that touches each stretch of windows, shape (stretches,)."""
    stretches = -(-count // _STRETCH)
    padded = np.zeros((stretches + 1) * _STRETCH, np.float32)
    padded[: len(signal)] = np.abs(signal)
    greatest = padded.reshape(-1, _STRETCH).max(axis=1)
    return np.asarray(np.maximum(greatest[:-1], greatest[1:]), np.float32)


def _factor(rate_hz: int) -> int:
    if rate_hz < 96_000:
        return 4
    return 2 if rate_hz < 192_000 else 1


def _interpolation(factor: int) -> NDArray[np.float32]:
    """Phases between the samples of a Hann-windowed sinc, float32, shape (taps, factor − 1)."""
    count = TAPS // factor
    taps = np.arange(count)[:, None] - (count // 2 - 1)
    offsets = taps - np.arange(1, factor)[None, :] / factor
    window = 0.5 + 0.5 * np.cos(np.pi * offsets / (count / 2))
    return np.asarray(np.sinc(offsets) * window, np.float32)
