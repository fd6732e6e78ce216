"""Beat-matched joins: two grids on one another, the next song brought to the tempo of the last.

The overlap is whole bars. The incoming song plays at the outgoing tempo until the overlap ends, and
then walks back to its own in steps of a bar. Half and double tempo count as equal. In the middle of
the overlap, on a bar line, the bass changes hands. A song that ends by itself is left to do so.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from dj.mix.excerpt import Excerpt
from dj.mix.meeting import Meeting
from dj.mix.pulse import TRUSTED_GRID, Line, bar_lines, is_reachable, straight, tempo_fold
from dj.model.analysis import Ending
from dj.model.show import Mixing
from dj.model.timeline import JoinKind, Stretch
from dj.units import frames_from_s

BARS = (8, 4)
"""Overlaps tried, longest first: phrases of music are four or eight bars."""
_WOBBLE_S = 0.010
"""Greatest scatter of beats that shall coincide; at 20 ms one hears two drummers, and the beats of
an analysis scatter by 5 ms where the drummer does not."""
_STRAY_S = 0.040
"""Greatest error of a single beat: beyond it the grid has slipped."""
_STEP = 0.01
"""Change of tempo per bar on the way back; a percent is hardly noticed."""
_ENDING_LU = 12.0
"""A fading song leads the beat until it is this far below its loudness."""
_HALVED_LU = 6.0
"""By now the next song must be up."""
_HANGING_BARS = 0.25
"""A last chord may ring this far into the next bar and not be met by a beat."""
_UNNOTICED_S = 0.002
"""Two beats drift no further apart than this where nothing is stretched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    """An overlap of whole bars, each song on a straight line whose beat 0 is a bar line."""

    outgoing: Excerpt
    incoming: Excerpt
    bars: int
    """Shared bars, counted in the outgoing song."""
    out: Line
    into: Line
    fold: float
    """Beats of the outgoing song to one of the incoming song: 0.5, 1 or 2."""

    @property
    def bar(self) -> float:
        """Frames of an outgoing bar."""
        return self.outgoing.song.analysis.beats_per_bar * self.out.period

    @property
    def length(self) -> float:
        """Frames from the first shared bar line to the last."""
        return self.bars * self.bar

    @property
    def ratio(self) -> float:
        """Output length ÷ source length for the incoming song; 1 where nobody would notice."""
        ratio = self.out.period * self.fold / self.into.period
        drift = abs(ratio - 1) * self.length / self.incoming.rate_hz
        return 1.0 if drift <= _UNNOTICED_S else ratio

    @property
    def pickup(self) -> float:
        """Frames of the incoming song before its first bar line, as they sound."""
        return (self.into.origin - self.incoming.start) * self.ratio

    @property
    def scatter(self) -> float:
        """Root mean square distance of beats that shall coincide, frames."""
        return math.hypot(float(np.std(self.out.errors)), float(np.std(self.into.errors)))

    @property
    def stray(self) -> float:
        """Greatest distance of a single beat to its line, frames."""
        return float(max(np.abs(self.out.errors).max(), np.abs(self.into.errors).max()))


def blends(
    outgoing: Excerpt,
    incoming: Excerpt,
    mixing: Mixing,
    room: int,
    bars: Sequence[int] = BARS,
) -> Iterator[Meeting]:
    """Plan the beat-matched joins that would be safe, in the order of their bars.

    Args:
        outgoing: the song that ends; it is not stretched here.
        incoming: the song that begins.
        mixing: the show's limits; whether it wants beats matched at all is not asked.
        room: how long before its end the song that ends may meet the next, programme frames.
        bars: how many bars to share.
    """
    if obstacle(outgoing, incoming, mixing):
        return
    for count in bars:
        fit = _fit(outgoing, incoming, count)
        if fit and _is_fine(fit, mixing):
            meeting = _meeting(fit, mixing)
            meets = outgoing.end - meeting.out_at + meeting.overlap
            if 0 < meeting.overlap <= incoming.length // 2 and meets <= room:
                yield meeting


def obstacle(outgoing: Excerpt, incoming: Excerpt, mixing: Mixing) -> str:
    """Say why two songs cannot be beat-matched wherever they meet; empty if they can."""
    one, other = outgoing.song.analysis, incoming.song.analysis
    if one.tempo_bpm is None or other.tempo_bpm is None:
        return "one of the two has no steady tempo"
    if min(one.tempo_confidence, other.tempo_confidence) < TRUSTED_GRID:
        return "the beat of one of the two cannot be trusted"
    if one.beats_per_bar != other.beats_per_bar:
        return "their bars are of different length"
    if not is_reachable(one, other, mixing.max_stretch):
        return (
            f"{one.tempo_bpm:.0f} and {other.tempo_bpm:.0f} BPM are more than "
            f"{100 * mixing.max_stretch:.0f} % apart"
        )
    return ""


