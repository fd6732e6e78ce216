"""Choose the songs of a session and their order: the room's front page.

Songs and taste come in; a `Lineup` goes out, with a price, a bound and one `Decision` per slot. The
same input and seed give the same lineup in every process.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np

from dj.errors import ConfigError, NotEnoughTracks
from dj.lineup.answer import Answer
from dj.lineup.candidates import gather
from dj.lineup.decide import slots
from dj.lineup.desk import Desk
from dj.lineup.dials import dialled
from dj.lineup.moment import Moment
from dj.lineup.programme import served_themes, unserved
from dj.lineup.sequencer import Deadline
from dj.lineup.session import Session, best_session, in_order
from dj.lineup.signals import Rows
from dj.lineup.standing import stand
from dj.lineup.stock import Stock, stock
from dj.lineup.themes import welcome
from dj.model.analysis import Song
from dj.model.brief import NO_BRIEF, Brief
from dj.model.lineup import Lineup
from dj.model.listening import Taste
from dj.model.show import Show
from dj.units import counted

PLANNER_VERSION = "4"
"""Changes whenever the same input would give another lineup."""
_JOIN_S = -5.0


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
    deadline_s: float | None = None,
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
        deadline_s: Seconds after which the best order so far has to do, which the lineup then says;
            None always gives the same lineup for the same input.

    Raises:
        NotEnoughTracks: if not one song may play.
        ConfigError: if `at` has no time zone, a pin is unknown or used twice, or the show names a
            signal or source that does not exist.
    """
    ready = songs if isinstance(songs, Stock) else stock(songs, index_folder)
    answer, relaxed = solved(ready, show, taste, at=at, seed=seed, join_s=join_s, brief=brief,
                             deadline_s=deadline_s)  # fmt: skip
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
    deadline_s: float | None = None,
) -> tuple[Answer, tuple[str, ...]]:
    """Do what `plan` does, and give all that was weighed, with the rules that had to bend."""
    check_clock(at)
    if brief.pins or brief.order:
        taste = as_of_now(taste)
    deadline = None if deadline_s is None else Deadline(deadline_s)
    show = dialled(show, taste.dials)
    chance = np.random.default_rng(seed % (1 << 64))
    moment = Moment.of(ready.catalogue, taste, at, chance, show.sounds, brief)
    found = stand(moment, show, join_s)
    pool = gather(moment, ready.shelf, show, found.open, found.asks.held)
    desk = Desk.of(moment, pool, show, found, join_s)
    asks = desk.asks
    session = (in_order(desk, asks.order) if asks.order
               else best_session(desk, count=found.count, deadline=deadline))  # fmt: skip
    leaving = _leaving(moment, pool.rows)
    if leaving & set(session.solution.order.tolist()):
        session = _without(desk, session, leaving)
    said = (*found.relaxed, *asks.said, *session.relaxed)
    if not asks.order:
        said = (*said, *unserved(show, served_themes(pool.fits),
                                new_is_unwelcome=welcome(moment) < 1.0))  # fmt: skip
    return Answer(moment=moment, pool=pool, session=session), said


def as_of_now(taste: Taste) -> Taste:
    """Let what was decided since an edition began count as if it had been decided before."""
    if not (taste.barred_since or taste.disliked_since):
        return taste
    return replace(
        taste, barred={**taste.barred, **taste.barred_since}, barred_since={},
        disliked=taste.disliked | taste.disliked_since, disliked_since=frozenset(),
    )  # fmt: skip


def _leaving(moment: Moment, rows: Rows) -> frozenset[int]:
    """Return the candidates that were refused after the edition began."""
    taste = moment.taste
    refused = taste.barred_since.keys() | taste.disliked_since
    if not refused:
        return frozenset()
    ids = moment.catalogue.ids
    return frozenset(number for number, row in enumerate(rows.tolist()) if ids[row] in refused)


def _without(desk: Desk, session: Session, leaving: frozenset[int]) -> Session:
    """Let songs leave an edition, and the others stay in their order.

    Raises:
        NotEnoughTracks: if none stays.
    """
    order = session.solution.order.tolist()
    staying = [song for song in order if song not in leaving]
    if not staying:
        raise NotEnoughTracks(needed=1, found=0, reason="all of this edition was refused since")
    gone = counted(len(order) - len(staying), "song")
    note = f"{gone} of this edition left it: refused since it began; the others stay."
    return replace(in_order(desk, staying), relaxed=(*session.relaxed, note))


def _lineup(show: Show, seed: int, answer: Answer, relaxed: tuple[str, ...], index: str) -> Lineup:
    session: Session = answer.session
    return Lineup(
        show=show.name,
        seed=seed,
        slots=slots(answer),
        cost=session.solution.cost,
        lower_bound=session.solution.lower_bound,
        relaxed=relaxed,
        considered=answer.pool.rows.size,
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
