"""Music makes room for words: how deep and in what shape.

A fader is ridden so that the voice stays the same way above the music all through a talk break.
Both are known tenth by tenth: the clip as it was recorded, the songs as they were analysed. The
corners of the curve are the least-squares answer to two demands: in each second and in each three
seconds the distance is right, and the fader moves little. So it follows a quiet passage or a chorus
but not the beat, and nothing pumps. Soft music is lifted a little, for a voice alone in front of a
whisper sounds as if the music had stopped.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dj.mix.loudness import Heard, powers_between
from dj.model.analysis import LEVEL_RATE_HZ
from dj.model.show import Mixing
from dj.model.timeline import GainPoint

_KNOT_S = 0.7
"""Between two corners of the curve while somebody speaks."""
_INTO_DB_PER_S = 12.0
_OUT_DB_PER_S = 8.0
_LEAST_INTO_S = 0.5
"""Music is down before the first word, without a jerk."""
_LEAST_OUT_S = 0.8
_DEEPEST_DB = -24.0
_HIGHEST_DB = 4.0
"""More would make an intro louder than the song."""
_UNHEARD_LUFS = -50.0
"""Music below this is none: there is nothing to keep a distance from."""
_WINDOWS = ((10, 0.5), (30, 2.0))
"""Tenths over which loudness is compared, and how much it counts: a second, and the three of
short-term loudness."""
_PAUSE_LU = 15.0
"""A tenth this far below the voice's own loudness is a pause: it says nothing about loudness."""
_STILLNESS = 2.0
"""What a decibel of movement between two corners weighs against one of a wrong distance."""
_TOGETHER_S = 5.5
"""Words nearer to one another than this are one dip: the fader has no time to go up and down."""
_DIGITS = 2
"""Decimals of a corner's gain that the session file keeps."""

