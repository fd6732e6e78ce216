"""Beat-matched joins: two grids on one another, the next song brought to the tempo of the last.

The overlap is whole bars. The incoming song plays at the outgoing tempo until the overlap ends, and
then walks back to its own in steps of a bar. Half and double tempo count as equal.
"""

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dj.mix.excerpt import Excerpt
from dj.mix.meeting import Meeting
from dj.model.analysis import Analysis, Ending
from dj.model.show import Mixing
from dj.model.timeline import JoinKind, Stretch
from dj.units import frames_from_s

TRUSTED_GRID = 0.6
"""Least tempo confidence of both songs. Below it a grid is wrong too often: a train-wreck of beats
sounds far worse than a crossfade."""
_BARS = (8, 4)
"""Overlaps tried, longest first: phrases of music are four or eight bars."""
_WOBBLE_S = 0.012
"""Greatest distance of two beats that shall coincide; beyond about 20 ms one hears two drummers."""
_STEP = 0.01
"""Change of tempo per bar on the way back; a percent is hardly noticed."""
_ENDING_LU = 12.0
"""A fading song leads the beat until it is this far below its loudness."""
_UNNOTICED = 0.0005
"""A ratio this near to 1 needs no stretching: half a beat period in an hour."""

Grid = NDArray[np.int64]
"""Frames of bar lines, rising."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    """An overlap that works."""

    bars: int
    """Bars of the outgoing song."""
    out_from: int
    out_to: int
    """Source frames of the outgoing song's bar lines."""
    in_from: int
    in_to: int
    """Source frames of the incoming song's bar lines."""

    @property
    def ratio(self) -> float:
        """Output length ÷ source length for the incoming song."""
        return (self.out_to - self.out_from) / (self.in_to - self.in_from)


def tempo_fold(outgoing_bpm: float, incoming_bpm: float) -> float:
    """Factor 0.5, 1 or 2 that brings the incoming tempo nearest to the outgoing one."""
    return min((1.0, 0.5, 2.0), key=lambda fold: abs(math.log(incoming_bpm * fold / outgoing_bpm)))


def blend(outgoing: Excerpt, incoming: Excerpt, mixing: Mixing, room: int) -> Meeting | None:
    """Plan a beat-matched join, or None where it would not be safe.

    Args:
        outgoing: the song that ends; it is not stretched here.
        incoming: the song that begins.
        mixing: the show's limits.
        room: longest overlap, programme frames.
    """
    if not mixing.beat_match or not _is_trusted(outgoing, incoming):
        return None
    for bars in _BARS:
        fit = _fit(outgoing, incoming, bars)
        if fit and _is_fine(outgoing, incoming, fit, mixing):
            meeting = _meeting(outgoing, incoming, fit)
            if meeting.overlap <= room:
                return meeting
    return None


def _is_trusted(outgoing: Excerpt, incoming: Excerpt) -> bool:
    one, other = outgoing.song.analysis, incoming.song.analysis
    if one.tempo_bpm is None or other.tempo_bpm is None:
        return False
    least = min(one.tempo_confidence, other.tempo_confidence)
    return least >= TRUSTED_GRID and one.beats_per_bar == other.beats_per_bar


