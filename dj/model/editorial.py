"""What editors know: facts with their sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

PREDICATES = (
    "recorded_with",
    "written_for",
    "inspired_by",
    "instrument",
    "studio_note",
    "editors_note",
)
"""The closed list of things a fact may say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a fact comes from."""

    title: str
    locator: str
    """Page, address or file where it can be checked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One checkable statement about a track or an artist."""

    id: str
    subject: Mapping[str, str]
    """Tag fields that must all agree before the fact attaches: never a name alone."""
    predicate: str
    """One of `PREDICATES`."""
    value: str
    """A short phrase in the fact's language, said as it stands."""
    as_of: date
    source: Source
    tier: int
    """0 own listening data, 1 release facts, 2 career, 3 sensitive."""
    language: str = "en"