Levels = NDArray[np.float64]
"""Powers relative to 0 LUFS, or decibels, one per tenth of a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A span of speech on the programme."""

    start: int
    end: int
    """Programme frames, end exclusive."""
    loudness_lufs: float
    """As it will sound, its gain included."""
    levels_lufs: tuple[float, ...] = ()
    """As it will sound, of each tenth of a second; empty if only the loudness is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dip:
    """A curve under words that belong together; 0 dB at both ends."""

    corners: tuple[GainPoint, ...]
    start: int
    end: int
    """Programme frames of the first word and of the last."""


def dips(
    words: Sequence[Words], music: Sequence[Heard], mixing: Mixing, rate_hz: int
) -> tuple[Dip, ...]:
    """Ride the fader under all words, which are in order.

    Args:
        words: the speech.
        music: songs and beds with their gains and fades, not yet ducked.
        mixing: how far speech stands out, and how deep music of unknown level goes.
        rate_hz: the programme's rate.
    """
    return tuple(_dip(group, music, mixing, rate_hz) for group in _groups(words, rate_hz))


def corners_on(curve: Sequence[Dip], first_frame: int, end_frame: int) -> tuple[GainPoint, ...]:
    """Corners that shape an event: the whole dips of words it sounds under, nothing else.

    So a song that ends just before the words plays out at full level.
    """
    under = [dip for dip in curve if dip.start < end_frame and dip.end > first_frame]
    return tuple(corner for dip in under for corner in dip.corners)


def _groups(words: Sequence[Words], rate_hz: int) -> list[list[Words]]:
    groups: list[list[Words]] = []
    for one in words:
        if groups and one.start - groups[-1][-1].end < _TOGETHER_S * rate_hz:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _dip(group: Sequence[Words], music: Sequence[Heard], mixing: Mixing, rate_hz: int) -> Dip:
    start, end = group[0].start, group[-1].end
    count = max(2, 1 + round((end - start) / (_KNOT_S * rate_hz)))
    at = np.linspace(start, end, count)
    under = [p for p in music if p.event.at_frame < end and p.event.end_frame > start]
    if all(len(placed.excerpt.levels) for placed in under):
        heights = _ridden(group, under, at, mixing.speech_lu_over_music, rate_hz)
    else:
        heights = np.full(count, mixing.duck_db)
    into = max(_LEAST_INTO_S, abs(heights[0]) / _INTO_DB_PER_S) * rate_hz
    out = max(_LEAST_OUT_S, abs(heights[-1]) / _OUT_DB_PER_S) * rate_hz
    inside = [(round(a), round(float(h), _DIGITS)) for a, h in zip(at, heights, strict=True)]
    before = [(max(0, round(start - into)), 0.0)] if start > 0 else []
    corners = [*before, *inside, (round(end + out), 0.0)]
    points = tuple(GainPoint(at_frame=frame, gain_db=gain) for frame, gain in corners)
    return Dip(corners=points, start=start, end=end)


def _ridden(
    group: Sequence[Words], music: Sequence[Heard], at: Levels, over_lu: float, rate_hz: int
) -> Levels:
    """Gains at the knots, dB, within what a fader may do."""
    first = int(at[0]) * LEVEL_RATE_HZ // rate_hz
    count = max(1, -(-int(at[-1]) * LEVEL_RATE_HZ // rate_hz) - first)
    speech = _speech(group, first, count, rate_hz)
    sounding = powers_between(music, first, count, rate_hz)
    middles = (np.arange(first, first + count) + 0.5) * rate_hz / LEVEL_RATE_HZ
    shares = _shares(at, middles)
    speaking = speech > 10.0 ** ((group[0].loudness_lufs - _PAUSE_LU) / 10.0)
    rows, wanted = [], []
    for window, weight in _WINDOWS:
        voice, under = (_mean(values, speaking, window) for values in (speech, sounding))
        told = speaking & (under > 10.0 ** (_UNHEARD_LUFS / 10.0))
        rows.append(np.stack([_mean(share, speaking, window) for share in shares.T], axis=1)[told])
        wanted.append(np.clip(_db(voice) - over_lu - _db(under), _DEEPEST_DB, _HIGHEST_DB)[told])
        rows[-1], wanted[-1] = rows[-1] * weight, wanted[-1] * weight
    still = np.diff(np.eye(len(at)), axis=0) * _STILLNESS
    a = np.concatenate([*rows, still])
    b = np.concatenate([*wanted, np.zeros(len(still))])
    heights = np.linalg.lstsq(a, b, rcond=None)[0]
    return np.asarray(np.clip(heights, _DEEPEST_DB, _HIGHEST_DB), np.float64)


def _shares(at: Levels, middles: Levels) -> Levels:
    """How much each knot counts at each tenth: straight lines, shape (tenths, knots)."""
    return np.stack([np.interp(middles, at, unit) for unit in np.eye(len(at))], axis=1)


def _speech(group: Sequence[Words], first: int, count: int, rate_hz: int) -> Levels:
    """Power of the words in `count` tenths from number `first`."""
    powers = np.zeros(count)
    for words in group:
        begin = round(words.start * LEVEL_RATE_HZ / rate_hz) - first
        length = max(1, round((words.end - words.start) * LEVEL_RATE_HZ / rate_hz))
        levels = np.full(length, words.loudness_lufs)
        known = np.asarray(words.levels_lufs[:length], np.float64)
        levels[: len(known)] = known
        span = slice(max(0, begin), min(count, begin + length))
        powers[span] = 10.0 ** (levels[span.start - begin : span.stop - begin] / 10.0)
    return powers


def _mean(values: Levels, speaking: NDArray[np.bool_], window: int) -> Levels:
    """Mean around each tenth over those in which somebody speaks; 0 where nobody does."""
    kernel, around = np.ones(window), slice(window // 2, window // 2 + len(values))
    counts = np.convolve(speaking, kernel)[around]
    return np.asarray(np.convolve(values * speaking, kernel)[around] / np.maximum(counts, 1.0))


def _db(powers: Levels) -> Levels:
    return np.asarray(10.0 * np.log10(np.maximum(powers, 1e-12)), np.float64)
