"""Subtractive synthesisers: basses, leads, brass and plucks, all swept wavetables."""

from dataclasses import dataclass

import numpy as np

from dj.audio.synth.samples import Mono, Stereo, frames_of, note_hz, ramp_s, shape
from dj.audio.synth.tone.envelopes import decay, held, rising
from dj.audio.synth.tone.filters import low_pass
from dj.audio.synth.tone.oscillators import Spectrum, saw, sine, swept, wavetable


@dataclass(frozen=True, slots=True)
class Subtractive:
    """Oscillators through a low-pass filter with an envelope of its own."""

    spectrum: Spectrum = saw
    voices: int = 1
    """Detuned oscillators; odd ones lean left, even ones right."""
    detune_cents: float = 9.0
    cutoff_hz: float = 900.0
    sweep_octaves: float = 2.0
    """How far a full-velocity note opens the filter above `cutoff_hz`."""
    sweep_s: float = 0.25
    """How fast the filter closes again, 60 dB time; 0 keeps it open."""
    swell_s: float = 0.0
    """How slowly the filter opens at first (brass)."""
    resonance: float = 0.0
    attack_s: float = 0.004
    decay_s: float = 0.0
    sustain: float = 1.0
    release_s: float = 0.06
    vibrato_cents: float = 0.0
    sub: float = 0.0
    """Level of a sine at the pitch, in the middle."""
    drive: float = 0.0
    tracking: float = 0.4
    """How much of the pitch the filter follows, 0 to 1."""

    def __call__(
        self, note: float, frames: int, velocity: float, rng: np.random.Generator
    ) -> Stereo:
        """Play one note; float32, shape (frames + release, 2)."""
        level = held(
            frames,
            attack_s=self.attack_s,
            release_s=self.release_s,
            decay_s=self.decay_s,
            sustain=self.sustain,
        )
        pitch_hz = note_hz(note)
        cutoff_hz = self._cutoff(note, level.size, velocity)
        table = wavetable(pitch_hz, self.spectrum, self.resonance)
        sound = np.zeros((level.size, 2), dtype=np.float32)
        for index in range(self.voices):
            cents = self.detune_cents * (index - (self.voices - 1) / 2) * 2 / max(1, self.voices)
            wave = swept(table, self._pitch(pitch_hz, cents, level.size), cutoff_hz, rng.uniform())
            lean = 0.0 if self.voices == 1 else (0.7 if index % 2 else -0.7)
            sound[:, 0] += wave * np.float32(1.0 - lean)
            sound[:, 1] += wave * np.float32(1.0 + lean)
        sound /= np.float32(np.sqrt(self.voices))
        if self.sub:
            sound += np.float32(self.sub * 3.0) * sine(pitch_hz, level.size)[:, None]
        shape(sound, level * np.float32(velocity))
        return self._driven(sound)

    def _cutoff(self, note: float, frames: int, velocity: float) -> Mono:
        base_hz = self.cutoff_hz * 2.0 ** (self.tracking * (note - 60.0) / 12.0)
        amount = np.float32(self.sweep_octaves * (0.35 + 0.65 * velocity))
        shape = decay(frames, self.sweep_s * 3.0) if self.sweep_s else np.ones(frames, np.float32)
        swell = min(frames, frames_of(self.swell_s))
        shape[:swell] *= rising(swell)
        return np.asarray(np.float32(base_hz) * np.exp2(amount * shape), dtype=np.float32)

    def _pitch(self, pitch_hz: float, cents: float, frames: int) -> float | Mono:
        detuned_hz = pitch_hz * 2.0 ** (cents / 1200.0)
        if not self.vibrato_cents:
            return float(detuned_hz)
        time_s = ramp_s(frames)
        depth = self.vibrato_cents / 1200.0 * np.clip((time_s - 0.2) / 0.3, 0.0, 1.0)
        wave = np.exp2(depth * np.sin(2 * np.pi * 5.3 * time_s))
        return np.asarray(detuned_hz * wave, dtype=np.float32)

    def _driven(self, sound: Stereo) -> Stereo:
        if not self.drive:
            return sound
        return low_pass(np.tanh(np.float32(self.drive) * sound), 9000.0)
