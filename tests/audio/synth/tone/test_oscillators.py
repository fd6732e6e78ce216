import numpy as np
import pytest

from dj.audio.synth.samples import SAMPLE_RATE_HZ
from dj.audio.synth.tone.oscillators import ensemble_loop, read_loop, saw, sine, swept, wavetable


def test_a_sine_has_its_frequency() -> None:
    tone = sine(440.0, SAMPLE_RATE_HZ)
    assert np.argmax(np.abs(np.fft.rfft(tone))) == 440


def test_a_dark_filter_removes_what_a_bright_one_keeps() -> None:
    table = wavetable(220.0, saw)
    frames = SAMPLE_RATE_HZ // 2
    dark = swept(table, 220.0, np.full(frames, 300.0, np.float32))
    bright = swept(table, 220.0, np.full(frames, 8000.0, np.float32))
    assert _above(bright, 2000.0) > 100 * _above(dark, 2000.0)


def _above(sound: np.ndarray, corner_hz: float) -> float:
    power = np.abs(np.fft.rfft(sound)) ** 2
    return float(power[np.fft.rfftfreq(sound.size, 1 / SAMPLE_RATE_HZ) > corner_hz].sum())


def test_an_ensemble_loop_is_at_pitch_and_goes_round_without_a_seam() -> None:
    rng = np.random.default_rng(1)
    loop = ensemble_loop(220.0, saw, spread_cents=20.0, cutoff_hz=1000.0, rng=rng)
    power = np.abs(np.fft.rfft(loop[:, 0]))
    peak_hz = np.argmax(power) * SAMPLE_RATE_HZ / loop.shape[0]
    assert peak_hz == pytest.approx(220.0, rel=0.02)
    long = read_loop(loop, 3 * loop.shape[0], 500)
    assert np.array_equal(long[: loop.shape[0]], long[loop.shape[0] : 2 * loop.shape[0]])
