"""What is true of a made recording, and how it is written down.

Conventions: seconds from the start of the file; tempo in beats per minute as a musician would write
it; downbeats are a subset of the beats; the notated grid is the truth even where players are human.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dj.model.analysis import Ending, Region, Section
from dj.model.audio import Audio
from dj.model.tonality import Key

Mono = NDArray[np.float64]
"""float64, shape (frames,)."""
Times = NDArray[np.float64]
"""float64, shape (n,), seconds, rising."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One note of a part."""

    at_s: float
    midi: float
    """Pitch in semitones, 69 = A4."""
    length_s: float
    velocity: float = 1.0
    """Linear gain, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One stroke on a drum."""

    drum: str
    at_s: float
    velocity: float = 1.0
    """Linear gain, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Clip:
    """Some 48 seconds of music whose pulse and key are known."""

    name: str
    style: str
    audio: Audio
    tempo_bpm: float
    beats_per_bar: int
    key: Key
    tuning_cents: float
    """Distance of A4 from 440 Hz, −30 to 30 cents."""
    human_ms: float
    """Standard deviation of the players' timing, in milliseconds; 0 is a machine."""
    beats_s: Times
    downbeats_s: Times


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FullSong:
    """A whole recording whose structure is known."""

    name: str
    style: str
    lead: str
    """Who carries the tune: ``voice …`` or the name of an instrument that is no voice."""
    audio: Audio
    tempo_bpm: float
    key: Key
    beats_s: Times
    downbeats_s: Times
    vocals: tuple[Region, ...]
    """Sung phrases in order: from the first sound of the mouth to the last; breaths left out."""
    sections: tuple[Section, ...]
    """Passages without gaps; equal labels are played from the same chords by the same band."""
    cue_in_s: float
    """First note."""
    end_s: float
    """Last sound: the ring of the last chord is over, or the fade has reached nothing."""
    fade_from_s: float | None
    """Where the closing fade starts, None with a cold end."""

    @property
    def post_s(self) -> float | None:
        """Where the voice first enters, None if nobody sings."""
        return self.vocals[0].start_s if self.vocals else None

    @property
    def outro_s(self) -> float | None:
        """Where the last phrase ends, None if nobody sings."""
        return self.vocals[-1].end_s if self.vocals else None

    @property
    def ending(self) -> Ending:
        """Whether it fades."""
        return Ending.COLD if self.fade_from_s is None else Ending.FADE

    @property
    def boundaries_s(self) -> Times:
        """Where one passage gives way to the next, without the two ends of the song."""
        return np.array([b.start_s for _, b in pairwise(self.sections)], np.float64)
