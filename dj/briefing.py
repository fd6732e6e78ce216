"""What a show asks for, here and now: wishes and editors' pools become tracks of this library.

Three steps, in the order in which a plan needs them: the moment a show stands for, what it is made
of, and what that leaves of the request.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import blake2b

from dj import library, lineup
from dj.editors import settled
from dj.errors import ConfigError
from dj.model.brief import Brief
from dj.model.listening import Taste
from dj.model.mixes import Mix
from dj.model.names import fold
from dj.model.request import Request, usual_seed
from dj.model.show import Needs, Refresh
from dj.model.wish import Understood, Use
from dj.portrait import Library, as_decided, decided, portrait, what_could_play
from dj.units import TrackId

LONGEST_RUN_S = 1200.0
"""Songs that run into each other for longer than this are an album side, not a work."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Briefed:
    """A request with all that was asked for worked out."""

    request: Request
    """Its show is as the wishes changed it."""
    brief: Brief = field(default_factory=Brief)
    named: frozenset[str] = frozenset()
    """Artists that the wish names, folded."""


def as_scheduled(request: Request) -> Request:
    """Ask for a show that stays the same for a while at the beginning of that while.

    So its history ends there, and whoever asks again, whenever, asks for the same. The seed is that
    of the edition, unless another one than the moment's was asked for.
    """
    show, at = request.show, request.at
    if show.refresh is Refresh.SESSION:
        return request
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    days = timedelta(days=at.weekday() if show.refresh is Refresh.WEEK else 0)
    begun = midnight - days
    seed = request.seed
    if seed == usual_seed(at):
        seed = _edition_seed(show.name, request.listener, begun)
    return replace(request, at=begun, seed=seed)


def _edition_seed(show: str, listener: str, begun: datetime) -> int:
    name = f"{show}\0{listener}\0{begun:%Y-%m-%d}".encode()
    return int.from_bytes(blake2b(name, digest_size=6).digest(), "big")


def briefed(request: Request, there: Library, stock: lineup.Stock, taste: Taste) -> Briefed:
    """Work out what a session is to be made of.

    Args:
        request: After `as_scheduled`.
        there: The songs that could play.
        stock: The same, made ready for planning.
        taste: The listener at the moment of the request.

    Raises:
        ConfigError: if the show needs something that was not told, or that nobody knows.
        NotEnoughTracks: if nothing passes the show's filter.
    """
    wished = _wished(request, stock, taste)
    settled_now = settled(wished.request, there, stock, taste, wished.named)
    if settled_now.without:  # what is said of a wish holds with what editors keep out
        wished = _wished(request, stock, _kept_from(taste, settled_now.without))
    works = _works(there) if request.show.rules.works_whole else ()
    brief = _both(wished.brief, settled_now)
    found = lineup.arranged(
        stock, wished.request.show, taste, at=request.at, asked=request.asked,
        brief=replace(brief, works=(*brief.works, *works)),
    )  # fmt: skip
    return Briefed(request=replace(request, show=found.show), brief=found.brief)


def _wished(request: Request, stock: lineup.Stock, taste: Taste) -> Briefed:
    """Let a wish in plain words change the show.

    Raises:
        ConfigError: if no session can be made of it, or the show needs a wish and got none.
    """
    words, show = request.asked.words, request.show
    if not words.strip():
        if show.needs is Needs.WORDS:
            raise ConfigError(f"the show {show.name} needs a wish in words.", where="--ask",
                              hint='Write --ask "mellow 90s latin".')  # fmt: skip
        return Briefed(request=request)
    found = lineup.understand(words, stock, taste, request.at, show)
    if found.problem:
        raise ConfigError(found.problem, where="--ask", hint=found.hint)
    return Briefed(request=replace(request, show=found.show), brief=found.brief,
                   named=_named(found))  # fmt: skip


