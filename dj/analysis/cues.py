"""Where play begins and ends, and where one may talk.

Thresholds hang on the recording's own loudness, so a quiet classical intro counts as sound and the
hiss before a loud song does not. Levels are those of tenths of a second; cue-in is then found to
three milliseconds in the envelope.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from dj.analysis.structure.ending import End, find_end, loud_span_s
from dj.interfaces import Frames, Signal
from dj.model.analysis import HIDDEN_GAP_S, LEVEL_RATE_HZ, CuePoints, Ending, Region

_AUDIBLE_LU = -38.0
"""First and last sound: this far under the recording's loudness…"""
_AUDIBLE_LUFS = -62.0
"""…but never below this."""
_APART_LU = -32.0
"""What is quieter than this may divide a song from a hidden one."""
_SILENT_LU = -44.0
"""Inside the music: this far under its loudness is silence, −60 LUFS in a programme at −16."""
_OUTRO_SHARE = 0.12
_LONGEST_OUTRO_S, _SHORTEST_OUTRO_S = 30.0, 4.0
_ATTACK_RATIO = 0.05
"""Cue-in is where the amplitude first reaches this share of the first tenths' greatest."""


class CueAnalyser:
    """Cue-in, post, outro, cue-out and the kind of ending."""

    version: ClassVar[str] = "5"
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
    first, stop = int(audible[0]), int(audible[-1]) + 1
    cue_in = _first_sound_s(first, signal.envelope)
    sound_end = min(signal.duration_s, stop / LEVEL_RATE_HZ)
    end = find_end(signal, stop, sound_end)
    vocals = [v for v in vocals if v.end_s > cue_in and v.start_s < sound_end]
    cue_out = max(cue_in, _not_before_voice(end, vocals, sound_end))
    if vocals:
        post = float(np.clip(vocals[0].start_s, cue_in, cue_out))
        outro = float(np.clip(vocals[-1].end_s, post, cue_out))
    else:
        post, outro = None, _instrumental_outro_s(cue_in, cue_out, end)
    loud = loud_span_s(levels, first, stop, signal.loudness_lufs)
    loud_from, loud_until = (float(np.clip(at, cue_in, cue_out)) for at in loud)
    return CuePoints(
        cue_in_s=cue_in, post_s=post, outro_s=outro, cue_out_s=cue_out, ending=end.kind,
        loud_from_s=loud_from, loud_until_s=loud_until,
    )  # fmt: skip


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
    heard = np.flatnonzero(levels > loudness_lufs + _APART_LU)
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


def _instrumental_outro_s(cue_in: float, cue_out: float, end: End) -> float:
    """The last eighth within bounds, or where the fade begins if that is earlier."""
    play = cue_out - cue_in
    length = float(np.clip(_OUTRO_SHARE * play, _SHORTEST_OUTRO_S, _LONGEST_OUTRO_S))
    outro = cue_out - min(length, 0.5 * play)
    fades = end.kind is Ending.FADE
    return float(np.clip(min(outro, end.fall_s) if fades else outro, cue_in, cue_out))


def _not_before_voice(end: End, vocals: Sequence[Region], sound_end: float) -> float:
    """Cue-out: a voice at a cold end is never cut off."""
    if end.kind is Ending.FADE or not vocals:
        return end.out_s
    return min(max(end.out_s, vocals[-1].end_s), sound_end)
