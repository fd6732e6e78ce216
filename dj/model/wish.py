"""A wish in plain words, and what it was taken to mean here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dj.model.brief import NO_BRIEF, Brief
from dj.model.filter import Filter
from dj.model.show import Show


class Use(StrEnum):
    """What became of a part of a wish."""

    MUST = "must"
    """Only songs of which it is true play."""
    NOT = "not"
    """No song of which it is true plays; one that does not tell may."""
    EXCEPT = "except"
    """Songs of which it is true may play although a part before it refuses them."""
    NUDGE = "nudge"
    """Songs of which it is true are preferred."""
    SHOW = "show"
    """It changes the programme: its length, its arc, how much is said."""
    NOTHING = "nothing"
    """It was understood, and cannot be done here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One part of a wish, and what it was taken to mean."""

    words: str
    """As written, on one line."""
    start: int
    """Where they begin in the wish, in characters."""
    end: int
    """Where they end."""
    meaning: str
    """In plain words, such as ``released 1990 to 1999``."""
    use: Use
    wants: tuple[Filter, ...] = ()
    """What songs must be like, or must not; any one of them is enough."""
    passing: int | None = None
    """Songs of the library of which it is true; None if it is not about songs."""
    read_as: str = ""
    """How a misspelt word was read."""
    why: str = ""
    """Why nothing came of it, or what stands for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A name that was wished for and that the library does not have."""

    name: str
    """As written, on one line."""
    start: int
    end: int
    nearest: tuple[str, ...] = ()
    """Names that the library does have and that look alike; asked about, never played instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """All that a wish was taken to mean in this library, now."""

    words: str
    """The wish as written."""
    language: str = ""
    """Language of the vocabulary it was read with; empty if nothing was understood."""
    clauses: tuple[Clause, ...] = ()
    """In the order of the words."""
    unknown: tuple[str, ...] = ()
    """Words of which nothing could be made, as written."""
    missing: tuple[Missing, ...] = ()
    songs: int = 0
    """Songs that may play."""
    songs_s: float = 0.0
    """Seconds that they last."""
    removed: Mapping[str, int] = field(default_factory=dict)
    """Words of each part that leaves songs out → songs that would fit, beyond, without it."""
    show: Show
    """The show as the wish changed it."""
    brief: Brief = NO_BRIEF
    """What the wish settles; its notes are the sentences."""
    problem: str = ""
    """Why no session can be made of it; empty if one can."""
    hint: str = ""
    """What to do about the problem."""
