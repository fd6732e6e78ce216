"""What a show asks for, here and now: wishes and editors' pools become tracks of this library.

Three steps, in the order in which a plan needs them: the moment a show stands for, what it is made
of, and what that leaves of the request.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dj import library
from dj.lineup import Stock
from dj.model.brief import Brief
from dj.model.listening import Taste
from dj.model.request import Request
from dj.portrait import Library
from dj.units import TrackId


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Briefed:
    """A request with all that was asked for worked out."""

    request: Request
    """Its show is as the wishes changed it."""
    brief: Brief = field(default_factory=Brief)


def as_scheduled(request: Request) -> Request:
    """Ask for a show that stays the same for a while at the beginning of that while."""
    return request


def briefed(request: Request, there: Library, stock: Stock, taste: Taste) -> Briefed:
    """Work out what a session is to be made of.

    Args:
        request: After `as_scheduled`.
        there: The songs that could play.
        stock: The same, made ready for planning.
        taste: The listener at the moment of the request.

    Raises:
        ConfigError: if the show needs something that was not told, or that nobody knows.
    """
    del stock, taste
    works = _works(there) if request.show.rules.works_whole else ()
    return Briefed(request=request, brief=Brief(works=works))


def merged(brief: Brief, pins: Mapping[int, TrackId], count: int | None,
           without: frozenset[TrackId]) -> Brief:  # fmt: skip
    """Add what an edit has settled to a brief."""
    return replace(brief, pins={**brief.pins, **pins},
                   count=brief.count if count is None else count,
                   without=brief.without | without)  # fmt: skip


def _works(there: Library) -> tuple[tuple[TrackId, ...], ...]:
    found: Sequence[tuple[TrackId, ...]] = [
        work.movements for work in library.works(song.track for song in there.songs)
    ]
    return tuple(found)
