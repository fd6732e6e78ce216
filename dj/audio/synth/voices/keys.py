"""Keyboards and mallets: piano, electric piano, organ, vibraphone and other struck bars.

Struck sounds are sums of decaying partials; the electric piano is two frequency-modulated sines.
"""

from dataclasses import dataclass

import numpy as np

from dj.audio.synth.samples import (
    SAMPLE_RATE_HZ,
    Mono,
    Stereo,
    frames_of,
    note_hz,
    shape,
    spread,
    turning,
)
from dj.audio.synth.tone.envelopes import decay, held
from dj.audio.synth.tone.oscillators import sine


@dataclass(frozen=True, slots=True)
class StruckBar:
    """A bar, bell or tine: a few partials, each with its own life."""

    partials: tuple[tuple[float, float, float], ...]
    """(ratio to the pitch, level, seconds to fall by 60 dB)."""
    ring: bool = True
    """Whether it rings on after the note ends."""
    tremolo_hz: float = 0.0

    def __call__(
        self, note: float, frames: int, velocity: float, rng: np.random.Generator
    ) -> Stereo:
        """Play one note; float32, shape (frames + release, 2)."""
        pitch_hz = note_hz(note)
        longest_s = max(seconds for _, _, seconds in self.partials)
        level = held(frames, attack_s=0.004, release_s=min(longest_s, 1.4) if self.ring else 0.15)
        total = np.zeros(level.size, dtype=np.float32)
        for ratio, amplitude, seconds in self.partials:
            if ratio * pitch_hz < 0.45 * SAMPLE_RATE_HZ:
                hard = amplitude * velocity ** (0.6 * ratio**0.5)
                partial = sine(ratio * pitch_hz, level.size, float(rng.uniform(0, 0.1)))
                total += partial * decay(level.size, seconds) * np.float32(hard)
        stereo = spread(total * level, float(np.clip((note - 66) / 40, -0.4, 0.4)))
        if self.tremolo_hz:
            turn = np.float32(0.25) * sine(self.tremolo_hz, level.size)
            stereo *= np.stack([1.0 + turn, 1.0 - turn], axis=1)
        return stereo


@dataclass(frozen=True, slots=True)
class Piano:
    """A piano of additive, slightly inharmonic strings."""

    softness: float = 1.0
    """How fast the upper partials fall off; 1.4 is felt, 0.8 is bright."""
    stiffness: float = 0.00035

    def __call__(
        self, note: float, frames: int, velocity: float, rng: np.random.Generator
    ) -> Stereo:
        """Play one note; float32, shape (frames + release, 2)."""
        pitch_hz = note_hz(note)
        level = held(frames, attack_s=0.003, release_s=0.28)
        life_s = float(np.clip(9.0 * (110.0 / pitch_hz) ** 0.45, 1.2, 12.0))
        number = np.arange(1, int(min(22, 7000.0 / pitch_hz)) + 1, dtype=np.float64)
        ratio = number * np.sqrt(1.0 + self.stiffness * number**2)
        roll = self.softness * (1.55 - 0.55 * velocity)
        hammer = np.abs(np.sin(np.pi * number * 0.125)) + 0.08
        strength = hammer / number**roll
        sound = np.zeros((level.size, 2), dtype=np.float32)
        for at, amplitude, index in zip(ratio, strength, number, strict=True):
            seconds = life_s / (1.0 + 0.32 * (index - 1.0))
            wave = sine(pitch_hz * at, level.size, float(rng.uniform()))
            wave *= decay(level.size, seconds) * np.float32(amplitude)
            lean = np.float32(0.25 * np.sin(index * 1.7))
            sound[:, 0] += wave * (1 - lean)
            sound[:, 1] += wave * (1 + lean)
        knock = frames_of(0.03)
        sound[:knock] += 0.02 * velocity * rng.standard_normal((knock, 2), dtype=np.float32)
        shape(sound, level * np.float32(velocity))
        return sound


def electric_piano(note: float, frames: int, velocity: float, rng: np.random.Generator) -> Stereo:
    """Play a tine piano: a mellow body, a bell on the attack, and a slow stereo tremolo."""
    pitch_hz = note_hz(note)
    level = held(frames, attack_s=0.004, release_s=0.22)
    cycles = np.arange(level.size) * (pitch_hz / SAMPLE_RATE_HZ)
    angle = turning(cycles)
    bark = np.float32(1.7 * velocity**1.4) * decay(level.size, 1.3)
    body = np.sin(angle + bark * np.sin(angle)) * decay(level.size, 4.2)
    bell = np.float32(0.9 * velocity) * np.sin(turning(14.0 * cycles)) * decay(level.size, 0.5)
    tine = np.sin(angle + bell) * decay(level.size, 1.8)
    mono = (np.float32(0.75) * body + np.float32(0.3) * tine) * level * np.float32(velocity)
    return _turned(mono, 4.6, 0.22, float(rng.uniform(0, 0.05)))


def _turned(mono: Mono, rate_hz: float, depth: float, phase: float) -> Stereo:
    """Swing a sound between the sides, as a tremolo or a turning loudspeaker does."""
    turn = np.float32(depth) * sine(rate_hz, mono.size, phase)
    return np.stack([mono * (1 + turn), mono * (1 - turn)], axis=1)


def organ(note: float, frames: int, velocity: float, rng: np.random.Generator) -> Stereo:
    """Play drawbars through a slowly turning loudspeaker."""
    level = held(frames, attack_s=0.008, release_s=0.06) * np.float32(velocity)
    pitch_hz = note_hz(note)
    drawn = ((0.5, 0.6), (1.0, 1.0), (1.5, 0.5), (2.0, 0.7), (3.0, 0.3), (4.0, 0.35), (6.0, 0.12))
    mono = np.zeros(level.size, dtype=np.float32)
    for ratio, amplitude in drawn:
        mono += np.float32(amplitude) * sine(pitch_hz * ratio, level.size, float(rng.uniform()))
    return _turned(mono * level, 5.8, 0.3, 0.0)
