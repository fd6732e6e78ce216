from itertools import pairwise

import numpy as np
import pytest

from dj.analysis.beats.periods import periodicity

RATE_HZ = 86.13


def pulses(tempo_bpm: float, seconds: float = 30.0) -> np.ndarray:
    curve = np.zeros(int(seconds * RATE_HZ), np.float32)
    curve[np.arange(0, len(curve), 60 / tempo_bpm * RATE_HZ).astype(int)] = 1.0
    return np.convolve(curve, [0.3, 1.0, 0.3], "same").astype(np.float32)


@pytest.mark.parametrize("tempo_bpm", [72.0, 100.0, 128.0, 150.0])
def test_regular_pulses_show_their_tempo(tempo_bpm: float) -> None:
    found = periodicity(pulses(tempo_bpm), RATE_HZ)
    assert found.candidates[0][0] == pytest.approx(tempo_bpm, rel=0.02)
    assert found.candidates[0][1] == 1.0
    assert found.clarity > 0.4


def test_candidates_are_different_tempos_best_first() -> None:
    found = periodicity(pulses(110.0), RATE_HZ).candidates
    weights = [weight for _, weight in found]
    assert weights == sorted(weights, reverse=True)
    tempos = sorted(tempo for tempo, _ in found)
    assert all(b / a > 1.05 for a, b in pairwise(tempos))


@pytest.mark.parametrize("frames", [0, 1, 50, 1000])
def test_silence_of_any_length_has_none(frames: int) -> None:
    assert periodicity(np.zeros(frames, np.float32), RATE_HZ).candidates == ()


def test_noise_is_not_clear() -> None:
    curve = np.random.default_rng(1).exponential(1.0, 5000).astype(np.float32)
    assert periodicity(curve, RATE_HZ).clarity < 0.15
