"""The format of a programme: its clock, rules and talk. Data first; files in `assets/shows`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dj.model.filter import Filter
from dj.model.names import primary_language


class Theme(StrEnum):
    """What a segment of the clock is about."""

    FAVOURITES = "favourites"
    THROWBACK = "throwback"
    DISCOVERY = "discovery"
    MOOD = "mood"
    NEW = "new"
    EDITORS = "editors"


class Refresh(StrEnum):
    """How long a show stays the same for a listener who asks again."""

    SESSION = "session"
    """Each session is another one, by its moment and seed."""
    DAY = "day"
    """The same all day, on the listener's clock."""
    WEEK = "week"
    """The same for an ISO week, from Monday 0:00 on the listener's clock."""


class Needs(StrEnum):
    """What must be told beside the name of a show."""

    NOTHING = "nothing"
    SEED = "seed"
    """A track, artist or tag to grow from."""
    ENDED = "ended"
    """What has just ended, to continue it."""
    MIX = "mix"
    """Which of the show's mixes; it makes several."""
    POOL = "pool"
    """An editors' pool."""
    WORDS = "words"
    """A wish in plain words."""


class TalkLevel(StrEnum):
    """How much the host says."""

    NONE = "none"
    SOME = "some"
    LOTS = "lots"


class LongTalk(StrEnum):
    """What happens to words that fit neither an ending nor a beginning without a voice."""

    FIT = "fit"
    """Whatever costs the ear least."""
    BED = "bed"
    """A bed carries them, where there is one."""
    PAUSE = "pause"
    """The music pauses: song, words, song."""


class ImagingLevel(StrEnum):
    """How often the station's own sounds are heard."""

    NONE = "none"
    SOME = "some"
    """At the opening, and where a new part of the programme begins without words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A few songs with one theme."""

    theme: Theme
    songs: int
    """How many songs it holds, 1 to 10."""
    title: str = ""
    """Plain words for people, such as ``Old friends``."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Language such as ``de`` → its title there."""

    def title_in(self, language: str) -> str:
        """Give the title for a language tag; the plain one where the language has none."""
        return _in_language(language, self.titles, self.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Hard rules of a show. A rule bends only when the library leaves no other way, and says so."""

    artist_separation: int = 4
    """Songs between two songs by the same artist, featured artists included."""
    album_separation: int = 2
    """Songs between two songs of the same album."""
    min_song_s: float = 30.0
    """Shorter recordings are not songs."""
    max_song_s: float = 900.0
    """Longer recordings do not fit a session."""
    max_pause_s: float = 1.4
    """A recording that falls silent for longer in its middle waits until nothing else is left."""
    rest_hours: float = 4.0
    """A track heard this recently rests."""
    discovery_share: tuple[float, float] = (0.1, 0.5)
    """Least and greatest share of songs never heard by a listener with a history."""
    new_artists: tuple[float, float] = (0.0, 1.0)
    """Least and greatest share of songs of which no artist was ever heard for 30 seconds."""
    in_proportion: bool = True
    """Whether genres, decades and countries play in the listener's shares, if nothing is wished."""
    works_whole: bool = True
    """Whether movements of a work, and songs that run into each other, play whole or not at all."""
    copies_of_last: float = 1.0
    """Greatest share of songs that its edition before may have had; only for a show that stays."""
    liked_artists_first: bool = False
    """Whether every artist they like who has a song that may play is heard, best liked first."""
    allow_explicit: bool = True
    allow_spoken: bool = False
    """Whether audiobooks and podcasts play; a filter, a seed or a wish for such lets them, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixing:
    """How the show sounds: loudness, joins, talk over music."""

    target_lufs: float = -16.0
    """Programme loudness, BS.1770-4 integrated."""
    max_true_peak_dbtp: float = -1.0
    """Greatest true peak of the *encoded* file."""
    crossfade_s: float = 6.0
    """Usual overlap of two songs where neither ends cold."""
    max_crossfade_s: float = 16.0
    """Greatest overlap of a beat-matched blend."""
    beat_match: bool = True
    max_stretch: float = 0.06
    """Greatest change of tempo in a beat-matched blend, as a ratio from 1."""
    duck_db: float = -12.0
    """Gain of music under speech."""
    speech_lu_over_music: float = 4.5
    """Loudness of speech over the ducked music, 3 to 6 LU."""
    talk_over_vocals: bool = False
    long_talk: LongTalk = LongTalk.FIT
    imaging: ImagingLevel = ImagingLevel.SOME
    max_dead_air_s: float = 1.5
    cut_endings: bool = False
    """Whether a song may be left before its ending where that makes the better join."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """One format of programme."""

    name: str
    """Short name, as in ``--show dj``: lower-case letters, digits and hyphens."""
    title: str
    """As the host says it."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Language such as ``de`` → its title there, as hosts of that language say it."""
    description: str = ""
    length_s: float = 3600.0
    clock: tuple[Segment, ...] = ()
    """Segments in order, repeated until the length is filled."""
    arc: tuple[float, ...] = (0.0, 0.05, 0.1, 0.05, -0.05)
    """Energy offsets (−1 to 1) drawn over the programme, joined by straight lines."""
    weights: Mapping[str, float] = field(default_factory=dict)
    """Signal name → weight where it differs from the signal's default."""
    sounds: Mapping[str, float] = field(default_factory=dict)
    """Sounds it asks for by name, such as ``mellow`` or a genre → how much, 0 to 1."""
    talk: TalkLevel = TalkLevel.SOME
    kinds: Mapping[str, float] = field(default_factory=dict)
    """Kind of talk break → weight where it differs from 1: 0 is never, 2 twice as likely."""
    rules: Rules = Rules()
    mixing: Mixing = Mixing()
    seeds: tuple[str, ...] = ()
    """Sources of candidates by name; empty means all."""
    pulls: Mapping[str, float] = field(default_factory=dict)
    """Source → weight of its ranking where it differs from 1, 0 or more; 0 turns it off."""
    filter: Filter = field(default_factory=Filter)
    """What its songs must be like."""
    pool: str = ""
    """Editors' pool from which all its songs come; empty for none."""
    songs: int | None = None
    """Number of songs; None takes as many as fill the length."""
    refresh: Refresh = Refresh.SESSION
    needs: Needs = Needs.NOTHING

    def title_in(self, language: str) -> str:
        """Give the title for a language tag; the plain one where the language has none."""
        return _in_language(language, self.titles, self.title)


def _in_language(language: str, titles: Mapping[str, str], plain: str) -> str:
    """Look for the whole tag, then for its language alone: ``es-419``, then ``es``."""
    known = {tag.lower(): title for tag, title in titles.items()}
    tag = language.lower()
    return known.get(tag) or known.get(primary_language(tag)) or plain
