"""What it costs the ear to go from one song straight into the next.

T = 0.30 tempo + 0.20 key + 0.20 energy + 0.30 timbre − 0.15 habit, not below 0; each part 0
(nothing to hear) to 1. What is heard is symmetric; habit, how often the listener plays the two in a
row, is not. What was not measured costs `NEUTRAL`, so that a song is neither favoured nor punished
for a missing value. A step of loudness is no part: the mix brings all songs to one loudness.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dj.lineup.catalogue import NO_KEY
from dj.model.lineup import JOIN_WEIGHTS as WEIGHTS
from dj.model.lineup import JoinCost

Matrix = NDArray[np.float64]

HABIT = 0.15
"""What a join saves that the listener makes most often of all."""
NEUTRAL = 0.5
"""Cost of a part that could not be measured on either side."""
REACH_OCTAVES = math.log2(1.06)
"""Change of tempo that a stretch of six percent can hide."""
OCTAVE_FEE = 0.02
"""Octaves of tempo charged for going to half or double time."""
ENERGY_STEP = 0.35
"""Step of energy that costs everything."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sounds:
    """What a join hears of each song; arrays of equal length n."""

    octaves: Matrix
    """log2 of the tempo, NaN without a pulse."""
    keys: NDArray[np.int64]
    """Key codes of `dj.lineup.catalogue`."""
    energy: Matrix
    vectors: NDArray[np.float32]
    """Unit rows, shape (n, d); zeros where missing."""
    has_vector: NDArray[np.bool_]
    habit: Matrix | None = None
    """How often the column's song is played right after the row's, 0 to 1, shape (n, n); or None
    where nothing is known."""

    def matrix(self) -> Matrix:
        """Cost of every join, shape (n, n): row = from, column = to."""
        parts = (
            (WEIGHTS["tempo"], tempo_cost(self.octaves[:, None], self.octaves[None, :])),
            (WEIGHTS["key"], key_cost(self.keys[:, None], self.keys[None, :])),
            (WEIGHTS["energy"], energy_cost(self.energy[:, None], self.energy[None, :])),
            (WEIGHTS["timbre"], self._timbre()),
        )
        total: Matrix = np.zeros((self.energy.size, self.energy.size))
        for weight, part in parts:
            part *= weight
            total += part
        if self.habit is not None:
            total -= HABIT * self.habit
            np.maximum(total, 0.0, out=total)
        return total

    def join(self, before: int, after: int) -> JoinCost:
        """Explain one join by its parts."""
        seen = self.has_vector[before] and self.has_vector[after]
        cosine = float(self.vectors[before] @ self.vectors[after])
        parts = {
            "tempo": float(tempo_cost(self.octaves[[before]], self.octaves[[after]])[0]),
            "key": float(key_cost(self.keys[[before]], self.keys[[after]])[0]),
            "energy": float(energy_cost(self.energy[[before]], self.energy[[after]])[0]),
            "timbre": min(1.0, max(0.0, (1.0 - cosine) / 2.0)) if seen else NEUTRAL,
        }
        parts = {name: round(value, 6) for name, value in parts.items()}
        habit = 0.0 if self.habit is None else round(float(self.habit[before, after]), 6)
        total = sum(WEIGHTS[name] * value for name, value in parts.items()) - HABIT * habit
        return JoinCost(**parts, habit=habit, total=round(max(0.0, total), 6))

    def _timbre(self) -> Matrix:
        cost: Matrix = ((1.0 - self.vectors @ self.vectors.T) / 2.0).astype(np.float64)
        np.clip(cost, 0.0, 1.0, out=cost)
        cost[~self.has_vector] = NEUTRAL
        cost[:, ~self.has_vector] = NEUTRAL
        return cost


def tempo_cost(before: Matrix, after: Matrix) -> Matrix:
    """Cost of a change of tempo given as log2 values; half and double time with a small fee."""
    gap = np.abs(after - before)
    folded = np.minimum(gap, np.abs(gap - 1.0) + OCTAVE_FEE)
    cost: Matrix = np.minimum(folded / (3.0 * REACH_OCTAVES), 1.0)
    cost[np.isnan(cost)] = NEUTRAL
    return cost


def key_cost(before: NDArray[np.int64], after: NDArray[np.int64]) -> Matrix:
    """Cost of a change of key: steps round the circle of fifths, at most six, over six."""
    cost: Matrix = _KEY_COST.take(before * (NO_KEY + 1) + after)
    return cost


def energy_cost(before: Matrix, after: Matrix) -> Matrix:
    """Cost of a step of energy: all at `ENERGY_STEP` or more."""
    cost: Matrix = np.minimum(np.abs(after - before) / ENERGY_STEP, 1.0)
    return cost


def _key_table() -> Matrix:
    """Cost of each pair of key codes; relative major and minor are half a step apart."""
    codes = np.arange(NO_KEY)
    around = np.abs(codes[:, None] // 2 - codes[None, :] // 2)
    fifths = np.minimum(around, 12 - around)
    other_mode = codes[:, None] % 2 != codes[None, :] % 2
    steps = np.minimum(fifths + other_mode, 6) / 6.0
    steps[(fifths == 0) & other_mode] = 1.0 / 12.0
    table = np.full((NO_KEY + 1, NO_KEY + 1), NEUTRAL)
    table[:NO_KEY, :NO_KEY] = steps
    return table


_KEY_COST = _key_table()
