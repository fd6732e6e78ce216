import numpy as np
import pytest

from dj.analysis.features.bands import Bands, mel_centres_hz, mel_filters
from dj.analysis.features.envelope import Envelope
from dj.analysis.features.stft import Stft
from dj.analysis.features.tones import Tones
from dj.analysis.features.voice import BANDS, Voice

RATE_HZ = 22_050


def tone(hz: float, seconds: float = 1.0, level: float = 0.5) -> np.ndarray:
    at_s = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    return (level * np.sin(2 * np.pi * hz * at_s)).astype(np.float32)


def test_a_full_scale_sine_has_power_one() -> None:
    power = Stft(1024, 256).feed(tone(1033.6, level=1.0))
    assert power[10:-10].max() == pytest.approx(1.0, abs=0.05)


def test_spectra_do_not_depend_on_blocks() -> None:
    signal = np.random.default_rng(1).normal(0, 0.1, 5000).astype(np.float32)
    whole, parts = Stft(1024, 256), Stft(1024, 256)
    one = np.concatenate([whole.feed(signal), whole.finish()])
    pieces = [parts.feed(signal[start : start + 333]) for start in range(0, 5000, 333)]
    other = np.concatenate([*pieces, parts.finish()])
    assert np.allclose(one, other, atol=1e-7)
    assert len(one) == 5000 // 256 + 1


def test_every_mel_band_hears_something() -> None:
    bins_hz = np.fft.rfftfreq(1024, 1 / RATE_HZ)
    filters = mel_filters(bins_hz, 40, 30.0, 10_000.0)
    assert (filters.sum(axis=0) > 0).all()
    assert (filters >= 0).all()


def test_a_tone_is_loudest_in_its_own_band() -> None:
    bands = Bands(RATE_HZ)
    bands.feed(tone(2000.0))
    bands.finish()
    loudest = bands.mel_db[5:-5].mean(axis=0).argmax()
    assert mel_centres_hz()[loudest] == pytest.approx(2000.0, rel=0.08)


def test_onsets_rise_with_an_attack_and_stay_away_in_a_held_tone() -> None:
    bands = Bands(RATE_HZ)
    bands.feed(np.concatenate([np.zeros(RATE_HZ, np.float32), tone(500.0, 2.0)]))
    bands.finish()
    change = bands.onsets.sum(axis=1)
    assert change.argmax() / bands.onset_rate_hz == pytest.approx(1.0, abs=0.03)
    assert change[int(1.5 * bands.onset_rate_hz) : int(2.5 * bands.onset_rate_hz)].max() < 0.05


@pytest.mark.parametrize(("hz", "pitch_class"), [(261.63, 0), (440.0, 9), (739.99, 6)])
def test_a_tone_fills_its_pitch_class(hz: float, pitch_class: int) -> None:
    tones = Tones(RATE_HZ)
    tones.feed(tone(hz))
    tones.finish()
    assert tones.chroma[2:-2].sum(axis=0).argmax() == 3 * pitch_class


def test_the_envelope_is_the_mean_square() -> None:
    envelope = Envelope(RATE_HZ)
    envelope.feed(np.full(1000, 0.5, np.float32))
    envelope.finish()
    assert np.allclose(envelope.values, 0.25)
    assert len(envelope.values) == np.ceil(1000 / 64)


def glides(cents_per_s: float) -> np.ndarray:
    """Mean shift between frames, by band, of a rich tone that glides."""
    at_s = np.arange(RATE_HZ) / RATE_HZ
    hz = 220.0 * 2.0 ** (cents_per_s * at_s / 1200.0)
    phase = 2 * np.pi * np.cumsum(hz) / RATE_HZ
    rich = np.sum([np.sin(k * phase) / k for k in range(1, 20)], axis=0)
    voice = Voice(RATE_HZ)
    voice.feed((0.3 * rich).astype(np.float32), np.zeros(RATE_HZ, np.float32))
    voice.finish()
    return np.asarray(voice.values[5:-5, 1:BANDS].mean(axis=0))


def test_a_glide_shows_its_direction_and_a_held_tone_shows_none() -> None:
    assert np.abs(glides(0.0)).max() < 3.0
    assert (glides(900.0) > 8.0).all()
    assert (glides(-900.0) < -8.0).all()


def test_the_image_tells_middle_from_side() -> None:
    voice = Voice(RATE_HZ)
    voice.feed(tone(1000.0), tone(1000.0))
    voice.finish()
    assert np.median(voice.values[:, -1]) == pytest.approx(0.0, abs=1.0)
    centred = Voice(RATE_HZ)
    centred.feed(tone(1000.0), np.zeros(RATE_HZ, np.float32))
    centred.finish()
    assert np.median(centred.values[:, -1]) == -40.0
