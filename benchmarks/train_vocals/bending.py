"""Other throats and more vibrato for any recording of one voice or one soloist.

A sound is read at a speed that wavers: slower by a constant makes a longer throat and a lower
pitch, a sine makes a vibrato, slow drift makes slides. What it says and how long it lasts stay.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d, map_coordinates

from benchmarks.train_vocals import RATE_HZ

_STEP = 128
_MOST_CENTS = 450.0
Sound = NDArray[np.float32]


def places(rng: np.random.Generator, count: int, *, trembling: float) -> NDArray[np.float64]:
    """Return where to read `count` samples or so: rising places within the sound.

    `trembling` is the chance of a vibrato that comes and goes.
    """
    steps = count // _STEP + 2
    time_s = np.arange(steps) * _STEP / RATE_HZ
    cents = np.full(steps, float(rng.uniform(-_MOST_CENTS, _MOST_CENTS)))
    if rng.random() < trembling:
        rate_hz, depth = float(rng.uniform(4.2, 7.2)), float(rng.gamma(3.0, 14.0))
        swell = np.clip(_wandering(rng, steps, 0.4) + 0.5, 0.0, 1.0)
        cents += depth * swell * np.sin(2.0 * np.pi * rate_hz * time_s + rng.uniform(0, 6.28))
    if rng.random() < 0.5:
        cents += float(rng.uniform(10.0, 80.0)) * _wandering(
            rng, steps, float(rng.uniform(0.1, 0.6))
        )
    speed = 2.0 ** (cents / 1200.0)
    at = np.cumsum(np.repeat(speed, _STEP))
    return at[at < count - 1]


def read(sound: Sound, at: NDArray[np.float64]) -> Sound:
    """Read a mono sound at places between its samples."""
    return np.asarray(map_coordinates(sound, at[None], order=3, mode="nearest"), np.float32)


def _wandering(rng: np.random.Generator, steps: int, slowness_s: float) -> NDArray[np.float64]:
    """A random curve of deviation one."""
    curve = gaussian_filter1d(rng.normal(size=steps), slowness_s * RATE_HZ / _STEP)
    return np.asarray(curve / (curve.std() + 1e-9), np.float64)
