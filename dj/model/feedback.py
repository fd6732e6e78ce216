"""What a listener, or the player they use, says while music plays."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dj.units import TrackId


class FeedbackKind(StrEnum):
    """What was said. Plays and skips are listens as well; the rest changes controls or the plan."""

    BEGAN = "began"
    """The song began to play: how far a session has come."""
    PLAYED = "played"
    """The song was heard, for `at_s` seconds if that is known."""
    SKIPPED = "skipped"
    """The song was left after `at_s` seconds."""
    LIKED = "liked"
    DISLIKED = "disliked"
    NOT_NOW = "not-now"
    """Not this song today; no word against it."""
    BANNED = "banned"
    SWITCHED = "switched"
    """"Switch it up": another kind of music from here on."""
    REPORTED = "reported"
    """Something about a song or a remark is wrong; `note` says what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """One thing said at one moment. Appended, never changed."""

    kind: FeedbackKind
    at: datetime
    """When it was said, aware, UTC."""
    track_id: TrackId | None = None
    """The song it is about, if it is one of the library."""
    artist: str = ""
    title: str = ""
    at_s: float | None = None
    """Seconds into the song."""
    session: str = ""
    """Id of the session that was playing, if it was one of ours."""
    slot: int | None = None
    """Position in that session, from 0."""
    note: str = ""
    """The listener's own words, for a report."""
    decision: str = ""
    """Of a report: which decision or remark it is about, such as ``slot 4`` or ``talk-2``."""
    source: str = ""
    """Who passed it on: ``dj``, ``studio`` or the name a player gives itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SoFar:
    """How a session went until the rest of it is planned again."""

    heard: tuple[TrackId, ...]
    """Songs that have begun, in order: they stay, whatever is forbidden from now on."""
    skipped: frozenset[TrackId] = frozenset()
    """Those of them that were left."""
    enjoyed: frozenset[TrackId] = frozenset()
    """Those of them that were played on or liked; the song that plays now is in neither."""
    as_of: datetime | None = None
    """Taste is what it was at this moment, aware, UTC; None for the moment of the session."""
    switch: bool = False
    """True if another kind of music was asked for."""
