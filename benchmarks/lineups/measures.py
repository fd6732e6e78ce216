"""What a session is worth, in numbers."""

import math
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

import numpy as np

from dj.lineup import Stock
from dj.lineup.calibrate import ALPHA
from dj.model.dates import era
from dj.model.names import fold
from dj.model.track import Track
from dj.units import TrackId


def ndcg(ranked: Sequence[TrackId], truth: Collection[TrackId]) -> float:
    """Discounted gain of a ranking, 0 to 1."""
    gain = sum(1.0 / math.log2(place + 2) for place, one in enumerate(ranked) if one in truth)
    ideal = sum(1.0 / math.log2(place + 2) for place in range(min(len(truth), len(ranked))))
    return gain / ideal if ideal else 0.0


def divergence(
    stock: Stock, songs: Sequence[TrackId], wanted: Mapping[str, Mapping[str, float]]
) -> dict[str, float]:
    """C_KL of a session from a listener's shares, by family, nats; lacking families left out."""
    tracks = [stock.catalogue.songs[stock.catalogue.row_of[one]].track for one in songs]
    found: dict[str, float] = {}
    for family, shares in wanted.items():
        counts: dict[str, float] = {}
        for track in tracks:
            for kind, part in _kinds(track, family).items():
                counts[kind] = counts.get(kind, 0.0) + part
        total = sum(counts.values()) or 1.0
        found[family] = sum(
            share * math.log(share / ((1 - ALPHA) * counts.get(kind, 0.0) / total + ALPHA * share))
            for kind, share in shares.items()
        )
    return found


def least_divergence(shares: Mapping[str, float], songs: int) -> float:
    """C_KL of the best session of so many songs that are of one kind each, nats.

    Whole songs cannot follow small shares; giving each song to the kind where it saves most is
    best, since what a kind saves falls with each of its songs.
    """

    def smoothed(kind: str, count: int) -> float:
        return (1 - ALPHA) * count / songs + ALPHA * shares[kind]

    counts = dict.fromkeys(shares, 0)
    for _ in range(songs):
        saves = {kind: share * math.log(smoothed(kind, counts[kind] + 1)
                                        / smoothed(kind, counts[kind]))
                 for kind, share in shares.items() if share > 0}  # fmt: skip
        counts[max(saves, key=lambda kind: saves[kind])] += 1
    return sum(share * math.log(share / smoothed(kind, counts[kind]))
               for kind, share in shares.items() if share > 0)  # fmt: skip


def _kinds(track: Track, family: str) -> dict[str, float]:
    names = {
        "genre": [fold(genre) for genre in track.genres],
        "era": [era(track.year)],
        "country": [track.country],
    }[family]
    known = [name for name in dict.fromkeys(names) if name]
    return {name: 1.0 / len(known) for name in known}


def spread(stock: Stock, songs: Sequence[TrackId]) -> float:
    """Mean distance within a list, 1 − cosine of sounds, over songs that were measured."""
    rows = stock.catalogue.rows_of(songs)
    vectors = stock.catalogue.vectors[rows[stock.catalogue.has_vector[rows]]].astype(np.float64)
    if len(vectors) < 2:
        return math.nan
    cosines = vectors @ vectors.T
    return float(1.0 - cosines[np.triu_indices(len(vectors), 1)].mean())


def overlap(lists: Sequence[Sequence[TrackId]]) -> list[float]:
    """Jaccard index of each pair of lists."""
    sets = [frozenset(one) for one in lists]
    return [len(a & b) / len(a | b) for a, b in combinations(sets, 2)]
