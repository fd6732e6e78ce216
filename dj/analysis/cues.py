"""Where play begins and ends, and where one may talk.

Thresholds hang on the recording's own loudness, so a quiet classical intro counts as sound and the
hiss before a loud song does not. Levels are those of tenths of a second; cue-in is then found to
three milliseconds in the envelope.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from dj.interfaces import Frames, Signal
from dj.model.analysis import HIDDEN_GAP_S, LEVEL_RATE_HZ, CuePoints, Ending, Region

_AUDIBLE_LU = -38.0
"""First and last sound: this far under the recording's loudness…"""
_AUDIBLE_LUFS = -62.0
"""…but never below this."""
_GONE_LU = -16.0
"""A fade is left where it is this far under the body: still heard, no longer music to follow."""
_COLD_GONE_LU = -32.0
"""A cold end rings until it is last heard over this."""
_SILENT_LU = -44.0
"""Inside the music: this far under its loudness is silence, −60 LUFS in a programme at −16."""
_FADE_S = 2.5
"""A faster fall is a cold end."""
_BODY_LU = -3.0
"""The fall begins where the level was last this near to the body's."""
_PLAYS_ON = 0.62
"""A fall whose later half has this share of the body's onsets is a fade: music plays on in it."""
_LAST_PART_S = 40.0
_OUTRO_SHARE = 0.12
_LONGEST_OUTRO_S, _SHORTEST_OUTRO_S = 30.0, 4.0
_SMOOTH = 10
_ATTACK_RATIO = 0.05
"""Cue-in is where the amplitude first reaches this share of the first tenths' greatest."""


class CueAnalyser:
    """Cue-in, post, outro, cue-out and the kind of ending."""

    version: ClassVar[str] = "4"
    needs: ClassVar[tuple[str, ...]] = ("vocal_regions",)
    gives: ClassVar[tuple[str, ...]] = ("cues", "pause_s")

    def analyse(self, signal: Signal, known: Mapping[str, object], /) -> Mapping[str, object]:
        """Find all five and the longest pause; silence gives the whole file."""
        regions = known["vocal_regions"]
        vocals = regions if isinstance(regions, Sequence) else ()
        cues = _cues(signal, vocals)
        return {"cues": cues, "pause_s": _pause_s(signal, cues)}


def _cues(signal: Signal, vocals: Sequence[Region]) -> CuePoints:
    levels = signal.levels_lufs
    floor = max(signal.loudness_lufs + _AUDIBLE_LU, _AUDIBLE_LUFS)
    audible = _one_song(np.flatnonzero(levels > floor), levels, signal.loudness_lufs)
    if not len(audible):
        return CuePoints(
            cue_in_s=0.0, post_s=None, outro_s=signal.duration_s, cue_out_s=signal.duration_s,
            ending=Ending.COLD,
        )  # fmt: skip
    cue_in = _first_sound_s(int(audible[0]), signal.envelope)
    sound_end = min(signal.duration_s, (int(audible[-1]) + 1) / LEVEL_RATE_HZ)
    ending, fall_s, cue_out = _ending(signal, int(audible[-1]) + 1, sound_end)
    cue_out = max(cue_in, cue_out)
    vocals = [v for v in vocals if v.end_s > cue_in and v.start_s < sound_end]
    if not vocals:
        outro = _instrumental_outro_s(cue_in, cue_out, fall_s if ending is Ending.FADE else None)
        return CuePoints(
            cue_in_s=cue_in, post_s=None, outro_s=outro, cue_out_s=cue_out, ending=ending
        )
    cue_out = _not_before_voice(cue_out, vocals, ending, sound_end)
    post = float(np.clip(vocals[0].start_s, cue_in, cue_out))
    outro = float(np.clip(vocals[-1].end_s, post, cue_out))
    return CuePoints(cue_in_s=cue_in, post_s=post, outro_s=outro, cue_out_s=cue_out, ending=ending)


def _pause_s(signal: Signal, cues: CuePoints) -> float:
    """Longest run of tenths between cue-in and cue-out in which nothing can be heard."""
    first, last = (round(at * LEVEL_RATE_HZ) for at in (cues.cue_in_s, cues.cue_out_s))
    silent = signal.levels_lufs[first:last] < signal.loudness_lufs + _SILENT_LU
    edges = np.flatnonzero(np.diff(np.r_[False, silent, False].astype(np.int8)))
    runs = edges[1::2] - edges[::2]
    return float(runs.max()) / LEVEL_RATE_HZ if len(runs) else 0.0


