"""Less bass, without touching anything else: the low end of a sound under a gain of its own.

What lies below the crossover is taken out of the sound and put back with its gain. The low-pass is
a Butterworth filter of second order run forwards and backwards, so it delays nothing: highs stay
where they are to the sample, and where the gain is 1 the sound is the very same. It is worked out
on the spectrum, where running both ways is a multiplication by the square of its magnitude.
"""

import numpy as np
from numpy.typing import NDArray

from dj.audio.curves import Gains
from dj.model.audio import Samples

SETTLING_S = 0.05
"""Sound wanted on both sides of a span for the filter to settle: nine periods at 180 Hz."""
_ORDER = 2


def with_lows(sound: Samples, gains: Gains, crossover_hz: float, rate_hz: int) -> Samples:
    """Give what lies below a frequency a gain of its own.

    Args:
        sound: float32, shape (frames, channels): the span, best with its surroundings.
        gains: linear gain of the lows at each frame, float32, shape (frames,).
        crossover_hz: lows go down by 6 dB at most here, by 24 dB an octave below.
        rate_hz: sample rate.
    """
    if not len(sound) or bool(np.all(gains == 1.0)):
        return sound
    settling = min(round(SETTLING_S * rate_hz), len(sound) - 1)
    # Turned over at its ends, the sound goes on there without a step.
    before = 2.0 * sound[:1] - sound[settling:0:-1]
    after = 2.0 * sound[-1:] - sound[-2 : -settling - 2 : -1]
    longer = np.concatenate([before, sound, after])
    lows = _low_passed(longer, crossover_hz, rate_hz)[settling : settling + len(sound)]
    changed = sound + (gains - 1.0)[:, None] * lows
    return np.asarray(changed, np.float32)


def _low_passed(sound: Samples, crossover_hz: float, rate_hz: int) -> NDArray[np.float64]:
    """Pass what lies below, at half amplitude at the crossover; bilinear transform, as digital."""
    size = 1 << (len(sound) + round(SETTLING_S * rate_hz)).bit_length()
    warped = np.tan(np.pi * np.arange(size // 2 + 1) / size)
    squared = 1.0 / (1.0 + (warped / np.tan(np.pi * crossover_hz / rate_hz)) ** (2 * _ORDER))
    spectrum = np.fft.rfft(sound, size, axis=0)
    return np.fft.irfft(spectrum * squared[:, None], size, axis=0)[: len(sound)]
