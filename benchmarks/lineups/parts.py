"""The parts of the measurement; each gives one row of figures for each thing compared."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from benchmarks.lineups.measures import divergence, least_divergence, ndcg, overlap, spread
from benchmarks.lineups.people import Asker, Village
from benchmarks.taste.measures import interval
from dj import lineup, resources
from dj.lineup import SHOWS_FOLDER, SOURCES
from dj.model.lineup import Lineup
from dj.model.listening import Taste
from dj.model.show import Show
from dj.units import TrackId

Row = dict[str, object]
COUNT = 20
"""Length of the rankings that are judged."""


def house_show() -> Show:
    return lineup.load_show(resources.find(SHOWS_FOLDER, "dj.yaml"))


def relevance(world: Village) -> Iterator[Row]:
    """What they then played, among the twenty that each way puts first."""
    ways: dict[str, list[Sequence[TrackId]]] = {
        "dj show": [_ranked(world, one, house_show()) for one in world.people],
        "dj likely": [_ranked(world, one, lineup.LIKELY) for one in world.people],
        "popularity": [_popular(world)] * len(world.people),
        "random": [_drawn(world, one) for one in world.people],
    }
    truths = [one.truth for one in world.people]
    found = {}
    for name, lists in ways.items():
        judged = list(zip(lists, truths, strict=True))
        found[name] = ([ndcg(ids, truth) for ids, truth in judged],
                       [float(bool(truth & set(ids))) for ids, truth in judged])  # fmt: skip
    for name, (gains, hits) in found.items():
        row: Row = {"way": name, "ndcg@20": float(np.mean(gains)), "hit@20": float(np.mean(hits))}
        for base in ("popularity", "random"):
            less = zip(gains, found[base][0], strict=True)
            row[f"ndcg over {base}"] = interval([one - other for one, other in less])
        yield row


def sources(world: Village) -> Iterator[Row]:
    """Share of the songs of sessions that change when one source is taken away."""
    show = house_show()
    whole = {one.name: _session(world, one, show) for one in world.people}
    for name in SOURCES:
        less = replace(show, pulls={name: 0.0})
        changed, given = [], []
        for one in world.people:
            shares = [slot.decision.proposals for slot in whole[one.name].slots]
            if not any(name in own for own in shares):
                continue
            songs = {slot.track_id for slot in whole[one.name].slots}
            changed.append(len(songs - set(_songs(world, one, less))) / len(songs))
            given.append(float(np.mean([name in own for own in shares])))
        yield {
            "without": name,
            "changed": float(np.mean(changed)) if changed else None,
            "proposed": float(np.mean(given)) if given else None,
            "of": len(changed),
        }


FAMILIES = ("genre", "era", "country")


def calibration(world: Village) -> Iterator[Row]:
    """C_KL of sessions from the listener's shares; the least with songs of one kind each."""
    show = house_show()
    counts = [len(_songs(world, one, show)) for one in world.people]
    yield _divergences("one kind a song", "now", [
        {family: least_divergence(shares, songs) for family, shares in one.taste.shares_now.items()}
        for one, songs in zip(world.people, counts, strict=True)
    ])  # fmt: skip
    for name, rules in (
        ("calibrated", show.rules),
        ("not", replace(show.rules, in_proportion=False)),
    ):
        songs = [_songs(world, one, replace(show, rules=rules)) for one in world.people]
        for when, shares in (
            ("now", [one.taste.shares_now for one in world.people]),
            ("whole", [one.taste.shares for one in world.people]),
        ):
            rows = [divergence(world.stock, own, wanted)
                    for own, wanted in zip(songs, shares, strict=True)]  # fmt: skip
            yield _divergences(name, when, rows)


def _divergences(sessions: str, shares: str, rows: Sequence[Mapping[str, float]]) -> Row:
    means = [float(np.mean(list(row.values()))) for row in rows]
    return {"sessions": sessions, "shares": shares, "median": float(np.median(means)),
            "p90": float(np.quantile(means, 0.9)),
            **{family: float(np.median([row[family] for row in rows if family in row]))
               for family in FAMILIES}}  # fmt: skip


