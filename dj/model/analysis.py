"""What a recording sounds like: the measured facts every later room stands on."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dj.model.tonality import Key
from dj.model.track import Track
from dj.units import TrackId

LEVEL_RATE_HZ = 10
"""Values per second of `Analysis.levels_lufs`."""

HIDDEN_GAP_S = 6.0
"""A silence this long inside a recording divides the song from a hidden one."""


LEAST_BREAK_S = 4.0
"""An instrumental passage between vocals this long is a break; a shorter one is a breath."""


class Ending(StrEnum):
    """How a recording ends."""

    COLD = "cold"
    FADE = "fade"
    SEGUE = "segue"
    """It is still playing where the file stops: it runs on into the next track of its album."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A span of a recording, in seconds from the start of the file."""

    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A passage that holds together; equal labels sound alike."""

    start_s: float
    end_s: float
    label: str
    """``A``, ``B`` … in the order of first appearance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brink:
    """The wave right at a cut, for telling whether another one continues it."""

    samples: tuple[float, ...]
    """The first of a file, or those foretold to follow its last; downmix, 16-bit scale."""
    rms: float
    """Root mean square of the 2,048 samples next to the cut, 16-bit scale."""
    doubt_db: float = 0.0
    """Usual error of what is foretold, dB relative to that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """What a recording sounds like right at one of its ends."""

    rest_s: float
    """Silence between the sound and the end of the file, in seconds."""
    level_lufs: float
    """K-weighted level of the fifth of a second nearest to the end; at the end of the file lower,
    if it falls in the last moment."""
    bands_db: tuple[int, ...]
    """Level of 40 mel bands in the second nearest to the end, dB relative to full scale."""
    pitches: tuple[int, ...]
    """Strength of the twelve pitch classes in that second, from C, percent of the strongest."""
    brink: Brink | None = None
    """None where the file does not begin or end in the middle of sound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundTag:
    """A word a tagging model gives the sound, such as ``female vocals``."""

    name: str
    score: float
    """0 to 1, as the model gives it; comparable within one model only."""
    model: str
    """Where it comes from: the model's name and version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CuePoints:
    """Where play begins and ends, and where one may talk; seconds from the start of the file."""

    cue_in_s: float
    """First sound."""
    post_s: float | None
    """Where the voice first enters, None if nobody sings."""
    outro_s: float
    """End of the last vocal, or where the ending begins if nobody sings."""
    cue_out_s: float
    """Where the next song must have taken over."""
    ending: Ending
    loud_from_s: float | None = None
    """Where the level first comes near the song's own: a fade-in is over by then."""
    loud_until_s: float | None = None
    """Where the level last is near the song's own: a fade-out begins no later."""

    def __post_init__(self) -> None:
        """Hold the order cue-in ≤ post ≤ outro ≤ cue-out."""
        post = self.cue_in_s if self.post_s is None else self.post_s
        if not 0 <= self.cue_in_s <= post <= self.outro_s <= self.cue_out_s:
            msg = f"cue points must rise from cue-in to cue-out, not {self!r}"
            raise ValueError(msg)

    @property
    def ramp_s(self) -> float | None:
        """Instrumental opening one may talk over, in seconds; None if nobody sings."""
        return None if self.post_s is None else self.post_s - self.cue_in_s

    @property
    def play_s(self) -> float:
        """Length from cue-in to cue-out in seconds."""
        return self.cue_out_s - self.cue_in_s


def _no_times() -> NDArray[np.float64]:
    return np.zeros(0, np.float64)


def _no_levels() -> NDArray[np.float32]:
    return np.zeros(0, np.float32)


