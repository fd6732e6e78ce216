"""Choose the songs of a session and their order: the room's front page.

Songs and taste come in; a `Lineup` goes out, with a price, a bound and one `Decision` per slot. The
same input and seed give the same lineup in every process.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np

from dj.errors import ConfigError
from dj.lineup.candidates import Candidates, Shelf, gather
from dj.lineup.catalogue import Catalogue
from dj.lineup.decide import Answer, slots
from dj.lineup.dials import dialled
from dj.lineup.moment import Moment
from dj.lineup.neighbours import open_index
from dj.lineup.playable import playable
from dj.lineup.programme import served_themes, unserved
from dj.lineup.session import Session, best_session
from dj.model.analysis import Song
from dj.model.brief import NO_BRIEF, Brief
from dj.model.lineup import Lineup
from dj.model.listening import Taste
from dj.model.show import Show
from dj.units import TrackId

PLANNER_VERSION = "2"
"""Changes whenever the same input would give another lineup."""
_JOIN_S = -5.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stock:
    """A library made ready for many plans: its columns and its neighbour index."""

    catalogue: Catalogue
    shelf: Shelf


def stock(songs: Sequence[Song], index_folder: Path | None = None, *, index: str = "") -> Stock:
    """Make a library ready for planning; worth keeping when one library serves many plans.

    Args:
        songs: All songs that could play.
        index_folder: Where neighbour indexes are kept; None keeps none.
        index: An index registered in the group ``dj.indexes``; empty chooses by size.
    """
    catalogue = Catalogue.of(songs)
    rows = np.flatnonzero(catalogue.has_vector)
    found = open_index(catalogue.vectors[rows], index_folder, name=index)
    return Stock(catalogue=catalogue, shelf=Shelf(index=found, rows=rows))


def plan(  # noqa: PLR0913 - the public verb: each argument is a choice of the caller's
    songs: Sequence[Song] | Stock,
    show: Show,
    taste: Taste,
    *,
    at: datetime,
    seed: int,
    join_s: float = _JOIN_S,
    index_folder: Path | None = None,
    brief: Brief = NO_BRIEF,
) -> Lineup:
    """Plan one session.

    Args:
        songs: All songs that could play, or a `Stock` of them.
        show: The format of the programme.
        taste: The listener; an empty taste is a newcomer's.
        at: The moment of the session, aware, on the listener's own clock.
        seed: Other seeds give other sessions.
        join_s: Seconds that a join is expected to add (above 0, such as talk in a gap) or take
            (below 0, such as a crossfade).
        index_folder: Where neighbour indexes are kept; not used for a `Stock`.
        brief: What is settled beyond the show's format.

    Raises:
        NotEnoughTracks: if not one song may play.
        ConfigError: if `at` has no time zone, a pin is unknown or used twice, or the show names a
            signal or source that does not exist.
    """
    ready = songs if isinstance(songs, Stock) else stock(songs, index_folder)
    answer, relaxed = solved(ready, show, taste, at=at, seed=seed, join_s=join_s, brief=brief)
    return _lineup(show, seed, answer, relaxed, ready.shelf.index.name)


def solved(  # noqa: PLR0913 - as `plan`
    ready: Stock,
    show: Show,
    taste: Taste,
    *,
    at: datetime,
    seed: int,
    join_s: float = _JOIN_S,
    brief: Brief = NO_BRIEF,
) -> tuple[Answer, tuple[str, ...]]:
    """Do what `plan` does, and give all that was weighed, with the rules that had to bend."""
    check_clock(at)
    show = dialled(show, taste.dials)
    chance = np.random.default_rng(seed % (1 << 64))
    moment = Moment.of(ready.catalogue, taste, at, chance, show.sounds, brief)
    left = playable(moment, show.rules, show.length_s)
    pinned, dropped = _pinned(ready.catalogue, show, brief.pins, taste.barred)
    open_rows = left.open.copy()
    open_rows[[ready.catalogue.row_of[t] for t in brief.without if t in ready.catalogue.row_of]] = (
        False
    )
    pool = gather(moment, ready.shelf, show, open_rows, tuple(pinned.values()))
    served = served_themes(pool.fits)
    session = best_session(moment, pool, show, _in_pool(pool, pinned), join_s, count=brief.count)
    answer = Answer(moment=moment, pool=pool, session=session)
    return answer, (*left.relaxed, *dropped, *session.relaxed, *unserved(show, served))


def _lineup(show: Show, seed: int, answer: Answer, relaxed: tuple[str, ...], index: str) -> Lineup:
    session: Session = answer.session
    return Lineup(
        show=show.name,
        seed=seed,
        slots=slots(answer),
        cost=session.solution.cost,
        lower_bound=session.solution.lower_bound,
        relaxed=relaxed,
        index=index,
        versions={"planner": PLANNER_VERSION},
    )


def check_clock(at: datetime) -> None:
    """Refuse a moment without a time zone."""
    if at.utcoffset() is None:
        raise ConfigError(
            f"the moment of a session needs a time zone: {at.isoformat()} has none.",
            where="at",
            hint="Add the offset, as in 2026-11-23T07:30+01:00.",
        )


def _pinned(
    catalogue: Catalogue, show: Show, pins: Mapping[int, TrackId], barred: Mapping[TrackId, str]
) -> tuple[dict[int, int], tuple[str, ...]]:
    """Catalogue row of each position pinned, and sentences about pins that may not play."""
    rows: dict[int, int] = {}
    dropped: list[str] = []
    for position, track_id in sorted(pins.items()):
        row = catalogue.row_of.get(track_id)
        if row is None or position < 0 or row in rows.values():
            raise ConfigError(
                f"position {position} cannot hold track {str(track_id)[:100]!r}: the position "
                "must be 0 or more, the track in the library and pinned once.",
                where="pins",
                hint="Take the pin away, or pin another track.",
            )
        if why := barred.get(track_id, ""):
            dropped.append(f"The song pinned to position {position} may not play: {why}.")
        elif catalogue.explicit[row] and not show.rules.allow_explicit:
            dropped.append(f"The song pinned to position {position} is explicit and may not play.")
        else:
            rows[position] = row
    return rows, tuple(dropped)


def _in_pool(pool: Candidates, pinned: Mapping[int, int]) -> dict[int, int]:
    """Turn catalogue rows of pins into places in the pool."""
    places = {row: place for place, row in enumerate(pool.rows.tolist())}
    return {position: places[row] for position, row in pinned.items()}