def artists(world: Village) -> Iterator[Row]:
    """Share of songs by artists never heard for 30 seconds, and how often it is in the band."""
    show = house_show()
    low, high = show.rules.new_artists
    shares = []
    for one in world.people:
        tracks = [world.stock.catalogue.songs[world.stock.catalogue.row_of[song]].track
                  for song in _songs(world, one, show)]  # fmt: skip
        heard = one.taste.heard_artists
        new = [not any(name.casefold() in heard for name in track.artists) for track in tracks]
        shares.append(float(np.mean(new)))
    inside = [low - 1e-9 <= share <= high + 1e-9 for share in shares]
    yield {
        "band": f"{low:g}–{high:g}",
        "mean": float(np.mean(shares)),
        "least": min(shares),
        "greatest": max(shares),
        "in band": float(np.mean(inside)),
    }


def diversity(world: Village) -> Iterator[Row]:
    """Distance within sessions, and gain of rankings, by the dial of diversity."""
    for step in (0.0, 0.25, 0.5, 0.75, 1.0):
        people = [replace(one, taste=_dialled(one.taste, step)) for one in world.people]
        lists = [_songs(world, one, house_show()) for one in people]
        gains = [ndcg(_ranked(world, one, house_show()), one.truth) for one in people]
        yield {"diversity": step,
               "distance": float(np.nanmean([spread(world.stock, songs) for songs in lists])),
               "ndcg@20": float(np.mean(gains))}  # fmt: skip


def unlike(world: Village) -> Iterator[Row]:
    """What the sessions of two listeners have in common, by whether they like the same family."""
    lists = {one: _songs(world, one, house_show()) for one in world.people}
    families = sorted({one.family for one in world.people})
    inside = [
        value
        for family in families
        for value in overlap([songs for one, songs in lists.items() if one.family == family])
    ]
    heads = [next(songs for one, songs in lists.items() if one.family == family)
             for family in families]  # fmt: skip
    yield {"pairs": "within a family", "jaccard": float(np.mean(inside)) if inside else None}
    yield {"pairs": "across families", "jaccard": float(np.mean(overlap(heads)))}


def popularity(world: Village) -> Iterator[Row]:
    """Popularity lift ΔGAP of sessions by thirds of listeners, with the signal and without."""
    ordered = sorted(world.people, key=lambda one: _gap(one.taste.popularity, one.taste.affinity))
    for name, weights in (("with", {}), ("without", {"popularity": 0.0})):
        show = replace(house_show(), weights=weights)
        lifts = []
        for one in ordered:
            songs = dict.fromkeys(_songs(world, one, show), 1.0)
            own = _gap(one.taste.popularity, one.taste.affinity)
            lifts.append((_gap(one.taste.popularity, songs) - own) / own if own else 0.0)
        thirds = [float(np.mean(part)) for part in np.array_split(lifts, 3)]
        yield {"signal": name, **dict(zip(("low", "middle", "high"), thirds, strict=True))}


PARTS: dict[str, Callable[[Village], Iterator[Row]]] = {
    part.__name__: part
    for part in (relevance, sources, calibration, artists, diversity, unlike, popularity)
}


def _session(world: Village, one: Asker, show: Show) -> Lineup:
    return lineup.plan(world.stock, show, one.taste, at=one.at, seed=1, brief=one.brief)


def _songs(world: Village, one: Asker, show: Show) -> list[TrackId]:
    return [slot.track_id for slot in _session(world, one, show).slots]


def _ranked(world: Village, one: Asker, show: Show | Mapping[str, float]) -> Sequence[TrackId]:
    weighs = replace(show, weights={**show.weights, "exploration": 0.0}) if isinstance(
        show, Show) else show  # fmt: skip
    return lineup.rank(world.stock, weighs, one.taste, at=one.at, seed=1, count=COUNT)


def _popular(world: Village) -> list[TrackId]:
    return sorted(world.plays, key=lambda song: (-world.plays[song], song))[:COUNT]


def _drawn(world: Village, one: Asker) -> list[TrackId]:
    rng = np.random.default_rng([7, one.number])
    ids = world.stock.catalogue.ids
    return [ids[row] for row in rng.choice(len(ids), COUNT, replace=False).tolist()]


def _dialled(taste: Taste, step: float) -> Taste:
    return replace(taste, dials=replace(taste.dials, diversity=step))


def _gap(popularity_of: Mapping[TrackId, float], weights: Mapping[TrackId, float]) -> float:
    known = [song for song in weights if song in popularity_of and weights[song] > 0]
    if not known:
        return 0.0
    return float(np.average([popularity_of[song] for song in known],
                            weights=[weights[song] for song in known]))  # fmt: skip