def _no_fingerprint() -> NDArray[np.uint32]:
    return np.zeros(0, np.uint32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """Measurements of one recording. Arrays are read-only and stay out of equality."""

    track_id: TrackId
    decoder: str
    """Name and version of the decoder; the mix must use the same one for the beat grid to hold."""
    duration_s: float
    tempo_bpm: float | None
    """Beats per minute; half and double are equal for matching. None if there is no pulse."""
    tempo_confidence: float
    """0 to 1: how far the beat grid may be trusted for beat-matching."""
    tempo_candidates: tuple[tuple[float, float], ...] = ()
    """(beats per minute, weight 0–1), best first, octave alternatives included."""
    beats_per_bar: int = 4
    key: Key | None
    key_confidence: float
    """0 to 1. Key is soft evidence: score it, never filter on it."""
    key_candidates: tuple[tuple[Key, float], ...] = ()
    """(key, weight 0–1), best first; the weights add up to at most 1."""
    tuning_cents: float = 0.0
    """How far the recording is tuned from A4 = 440 Hz, −50 to 50 cents."""
    loudness_lufs: float
    """Integrated loudness of the whole file, ITU-R BS.1770-4."""
    loudness_range_lu: float
    """Loudness range, EBU Tech 3342."""
    true_peak_dbtp: float | None = None
    """None until a session needs it: it costs more than all the rest."""
    energy: float
    """How energetic it sounds, 0 (still) to 1 (driving), comparable across the library."""
    cues: CuePoints
    pause_s: float = 0.0
    """Longest silence between cue-in and cue-out, in seconds: dead air inside the music."""
    vocal_regions: tuple[Region, ...] = ()
    """Where somebody sings or speaks, in order."""
    sections: tuple[Section, ...] = ()
    """Passages from cue-in to cue-out, in order, without gaps."""
    edges: tuple[Edge, Edge] | None = None
    """Its first and its last sound; None for silence or if not measured."""
    sound_tags: tuple[SoundTag, ...] = ()
    """What a tagging model hears, surest first; empty without one."""
    analysers: Mapping[str, str] = field(default_factory=dict)
    """Analyser name → version: with the track's id, the cache key."""
    beats_s: NDArray[np.float64] = field(default_factory=_no_times, compare=False, repr=False)
    """Beat times, float64, shape (n,), seconds, rising."""
    downbeats_s: NDArray[np.float64] = field(default_factory=_no_times, compare=False, repr=False)
    """Bar starts, float64, shape (n,), seconds, rising; a subset of the beats."""
    levels_lufs: NDArray[np.float32] = field(default_factory=_no_levels, compare=False, repr=False)
    """K-weighted level of each tenth of a second, float32, shape (n,), LUFS, floor −120."""
    energy_curve: NDArray[np.float32] = field(default_factory=_no_levels, compare=False, repr=False)
    """Energy of each second, float32, shape (n,), 0 to 1."""
    fingerprint: NDArray[np.uint32] = field(
        default_factory=_no_fingerprint, compare=False, repr=False
    )
    """Acoustic fingerprint, uint32, shape (n,), equal steps: alike for alike recordings."""
    vector: NDArray[np.float32] = field(default_factory=_no_levels, compare=False, repr=False)
    """Style vector, float32, shape (d,), unit length: near means similar sound."""
    embedding: NDArray[np.float32] = field(default_factory=_no_levels, compare=False, repr=False)
    """How a tagging model hears the sound, float32, shape (d,), any length; empty without one."""

    def __post_init__(self) -> None:
        """Refuse values outside their documented range."""
        for name in ("tempo_confidence", "key_confidence", "energy"):
            value = getattr(self, name)
            if not 0.0 <= value <= 1.0:
                msg = f"{name} must be 0 to 1, not {value}"
                raise ValueError(msg)
        for name in _ARRAYS:
            getattr(self, name).setflags(write=False)

    @property
    def breaks(self) -> tuple[Region, ...]:
        """Passages between two vocals in which nobody sings for `LEAST_BREAK_S` or more."""
        gaps = ((a.end_s, b.start_s) for a, b in pairwise(self.vocal_regions))
        return tuple(
            Region(start_s=start, end_s=end) for start, end in gaps if end - start >= LEAST_BREAK_S
        )


_ARRAYS = tuple(item.name for item in fields(Analysis) if not item.compare)


@dataclass(frozen=True, slots=True, kw_only=True)
class Song:
    """A track with its analysis: something that can be scheduled."""

    track: Track
    analysis: Analysis

    @property
    def id(self) -> TrackId:
        """The track's identity."""
        return self.track.id
