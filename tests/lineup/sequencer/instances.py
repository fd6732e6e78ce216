"""Instances for the sequencer: random costs, and rules known by construction."""

from collections.abc import Mapping
from itertools import permutations

import numpy as np

from dj.lineup.sequencer import Problem, Sounds
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
    return Problem(
        position=0.8 * np.abs(energy - wave[:, None]) + 0.5 * (1 - rng.random(pool)),
        join=sounds.matrix(),
        apart=apart,
        play_s=rng.uniform(150, 300, pool),
        new=rng.random(pool) < 0.3,
        energy=energy,
        mean_energy=float(wave.mean()),
        length_s=songs * 222.0,
        discoveries=(int(np.ceil(0.25 * songs)), songs),
        pins=pins or {},
    )


def optimum(problem: Problem) -> float:
    """Least cost of all orders that keep the rules, by trying every one; infinite if none does."""
    pool = problem.position.shape[1]
    orders = (np.array(order, np.int64) for order in permutations(range(pool), problem.songs))
    return min((problem.cost(one) for one in orders if problem.keeps_rules(one)), default=np.inf)


def any_order(problem: Problem, seed: int) -> Order:
    """A random order without repeats, whatever the other rules say."""
    rng = np.random.default_rng(seed)
    return rng.permutation(problem.position.shape[1])[: problem.songs].astype(np.int64)
