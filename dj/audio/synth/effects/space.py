"""Rooms and echoes: a synthesised reverberation, tempo-true echoes, and chorus."""

from typing import Final

import numpy as np
from scipy.fft import irfft, next_fast_len, rfft

from dj.audio.synth.samples import (
    SAMPLE_RATE_HZ,
    Mono,
    Stereo,
    frames_of,
    noise,
    silence,
    stretched,
)
from dj.audio.synth.tone.envelopes import decay
from dj.audio.synth.tone.filters import band_pass, high_pass, low_pass

BLOCK_FRAMES: Final = 1 << 16
"""Convolution block: large enough that a two-second room costs little."""
ECHO_TONE_HZ: Final = 3200.0
ECHO_TAPS: Final = 6
CHORUS_STEP: Final = 512
"""The chorus moves so slowly that a new delay every 12 ms, joined by lines, is smooth."""


def room(length_s: float, brightness: float, rng: np.random.Generator) -> Stereo:
    """Synthesise the impulse response of a room.

    Args:
        length_s: reverberation time, 60 dB, of the middle frequencies.
        brightness: 0 (curtains) to 1 (plate).
        rng: draws the reflections.

    Returns:
        float32, shape (frames, 2), unit energy per side; begins with a short silence.
    """
    frames = frames_of(length_s * 1.15)
    sides = []
    for _ in range(2):
        raw = noise(frames, rng)
        low = low_pass(raw, 400.0, order=1) * decay(frames, length_s * 1.1)
        middle = band_pass(raw, 400.0, 3500.0) * decay(frames, length_s)
        high = high_pass(raw, 3500.0, order=1) * decay(frames, length_s * 0.45)
        mixed = high_pass(low + middle + np.float32(brightness) * high, 180.0)
        late = frames_of(0.018)
        mixed = np.concatenate([np.zeros(late, np.float32), mixed[:-late]])
        for _ in range(7):
            mixed[frames_of(rng.uniform(0.007, 0.07))] += np.float32(rng.normal(0.0, 2.0))
        sides.append(mixed / np.sqrt(np.sum(mixed**2)))
    return np.ascontiguousarray(np.stack(sides, axis=1), dtype=np.float32)


def reverberate(send: Mono, response: Stereo) -> Stereo:
    """Convolve a mono send with a stereo room; same length as the send.

    Overlap-add with all blocks in one transform.
    """
    blocks = -(-send.size // BLOCK_FRAMES)
    size = next_fast_len(BLOCK_FRAMES + response.shape[0] - 1, real=True)
    padded = np.zeros(blocks * BLOCK_FRAMES, dtype=np.float32)
    padded[: send.size] = send
    spectrum = rfft(padded.reshape(blocks, BLOCK_FRAMES), size, axis=1)
    wet = silence(blocks * BLOCK_FRAMES + size)
    for side in range(2):
        filtered = rfft(response[:, side], size)
        for index in range(blocks):
            first = index * BLOCK_FRAMES
            wet[first : first + size, side] += irfft(spectrum[index] * filtered, size)
    return wet[: send.size]


def echo(send: Mono, delay_s: float, feedback: float) -> Stereo:
    """Repeat a mono send left and right in turn, darker than it came; same length."""
    dark = high_pass(low_pass(send, ECHO_TONE_HZ), 250.0)
    wet = silence(send.size)
    step = frames_of(delay_s)
    for tap in range(1, ECHO_TAPS + 1):
        if tap * step >= send.size:
            break
        wet[tap * step :, tap % 2] += np.float32(feedback**tap) * dark[: send.size - tap * step]
    return wet


def chorus(sound: Stereo, depth_ms: float = 2.5, rate_hz: float = 0.6) -> Stereo:
    """Widen a sound with one slowly moving copy per side; same shape."""
    frames = sound.shape[0]
    coarse = np.arange(0, frames + 2 * CHORUS_STEP, CHORUS_STEP)
    wet = np.empty_like(sound)
    for side in range(2):
        turn = np.sin(2 * np.pi * rate_hz * coarse / SAMPLE_RATE_HZ + side * np.pi / 2)
        late = ((9.0 + depth_ms * turn) * SAMPLE_RATE_HZ / 1000.0).astype(np.float32)
        behind = stretched(late, CHORUS_STEP)[:frames]
        whole = np.ceil(behind).astype(np.int32)
        part = whole - behind
        column = np.ascontiguousarray(sound[:, side])
        at = np.maximum(np.arange(frames, dtype=np.int32) - whole, 0)
        near = column[at]
        wet[:, side] = near + (column[at + 1] - near) * part
    return np.asarray(np.float32(0.75) * sound + np.float32(0.55) * wet, dtype=np.float32)
