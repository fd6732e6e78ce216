"""Lows with a gain of their own."""

import numpy as np
import pytest
from numpy.typing import NDArray

from dj.audio.crossover import with_lows

RATE_HZ = 44_100


def tone(hz: float, seconds: float = 1.0) -> NDArray[np.float32]:
    times = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    wave = 0.5 * np.sin(2 * np.pi * hz * times)
    return np.repeat(wave[:, None], 2, axis=1).astype(np.float32)


def level_db(sound: NDArray[np.float32]) -> float:
    return float(20 * np.log10(np.sqrt((sound[10_000:-10_000] ** 2).mean()) / (0.5 / np.sqrt(2))))


@pytest.mark.parametrize(
    ("hz", "least_db", "most_db"), [(45, -31, -29), (90, -25, -20), (180, -7, -5), (720, -0.1, 0.1)]
)
def test_only_what_lies_below_the_crossover_goes_down(
    hz: float, least_db: float, most_db: float
) -> None:
    gains = np.full(RATE_HZ, 10 ** (-30 / 20), np.float32)
    assert least_db <= level_db(with_lows(tone(hz), gains, 180.0, RATE_HZ)) <= most_db


def test_where_the_gain_is_one_nothing_changes_by_a_bit() -> None:
    rng = np.random.default_rng(1)
    sound = rng.standard_normal((RATE_HZ, 2)).astype(np.float32)
    gains = np.ones(RATE_HZ, np.float32)
    gains[20_000:30_000] = 0.1
    changed = with_lows(sound, gains, 180.0, RATE_HZ)
    np.testing.assert_array_equal(changed[:20_000], sound[:20_000])
    np.testing.assert_array_equal(changed[30_000:], sound[30_000:])
    assert np.abs(changed - sound)[20_000:30_000].max() > 0.01


def test_nothing_is_late() -> None:
    click = np.zeros((RATE_HZ, 2), np.float32)
    click[20_000] = 1.0
    gains = np.full(RATE_HZ, 0.03, np.float32)
    changed = with_lows(click, gains, 180.0, RATE_HZ)[:, 0]
    assert int(np.argmax(np.abs(changed))) == 20_000
    np.testing.assert_allclose(changed[19_000:20_000], changed[20_001:21_001][::-1], atol=1e-6)


@pytest.mark.parametrize("frames", [0, 1, 2, 50])
def test_a_moment_of_sound_does_no_harm(frames: int) -> None:
    sound = np.ones((frames, 2), np.float32)
    assert with_lows(sound, np.full(frames, 0.5, np.float32), 180.0, RATE_HZ).shape == (frames, 2)