def _fit(outgoing: Excerpt, incoming: Excerpt, bars: int) -> _Fit | None:
    """Lay the last bars of one on the first bars of the other."""
    one, other = outgoing.song.analysis, incoming.song.analysis
    fold = tempo_fold(one.tempo_bpm or 1.0, other.tempo_bpm or 1.0)
    in_bars = round(bars / fold)
    out_grid = bar_lines(outgoing, outgoing.start, _last_beat_before(outgoing))
    in_grid = bar_lines(incoming, incoming.start, incoming.start + incoming.length // 2)
    if not in_bars or len(out_grid) <= bars or len(in_grid) <= in_bars:
        return None
    out = straight(outgoing, out_grid[-1 - bars], out_grid[-1])
    into = straight(incoming, in_grid[0], in_grid[in_bars])
    if out is None or into is None:
        return None
    return _Fit(outgoing=outgoing, incoming=incoming, bars=bars, out=out, into=into, fold=fold)


def _last_beat_before(outgoing: Excerpt) -> int:
    """Source frame after which the outgoing beat no longer leads."""
    if outgoing.song.analysis.cues.ending is Ending.FADE:
        return outgoing.last_within(_ENDING_LU)
    return outgoing.end


def _is_fine(fit: _Fit, mixing: Mixing) -> bool:
    rate = fit.incoming.rate_hz
    if fit.scatter > _WOBBLE_S * rate or fit.stray > _STRAY_S * rate:
        return False
    if max(fit.ratio, 1 / fit.ratio) > 1 + mixing.max_stretch:
        return False
    tail = _tail(fit, mixing)
    if fit.pickup + fit.length + tail > mixing.max_crossfade_s * rate:
        return False
    walk = _stretches(fit, _held(fit, tail))
    if walk and walk[-1].source_out_frame > fit.incoming.end:
        return False
    return -_STRAY_S * rate <= fit.into.origin - fit.incoming.start <= fit.length / 2


def _meeting(fit: _Fit, mixing: Mixing) -> Meeting:
    outgoing, incoming = fit.outgoing, fit.incoming
    tail = _tail(fit, mixing)
    out_at = min(round(fit.out.origin + fit.length) + tail, outgoing.end)
    overlap = round(fit.pickup + out_at - fit.out.origin)
    return Meeting(
        kind=JoinKind.BLEND,
        overlap=overlap,
        out_at=out_at,
        in_at=incoming.start,
        fade_out=min(_fade_out(fit, outgoing.end - out_at), overlap),
        fade_in=min(round(fit.pickup + _up(fit)), overlap),
        stretches=_stretches(fit, _held(fit, tail)),
        lead=round(fit.pickup + fit.length / 2),
        swap=round(fit.pickup + fit.bars // 2 * fit.bar),
        swap_length=round(fit.out.period),
        reason=_reason(fit),
    )


def _tail(fit: _Fit, mixing: Mixing) -> int:
    """Frames of the outgoing song after the last shared bar line: its own ending, all of it."""
    if fit.outgoing.song.analysis.cues.ending is Ending.SEGUE:
        return 0
    natural = fit.outgoing.end - round(fit.out.origin + fit.length)
    most = frames_from_s(mixing.max_crossfade_s, fit.outgoing.rate_hz) - fit.length - fit.pickup
    return max(0, min(natural, round(most))) if mixing.cut_endings else max(0, natural)


def _fade_out(fit: _Fit, lost: int) -> int:
    """Frames of fade-out: none to speak of where the song ends by itself."""
    runs_on = fit.outgoing.song.analysis.cues.ending is Ending.SEGUE
    return round(fit.length) if runs_on or lost else fit.outgoing.trim_fade


def _up(fit: _Fit) -> float:
    """Frames from the first shared bar line to where the incoming song is at full level."""
    if fit.outgoing.song.analysis.cues.ending is not Ending.FADE:
        return fit.length
    halved = fit.outgoing.last_within(_HALVED_LU) - fit.out.origin
    return min(max(halved, fit.length / 4), fit.length)


def _held(fit: _Fit, tail: int) -> int:
    """Bars for which the incoming song keeps to the outgoing tempo: until that one has ended."""
    bars = fit.bars + math.ceil(max(0.0, tail / fit.bar - _HANGING_BARS))
    return bars + (bars % 2 if fit.fold > 1 else 0)


def _stretches(fit: _Fit, bars: int) -> tuple[Stretch, ...]:
    """The overlap at the outgoing tempo, then the steps back, a bar each."""
    if fit.ratio == 1.0:
        return ()
    per_bar = fit.incoming.song.analysis.beats_per_bar
    matched = bars * per_bar / fit.fold
    off = 1 / fit.ratio - 1
    steps = math.ceil(abs(off) / _STEP)
    lines = [fit.into.at(matched + number * per_bar) for number in range(steps)]
    spans = [_stretch(fit.incoming.start, lines[0], fit.ratio)]
    for number, (first, last) in enumerate(pairwise(lines), start=1):
        spans.append(_stretch(first, last, 1 / (1 + off * (1 - number / steps))))
    return tuple(spans)


def _stretch(first: float, last: float, ratio: float) -> Stretch:
    start, end = round(first), round(last)
    length = round((end - start) * ratio)
    return Stretch(source_in_frame=start, source_out_frame=end, length_frames=length)


def _reason(fit: _Fit) -> str:
    one, other = fit.outgoing.song.analysis.tempo_bpm, fit.incoming.song.analysis.tempo_bpm
    percent = 100 * (1 / fit.ratio - 1)
    change = f"{abs(percent):.1f} % {'faster' if percent > 0 else 'slower'}"
    how = "at its own tempo" if abs(percent) < 0.05 else f"{change} until it has taken over"
    return (
        f"Both beats can be trusted ({one or 0:.0f} and {other or 0:.0f} BPM), so the songs share "
        f"{fit.bars} {'bar' if fit.bars == 1 else 'bars'}, the next one {how}."
    )
