"""When everything happens: the seam between thinking and sound. Frames are exact integers."""

from dataclasses import dataclass
from enum import StrEnum

from dj.units import SILENCE_DB

MAX_GAIN_DB = 60.0
"""More than the quietest recording could need."""

LOWS_HZ = 180.0
"""Where bass drum and bass end, and where a blend hands them over."""


class EventKind(StrEnum):
    """What sounds."""

    MUSIC = "music"
    SPEECH = "speech"
    BED = "bed"
    """Music that is only there to carry words: bars of a song, over and over, or one of ours."""
    IMAGING = "imaging"
    """A sound that names the station: an ident, a bumper, a sweeper."""


class JoinKind(StrEnum):
    """How one song gives way to the next."""

    BLEND = "blend"
    """Beat-matched: both grids aligned, tempo stretched a little."""
    CROSSFADE = "crossfade"
    SEGUE = "segue"
    """Cold end into the next song with no overlap to speak of."""
    CUT = "cut"
    """The next song begins on the frame where this one stops, in the middle of its sound."""
    GAP = "gap"
    """A short pause."""
    TALK = "talk"
    """The host stands between the songs; music may be under the words."""


class Curve(StrEnum):
    """Shape of a fade."""

    EQUAL_POWER = "equal_power"
    LINEAR = "linear"


class Placement(StrEnum):
    """Where a talk break lies."""

    OVER_RAMP = "over_ramp"
    OVER_OUTRO = "over_outro"
    ACROSS = "across"
    """From the outro of one song into the ramp of the next."""
    IN_CLEAR = "in_clear"
    """At least partly with no music under it."""
    OVER_BED = "over_bed"
    """The songs wait while a bed carries the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GainPoint:
    """A corner of a gain curve; straight lines in dB between corners."""

    at_frame: int
    """Programme frame."""
    gain_db: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A span of a source played slower or faster without changing its pitch."""

    source_in_frame: int
    source_out_frame: int
    """Source span, in frames of the programme's rate, end exclusive."""
    length_frames: int
    """How long it sounds."""

    @property
    def ratio(self) -> float:
        """Output length ÷ source length; above 1 is slower."""
        return self.length_frames / (self.source_out_frame - self.source_in_frame)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One source sounding from one moment to another."""

    id: str
    """``m00`` for music by position, the break's id for speech."""
    kind: EventKind
    source_id: str
    """Track id, or break id of the take."""
    at_frame: int
    """Programme frame of its first sample."""
    source_in_frame: int
    """First source frame, counted at the programme's rate."""
    source_out_frame: int
    """End of the source span, exclusive."""
    gain_db: float = 0.0
    fade_in_frames: int = 0
    fade_out_frames: int = 0
    curve: Curve = Curve.EQUAL_POWER
    stretches: tuple[Stretch, ...] = ()
    """Spans inside source_in…source_out that are stretched; in order, not overlapping."""
    duck: tuple[GainPoint, ...] = ()
    """Extra gain on top, by programme frame; 0 dB before the first and after the last corner."""
    lows: tuple[GainPoint, ...] = ()
    """Extra gain of what lies below `LOWS_HZ`, read like `duck`: two basses never play at once."""
    placement: Placement | None = None
    """For speech: where it lies."""

    def __post_init__(self) -> None:
        """Refuse gains that no programme has."""
        corners = (*self.duck, *self.lows)
        for gain_db in (self.gain_db, *(corner.gain_db for corner in corners)):
            if not SILENCE_DB <= gain_db <= MAX_GAIN_DB:
                msg = f"gain_db of {self.id} must be {SILENCE_DB} to {MAX_GAIN_DB}, not {gain_db}"
                raise ValueError(msg)

    @property
    def length_frames(self) -> int:
        """How long it sounds, stretches included."""
        extra = sum(
            s.length_frames - (s.source_out_frame - s.source_in_frame) for s in self.stretches
        )
        return self.source_out_frame - self.source_in_frame + extra

    @property
    def end_frame(self) -> int:
        """First programme frame after its last sample."""
        return self.at_frame + self.length_frames


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """How the songs at two neighbouring positions meet."""

    position: int
    """Position of the incoming song, 1 or more."""
    kind: JoinKind
    at_frame: int
    """Where the incoming song becomes the main one: chapter mark and CUE index."""
    overlap_frames: int
    """How long both songs sound; negative is the pause between them."""
    reason: str
    """One plain sentence."""
    cost: float = 0.0
    """What the ear pays, 0 (nothing) to 1; of the kinds that are allowed, the cheapest is taken."""
    locked: bool = False
    """True where somebody has chosen it, and it shall stay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Everything that sounds, in order."""

    sample_rate_hz: int
    length_frames: int
    events: tuple[Event, ...]
    """Sorted by at_frame, then kind, then id; at most two music events overlap."""
    joins: tuple[Join, ...] = ()
    target_lufs: float = -16.0
    max_true_peak_dbtp: float = -1.0

    def __post_init__(self) -> None:
        """Hold the invariants of time."""
        if self.sample_rate_hz <= 0:
            msg = f"sample_rate_hz must be above 0, not {self.sample_rate_hz}"
            raise ValueError(msg)
        starts = [event.at_frame for event in self.events]
        if starts != sorted(starts):
            msg = "events must be sorted by at_frame"
            raise ValueError(msg)
        for event in self.events:
            if event.at_frame < 0 or event.end_frame > self.length_frames:
                msg = f"event {event.id} must lie inside the programme, not {event!r}"
                raise ValueError(msg)
            if event.source_out_frame <= event.source_in_frame:
                msg = f"event {event.id} must have a length, not {event!r}"
                raise ValueError(msg)
        music = [event for event in self.events if event.kind is EventKind.MUSIC]
        for first, third in zip(music, music[2:], strict=False):
            if third.at_frame < first.end_frame:
                msg = f"at most two songs may sound at once, not {first.id} and {third.id}"
                raise ValueError(msg)

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return self.length_frames / self.sample_rate_hz
