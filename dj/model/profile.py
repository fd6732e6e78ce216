"""A listener as they can see themselves: what is known, counted and named; nothing is judged."""

from dataclasses import dataclass
from datetime import date, datetime

from dj.model.controls import Controls
from dj.model.listening import Taste


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A name with its plays."""

    name: str
    plays: int
    minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedSong:
    """A song with its plays."""

    artist: str
    title: str
    plays: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """One direction of taste, described by what stands nearest to it and is played most."""

    share: float
    """Share of the liking, 0 to 1; all directions sum to 1."""
    tags: tuple[str, ...]
    """Genres that are commoner among its songs than in the rest of what is played, best first."""
    artists: tuple[str, ...]
    """Artists with most plays among its songs."""
    songs: int
    """Songs played that are nearest to it."""
    x: float
    """Place on the map, −1 to 1."""
    y: float

    @property
    def name(self) -> str:
        """Its tags, or its artists where the songs have none."""
        return ", ".join(self.tags[:2] or self.artists[:2]) or "untagged songs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A song on the map of taste."""

    x: float
    """Place on the map, −1 to 1: near means similar sound."""
    y: float
    plays: int
    direction: int
    """Index of the nearest direction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month of listening on the listener's clock."""

    year: int
    month: int
    plays: int
    """Plays of 30 seconds or more."""
    minutes: int
    new_artists: int
    """Artists heard for the first time."""
    provisional: int
    """Those of them in the first 90 days of the history: they may have been known before."""
    lasting: int
    """Those of the others that were played on two later days within 28."""
    undecided: int
    """Those of the others whose 28 days are not over."""
    top_artist: str

    @property
    def text(self) -> str:
        """``2026-03``."""
        return f"{self.year}-{self.month:02d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """An artist's plays, month by month."""

    artist: str
    plays: tuple[int, ...]
    """One for each month of the profile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """All that is known of one listener's listening."""

    taste: Taste
    controls: Controls
    first_at: datetime | None
    """Earliest play that counts, aware, UTC."""
    last_at: datetime | None
    plays: int
    """Plays of 30 seconds or more."""
    minutes: int
    """Minutes heard, of the plays whose length is known."""
    unmeasured: int
    """Plays whose length nobody tells."""
    untimed: int
    """Plays whose source tells the day but not the hour; they are in no hour's count."""
    left_out: int
    """Plays that do not count because the listener decided so."""
    saves: int
    tallied: int
    """Plays that a player counted without a diary."""
    artists: tuple[Ranked, ...]
    songs: tuple[RankedSong, ...]
    tags: tuple[Ranked, ...]
    tagged: int
    """Plays of songs with a genre."""
    directions: tuple[Direction, ...]
    """Heaviest first."""
    dots: tuple[Dot, ...]
    """Most played songs with a measured sound."""
    hours: tuple[tuple[int, ...], ...]
    """Plays by weekday from Monday and local hour, 7 × 24."""
    months: tuple[Month, ...]
    """From the first to the last, none left out."""
    streams: tuple[Stream, ...]
    """Most played artists over the months."""
    similar: bool
    """Whether there is data of similar listeners."""
    quiet_zone: str = ""
    """The zone that the quiet hours of the listening suggest; empty if too few plays speak."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Streak:
    """Days in a row with music."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Length in days."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One calendar year of listening on the listener's clock; facts only."""

    year: int
    listener: str
    time_zone: str
    time_zone_inferred: bool
    complete: bool
    """The year is over; if not, every number is provisional."""
    history_from: date | None
    """First day of the history; within the year, what was before is not known."""
    left_out: int
    """Plays of the year that do not count because the listener decided so."""
    plays: int
    """Plays of 30 seconds or more."""
    minutes: int
    unmeasured: int
    """Plays whose length nobody tells; no minutes are counted for them."""
    untimed: int
    """Plays whose source tells the day but not the hour; they are in no hour's count."""
    days: int
    """Days with music."""
    artist_count: int
    song_count: int
    artists: tuple[Ranked, ...]
    songs: tuple[RankedSong, ...]
    albums: tuple[Ranked, ...]
    genres: tuple[Ranked, ...]
    tagged: int
    """Plays of songs with a genre."""
    new_artists: int
    new_songs: int
    lasting: tuple[str, ...]
    """New artists that stayed: played on two later days within 28."""
    undecided: int
    """New artists whose 28 days are not over."""
    provisional: int
    """New artists of the history's first 90 days: they may have been known before."""
    longest_day: date | None
    """The day with most minutes, or most plays where no length is known."""
    longest_day_minutes: int
    longest_day_plays: int
    streak: Streak | None
    """Longest run of days with music."""
    hours: tuple[int, ...]
    """Plays by local hour, 24."""
    weekdays: tuple[int, ...]
    """Plays by weekday from Monday, 7."""
    months: tuple[Month, ...]
    """Twelve."""
