"""What editors have settled for a session: pools that are open now, artists they do not feature."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from dj import editorial, library, lineup, listeners
from dj.errors import ConfigError, NotEnoughTracks
from dj.model.brief import Brief, SeedKind
from dj.model.filter import Filter
from dj.model.listening import Taste
from dj.model.names import fold
from dj.model.pool import OpenPool, Pool
from dj.model.request import Request
from dj.model.show import Needs
from dj.model.track import Track
from dj.portrait import Library, decided, portrait, what_could_play
from dj.units import TrackId, counted


def settled(
    request: Request, there: Library, stock: lineup.Stock, taste: Taste,
    named: Collection[str] = (),
) -> Brief:  # fmt: skip
    """Turn the editors' pools into what the planner obeys.

    Args:
        request: What is asked for, and when.
        there: The songs that could play.
        stock: The same, made ready for planning.
        taste: The listener at the moment of the request.
        named: Artists that a wish names, folded.

    Raises:
        ConfigError: if a pool file is not sound, the show needs a pool and got none, or the pool
            is not there or its window is over.
        NotEnoughTracks: if the library has no song of the pool that is to be played.
    """
    pools = editorial.load_pools()
    asked = _asked(request, pools)
    around = [pool for pool in pools if editorial.is_open(pool, request.at) and pool != asked]

    def matching(wanted: Filter) -> frozenset[TrackId]:
        return _found(stock, taste, request, wanted)

    tracks = [song.track for song in there.songs]
    open_now = editorial.resolved(around, tracks, stands=there.stands)
    wanted = [asked] if asked else []
    played = next(iter(editorial.resolved(wanted, tracks, matching, there.stands)), None)
    brief = editorial.settled(open_now, played)
    if played is not None and not brief.only:
        raise _none_here(played)
    return _without_the_unfeatured(brief, request, there, taste, named)


def _found(
    stock: lineup.Stock, taste: Taste, request: Request, wanted: Filter
) -> frozenset[TrackId]:
    """Find what a pool describes; speech belongs to it only where it names a genre of that."""
    found = lineup.matching(stock, taste, request.at, wanted)
    if request.show.rules.allow_spoken or lineup.names_speech(wanted.genres):
        return found
    return found.difference(stock.catalogue.ids[row] for row in stock.catalogue.spoken.tolist())


def _without_the_unfeatured(
    brief: Brief, request: Request, there: Library, taste: Taste, named: Collection[str]
) -> Brief:
    """Leave out artists whom editors do not feature and this listener neither knows nor names.

    This is above a pool that holds a song of theirs.
    """
    away = editorial.unfeatured(there.overrides)
    if not away:
        return brief
    tracks = {song.id: song.track for song in there.songs}
    asked = {*named, *_seeds(request, tracks)}
    liked = {
        name for one in taste.liked if one in tracks for name in listeners.credited(tracks[one])
    }
    known = taste.heard_artists | taste.artist_affinity.keys() | taste.kept_artists.keys()
    away -= known | asked | liked
    left = frozenset(track.id for track in tracks.values() if away & listeners.credited(track))
    if not left:
        return brief
    note = (f"{counted(len(left), 'song')} of artists whom editors do not feature can play only "
            "for listeners who know them or ask for them.")  # fmt: skip
    return replace(brief, without=brief.without | left, notes=(*brief.notes, note))


def _seeds(request: Request, tracks: Mapping[TrackId, Track]) -> Iterator[str]:
    for seed in request.asked.seeds:
        if seed.kind is SeedKind.ARTIST:
            yield fold(seed.name)
        elif seed.kind is SeedKind.TRACK and seed.name in tracks:
            yield from listeners.credited(tracks[TrackId(seed.name)])


def pool_in(
    store: library.Store, request: Request, pool: Pool
) -> tuple[OpenPool, Mapping[TrackId, str]]:
    """Find the songs of one pool, open or not, and what all songs of the library are called."""
    there = what_could_play(store)
    stock = lineup.stock(there.songs, store.vectors_folder)
    taste = portrait(store, request, decided(store, request.listener), there)
    tracks = [song.track for song in there.songs]

    def matching(wanted: Filter) -> frozenset[TrackId]:
        return _found(stock, taste, request, wanted)

    found = editorial.resolved([pool], tracks, matching, there.stands)
    return found[0], {track.id: track.label for track in tracks}


def _asked(request: Request, pools: Sequence[Pool]) -> Pool | None:
    """The pool that the show plays. Its hours are for scheduling; its window is a promise."""
    name = request.show.pool or request.asked.pool
    if not name and request.show.needs is not Needs.POOL:
        return None
    pool = next((one for one in pools if one.name == name), None)
    if pool is None:
        missing = f"there is no pool {name[:80]!r}" if name else "the show needs a pool"
        known = ", ".join(one.name for one in pools) or "none"
        raise ConfigError(f"{missing}; known: {known}.", where=f"show {request.show.name}",
                          hint="Write --pool NAME; `dj pool list` tells more.")  # fmt: skip
    if not editorial.in_window(pool, request.at.date()):
        raise ConfigError(
            f"the pool {pool.name} is not open on {request.at:%Y-%m-%d}: "
            f"{editorial.in_words(pool)}.",
            where=f"show {request.show.name}", hint="Ask for another day, or another pool.",
        )  # fmt: skip
    return pool


def _none_here(pool: OpenPool) -> NotEnoughTracks:
    if pool.tracks:
        return NotEnoughTracks(
            needed=1, found=0, reason=f"editors ban every song of the pool {pool.name} that is here"
        )
    some = f", such as {pool.missing[0][:80]}" if pool.missing else ""
    return NotEnoughTracks(
        needed=1, found=0, reason=f"the pool {pool.name} has no song of this library{some}"
    )
