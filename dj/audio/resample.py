"""Change of sample rate, by soxr at high quality; a stream that can start at any frame.

Frame k of a resampled stream is the instant k ÷ rate: no delay, no drift.
"""

import math

import numpy as np
import soxr

from dj.model.audio import Samples

QUALITY = "HQ"
_PREROLL_FRAMES = 16_384
"""Input before a seek that fills the filter's memory: its impulse response is shorter."""


def resample(samples: Samples, from_hz: int, to_hz: int) -> Samples:
    """Resample a whole array, float32, shape (frames, channels); length scales and rounds."""
    if from_hz == to_hz or not len(samples):
        return samples
    resampled = soxr.resample(samples, from_hz, to_hz, quality=QUALITY)
    return np.ascontiguousarray(resampled, np.float32)


class Resampler:
    """A stream from one rate to another. Feed blocks in order; the last with `last=True`."""

    def __init__(self, from_hz: int, to_hz: int, channels: int) -> None:
        """Start at frame 0 of both rates."""
        self._from_hz, self._to_hz, self._channels = from_hz, to_hz, channels
        self._stream = self._new()

    def feed(self, samples: Samples, *, last: bool = False) -> Samples:
        """Return what is ready, float32, shape (n, channels); n varies and may be 0."""
        ready = self._stream.resample_chunk(np.ascontiguousarray(samples), last=last)
        return np.asarray(ready, np.float32)

    def restart_for(self, frame: int) -> tuple[int, int]:
        """Forget all and tell how to reach an output frame.

        Returns:
            The input frame to continue from, and how many output frames to drop then. Both
            rates have a sample at that instant, so the phase is that of the linear stream.
        """
        self._stream = self._new()
        common = math.gcd(self._from_hz, self._to_hz)
        step_in, step_out = self._from_hz // common, self._to_hz // common
        steps = frame // step_out - math.ceil(_PREROLL_FRAMES / step_in)
        steps = max(0, steps)
        return steps * step_in, frame - steps * step_out

    def _new(self) -> soxr.ResampleStream:
        return soxr.ResampleStream(
            self._from_hz, self._to_hz, self._channels, dtype="float32", quality=QUALITY
        )
