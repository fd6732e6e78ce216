"""Music makes room for words: how deep and in what shape.

The depth is worked out from the measured level of the music under the words, not from a fixed
number: loud choruses go down further than a soft piano, and the voice stands out alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dj.mix.loudness import music_power
from dj.mix.meeting import Placed
from dj.model.analysis import LEVEL_RATE_HZ
from dj.model.show import Mixing
from dj.model.timeline import GainPoint
from dj.units import frames_from_s

_ATTACK_S = 0.3
"""Music is down before the first word."""
_RELEASE_S = 0.6
"""And comes back without a jerk after the last."""
_DEEPEST_DB = -24.0
_GENTLEST_DB = -3.0
"""Even soft music steps back a little, or words seem to be an accident."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A span of speech on the programme."""

    start: int
    end: int
    """Programme frames, end exclusive."""
    loudness_lufs: float
    """As it will sound, its gain included."""


def depth_db(words: Words, music: Sequence[Placed], mixing: Mixing, rate_hz: int) -> float:
    """Gain of the music under some words, dB: the voice ends up `speech_lu_over_music` above it."""
    numbers = np.arange(
        words.start * LEVEL_RATE_HZ // rate_hz, -(-words.end * LEVEL_RATE_HZ // rate_hz)
    )
    powers, measured = np.zeros(len(numbers)), True
    for placed in music:
        first, last = placed.event.at_frame, placed.event.end_frame
        under = (numbers * rate_hz < last * LEVEL_RATE_HZ) & (
            (numbers + 1) * rate_hz > first * LEVEL_RATE_HZ
        )
        measured = measured and (len(placed.excerpt.levels) > 0 or not under.any())
        powers[under] += music_power(placed, numbers[under])
    sounding = powers[powers > 0]
    if not measured or not len(sounding):
        return mixing.duck_db
    level = 10.0 * float(np.log10(max(float(sounding.mean()), 1e-12)))
    wanted = words.loudness_lufs - mixing.speech_lu_over_music - level
    return min(_GENTLEST_DB, max(_DEEPEST_DB, wanted))


def duck_curve(spans: Sequence[tuple[Words, float]], rate_hz: int) -> tuple[GainPoint, ...]:
    """Corners of the curve that all music follows, for words in order with their depths."""
    attack, release = frames_from_s(_ATTACK_S, rate_hz), frames_from_s(_RELEASE_S, rate_hz)
    corners: list[GainPoint] = []
    for words, depth in spans:
        start = words.start - attack
        if corners and corners[-1].at_frame >= start:
            corners.pop()
        elif words.start > 0:
            corners.append(GainPoint(at_frame=max(0, start), gain_db=0.0))
        corners += [
            GainPoint(at_frame=words.start, gain_db=depth),
            GainPoint(at_frame=words.end, gain_db=depth),
            GainPoint(at_frame=words.end + release, gain_db=0.0),
        ]
    return tuple(corners)


def corners_on(
    curve: Sequence[GainPoint], first_frame: int, end_frame: int
) -> tuple[GainPoint, ...]:
    """Corners that shape an event: the whole dips of words it sounds under, nothing else.

    So a song that ends just before the words plays out at full level.
    """
    kept: list[GainPoint] = []
    dip: list[GainPoint] = []
    for corner in curve:
        dip.append(corner)
        if corner.gain_db == 0.0 and len(dip) > 1:
            low = [point for point in dip if point.gain_db < 0.0]
            if low and low[0].at_frame < end_frame and low[-1].at_frame > first_frame:
                kept += dip
            dip = []
    return tuple(kept)
