import numpy as np
import pytest

from dj.analysis.tagging.mel import BANDS, HOP, RATE_HZ, SIZE, _filters, log_mel


def tone(hz: float, seconds: float = 0.5) -> np.ndarray:
    return np.sin(2 * np.pi * hz * np.arange(round(seconds * RATE_HZ)) / RATE_HZ).astype(np.float32)


def test_silence_is_zero_everywhere() -> None:
    assert not log_mel(np.zeros(SIZE, np.float32)).any()


def test_a_frame_begins_every_hop() -> None:
    assert log_mel(np.zeros(SIZE + 9 * HOP, np.float32)).shape == (10, BANDS)


@pytest.mark.parametrize("hz", [500.0, 1000.0, 3000.0, 6000.0])
def test_a_tone_is_loudest_in_the_band_around_it(hz: float) -> None:
    loudest = int(log_mel(tone(hz)).mean(axis=0).argmax())
    assert _filters()[:, loudest].argmax() * RATE_HZ / SIZE == pytest.approx(hz, abs=RATE_HZ / SIZE)


def test_every_band_weighs_the_same() -> None:
    areas = _filters().sum(axis=0) * (RATE_HZ / SIZE)
    # Below 1 kHz a band spans few bins of the spectrum, so its sum is coarse.
    assert areas[-40:] == pytest.approx(1.0, abs=0.05)
    assert np.all(areas > 0.5)


def test_a_reading_of_librosa_is_met() -> None:
    """librosa 0.11: `filters.mel(sr=16000, n_fft=512, n_mels=96)` at a few places."""
    found = _filters().T
    places = {
        (0, 1): 0.0319992229,
        (10, 11): 0.0304134991,
        (47, 53): 0.0166865624,
        (47, 54): 0.00994214322,
        (60, 81): 0.0109323133,
        (60, 82): 0.0062310393,
        (80, 153): 0.00617385283,
        (80, 154): 0.005532193,
        (95, 248): 0.00398456026,
        (95, 249): 0.00348649011,
    }
    for (band, line), value in places.items():
        assert found[band, line] == pytest.approx(value, rel=1e-5)
