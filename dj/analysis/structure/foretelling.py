"""How would the sound have gone on? Linear prediction over the last samples of a file.

A cut through one recording leaves a wave that the samples before foretell to within its noise; the
start of another recording does not follow from them. Works where decoding is exact at the ends:
PCM, FLAC, and nearly so Vorbis; other codecs bend the last and first samples.
"""

import numpy as np
from numpy.typing import NDArray

STEPS = 3
"""Samples foretold; further ahead music is too rich."""
NEEDED = 2048
"""Samples to learn from: 46 ms at 44.1 kHz."""
_ORDER = 32
_EVERY = 29
"""Distance in samples of the places where the prediction is tried out."""
_LOADING = 1e-6

Wave = NDArray[np.float64]
"""Mono samples, float64, shape (n,)."""


def foretell(wave: Wave) -> tuple[Wave, float]:
    """Return the samples that would follow, and the usual error of such a guess.

    Args:
        wave: the last `NEEDED` samples; not silent.

    Returns:
        `STEPS` samples, and their usual squared error relative to the mean square of the wave.
    """
    weights = _weights(wave)
    tried = range(_ORDER, len(wave) - STEPS, _EVERY)
    errors = [
        np.mean((_go_on(weights, wave[at - _ORDER : at]) - wave[at : at + STEPS]) ** 2)
        for at in tried
    ]
    return _go_on(weights, wave[-_ORDER:]), float(np.median(errors) / np.mean(wave**2))


def _weights(wave: Wave) -> Wave:
    """Least-squares predictor of a sample from those before it, oldest first."""
    views = np.lib.stride_tricks.sliding_window_view(wave, _ORDER + 1)
    past, now = views[:, :-1], views[:, -1]
    square = past.T @ past
    square[np.diag_indices(_ORDER)] += _LOADING * np.trace(square) / _ORDER
    return np.asarray(np.linalg.solve(square, past.T @ now), np.float64)


def _go_on(weights: Wave, past: Wave) -> Wave:
    known = list(past)
    for _ in range(STEPS):
        known.append(float(weights @ np.array(known[-_ORDER:])))
    return np.array(known[-STEPS:])
