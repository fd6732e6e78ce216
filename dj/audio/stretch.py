"""Change of tempo without change of pitch, to the frame, by Signalsmith Stretch.

The engine works on a whole span with some sound before and after it, so that its windows are full
at both ends. A span is seconds long: only overlaps are ever stretched. Its events stay within about
0.5 ms of where the ratio puts them; the length is exact.
"""

import numpy as np
import python_stretch

from dj.model.audio import Samples

CONTEXT_FRAMES = 8_192
"""Source frames wanted before and after a span; fewer are fine where a recording begins or ends."""
_SEED = 1
"""The engine is random only for ratios beyond 2; a seed keeps it a function of its input."""


def stretch(
    source: Samples, *, before: int, span: int, length: int, tail: int, rate_hz: int
) -> Samples:
    """Play a span slower or faster.

    Args:
        source: float32, shape (frames, channels): the span with its context.
        before: frames of context before the span.
        span: length of the span in source frames.
        length: length it shall sound, in frames.
        tail: frames wanted beyond the span, at the same tempo, to fade over the seam.
        rate_hz: sample rate of both.

    Returns:
        float32, shape (length + tail, channels).
    """
    ratio = length / span
    first = round(before * ratio)
    padded = _padded(source, first + length + tail, ratio)
    engine = python_stretch.Signalsmith.Stretch(_SEED)
    engine.preset(source.shape[1], float(rate_hz))
    engine.setTimeFactor(1.0 / ratio)
    sounding = np.asarray(engine.process(np.ascontiguousarray(padded.T))).T
    return np.ascontiguousarray(sounding[first : first + length + tail])


def _padded(source: Samples, wanted: int, ratio: float) -> Samples:
    """Add silence where the recording ends before the tail does."""
    missing = int(np.ceil(wanted / ratio)) + 16 - len(source)
    if missing <= 0:
        return source
    return np.concatenate((source, np.zeros((missing, source.shape[1]), np.float32)))


def seam(ending: Samples, beginning: Samples) -> Samples:
    """Fade from one rendering of the same music to another, float32, both shape (n, channels).

    The two are more or less in phase; the fade keeps the power of their sum even.
    """
    if not len(beginning):
        return beginning
    rise = ((np.arange(len(beginning)) + 0.5) / len(beginning)).astype(np.float32)[:, None]
    likeness = _likeness(ending, beginning)
    level = np.sqrt(rise**2 + (1 - rise) ** 2 + 2 * likeness * rise * (1 - rise))
    mixed = (ending * (1 - rise) + beginning * rise) / level
    return np.asarray(mixed, np.float32)


def _likeness(one: Samples, other: Samples) -> float:
    """Correlation of two renderings, 0 (or opposed) to 1."""
    norm = float(np.sqrt(np.vdot(one, one) * np.vdot(other, other)))
    return 1.0 if norm <= 0 else max(0.0, float(np.vdot(one, other)) / norm)
