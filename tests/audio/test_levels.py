from pathlib import Path

import numpy as np
import pyebur128
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dj.audio import files
from dj.audio.levels import LoudnessMeter, integrated_from_levels, integrated_lufs
from dj.model.audio import Audio, Samples
from dj.testing import signals
from dj.units import SILENCE_DB

MUSIC = Path("/usr/share/games/wesnoth/1.16/data/core/music")


def judged(audio: Audio) -> float:
    """Integrated loudness by libebur128."""
    mode = pyebur128.MeasurementMode.MODE_I
    state = pyebur128.R128State(audio.samples.shape[1], audio.sample_rate_hz, mode)
    state.add_frames(np.ascontiguousarray(audio.samples).ravel(), len(audio.samples))
    return float(pyebur128.get_loudness_global(state))


def metered(audio: Audio, block: int = 10_007) -> LoudnessMeter:
    meter = LoudnessMeter(audio.sample_rate_hz, audio.samples.shape[1])
    for start in range(0, len(audio.samples), block):
        meter.feed(audio.samples[start : start + block])
    return meter


def varied(rng: np.random.Generator) -> Audio:
    """Noise of 30 seconds that swells and pauses."""
    samples = signals.noise(-18.0, 30.0, rng).samples.copy()
    samples *= np.linspace(0.02, 1.5, len(samples), dtype=np.float32)[:, None]
    samples[400_000:600_000] = 0.0
    return Audio(samples=samples, sample_rate_hz=signals.RATE_HZ)


def test_a_full_scale_tone_in_one_channel_reads_minus_three() -> None:
    tone = signals.sine(997.0, 0.0, 5.0)
    left = np.column_stack([tone.samples[:, 0], np.zeros(len(tone.samples), np.float32)])
    heard = integrated_lufs(Audio(samples=left, sample_rate_hz=tone.sample_rate_hz))
    assert heard == pytest.approx(-3.01, abs=0.02)


@pytest.mark.parametrize("lufs", [-40.0, -23.0, -16.0, -9.0])
def test_noise_of_known_loudness_reads_it(lufs: float) -> None:
    assert integrated_lufs(
        signals.noise(lufs, 5.0, np.random.default_rng(1))
    ) == pytest.approx(lufs, abs=0.1)  # fmt: skip


def test_gated_loudness_agrees_with_libebur128() -> None:
    audio = varied(np.random.default_rng(2))
    assert metered(audio).integrated_lufs() == pytest.approx(judged(audio), abs=0.01)


@pytest.mark.parametrize(
    ("levels_dbfs", "range_lu"),
    [((-20, -30), 10), ((-20, -15), 5), ((-40, -20), 20), ((-50, -35, -20, -35, -50), 15)],
)
def test_range_is_that_of_the_signals_of_tech_3342(
    levels_dbfs: tuple[float, ...], range_lu: float
) -> None:
    tones = [signals.sine(1000.0, level, 20.0, rate_hz=8000).samples for level in levels_dbfs]
    meter = metered(Audio(samples=np.concatenate(tones), sample_rate_hz=8000))
    assert meter.range_lu() == pytest.approx(range_lu, abs=1.0)


@pytest.mark.parametrize("rate_hz", [8000, 22_050, 48_000, 96_000])
def test_loudness_agrees_at_other_rates(rate_hz: int) -> None:
    audio = signals.sine(440.0, -20.0, 4.0, rate_hz=rate_hz)
    assert integrated_lufs(audio) == pytest.approx(judged(audio), abs=0.05)


@pytest.mark.parametrize("block", [1, 4409, 4410, 4411, 10**6])
def test_the_size_of_blocks_does_not_matter(block: int) -> None:
    audio = signals.noise(-20.0, 0.3 if block == 1 else 2.0, np.random.default_rng(3))
    small, whole = metered(audio, block), metered(audio, 10**9)
    assert small.integrated_lufs() == pytest.approx(whole.integrated_lufs(), abs=1e-6)
    assert np.allclose(small.levels_lufs(), whole.levels_lufs(), atol=1e-4)


@pytest.mark.parametrize(("rate_hz", "seconds"), [(44_100, 3.0), (44_100, 3.05), (11_025, 2.23)])
def test_there_is_a_level_for_each_tenth_of_a_second(rate_hz: int, seconds: float) -> None:
    audio = signals.sine(440.0, -12.0, seconds, rate_hz=rate_hz)
    levels = metered(audio).levels_lufs()
    assert len(levels) == np.ceil(round(seconds * rate_hz) * 10 / rate_hz)
    assert np.ptp(levels[3:]) < 1.0


def test_levels_alone_give_the_integrated_loudness() -> None:
    meter = metered(varied(np.random.default_rng(4)))
    assert integrated_from_levels(meter.levels_lufs()) == pytest.approx(
        meter.integrated_lufs(), abs=0.01
    )


@settings(max_examples=30, deadline=None)
@given(levels=arrays(np.float32, st.integers(4, 200), elements=st.floats(-60, 0, width=32)))
def test_a_gain_moves_the_predicted_loudness_by_itself(levels: np.ndarray) -> None:
    before, after = integrated_from_levels(levels), integrated_from_levels(levels + 6.0)
    assert after - before == pytest.approx(6.0, abs=1e-3)


@pytest.mark.parametrize("frames", [0, 1, 100, 10_000, 200_000])
def test_silence_is_the_floor_and_nothing_fails(frames: int) -> None:
    silence: Samples = np.zeros((frames, 2), np.float32)
    meter = metered(Audio(samples=silence, sample_rate_hz=44_100))
    assert meter.integrated_lufs() == SILENCE_DB
    assert meter.range_lu() == 0.0
    assert (meter.levels_lufs() == SILENCE_DB).all()


@pytest.mark.real
@pytest.mark.slow
@pytest.mark.parametrize("name", ["love_theme", "suspense", "defeat", "wanderer"])
def test_real_music_agrees_with_libebur128(name: str) -> None:
    path = MUSIC / f"{name}.ogg"
    if not path.exists():
        pytest.skip("the Debian package wesnoth-1.16-music is not installed")
    audio = files.read(path)
    assert metered(audio).integrated_lufs() == pytest.approx(judged(audio), abs=0.05)
