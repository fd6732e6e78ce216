"""Key: the mean of tuned chroma against profiles of the 24 keys.

Two pairs of profiles are compared with the chroma by correlation, and the mean decides: those that
listeners gave (Krumhansl & Kessler 1982) and those counted in dance music (Faraldo et al. 2016).
"""

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from dj.interfaces import Frames, Signal
from dj.model.tonality import Key, Mode

_MAJOR = (
    (6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88),
    (16.5, 4.7, 8.3, 6.7, 10.0, 9.3, 5.3, 13.2, 5.2, 7.4, 6.7, 6.4),
)
_MINOR = (
    (6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17),
    (17.2, 5.3, 7.6, 10.0, 5.6, 8.5, 5.0, 13.5, 7.5, 5.0, 9.2, 5.5),
)
_Pair = tuple[tuple[float, ...], tuple[float, ...]]
_PAIRS: tuple[_Pair, ...] = tuple(zip(_MAJOR, _MINOR, strict=True))
_PER_SEMITONE = 3
_LEAST_LIKENESS = 0.3
"""Below this correlation no key is named: noise, drums, speech."""
_SURE_MARGIN = 0.12
"""A lead over the next key, relatives aside, that counts as certain."""


class KeyAnalyser:
    """The key, and how sure it is."""

    version: ClassVar[str] = "1"
    needs: ClassVar[tuple[str, ...]] = ()
    gives: ClassVar[tuple[str, ...]] = ("key", "key_confidence")

    def analyse(self, signal: Signal, known: Mapping[str, object], /) -> Mapping[str, object]:
        """Compare the recording's pitch classes with all keys."""
        del known
        profile = pitch_classes(signal.chroma)
        likeness = _likeness(profile)
        best = int(likeness.argmax())
        if likeness[best] < _LEAST_LIKENESS:
            return {"key": None, "key_confidence": 0.0}
        lead = likeness[best] - np.delete(likeness, best).max()
        clear = np.clip((likeness[best] - _LEAST_LIKENESS) / (0.85 - _LEAST_LIKENESS), 0.0, 1.0)
        sure = 0.4 + 0.6 * np.clip(lead / _SURE_MARGIN, 0.0, 1.0)
        key = Key(tonic=best % 12, mode=Mode.MAJOR if best < 12 else Mode.MINOR)
        return {"key": key, "key_confidence": float(clear * sure)}


def pitch_classes(chroma: Frames) -> NDArray[np.float64]:
    """Mean strength of the twelve pitch classes after correcting the tuning, shape (12,)."""
    frames = chroma.values.astype(np.float64)
    loudest = frames.max(axis=1, keepdims=True, initial=0.0)
    even = np.sqrt(frames / np.maximum(loudest, 1e-9))
    thirds = (even * (loudest > 0)).sum(axis=0) / max(len(frames), 1)
    return _tuned(thirds)


def _tuned(thirds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Fold thirds of a semitone into semitones round the recording's own tuning."""
    places = np.arange(len(thirds))
    turn = np.sum(thirds * np.exp(2j * np.pi * places / _PER_SEMITONE))
    tuning = float(np.angle(turn)) / (2.0 * np.pi) * _PER_SEMITONE
    moved = np.interp(places + tuning, places, thirds, period=len(thirds))
    return np.asarray((moved + np.roll(moved, 1) + np.roll(moved, -1))[::_PER_SEMITONE])


def _likeness(profile: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean correlation with 12 major and then 12 minor keys, shape (24,); 0 for no sound."""
    return np.asarray(np.mean([_correlation(profile, pair) for pair in _PAIRS], axis=0))


def _correlation(profile: NDArray[np.float64], pair: _Pair) -> NDArray[np.float64]:
    keys = np.array([np.roll(mode, tonic) for mode in pair for tonic in range(12)])
    keys -= keys.mean(axis=1, keepdims=True)
    centred = profile - profile.mean()
    norm = np.linalg.norm(centred) * np.linalg.norm(keys, axis=1)
    if norm[0] < 1e-9:
        return np.zeros(len(keys))
    return np.asarray(keys @ centred / norm, np.float64)
