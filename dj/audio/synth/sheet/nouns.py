"""The nouns of a score. Frozen; a score is read once and then only played."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dj.audio.synth.samples import SAMPLE_RATE_HZ
from dj.model.tonality import Key


class Player(StrEnum):
    """How a part reads its patterns."""

    DRUMS = "drums"
    CHORDS = "chords"
    ARPEGGIO = "arpeggio"
    BASS = "bass"
    TUNE = "tune"
    SUNG = "sung"
    TEXTURE = "texture"


class Ending(StrEnum):
    """How a song ends."""

    COLD = "cold"
    FADE = "fade"


@dataclass(frozen=True, slots=True)
class Chord:
    """A chord where it stands: root, tones from the root up, and the bass."""

    root: int
    """Pitch class, 0 = C."""
    tones: tuple[int, ...]
    """Pitch classes, root first."""
    bass: int
    """Pitch class under the chord."""
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One sign of a pattern with its place and length, both in bars."""

    at: float
    length: float
    sign: str
    accent: float = 0.0
    """Added to the velocity."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Bars of signs, one line per drum or one unnamed line."""

    bars: int
    lines: Mapping[str, tuple[Step, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One player with one instrument."""

    name: str
    player: Player
    voice: str
    patterns: Mapping[str, Pattern]
    syllables: tuple[str, ...] = ()
    level_db: float = 0.0
    """Loudness of the part in the mix while it plays, relative to a lead at 0."""
    pan: float = 0.0
    around: int = 60
    """MIDI note near which the part lives."""
    tones: int = 4
    """How many notes a chord has."""
    shift: int = 0
    """Scale degrees added to a tune: 2 is a third above."""
    reverb: float = 0.2
    echo: float = 0.0
    chorus: bool = False
    duck: float = 0.0
    """How far the bass drum pushes the part down, 0 to 1."""
    low_cut_hz: float = 0.0
    high_cut_hz: float = 0.0
    late_ms: float = 0.0
    """How far the player leans behind the beat."""
    takes: int = 1
    """Voices singing the line: 2 is double-tracked."""
    strum_ms: float = 0.0
    """Time between the strings of a strummed chord."""


@dataclass(frozen=True, slots=True)
class Play:
    """What one part does in one section."""

    patterns: tuple[str, ...]
    level_db: float = 0.0
    fill: str = ""
    """A pattern for the last bar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A stretch of music with its chords and players."""

    name: str
    bars: int
    chords: tuple[tuple[float, Chord], ...]
    """(bar at which it begins, chord)."""
    plays: Mapping[str, Play]
    strength: float = 0.8
    """How hard everybody plays, 0 to 1."""
    swell: float = 0.0
    """How much the strength grows towards the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A whole song, as written."""

    title: str
    artist: str
    album: str
    year: int
    track_number: int
    genre: str
    credit: str
    guests: tuple[str, ...] = ()
    moods: tuple[str, ...] = ()
    tempo_bpm: float
    beats_per_bar: int = 4
    key: Key
    scale: tuple[int, ...]
    """Semitones of the seven degrees above the tonic."""
    swing: float = 0.5
    """Where the off-beat falls in its pair: 0.5 straight, 0.66 triplet."""
    swing_unit: int = 8
    """The note that swings: 8 or 16."""
    loose_ms: float = 5.0
    """How far players other than kick and snare stray from the grid (one deviation)."""
    lead_in_s: float = 0.0
    """Silence before the first bar."""
    tail_s: float = 2.5
    """Time after the last bar, for the sound to die away."""
    ending: Ending = Ending.COLD
    fade_s: float = 0.0
    """Length of the fade; it ends with the last bar."""
    room_s: float = 1.6
    room_brightness: float = 0.5
    echo_beats: float = 0.75
    loudness_lufs: float = -14.0
    air_db: float = 3.0
    """Lift of everything above 2.5 kHz in the whole mix."""
    warmth: float = 0.3
    """Tape saturation of the whole mix, 0 to 1."""
    parts: tuple[Part, ...]
    arrangement: tuple[Section, ...]
    seed: int = field(default=0)

    @property
    def bar_beats(self) -> int:
        """Beats in the whole arrangement."""
        return self.beats_per_bar * sum(section.bars for section in self.arrangement)

    def frame(self, beat: float) -> int:
        """Return the frame of a beat counted from the first bar, on the straight grid."""
        return round((self.lead_in_s + beat * 60.0 / self.tempo_bpm) * SAMPLE_RATE_HZ)

    @property
    def frames(self) -> int:
        """Length of the song in frames."""
        tail_s = 0.0 if self.ending is Ending.FADE else self.tail_s
        return self.frame(self.bar_beats) + round(tail_s * SAMPLE_RATE_HZ)
