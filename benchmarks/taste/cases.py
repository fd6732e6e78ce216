"""Whose histories: invented listeners, a library's own, or exported files."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.taste.days import Case
from dj import analysis, library, listeners
from dj.lineup import stock
from dj.listeners.clock import guess_zone, zone
from dj.listeners.titles import guests, title_key
from dj.model.analysis import Song
from dj.model.listening import Listen
from dj.model.track import Track
from dj.testing.world import Extent, make_world
from dj.testing.world.rows import bare_song
from dj.units import TrackId

USUAL_LENGTH_S = 210.0
"""Taken for a play whose length nobody told; no signal looks at it."""


def invented(extent: Extent, seed: int) -> Iterator[Case]:
    """Give the listeners of a world; all share its catalogue."""
    world = make_world(extent, seed=seed)
    shared = stock(world.songs())
    numbers = {track_id: number for number, track_id in enumerate(world.ids)}
    number_of = np.array([numbers[song.id] for song in shared.catalogue.songs])
    for number in range(extent.listeners):
        person = world.person(number)
        yield Case(
            name=person.name, listens=world.listens(number), stock=shared, zone=person.zone,
            zone_name=str(person.zone),
            pleases=lambda rows, at, who=number: world.resonances(who, number_of[rows], at),
        )  # fmt: skip


def kept(data: Path, listener: str, time_zone: str) -> Case:
    """Give a listener of a library, with songs for what is not in it."""
    with library.Store.open(data) as store:
        listens = store.listens(listener)
        songs = store.songs(analysis.versions())
    return _case(listener, listens, songs, time_zone)


def exported(files: Sequence[Path], time_zone: str) -> Case:
    """Give the listener of exported files, folders or zips; their library is what they played."""
    read = listeners.import_files(files)
    listens = [listen for part in read.files for listen in part.listens]
    return _case(files[0].stem, listens, (), time_zone)


def _case(name: str, listens: Sequence[Listen], songs: Sequence[Song], time_zone: str) -> Case:
    """Name what is not in the library by artist and title, and make it proposable."""
    there = {song.id for song in songs}
    named = [
        listen if listen.track_id in there else replace(listen, track_id=_named(listen))
        for listen in _once(listens)
    ]
    bare = {x.track_id: x for x in named if x.track_id not in there}
    clock = time_zone or guess_zone(np.array([x.started_at.timestamp() for x in named]))
    known = [*songs, *(bare_song(_track(listen)) for listen in bare.values())]
    return Case(name=name, listens=tuple(named), stock=stock(known), zone=zone(clock),
                zone_name=clock)  # fmt: skip


def _once(listens: Sequence[Listen]) -> list[Listen]:
    """Order plays and drop those told twice."""
    unique = {(x.started_at, x.artist, x.title): x for x in listens}
    return [unique[key] for key in sorted(unique)]


def _named(listen: Listen) -> TrackId:
    key = title_key(listen.title)
    text = "\0".join((*guests(listen.artist)[:1], key.words, key.version, *key.numbers))
    return TrackId(hashlib.blake2b(text.encode(), digest_size=16).hexdigest())


def _track(listen: Listen) -> Track:
    named = guests(listen.artist)
    return Track(
        id=TrackId(listen.track_id or ""), path=Path("/history") / (listen.track_id or ""),
        title=listen.title, artist=listen.artist, artists=(listen.artist, *named[1:]),
        album=listen.album, duration_s=max(1.0, (listen.duration_ms or 0) / 1000) if
        listen.duration_ms else USUAL_LENGTH_S,
    )  # fmt: skip
