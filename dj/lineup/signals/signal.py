"""What a signal is: one reason to play a song, as the registry knows it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from dj.lineup.moment import Moment

Rows = NDArray[np.int64]
Values = NDArray[np.float64]


class Privacy(StrEnum):
    """What a signal reads about the listener."""

    NONE = "none"
    """Nothing: the same for everybody."""
    CLOCK = "clock"
    """The local time, and at which hours they listen to what."""
    HISTORY = "history"
    """What they played, skipped or saved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One reason to play a song, or not to."""

    name: str
    meaning: str
    """What a value of 1 says, as an explanation to the listener."""
    reads: str
    """What it looks at, in plain words, for people who want to know."""
    privacy: Privacy
    default_weight: float
    """Contribution at value 1; below 0 if it speaks against the song, 0 if it is off."""
    values: Callable[[Moment, Rows], Values]
    """Values for rows of the catalogue, shape (rows,), within `span`."""
    span: tuple[float, float] = (0.0, 1.0)
    """Least and greatest value."""
    version: int = 1
    """Changes when the same values mean something else."""
    origin: str = ""
    """Name and version of the package that brings it; empty for our own."""