def _named(found: Understood) -> frozenset[str]:
    """Artists that a wish asks for, folded."""
    return frozenset(fold(name) for clause in found.clauses for wanted in clause.wants
                     if clause.use is not Use.NOT for name in wanted.artists)  # fmt: skip


def _kept_from(taste: Taste, songs: Collection[TrackId]) -> Taste:
    """Read a wish as if the listener, too, kept out what editors do."""
    return replace(taste, barred={**dict.fromkeys(songs, "editors keep it out"), **taste.barred})


def _both(one: Brief, other: Brief) -> Brief:
    """Obey two briefs at once; where only one of them can hold, it is the other."""
    only = [brief.only for brief in (one, other) if brief.only is not None]
    return replace(
        other,
        only=frozenset.intersection(*only) if only else None,
        without=one.without | other.without,
        must=one.must | other.must,
        first=other.first or one.first,
        last=other.last or one.last,
        order=other.order or one.order,
        seeds={**one.seeds, **other.seeds},
        energy=one.energy if other.energy is None else other.energy,
        lean={**one.lean, **other.lean},
        sounds={**one.sounds, **other.sounds},
        wish={**one.wish, **other.wish},
        answers=one.answers or other.answers,
        notes=(*one.notes, *other.notes),
    )  # fmt: skip


def mixes(store: library.Store, request: Request) -> tuple[Mix, ...]:
    """Make the mixes from which a show lets its listener choose, at the moment of its edition."""
    request, there, ready, taste = _laid_out(store, request)
    away = settled(request, there, ready, taste).without
    return lineup.mixes(ready.catalogue, request.show, taste, request.at, away)


def understood(store: library.Store, request: Request) -> Understood:
    """Tell what the wish of a request means in a library, without planning."""
    request, there, ready, taste = _laid_out(store, request)

    def read(taste: Taste) -> Understood:
        return lineup.understand(request.asked.words, ready, taste, request.at, request.show)

    first = read(taste)
    away = settled(request, there, ready, taste, _named(first)).without
    return read(_kept_from(taste, away)) if away else first


def _laid_out(
    store: library.Store, request: Request
) -> tuple[Request, Library, lineup.Stock, Taste]:
    """Lay out the library and the listener for a request, as controls and schedule have it."""
    controls = decided(store, request.listener)
    request = as_scheduled(as_decided(controls, request))
    there = what_could_play(store, request=request)
    ready = lineup.stock(there.songs, store.vectors_folder)
    return request, there, ready, portrait(store, request, controls, there)


def merged(brief: Brief, pins: Mapping[int, TrackId], count: int | None,
           without: frozenset[TrackId]) -> Brief:  # fmt: skip
    """Add what an edit has settled to a brief; what it pins plays, though others like it do not."""
    return replace(brief, pins={**brief.pins, **pins},
                   count=brief.count if count is None else count,
                   without=(brief.without | without) - set(pins.values()))  # fmt: skip


def _works(there: Library) -> tuple[tuple[TrackId, ...], ...]:
    """Movements of works, and songs that run into each other if they are no longer than a work.

    A live album or a mixed one runs on from its first track to its last, and is no work.
    """
    found = [work.movements for work in library.works(song.track for song in there.songs)]
    taken = {song for work in found for song in work}
    return (*found, *(run for run in _runs(there) if taken.isdisjoint(run)))


def _runs(there: Library) -> Iterator[tuple[TrackId, ...]]:
    """Yield chains of songs that run into each other, whole and short enough."""
    length_s = {song.id: song.track.duration_s for song in there.songs}
    stands = there.stands
    following = {stands.get(one, one): stands.get(after.track_id, after.track_id)
                 for one, after in there.running.items()}  # fmt: skip
    for begin in sorted(following.keys() - set(following.values())):
        run = [begin]
        while (after := following.get(run[-1])) is not None and after not in run:
            run.append(after)
        whole = all(song in length_s for song in run)
        if whole and sum(length_s[song] for song in run) <= LONGEST_RUN_S:
            yield tuple(run)
