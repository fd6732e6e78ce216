"""Correct what the ears measured, so that everything measured still fits together."""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dj.model.analysis import Analysis, CuePoints, Region

SOUND_FIELDS = ("tempo_bpm", "key", "cue_in_s", "post_s", "outro_s", "cue_out_s", "instrumental",
                "never_talk_over")  # fmt: skip
_POINTS = ("cue_in_s", "post_s", "outro_s", "cue_out_s")
"""In the order in which they must rise."""
_NEAR = 0.02
"""Tempi this near to double, half or the measured one keep the beat grid."""

Times = NDArray[np.float64]


def correct(analysis: Analysis, values: Mapping[str, Any]) -> Analysis:
    """Return the analysis with an editor's values; what they do not name stays as measured."""
    changed: dict[str, Any] = {}
    if "tempo_bpm" in values:
        changed |= _tempo(analysis, values["tempo_bpm"])
    if "key" in values:
        changed |= {"key": values["key"], "key_confidence": 1.0,
                    "key_candidates": ((values["key"], 1.0),)}  # fmt: skip
    if set(values) & {*_POINTS, "instrumental"}:
        changed |= _cues(analysis, values)
    corrected = replace(analysis, **changed) if changed else analysis
    return _closed(corrected) if values.get("never_talk_over") else corrected


def _tempo(analysis: Analysis, wanted: float | str) -> dict[str, Any]:
    measured = analysis.tempo_bpm
    if isinstance(wanted, str):
        if measured is None:
            return {}
        bpm = measured * float(wanted.removeprefix("x"))
    else:
        bpm = wanted
    octave = round(np.log2(bpm / measured)) if measured else None
    beats, downbeats = analysis.beats_s, analysis.downbeats_s
    if octave is None or measured is None or abs(bpm / (measured * 2.0**octave) - 1.0) > _NEAR:
        # The grid was counted at another pulse: nothing may be matched to it.
        beats, downbeats, confidence = beats[:0], downbeats[:0], 0.0
    else:
        confidence = analysis.tempo_confidence
        for _ in range(abs(octave)):
            step = _doubled if octave > 0 else _halved
            beats, downbeats = step(beats, downbeats, analysis.beats_per_bar)
    return {"tempo_bpm": bpm, "tempo_candidates": ((bpm, 1.0),), "tempo_confidence": confidence,
            "beats_s": beats, "downbeats_s": downbeats}  # fmt: skip


def _doubled(beats: Times, downbeats: Times, per_bar: int) -> tuple[Times, Times]:
    """Put a beat between each two, and a bar's start between each two."""
    if len(beats) < 2:
        return beats, downbeats
    twice = np.interp(np.arange(2 * len(beats) - 1) / 2.0, np.arange(len(beats)), beats)
    firsts = 2 * np.flatnonzero(np.isin(beats, downbeats))
    starts = np.unique(np.concatenate([firsts, firsts + per_bar]))
    return twice, twice[starts[starts < len(twice)]]


def _halved(beats: Times, downbeats: Times, per_bar: int) -> tuple[Times, Times]:
    """Keep every second beat, those that bars start on, and every second bar's start."""
    del per_bar
    firsts = np.flatnonzero(np.isin(beats, downbeats))
    offset = int(firsts[0]) % 2 if len(firsts) else 0
    half = beats[offset::2]
    return half, downbeats[::2][np.isin(downbeats[::2], half)]


def _cues(analysis: Analysis, values: Mapping[str, Any]) -> dict[str, Any]:
    """Set the given cue points and let the others give way to them."""
    old = analysis.cues
    post = None if values.get("instrumental") else values.get("post_s", old.post_s)
    names = [name for name in _POINTS if name != "post_s" or post is not None]
    given = {
        name: min(values[name], analysis.duration_s)
        for name in names
        if values.get(name) is not None
    }
    placed: dict[str, Any] = dict.fromkeys(_POINTS)
    latest = 0.0
    for name in names:
        # Two entries may contradict each other; then the later point gives way.
        latest = placed[name] = max(latest, _between(name, getattr(old, name), given))
    cues = replace(old, **placed)
    return {"cues": cues, "vocal_regions": _sung(analysis.vocal_regions, cues)}


def _between(name: str, measured: float, given: Mapping[str, float]) -> float:
    """A given point stays; a measured one keeps after the given ones before it, and so on."""
    if name in given:
        return given[name]
    place = _POINTS.index(name)
    least = max((given[early] for early in _POINTS[:place] if early in given), default=measured)
    most = min((given[late] for late in _POINTS[place:] if late in given), default=math.inf)
    return min(max(measured, least), most)


def _sung(regions: tuple[Region, ...], cues: CuePoints) -> tuple[Region, ...]:
    """Nobody sings before the post or after the outro begins."""
    if cues.post_s is None:
        return ()
    cut = (
        Region(start_s=max(r.start_s, cues.post_s), end_s=min(r.end_s, cues.outro_s))
        for r in regions
    )
    kept = tuple(region for region in cut if region.end_s > region.start_s)
    whole = Region(start_s=cues.post_s, end_s=cues.outro_s)
    return kept or ((whole,) if cues.outro_s > cues.post_s else ())


def _closed(analysis: Analysis) -> Analysis:
    """Leave no place for words: as if somebody sang from the first note to the last."""
    cues = analysis.cues
    closed = replace(cues, post_s=cues.cue_in_s, outro_s=cues.cue_out_s)
    sung = Region(start_s=cues.cue_in_s, end_s=cues.cue_out_s)
    return replace(analysis, cues=closed, vocal_regions=(sung,))
