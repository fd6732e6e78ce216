"""How well whole songs were understood: who sings where, sections, cue points, endings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, median
from typing import Any

from dj.model.analysis import Region
from dj.testing.truth import FullSong, metrics


@dataclass(frozen=True, slots=True)
class _Pair:
    found: Mapping[str, Any]
    song: FullSong

    @property
    def regions(self) -> list[Region]:
        return [Region(start_s=a, end_s=b) for a, b in self.found.get("vocals", [])]

    @property
    def duration_s(self) -> float:
        return self.song.audio.duration_s


def structure(
    found: Mapping[str, Mapping[str, Any]], songs: Mapping[str, FullSong]
) -> dict[str, Any]:
    """Average over songs: scores of the sung ones, false alarms of the others, cues of all.

    Cue-in, post and cue-out are medians of the absolute errors in seconds; the post also says in
    how many sung songs it was right within a second.
    """
    pairs = [_Pair(found.get(name, {}), song) for name, song in songs.items()]
    sung = [pair for pair in pairs if pair.song.vocals]
    others = [pair for pair in pairs if not pair.song.vocals]
    return {**_vocals(sung, others), **_boundaries(pairs), **_cues(pairs), **_posts(sung)}


def _vocals(sung: Sequence[_Pair], others: Sequence[_Pair]) -> dict[str, Any]:
    scores = [metrics.vocals(p.regions, p.song.vocals, p.duration_s) for p in sung]
    return {
        "voc_p": round(mean(score.precision for score in scores), 3),
        "voc_r": round(mean(score.recall for score in scores), 3),
        "voc_f1": round(mean(score.f1 for score in scores), 3),
        "alarm": round(mean(metrics.vocal_share(p.regions, p.duration_s) for p in others), 3),
        "silent": sum(not pair.regions for pair in others),
    }


def _boundaries(pairs: Sequence[_Pair]) -> dict[str, Any]:
    def f1(window_s: float) -> float:
        return mean(
            metrics.boundaries(p.found.get("boundaries_s", []), p.song.boundaries_s, window_s).f1
            for p in pairs
        )

    return {"bound_3": round(f1(3.0), 3), "bound_05": round(f1(0.5), 3)}


def _cues(pairs: Sequence[_Pair]) -> dict[str, Any]:
    answered = [pair for pair in pairs if "cue_in_s" in pair.found]
    if not answered:
        return {}
    starts = [abs(pair.found["cue_in_s"] - pair.song.cue_in_s) for pair in answered]
    ends = [abs(pair.found["cue_out_s"] - pair.song.end_s) for pair in answered]
    right = sum(pair.found["ending"] == pair.song.ending.value for pair in answered)
    return {
        "cue_in": round(median(starts), 3), "cue_out": round(median(ends), 2), "ending": right,
    }  # fmt: skip


def _posts(sung: Sequence[_Pair]) -> dict[str, Any]:
    errors = [metrics.post_error_s(pair.found.get("post_s"), pair.song.post_s) for pair in sung]
    known = [abs(error) for error in errors if error is not None]
    return {
        "post": round(median(known), 2) if known else None,
        "post_1s": sum(error <= 1.0 for error in known),
    }
