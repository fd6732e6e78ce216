"""Beat grids: whom to trust, which tempos can be brought together, and where bars truly lie.

A single beat of an analysis is some 5 ms off. A straight line through all beats of a passage is ten
times as near to the drummer, so the bar lines of a join are taken from such a line.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dj.mix.excerpt import Excerpt
from dj.model.analysis import Analysis

TRUSTED_GRID = 0.6
"""Least tempo confidence of both songs. Below it a grid is wrong too often: a train-wreck of beats
sounds far worse than a crossfade."""
_FEWEST_BEATS = 4

Frames = NDArray[np.float64]
"""Source frames, rising; not whole, since beats are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A passage's beats as a straight line."""

    origin: float
    """Source frame of the beat that is counted as 0."""
    period: float
    """Frames from beat to beat."""
    errors: Frames
    """Distances of the single beats to the line, frames."""

    def at(self, beat: float) -> float:
        """Source frame of a beat, counted from the origin."""
        return self.origin + beat * self.period


def tempo_fold(outgoing_bpm: float, incoming_bpm: float) -> float:
    """Factor 0.5, 1 or 2 that brings the incoming tempo nearest to the outgoing one."""
    return min((1.0, 0.5, 2.0), key=lambda fold: abs(math.log(incoming_bpm * fold / outgoing_bpm)))


def trusted(one: Analysis, other: Analysis) -> bool:
    """Tell whether both grids may be trusted."""
    known = one.tempo_bpm is not None and other.tempo_bpm is not None
    return known and min(one.tempo_confidence, other.tempo_confidence) >= TRUSTED_GRID


def trust(one: Analysis, other: Analysis) -> float:
    """How far beyond `TRUSTED_GRID` both grids may be trusted, 0 to 1."""
    least = min(one.tempo_confidence, other.tempo_confidence)
    return max(0.0, (least - TRUSTED_GRID) / (1.0 - TRUSTED_GRID))


def is_reachable(one: Analysis, other: Analysis, max_stretch: float) -> bool:
    """Tell whether the second song can be brought to the tempo of the first."""
    if one.tempo_bpm is None or other.tempo_bpm is None:
        return False
    ratio = other.tempo_bpm * tempo_fold(one.tempo_bpm, other.tempo_bpm) / one.tempo_bpm
    return max(ratio, 1 / ratio) <= 1 + max_stretch


def bar_lines(song: Excerpt, first: float, last: float) -> Frames:
    """Source frames of the bar lines in a passage, as analysed."""
    frames = song.song.analysis.downbeats_s * song.rate_hz
    return frames[(frames >= first) & (frames <= last)]


def straight(song: Excerpt, first: float, last: float) -> Line | None:
    """Lay a line through the beats from one bar line to another; None if they are too few.

    Args:
        song: the song.
        first: source frame of the first bar line; the line's beat 0.
        last: source frame of the last bar line.
    """
    analysis = song.song.analysis
    beats = analysis.beats_s if len(analysis.beats_s) else analysis.downbeats_s
    frames = beats * song.rate_hz
    frames = frames[(frames >= first - 1) & (frames <= last + 1)]
    if len(frames) < _FEWEST_BEATS:
        return None
    period = float(np.median(np.diff(frames)))
    numbers = np.rint((frames - first) / period)
    period, origin = np.polyfit(numbers, frames, 1)
    errors = frames - (origin + numbers * period)
    return Line(origin=float(origin), period=float(period), errors=errors)
