"""Every instrument that a score can name."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

import numpy as np

from dj.audio.synth.samples import Stereo
from dj.audio.synth.tone import oscillators as shape
from dj.audio.synth.voices import keys
from dj.audio.synth.voices.keys import Piano, StruckBar
from dj.audio.synth.voices.plucked import PluckedString, strummed
from dj.audio.synth.voices.sustained import Ensemble, Pipe, sub_sine
from dj.audio.synth.voices.synths import Subtractive

Instrument = Callable[[float, int, float, np.random.Generator], Stereo]
"""(MIDI note, frames held, velocity 0 to 1, rng) -> float32, shape (frames + release, 2)."""

_STEEL: Final = PluckedString(3.2, 0.10, 0.13, 0.75, 0.12, body_hz=7500.0)

INSTRUMENTS: Final[Mapping[str, Instrument]] = MappingProxyType(
    {
        "nylon_guitar": PluckedString(2.4, 0.22, 0.21, 0.45, 0.10, body_hz=4200.0),
        "steel_guitar": _STEEL,
        "twelve_string": partial(strummed, _STEEL),
        "harp": PluckedString(4.0, 0.16, 0.34, 0.5, 0.9, body_hz=5500.0),
        "muted_guitar": PluckedString(0.5, 0.35, 0.12, 0.6, 0.05, body_hz=3200.0),
        "electric_guitar": PluckedString(3.5, 0.08, 0.18, 0.7, 0.08, body_hz=5000.0, drive=1.6),
        "crunch_guitar": PluckedString(5.0, 0.05, 0.15, 0.9, 0.06, body_hz=6000.0, drive=7.0),
        "electric_bass": PluckedString(3.0, 0.22, 0.2, 0.5, 0.06, body_hz=2200.0, sub=0.6),
        "upright_bass": PluckedString(1.5, 0.35, 0.3, 0.3, 0.08, body_hz=1400.0, sub=0.9),
        "piano": Piano(),
        "felt_piano": Piano(softness=1.45),
        "bright_piano": Piano(softness=0.8),
        "electric_piano": keys.electric_piano,
        "organ": keys.organ,
        "vibraphone": StruckBar(
            ((1.0, 1.0, 3.5), (4.0, 0.3, 1.0), (10.0, 0.08, 0.3)), tremolo_hz=4.8
        ),
        "marimba": StruckBar(((1.0, 1.0, 0.9), (3.9, 0.35, 0.25), (9.2, 0.12, 0.08)), ring=False),
        "kalimba": StruckBar(((1.0, 1.0, 1.4), (2.0, 0.1, 0.8), (5.4, 0.25, 0.2))),
        "glockenspiel": StruckBar(((1.0, 1.0, 2.4), (2.75, 0.3, 1.0), (5.4, 0.15, 0.4))),
        "music_box": StruckBar(((1.0, 1.0, 1.8), (2.0, 0.2, 0.9), (4.2, 0.3, 0.4))),
        "glass": StruckBar(((1.0, 1.0, 3.8), (2.32, 0.25, 2.2), (4.25, 0.1, 1.2))),
        "warm_pad": Ensemble(cutoff_hz=900.0),
        "bright_pad": Ensemble(cutoff_hz=3200.0, spread_cents=38.0, attack_s=0.25),
        "glass_pad": Ensemble(shape.hollow, 16.0, 3000.0, attack_s=1.2, release_s=1.8),
        "strings": Ensemble(cutoff_hz=2400.0, spread_cents=24.0, attack_s=0.16, release_s=0.35),
        "low_strings": Ensemble(cutoff_hz=1100.0, spread_cents=20.0, attack_s=0.2),
        "stab_strings": Ensemble(
            cutoff_hz=3400.0, spread_cents=20.0, attack_s=0.02, release_s=0.12
        ),
        "accordion": Ensemble(shape.reed, 11.0, 2600.0, attack_s=0.04, release_s=0.08),
        "harmonium": Ensemble(shape.reed, 7.0, 1300.0, attack_s=0.12, release_s=0.2),
        "flute": Pipe(),
        "low_flute": Pipe((1.0, 0.5, 0.22, 0.1), breath=0.2, vibrato_cents=14.0),
        "clarinet": Pipe((1.0, 0.04, 0.5, 0.03, 0.24, 0.02, 0.08), 0.03, 8.0),
        "muted_horn": Pipe((1.0, 0.75, 0.55, 0.4, 0.3, 0.2, 0.12, 0.08), 0.04, 12.0, 0.04),
        "whistle": Pipe((1.0, 0.05), breath=0.08, vibrato_cents=26.0),
        "sub_bass": sub_sine,
        "deep_swell": Subtractive(
            shape.hollow, cutoff_hz=260.0, sweep_octaves=0.5, sub=0.6, attack_s=0.7, release_s=0.9
        ),
        "saw_bass": Subtractive(
            voices=2, detune_cents=6.0, cutoff_hz=420.0, sub=0.5, sweep_s=0.22, drive=0.8
        ),
        "round_bass": Subtractive(
            shape.hollow, cutoff_hz=500.0, sweep_octaves=1.2, sub=0.7, decay_s=0.5, sustain=0.7
        ),
        "acid_bass": Subtractive(
            cutoff_hz=300.0, sweep_octaves=3.6, sweep_s=0.2, resonance=2.2, sub=0.25, drive=1.1
        ),
        "reese_bass": Subtractive(
            voices=4, detune_cents=22.0, cutoff_hz=500.0, sweep_octaves=1.4, sweep_s=0.9, sub=0.8
        ),
        "slap_bass": Subtractive(
            shape.pulse,
            cutoff_hz=600.0,
            sweep_octaves=3.0,
            sweep_s=0.1,
            sub=0.6,
            decay_s=0.4,
            sustain=0.4,
        ),
        "saw_lead": Subtractive(
            voices=3,
            cutoff_hz=2600.0,
            sweep_octaves=0.8,
            sweep_s=0.6,
            vibrato_cents=14.0,
            attack_s=0.02,
            release_s=0.15,
        ),
        "square_lead": Subtractive(
            shape.square,
            cutoff_hz=2200.0,
            sweep_octaves=1.0,
            vibrato_cents=16.0,
            attack_s=0.012,
            release_s=0.1,
        ),
        "soft_lead": Subtractive(
            shape.hollow,
            voices=2,
            detune_cents=5.0,
            cutoff_hz=1500.0,
            sweep_octaves=0.6,
            vibrato_cents=20.0,
            attack_s=0.05,
            release_s=0.25,
        ),
        "synth_pluck": Subtractive(
            voices=2,
            detune_cents=8.0,
            cutoff_hz=500.0,
            sweep_octaves=3.2,
            sweep_s=0.14,
            decay_s=0.3,
            sustain=0.0,
            release_s=0.25,
        ),
        "bell_pluck": Subtractive(
            shape.square,
            voices=2,
            cutoff_hz=1400.0,
            sweep_octaves=2.0,
            sweep_s=0.3,
            decay_s=0.5,
            sustain=0.0,
            release_s=0.4,
        ),
        "brass": Subtractive(
            voices=3,
            detune_cents=12.0,
            cutoff_hz=600.0,
            sweep_octaves=2.4,
            sweep_s=0.9,
            swell_s=0.06,
            attack_s=0.03,
            release_s=0.1,
        ),
        "poly_synth": Subtractive(
            voices=2,
            detune_cents=10.0,
            cutoff_hz=900.0,
            sweep_octaves=1.8,
            sweep_s=0.4,
            decay_s=0.6,
            sustain=0.6,
            release_s=0.2,
        ),
        "super_saw": Subtractive(
            voices=4,
            detune_cents=26.0,
            cutoff_hz=2200.0,
            sweep_octaves=1.5,
            sweep_s=0.5,
            release_s=0.2,
        ),
    }
)
"""Name in a score → instrument."""

__all__ = ["INSTRUMENTS", "Instrument"]
