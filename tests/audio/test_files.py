import wave
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import av
import numpy as np
import pytest
import soundfile
from av.audio.stream import AudioStream
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dj.audio import files
from dj.audio.files import open_source, read, write_wav
from dj.errors import AudioError, OutputError
from dj.model.audio import Audio, Samples

RATE_HZ = 44_100
LENGTH = 100_000
ENCODED = ("a.wav", "a.flac", "a.mp3", "a.ogg", "a.aiff", "a.m4a", "alac.m4a", "a.opus", "a.aac")
STATE_TOLERANCE = 1e-4


def tune(frames: int = LENGTH, rate_hz: int = RATE_HZ) -> Samples:
    """Stereo, never periodic, so that every wrong position shows."""
    at_s = np.arange(frames) / rate_hz
    left = 0.4 * np.sin(2 * np.pi * (200 + 300 * at_s) * at_s)
    right = 0.3 * np.sin(2 * np.pi * (900 - 100 * at_s) * at_s)
    return np.column_stack([left, right]).astype(np.float32)


def encode(path: Path, samples: Samples, rate_hz: int = RATE_HZ) -> None:
    codec = {"m4a": "aac", "aac": "aac", "opus": "libopus"}.get(path.suffix[1:])
    codec = "alac" if path.stem == "alac" else codec
    if codec is None:
        soundfile.write(path, samples, rate_hz)
        return
    rate = 48_000 if codec == "libopus" else rate_hz
    kind = "s16p" if codec == "alac" else "flt" if codec == "libopus" else "fltp"
    with av.open(str(path), "w") as out:
        stream = cast("AudioStream", out.add_stream(codec, rate=rate, layout="stereo", format=kind))
        resampler = av.AudioResampler(kind, "stereo", rate, stream.codec_context.frame_size or 1024)
        frame = av.AudioFrame.from_ndarray(samples.T.copy(), format="fltp", layout="stereo")
        frame.sample_rate = rate_hz
        for piece in (*resampler.resample(frame), *resampler.resample(None)):
            out.mux(stream.encode(piece))
        out.mux(stream.encode(None))


@pytest.fixture(scope="session")
def encoded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("encoded")
    for name in ENCODED:
        encode(folder / name, tune())
    return {name: folder / name for name in ENCODED}


def linear(path: Path, rate_hz: int | None = None) -> Samples:
    with open_source(path, rate_hz=rate_hz) as source:
        return np.concatenate(list(blocks(source, 7919)))


def blocks(source: files.Source, frames: int) -> Iterator[Samples]:
    while len(block := source.read(frames)):
        yield block


@pytest.mark.parametrize("name", ENCODED)
def test_a_decoder_is_chosen_by_content(
    encoded: dict[str, Path], name: str, tmp_path: Path
) -> None:
    liar = tmp_path / "song.txt"
    liar.write_bytes(encoded[name].read_bytes())
    library = "soundfile" if name.split(".")[1] in {"wav", "flac", "mp3", "ogg", "aiff"} else "pyav"
    assert files.decoder_for(liar).split(" ")[0] == library
    assert open_source(liar).decoder == files.decoder_for(encoded[name])


@pytest.mark.parametrize("name", ENCODED)
def test_every_source_is_stereo_float_at_its_own_rate(encoded: dict[str, Path], name: str) -> None:
    with open_source(encoded[name]) as source:
        block = source.read(1000)
        assert block.shape == (1000, 2)
        assert block.dtype == np.float32
        assert source.channels == 2
        assert source.sample_rate_hz == (48_000 if name == "a.opus" else RATE_HZ)


@pytest.mark.parametrize("name", ENCODED)
def test_blocks_of_any_size_make_the_same_whole(encoded: dict[str, Path], name: str) -> None:
    with open_source(encoded[name]) as source:
        one = source.read(10**7)
    assert np.array_equal(one, linear(encoded[name]))
    assert abs(len(one) / LENGTH / (48_000 / RATE_HZ if name == "a.opus" else 1) - 1) < 0.025


@pytest.mark.parametrize("name", ENCODED)
@pytest.mark.parametrize("rate_hz", [None, 48_000, 22_050])
def test_a_seek_equals_the_linear_decode(
    encoded: dict[str, Path], name: str, rate_hz: int | None
) -> None:
    whole = linear(encoded[name], rate_hz)
    with open_source(encoded[name], rate_hz=rate_hz) as source:
        for place in (40_001, 0, 1, 12_345, len(whole) - 7, 33_333):
            source.seek(place)
            block = source.read(2000)
            assert len(block) == len(whole[place : place + 2000])
            assert np.abs(block - whole[place : place + 2000]).max() < STATE_TOLERANCE


@pytest.mark.parametrize("name", ["a.wav", "a.ogg", "a.m4a"])
def test_past_the_end_there_is_nothing(encoded: dict[str, Path], name: str) -> None:
    with open_source(encoded[name]) as source:
        source.seek(10**7)
        assert source.read(100).shape == (0, 2)
        source.seek(0)
        assert len(source.read(100)) == 100


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(places=st.lists(st.integers(0, LENGTH + 100), min_size=1, max_size=5))
def test_any_order_of_seeks_lands_exactly(encoded: dict[str, Path], places: list[int]) -> None:
    whole = linear(encoded["a.ogg"])
    with open_source(encoded["a.ogg"]) as source:
        for place in places:
            source.seek(place)
            assert np.array_equal(source.read(50), whole[place : place + 50])


