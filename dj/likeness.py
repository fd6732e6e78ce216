"""A listener as they are known here, gathered for them to see: a profile, or one year of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

from dj import editorial, library, listeners
from dj.listeners.clock import zone
from dj.listeners.kept import kept
from dj.model.listening import Listen, Tally, Taste
from dj.model.profile import Profile, Year
from dj.model.request import Request
from dj.portrait import Library, decided, portrait, what_could_play


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Known:
    """What is known of a listener."""

    there: Library
    taste: Taste
    listens: Sequence[Listen]
    """Plays that count."""
    tallies: Sequence[Tally]
    left_out: Sequence[Listen]
    """Plays that do not, by the listener's own decision."""


def profile(store: library.Store, request: Request) -> Profile:
    """Describe the listener of a request as of its moment; without a profile, no history is read.

    Raises:
        ConfigError: if there is no such time zone, or the corrections cannot be read.
    """
    known = _known(store, request)
    return listeners.profile(
        known.listens, {song.id: song for song in known.there.songs}, known.taste,
        decided(store, request.listener), left_out=len(known.left_out),
        tallied=sum(tally.plays for tally in known.tallies),
    )  # fmt: skip


def year(store: library.Store, request: Request, number: int) -> Year:
    """Count a calendar year of the listener of a request, as far as it is known at its moment.

    Raises:
        ConfigError: if there is no such time zone, or the corrections cannot be read.
    """
    known = _known(store, request)
    clock = zone(known.taste.time_zone)
    return listeners.year_in_music(
        known.listens, {song.id: song for song in known.there.songs}, known.taste, number,
        left_out=sum(_year_of(listen, clock) == number for listen in known.left_out),
    )  # fmt: skip


def _year_of(listen: Listen, clock: tzinfo) -> int:
    return listen.started_at.astimezone(clock).year


def _known(store: library.Store, request: Request) -> _Known:
    controls = decided(store, request.listener)
    there = what_could_play(store)
    taste = portrait(store, request, controls, there)
    if not controls.profiling:
        return _Known(there=there, taste=taste, listens=(), tallies=(), left_out=())
    refer = library.duplicates.refer
    heard = refer(there.stands, editorial.rename(there.overrides, store.listens(request.listener)))
    counted = editorial.rename(there.overrides, store.tallies(request.listener))
    counts = kept(heard, (), counted, controls, request.at)
    inside = {id(listen) for listen in counts.listens}
    return _Known(
        there=there, taste=taste, listens=counts.listens, tallies=counts.tallies,
        left_out=[x for x in heard if id(x) not in inside and x.started_at < request.at],
    )  # fmt: skip
