"""How surely does "switch it up" change the music, and how wholly do skips stay where they belong?

Libraries of three overlapping kinds are made anew for each seed; a listener likes all three, a
session is planned, the music switched after a few songs and switched again after a few more. What
a song is nearest to is measured by the centres of taste that the planner itself has.

    sh run python benchmarks/switching.py [--seeds 30]
"""

import argparse
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from dj import lineup, resources
from dj.model.analysis import Song
from dj.model.brief import Brief
from dj.model.edits import Turn
from dj.model.feedback import SoFar
from dj.model.listening import Taste
from dj.testing.examples import song
from dj.units import TrackId

SONGS = 300
HEARD = 4
AT = datetime(2026, 5, 1, 7, 30, tzinfo=UTC)
SPREAD = 0.09
"""Noise of each of the 84 fields; at this a song lies 40° from the centre of its kind."""


def world(seed: int, kinds: int) -> tuple[lineup.Stock, Taste]:
    rng = np.random.default_rng(seed)
    centres = np.linalg.qr(rng.normal(size=(84, kinds)))[0].T
    songs: list[Song] = []
    for number in range(SONGS):
        made = song(number, artist=f"Artist {number % 70}", energy=float(rng.uniform(0.2, 0.9)))
        vector = centres[number % kinds] + rng.normal(0, SPREAD, 84)
        sound = replace(made.analysis, vector=(vector / np.linalg.norm(vector)).astype(np.float32))
        songs.append(replace(made, analysis=sound))
    liking = {one.id: float(rng.uniform(0.0, 1.0)) for one in songs if rng.random() < 0.7}
    weights = rng.dirichlet(np.full(kinds, 4.0))
    taste = Taste(
        listener="me", as_of=AT, time_zone="UTC", time_zone_inferred=False, listens=900,
        matched=900, affinity=liking, hour_affinity=liking, modes=centres.astype(np.float32),
        mode_weights=tuple(weights.tolist()),
    )  # fmt: skip
    return lineup.stock(songs), taste


def planned(
    stock: lineup.Stock, taste: Taste, seed: int, so_far: SoFar, turns: tuple[Turn, ...]
) -> tuple[list[TrackId], tuple[Turn, ...]]:
    show = lineup.load_show(resources.find("assets/shows", "dj.yaml"))
    found = lineup.turned(stock.catalogue, taste, so_far, turns, show.length_s)
    made = lineup.plan(stock, show, found.taste, at=AT, seed=seed, brief=Brief(
        without=found.without, pins=dict(enumerate(so_far.heard))))  # fmt: skip
    return [slot.track_id for slot in made.slots], found.turns


def nearest(stock: lineup.Stock, taste: Taste, songs: list[TrackId]) -> list[int]:
    rows = [stock.catalogue.row_of[track] for track in songs]
    found: list[int] = (stock.catalogue.vectors[rows] @ taste.modes.T).argmax(axis=1).tolist()
    return found


def switched(seed: int, kinds: int) -> tuple[float, float, float]:
    """Share of songs of another kind than before: without a switch, after one, after two."""
    stock, taste = world(seed, kinds)
    first, turns = planned(stock, taste, seed, SoFar(heard=()), ())
    heard = tuple(first[:HEARD])
    second, turns = planned(stock, taste, seed, SoFar(heard=heard, switch=True), turns)
    lately = nearest(stock, taste, first[HEARD - 3 : HEARD])
    left = max(lately, key=lately.count)
    never = np.mean([kind != left for kind in nearest(stock, taste, first[HEARD:])])
    once = np.mean([kind != left for kind in nearest(stock, taste, second[HEARD:])])
    more = tuple(second[: HEARD + 3])
    third, _ = planned(stock, taste, seed, SoFar(heard=more, switch=True), turns)
    gone = {left, nearest(stock, taste, second[HEARD : HEARD + 3])[-1]}
    twice = np.mean([kind not in gone for kind in nearest(stock, taste, third[HEARD + 3 :])])
    return float(never), float(once), float(twice)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, default=30)
    seeds = options.parse_args().seeds
    print("Share of the songs that follow which are of another kind than what was left")
    print("kinds  without, mean  after a switch, least / mean  after two, least / mean")
    for kinds in (2, 3):
        found = np.array([switched(seed, kinds) for seed in range(seeds)])
        never, once, twice = found.T
        row = [f"{never.mean():.2f}", f"{once.min():.2f} / {once.mean():.2f}",
               f"{twice.min():.2f} / {twice.mean():.2f}" if kinds > 2 else "-"]  # fmt: skip
        print(f"{kinds:>5}  {row[0]:>13}  {row[1]:>28}  {row[2]:>23}")


if __name__ == "__main__":
    main()