def test_a_resampled_frame_is_the_instant_it_says(tmp_path: Path) -> None:
    hz, at = 440.0, np.arange(RATE_HZ) / RATE_HZ
    wav = np.column_stack([np.sin(2 * np.pi * hz * at)] * 2).astype(np.float32) * 0.5
    soundfile.write(tmp_path / "a.wav", wav, RATE_HZ, subtype="FLOAT")
    with open_source(tmp_path / "a.wav", rate_hz=48_000) as source:
        assert source.frames == 48_000
        source.seek(24_123)
        block = source.read(5000)
    expected = 0.5 * np.sin(2 * np.pi * hz * (24_123 + np.arange(5000)) / 48_000)
    assert np.abs(block[:, 0] - expected).max() < 1e-4


def test_mono_sounds_in_both_channels(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "mono.wav", tune()[:, :1], RATE_HZ)
    samples = read(tmp_path / "mono.wav").samples
    assert np.array_equal(samples[:, 0], samples[:, 1])


def test_surround_keeps_its_sides_and_its_level(tmp_path: Path) -> None:
    six = np.zeros((1000, 6), np.float32)
    six[:, 0], six[:, 4] = 0.5, 0.5
    soundfile.write(tmp_path / "six.wav", six, RATE_HZ)
    samples = read(tmp_path / "six.wav").samples
    assert samples[500, 0] > 0.3
    assert samples[500, 1] == 0.0
    full = np.ones((1000, 6), np.float32)
    soundfile.write(tmp_path / "full.wav", full, RATE_HZ)
    assert np.abs(read(tmp_path / "full.wav").samples).max() <= 1.0


@pytest.mark.parametrize("name", ["a.mp3", "a.ogg", "a.flac", "a.aac", "a.opus"])
def test_a_file_cut_short_gives_what_there_is(name: str, tmp_path: Path) -> None:
    half = tmp_path / name
    encode(half, tune(4 * LENGTH))
    data = half.read_bytes()
    half.write_bytes(data[: int(len(data) * 0.6)])
    assert 0.2 < read(half).duration_s / (4 * LENGTH / RATE_HZ) < 0.95


@pytest.mark.parametrize(
    "content",
    [b"", b"\0" * 4000, b"ID3\x03\0\0\0\0\x0f\x7f" + b"x" * 3000, b"#EXTM3U\n/etc/passwd\n"],
)
@pytest.mark.parametrize("ending", ["mp3", "m4a", "ogg", "wav", "m3u8"])
def test_what_is_no_audio_is_an_error_that_names_the_file(
    tmp_path: Path, content: bytes, ending: str
) -> None:
    path = tmp_path / f"bad.{ending}"
    path.write_bytes(content)
    with pytest.raises(AudioError) as failure:
        read(path)
    assert failure.value.where == str(path)
    assert failure.value.hint


def test_a_missing_file_is_an_audio_error(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match="cannot be opened"):
        open_source(tmp_path / "gone.mp3")


def test_a_wav_without_samples_holds_no_sound(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "none.wav", np.zeros((0, 2), np.float32), RATE_HZ)
    with pytest.raises(AudioError, match="no sound"):
        read(tmp_path / "none.wav")


def test_the_decoder_of_an_analysis_is_used_again(encoded: dict[str, Path]) -> None:
    with open_source(encoded["a.flac"], decoder="pyav 0.0 long ago") as source:
        assert source.decoder.startswith("pyav")
        assert np.allclose(source.read(LENGTH), tune(), atol=1e-4)


def test_numbers_that_are_none_become_silence(tmp_path: Path) -> None:
    samples = tune(1000)
    samples[10], samples[20] = np.nan, np.inf
    soundfile.write(tmp_path / "a.wav", samples, RATE_HZ, subtype="FLOAT")
    heard = read(tmp_path / "a.wav").samples
    assert np.isfinite(heard).all()
    assert heard[10, 0] == 0.0


@pytest.mark.parametrize("name", ["http:", "song\nwith a line", "über é.wav", "%s.wav", "-i"])
def test_odd_names_are_only_names(encoded: dict[str, Path], tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(encoded["alac.m4a"].read_bytes())
    assert len(read(path).samples) == LENGTH


@pytest.mark.parametrize(
    ("subtype", "step"), [("PCM_16", 2**-15), ("PCM_24", 2**-23), ("FLOAT", 0)]
)
def test_a_wav_keeps_samples_to_half_a_step(tmp_path: Path, subtype: str, step: float) -> None:
    audio = Audio(samples=tune(999), sample_rate_hz=RATE_HZ)
    write_wav(tmp_path / "a.wav", audio, subtype=subtype)  # type: ignore[arg-type]
    heard, rate = soundfile.read(tmp_path / "a.wav", dtype="float32", always_2d=True)
    assert rate == RATE_HZ
    assert np.abs(heard - audio.samples).max() <= step * 0.51


def test_a_wav_is_cut_at_full_scale_and_not_wrapped(tmp_path: Path) -> None:
    loud = Audio(samples=np.array([[2.0], [-2.0], [1.0]], np.float32), sample_rate_hz=8000)
    write_wav(tmp_path / "a.wav", loud)
    with wave.open(str(tmp_path / "a.wav")) as file:
        assert np.frombuffer(file.readframes(3), "<i2").tolist() == [32767, -32768, 32767]


def test_the_same_samples_give_the_same_bytes(tmp_path: Path) -> None:
    audio = Audio(samples=tune(777), sample_rate_hz=RATE_HZ)
    write_wav(tmp_path / "a.wav", audio, subtype="FLOAT")
    write_wav(tmp_path / "b.wav", audio, subtype="FLOAT")
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()


def test_a_wav_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    audio = Audio(samples=tune(10), sample_rate_hz=RATE_HZ)
    (tmp_path / "a.wav").mkdir()
    with pytest.raises(OutputError):
        write_wav(tmp_path / "a.wav", audio)
    assert [path.name for path in tmp_path.iterdir()] == ["a.wav"]
