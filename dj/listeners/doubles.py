"""Which plays are told twice? By one file, by two parts of an export, or by two services.

Two rows are one play if they name the same song (`dj.listeners.titles`) and begin at nearly the
same time: between two services within 30 s, or as many seconds as the vaguer one leaves open; from
one service within 30 s, unless the first had ended by then. Of such rows the one that says the time
more exactly stays, then the one that says more. The outcome does not depend on the order of rows.
"""

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dj.listeners.titles import artist_key, guests, title_key
from dj.model.listening import Listen

APART_S = 30
"""Clocks of two services differ by less; shorter songs are not scrobbled at all."""
_SLACK_S = 1.0
"""Services round lengths and starts to seconds."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_Span = tuple[float, float]
"""Start and end of a play in seconds since 1970; the end is infinite if it is not known."""


def repeated(listens: Sequence[Listen]) -> NDArray[np.bool_]:
    """Mark the plays that another row of the sequence tells as well or better; shape (n,).

    Of rows that are alike in everything the first stays.
    """
    marks = np.zeros(len(listens), np.bool_)
    for group in _near(listens):
        if len(group) == 2 and _are_alike(*(listens[index] for index in group)):
            marks[max(group)] = True  # by far the most frequent case: the same export again
            continue
        kept = _Kept()
        for index in sorted(group, key=lambda index: (_rank(listens[index]), index)):
            marks[index] = not kept.add(listens[index])
    return marks


def _are_alike(one: Listen, other: Listen) -> bool:
    return (
        one.started_at == other.started_at
        and one.source == other.source
        and one.played_ms == other.played_ms
        and _rank(one) == _rank(other)
    )


def _rank(listen: Listen) -> tuple[Any, ...]:
    lacks = (
        (listen.played_ms is None) + (listen.duration_ms is None) + (listen.skipped is None)
        + (not listen.album) + (not listen.ids) + (not listen.context)
    )  # fmt: skip
    return (
        listen.within_s, lacks, listen.started_at, listen.source, listen.artist, listen.title,
        listen.album, -(listen.played_ms or 0),
    )  # fmt: skip


def _near(listens: Sequence[Listen]) -> Iterator[list[int]]:
    """Yield groups of two or more rows of one song that follow each other closely."""
    if len(listens) < 2:
        return
    songs, starts, reach = _columns(listens)
    order = np.lexsort((starts, songs))
    songs, starts, reach = songs[order], starts[order], reach[order]
    heads = np.flatnonzero(np.r_[True, songs[1:] != songs[:-1]])
    widest = np.repeat(np.maximum.reduceat(reach, heads), np.diff(np.r_[heads, len(songs)]))
    follows = (songs[1:] == songs[:-1]) & (np.diff(starts) <= widest[1:])
    bounds = np.flatnonzero(np.r_[True, ~follows, True])
    for start in np.flatnonzero(np.diff(bounds) > 1).tolist():
        yield order[bounds[start] : bounds[start + 1]].tolist()


def _columns(
    listens: Sequence[Listen],
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """Number of the song, start and reach in seconds of each row."""
    numbers: dict[object, int] = {}
    known: dict[tuple[str, str], int] = {}
    for listen in listens:
        name = (listen.artist, listen.title)
        if name not in known:
            known[name] = numbers.setdefault(_song(*name), len(numbers))
    count = len(listens)
    songs = np.fromiter((known[row.artist, row.title] for row in listens), np.int64, count)
    starts = np.fromiter(map(_start_s, listens), np.float64, count)
    reach = np.fromiter((max(APART_S, row.within_s) for row in listens), np.float64, count)
    return songs, starts, reach


def _song(artist: str, title: str) -> tuple[object, ...]:
    return artist_key((guests(artist) or (artist,))[0]), title_key(title)


def _start_s(listen: Listen) -> float:
    return (listen.started_at - _EPOCH).total_seconds()


class _Kept:
    """Plays of one song that stay, sorted, by source."""

    def __init__(self) -> None:
        self._by_source: dict[str, list[_Span]] = {}

    def add(self, listen: Listen) -> bool:
        """Keep a play unless a better row told it; rows come best first. Tell whether it stays."""
        start = _start_s(listen)
        length = float("inf") if listen.played_ms is None else listen.played_ms / 1000.0
        span = (start, start + length)
        # Better rows are at least as exact, so between services this row's own doubt counts.
        doubt = max(APART_S, listen.within_s)
        for source, plays in self._by_source.items():
            at = bisect_left(plays, (start, 0.0))
            near = plays[max(0, at - 1) : at + 1]
            if source == listen.source and any(_overlap(span, other) for other in near):
                return False
            if source != listen.source and any(abs(start - at_s) <= doubt for at_s, _ in near):
                return False
        insort(self._by_source.setdefault(listen.source, []), span)
        return True


def _overlap(one: _Span, other: _Span) -> bool:
    (start, end), (later, _) = sorted((one, other))
    return start == later or (later - start <= APART_S and later < end - _SLACK_S)
