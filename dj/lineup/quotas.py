"""How many songs of which kind a session wants: discoveries, new artists, and what must play."""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from dj.lineup.asks import Asks
from dj.lineup.candidates import Candidates
from dj.lineup.moment import Moment
from dj.lineup.sequencer import Quota
from dj.model.show import Show

MUST_COST = 10.0
"""Cost of a song that must play and does not: more than any place can save."""
_ANY = (0.0, 1.0)
_MOST_NAMED = 3


def quotas(
    moment: Moment, pool: Candidates, show: Show, asks: Asks, songs: int
) -> tuple[Quota, ...]:
    """List what a session of so many songs wants, as far as the pool can give it."""
    found = [_within(band, marks, songs) for band, marks, _, _ in _bands(moment, pool, show)]
    if asks.must:
        marks = np.zeros(pool.rows.size, np.bool_)
        marks[list(asks.must)] = True
        found.append(Quota(marks=marks, least=min(songs, len(asks.must)), most=songs,
                           cost=MUST_COST))  # fmt: skip
    return tuple(found)


def said_of_quotas(
    moment: Moment, pool: Candidates, show: Show, order: NDArray[np.int64]
) -> Iterator[str]:
    """Say which shares of a show are not met, in plain words."""
    songs = order.size
    for band, marks, one, many in _bands(moment, pool, show):
        least, most = _counts(band, songs)
        count = int(marks[order].sum())
        if count < least and not marks.any():
            yield f"Nothing here {one}; the show asks for {least} of {songs} songs."
        elif count < least:
            yield f"{_so_many(count, songs, one, many)}; the show asks for {least} or more."
        elif count > most:
            yield f"{_so_many(count, songs, one, many)}; the show allows {most}."


def _so_many(count: int, songs: int, one: str, many: str) -> str:
    return f"{count} of {songs} songs {one if count == 1 else many}"


def said_of_must(moment: Moment, pool: Candidates, missing: Iterable[int]) -> Iterator[str]:
    """Name the songs that must play and found no place."""
    labels = [moment.catalogue.songs[int(pool.rows[song])].track.label for song in missing]
    for label in labels[:_MOST_NAMED]:
        yield f"“{label}” should play, but found no place."
    if len(labels) > _MOST_NAMED:
        yield f"So it is with {len(labels) - _MOST_NAMED} other songs that should play."


def _bands(
    moment: Moment, pool: Candidates, show: Show
) -> Iterator[tuple[tuple[float, float], NDArray[np.bool_], str, str]]:
    """Share asked for, songs of the kind, and how to say that one is or that several are so."""
    if not moment.has_history:
        return
    rules, unheard = show.rules, moment.never_heard()[pool.rows]
    yield rules.discovery_share, unheard, "is a discovery", "are discoveries"
    if rules.new_artists != _ANY:
        by = "by artists you have never heard"
        yield rules.new_artists, pool.new_artist, f"is {by}", f"are {by}"


def _counts(band: tuple[float, float], songs: int) -> tuple[int, int]:
    """Least and greatest number of songs that a share asks for."""
    least = int(np.ceil(band[0] * songs - 1e-9))
    return least, max(least, int(np.floor(band[1] * songs + 1e-9)))


def _within(band: tuple[float, float], marks: NDArray[np.bool_], songs: int) -> Quota:
    """The band asked for, as far as the pool can meet it."""
    least, most = _counts(band, songs)
    there = int(marks.sum())
    return Quota(marks=marks, least=min(least, there), most=max(most, songs - marks.size + there))
