import numpy as np
from scipy.signal import fftconvolve

from dj.audio.synth.effects.space import BLOCK_FRAMES, chorus, echo, reverberate, room
from dj.audio.synth.samples import SAMPLE_RATE_HZ


def test_block_convolution_equals_plain_convolution() -> None:
    rng = np.random.default_rng(1)
    send = rng.standard_normal(BLOCK_FRAMES + 5000).astype(np.float32)
    response = room(0.3, 0.5, rng)
    wet = reverberate(send, response)
    plain = fftconvolve(send, response[:, 0])[: send.size]
    assert np.allclose(wet[:, 0], plain, atol=1e-3)


def test_a_room_dies_away_and_differs_from_side_to_side() -> None:
    response = room(1.0, 0.5, np.random.default_rng(1))
    half = response.shape[0] // 2
    assert np.abs(response[half:]).max() < 0.1 * np.abs(response[:half]).max()
    assert abs(np.corrcoef(response[:, 0], response[:, 1])[0, 1]) < 0.2


def test_echoes_come_in_time_and_in_turn() -> None:
    send = np.zeros(SAMPLE_RATE_HZ, np.float32)
    send[0] = 1.0
    wet = echo(send, 0.25, 0.5)
    first, second = round(0.25 * SAMPLE_RATE_HZ), round(0.5 * SAMPLE_RATE_HZ)
    assert np.abs(wet[first : first + 50, 1]).max() > 10 * np.abs(wet[first : first + 50, 0]).max()
    assert np.abs(wet[second : second + 50, 0]).max() > 0.0
    assert not wet[:first].any()


def test_chorus_keeps_length_and_adds_width() -> None:
    rng = np.random.default_rng(1)
    mono = np.repeat(rng.standard_normal((20_000, 1)), 2, axis=1).astype(np.float32)
    wide = chorus(mono)
    assert wide.shape == mono.shape
    assert np.corrcoef(wide[:, 0], wide[:, 1])[0, 1] < 0.95
