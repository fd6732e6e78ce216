import numpy as np
import pytest

from dj.audio.synth.samples import SAMPLE_RATE_HZ
from dj.audio.synth.singing import SINGERS, SungNote, Syllable, read_syllable, sing


def held(syllable: Syllable, note: float = 57.0, seconds: float = 1.0) -> np.ndarray:
    notes = [SungNote(1000, round(seconds * SAMPLE_RATE_HZ), note, 0.8, syllable)]
    return sing(notes, SINGERS["tenor"], round(1.4 * SAMPLE_RATE_HZ), np.random.default_rng(1))


def spectrum(sound: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    window = sound[10_000:40_000] * np.hanning(30_000)
    return np.fft.rfftfreq(30_000, 1 / SAMPLE_RATE_HZ), np.abs(np.fft.rfft(window))


def test_the_voice_is_silent_until_its_first_frame() -> None:
    sound = held(Syllable("l", "a", "a"))
    assert not sound[:1000].any()
    assert np.abs(sound[1000:1600]).max() > 0.01


def test_the_voice_sings_the_note() -> None:
    hertz, level = spectrum(held(Syllable("", "a", "a")))
    low = level[(hertz > 150) & (hertz < 300)]
    peak_hz = hertz[(hertz > 150) & (hertz < 300)][np.argmax(low)]
    assert peak_hz == pytest.approx(220.0, rel=0.03)


def test_vowels_differ_where_ears_expect_it() -> None:
    hertz, ah = spectrum(held(Syllable("", "a", "a")))
    _, ee = spectrum(held(Syllable("", "i", "i")))
    band = (hertz > 800) & (hertz < 1400)
    total_ah, total_ee = np.sum(ah**2), np.sum(ee**2)
    assert np.sum(ah[band] ** 2) / total_ah > 5 * np.sum(ee[band] ** 2) / total_ee


def test_a_held_note_has_vibrato() -> None:
    sound = held(Syllable("", "o", "o"), seconds=1.3)
    piece = sound[20_000:55_000]
    crossings = np.nonzero((piece[:-1] < 0) & (piece[1:] >= 0))[0]
    assert np.std(np.diff(crossings)) > 0.5


def test_spellings_are_read_and_nonsense_is_not() -> None:
    assert read_syllable("way") == Syllable("w", "e", "i")
    assert read_syllable("shy") == Syllable("sh", "a", "i")
    assert read_syllable("oo") == Syllable("", "u", "u")
    assert read_syllable("strength") is None
