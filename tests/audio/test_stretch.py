"""Tempo without pitch: lengths to the frame, beats in place, tones clean."""

import numpy as np
import pytest
from numpy.typing import NDArray

from dj.audio.stretch import CONTEXT_FRAMES, seam, stretch

RATE_HZ = 44_100
RATIOS = [0.94, 0.98, 1.0, 1.03, 1.06]


def middle(sound: NDArray[np.float32], ratio: float, tail: int = 0) -> NDArray[np.float32]:
    """Stretch all but the context at both ends."""
    span = len(sound) - 2 * CONTEXT_FRAMES
    length = round(span * ratio)
    return stretch(
        sound, before=CONTEXT_FRAMES, span=span, length=length, tail=tail, rate_hz=RATE_HZ
    )


@pytest.mark.parametrize("ratio", RATIOS)
def test_clicks_land_within_a_millisecond_of_their_place(ratio: float) -> None:
    sound = np.zeros((3 * RATE_HZ, 2), np.float32)
    places = np.arange(CONTEXT_FRAMES + 5000, len(sound) - CONTEXT_FRAMES - 5000, 20_000)
    sound[places] = 1.0
    out = np.abs(middle(sound, ratio)[:, 0])
    for place in places:
        expected = round((place - CONTEXT_FRAMES) * ratio)
        found = int(np.argmax(out[expected - 4000 : expected + 4000])) - 4000
        assert abs(found) <= RATE_HZ // 1000


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("tail", [0, 882])
def test_the_length_is_exact(ratio: float, tail: int) -> None:
    sound = np.zeros((RATE_HZ, 2), np.float32)
    span = RATE_HZ - 2 * CONTEXT_FRAMES
    assert middle(sound, ratio, tail).shape == (round(span * ratio) + tail, 2)


@pytest.mark.parametrize("ratio", [0.95, 1.05])
def test_a_tone_keeps_its_pitch_and_level(ratio: float) -> None:
    time_s = np.arange(3 * RATE_HZ) / RATE_HZ
    tone = np.repeat(0.5 * np.sin(2 * np.pi * 440 * time_s)[:, None], 2, axis=1)
    out = middle(tone.astype(np.float32), ratio)[10_000 : 10_000 + RATE_HZ, 0]
    spectrum = np.abs(np.fft.rfft(out * np.hanning(len(out))))
    assert int(np.argmax(spectrum)) == 440
    rest = np.delete(spectrum, range(430, 451))
    assert 20 * np.log10(rest.max() / spectrum.max()) < -60
    assert np.abs(out).max() == pytest.approx(0.5, rel=0.02)


def test_the_end_of_a_recording_needs_no_context() -> None:
    sound = np.ones((20_000, 2), np.float32) * 0.1
    out = stretch(sound, before=0, span=20_000, length=20_800, tail=882, rate_hz=RATE_HZ)
    assert out.shape == (21_682, 2)


def test_the_same_input_gives_the_same_samples() -> None:
    sound = np.random.default_rng(0).standard_normal((RATE_HZ, 2)).astype(np.float32)
    np.testing.assert_array_equal(middle(sound, 1.04), middle(sound, 1.04))


def test_a_seam_goes_from_one_rendering_to_the_other_without_a_hole() -> None:
    rng = np.random.default_rng(1)
    one, other = rng.standard_normal((2, 8820, 2)).astype(np.float32)
    for beginning in (one, other):
        joined = seam(one, beginning)
        assert np.abs(joined[0] - one[0]).max() < 0.01
        assert np.abs(joined[-1] - beginning[-1]).max() < 0.01
        assert np.std(joined[3000:6000]) == pytest.approx(1.0, abs=0.06)


def test_an_empty_seam_is_empty() -> None:
    nothing = np.zeros((0, 2), np.float32)
    assert len(seam(nothing, nothing)) == 0
