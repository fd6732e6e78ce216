"""What a listener has decided about what they hear and what is remembered of them.

Controls are obeyed, never weighed. Names are compared folded (`dj.model.names.fold`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from dj.model.spoken import NameLevel
from dj.units import TrackId


class BanKind(StrEnum):
    """What shall never play again."""

    TRACK = "track"
    ARTIST = "artist"
    """Wherever the artist is credited, as a guest too."""
    TAG = "tag"
    """A genre as tagged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ban:
    """Something that shall not play."""

    kind: BanKind
    name: str
    """A track's id, an artist's name or a tag, as the listener gave it."""
    at: datetime
    """When it was said, aware, UTC."""
    artist: str = ""
    """Of a track: its artist and title as they were, so that it stays banned in another file."""
    title: str = ""


class ExclusionKind(StrEnum):
    """How listening is picked out that shall not count for taste."""

    RANGE = "range"
    """Plays that began from `start` to before `end`."""
    CONTEXT = "context"
    """Plays of one session or playlist (`Listen.context`)."""
    SOURCE = "source"
    """Plays that one importer brought (`Listen.source`)."""
    PLAY = "play"
    """The play that began exactly at `start`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """Listening that does not count: taste is as if it had never been."""

    kind: ExclusionKind
    start: datetime | None = None
    """Aware, UTC; of a range or a play."""
    end: datetime | None = None
    """Aware, UTC; of a range, itself not in it."""
    name: str = ""
    """Of a context or source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dials:
    """How far from the show's own way, each 0 to 1; 0.5 leaves the show as it is."""

    discovery: float = 0.5
    """Share of songs and artists never heard."""
    diversity: float = 0.5
    """How different from each other the songs of a session are."""
    talk: float = 0.5
    """How much the host says; 0 is silence."""
    familiarity: float = 0.5
    """Pull of what is played most."""

    def __post_init__(self) -> None:
        """Refuse a dial beyond its ends."""
        for name in self.__slots__:
            if not 0.0 <= getattr(self, name) <= 1.0:
                msg = f"{name} must be from 0 to 1, not {getattr(self, name)}"
                raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Switches:
    """Parts of a session that can be turned off, each alone."""

    promoted: bool = True
    """Tracks that artists ask to be heard."""
    commentary: bool = True
    """Words between the songs."""
    voice: bool = True
    """Words spoken by a synthetic voice; without it they stay in script and captions."""
    personal: bool = True
    """Words about the listener's own listening."""
    explicit: bool = True
    """Songs marked as explicit."""
    autoplay: bool = True
    """Music that goes on by itself when a session or playlist has ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """A song or a remark that a listener reported: neither is heard again until that is undone."""

    at: datetime
    """When it was reported, aware, UTC."""
    decision: str
    """Where it was heard, such as ``slot 4`` or ``b02``."""
    session: str = ""
    """Id of the session it was heard in."""
    track_id: TrackId | None = None
    """The song that was reported; None for a remark."""
    artist: str = ""
    title: str = ""
    line: str = ""
    """Of a remark: its set of lines."""
    variant: int = 0
    """Of a remark: index in that set."""
    text: str = ""
    """Of a remark: what was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Controls:
    """All that one listener has decided."""

    bans: tuple[Ban, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()
    """What was reported, pending review."""
    liked: Mapping[TrackId, datetime] = field(default_factory=dict)
    """Track → when it was liked, aware, UTC."""
    disliked: Mapping[TrackId, datetime] = field(default_factory=dict)
    """Track → when it was disliked, aware, UTC; it may still play, much less willingly."""
    resting: Mapping[TrackId, datetime] = field(default_factory=dict)
    """Track said "not now" to → until when it rests, aware, UTC."""
    excluded: tuple[Exclusion, ...] = ()
    private: bool = False
    """A private session is on: nothing that is played is recorded."""
    profiling: bool = True
    """False plans without reading any history: the same session for everybody."""
    family: bool = False
    """Children may be listening: `in_force` says what follows from it."""
    unmarked: bool = False
    """True lets a family hear songs that are marked neither explicit nor clean."""
    shared: bool = False
    """True lets plays count among those of similar listeners in this library."""
    paused_at: datetime | None = None
    """From then on plays are kept but do not change taste; None while it learns."""
    forgotten_at: datetime | None = None
    """Taste was reset then: nothing before it counts. None if it never was."""
    dials: Dials = field(default_factory=Dials)
    switches: Switches = field(default_factory=Switches)
    talk_kinds: Mapping[str, float] = field(default_factory=dict)
    """Kind of talk break → how much likelier than in the show; 0 is never."""
    name_level: NameLevel = NameLevel.STANDARD
    """Which words the host may say where a title or a band's name holds them."""
    picked_artists: tuple[str, ...] = ()
    """Artists a newcomer named, in place of a history."""
    picked_playlist: str = ""
    """Name of a playlist of saves that a newcomer chose, in place of a history."""


def in_force(controls: Controls) -> Controls:
    """Return controls as sessions obey them: where children may listen, some are not a matter.

    No explicit song, no hard word in a name, no promotion, nothing about anybody's listening; no
    history is read and none is kept. What was decided besides stays as it was, for afterwards.
    """
    if not controls.family:
        return controls
    clean = replace(controls.switches, explicit=False, personal=False, promoted=False)
    return replace(controls, switches=clean, name_level=NameLevel.FAMILY, private=True,
                   profiling=False, shared=False)  # fmt: skip
