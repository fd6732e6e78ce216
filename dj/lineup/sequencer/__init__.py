"""The order of songs as one optimisation: costs, rules, bound, search."""

from dj.lineup.sequencer.deadline import Deadline
from dj.lineup.sequencer.holding import with_held
from dj.lineup.sequencer.joins import Sounds
from dj.lineup.sequencer.problem import Problem, Quota
from dj.lineup.sequencer.solve import Effort, Solution, solve

__all__ = ["Deadline", "Effort", "Problem", "Quota", "Solution", "Sounds", "solve", "with_held"]
