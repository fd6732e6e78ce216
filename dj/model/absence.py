"""Why a song does not play in a session."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dj.units import TrackId


class Gate(StrEnum):
    """What kept a song out, in the order in which songs meet it."""

    LIBRARY = "library"
    """It is not known, not analysed, gone, or another copy stands for it."""
    EDIT = "edit"
    """The listener took it out of this session by hand."""
    EDITORS = "editors"
    """Editors have banned it."""
    BARRED = "barred"
    """The listener has forbidden it."""
    FILTER = "filter"
    """It is not as the show, or a wish, says that songs must be."""
    POOL = "pool"
    """An editors' pool leaves it out."""
    ASKED = "asked"
    """It is not among what this session is to be made of."""
    RULE = "rule"
    """A rule of the show keeps it out, for ever or for a while."""
    WORK = "work"
    """It plays only with its whole work, which cannot play."""
    SOURCES = "sources"
    """No source proposed it."""
    OUTSCORED = "outscored"
    """Another song was the better choice."""
    NONE = "none"
    """Nothing: it plays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """The first gate that a song did not pass, in words and numbers."""

    gate: Gate
    says: str
    """One or two plain sentences."""
    position: int | None = None
    """Where it plays, or the place it would most nearly have had, from 0."""
    rival: TrackId | None = None
    """Song that has that place."""
    rival_label: str = ""
    score: float | None = None
    """Its own score; the sum of `signals`."""
    rival_score: float | None = None
    cost: float | None = None
    """What the plan would cost more, with it in that place."""
    signals: Mapping[str, float] = field(default_factory=dict)
    """Signal → contribution to its score."""
    differences: Mapping[str, float] = field(default_factory=dict)
    """Signal → its contribution less that of the rival."""
    sources: tuple[str, ...] = ()
    """Sources that proposed it."""
