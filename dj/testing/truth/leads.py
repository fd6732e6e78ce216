"""Instruments that carry a tune as a voice would, and are none: traps for a vocal detector.

They bend, tremble and breathe, with resonances that stay where they are: no vowels, no consonants.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.signal import butter, sosfilt

from dj.testing.truth import contour
from dj.testing.truth.contour import Bend
from dj.testing.truth.known import Mono, Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The knobs of a solo instrument."""

    low: int
    """Lowest pitch (MIDI)."""
    bend: Bend
    slope: float
    """Level of partial k is k to the minus this."""
    body_hz: tuple[tuple[float, float], ...] = ()
    """Resonances of the body: (centre, gain relative to the string or reed)."""
    attack_s: float = 0.02
    air: float = 0.0
    """Share of breath or bow noise."""
    drive: float = 0.0
    """How hard the amplifier is overdriven."""
    spread_cents: float = 0.0
    """Two oscillators this far apart."""
    top_hz: float = 9000.0


LEADS: dict[str, Lead] = {
    "synth lead": Lead(
        low=62, slope=1.0, spread_cents=11.0, top_hz=5000.0,
        bend=Bend(glide_s=0.035, vibrato_hz=5.8, vibrato_cents=38.0, vibrato_after_s=0.15),
    ),
    "saxophone": Lead(
        low=56, slope=1.1, air=0.06, attack_s=0.035, top_hz=7000.0,
        body_hz=((520.0, 1.6), (1250.0, 1.2), (2600.0, 0.7)),
        bend=Bend(glide_s=0.02, scoop_semitones=1.2, vibrato_hz=5.0, vibrato_cents=28.0,
                  vibrato_after_s=0.3, drift_cents=6.0, jitter_cents=4.0),
    ),
    "violin": Lead(
        low=62, slope=1.0, air=0.03, attack_s=0.06, top_hz=9500.0,
        body_hz=((290.0, 0.9), (470.0, 1.2), (1100.0, 0.6), (2700.0, 1.3)),
        bend=Bend(glide_s=0.03, vibrato_hz=6.1, vibrato_cents=32.0, vibrato_after_s=0.1,
                  drift_cents=5.0, jitter_cents=3.0),
    ),
    "distorted guitar": Lead(
        low=57, slope=0.8, drive=9.0, attack_s=0.005, top_hz=4800.0,
        bend=Bend(glide_s=0.03, scoop_semitones=1.8, vibrato_hz=5.4, vibrato_cents=40.0,
                  vibrato_after_s=0.25, drift_cents=3.0),
    ),
}  # fmt: skip


def play(
    lead: Lead, phrases: Sequence[Sequence[Note]], duration_s: float, rate_hz: int,
    rng: np.random.Generator,
) -> Mono:  # fmt: skip
    """Play the phrases, each in one breath, bow or pick."""
    track = np.zeros(round(duration_s * rate_hz))
    for phrase in phrases:
        start = round(phrase[0].at_s * rate_hz)
        sound = _phrase(lead, phrase, rate_hz, rng)[: len(track) - start]
        track[start : start + len(sound)] += sound
    return track


def _phrase(lead: Lead, phrase: Sequence[Note], rate_hz: int, rng: np.random.Generator) -> Mono:
    from_s, to_s = phrase[0].at_s, phrase[-1].at_s + phrase[-1].length_s + 0.12
    samples = round((to_s - from_s) * rate_hz)
    semitones = contour.pitch(phrase, from_s, to_s, lead.bend, rng)
    force = contour.spread(_force(lead, phrase, len(semitones)), samples, rate_hz)
    cycles = contour.phase(semitones, samples, rate_hz)
    top = int(0.45 * rate_hz / (440.0 * 2.0 ** ((float(semitones.max()) - 69) / 12)))
    sound = _string(lead, cycles, max(1, min(48, top)))
    if lead.spread_cents:
        sound = sound + _string(lead, cycles * 2.0 ** (lead.spread_cents / 1200), min(48, top))
    sound = sound + lead.air * rng.normal(size=samples)
    if lead.drive:
        sound = np.tanh(lead.drive * sound * force) * np.minimum(1.0, 6.0 * force)
        return _shaped(lead, sound, rate_hz)
    return _shaped(lead, sound * force, rate_hz)


def _force(lead: Lead, phrase: Sequence[Note], count: int) -> Mono:
    which, held_s = contour.frames(
        phrase, phrase[0].at_s, phrase[0].at_s + count / contour.FRAME_HZ
    )
    lengths = np.array([note.length_s for note in phrase])[which.astype(int)]
    strength = np.array([note.velocity for note in phrase])[which.astype(int)]
    onset = 0.65 + 0.35 * np.minimum(held_s / max(lead.attack_s, 1e-3), 1.0)
    sounding = np.where(held_s < lengths, strength * onset, 0.0)
    return contour.smooth(sounding, lead.attack_s, start=0.0)


def _string(lead: Lead, cycles: Mono, partials: int) -> Mono:
    turns = 2 * np.pi * np.arange(4096) / 4096
    wave = sum(np.sin(k * turns) / k**lead.slope for k in range(1, partials + 1))
    table = np.asarray(wave) / np.sqrt(np.mean(np.square(wave)))
    return np.asarray(table[(cycles % 1.0 * 4096).astype(int)], np.float64)


def _shaped(lead: Lead, sound: Mono, rate_hz: int) -> Mono:
    """Colour by the body and close the top, as a cabinet or a wooden box does."""
    coloured = np.array(sound)
    for centre, weight in lead.body_hz:
        edges = (centre * 0.85, min(centre * 1.18, 0.47 * rate_hz))
        band = butter(1, edges, "bandpass", fs=rate_hz, output="sos")
        coloured += weight * sosfilt(band, sound)
    low = butter(2, min(lead.top_hz, 0.45 * rate_hz), fs=rate_hz, output="sos")
    return np.asarray(sosfilt(low, coloured), np.float64)
