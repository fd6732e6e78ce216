"""Strings that are plucked or struck: guitars, harp, electric and upright bass.

Instruments here and beside this file share one shape: ``(note, frames, velocity, rng) -> Stereo``.
`note` is a MIDI number, `frames` how long the note is held (the sound may ring longer), `velocity`
is in [0, 1] and changes the tone as well as the level.
"""

from dataclasses import dataclass

import numpy as np

from dj.audio.synth.samples import Stereo, frames_of, note_hz, spread
from dj.audio.synth.tone.envelopes import held
from dj.audio.synth.tone.filters import high_pass, low_pass
from dj.audio.synth.tone.strings import plucked


@dataclass(frozen=True, slots=True)
class PluckedString:
    """A plucked instrument, described by its string and its player's hand."""

    ring_s: float
    """Time for the lowest harmonic to fall by 60 dB, at the A below middle C."""
    damping: float
    position: float
    brightness: float
    release_s: float
    """How fast a lifted finger stops the string."""
    body_hz: float = 6000.0
    drive: float = 0.0
    sub: float = 0.0
    """Extra weight below 200 Hz, for basses."""

    def __call__(
        self, note: float, frames: int, velocity: float, rng: np.random.Generator
    ) -> Stereo:
        """Play one note; float32, shape (frames + release, 2)."""
        frequency_hz = note_hz(note)
        level = held(frames, attack_s=0.004, release_s=self.release_s)
        sound = plucked(
            frequency_hz,
            level.size,
            ring_s=self.ring_s * float(np.clip((220.0 / frequency_hz) ** 0.5, 0.3, 1.8)),
            damping=self.damping,
            position=self.position,
            brightness=self.brightness * (0.55 + 0.45 * velocity),
            rng=rng,
        )
        sound = low_pass(sound, self.body_hz * (0.5 + 0.5 * velocity))
        if self.sub:
            sound = sound + np.float32(self.sub) * low_pass(sound, 200.0)
        if self.drive:
            sound = low_pass(np.tanh(np.float32(self.drive) * sound), 4500.0)
        sound = high_pass(sound * level * np.float32(velocity), 30.0)
        return spread(sound, float(rng.uniform(-0.08, 0.08)))


def strummed(
    string: PluckedString, note: float, frames: int, velocity: float, rng: np.random.Generator
) -> Stereo:
    """Play the note on two strings an octave apart, as a twelve-string guitar does."""
    low = string(note, frames, velocity, rng)
    high = string(note + 12.0, frames, velocity * 0.5, rng)
    late = frames_of(0.006)
    low[late:] += high[: low.shape[0] - late]
    return low
