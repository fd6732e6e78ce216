"""The limiter, judged by libebur128's true peak."""

import numpy as np
import pyebur128
import pytest
from numpy.typing import NDArray

from dj.audio.limiter import Limiter

RATE_HZ = 44_100
TIME_S = np.arange(3 * RATE_HZ) / RATE_HZ


def stereo(mono: NDArray[np.float64]) -> NDArray[np.float32]:
    return np.repeat(mono[:, None], 2, axis=1).astype(np.float32)


def music_like() -> NDArray[np.float32]:
    """A loud chord with drum-like bursts, different in both channels."""
    rng = np.random.default_rng(3)
    chord = sum(np.sin(2 * np.pi * f * TIME_S + f) for f in (110, 277.2, 1661.2, 5587.7))
    bursts = rng.standard_normal(len(TIME_S)) * np.exp(-((TIME_S * 3) % 1) * 20)
    bursts = np.convolve(bursts, np.hanning(9) / 4, mode="same")
    return np.stack([chord / 2.5 + bursts, chord / 2.5 - bursts], axis=1).astype(np.float32)


SOUNDS = {
    "between the samples": stereo(1.2 * np.sin(np.pi / 2 * np.arange(len(TIME_S)) + np.pi / 4)),
    "bass": stereo(1.5 * np.sin(2 * np.pi * 60 * TIME_S)),
    "music": music_like(),
    "clicks": stereo(2.0 * (np.arange(len(TIME_S)) % 9001 == 500)),
    "treble": stereo(1.3 * np.sin(2 * np.pi * 9_973 * TIME_S)),
}


def limited(sound: NDArray[np.float32], ceiling_dbtp: float, block: int) -> NDArray[np.float32]:
    limiter = Limiter(ceiling_dbtp, RATE_HZ)
    blocks = [limiter.feed(sound[at : at + block]) for at in range(0, len(sound), block)]
    return np.concatenate([*blocks, limiter.flush()])


def true_peak_dbtp(sound: NDArray[np.float32]) -> float:
    state = pyebur128.R128State(2, RATE_HZ, pyebur128.MeasurementMode.MODE_TRUE_PEAK)
    flat = np.ascontiguousarray(sound, np.float64).reshape(-1)
    state.add_frames(flat, len(sound))
    return float(20 * np.log10(max(pyebur128.get_true_peak(state, c) for c in (0, 1))))


@pytest.mark.parametrize("name", sorted(SOUNDS))
def test_true_peak_stays_below_the_ceiling(name: str) -> None:
    assert true_peak_dbtp(SOUNDS[name]) > 0
    assert true_peak_dbtp(limited(SOUNDS[name], -1.0, RATE_HZ)) <= -0.9


def test_sound_below_the_ceiling_is_not_touched() -> None:
    soft = SOUNDS["music"] * np.float32(0.2)
    np.testing.assert_array_equal(limited(soft, -1.0, 5000), soft)


@pytest.mark.parametrize("block", [1, 31, 777, 44_100])
def test_block_sizes_change_nothing(block: int) -> None:
    sound = SOUNDS["music"][:6_000]
    np.testing.assert_array_equal(limited(sound, -3.0, block), limited(sound, -3.0, len(sound)))


@pytest.mark.parametrize("frames", [0, 1, 31, 32, 33, 500, 1000])
def test_what_comes_out_is_as_long_as_what_went_in(frames: int) -> None:
    sound = SOUNDS["music"][:frames]
    assert limited(sound, -6.0, 100).shape == (frames, 2)


def test_a_peak_stays_where_it_was() -> None:
    click = np.zeros((RATE_HZ, 2), np.float32)
    click[12_345] = 2.0
    out = limited(click, -1.0, 1000)
    assert int(np.argmax(out[:, 0])) == 12_345
    assert np.count_nonzero(out[:, 0]) == 1


def test_both_channels_get_the_same_gain() -> None:
    sound = SOUNDS["music"]
    out = limited(sound, -3.0, 4410)
    loud = (np.abs(sound) > 0.05).all(axis=1)
    gains = out[loud] / sound[loud]
    np.testing.assert_allclose(gains[:, 0], gains[:, 1], rtol=1e-4)


def test_the_gain_recovers_after_a_peak() -> None:
    steady = stereo(0.1 * np.sin(2 * np.pi * 440 * TIME_S))
    steady[RATE_HZ] = 4.0
    out = limited(steady, -1.0, 4410)
    np.testing.assert_allclose(out[2 * RATE_HZ + 5000 :], steady[2 * RATE_HZ + 5000 :], atol=1e-5)


def test_bass_is_turned_down_not_bent() -> None:
    out = limited(SOUNDS["bass"], -1.0, RATE_HZ)[RATE_HZ : 2 * RATE_HZ, 0]
    spectrum = np.abs(np.fft.rfft(out * np.hanning(len(out))))
    harmonics = spectrum[170:2000].max() / spectrum.max()
    assert 20 * np.log10(harmonics) < -50


def test_it_reports_how_hard_it_worked() -> None:
    limiter = Limiter(-6.0, RATE_HZ)
    limiter.feed(SOUNDS["bass"])
    assert limiter.lowest_gain == pytest.approx(0.5012 / 1.5, rel=0.01)
