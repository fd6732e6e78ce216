import numpy as np
import pyebur128
import pytest

from dj.audio.synth.effects.level import limited, loudness_lufs, pumping
from dj.audio.synth.samples import SAMPLE_RATE_HZ


def test_the_quick_meter_agrees_with_the_exact_one() -> None:
    rng = np.random.default_rng(1)
    sound = (0.1 * rng.standard_normal((4 * SAMPLE_RATE_HZ, 2))).astype(np.float32)
    meter = pyebur128.R128State(2, SAMPLE_RATE_HZ, pyebur128.MeasurementMode.MODE_I)
    meter.add_frames(sound.reshape(-1), sound.shape[0])
    assert loudness_lufs(sound) == pytest.approx(pyebur128.get_loudness_global(meter), abs=0.3)


def test_silence_has_no_loudness() -> None:
    assert loudness_lufs(np.zeros((SAMPLE_RATE_HZ, 2), np.float32)) == float("-inf")


def test_no_peak_passes_the_ceiling_and_quiet_sound_is_left_alone() -> None:
    rng = np.random.default_rng(1)
    loud = rng.standard_normal((SAMPLE_RATE_HZ, 2)).astype(np.float32)
    assert np.abs(limited(loud, -1.0)).max() <= 10 ** (-1 / 20) + 1e-6
    quiet = loud * np.float32(0.01)
    assert np.allclose(limited(quiet, -1.0), quiet)


def test_pumping_dips_at_the_strike_and_recovers() -> None:
    curve = pumping(SAMPLE_RATE_HZ, [10_000], 0.5, 0.2)
    assert curve[9_999] == 1.0
    assert curve[10_300:10_400].min() < 0.6
    assert curve[-1] > 0.99
