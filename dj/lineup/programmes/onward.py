"""The steps that let a session grow from seeds, and go on from what has just ended."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from dj.errors import ConfigError
from dj.lineup.nearness import nearness, to_middle
from dj.lineup.programmes.growing import TAIL, bounds, energy_of, seeds_of
from dj.lineup.programmes.scene import Arranged, Scene, open_songs, rows_of
from dj.model.brief import Brief, Seed, SeedKind
from dj.model.show import Needs
from dj.units import TrackId

FIRST_NEAR = 0.9
"""Share of the library that the first song of autoplay is nearer to the tail than."""


def grown(scene: Scene, now: Arranged) -> Arranged:
    """Let the session grow from what was named, or from the last songs of what has ended.

    Raises:
        ConfigError: if the show needs either and it was not told, the library has nothing of it, or
            autoplay is turned off.
    """
    needs, asked = now.show.needs, scene.asked
    seeds = seeds_of(scene.catalogue, asked.seeds)
    if needs is Needs.SEED and not seeds:
        raise _no_seed(asked.seeds)
    if needs is Needs.ENDED:
        _check_ended(scene)
        seeds = seeds or dict.fromkeys(_tail(scene), 1.0)
    if not seeds:
        return now
    now = replace(now, brief=replace(now.brief, seeds=seeds))
    return _bounded(scene, now) if needs in (Needs.SEED, Needs.ENDED) else now


def _bounded(scene: Scene, now: Arranged) -> Arranged:
    """Keep a radio near to its seeds, and begin it with one of them."""
    after, seeds = scene.asked.after, now.brief.seeds
    allowed = replace(now.brief, without=now.brief.without | scene.taste.barred.keys())
    found = bounds(scene.catalogue, now.show, allowed, after)
    first = now.brief.first or (frozenset() if after else frozenset(seeds))
    brief = replace(now.brief, energy=energy_of(scene.catalogue, seeds), first=first,
                    without=now.brief.without | found.played)  # fmt: skip
    named = ", ".join(_called(scene, seed) for seed in scene.asked.seeds)
    return replace(now, brief=brief).only(found.only).titled(named).noted(*found.notes)


def _called(scene: Scene, seed: Seed) -> str:
    row = scene.catalogue.row_of.get(TrackId(seed.name)) if seed.kind is SeedKind.TRACK else None
    return seed.name if row is None else scene.catalogue.songs[row].track.label


def continued(scene: Scene, now: Arranged) -> Arranged:
    """Join a session on to the songs that have just ended; autoplay begins near to them."""
    if not scene.asked.after:
        return now
    brief = replace(now.brief, before=_tail(scene))
    if now.show.needs is Needs.ENDED:
        brief = replace(brief, first=_near_the_tail(scene, brief))
    return replace(now, brief=brief)


def _near_the_tail(scene: Scene, brief: Brief) -> frozenset[TrackId]:
    """Find the songs nearest to the tail, among those that may play: nearer than most of all."""
    catalogue, tail = scene.catalogue, dict.fromkeys(_tail(scene), 1.0)
    every = np.arange(len(catalogue))
    near = to_middle(catalogue, tail, every)
    near = near if near.any() else nearness(catalogue, tail, every)
    rows = rows_of(scene, [song for song in open_songs(scene, brief) if song not in tail])
    best = rows[np.argsort(-near[rows], kind="stable")]
    most = max(1, int((near[rows] >= np.quantile(near, FIRST_NEAR)).sum()))
    return frozenset(catalogue.ids[row] for row in best[:most].tolist())


def _tail(scene: Scene) -> tuple[TrackId, ...]:
    """Give the last songs that the library still has, the last one last."""
    row_of = scene.catalogue.row_of
    return tuple(song for song in scene.asked.after if song in row_of)[-TAIL:]


def _check_ended(scene: Scene) -> None:
    if not scene.taste.switches.autoplay:
        raise ConfigError("autoplay is turned off.", where="autoplay",
                          hint="Turn it on with `dj listener switch autoplay on`.")  # fmt: skip
    if not _tail(scene):
        raise ConfigError("nothing has ended that could be continued.", where="--after",
                          hint="Give a session, or a playlist of your songs.")  # fmt: skip


def _no_seed(asked: Sequence[Seed]) -> ConfigError:
    if asked:
        return ConfigError("the library has no song of what it is to grow from.", where="--from",
                           hint="Scan the folder that holds it with `dj scan`.")  # fmt: skip
    return ConfigError("it is not said what it grows from.", where="--from",
                       hint='Write "Artist - Title", artist:NAME or tag:NAME.')  # fmt: skip
