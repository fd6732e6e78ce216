from pathlib import Path

import numpy as np
import pyebur128
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dj.audio import files
from dj.audio.levels import (
    LoudnessMeter,
    integrated_from_levels,
    integrated_lufs,
    momentary_lufs,
    short_term_lufs,
)
from dj.model.audio import Audio, Samples
from dj.testing import signals
from dj.units import SILENCE_DB

MUSIC = (
    Path("/usr/share/games/wesnoth/1.16/data/core/music"),
    Path("/usr/share/games/fretsonfire/data/songs"),
)


def judged(audio: Audio) -> float:
    """Integrated loudness by libebur128."""
    mode = pyebur128.MeasurementMode.MODE_I
    state = pyebur128.R128State(audio.samples.shape[1], audio.sample_rate_hz, mode)
    state.add_frames(np.ascontiguousarray(audio.samples).ravel(), len(audio.samples))
    return float(pyebur128.get_loudness_global(state))


def judged_all(audio: Audio) -> tuple[float, float, float]:
    """Integrated, range and greatest short-term loudness of all tenths, by libebur128."""
    modes = pyebur128.MeasurementMode
    mode = modes.MODE_I | modes.MODE_LRA | modes.MODE_S
    state = pyebur128.R128State(audio.samples.shape[1], audio.sample_rate_hz, mode)
    hop, loudest = audio.sample_rate_hz // 10, SILENCE_DB
    for start in range(0, len(audio.samples) - hop + 1, hop):
        state.add_frames(np.ascontiguousarray(audio.samples[start : start + hop]).ravel(), hop)
        if start + hop >= 3 * audio.sample_rate_hz:
            loudest = max(loudest, float(pyebur128.get_loudness_shortterm(state)))
    integrated = float(pyebur128.get_loudness_global(state))
    return integrated, float(pyebur128.get_loudness_range(state)), loudest


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


def tones(steps: tuple[tuple[float, float], ...], rate_hz: int = 48_000) -> LoudnessMeter:
    """Meter a 1 kHz sine in both channels that changes level: (dBFS, seconds) step by step."""
    parts = [signals.sine(1000.0, dbfs, s, rate_hz=rate_hz).samples for dbfs, s in steps]
    return metered(Audio(samples=np.concatenate(parts), sample_rate_hz=rate_hz), 96_000)


@pytest.mark.parametrize(
    ("steps", "lufs"),
    [
        (((-23, 20),), -23),
        (((-33, 20),), -33),
        (((-36, 10), (-23, 60), (-36, 10)), -23),
        (((-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)), -23),
        (((-26, 20), (-20, 20.1), (-26, 20)), -23),
    ],
    ids=["case 1", "case 2", "case 3", "case 4", "case 5"],
)
def test_the_signals_of_tech_3341_read_what_they_must(
    steps: tuple[tuple[float, float], ...], lufs: float
) -> None:
    meter = tones(steps)
    assert meter.integrated_lufs() == pytest.approx(lufs, abs=0.1)
    if len(steps) == 1:
        levels = meter.levels_lufs()
        assert np.allclose(momentary_lufs(levels)[2:], lufs, atol=0.1)
        assert np.allclose(short_term_lufs(levels)[2:], lufs, atol=0.1)


@pytest.mark.parametrize(
    ("levels_dbfs", "range_lu"),
    [((-20, -30), 10), ((-20, -15), 5), ((-40, -20), 20), ((-50, -35, -20, -35, -50), 15)],
    ids=["case 1", "case 2", "case 3", "case 4"],
)
def test_range_is_that_of_the_signals_of_tech_3342(
    levels_dbfs: tuple[float, ...], range_lu: float
) -> None:
    meter = tones(tuple((dbfs, 20.0) for dbfs in levels_dbfs), rate_hz=8000)
    assert meter.range_lu() == pytest.approx(range_lu, abs=1.0)


@pytest.mark.parametrize("rate_hz", [44_100, 48_000, 96_000])
def test_all_measures_agree_with_libebur128(rate_hz: int) -> None:
    noise = varied(np.random.default_rng(5)).samples
    audio = Audio(samples=np.ascontiguousarray(noise[-13 * rate_hz :]), sample_rate_hz=rate_hz)
    meter = metered(audio)
    integrated, range_lu, loudest = judged_all(audio)
    assert meter.integrated_lufs() == pytest.approx(integrated, abs=0.05)
    assert meter.range_lu() == pytest.approx(range_lu, abs=0.05)
    assert short_term_lufs(meter.levels_lufs()).max() == pytest.approx(loudest, abs=0.05)


@pytest.mark.parametrize("tenths", [0, 3, 29])
def test_what_is_too_short_has_no_short_term_loudness(tenths: int) -> None:
    assert short_term_lufs(np.full(tenths, -20.0)).shape == (0,)


def test_silence_stays_at_the_floor_in_the_short_term() -> None:
    assert (short_term_lufs(np.full(40, SILENCE_DB)) == SILENCE_DB).all()


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
@pytest.mark.parametrize("folder", MUSIC, ids=lambda folder: folder.name)
def test_all_real_music_agrees_with_libebur128(folder: Path) -> None:
    paths = sorted(folder.rglob("*.ogg"))
    if not paths:
        pytest.skip(f"no music in {folder}: its Debian package is not installed")
    for path in paths:
        audio = files.read(path)
        meter, (integrated, range_lu, loudest) = metered(audio, 66_150), judged_all(audio)
        if np.isfinite(integrated):  # it gives no number where all is below its gate
            assert meter.integrated_lufs() == pytest.approx(integrated, abs=0.05), path
        else:
            assert meter.integrated_lufs() < -70.0, path
        assert meter.range_lu() == pytest.approx(range_lu, abs=0.05), path
        assert short_term_lufs(meter.levels_lufs()).max() == pytest.approx(loudest, abs=0.05), path
