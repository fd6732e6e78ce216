"""The least that the rest of a programme can cost, by dynamic programming from its end.

The relaxation forgets length, discovery share and all rules but those between neighbours, so the
value at the start is a lower bound of the cost of every order that keeps the rules; and it is the
guide of the beam.
"""

import numpy as np

from dj.lineup.sequencer.problem import LENGTH_FREE_S, LENGTH_S_PER_COST, Matrix, Problem


def cost_to_go(problem: Problem) -> Matrix:
    """Least cost of everything after a place, by the song in that place.

    Returns:
        Shape (N, P); infinite where no song can follow. O(N·P²).
    """
    togo = np.zeros(problem.position.shape)
    scratch = np.empty_like(problem.step)
    for place in range(problem.songs - 2, -1, -1):
        rest = problem.placed[place + 1] + togo[place + 1]
        np.add(problem.step, rest, out=scratch)
        scratch.min(axis=1, out=togo[place])
    return togo


def lower_bound(problem: Problem, togo: Matrix) -> float:
    """No order that keeps the rules costs less; infinite if there is none."""
    return float((problem.placed[0] + togo[0]).min()) + _least_length_cost(problem)


def _least_length_cost(problem: Problem) -> float:
    """Cost of length of the programme that could come nearest: all shortest or all longest."""
    by_length = np.sort(problem.play_s)
    joins_s = problem.join_s * (problem.songs - 1)
    shortest = float(by_length[: problem.songs].sum()) + joins_s
    longest = float(by_length[-problem.songs :].sum()) + joins_s
    away = max(0.0, shortest - problem.length_s, problem.length_s - longest)
    return max(0.0, away - LENGTH_FREE_S) / LENGTH_S_PER_COST
