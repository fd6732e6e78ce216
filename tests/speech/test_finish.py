import io
import wave
from pathlib import Path

import numpy as np
import pytest

from dj.audio.files import read
from dj.audio.levels import integrated_lufs
from dj.audio.peaks import true_peak_dbtp
from dj.errors import OutputError
from dj.model.audio import Audio
from dj.speech.clips import export
from dj.speech.finish import finish, heard_lufs
from dj.speech.loudness import PEAK_DBTP, TARGET_LUFS

RATE_HZ = 24_000


def _voice(gain: float, before_s: float = 0.4, sound_s: float = 2.0, after_s: float = 0.7) -> Audio:
    """A buzz with syllables, between two silences."""
    t = np.arange(round(sound_s * RATE_HZ)) / RATE_HZ
    buzz = sum(np.sin(2 * np.pi * 140 * k * t) / k for k in range(1, 20))
    sound = gain * buzz * (0.6 + 0.4 * np.sin(2 * np.pi * 4 * t))
    parts = (np.zeros(round(before_s * RATE_HZ)), sound, np.zeros(round(after_s * RATE_HZ)))
    samples = np.concatenate(parts).astype(np.float32)[:, None]
    return Audio(samples=samples, sample_rate_hz=RATE_HZ)


@pytest.mark.parametrize("gain", [0.001, 0.05, 0.5])
def test_every_clip_has_the_target_loudness_in_two_channels(gain: float, tmp_path: Path) -> None:
    clip, _ = finish(_voice(gain), 44_100)
    export(clip, tmp_path / "clip.wav")
    heard = read(tmp_path / "clip.wav")
    assert heard.samples.shape[1] == 2
    assert integrated_lufs(heard) == pytest.approx(TARGET_LUFS, abs=0.15)
    assert heard_lufs(clip.audio) == pytest.approx(integrated_lufs(heard), abs=0.01)


def test_clicks_are_held_below_the_ceiling() -> None:
    samples = np.zeros((3 * RATE_HZ, 1), np.float32)
    samples[::2400] = 0.9
    clip, _ = finish(Audio(samples=samples, sample_rate_hz=RATE_HZ), 44_100)
    assert true_peak_dbtp(clip.audio) <= PEAK_DBTP + 0.1


def test_silence_at_both_ends_is_cut_and_told() -> None:
    clip, cut_s = finish(_voice(0.1), 44_100)
    assert cut_s == pytest.approx(0.39, abs=0.02)
    assert clip.audio.duration_s == pytest.approx(2.07, abs=0.03)


def test_a_rumble_below_the_voice_is_taken_away() -> None:
    t = np.arange(4 * RATE_HZ) / RATE_HZ
    low, voice = 0.3 * np.sin(2 * np.pi * 20 * t), 0.3 * np.sin(2 * np.pi * 1000 * t)
    samples = (low + voice).astype(np.float32)[:, None]
    clip, _ = finish(Audio(samples=samples, sample_rate_hz=RATE_HZ), 44_100)
    spectrum = np.abs(np.fft.rfft(clip.audio.samples[:, 0] * np.hanning(clip.frames)))
    hz = np.fft.rfftfreq(clip.frames, 1 / 44_100)
    ratio = spectrum[np.argmin(abs(hz - 20))] / spectrum[np.argmin(abs(hz - 1000))]
    assert 20 * np.log10(ratio) < -22


def test_a_clip_begins_and_ends_in_silence() -> None:
    samples = (
        np.full((RATE_HZ, 1), 0.3, np.float32)
        * np.sign(np.sin(np.arange(RATE_HZ) * 2 * np.pi * 500 / RATE_HZ)).astype(np.float32)[
            :, None
        ]
    )
    clip, _ = finish(Audio(samples=samples, sample_rate_hz=RATE_HZ), 44_100)
    level = np.abs(clip.audio.samples)
    assert level[0] < 0.01
    assert level[-1] < 0.01
    assert level[2000:2200].max() > 0.05


def test_pure_silence_keeps_its_length() -> None:
    silence = Audio(samples=np.zeros((RATE_HZ, 1), np.float32), sample_rate_hz=RATE_HZ)
    clip, cut_s = finish(silence, 44_100)
    assert cut_s == 0.0
    assert clip.frames == pytest.approx(44_100, abs=1)
    assert not np.any(clip.audio.samples)


def test_the_same_sound_gives_the_same_file(tmp_path: Path) -> None:
    for name in ("one.wav", "other.wav"):
        export(finish(_voice(0.1), 44_100)[0], tmp_path / name)
    one, other = (tmp_path / name for name in ("one.wav", "other.wav"))
    assert one.read_bytes() == other.read_bytes()


def test_the_file_is_16_bit_mono_at_the_programmes_rate(tmp_path: Path) -> None:
    clip, _ = finish(_voice(0.1), 48_000)
    export(clip, tmp_path / "clip.wav")
    with wave.open(io.BytesIO((tmp_path / "clip.wav").read_bytes())) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 48_000)
        assert file.getnframes() == clip.frames


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="cannot be written"):
        export(finish(_voice(0.1), 44_100)[0], tmp_path / "file" / "clip.wav")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
