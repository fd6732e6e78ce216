"""What the house proposes, whole and with its signals taken away one by one."""

from collections.abc import Mapping

import numpy as np

from benchmarks.taste.days import Case, Day
from dj import listeners
from dj.lineup import rank
from dj.lineup.moment import Moment
from dj.lineup.rank import LIKELY
from dj.lineup.signals import SIGNALS, Values, contributions
from dj.model.listening import Taste

LIKELY_NAME, SHOW_NAME = "dj", "dj show"
"""What they are likeliest to play by themselves, and the merits a show goes by."""
_CHANCE = "exploration"
"""The signal that makes sessions differ; a proposal for a test has no use for it."""


def taste_before(case: Case, day: Day) -> Taste:
    """Describe the listener from what was played before a day."""
    return listeners.taste(
        case.listens[: day.listens], (), case.stock.catalogue.songs, listener=case.name, at=day.at,
        time_zone=case.zone_name,
    )  # fmt: skip


def values(case: Case, day: Day, taste: Taste) -> Values:
    """Value of each signal for each song, shape (signals, songs)."""
    moment = Moment.of(case.stock.catalogue, taste, day.at, np.random.default_rng(1))
    return contributions(moment, np.arange(len(case.stock.catalogue)), dict.fromkeys(SIGNALS, 1.0))


def weights(name: str) -> Values:
    """Weight of each signal in one of our ways."""
    if name == LIKELY_NAME:
        return np.array([LIKELY.get(signal, 0.0) for signal in SIGNALS])
    return np.array([s.default_weight * (s.name != _CHANCE) for s in SIGNALS.values()])


def whole(case: Case, day: Day, taste: Taste, count: int) -> Mapping[str, list[int]]:
    """Best songs by each of our ways, as the product ranks them."""
    row_of, found = case.stock.catalogue.row_of, {}
    for name in (LIKELY_NAME, SHOW_NAME):
        given = dict(zip(SIGNALS, weights(name).tolist(), strict=True))
        ids = rank(case.stock, given, taste, at=day.at, seed=1, count=count)
        found[name] = [row_of[track_id] for track_id in ids]
    return found


def ablations(case: Case, day: Day, taste: Taste, count: int) -> Mapping[str, list[int]]:
    """Best songs without each signal that weighs anything, and by each signal alone."""
    scores, found = values(case, day, taste), {}
    for way in (LIKELY_NAME, SHOW_NAME):
        used = weights(way)
        for line, name in enumerate(SIGNALS):
            if used[line]:
                without = used @ scores - used[line] * scores[line]
                found[f"{way} without {name}"] = _best(without, count)
    for line, name in enumerate(SIGNALS):
        found[f"only {name}"] = _best(scores[line], count)
    return found


def _best(scores: Values, count: int) -> list[int]:
    count = min(count, scores.size)
    rows = np.argpartition(-scores, count - 1)[:count] if count else np.zeros(0, np.int64)
    ordered: list[int] = rows[np.lexsort((rows, -scores[rows]))].tolist()
    return ordered
