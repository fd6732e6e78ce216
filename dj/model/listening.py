"""Who listened to what, and what that says about their taste."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from dj.model.controls import Dials, Switches
from dj.model.spoken import NameLevel
from dj.units import TrackId

_NO_IDS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True, init=False)
class Listen:
    """One play, as a history file tells it. Fields no signal needs are dropped at parse time."""

    started_at: datetime
    """Start of the play, aware, UTC."""
    artist: str
    title: str
    album: str = ""
    played_ms: int | None = None
    """How long it was played; None if the source does not say."""
    duration_ms: int | None = None
    """Length of the recording as the source gives it."""
    skipped: bool | None = None
    """True if the source says that the listener skipped it."""
    ids: Mapping[str, str] = field(default_factory=dict)
    """External identifiers by name: ``mbid``, ``isrc``, ``spotify``."""
    source: str = ""
    """The importer's name."""
    context: str = ""
    """Session or playlist it was played in, if the source says."""
    within_s: int = 1
    """The start is known to so many seconds: 60 where a source gives minutes, 86400 for days."""
    track_id: TrackId | None = None
    """The track it was matched to, None while unmatched."""

    # Written out, because histories make millions of these: half the time of the generated one.
    def __init__(  # noqa: PLR0913 - one for each field
        self,
        *,
        started_at: datetime,
        artist: str,
        title: str,
        album: str = "",
        played_ms: int | None = None,
        duration_ms: int | None = None,
        skipped: bool | None = None,
        ids: Mapping[str, str] = _NO_IDS,
        source: str = "",
        context: str = "",
        within_s: int = 1,
        track_id: TrackId | None = None,
    ) -> None:
        _start(self, started_at)
        _artist(self, artist)
        _title(self, title)
        _album(self, album)
        _played(self, played_ms)
        _duration(self, duration_ms)
        _skipped(self, skipped)
        _ids(self, ids)
        _source(self, source)
        _context(self, context)
        _within(self, within_s)
        _track(self, track_id)


(_start, _artist, _title, _album, _played, _duration, _skipped, _ids, _source, _context, _within,
 _track) = (getattr(Listen, each.name).__set__ for each in fields(Listen))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Plays that a player has counted without keeping a diary. The newest count replaces others."""

    artist: str
    title: str
    album: str = ""
    plays: int = 0
    skips: int = 0
    last_at: datetime | None = None
    """Latest play, aware, UTC; None if the source does not say."""
    since: datetime | None = None
    """When counting can have begun, such as the day the song was added; aware, UTC."""
    duration_ms: int | None = None
    location: str = ""
    """Path or address of the recording, if any."""
    ids: Mapping[str, str] = field(default_factory=dict)
    """External identifiers by name, as in `Listen`."""
    source: str = ""
    track_id: TrackId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Save:
    """A track a listener keeps in a playlist: a quiet like."""

    artist: str
    title: str
    album: str = ""
    location: str = ""
    """Path or address in the playlist, if any."""
    playlist: str = ""
    saved_at: datetime | None = None
    """When it was saved, aware, UTC; playlists seldom say."""
    ids: Mapping[str, str] = field(default_factory=dict)
    """External identifiers by name, as in `Listen`."""
    source: str = ""
    track_id: TrackId | None = None


Heard = Listen | Save | Tally
"""What a history or playlist may hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A recording as one source writes it: what all plays under these words have in common."""

    number: int
    """The library's own number for it."""
    artist: str
    title: str
    album: str = ""
    duration_ms: int | None = None
    ids: Mapping[str, str] = field(default_factory=dict)
    """External identifiers by name, as in `Listen`."""
    source: str = ""
    track_id: TrackId | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plays:
    """One listener's listens in columns of one length n, oldest first: a million in a second."""

    recordings: tuple[Recording, ...]
    recording: NDArray[np.int32]
    """Index into `recordings`, shape (n,)."""
    started_us: NDArray[np.int64]
    """Microseconds since 1970, UTC, shape (n,)."""
    played_ms: NDArray[np.int32]
    """How long each was played, shape (n,); −1 if the source does not say."""
    skipped: NDArray[np.int8]
    """1 skipped, 0 not, −1 if the source does not say, shape (n,)."""
    within_s: NDArray[np.int32]
    """As in `Listen`, shape (n,)."""
    contexts: tuple[str, ...]
    """Every context there is, sorted; the empty one stands for none."""
    context: NDArray[np.int32]
    """Index into `contexts`, shape (n,)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayStats:
    """One listener's history with one track."""

    plays: int
    """Plays of 30 seconds or more."""
    skips: int
    """Plays that ended before 30 seconds or were marked as skipped."""
    first_at: datetime
    """First play, aware, UTC."""
    last_at: datetime
    """Latest play, aware, UTC."""


ENOUGH_LISTENS = 100
"""Plays below which a history is a sample, and "you have not heard this" would be a guess."""


