import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.signal import sosfilt

from dj.audio.weighting import BLOCK, KFilter, k_weighting
from dj.model.audio import Samples

RATES = [8000, 11_025, 22_050, 44_100, 48_000, 96_000, 192_000]


def noise(frames: int, channels: int = 2) -> Samples:
    rng = np.random.default_rng(1)
    drift = np.linspace(-0.3, 0.5, frames)[:, None]
    return (0.2 * rng.standard_normal((frames, channels)) + drift).astype(np.float32)


def one_by_one(samples: Samples, rate_hz: int) -> NDArray[np.float64]:
    return np.asarray(sosfilt(k_weighting(rate_hz), samples.astype(np.float64), axis=0).T)


@pytest.mark.parametrize("rate_hz", RATES)
@pytest.mark.parametrize("channels", [1, 2, 3])
def test_blocks_are_weighted_as_samples_one_by_one(rate_hz: int, channels: int) -> None:
    samples = noise(300 * BLOCK, channels)
    weights = KFilter(rate_hz, channels)
    weighted = np.hstack(
        [weights.feed(samples[: 7 * BLOCK]), weights.feed(samples[7 * BLOCK :])]
    )  # fmt: skip
    assert np.abs(weighted - one_by_one(samples, rate_hz)).max() < 2e-6


def test_the_last_samples_may_be_of_any_length_and_are_forgotten() -> None:
    samples = noise(3 * BLOCK + 17)
    weights = KFilter(44_100, 2)
    weights.feed(samples[: 2 * BLOCK])
    weights.peek(noise(5))
    last = weights.peek(samples[2 * BLOCK :])
    assert np.abs(last - one_by_one(samples, 44_100)[:, 2 * BLOCK :]).max() < 2e-6


def test_silence_after_sound_ends_in_zeros() -> None:
    weights = KFilter(44_100, 2)
    weights.feed(noise(100 * BLOCK))
    for _ in range(20):
        tail = weights.feed(np.zeros((100 * BLOCK, 2), np.float32))
    assert not tail.any()
