"""Struck sounds: each function is one drum, parameters make the kit.

All return mono float32, shape (frames,), peak near 1.
"""

from typing import Final

import numpy as np

from dj.audio.synth.samples import SAMPLE_RATE_HZ, Mono, frames_of, noise, ramp_s
from dj.audio.synth.tone.envelopes import decay, rising, soft_edges
from dj.audio.synth.tone.filters import band_pass, high_pass, low_pass
from dj.audio.synth.tone.oscillators import sine

CYMBAL_PARTIALS_HZ: Final = (263.0, 400.0, 421.0, 474.0, 587.0, 845.0, 1117.0, 1493.0)
"""Inharmonic squares, as in the analogue drum machines that defined the sound."""
CLAP_GAPS_S: Final = (0.0, 0.011, 0.021, 0.033)
"""Hands never land together."""


def peaked(sound: Mono) -> Mono:
    """Return the sound scaled to a peak of 1."""
    return np.asarray(sound / max(1e-9, float(np.max(np.abs(sound)))), dtype=np.float32)


def kick(
    rng: np.random.Generator,
    *,
    low_hz: float = 48.0,
    high_hz: float = 190.0,
    drop_s: float = 0.07,
    length_s: float = 0.35,
    click: float = 0.3,
    drive: float = 1.4,
) -> Mono:
    """Return a bass drum: a sine that falls in pitch, with a beater's click."""
    frames = frames_of(length_s)
    sweep = low_hz + (high_hz - low_hz) * decay(frames, drop_s * 2.0)
    phase = np.cumsum(sweep, dtype=np.float64) / SAMPLE_RATE_HZ
    body = np.sin(2.0 * np.pi * phase).astype(np.float32) * decay(frames, length_s * 1.15)
    beater = band_pass(noise(frames, rng), 1200.0, 5000.0) * decay(frames, 0.02)
    return soft_edges(peaked(np.tanh(drive * body) + click * beater), 0.03)


def snare(
    rng: np.random.Generator,
    *,
    tone_hz: float = 190.0,
    wires: float = 0.8,
    length_s: float = 0.22,
    bright_hz: float = 7500.0,
) -> Mono:
    """Return a snare drum: two head modes under a burst of wires."""
    frames = frames_of(length_s)
    head = sine(tone_hz, frames) * decay(frames, length_s * 0.6)
    head += 0.6 * sine(tone_hz * 1.78, frames) * decay(frames, length_s * 0.4)
    rattle = low_pass(high_pass(noise(frames, rng), 900.0), bright_hz)
    rattle *= decay(frames, length_s) * np.float32(0.8)
    return soft_edges(peaked((1.0 - 0.45 * wires) * head + wires * rattle), 0.02)


def rim(rng: np.random.Generator, *, tone_hz: float = 820.0, length_s: float = 0.06) -> Mono:
    """Return a cross-stick: wood on a rim."""
    frames = frames_of(length_s)
    wood = sine(tone_hz, frames) + 0.7 * sine(tone_hz * 2.17, frames)
    knock = band_pass(noise(frames, rng), 900.0, 4000.0) * decay(frames, 0.015)
    return soft_edges(peaked(wood * decay(frames, length_s) + 0.6 * knock), 0.01)


def clap(rng: np.random.Generator, *, length_s: float = 0.24, centre_hz: float = 1300.0) -> Mono:
    """Return several hands."""
    frames = frames_of(length_s)
    level = 0.55 * decay(frames, length_s)
    for gap_s in CLAP_GAPS_S:
        at = frames_of(gap_s)
        level[at:] += decay(frames - at, 0.03)
    body = band_pass(noise(frames, rng), centre_hz * 0.7, centre_hz * 2.6)
    return soft_edges(peaked(body * level), 0.03)


def cymbal(
    rng: np.random.Generator,
    *,
    length_s: float,
    metal: float = 0.5,
    low_hz: float = 6500.0,
    attack_s: float = 0.0,
) -> Mono:
    """Return a hat (short), a ride or a crash (long): metal partials and hiss."""
    frames = frames_of(length_s)
    bend = rng.uniform(0.97, 1.03)
    time_s = ramp_s(frames)
    squares = np.zeros(frames, dtype=np.float32)
    for partial_hz in CYMBAL_PARTIALS_HZ:
        phase = time_s * np.float32(partial_hz * 3.1 * bend)
        squares += np.where(phase - np.floor(phase) < 0.5, 1.0, -1.0).astype(np.float32)
    mixed = metal * squares / 3.0 + (1.0 - metal) * noise(frames, rng)
    body = high_pass(mixed.astype(np.float32), low_hz, order=3) * decay(frames, length_s * 1.1)
    body[: max(1, frames_of(attack_s))] *= rising(max(1, frames_of(attack_s)))
    return soft_edges(peaked(body), min(0.05, length_s / 4.0))


def tom(rng: np.random.Generator, *, tone_hz: float, length_s: float = 0.4) -> Mono:
    """Return a tom, conga or bongo: a skin whose pitch sags a little."""
    frames = frames_of(length_s)
    sweep = tone_hz * (1.0 + 0.35 * decay(frames, 0.12))
    phase = np.cumsum(sweep, dtype=np.float64) / SAMPLE_RATE_HZ
    skin = np.sin(2.0 * np.pi * phase).astype(np.float32) * decay(frames, length_s)
    slap = band_pass(noise(frames, rng), tone_hz * 3.0, tone_hz * 10.0) * decay(frames, 0.025)
    return soft_edges(peaked(skin + 0.4 * slap), 0.03)


def shaker(rng: np.random.Generator, *, length_s: float = 0.09, low_hz: float = 5000.0) -> Mono:
    """Return seeds in a shell: hiss that swells before it falls."""
    frames = frames_of(length_s)
    rise = frames // 3
    level = np.concatenate([rising(rise), decay(frames - rise, length_s)])
    return soft_edges(peaked(high_pass(noise(frames, rng), low_hz) * level), 0.01)


def brush(rng: np.random.Generator, *, length_s: float = 0.3) -> Mono:
    """Return a brush stirred on a snare head."""
    frames = frames_of(length_s)
    sweep = band_pass(noise(frames, rng), 1800.0, 7000.0)
    level = np.sin(np.linspace(0.0, np.pi, frames)) ** 1.5
    return peaked(np.asarray(sweep * level, dtype=np.float32))


def bell(rng: np.random.Generator, *, tone_hz: float, length_s: float) -> Mono:
    """Return a cowbell, clave or triangle: two stiff partials."""
    frames = frames_of(length_s)
    ratio = 1.48 + rng.uniform(-0.01, 0.01)
    tone = np.sign(sine(tone_hz, frames)) + np.sign(sine(tone_hz * ratio, frames))
    tone = 0.3 * tone + sine(tone_hz, frames)
    body = band_pass(tone.astype(np.float32), tone_hz * 0.8, tone_hz * 4.0)
    return soft_edges(peaked(body * decay(frames, length_s)), 0.01)
