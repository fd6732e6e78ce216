"""Cues for a singing or speaking voice, from spectra that are fine in frequency.

A voice glides: between two frames its partials move together by a fraction of a semitone, while
most instruments stand still or jump. Each frame's spectrum, on a scale of 20 cents, is compared
with the one before at shifts of up to a semitone (the fluctogram of Lehner, Sonnleitner & Widmer,
ISMIR 2013). A lead voice also stands in the middle of the stereo image.

Columns: shift in cents of four octave bands from 320 Hz; correlation at that shift, four bands;
tonal contrast (dB between peaks and valleys), four bands; side ÷ middle in dB, 250 Hz to 4 kHz.
"""

import numpy as np
from numpy.typing import NDArray

from dj.analysis.features.stft import Power, Stft

SIZE, HOP = 2048, 512
BANDS = 4
COLUMNS = 3 * BANDS + 1
_LOWEST_HZ = 320.0
_STEPS_PER_OCTAVE = 60
_REACH = 5
"""Greatest shift between two frames, in steps of 20 cents."""
_CENTS = 1200.0 / _STEPS_PER_OCTAVE
_COMPRESSION = 300.0
_FLOOR = np.float32(1e-3)
"""Added to the length of a band, so that silence is like nothing."""
_SIDE_EVERY = 4
_SIDE_HZ = (250.0, 4000.0)
_SIDE_RANGE_DB = (-40.0, 10.0)


class Voice:
    """Collects voice cues of a middle and a side stream of equal length."""

    def __init__(self, rate_hz: int) -> None:
        """Prepare the scales for a sample rate."""
        self.rate_hz = rate_hz / HOP
        self._middle, self._side = Stft(SIZE, HOP), Stft(SIZE, HOP * _SIDE_EVERY)
        steps = BANDS * _STEPS_PER_OCTAVE + 2 * _REACH
        places_hz = _LOWEST_HZ * 2.0 ** ((np.arange(steps) - _REACH) / _STEPS_PER_OCTAVE)
        places = places_hz * SIZE / rate_hz
        self._bin = places.astype(np.int64)
        self._part = (places - self._bin).astype(np.float32)
        self._image = slice(*(int(hz * SIZE / rate_hz) for hz in _SIDE_HZ))
        self._before = np.zeros((1, steps), np.float32)
        self._cues: list[NDArray[np.float32]] = []
        self._middle_power: list[NDArray[np.float32]] = []
        self._side_power: list[NDArray[np.float32]] = []

    def feed(self, middle: NDArray[np.float32], side: NDArray[np.float32]) -> None:
        """Take the next block of both."""
        self._take(self._middle.feed(middle), self._side.feed(side))

    def finish(self) -> None:
        """Take the frames at the end."""
        self._take(self._middle.finish(), self._side.finish())

    @property
    def values(self) -> NDArray[np.float32]:
        """Cues, float32, shape (frames, 13)."""
        cues = np.concatenate([np.zeros((0, COLUMNS - 1), np.float32), *self._cues])
        return np.column_stack([cues, self._image_db(len(cues))])

    def _take(self, middle: Power, side: Power) -> None:
        if len(side):
            self._side_power.append(side[:, self._image].sum(axis=1))
        if not len(middle):
            return
        self._middle_power.append(middle[:, self._image].sum(axis=1))
        power = middle[:, self._bin] * (1.0 - self._part) + middle[:, self._bin + 1] * self._part
        scale = np.log1p(_COMPRESSION * np.sqrt(power))
        joined = np.concatenate([self._before, scale])
        self._before = joined[-1:]
        inner = scale[:, _REACH:-_REACH].reshape(len(scale), BANDS, _STEPS_PER_OCTAVE)
        shift, likeness = _shifts(inner, joined[:-1])
        self._cues.append(np.hstack([shift, likeness, _contrast(inner)]))

    def _image_db(self, count: int) -> NDArray[np.float32]:
        middle = np.concatenate([np.zeros(0, np.float32), *self._middle_power])
        side = np.concatenate([np.zeros(0, np.float32), *self._side_power])
        side = np.repeat(side, _SIDE_EVERY)[:count]
        side = np.pad(side, (0, count - len(side)), mode="edge" if len(side) else "constant")
        ratio = 10.0 * np.log10((side + 1e-10) / (middle[:count] + 1e-10))
        return np.asarray(np.clip(ratio, *_SIDE_RANGE_DB), np.float32)


def _shifts(
    now: NDArray[np.float32], before: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Shift in cents and correlation of each band, both float32, shape (frames, bands)."""
    width = now.shape[1] * now.shape[2]
    centred = now - now.mean(axis=2, keepdims=True)
    norm = np.sqrt(np.einsum("fbs,fbs->fb", centred, centred)) + _FLOOR
    likeness = np.empty((2 * _REACH + 1, *now.shape[:2]), np.float32)
    for shift in range(2 * _REACH + 1):
        other = before[:, shift : shift + width].reshape(now.shape)
        # What is centred on one side only: a mean on the other side would add nothing.
        likeness[shift] = np.einsum("fbs,fbs->fb", centred, other)
    likeness /= norm * _norms(before)
    best = likeness.argmax(axis=0)
    cents = ((_REACH - best) * _CENTS).astype(np.float32)
    return cents, likeness.max(axis=0)


def _norms(scale: NDArray[np.float32]) -> NDArray[np.float32]:
    """Length of each band less its mean at each shift, shape (shifts, frames, bands)."""
    shifts, bands = np.arange(2 * _REACH + 1)[:, None], np.arange(BANDS)
    starts = shifts + bands * _STEPS_PER_OCTAVE
    sums, squares = (_window_sums(values, starts) for values in (scale, scale * scale))
    spread = np.maximum(squares - sums * sums / _STEPS_PER_OCTAVE, 0.0)
    return np.asarray(np.sqrt(spread).transpose(1, 0, 2) + _FLOOR, np.float32)


def _window_sums(values: NDArray[np.float32], starts: NDArray[np.int64]) -> NDArray[np.float64]:
    running = np.zeros((len(values), values.shape[1] + 1))
    np.cumsum(values, axis=1, out=running[:, 1:])
    return np.asarray(running[:, starts + _STEPS_PER_OCTAVE] - running[:, starts])


def _contrast(inner: NDArray[np.float32]) -> NDArray[np.float32]:
    """Spread of a band's compressed spectrum: tones stand out, noise does not."""
    return np.asarray(inner.max(axis=2) - inner.mean(axis=2), np.float32)
