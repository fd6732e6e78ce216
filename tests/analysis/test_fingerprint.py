"""Copies keep most bits and strangers lose half: judged on synthesised songs and real codecs."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr
from numpy.typing import NDArray

from dj.analysis.fingerprint import FingerprintAnalyser, fingerprint
from dj.analysis.recording import listen
from dj.interfaces import Frames
from dj.model.audio import Audio, Samples
from dj.model.tonality import Key, Mode
from dj.testing import signals
from dj.testing.analyser_contract import recorded

Words = NDArray[np.uint32]
COPY = 0.25
"""Share of wrong bits that a copy stays below."""
STRANGER = 0.35
"""Share of wrong bits that another recording stays above."""


def song(seed: int = 5, tonic: int = 2, tempo_bpm: float = 112.0) -> Audio:
    key = Key(tonic=tonic, mode=Mode.MINOR)
    rng = np.random.default_rng(seed)
    return signals.song(key, rng, tempo_bpm=tempo_bpm, duration_s=40.0, voice_s=(8.0, 30.0)).audio


def words_of(samples: Samples) -> Words:
    signal = recorded(samples)
    found = FingerprintAnalyser().analyse(signal, {})["fingerprint"]
    assert isinstance(found, np.ndarray)
    return found


def errors(one: Words, other: Words) -> float:
    """Share of wrong bits at the best shift with at least half in common."""
    shares = []
    for shift in range(-len(other) // 2, len(one) // 2):
        a, b = one[max(shift, 0) :], other[max(-shift, 0) :]
        size = min(len(a), len(b))
        a, b = a[:size], b[:size]
        heard = (a != 0) & (b != 0)
        if heard.sum() > min(len(one), len(other)) // 2:
            shares.append(np.bitwise_count(a[heard] ^ b[heard]).mean() / 32)
    return float(min(shares))


@pytest.fixture(scope="module")
def plain() -> Audio:
    return song()


@pytest.fixture(scope="module")
def words(plain: Audio) -> Words:
    return words_of(plain.samples)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ending", "form", "subtype", "level"),
    [(".mp3", "MP3", "MPEG_LAYER_III", 0.95), (".opus", "OGG", "OPUS", 0.9),
     (".ogg", "OGG", "VORBIS", 0.9)],
)  # fmt: skip
def test_another_encoding_is_a_copy(
    plain: Audio, words: Words, tmp_path: Path, ending: str, form: str, subtype: str, level: float
) -> None:
    path = tmp_path / f"copy{ending}"
    rate = 48_000 if ending == ".opus" else plain.sample_rate_hz
    if ending == ".opus":
        samples = soxr.resample(plain.samples, plain.sample_rate_hz, rate)
    else:
        samples = plain.samples
    with soundfile.SoundFile(
        path, "w", rate, 2, format=form, subtype=subtype, compression_level=level
    ) as file:
        file.write(samples)
    heard = listen(path)
    assert errors(words, fingerprint(heard.mel, heard.chroma)) < COPY


@pytest.mark.slow
def test_level_and_start_and_end_matter_little(plain: Audio, words: Words) -> None:
    rate = plain.sample_rate_hz
    softer = words_of(plain.samples * np.float32(0.3))
    assert errors(words, softer) < 0.05
    late = np.concatenate([np.zeros((round(1.03 * rate), 2), np.float32), plain.samples])
    assert errors(words, words_of(late)) < COPY
    assert errors(words, words_of(plain.samples[round(0.47 * rate) : -6 * rate])) < COPY


@pytest.mark.slow
def test_another_key_another_tempo_and_another_song_are_strangers(words: Words) -> None:
    for other in (song(tonic=4), song(tempo_bpm=119.0), song(seed=6, tonic=9, tempo_bpm=96.0)):
        assert errors(words, words_of(other.samples)) > STRANGER


def test_there_are_about_five_words_a_second(words: Words) -> None:
    assert words.dtype == np.uint32
    assert len(words) / 40.0 == pytest.approx(5.4, abs=0.1)


def test_silence_is_a_word_of_zero_and_sound_is_not(plain: Audio) -> None:
    rate = plain.sample_rate_hz
    gap = np.zeros((8 * rate, 2), np.float32)
    found = words_of(np.concatenate([gap, plain.samples[: 12 * rate], gap]))
    per_s = len(found) / 28.0
    assert not found[: round(7 * per_s)].any()
    assert found[round(9 * per_s) : round(19 * per_s)].all()
    assert not words_of(np.zeros((5 * rate, 2), np.float32)).any()


def test_no_frames_give_no_words() -> None:
    empty = Frames(values=np.zeros((0, 40), np.float32), rate_hz=20.0)
    one = Frames(values=np.zeros((1, 36), np.float32), rate_hz=10.0)
    assert len(fingerprint(empty, one)) == 0
    assert len(fingerprint(Frames(values=np.zeros((1, 40), np.float32), rate_hz=20.0), one)) == 1
