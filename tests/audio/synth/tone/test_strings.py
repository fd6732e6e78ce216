import numpy as np
import pytest

from dj.audio.synth.samples import SAMPLE_RATE_HZ
from dj.audio.synth.tone.strings import plucked


def pluck(frequency_hz: float) -> np.ndarray:
    return plucked(
        frequency_hz, SAMPLE_RATE_HZ, ring_s=2.0, damping=0.2, position=0.2, brightness=0.5,
        rng=np.random.default_rng(1),
    )  # fmt: skip


@pytest.mark.parametrize("frequency_hz", [82.4, 220.0, 659.3])
def test_a_string_sounds_at_its_pitch_and_dies_away(frequency_hz: float) -> None:
    sound = pluck(frequency_hz)
    power = np.abs(np.fft.rfft(sound * np.hanning(sound.size)))
    near = slice(int(frequency_hz * 0.9), int(frequency_hz * 1.1) + 1)
    assert np.argmax(power[near]) + near.start == pytest.approx(frequency_hz, abs=1.5)
    assert np.abs(sound[-4410:]).max() < 0.4 * np.abs(sound[:4410]).max()
