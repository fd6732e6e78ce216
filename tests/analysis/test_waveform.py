from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.analysis.waveform import from_levels, outline_file, outlines
from dj.audio import files
from dj.audio.outline import Outline, Span
from dj.model.analysis import Song
from dj.model.audio import Audio, Samples
from dj.model.track import Skipped
from dj.testing.examples import song

RATE_HZ = 8000


def write(path: Path, samples: Samples) -> Path:
    files.write_wav(path, Audio(samples=samples, sample_rate_hz=RATE_HZ), subtype="FLOAT")
    return path


def noise(frames: int) -> Samples:
    made = np.random.default_rng(1).uniform(-1.0, 1.0, (frames, 2))
    return np.asarray(made, np.float32)


def outline(path: Path, span: Span) -> Outline:
    (found,) = outline_file((path, "soundfile 1", 1.0, (span,)))
    return found


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Samples]:
    samples = noise(5 * RATE_HZ)
    return write(tmp_path_factory.mktemp("wave") / "a.wav", samples), samples


@settings(max_examples=25, deadline=None)
@given(start=st.integers(0, 4 * RATE_HZ), each=st.integers(1, 4000), columns=st.integers(1, 40))
def test_each_step_holds_the_least_greatest_and_usual_sample(
    file: tuple[Path, Samples], start: int, each: int, columns: int
) -> None:
    path, samples = file
    end = start + each * columns
    span = Span(start_s=start / RATE_HZ, end_s=end / RATE_HZ, columns=columns)
    found = outline(path, span)
    padded = np.concatenate([samples, np.zeros((max(0, end - len(samples)), 2), np.float32)])
    parts = padded[start:end].reshape(columns, each * 2)
    assert np.allclose(found.low, np.minimum(parts.min(axis=1), 0))
    assert np.allclose(found.high, np.maximum(parts.max(axis=1), 0))
    assert np.allclose(found.rms, np.sqrt((parts**2).mean(axis=1)), atol=1e-5)


def test_before_and_after_the_sound_there_is_nothing(file: tuple[Path, Samples]) -> None:
    found = outline(file[0], Span(start_s=-2.0, end_s=8.0, columns=10))
    assert np.all(found.high[:2] == 0)
    assert np.all(found.high[2:7] > 0.9)
    assert np.all(found.high[7:] == 0)


def test_more_steps_than_samples_leave_no_sample_out(file: tuple[Path, Samples]) -> None:
    found = outline(file[0], Span(start_s=0.0, end_s=0.005, columns=500))
    assert found.high.max() == pytest.approx(max(0.0, float(file[1][:40].max())))
    assert found.low.min() == pytest.approx(float(file[1][:40].min()))


def on(path: Path) -> Song:
    made = song(duration_s=30.0)
    return replace(made, track=replace(made.track, path=path))


@pytest.mark.slow
def test_a_worker_outlines_what_the_same_process_would(file: tuple[Path, Samples]) -> None:
    span = Span(start_s=0.0, end_s=5.0, columns=50)
    found = outlines(on(file[0]), [span])
    assert not isinstance(found, Skipped)
    assert np.array_equal(found[0].high, outline(file[0], span).high)


@pytest.mark.slow
def test_a_file_that_does_not_decode_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.flac"
    path.write_bytes(bytes(range(256)) * 100)
    found = outlines(on(path), [Span(start_s=0.0, end_s=5.0, columns=50)])
    assert isinstance(found, Skipped)
    assert "could not be read" in found.reason


@pytest.mark.parametrize("name", ["gone.flac", "."])
def test_a_file_that_is_not_there_is_told_at_once(tmp_path: Path, name: str) -> None:
    found = outlines(on(tmp_path / name), [Span(start_s=0.0, end_s=5.0, columns=50)])
    assert isinstance(found, Skipped)
    assert "not there" in found.reason


def test_stored_levels_give_the_size_of_the_wave(tmp_path: Path) -> None:
    t = np.arange(3 * 44_100) / 44_100
    sine = np.column_stack([0.5 * np.sin(2 * np.pi * 997 * t)] * 2).astype(np.float32)
    files.write_wav(tmp_path / "a.wav", Audio(samples=sine, sample_rate_hz=44_100))
    span = Span(start_s=0.0, end_s=3.0, columns=30)
    (true,) = outline_file((tmp_path / "a.wav", "soundfile 1", 3.0, (span,)))
    # BS.1770-4: a sine of 997 Hz at full scale in one channel has −3.01 LUFS.
    levels = np.full(30, -6.02, np.float32)
    told = from_levels(replace(song(duration_s=30.0).analysis, levels_lufs=levels), span)
    assert np.allclose(told.rms, true.rms, rtol=0.02)
    assert np.allclose(told.high, true.high, rtol=0.02)


def test_levels_that_were_not_stored_give_silence() -> None:
    analysis = replace(song().analysis, levels_lufs=np.zeros(0, np.float32))
    assert not from_levels(analysis, Span(start_s=-1.0, end_s=9.0, columns=50)).high.any()
