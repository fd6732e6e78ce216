from pathlib import Path

import numpy as np
import pytest

from dj.analysis.recording import RATE_HZ, Ears, listen
from dj.audio.files import write_wav
from dj.errors import AudioError
from dj.model.audio import Audio
from dj.testing import signals


@pytest.fixture
def song(tmp_path: Path) -> tuple[Path, Audio]:
    audio = signals.clicks(120.0, 4.0, first_s=0.5)
    write_wav(tmp_path / "clicks.wav", audio, subtype="FLOAT")
    return tmp_path / "clicks.wav", audio


def test_a_file_is_heard_once_with_all_features(song: tuple[Path, Audio]) -> None:
    heard = listen(song[0])
    assert heard.duration_s == song[1].duration_s
    assert heard.decoder.startswith("soundfile")
    for frames in (heard.envelope, heard.mel, heard.onsets, heard.chroma, heard.voice):
        assert frames.values.dtype == np.float32
        assert np.isfinite(frames.values).all()
        assert abs(len(frames.values) - heard.duration_s * frames.rate_hz) <= 3


def test_features_stand_at_their_times(song: tuple[Path, Audio]) -> None:
    heard = listen(song[0])
    first = np.flatnonzero(heard.envelope.values[:, 0] > 1e-4)[0] / heard.envelope.rate_hz
    assert first == pytest.approx(0.5, abs=0.003)
    at_s = heard.onsets.values.sum(axis=1).argmax() / heard.onsets.rate_hz
    assert abs(at_s - round(2 * at_s) / 2) < 0.03


@pytest.mark.parametrize("block", [1000, 44_100, 10**6])
def test_the_size_of_blocks_does_not_matter(block: int) -> None:
    samples = signals.noise(-20.0, 3.0, np.random.default_rng(1)).samples
    whole, parts = Ears(signals.RATE_HZ), Ears(signals.RATE_HZ)
    whole.feed(samples)
    for start in range(0, len(samples), block):
        parts.feed(samples[start : start + block])
    one, other = whole.finish(Path("a"), "x"), parts.finish(Path("a"), "x")
    for name in ("envelope", "mel", "onsets", "chroma", "voice"):
        assert np.allclose(getattr(one, name).values, getattr(other, name).values, atol=2e-2), name
    assert one.loudness_lufs == pytest.approx(other.loudness_lufs)


@pytest.mark.parametrize("rate_hz", [8000, 22_050, 48_000, 96_000])
def test_any_rate_gives_features_of_the_same_length(rate_hz: int) -> None:
    ears = Ears(rate_hz)
    ears.feed(signals.sine(440.0, -12.0, 2.0, rate_hz=rate_hz).samples)
    heard = ears.finish(Path("a"), "x")
    assert heard.mel.rate_hz == RATE_HZ / 1024
    assert abs(len(heard.envelope.values) - 2.0 * heard.envelope.rate_hz) <= 1


def test_an_excerpt_is_the_file_itself(song: tuple[Path, Audio]) -> None:
    part = listen(song[0]).excerpt(0.5, 0.75)
    assert np.array_equal(part.samples, song[1].samples[22_050:33_075])


def test_a_file_without_sound_is_an_error(tmp_path: Path) -> None:
    empty = Audio(samples=np.zeros((0, 2), np.float32), sample_rate_hz=44_100)
    write_wav(tmp_path / "none.wav", empty)
    with pytest.raises(AudioError, match="no sound"):
        listen(tmp_path / "none.wav")
