from pathlib import Path

import numpy as np
import pyebur128
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.audio import files
from dj.audio.peaks import TruePeakMeter, true_peak_dbtp
from dj.model.audio import Audio
from dj.testing import signals
from dj.units import SILENCE_DB

MUSIC = Path("/usr/share/games/wesnoth/1.16/data/core/music")


def judged_dbtp(audio: Audio) -> float:
    channels = audio.samples.shape[1]
    mode = pyebur128.MeasurementMode.MODE_TRUE_PEAK
    state = pyebur128.R128State(channels, audio.sample_rate_hz, mode)
    state.add_frames(np.ascontiguousarray(audio.samples).ravel(), len(audio.samples))
    peak = max(pyebur128.get_true_peak(state, channel) for channel in range(channels))
    return float(20 * np.log10(peak))


def test_a_peak_between_two_samples_is_found() -> None:
    at = np.arange(4000)
    tone = np.sin(2 * np.pi * at / 4 + np.pi / 4)[:, None].astype(np.float32) * 0.5
    audio = Audio(samples=tone, sample_rate_hz=44_100)
    assert np.abs(tone).max() < 0.36
    assert true_peak_dbtp(audio) == pytest.approx(-6.02, abs=0.6)
    assert true_peak_dbtp(audio) == pytest.approx(judged_dbtp(audio), abs=0.1)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), rate_hz=st.sampled_from([22_050, 44_100, 48_000, 96_000]))
def test_any_noise_agrees_with_libebur128(seed: int, rate_hz: int) -> None:
    rng = np.random.default_rng(seed)
    samples = rng.normal(0, 0.2, (5000, 2)).astype(np.float32)
    samples *= rng.uniform(0, 1, (5000, 1)).astype(np.float32)
    audio = Audio(samples=samples, sample_rate_hz=rate_hz)
    assert true_peak_dbtp(audio) == pytest.approx(judged_dbtp(audio), abs=0.1)


@pytest.mark.parametrize("block", [1, 11, 12, 64, 1000])
def test_the_size_of_blocks_does_not_matter(block: int) -> None:
    audio = signals.noise(-14.0, 0.05, np.random.default_rng(6))
    meter, whole = TruePeakMeter(44_100), TruePeakMeter(44_100)
    whole.feed(audio.samples)
    for start in range(0, len(audio.samples), block):
        meter.feed(audio.samples[start : start + block])
    assert meter.dbtp() == pytest.approx(whole.dbtp(), abs=1e-5)


def test_silence_is_the_floor() -> None:
    assert TruePeakMeter(44_100).dbtp() == SILENCE_DB
    assert true_peak_dbtp(Audio(samples=np.zeros((9, 2), np.float32), sample_rate_hz=8000)) == (
        SILENCE_DB
    )


@pytest.mark.real
@pytest.mark.slow
@pytest.mark.parametrize("name", ["suspense", "defeat", "vengeful"])
def test_real_music_agrees_with_libebur128(name: str) -> None:
    path = MUSIC / f"{name}.ogg"
    if not path.exists():
        pytest.skip("the Debian package wesnoth-1.16-music is not installed")
    audio = files.read(path)
    assert true_peak_dbtp(audio) == pytest.approx(judged_dbtp(audio), abs=0.1)
