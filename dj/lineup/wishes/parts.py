"""The parts of a wish, and which of them belong together."""

from collections.abc import Sequence
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
    lifts: int = -1
    """Of an exception: token from which the refusals stand that it is taken from."""
    excepts: int = -1
    """Token of the word such as ``except`` that it stands behind; -1 if behind none."""

    @property
    def wished(self) -> bool:
        """Tell whether it is asked for, neither refused nor excepted from a refusal."""
        return not self.negated and self.lifts < 0


LISTED = frozenset({Sort.GENRE, Sort.SOUND, Sort.ARTIST, Sort.YEARS, Sort.LANGUAGE, Sort.PLAYED})
"""Of these, several side by side are a choice."""
MIXED = frozenset({Sort.GENRE, Sort.ARTIST, Sort.MISSING})
"""Linked by a word, these are a choice among each other: ``jazz and Nirvana``."""
STRANGE = frozenset({Sort.UNKNOWN, Sort.MISSING})
"""Words that may be part of a name."""
NOT_HERE = (Sort.MISSING, Sort.MISSING_TITLE)
LOST = frozenset({Sort.UNKNOWN, *NOT_HERE})
"""Parts of which nothing can be made."""
_BESIDE = frozenset({Sort.LENGTH, Sort.COUNT, Sort.UNKNOWN})
"""What may stand between a refusal and its exception."""


@dataclass(slots=True)
class Scope:
    """What holds for the parts that follow."""

    negated: bool = False
    soft: bool = False
    lifts: int = -1
    """Token from which the refusals stand that what follows is an exception to."""
    excepts: int = -1
    """Token of the word such as ``except`` that opened it; -1 if none did."""
    once: bool = False
    """It holds for one part only, as ``-rap`` does."""
    empty: bool = False
    """A word that refuses opened it, and nothing is refused yet."""
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
    listed: int = -1
    """Token where the list of what was refused last begins; -1 if something was asked for since."""
    refused: int = -1
    """Token where all begins that was refused side by side."""

    @property
    def before(self) -> Part | None:
        """The part before."""
        return self.found[-1] if self.found else None

    def add(self, part: Part, *, refuses: bool = False) -> None:
        """Add a part under the scope that holds, and let the scope end where it must.

        Args:
            part: The part.
            refuses: It is a refusal by its own words, such as ``no vocals``.
        """
        scope, before = self.scope, self.before
        together = before is not None and self._together(before)
        ends = together and scope.joint == "and" and (scope.negated or scope.lifts >= 0)
        if ends and before and not _alike(before.sort, part.sort):
            self.scope = scope = Scope(joint=scope.joint)
            together = self._together(before)
        chosen = together and before is not None and _choice(before.sort, part.sort, scope.joint)
        part = replace(
            part, negated=scope.negated, soft=scope.soft, chosen=chosen,
            lifts=scope.lifts, excepts=scope.excepts,
        )  # fmt: skip
        self._remember(part, refuses=refuses)
        self.found.append(part)
        if scope.once:
            self.scope = scope = Scope()
        scope.joint, scope.empty = "", False
        if part.sort is not Sort.UNKNOWN:
            scope.mine = scope.heard = -1
        if part.sort not in (Sort.ARTIST, Sort.LIKE, Sort.MISSING):
            scope.relation = ""

    def _together(self, before: Part) -> bool:
        """Tell whether the scope is that of the part before: both refused, or both excepted."""
        scope = self.scope
        same = before.negated == scope.negated and before.lifts == scope.lifts
        return same and before.excepts == scope.excepts

    def _remember(self, part: Part, *, refuses: bool) -> None:
        """Remember from where on an exception would count."""
        if part.lifts >= 0 or (part.wished and not refuses and part.sort in _BESIDE):
            return
        if part.wished and not refuses:
            self.listed = self.refused = -1
            return
        again = self.before is not None and self.before.lifts >= 0
        own = self.scope.empty and self.scope.joint not in ("and", "or")
        if self.refused < 0 or again:
            self.refused = part.first
        if self.listed < 0 or again or own or not part.chosen:
            self.listed = part.first

    def turn_back(self, stops: Sequence[bool]) -> None:
        """Refuse the last part, and what a word that joins links to it: ``rap and rock free``.

        Args:
            stops: For each token, whether a comma stands before it.
        """
        place = len(self.found) - 1
        while place > 0 and self.found[place].chosen and not stops[self.found[place].first]:
            place -= 1
        for at in range(place, len(self.found)):
            self.found[at] = replace(self.found[at], negated=True, lifts=-1)
        self.listed = self.refused = self.found[place].first


def _alike(one: Sort, other: Sort) -> bool:
    return one is other or {one, other} <= MIXED


def _choice(before: Sort, after: Sort, joint: str) -> bool:
    """Tell whether either of two neighbours is enough."""
    if joint == "or":
        return True
    if joint in ("and", ",") and {before, after} <= MIXED:
        return True
    return before is after and before in LISTED
