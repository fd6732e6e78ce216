"""What is true of a song because it was composed so: the measure for every analyser."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dj.audio.synth.samples import SAMPLE_RATE_HZ
from dj.audio.synth.sheet.nouns import Ending, Player, Score
from dj.audio.synth.sheet.performer import sung_notes
from dj.model.tonality import Key

BREATH_S: Final = 0.6
"""Sung notes closer than this belong to one vocal region."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SongTruth:
    """Ground truth of a rendered song. Times are seconds from the file's start."""

    tempo_bpm: float
    beats_per_bar: int
    key: Key
    beats_s: NDArray[np.float64] = field(repr=False, compare=False)
    """Every beat of the arrangement, also where no drum plays; shape (n,), exact to the frame."""
    downbeats_s: NDArray[np.float64] = field(repr=False, compare=False)
    post_s: float | None
    """The first sung frame, or None for an instrumental."""
    vocal_regions_s: tuple[tuple[float, float], ...]
    intro_end_s: float
    """Where the first section that is not an intro begins; 0 when there is no intro."""
    outro_s: float
    """Where the last sections named "outro" begin, or the fade if that is earlier."""
    ending: Ending
    fade_start_s: float | None
    duration_s: float


def truth(score: Score) -> SongTruth:
    """Return what is true of a score's rendering by construction."""
    beats = np.array([score.frame(beat) for beat in range(score.bar_beats)]) / SAMPLE_RATE_HZ
    regions = _vocal_regions(score)
    fades = score.ending is Ending.FADE
    duration_s = score.frames / SAMPLE_RATE_HZ
    fade_start_s = duration_s - score.fade_s if fades else None
    outro_s = _edge_s(score, "outro", from_end=True)
    return SongTruth(
        tempo_bpm=score.tempo_bpm,
        beats_per_bar=score.beats_per_bar,
        key=score.key,
        beats_s=beats,
        downbeats_s=beats[:: score.beats_per_bar],
        post_s=regions[0][0] if regions else None,
        vocal_regions_s=regions,
        intro_end_s=_edge_s(score, "intro", from_end=False),
        outro_s=outro_s if fade_start_s is None else min(outro_s, fade_start_s),
        ending=score.ending,
        fade_start_s=fade_start_s,
        duration_s=duration_s,
    )


def _edge_s(score: Score, role: str, *, from_end: bool) -> float:
    """Return where the run of sections with a role ends (at the start) or begins (at the end)."""
    sections = score.arrangement[::-1] if from_end else score.arrangement
    bars = 0
    for section in sections:
        if not section.name.startswith(role):
            break
        bars += section.bars
    total = score.bar_beats // score.beats_per_bar
    at = total - bars if from_end else bars
    return score.frame(at * score.beats_per_bar) / SAMPLE_RATE_HZ


def _vocal_regions(score: Score) -> tuple[tuple[float, float], ...]:
    """Merge the notes of all singers into regions, in seconds."""
    singers = [part for part in score.parts if part.player is Player.SUNG]
    notes = sorted(
        (note.start / SAMPLE_RATE_HZ, (note.start + note.frames) / SAMPLE_RATE_HZ)
        for part in singers
        for note in sung_notes(score, part)
    )
    regions: list[tuple[float, float]] = []
    for start_s, end_s in notes:
        if regions and start_s - regions[-1][1] < BREATH_S:
            regions[-1] = (regions[-1][0], max(regions[-1][1], end_s))
        else:
            regions.append((start_s, end_s))
    return tuple(regions)
