"""Instances for the sequencer: random costs, and rules known by construction."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise, permutations

import numpy as np

from dj.lineup.sequencer import Problem, Quota, Sounds
from dj.lineup.sequencer.beam import fill
from dj.lineup.sequencer.prices import guide
from dj.lineup.sequencer.problem import Order


def instance(
    pool: int,
    songs: int,
    seed: int,
    *,
    artists: int = 80,
    separation: int = 4,
    pins: Mapping[int, int] | None = None,
) -> Problem:
    """Random songs of a few styles by a number of artists, on the arc of one great wave."""
    rng = np.random.default_rng(seed)
    styles = rng.standard_normal((12, 64))
    rows = styles[rng.integers(12, size=pool)] + 0.8 * rng.standard_normal((pool, 64))
    energy = rng.random(pool)
    sounds = Sounds(
        octaves=np.log2(rng.uniform(70, 180, pool)),
        keys=rng.integers(0, 24, pool),
        energy=energy,
        vectors=(rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32),
        has_vector=np.ones(pool, np.bool_),
    )
    wave = 0.45 + 0.35 * np.sin(np.pi * np.linspace(0, 1, songs) ** 1.2)
    artist = rng.integers(artists, size=pool)
    apart = np.where(artist[:, None] == artist, min(separation + 1, songs), 1).astype(np.int16)
    pinned = list((pins or {}).values())
    apart[np.ix_(pinned, pinned)] = 1
    np.fill_diagonal(apart, songs)
    taste, play_s = rng.random(pool), rng.uniform(150, 300, pool)
    new = rng.random(pool) < 0.3
    return Problem(
        position=0.8 * np.abs(energy - wave[:, None]) + 0.5 * (1 - taste),
        join=sounds.matrix(),
        apart=apart,
        play_s=play_s,
        energy=energy,
        mean_energy=float(wave.mean()),
        length_s=songs * 222.0,
        quotas=(Quota(marks=new, least=int(np.ceil(0.25 * songs)), most=songs),),
        pins=pins or {},
    )


def optimum(problem: Problem) -> float:
    """Least cost of all orders that keep the rules, by trying every one; infinite if none does."""
    pool = problem.position.shape[1]
    orders = (np.array(order, np.int64) for order in permutations(range(pool), problem.songs))
    return min((problem.cost(one) for one in orders if problem.keeps_rules(one)), default=np.inf)


def some_orders(problem: Problem, width: int) -> list[Order]:
    """Orders that keep the rules, as a beam finds them without prices, best first."""
    plain = guide(problem, 0)
    return list(fill(plain.step, plain.placed, plain.togo, problem.apart, width))


def any_order(problem: Problem, seed: int) -> Order:
    """A random order without repeats, whatever the other rules say."""
    rng = np.random.default_rng(seed)
    return rng.permutation(problem.position.shape[1])[: problem.songs].astype(np.int64)


def with_works(problem: Problem, seed: int, *lengths: int) -> Problem:
    """The same songs, some of them movements of works, and joins that differ by direction."""
    rng = np.random.default_rng(seed)
    chosen = rng.permutation(problem.pool)[: sum(lengths)].tolist()
    starts = np.cumsum([0, *lengths]).tolist()
    works = tuple(tuple(chosen[a:b]) for a, b in pairwise(starts))
    apart = problem.apart.copy()
    for work in works:
        apart[np.ix_(work, work)] = 1
    np.fill_diagonal(apart, problem.songs)
    join = problem.join + 0.1 * rng.random(problem.join.shape)
    return replace(problem, works=works, apart=apart, join=join)
