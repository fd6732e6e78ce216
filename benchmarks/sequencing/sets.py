"""Orders that people chose: are our join costs low where DJs mixed one song into the next?

A table with a header and one row for each song played: ``set`` (any name), ``position`` (a number),
``bpm``, ``key`` (musical, such as ``F#m``) and ``energy`` (0 to 1); an empty cell was not measured.
Real sets can be had from tracklist archives and their measurements; none comes with this house.
"""

import csv
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from dj.lineup.catalogue import key_code
from dj.lineup.sequencer import Problem, Sounds, solve
from dj.lineup.sequencer.problem import Matrix
from dj.model.tonality import Key

_SHUFFLES = 200
_LEAST = 4
"""Songs below which a set says nothing."""


def compared(path: Path) -> dict[str, float]:
    """Mean cost of a join: as played, shuffled, and in the order we would choose."""
    rows = [_costs(songs) for songs in _sets(path).values() if len(songs) >= _LEAST]
    if not rows:
        message = f"{path}: no set of {_LEAST} songs or more"
        raise SystemExit(message)
    names = ("as played", "shuffled", "ours")
    found = {name: float(np.mean([row[name] for row in rows])) for name in names}
    better = np.mean([row["as played"] < row["shuffled"] for row in rows])
    return found | {"sets": float(len(rows)), "played better than shuffled": float(better)}


def _sets(path: Path) -> Mapping[str, Sequence[Mapping[str, str]]]:
    sets: dict[str, list[dict[str, str]]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            sets[row["set"]].append(row)
    return {name: sorted(songs, key=lambda row: float(row["position"]))
            for name, songs in sorted(sets.items())}  # fmt: skip


def _costs(songs: Sequence[Mapping[str, str]]) -> dict[str, float]:
    joins = _sounds(songs).matrix()
    rng = np.random.default_rng(1)
    shuffled = [_mean(joins, rng.permutation(len(songs))) for _ in range(_SHUFFLES)]
    return {
        "as played": _mean(joins, np.arange(len(songs))),
        "shuffled": float(np.mean(shuffled)),
        "ours": _mean(joins, _ordered(joins)),
    }


def _mean(joins: Matrix, order: np.ndarray) -> float:
    return float(joins[order[:-1], order[1:]].mean())


def _ordered(joins: Matrix) -> np.ndarray:
    """Order the same songs by their joins alone."""
    songs = len(joins)
    apart = np.ones(joins.shape, np.int16)
    np.fill_diagonal(apart, songs)
    solution = solve(Problem(
        position=np.zeros((songs, songs)), join=joins, apart=apart, play_s=np.zeros(songs),
        energy=np.zeros(songs), mean_energy=0.0, length_s=None, pins={},
    ))  # fmt: skip
    return np.arange(songs) if solution is None else solution.order


def _sounds(songs: Sequence[Mapping[str, str]]) -> Sounds:
    return Sounds(
        octaves=np.array([math.log2(float(one.get("bpm") or "nan")) for one in songs]),
        keys=np.array([key_code(_key(one.get("key") or "")) for one in songs]),
        energy=np.array([float(one.get("energy") or 0.5) for one in songs]),
        vectors=np.zeros((len(songs), 1), np.float32),
        has_vector=np.zeros(len(songs), np.bool_),
    )


def _key(name: str) -> Key | None:
    return Key.parse(name) if name.strip() else None