def _fit(outgoing: Excerpt, incoming: Excerpt, bars: int) -> _Fit | None:
    """Lay the last bars of one on the first bars of the other."""
    fold = tempo_fold(
        outgoing.song.analysis.tempo_bpm or 1.0, incoming.song.analysis.tempo_bpm or 1.0
    )
    in_bars = round(bars / fold)
    out_grid = _bar_lines(outgoing, outgoing.start, _last_beat_before(outgoing))
    in_grid = _bar_lines(incoming, incoming.start, incoming.start + incoming.length // 2)
    if len(out_grid) <= bars or len(in_grid) <= in_bars:
        return None
    return _Fit(
        bars=bars,
        out_from=int(out_grid[-1 - bars]),
        out_to=int(out_grid[-1]),
        in_from=int(in_grid[0]),
        in_to=int(in_grid[in_bars]),
    )


def _last_beat_before(outgoing: Excerpt) -> int:
    """Source frame after which the outgoing beat no longer leads."""
    if outgoing.song.analysis.cues.ending is Ending.COLD:
        return outgoing.end
    return outgoing.last_within(_ENDING_LU)


def _bar_lines(song: Excerpt, first: int, last: int) -> Grid:
    frames = np.rint(song.song.analysis.downbeats_s * song.rate_hz).astype(np.int64)
    return frames[(frames >= first) & (frames <= last)]


def _is_fine(outgoing: Excerpt, incoming: Excerpt, fit: _Fit, mixing: Mixing) -> bool:
    rate = outgoing.rate_hz
    length = fit.out_to - fit.out_from
    if length > frames_from_s(mixing.max_crossfade_s, rate):
        return False
    if max(fit.ratio, 1 / fit.ratio) > 1 + mixing.max_stretch:
        return False
    if fit.in_from - incoming.start > (fit.in_to - fit.in_from) // 2:
        return False
    clash = outgoing.sings_between(fit.out_from, outgoing.end) and incoming.sings_between(
        incoming.start, fit.in_to
    )
    return not clash and _wobble_s(outgoing, incoming, fit) <= _WOBBLE_S


def _wobble_s(outgoing: Excerpt, incoming: Excerpt, fit: _Fit) -> float:
    """Greatest distance in seconds of a beat of the incoming song to the beat it belongs to."""
    moved = _inside(incoming.song.analysis, fit.in_from, fit.in_to, incoming.rate_hz)
    moved = (moved - fit.in_from) * fit.ratio + fit.out_from
    there = _inside(outgoing.song.analysis, fit.out_from, fit.out_to, outgoing.rate_hz)
    sparse, dense = (moved, there) if len(moved) <= len(there) else (there, moved)
    if not len(sparse):
        return math.inf
    return float(np.abs(sparse[:, None] - dense[None, :]).min(axis=1).max()) / outgoing.rate_hz


def _inside(analysis: Analysis, first: int, last: int, rate_hz: int) -> NDArray[np.float64]:
    beats = analysis.beats_s if len(analysis.beats_s) else analysis.downbeats_s
    frames = beats * rate_hz
    return frames[(frames >= first - 1) & (frames <= last + 1)]


def _meeting(outgoing: Excerpt, incoming: Excerpt, fit: _Fit) -> Meeting:
    cold = outgoing.song.analysis.cues.ending is Ending.COLD
    out_at = outgoing.end if cold else fit.out_to
    stretches = _stretches(incoming, fit)
    pickup = round((fit.in_from - incoming.start) * (fit.ratio if stretches else 1.0))
    length = fit.out_to - fit.out_from
    return Meeting(
        kind=JoinKind.BLEND,
        overlap=pickup + out_at - fit.out_from,
        out_at=out_at,
        in_at=incoming.start,
        fade_out=outgoing.trim_fade if cold else length,
        fade_in=pickup + length,
        stretches=stretches,
        lead=pickup + length // 2,
        reason=_reason(outgoing, incoming, fit),
    )


def _stretches(incoming: Excerpt, fit: _Fit) -> tuple[Stretch, ...]:
    """The overlap at the outgoing tempo, then the steps back."""
    if abs(fit.ratio - 1) <= _UNNOTICED:
        return ()
    matched = fit.in_to - incoming.start
    pickup = round((fit.in_from - incoming.start) * fit.ratio)
    spans = [
        Stretch(
            source_in_frame=incoming.start,
            source_out_frame=fit.in_to,
            length_frames=pickup + fit.out_to - fit.out_from,
        )
    ]
    steps = max(1, math.ceil(abs(fit.ratio - 1) / _STEP)) - 1
    lines = _bar_lines(incoming, fit.in_to, incoming.start + 2 * matched)[: steps + 1].tolist()
    for number, (first, last) in enumerate(pairwise(lines), start=1):
        ratio = 1 + (fit.ratio - 1) * (1 - number / (steps + 1))
        length = round((last - first) * ratio)
        spans.append(Stretch(source_in_frame=first, source_out_frame=last, length_frames=length))
    return tuple(spans)


def _reason(outgoing: Excerpt, incoming: Excerpt, fit: _Fit) -> str:
    one, other = outgoing.song.analysis.tempo_bpm or 0, incoming.song.analysis.tempo_bpm or 0
    percent = 100 * (1 / fit.ratio - 1)
    change = f"{abs(percent):.1f} % {'faster' if percent > 0 else 'slower'}"
    how = "at its own tempo" if abs(percent) < 0.05 else f"{change} until it has taken over"
    return (
        f"Both beats can be trusted ({one:.0f} and {other:.0f} BPM), so the songs share "
        f"{fit.bars} bars, the next one {how}."
    )
