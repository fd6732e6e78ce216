"""The mouth: where its resonances are over time, and what they let through."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from dj.audio.synth.singing.syllables import CONSONANTS_HZ, FORMANTS_HZ, Syllable

UPPER_HZ: Final = (3300.0, 3900.0)
"""Fourth and fifth resonance, which no vowel moves; close together they carry over a band."""
RING_HZ: Final = ((2900.0, 550.0, 1.0), (4300.0, 900.0, 0.4))
"""The carrying bands: (centre, width, share of the singer's ring)."""
BANDWIDTHS_HZ: Final = (85.0, 100.0, 130.0, 170.0, 220.0)
OPENING_STEPS: Final = 12
"""A consonant opens into its vowel in 60 ms."""
LEAST_LEVEL: Final = 0.004


def mouth_track(
    syllables: Sequence[Syllable], at: NDArray[np.float64], steps: int
) -> NDArray[np.float64]:
    """Return the first three resonances at each step, hertz, shape (steps + 1, 3).

    Args:
        syllables: in order.
        at: the step at which each begins, and the end of the last: one more than syllables.
        steps: how many steps of 5 ms.
    """
    time = np.arange(steps + 1)
    track = np.empty((steps + 1, 3))
    for index, syllable in enumerate(syllables):
        first, last = int(at[index]), int(np.ceil(at[index + 1])) + 1
        span = time[first:last] - at[index]
        turn = np.clip(span / max(1.0, at[index + 1] - at[index]), 0.0, 1.0)[:, None] ** 2
        start, end = np.array(FORMANTS_HZ[syllable.start]), np.array(FORMANTS_HZ[syllable.end])
        vowel = start + (end - start) * turn
        locus = np.array(CONSONANTS_HZ[syllable.consonant])
        if locus.any():
            closed = np.clip(1.0 - span / OPENING_STEPS, 0.0, 1.0)[:, None]
            vowel = vowel + (locus - vowel) * closed
        track[first:last] = vowel
    return np.asarray(uniform_filter1d(track, 6, axis=0, mode="nearest"))


def mouth_gain(
    frequency_hz: NDArray[np.float64],
    formants_hz: NDArray[np.float64],
    tract: float,
    ring: float,
) -> NDArray[np.float64]:
    """Return how much of each frequency leaves the mouth.

    Args:
        frequency_hz: shape (times, harmonics).
        formants_hz: the first three resonances, shape (times, 3).
        tract: scale of all resonances.
        ring: amplitude added around the carrying band, so that dark vowels are still heard.

    Returns:
        Amplitude ratios, shape (times, harmonics): five resonances in cascade.
    """
    total = np.ones_like(frequency_hz)
    for index, width_hz in enumerate(BANDWIDTHS_HZ):
        moving = index < formants_hz.shape[1]
        at_hz = formants_hz[:, index, None] if moving else np.full((1, 1), UPPER_HZ[index - 3])
        total *= _resonance(frequency_hz, at_hz * tract, width_hz)
    for centre_hz, width_hz, share in RING_HZ:
        total += share * ring * np.exp(-(((frequency_hz - centre_hz * tract) / width_hz) ** 2))
    return np.maximum(total, LEAST_LEVEL)


def _resonance(
    frequency_hz: NDArray[np.float64], centre_hz: NDArray[np.float64], width_hz: float
) -> NDArray[np.float64]:
    ratio = (frequency_hz / centre_hz) ** 2
    return np.asarray(1.0 / np.sqrt((1.0 - ratio) ** 2 + ratio * (width_hz / centre_hz) ** 2))
