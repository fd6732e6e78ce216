"""From data of who played what to a generation on disk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy

from dj.errors import ImportFileError
from dj.interfaces import Progress
from dj.listeners.colisten import files, reading
from dj.listeners.colisten.card import HOUSEHOLD, Card, Source
from dj.listeners.colisten.floor import kept
from dj.listeners.colisten.keys import mbid_of
from dj.listeners.colisten.level import learn
from dj.listeners.colisten.rows import Refusals, Row, Rows
from dj.listeners.colisten.table import Gathering, Table
from dj.listeners.kept import Kept

SEED = 1
MINIMUM = 2
"""Artists below which nothing can be learned."""

Household = Mapping[str, Kept]
"""Listener's name → what counts of their history, for those who share."""


def build(
    folder: Path,
    data: Sequence[Path],
    *,
    licence: str,
    household: Household,
    seed: int = SEED,
    progress: Progress | None = None,
) -> tuple[Card, Refusals]:
    """Read data, learn from it and put it in the place of what was there.

    Args:
        folder: Where it is kept.
        data: Files, or folders with the HetRec pair.
        licence: The user's word on what the data may be used for.
        household: The library's own listeners who share.
        seed: Same data and seed, same bytes.
        progress: Told what is done.

    Returns:
        What was made, and the rows that could not be used.

    Raises:
        ImportFileError: if data cannot be read, or nothing can be learned from it.
        OutputError: if the folder cannot be written.
    """
    found = _gathered(data, household, progress)
    card = Card(
        licence=licence, seed=seed, sources=found.sources, artists=len(found.artists.names),
        listeners=found.artists.plays.shape[0], tracks=len(found.tracks.names),
        versions={"numpy": np.__version__, "scipy": scipy.__version__},
    )  # fmt: skip
    tables = {"artists": found.artists, "tracks": found.tracks}
    levels = {kind: learn(table, seed=seed, progress=progress) for kind, table in tables.items()}
    return files.publish(folder, card, levels), found.refusals


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Gathered:
    """What data holds, without the lists that were needed to read it."""

    artists: Table
    tracks: Table
    sources: tuple[Source, ...]
    refusals: Refusals


def _gathered(data: Sequence[Path], household: Household, progress: Progress | None) -> _Gathered:
    gathering, sources = Gathering(), []
    for path in sorted(set(data)):
        told = _told(reading.read(path), progress, path.name)
        sources.append(_taken(gathering, str(path), told, sha256=reading.digest(path)))
    if household:
        sources.append(_taken(gathering, HOUSEHOLD, _own(household), sha256=""))
    artists, tracks = kept(gathering.artists()), kept(gathering.tracks())
    if len(artists.names) < MINIMUM:
        raise _too_little(gathering)
    return _Gathered(artists=artists, tracks=tracks, sources=tuple(sources),
                     refusals=gathering.refusals)  # fmt: skip


def _too_little(gathering: Gathering) -> ImportFileError:
    return ImportFileError(
        f"{gathering.listeners} listeners have too little in common to learn from: an artist "
        "counts from two listeners on, a listener from five such artists on.",
        where="co-listening data",
        hint="Give data of more listeners, or let more of this library's share theirs.",
    )


def _taken(gathering: Gathering, where: str, rows: Rows, *, sha256: str) -> Source:
    before, people, refused = gathering.rows, gathering.listeners, gathering.refusals.counts.copy()
    gathering.take(where, rows)
    return Source(
        where=where, sha256=sha256, rows=gathering.rows - before,
        listeners=gathering.listeners - people,
        refused=dict(sorted((gathering.refusals.counts - refused).items())),
    )  # fmt: skip


_EVERY = 100_000


def _told(rows: Rows, progress: Progress | None, name: str) -> Rows:
    for number, row in enumerate(rows):
        if progress is not None and number % _EVERY == 0:
            progress(number, 0, f"reading: {name}")
        yield row


def _own(household: Household) -> Iterable[Row]:
    for listener in sorted(household):
        history = household[listener]
        for listen in history.listens:
            if listen.skipped is not True and listen.artist:
                yield Row(listener, listen.artist, listen.title, 1.0, mbid_of(listen.ids))
        for tally in history.tallies:
            if tally.plays > 0 and tally.artist:
                plays = float(tally.plays)
                yield Row(listener, tally.artist, tally.title, plays, mbid_of(tally.ids))
