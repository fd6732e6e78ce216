import numpy as np
import pytest
from numpy.typing import NDArray

from dj.analysis.structure.foretelling import NEEDED, STEPS, foretell


def tones(frames: int, seed: int = 1) -> NDArray[np.float64]:
    rng = np.random.default_rng(seed)
    t = np.arange(frames) / 44_100
    parts = [np.sin(2 * np.pi * hz * t + rng.uniform(0, 6)) for hz in rng.uniform(80, 4000, 9)]
    return np.asarray(np.sum(parts, axis=0) + rng.normal(0.0, 0.003, frames))


def test_tones_are_foretold() -> None:
    wave = tones(NEEDED + STEPS)
    told, doubt = foretell(wave[:NEEDED])
    assert doubt < 1e-3
    assert told == pytest.approx(wave[NEEDED:], abs=0.1)


def test_noise_is_not_and_says_so() -> None:
    assert foretell(np.random.default_rng(2).normal(size=NEEDED))[1] > 0.3
