import numpy as np
import pytest

from dj.audio.synth.samples import SAMPLE_RATE_HZ, note_hz
from dj.audio.synth.voices import INSTRUMENTS
from dj.audio.synth.voices.kits import KITS

LENGTH = SAMPLE_RATE_HZ // 2


@pytest.mark.parametrize("name", sorted(INSTRUMENTS))
def test_an_instrument_plays_its_note_and_ends_quietly(name: str) -> None:
    low = "bass" in name or name == "deep_swell"
    note = 40.0 if low else 64.0
    sound = INSTRUMENTS[name](note, LENGTH, 0.8, np.random.default_rng(1))
    assert sound.dtype == np.float32
    assert sound.shape[0] >= LENGTH
    assert sound.shape[1] == 2
    assert np.isfinite(sound).all()
    assert 0.02 < np.abs(sound).max() < 20.0
    assert np.abs(sound[-3:]).max() < 0.05 * np.abs(sound).max()
    assert _has_harmonic_series(sound.mean(axis=1), note_hz(note))


def _has_harmonic_series(sound: np.ndarray, pitch_hz: float) -> bool:
    size = 1 << 17
    power = np.abs(np.fft.rfft(sound[:LENGTH] * np.hanning(LENGTH), size)) ** 2
    hertz = np.fft.rfftfreq(size, 1 / SAMPLE_RATE_HZ)
    cents = 1200 * np.abs(np.log2(np.maximum(hertz, 1.0) / pitch_hz))
    fundamental_or_octave = (cents < 60) | (np.abs(cents - 1200) < 60)
    return bool(power[fundamental_or_octave].sum() > 0.15 * power.sum())


def test_the_same_seed_plays_the_same_note() -> None:
    one, two = (INSTRUMENTS["harp"](60.0, LENGTH, 0.7, np.random.default_rng(3)) for _ in range(2))
    assert np.array_equal(one, two)


def test_harder_is_louder() -> None:
    rng = np.random.default_rng
    for name in ("piano", "electric_piano", "nylon_guitar", "saw_lead", "vibraphone"):
        soft = INSTRUMENTS[name](60.0, LENGTH, 0.3, rng(1))
        hard = INSTRUMENTS[name](60.0, LENGTH, 0.9, rng(1))
        assert np.abs(hard).max() > 1.5 * np.abs(soft).max()


@pytest.mark.parametrize("kit", sorted(KITS))
def test_every_kit_has_every_drum_and_no_drum_is_silent_or_too_loud(kit: str) -> None:
    assert set(KITS[kit]) == set(KITS["acoustic"])
    for drum in KITS[kit].values():
        for take in drum.takes(1):
            assert np.isfinite(take).all()
            assert 0.01 < np.abs(take).max() <= 1.1
