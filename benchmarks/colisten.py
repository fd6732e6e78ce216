"""How well do similar listeners tell what somebody plays? ``python -m benchmarks.colisten DATA``.

Leaves out a fifth of what each listener of the HetRec table plays and looks for it among 20
proposals. Items with two listeners or more and listeners with five items or more, mean of seeds.
Recall = hits ÷ min(left out, 20); coverage = share of all items ever proposed; novelty = mean
−log2 of the share of listeners who play the proposal. Nothing here was tuned: the constants of
`dj.listeners.colisten` are those with which the table in the project's plan was made.
"""

import argparse
import importlib
import json
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import mean

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dj.listeners.colisten import factors, ranking
from dj.listeners.colisten.floor import LEAST_ITEMS, LEAST_LISTENERS
from dj.listeners.colisten.level import Level, learn
from dj.listeners.colisten.reading import read
from dj.listeners.colisten.table import Gathering, Table

K = 20
LEFT_OUT = 0.2
PUBLISHED = {
    "popularity": 0.108, "kNN": 0.276, "ALS": 0.291, "familiar": 0.306, "discovery": 0.213,
    "implicit": 0.291,
}  # fmt: skip
"""Recall@20 as measured before with other code on the same protocol."""

Order = Callable[[Level, ranking.Heard], NDArray[np.int64]]
Ints = NDArray[np.int64]


def orders(level: Level) -> Mapping[str, Order]:
    everybody = np.argsort(-level.listeners, kind="stable")
    return {
        "popularity": lambda _, heard: everybody[~np.isin(everybody, heard.known)],
        "kNN": ranking.by_neighbours,
        "ALS": ranking.by_factors,
        "familiar": lambda level, heard: ranking.familiar(level, heard)[0],
        "discovery": ranking.by_direction,
    }


def table(data: Path) -> sparse.csr_matrix:
    """Listeners × artists of the table, each limit applied once."""
    gathering = Gathering()
    gathering.take("data", read(data))
    plays = gathering.artists().plays
    plays = plays[:, np.flatnonzero(plays.getnnz(axis=0) >= LEAST_LISTENERS)]
    return plays[np.flatnonzero(plays.getnnz(axis=1) >= LEAST_ITEMS)].tocsr()


def split(plays: sparse.csr_matrix, seed: int) -> tuple[sparse.csr_matrix, list[Ints]]:
    """Leave out a fifth of each listener's items; return what stays, and what went."""
    rng = np.random.default_rng(seed)
    train, left = plays.copy(), []
    for row in range(plays.shape[0]):
        span = slice(plays.indptr[row], plays.indptr[row + 1])
        count = max(1, round(LEFT_OUT * (span.stop - span.start)))
        out = span.start + rng.permutation(span.stop - span.start)[:count]
        left.append(plays.indices[out].astype(np.int64))
        train.data[out] = 0
    train.eliminate_zeros()
    return train, left


def judged(proposed: list[Ints], left: list[Ints], train: sparse.csr_matrix) -> dict[str, float]:
    listeners = np.maximum(train.getnnz(axis=0), 0.5)
    discount = 1 / np.log2(np.arange(2, K + 2))
    recalls, gains = [], []
    for items, true in zip(proposed, left, strict=True):
        hits = np.isin(items, true)
        best = min(len(true), K)
        recalls.append(hits.sum() / best)
        gains.append((hits * discount[: len(hits)]).sum() / discount[:best].sum())
    shares = listeners[np.concatenate(proposed)] / train.shape[0]
    return {
        "recall": float(np.mean(recalls)),
        "ndcg": float(np.mean(gains)),
        "coverage": len(np.unique(np.concatenate(proposed))) / train.shape[1],
        "novelty": float(np.mean(-np.log2(shares))),
    }


def measured(
    plays: sparse.csr_matrix, seed: int, *, oracle: bool = False
) -> dict[str, dict[str, float]]:
    train, left = split(plays, seed)
    start = time.process_time()
    level = learn(unnamed(train), seed=seed)
    found = {"fit": {"cpu_s": time.process_time() - start}}
    played = (train.indices[a:b].astype(np.int64) for a, b in spans(train))
    heard = [ranking.Heard(liked=items, known=items) for items in played]
    for name, order in orders(level).items():
        start = time.perf_counter()
        proposed = [order(level, items)[:K] for items in heard]
        each_ms = (time.perf_counter() - start) * 1000 / len(heard)
        found[name] = {**judged(proposed, left, train), "ms": each_ms}
    if oracle:
        found["implicit"] = implicit_als(train, left, seed)
    return found


def implicit_als(train: sparse.csr_matrix, left: list[Ints], seed: int) -> dict[str, float]:
    """Let another implementation of the same formula answer: ``pip install implicit``."""
    other = importlib.import_module("implicit.als").AlternatingLeastSquares(
        factors=factors.SIZE, alpha=factors.ALPHA, regularization=factors.RIDGE,
        iterations=factors.ROUNDS, num_threads=1, random_state=seed,
    )  # fmt: skip
    played = (train > 0).astype(np.float32).tocsr()
    other.fit(played, show_progress=False)
    items, _ = other.recommend(np.arange(train.shape[0]), played, N=K)
    return {**judged(list(items), left, train), "ms": float("nan")}


def spans(table: sparse.csr_matrix) -> Iterator[tuple[int, int]]:
    return zip(table.indptr[:-1], table.indptr[1:], strict=True)


def unnamed(plays: sparse.csr_matrix) -> Table:
    return Table(plays=plays, names=("",) * plays.shape[1], keys=())


def averaged(runs: list[dict[str, dict[str, float]]]) -> dict[str, dict[str, float]]:
    return {
        name: {what: mean(run[name][what] for run in runs) for what in runs[0][name]}
        for name in runs[0]
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, help="Folder with user_artists.dat and artists.dat.")
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--implicit", action="store_true", help="Ask that library, too.")
    asked = parser.parse_args()
    plays = table(asked.data)
    found = averaged([measured(plays, seed, oracle=asked.implicit) for seed in range(asked.seeds)])
    if asked.json:
        print(json.dumps(found))
        return
    fit = found.pop("fit")["cpu_s"]
    print(f"{plays.shape[0]} listeners × {plays.shape[1]} artists, {plays.nnz} pairs, "
          f"{asked.seeds} seeds, fit {fit:.1f} CPU s")  # fmt: skip
    print(f"{'order':<12}{'recall@20':>10}{'before':>8}{'ndcg':>7}{'coverage':>10}{'novelty':>9}"
          f"{'ms':>7}")  # fmt: skip
    for name, row in found.items():
        print(f"{name:<12}{row['recall']:>10.3f}{PUBLISHED[name]:>8.3f}{row['ndcg']:>7.3f}"
              f"{row['coverage']:>10.3f}{row['novelty']:>9.2f}{row['ms']:>7.2f}")  # fmt: skip


if __name__ == "__main__":
    main()
