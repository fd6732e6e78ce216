"""What editors choose: songs for a situation, and what may be done with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dj.model.filter import Filter
from dj.units import TrackId


class PoolOrder(StrEnum):
    """Who decides the order of a pool's songs."""

    EDITOR = "editor"
    """They play as listed."""
    LISTENER = "listener"
    """The planner chooses and orders them for each listener ("algotorial")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolSong:
    """A song as an editor names it: never by its title alone, unless an id is given."""

    id: str = ""
    """The track's identity, or its first eight characters or more."""
    artist: str = ""
    title: str = ""
    album: str = ""
    note: str = ""
    """Why it is here, in the editor's words; for people, not for the voice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Songs that an editor stands for, listed by name or described by a filter."""

    name: str
    """Short name: lower-case letters, digits and hyphens."""
    title: str
    editor: str
    """Who is responsible."""
    note: str = ""
    songs: tuple[PoolSong, ...] = ()
    filter: Filter = field(default_factory=Filter)
    """Songs that are eligible without being named; nobody if it asks for nothing."""
    must: tuple[PoolSong, ...] = ()
    """Songs that play whenever the pool is played, unless the listener forbids them."""
    never: tuple[PoolSong, ...] = ()
    """Songs that do not play while the pool is open, wherever they come from."""
    first: tuple[PoolSong, ...] = ()
    """One of these opens a show that plays this pool, if the library has one."""
    last: tuple[PoolSong, ...] = ()
    """One of these closes it."""
    order: PoolOrder = PoolOrder.LISTENER
    days: tuple[int, ...] = ()
    """Weekdays of its situation, Monday 0 to Sunday 6; empty means every day."""
    hours: tuple[float, float] | None = None
    """Local hours of its situation, from and until; may pass midnight, as in 22 to 4."""
    since: date | None = None
    """First day of its window."""
    until: date | None = None
    """Last day of its window."""
    digest: str = ""
    """Hash of the file's bytes, hex."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPool:
    """A pool whose window and situation are now, with the library's songs in it."""

    name: str
    title: str
    editor: str
    order: PoolOrder
    tracks: tuple[TrackId, ...]
    """In the editor's order; those that a filter found follow by id."""
    named: frozenset[TrackId] = frozenset()
    """Those of `tracks` that the editor named: what a filter finds nobody has picked."""
    must: frozenset[TrackId] = frozenset()
    never: frozenset[TrackId] = frozenset()
    first: frozenset[TrackId] = frozenset()
    last: frozenset[TrackId] = frozenset()
    notes: Mapping[TrackId, str] = field(default_factory=dict)
    """The editor's words on a song."""
    missing: tuple[str, ...] = ()
    """Songs it names that the library does not have, as labels."""
    digest: str = ""
    """Hash of the file's bytes, hex."""