def _one_song(
    audible: NDArray[np.int64], levels: NDArray[np.float32], loudness_lufs: float
) -> NDArray[np.int64]:
    """Leave out what a long silence divides from the longest part: a hidden song is another one."""
    heard = np.flatnonzero(levels > loudness_lufs + _COLD_GONE_LU)
    gaps = np.flatnonzero(np.diff(heard) > HIDDEN_GAP_S * LEVEL_RATE_HZ)
    if not len(gaps):
        return audible
    firsts, lasts = np.r_[heard[0], heard[gaps + 1]], np.r_[heard[gaps], heard[-1]]
    longest = int(np.argmax(lasts - firsts))
    before = lasts[longest - 1] if longest else -1
    after = firsts[longest + 1] if longest + 1 < len(firsts) else len(levels)
    return audible[(audible > before) & (audible < after)]


def _first_sound_s(first: int, envelope: Frames) -> float:
    """Refine the first audible tenth of a second in the envelope."""
    start = max(0, int((first - 1) / LEVEL_RATE_HZ * envelope.rate_hz))
    stop = int((first + 2) / LEVEL_RATE_HZ * envelope.rate_hz) + 1
    near = np.sqrt(envelope.values[start:stop, 0])
    if not len(near) or near.max() <= 0.0:
        return first / LEVEL_RATE_HZ
    return (start + int((near >= _ATTACK_RATIO * near.max()).argmax())) / envelope.rate_hz


def _ending(signal: Signal, stop: int, sound_end_s: float) -> tuple[Ending, float, float]:
    """Kind of ending, where the fall begins, and cue-out, in seconds."""
    levels = signal.levels_lufs[:stop]
    smooth = _smoothed(levels)
    last = smooth[-int(_LAST_PART_S * LEVEL_RATE_HZ) :]
    body_level = float(np.percentile(last, 70))
    fall = len(smooth) - len(last) + _last_above(last, body_level + _BODY_LU)
    gone = fall + _first_below(smooth[fall:], body_level + _GONE_LU)
    if _is_fade(signal.onsets, fall / LEVEL_RATE_HZ, gone / LEVEL_RATE_HZ):
        return Ending.FADE, fall / LEVEL_RATE_HZ, min(gone / LEVEL_RATE_HZ, sound_end_s)
    ring = _last_above(levels, body_level + _COLD_GONE_LU) + 1
    return Ending.COLD, fall / LEVEL_RATE_HZ, min(ring / LEVEL_RATE_HZ, sound_end_s)


def _is_fade(onsets: Frames, fall_s: float, gone_s: float) -> bool:
    """A slow fall whose later half still has most of the body's onsets."""
    if gone_s - fall_s < _FADE_S:
        return False
    start, middle, stop = (
        int(at * onsets.rate_hz) for at in (fall_s, (fall_s + gone_s) / 2, gone_s)
    )
    activity = onsets.values.sum(axis=1)
    body = activity[max(0, start - int(_LAST_PART_S / 2 * onsets.rate_hz)) : start]
    late = activity[middle:stop]
    return bool(len(body) and len(late) and late.mean() > _PLAYS_ON * body.mean())


def _smoothed(levels: NDArray[np.float32]) -> NDArray[np.float64]:
    """Level of a second round each tenth: mean power, back in LUFS."""
    powers = uniform_filter1d(10.0 ** (levels.astype(np.float64) / 10.0), _SMOOTH, mode="nearest")
    return np.asarray(10.0 * np.log10(np.maximum(powers, 1e-13)), np.float64)


def _last_above(values: NDArray[np.floating], limit: float) -> int:
    above = np.flatnonzero(values > limit)
    return int(above[-1]) if len(above) else len(values) - 1


def _first_below(values: NDArray[np.floating], limit: float) -> int:
    below = np.flatnonzero(values < limit)
    return int(below[0]) if len(below) else len(values)


def _instrumental_outro_s(cue_in: float, cue_out: float, fall_s: float | None) -> float:
    """The last eighth within bounds, or where the fade begins if that is earlier."""
    play = cue_out - cue_in
    length = float(np.clip(_OUTRO_SHARE * play, _SHORTEST_OUTRO_S, _LONGEST_OUTRO_S))
    outro = cue_out - min(length, 0.5 * play)
    return float(np.clip(outro if fall_s is None else min(outro, fall_s), cue_in, cue_out))


def _not_before_voice(
    cue_out: float, vocals: Sequence[Region], ending: Ending, sound_end: float
) -> float:
    """A voice at a cold end is never cut off."""
    if ending is Ending.FADE:
        return cue_out
    return min(max(cue_out, vocals[-1].end_s), sound_end)
