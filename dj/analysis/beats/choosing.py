"""How a tracked pulse is heard: the reading whose measurements make it most likely.

Scores are a weighted sum of `dj.analysis.beats.pulse` and a preference for moderate tempi, as
listeners have one (van Noorden & Moelants 1999); their exponentials are odds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dj.analysis.beats.grid import Grid
from dj.analysis.beats.pulse import PLACES, Reading
from dj.analysis.beats.pulse_model import WEIGHTS

_MODERATE_BPM, _OCTAVES = 91.0, 0.75
"""Where the preference peaks and its standard deviation: the weights alone lean to fast readings,
since much of the music they come from is fast."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The best reading and how likely it and the others are."""

    ratio: float
    """Beats in a stroke of the tracked pulse."""
    phase: int
    """How many twelfths of a beat after strokes the beats fall."""
    phase_share: float
    """How far the phase is certain if the tempo is, 0 to 1."""
    ratios: tuple[tuple[float, float], ...]
    """(ratio, probability) of each tempo, likeliest first."""


def preference(tempi_bpm: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logarithm of how welcome tempi are before anything is heard."""
    octaves = np.log2(tempi_bpm / _MODERATE_BPM)
    return np.asarray(-0.5 * (octaves / _OCTAVES) ** 2, np.float64)


def choose(readings: Sequence[Reading]) -> Choice:
    """Weigh all readings, one or more."""
    tempi = np.array([reading.tempo_bpm for reading in readings])
    scores = np.stack([reading.measured @ WEIGHTS for reading in readings])
    scores += preference(tempi)[:, None]
    odds = np.exp(scores - scores.max())
    odds /= odds.sum()
    best, phase = divmod(int(odds.argmax()), PLACES)
    by_tempo = odds.sum(axis=1)
    order = np.argsort(-by_tempo, kind="stable")
    return Choice(
        ratio=readings[best].ratio, phase=phase,
        phase_share=float(odds[best, phase] / by_tempo[best]),
        ratios=tuple((readings[i].ratio, float(by_tempo[i])) for i in order),
    )  # fmt: skip


def heard(grid: Grid, choice: Choice, duration_s: float) -> Grid:
    """Beats of the chosen reading; a steady grid runs from the start to the end of the sound."""
    period_s = grid.period_s / choice.ratio
    late = choice.phase / PLACES
    if grid.is_steady:
        first = (grid.beats_s[0] + late * period_s) % period_s
        beats = np.arange(first, duration_s, period_s)
    else:
        last = (len(grid.beats_s) - 1) * choice.ratio
        places = np.arange(np.ceil(-late), np.floor(last - late) + 1) + late
        strokes = np.arange(len(grid.beats_s))
        beats = np.interp(places / choice.ratio, strokes, grid.beats_s)
    return Grid(
        beats_s=beats, period_s=period_s, steadiness=grid.steadiness, is_steady=grid.is_steady
    )
