"""The session file: everything needed to understand, check and render a session again.

`session.json` is this record as JSON. All paths are relative to the file, all dates UTC, and no
wall-clock time appears but the `at` that was asked for: same inputs, same bytes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dj.model.analysis import CuePoints
from dj.model.brief import Asked
from dj.model.edits import Edits
from dj.model.lineup import Lineup
from dj.model.script import Script
from dj.model.show import TalkLevel
from dj.model.timeline import Timeline
from dj.units import TrackId

SCHEMA_VERSION = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestTrack:
    """A track as the session used it."""

    id: TrackId
    path: str
    """Relative to the session file, ``/`` between folders, NFC."""
    title: str
    artist: str
    album: str = ""
    year: int | None = None
    genres: tuple[str, ...] = ()
    ids: Mapping[str, str] = field(default_factory=dict)
    duration_ms: int
    tempo_bpm: float | None
    key: str | None
    """For people, such as ``A minor``."""
    open_key: str | None
    loudness_lufs: float
    energy: float
    cues: CuePoints
    decoder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestTake:
    """A spoken clip as the session used it."""

    break_id: str
    wording: int
    path: str
    """Relative to the session file."""
    sha256: str
    frames: int
    loudness_lufs: float
    engine: str
    engine_version: str
    voice: str
    spoken_text: str
    captions: tuple[tuple[int, int, str], ...] = ()
    """(start ms, end ms, text) from the start of the clip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestSound:
    """A bed or a piece of imaging as the session used it."""

    id: str
    """What events call it, such as ``imaging/ident``."""
    path: str
    """Relative to the session file; empty for a plan."""
    sha256: str
    """Empty for a plan."""
    frames: int
    """Length in frames of the programme's rate."""
    loudness_lufs: float
    title: str
    """For people, such as ``Station ident``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputFile:
    """A file of the session folder."""

    path: str
    """Relative to the session file."""
    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What the finished mix measures, after encoding."""

    length_ms: int
    loudness_lufs: float
    true_peak_dbtp: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """What a listener has the right to know."""

    synthetic_voice: bool
    engine: str
    voice: str
    copy: str
    """Who wrote the words."""
    promotion: str
    """``none``, or what was promoted and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """One session, complete."""

    schema_version: int = SCHEMA_VERSION
    session_id: str
    """Hash of everything that determines the session."""
    title: str
    dj_version: str
    at: str
    """The moment it was planned for: RFC 3339, UTC, whole minutes."""
    time_zone: str
    listener: str
    seed: int
    show: str
    persona: str
    listens: int
    """Plays of the listener's history it could draw on."""
    length_s: float = 0.0
    """Length asked for, seconds; 0 in sessions that do not tell."""
    asked: Asked = field(default_factory=Asked)
    """What was asked for beside the show."""
    talk: TalkLevel | None = None
    """How much the host was asked to say; None in sessions that do not tell."""
    voice: bool = True
    """False if the host's words are shown and not spoken; their takes are estimates then."""
    tracks: tuple[ManifestTrack, ...]
    """In order of play."""
    lineup: Lineup
    script: Script
    takes: tuple[ManifestTake, ...]
    sounds: tuple[ManifestSound, ...] = ()
    """Beds and imaging that the timeline plays."""
    edits: Edits = field(default_factory=Edits)
    """What was changed by hand."""
    timeline: Timeline
    timeline_ms: tuple[tuple[str, int, int], ...] = ()
    """(event id, start ms, end ms), for readers that count in milliseconds."""
    notes: tuple[str, ...] = ()
    """What went otherwise than asked, in plain words."""
    disclosure: Disclosure
    mix: str = ""
    """Path of the mix, relative to the session file; empty for a plan."""
    measured: Measured | None = None
    """None until the mix is rendered."""
    files: tuple[OutputFile, ...] = ()

    @property
    def heard_as(self) -> str:
        """The id that plays and feedback carry: it stays the same when the session is edited."""
        return self.edits.began_as or self.session_id
