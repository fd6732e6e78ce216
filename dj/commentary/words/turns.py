"""From one song to the next: a turn is named only where anybody can hear it."""

from math import log2

from dj.commentary.words.sound import STEADY
from dj.model.analysis import Analysis

CLEAR_ENERGY = 0.12
"""Change of energy a listener can hear, 0 to 1."""
EVEN_ENERGY = 0.06
CLEAR_TEMPO = 0.08
"""Change of tempo a listener can hear, as a ratio from 1."""
EVEN_TEMPO = 0.03


def energy_turn(prev: Analysis, upcoming: Analysis) -> str | None:
    """Say where the energy goes; None between "level" and clearly up or down."""
    step = upcoming.energy - prev.energy
    if abs(step) <= EVEN_ENERGY:
        return "level"
    return _direction(step) if abs(step) >= CLEAR_ENERGY else None


def tempo_turn(prev: Analysis, upcoming: Analysis) -> str | None:
    """Say where the tempo goes; None where half or double tempo could make it untrue.

    A beat at 174 is easily taken for one at 87, so "faster" and "slower" need the energy to agree.
    """
    if not prev.tempo_bpm or not upcoming.tempo_bpm:
        return None
    if min(prev.tempo_confidence, upcoming.tempo_confidence) < STEADY:
        return None
    octaves = log2(upcoming.tempo_bpm / prev.tempo_bpm)
    if abs(octaves) <= log2(1 + EVEN_TEMPO):
        return "level"
    is_plain = log2(1 + CLEAR_TEMPO) <= abs(octaves) < 0.5
    step = upcoming.energy - prev.energy
    agrees = abs(step) > EVEN_ENERGY and _direction(step) == _direction(octaves)
    return _direction(octaves) if is_plain and agrees else None


def key_turn(prev: Analysis, upcoming: Analysis) -> str | None:
    """Say how the keys are related; None if either is unclear, or they are neither near nor far."""
    if prev.key is None or upcoming.key is None:
        return None
    if min(prev.key_confidence, upcoming.key_confidence) < STEADY:
        return None
    steps = prev.key.distance(upcoming.key)
    return "same" if steps == 0 else "near" if steps == 1 else "far" if steps >= 4 else None


def _direction(step: float) -> str:
    return "up" if step > 0 else "down"
