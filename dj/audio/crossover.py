"""Less bass, without touching anything else: the low end of a sound under a gain of its own.

What lies below the crossover is taken out of the sound and put back with its gain. The low-pass is
a Butterworth filter of second order run forwards and backwards, so it delays nothing: highs stay
where they are to the sample, and where the gain is 1 the sound is the very same.
"""

import numpy as np

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
    from scipy.signal import butter, sosfiltfilt  # takes half a second to load

    sections = butter(_ORDER, crossover_hz, fs=rate_hz, output="sos")
    settling = min(round(SETTLING_S * rate_hz), len(sound) - 1)
    lows = sosfiltfilt(sections, sound, axis=0, padlen=settling)
    changed = sound + (gains - 1.0)[:, None] * lows
    return np.asarray(changed, np.float32)
