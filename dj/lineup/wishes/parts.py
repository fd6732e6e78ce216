"""The parts of a wish, and which of them belong together."""

from dataclasses import dataclass, field, replace
from enum import StrEnum


class Sort(StrEnum):
    """What sort of thing a part of a wish is about."""

    MEANING = "meaning"
    GENRE = "genre"
    LANGUAGE = "language"
    ARTIST = "artist"
    LIKE = "like"
    LIKE_TITLE = "like title"
    SOUND = "sound"
    TITLE = "title"
    YEARS = "years"
    PLAYED = "played"
    TEMPO = "tempo"
    LENGTH = "length"
    COUNT = "count"
    SONG_LENGTH = "song length"
    RESTED = "rested"
    RECENT = "recent"
    MISSING = "missing"
    """A name that nobody here has."""
    MISSING_TITLE = "missing title"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a wish."""

    sort: Sort
    first: int
    """Index of its first token."""
    last: int
    """Index of the token after its last one."""
    name: str = ""
    """Meaning, genre, language tag, artist, or the words of what nobody knows."""
    low: float = 0.0
    high: float = 0.0
    """Of a quantity: years, beats per minute, seconds, songs or days."""
    negated: bool = False
    soft: bool = False
    """It would be nice, and need not be."""
    chosen: bool = False
    """One of several with the part before: either is enough."""
    read_as: str = ""
    artist: str = ""
    """Of a title: whose it is, if told."""
    titles: tuple[int, ...] = ()
    """Catalogue rows of the song that is meant by name."""


LISTED = frozenset({Sort.GENRE, Sort.SOUND, Sort.ARTIST, Sort.YEARS, Sort.LANGUAGE, Sort.PLAYED})
"""Of these, several side by side are a choice."""
MIXED = frozenset({Sort.GENRE, Sort.ARTIST})
"""Linked by a word, these are a choice among each other: ``jazz and Nirvana``."""
STRANGE = frozenset({Sort.UNKNOWN, Sort.MISSING})
"""Words that may be part of a name."""


@dataclass(slots=True)
class Scope:
    """What holds for the parts that follow."""

    negated: bool = False
    soft: bool = False
    relation: str = ""
    """``by``, ``from``, ``like`` or nothing."""
    joint: str = ""
    """``and``, ``or``, ``,`` or nothing, since the last part."""
    within: bool = False
    mine: int = -1
    """Token of ``my``, or of what else says that the listener's own plays are meant."""
    heard: int = -1
    """Token of ``heard``."""
    liking: bool = False
    """Something like the song that is named shall be played."""
    begin: int = 0
    """First token since the last comma or word that joins."""
    play: int = -1
    """Token from which the name of a song stands that shall be played."""


@dataclass(slots=True)
class Parts:
    """The parts found so far, and what holds for the next one."""

    found: list[Part] = field(default_factory=list)
    scope: Scope = field(default_factory=Scope)

    @property
    def before(self) -> Part | None:
        """The part before."""
        return self.found[-1] if self.found else None

    def add(self, part: Part) -> None:
        """Add a part under the scope that holds, and let the scope end where it must."""
        scope, before = self.scope, self.before
        ends = scope.negated and scope.joint == "and" and before is not None and before.negated
        if ends and before and not _alike(before.sort, part.sort):
            self.scope = scope = Scope(joint=scope.joint)
        chosen = (
            before is not None
            and before.negated == scope.negated
            and _choice(before.sort, part.sort, scope.joint)
        )
        self.found.append(replace(part, negated=scope.negated, soft=scope.soft, chosen=chosen))
        scope.joint, scope.mine, scope.heard = "", -1, -1
        if part.sort not in (Sort.ARTIST, Sort.LIKE, Sort.MISSING):
            scope.relation = ""


def _alike(one: Sort, other: Sort) -> bool:
    return one is other or {one, other} <= MIXED


def _choice(before: Sort, after: Sort, joint: str) -> bool:
    """Tell whether either of two neighbours is enough."""
    if joint == "or":
        return True
    if joint in ("and", ",") and {before, after} <= MIXED:
        return True
    return before is after and before in LISTED
