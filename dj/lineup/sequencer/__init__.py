"""The order of songs as one optimisation: costs, rules, bound, search."""

from dj.lineup.sequencer.joins import Sounds
from dj.lineup.sequencer.problem import Problem
from dj.lineup.sequencer.solve import Effort, Solution, solve

__all__ = ["Effort", "Problem", "Solution", "Sounds", "solve"]
