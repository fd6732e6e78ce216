"""What pitched instruments of a band sound like: two spectra, one dying sooner, read from tables.

A bright table and a dark one are read at the note's phase; the bright one decays faster, as
hammers, strings and plucks do. Tables hold no partial above the Nyquist frequency.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from dj.testing.truth.known import Mono, Note

_TABLE = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """The knobs of an instrument."""

    slope: float
    """Level of partial k is k to the minus this, when dark."""
    bright: float
    """The same for the bright part."""
    odd: bool = False
    """Only odd partials, as in a clarinet or a square wave."""
    decay: float = 0.0
    """How fast the dark part dies, per second; 0 holds as long as the note."""
    damp: float = 6.0
    """How fast the bright part dies, per second."""
    attack_s: float = 0.004
    release_s: float = 0.06
    spread_cents: float = 0.0
    """Two players this far apart."""
    vibrato_cents: float = 0.0


PATCHES: dict[str, Patch] = {
    "piano": Patch(slope=1.6, bright=0.7, decay=1.4, damp=7.0, release_s=0.12),
    "electric piano": Patch(slope=2.2, bright=1.0, decay=1.1, damp=10.0, release_s=0.1),
    "organ": Patch(slope=1.1, bright=0.9, attack_s=0.01, spread_cents=4.0),
    "strings": Patch(slope=1.2, bright=1.0, attack_s=0.12, release_s=0.25, spread_cents=9.0,
                     vibrato_cents=8.0),
    "pad": Patch(slope=1.5, bright=1.1, attack_s=0.2, release_s=0.4, spread_cents=14.0),
    "guitar": Patch(slope=1.2, bright=0.4, decay=2.0, damp=14.0, release_s=0.05),
    "crunch": Patch(slope=0.7, bright=0.4, decay=0.5, damp=3.0, release_s=0.05, spread_cents=6.0),
    "pluck": Patch(slope=1.0, bright=0.5, decay=5.0, damp=18.0, release_s=0.05),
    "square lead": Patch(slope=1.0, bright=0.9, odd=True, attack_s=0.008, vibrato_cents=12.0),
    "flute": Patch(slope=2.6, bright=2.0, attack_s=0.05, release_s=0.08, vibrato_cents=15.0),
    "vibraphone": Patch(slope=3.0, bright=1.5, decay=1.8, damp=20.0, release_s=0.3),
    "finger bass": Patch(slope=1.6, bright=0.9, decay=1.2, damp=9.0, release_s=0.04),
    "synth bass": Patch(slope=1.0, bright=0.7, decay=0.4, damp=12.0, release_s=0.02),
    "sub bass": Patch(slope=2.8, bright=1.6, damp=15.0, attack_s=0.01, release_s=0.04),
    "double bass": Patch(slope=1.9, bright=1.0, decay=2.2, damp=12.0, release_s=0.05),
}  # fmt: skip


def play(
    patch: Patch, notes: Sequence[Note], duration_s: float, rate_hz: int, tuning_cents: float
) -> Mono:
    """Play the notes of a part; equal notes share one recording."""
    track = np.zeros(round((duration_s + patch.release_s) * rate_hz) + 1)
    made: dict[tuple[float, float], Mono] = {}
    for note in notes:
        which = (note.midi, round(note.length_s, 2))
        if which not in made:
            hz = 440.0 * 2.0 ** ((note.midi - 69 + tuning_cents / 100) / 12)
            made[which] = _tone(patch, hz, which[1], rate_hz)
        start = round(note.at_s * rate_hz)
        sound = made[which][: max(0, len(track) - start)]
        track[start : start + len(sound)] += note.velocity * sound
    return np.asarray(track[: round(duration_s * rate_hz)], np.float64)


def _tone(patch: Patch, hz: float, length_s: float, rate_hz: int) -> Mono:
    t = np.arange(round((length_s + patch.release_s) * rate_hz)) / rate_hz
    partials = max(1, min(40, int(0.45 * rate_hz / hz)))
    bright = _table(patch.bright, patch.odd, partials)
    dark = _table(patch.slope, patch.odd, partials)
    brightness = np.exp(-t * patch.damp)
    sound = np.zeros(len(t))
    for cents in (-patch.spread_cents / 2, patch.spread_cents / 2)[
        : 2 if patch.spread_cents else 1
    ]:
        phase = hz * 2.0 ** (cents / 1200) * t
        if patch.vibrato_cents:
            depth = hz * (2.0 ** (patch.vibrato_cents / 1200) - 1) / (2 * np.pi * 5.2)
            phase = phase + depth * np.minimum(t / 0.4, 1.0) * np.sin(2 * np.pi * 5.2 * t)
        step = (phase * _TABLE).astype(np.int64) & (_TABLE - 1)
        sound += dark[step] + brightness * (bright[step] - dark[step])
    ends = np.minimum(t / patch.attack_s, 1.0) * np.clip((t[-1] - t) / patch.release_s, 0.0, 1.0)
    return np.asarray(sound * ends * np.exp(-t * patch.decay), np.float64)


@lru_cache(maxsize=256)
def _table(slope: float, odd: bool, partials: int) -> Mono:  # noqa: FBT001 - a cache key
    turns = 2 * np.pi * np.arange(_TABLE) / _TABLE
    numbers = np.arange(1, partials + 1, 2 if odd else 1)
    wave = sum(np.sin(k * turns + 0.3 * k * k) / k**slope for k in numbers)
    return np.asarray(wave / np.sqrt(np.mean(np.square(wave))), np.float64)
