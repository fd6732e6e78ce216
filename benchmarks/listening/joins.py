"""How songs meet: no step in loudness, no hole, no ending cut off, beats on beats."""

from collections.abc import Iterator, Sequence

import numpy as np

from benchmarks.listening.beats import beats
from benchmarks.listening.meters import TENTHS, pooled, sliding
from benchmarks.listening.pairs import Pair, note, pairs
from benchmarks.listening.reading import Reading
from benchmarks.listening.sources import Source, source
from benchmarks.listening.stems import Heard
from dj.model.timeline import Event, EventKind, JoinKind

_APART_S = 1.0
"""From the overlap to what is compared."""
_RELEASE_S = 1.0
"""Music is itself again so long after the last word."""
_WINDOWS_S = (3.0, 8.0)
"""Compared on either side: the moment, and what settles after it."""
_DEAD_LUFS, _DEAD_LU = -50.0, 30.0
_STILL_LU = 15.0
"""Music this near to its song's loudness has not ended."""
_OURS = (JoinKind.BLEND, JoinKind.CROSSFADE)


def joins(heard: Heard) -> Iterator[Reading]:
    """Measure all joins of a session."""
    for pair in pairs(heard):
        for window_s in _WINDOWS_S:
            yield from _step(heard, pair, window_s)
        yield from _overlap(heard, pair)
        if pair.join.kind is JoinKind.BLEND:
            yield from beats(heard, pair)
    yield from _endings(heard)
    yield from _dead_air(heard)


def _step(heard: Heard, pair: Pair, window_s: float) -> Iterator[Reading]:
    """Loudness after a join minus before it; words, beds and imaging push the windows apart."""
    first, last = (frame / heard.rate_hz for frame in pair.span)
    talk = [e for e in heard.timeline.events if e.kind is not EventKind.MUSIC]
    spans = [(e.at_frame / heard.rate_hz, e.end_frame / heard.rate_hz) for e in talk]
    reach = _APART_S + window_s
    near = [(a, b) for a, b in spans if a < last + reach and b > first - reach]
    first = min([first, *(start for start, _ in near)])
    last = max([last, *(end + _RELEASE_S for _, end in near)])
    before = (first - _APART_S - window_s, first - _APART_S)
    after = (last + _APART_S, last + _APART_S + window_s)
    if not all(_is_plain(heard, spans, window) for window in (before, after)):
        return
    one, other = (
        pooled(heard.mix[round(a * TENTHS) : round(b * TENTHS)]) for a, b in (before, after)
    )
    where = "across words" if near else "at a join"
    yield Reading(
        measure=f"step {where}, {window_s:g} s", value=abs(other - one),
        at_s=pair.join.at_frame / heard.rate_hz,
        note=f"{one:.1f} to {other:.1f} LUFS, {note(heard, pair)}",
    )  # fmt: skip


def _is_plain(
    heard: Heard, talk: Sequence[tuple[float, float]], window: tuple[float, float]
) -> bool:
    """Tell whether a window, in seconds, lies on the programme and holds songs alone."""
    first, last = window
    inside = first >= 0 and last <= heard.timeline.duration_s
    return inside and not any(a < last and b + _RELEASE_S > first for a, b in talk)


def _overlap(heard: Heard, pair: Pair) -> Iterator[Reading]:
    yield Reading(
        measure="overlap beyond the show's limit",
        value=max(0.0, pair.join.overlap_frames / heard.rate_hz
                  - heard.made.show.mixing.max_crossfade_s),
        at_s=pair.join.at_frame / heard.rate_hz, note=note(heard, pair),
    )  # fmt: skip


def _endings(heard: Heard) -> Iterator[Reading]:
    """Seconds of music, still near its song's loudness, that a song's end leaves out."""
    kinds = {pair.outgoing.id: pair for pair in pairs(heard)}
    for event in heard.music:
        track = heard.tracks[event.source_id]
        left = source(heard.made, track)
        pair = kinds.get(event.id)
        ours = pair is not None and pair.join.kind in _OURS
        yield Reading(
            measure="ending left out by a fade of ours" if ours else "ending cut short",
            value=_left_out_s(left, event, track.cues.cue_out_s, heard.rate_hz),
            at_s=event.end_frame / heard.rate_hz,
            note=note(heard, pair) if pair else heard.title(event),
        )  # fmt: skip


def _left_out_s(song: Source, event: Event, cue_out_s: float, rate_hz: int) -> float:
    first = round(event.source_out_frame / rate_hz * TENTHS)
    rest = song.levels[first : round(cue_out_s * TENTHS)]
    return float((rest > song.lufs - _STILL_LU).sum()) / TENTHS


def _dead_air(heard: Heard) -> Iterator[Reading]:
    """Runs of momentary silence, by the finished file."""
    limit = max(_DEAD_LUFS, heard.file.lufs - _DEAD_LU)
    quiet = np.concatenate([[False], sliding(heard.mix, 4) < limit, [False]])
    edges = np.flatnonzero(np.diff(quiet.astype(np.int8))).reshape(-1, 2)
    yield Reading(measure="dead air", value=0.0)
    for first, last in edges.tolist():
        yield Reading(
            measure="dead air", value=(last - first) / TENTHS, at_s=first / TENTHS,
            note=_where(heard, first / TENTHS),
        )  # fmt: skip


def _where(heard: Heard, second: float) -> str:
    frame = second * heard.rate_hz
    inside = [e for e in heard.music if e.at_frame <= frame < e.end_frame]
    if not inside:
        return "between songs"
    event = inside[-1]
    left_s = (event.end_frame - frame) / heard.rate_hz
    into_s = (frame - event.at_frame) / heard.rate_hz
    return f"{into_s:.1f} s into {heard.title(event)}, {left_s:.1f} s before its end"
