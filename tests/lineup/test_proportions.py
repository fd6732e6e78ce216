from dataclasses import replace

import numpy as np
import pytest

from dj.lineup import plan
from dj.lineup.candidates import Candidates, gather
from dj.lineup.moment import Moment
from dj.lineup.plan import solved
from dj.lineup.proportions import proportioned
from dj.lineup.sequencer import solve
from dj.lineup.stock import stock
from dj.model.brief import Brief
from dj.model.controls import Dials
from dj.model.listening import Taste
from dj.model.show import Rules
from tests.lineup.worlds import AT, SHOW, library, listener

SONGS = [
    replace(one, track=replace(one.track, genres=(("jazz", "folk", "polka")[n % 3],)))
    for n, one in enumerate(library(300, 60))
]  # fmt: skip
STOCK = stock(SONGS)
SHARES = {"genre": {"jazz": 0.2, "folk": 0.2, "polka": 0.6}}
KNOWN = replace(listener(SONGS), shares=SHARES, shares_now=SHARES)
LOOSE = replace(KNOWN, shares={}, shares_now={})


def pool(taste: Taste) -> Candidates:
    moment = Moment.of(STOCK.catalogue, taste, AT, np.random.default_rng(1))
    return gather(moment, STOCK.shelf, SHOW, np.ones(300, np.bool_), ())


def test_without_proportions_or_dials_nothing_changes() -> None:
    answer, _ = solved(STOCK, SHOW, LOOSE, at=AT, seed=1)
    problem, solution = answer.session.problem, answer.session.solution
    assert proportioned(problem, solution, pool(LOOSE)) == (problem, solution)


def test_a_better_whole_keeps_every_rule_and_costs_no_less_than_the_best_order() -> None:
    answer, _ = solved(STOCK, SHOW, LOOSE, at=AT, seed=1, brief=Brief(pins={3: SONGS[7].id}))
    problem = answer.session.problem
    best = solve(problem)
    assert best is not None
    asked = replace(pool(LOOSE), kinds=pool(KNOWN).kinds)
    if asked.rows.size != problem.pool:
        pytest.fail("both pools hold the whole library")
    priced, found = proportioned(problem, best, asked)
    assert problem.keeps_rules(found.order)
    assert not np.array_equal(found.order, best.order)
    assert found.order[3] == best.order[3]
    assert found.cost == pytest.approx(problem.cost(found.order))
    assert found.lower_bound <= found.cost
    assert priced.cost(found.order) == pytest.approx(found.cost)


@pytest.mark.slow
def test_the_songs_of_a_programme_come_in_the_listeners_shares() -> None:
    genre_of = {one.id: one.track.genres[0] for one in SONGS}

    def polka(taste: Taste, rules: Rules) -> float:
        order = plan(STOCK, replace(SHOW, rules=rules, length_s=7200.0), taste, at=AT, seed=2).slots
        return float(np.mean([genre_of[slot.track_id] == "polka" for slot in order]))

    assert polka(KNOWN, SHOW.rules) == pytest.approx(0.6, abs=0.06)
    assert polka(KNOWN, replace(SHOW.rules, in_proportion=False)) < 0.5


def test_towards_the_ends_of_the_dial_of_diversity_proportions_count_for_less() -> None:
    weights = {
        step: {kind.weight for kind in pool(replace(KNOWN, dials=Dials(diversity=step))).kinds}
        for step in (0.0, 0.25, 0.5, 1.0)
    }
    assert weights[0.0] == weights[1.0] == set()
    assert max(weights[0.25]) == pytest.approx(max(weights[0.5]) / 2)


def test_a_song_that_only_the_proportions_keep_away_names_its_kind_and_share() -> None:
    said = [[rule for slot in plan(STOCK, SHOW, taste, at=AT, seed=1).slots
             for rule in slot.decision.constraints] for taste in (KNOWN, LOOSE)]  # fmt: skip
    known, loose = ([rule for rule in rules if "of what you play" in rule] for rules in said)
    shares = ("jazz, 20%", "folk, 20%", "polka, 60%")
    ends = tuple(f"{share} of what you play at this hour." for share in shares)
    assert known
    assert all(rule.endswith(ends) for rule in known)
    assert not loose
