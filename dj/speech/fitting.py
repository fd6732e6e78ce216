"""Fit a pace to clips whose lengths are known, and tell how far a pace is off."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from scipy.optimize import nnls

from dj.model.pace import Pace

_NAMES = tuple(field.name for field in fields(Pace))
_WORDS = Pace(letter=0, syllable=0, word=1, pause=0, sentence=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """A text as it was spoken, and the seconds it took at rate 1."""

    text: str
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """How far estimates are from measured lengths, in percent."""

    median: float
    of_95: float
    """95 of 100 are nearer."""
    bias: float
    """Median with its sign: above 0 where estimates are too long."""


def fitted(clips: Sequence[Timed]) -> Pace:
    """Fit by least squares of the relative error, none of the coefficients below zero."""
    rows = np.array([_measures(clip.text) for clip in clips])
    lengths = np.array([clip.seconds for clip in clips])
    found, _ = nnls(rows / lengths[:, None], np.ones(len(clips)))
    return Pace(**{name: round(float(x), 4) for name, x in zip(_NAMES, found, strict=True)})


def error(speed: Pace, clips: Sequence[Timed]) -> Error:
    """Compare a pace's estimates with measured lengths."""
    off = [100 * (speed.seconds(clip.text) / clip.seconds - 1) for clip in clips]
    median, most = np.quantile(np.abs(off), (0.5, 0.95))
    return Error(
        median=round(float(median), 1),
        of_95=round(float(most), 1),
        bias=round(float(np.median(off)), 1),
    )


def _measures(text: str) -> list[float]:
    """Count what of a text takes time, in the order of the coefficients."""
    words = _WORDS.seconds(text)
    alone = (replace(_WORDS, **{name: 1.0}).seconds(text) - words for name in _NAMES)
    return [words if name == "word" else each for name, each in zip(_NAMES, alone, strict=True)]
