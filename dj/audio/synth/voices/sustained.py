"""Held sounds: pads, strings, choirs of reeds and blown pipes."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from dj.audio.synth.samples import (
    SAMPLE_RATE_HZ,
    Stereo,
    noise,
    note_hz,
    ramp_s,
    shape,
    spread,
    turning,
)
from dj.audio.synth.tone.envelopes import held
from dj.audio.synth.tone.filters import band_pass
from dj.audio.synth.tone.oscillators import (
    LOOP_FRAMES,
    Spectrum,
    ensemble_loop,
    read_loop,
    saw,
    sine,
)

VIBRATO_HZ: Final = 5.1


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Many players on one note: an ensemble loop under a slow envelope."""

    spectrum: Spectrum = saw
    spread_cents: float = 30.0
    cutoff_hz: float = 1400.0
    attack_s: float = 0.5
    release_s: float = 0.7
    tracking: float = 0.5

    def __call__(
        self, note: float, frames: int, velocity: float, rng: np.random.Generator
    ) -> Stereo:
        """Play one note; float32, shape (frames + release, 2)."""
        level = held(frames, attack_s=self.attack_s, release_s=self.release_s)
        loop = _loop(self, note)
        start = int(rng.integers(LOOP_FRAMES))
        sound = read_loop(loop, level.size, start)
        shape(sound, level * np.float32(0.3 * velocity))
        return sound


@lru_cache(maxsize=64)
def _loop(ensemble: Ensemble, note: float) -> Stereo:
    cutoff_hz = ensemble.cutoff_hz * 2.0 ** (ensemble.tracking * (note - 60.0) / 12.0)
    return ensemble_loop(
        note_hz(note),
        ensemble.spectrum,
        spread_cents=ensemble.spread_cents,
        cutoff_hz=cutoff_hz,
        rng=np.random.default_rng([round(note * 100), round(ensemble.cutoff_hz)]),
    )


@dataclass(frozen=True, slots=True)
class Pipe:
    """A blown pipe: a few harmonics, breath, and a vibrato that grows."""

    harmonics: tuple[float, ...] = (1.0, 0.32, 0.12, 0.03)
    breath: float = 0.12
    vibrato_cents: float = 18.0
    attack_s: float = 0.06
    release_s: float = 0.09

    def __call__(
        self, note: float, frames: int, velocity: float, rng: np.random.Generator
    ) -> Stereo:
        """Play one note; float32, shape (frames + release, 2)."""
        level = held(frames, attack_s=self.attack_s, release_s=self.release_s)
        pitch_hz = note_hz(note)
        grown = np.clip((ramp_s(level.size) - 0.15) / 0.4, 0.0, 1.0)
        bend = self.vibrato_cents / 1200.0 * np.log(2.0) * pitch_hz / VIBRATO_HZ / (2 * np.pi)
        wave = sine(VIBRATO_HZ, level.size, 0.25)
        cycles = np.arange(level.size) * (pitch_hz / SAMPLE_RATE_HZ) - bend * grown * wave
        tone = np.zeros(level.size, dtype=np.float32)
        for number, amplitude in enumerate(self.harmonics, start=1):
            hard = np.float32(amplitude * (0.6 + 0.4 * velocity) ** number)
            tone += hard * np.sin(turning(number * cycles))
        air = band_pass(noise(level.size, rng), pitch_hz * 0.9, min(9000.0, pitch_hz * 4.0))
        swell = 1.0 + 0.12 * grown * sine(VIBRATO_HZ, level.size)
        mono = (tone * swell + self.breath * air) * level * velocity
        return spread(mono.astype(np.float32))


def sub_sine(note: float, frames: int, velocity: float, rng: np.random.Generator) -> Stereo:
    """Play a sub bass: a sine with enough grit to be heard on small loudspeakers."""
    level = held(frames, attack_s=0.006, release_s=0.05)
    tone = sine(note_hz(note), level.size, float(rng.uniform(0.0, 0.01)))
    driven = np.tanh(np.float32(1.8) * tone) + np.float32(0.12) * sine(
        2 * note_hz(note), level.size
    )
    return spread(driven * level * np.float32(velocity))