RELEASE_AGES = (1, 2, 4, 8, 16, 32)
"""Years of age below which a release falls in a bin of `Taste.release_ages`; the rest is last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taste:
    """A snapshot of one listener's taste at one moment; without a history it is empty."""

    listener: str
    as_of: datetime
    """The moment it describes, aware, UTC; nothing later was used."""
    time_zone: str
    """IANA name of the listener's clock."""
    time_zone_inferred: bool
    """True if guessed from the quiet hours rather than set."""
    listens: int
    """Plays it was made from."""
    matched: int
    """Plays that belong to a track of the library."""
    plays: Mapping[TrackId, PlayStats] = field(default_factory=dict)
    saves: frozenset[TrackId] = frozenset()
    artist_affinity: Mapping[str, float] = field(default_factory=dict)
    """Folded artist name → 0 to 1, recency-weighted share relative to the most played."""
    kept_artists: Mapping[str, float] = field(default_factory=dict)
    """Folded artist name → 0 to 1: liked by the songs they keep or by name, played or not."""
    affinity: Mapping[TrackId, float] = field(default_factory=dict)
    """Track → 0 to 1: recency and completion weighted liking."""
    hour_affinity: Mapping[TrackId, float] = field(default_factory=dict)
    """Track → 0 to 1: the same with plays near this hour of the day weighing more."""
    tag_affinity: Mapping[str, float] = field(default_factory=dict)
    """Folded genre → 0 to 1, recency-weighted share relative to the most played."""
    artist_hour_affinity: Mapping[str, float] = field(default_factory=dict)
    """Folded artist name → 0 to 1: the same with plays near this hour and day weighing more."""
    tag_hour_affinity: Mapping[str, float] = field(default_factory=dict)
    """Folded genre → 0 to 1: the same with plays near this hour and day weighing more."""
    repeat: Mapping[TrackId, float] = field(default_factory=dict)
    """Track heard before → 0 to 1: how ready it is to be played again now, relative to the most."""
    rest_days: Mapping[TrackId, float] = field(default_factory=dict)
    """Track played again before → usual days between its plays, above 0."""
    skip_rates: Mapping[TrackId, float] = field(default_factory=dict)
    """Track → share of its plays broken off, 0 to 1, those near this hour and day weighing more."""
    counted: Mapping[TrackId, datetime | None] = field(default_factory=dict)
    """Track that a player's count alone knows as played → its latest play, None if not told."""
    similar: Mapping[TrackId, float] = field(default_factory=dict)
    """Track → 0 to 1: what listeners with a like taste play; empty without such data."""
    similar_artists: Mapping[str, float] = field(default_factory=dict)
    """Folded artist name → 0 to 1: the same for artists, whether the library has them or not."""
    follows: Mapping[TrackId, Mapping[TrackId, float]] = field(default_factory=dict)
    """Track → tracks played right after it → 0 to 1: how often, beside what always plays often."""
    latest: tuple[TrackId, ...] = ()
    """Songs of the sitting that was going on at the moment, in order; empty if none was."""
    played_in: Mapping[TrackId, tuple[int, ...]] = field(default_factory=dict)
    """Track → years in which it was played for 30 seconds or more, rising, on their own clock."""
    heard_artists: frozenset[str] = frozenset()
    """Folded names of all artists heard for 30 seconds or more, in the library or not."""
    release_ages: tuple[float, ...] = ()
    """Share of plays by age of the release, on `RELEASE_AGES`; empty if too little is known."""
    shares: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """``genre``, ``era`` and ``country`` → kind → its share of the plays, recency-weighted."""
    shares_now: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """The same near this hour and day, as far as enough plays tell them apart."""
    popularity: Mapping[TrackId, float] = field(default_factory=dict)
    """Track → 0 to 1: how many of the listeners who share play it; empty without such data."""
    novelty_appetite: float | None = None
    """Share of plays that were the first of their artist, lately, 0 to 1; None if not known."""
    liked: frozenset[TrackId] = frozenset()
    """Songs of which the listener said so, saved or not."""
    disliked: frozenset[TrackId] = frozenset()
    barred: Mapping[TrackId, str] = field(default_factory=dict)
    """Track that must not play → why, in plain words: bans, "not now", explicit songs."""
    barred_since: Mapping[TrackId, str] = field(default_factory=dict)
    """What was forbidden after a week's edition began: it leaves, and the rest stays as it was."""
    disliked_since: frozenset[TrackId] = frozenset()
    """The same of what was disliked."""
    dials: Dials = field(default_factory=Dials)
    switches: Switches = field(default_factory=Switches)
    name_level: NameLevel = NameLevel.STANDARD
    """Which words may be said where a title or a band's name holds them."""
    family: bool = False
    """True if children may be listening: nothing is said of anybody's career or life."""
    profiled: bool = True
    """False if no history was read because the listener wants no profile."""
    energy_mean: float = 0.5
    energy_sd: float = 0.2
    """Spread of the energies the listener plays, 0 to 1."""
    hour_energy: tuple[float, ...] = ()
    """Own deviation from `energy_mean` in units of `energy_sd`, by local hour 0–23; or empty."""
    hour_plays: tuple[float, ...] = ()
    """Effective number of plays behind each hour (kernel ±1.5 h), 24 values; or empty."""
    hour_prior: tuple[float, ...] = ()
    """Energy by local hour 0–23 of people in general, in any unit; empty means as published."""
    modes: NDArray[np.float32] = field(
        default_factory=lambda: np.zeros((0, 0), np.float32), compare=False, repr=False
    )
    """Centres of taste in style space, float32, shape (modes, d), unit rows, heaviest first."""
    mode_weights: tuple[float, ...] = ()
    """Share of each mode, summing to 1."""
    mode_weights_now: tuple[float, ...] = ()
    """The same near this hour and day; empty if the hour says nothing."""
    notes: tuple[str, ...] = ()
    """What this taste rests on where it is no history, in plain words."""

    @property
    def tells_what_is_new(self) -> bool:
        """Tell whether the history is long enough to call a song unheard: a few plays are not."""
        return self.listens >= ENOUGH_LISTENS
