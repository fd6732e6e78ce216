"""Key and tuning: tonal peaks, put in tune, against profiles of the 24 keys.

The tuning is where the strongest peaks lie between the semitones. Peaks far from the semitones of
that tuning (drums, noise) count little. Each profile is the mean of what listeners gave (Krumhansl
& Kessler 1982) and what was counted in dance music (Faraldo et al. 2016); likeness is correlation.
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
_PER_SEMITONE = 3
_SHARPNESS = 20.0
"""A peak 16 cents off its semitone counts 0.6, one in the middle between two counts 0.007."""
_STRONG = 0.5
"""Only peaks this near to the strongest of their time tell the tuning: overtones are out of it."""
_STEEPNESS = 25.0
"""Turns likeness into odds so that weights are probabilities, by songs composed in a known key."""
_LEAST_LIKENESS, _CLEAR_LIKENESS = 0.3, 0.75
"""Below the least no key is named (noise, drums, speech); songs in a key reach the other."""
_CANDIDATES = 6


class KeyAnalyser:
    """The key, how sure it is, what else it may be, and the tuning."""

    version: ClassVar[str] = "2"
    needs: ClassVar[tuple[str, ...]] = ()
    gives: ClassVar[tuple[str, ...]] = (
        "key", "key_confidence", "key_candidates", "tuning_cents",
    )  # fmt: skip

    def analyse(self, signal: Signal, known: Mapping[str, object], /) -> Mapping[str, object]:
        """Compare the recording's pitch classes with all keys."""
        del known
        strengths = signal.pitches.values.astype(np.float64)
        cents = tuning(strengths)
        likeness = _likeness(_in_tune(strengths, cents))
        weights = _weights(likeness)
        best = np.argsort(-weights, kind="stable")[:_CANDIDATES]
        named = likeness[best[0]] >= _LEAST_LIKENESS
        candidates = tuple((_key(int(k)), float(weights[k])) for k in best) if named else ()
        return {
            "key": candidates[0][0] if named else None,
            "key_confidence": candidates[0][1] if named else 0.0,
            "key_candidates": candidates,
            "tuning_cents": cents,
        }


def tuning(strengths: NDArray[np.float64]) -> float:
    """How far the strongest peaks lie from semitones of A4 = 440 Hz, −50 to 50 cents.

    Args:
        strengths: by equal steps from C, shape (times, steps in an octave).
    """
    steps = strengths.shape[1]
    strongest = strengths.max(axis=1, keepdims=True, initial=0.0)
    sums = np.where(strengths >= _STRONG * strongest, strengths, 0.0).sum(axis=0)
    turn = np.sum(sums * np.exp(2j * np.pi * 12 / steps * np.arange(steps)))
    return float(np.angle(turn)) / (2.0 * np.pi) * 100.0


def _in_tune(strengths: NDArray[np.float64], cents: float) -> NDArray[np.float64]:
    """Mean strength of the twelve pitch classes, each moment counting alike, shape (12,)."""
    semitones = np.arange(strengths.shape[1]) * 12 / strengths.shape[1] - cents / 100.0
    nearest = np.rint(semitones)
    share = np.zeros((len(semitones), 12))
    share[np.arange(len(semitones)), nearest.astype(np.int64) % 12] = np.exp(
        -_SHARPNESS * (semitones - nearest) ** 2
    )
    return _mean_of_even(strengths @ share)


def pitch_classes(chroma: Frames) -> NDArray[np.float64]:
    """Mean strength of the twelve pitch classes after correcting the tuning, shape (12,)."""
    return _tuned(_mean_of_even(chroma.values.astype(np.float64)))


def _mean_of_even(frames: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean over time, loud and quiet alike; the square root keeps one note from ruling."""
    loudest = frames.max(axis=1, keepdims=True, initial=0.0)
    even = np.sqrt(frames / np.maximum(loudest, 1e-9))
    return np.asarray((even * (loudest > 0)).sum(axis=0) / max(len(frames), 1))


def _tuned(thirds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Fold thirds of a semitone into semitones round the recording's own tuning."""
    places = np.arange(len(thirds))
    turn = np.sum(thirds * np.exp(2j * np.pi * places / _PER_SEMITONE))
    moved_by = float(np.angle(turn)) / (2.0 * np.pi) * _PER_SEMITONE
    moved = np.interp(places + moved_by, places, thirds, period=len(thirds))
    return np.asarray((moved + np.roll(moved, 1) + np.roll(moved, -1))[::_PER_SEMITONE])


def _likeness(profile: NDArray[np.float64]) -> NDArray[np.float64]:
    """Correlation with 12 major and then 12 minor keys, shape (24,); 0 for no sound."""
    keys = np.array([np.roll(mode, k) for mode in (_mean(_MAJOR), _mean(_MINOR))
                     for k in range(12)])  # fmt: skip
    keys -= keys.mean(axis=1, keepdims=True)
    centred = profile - profile.mean()
    norm = np.linalg.norm(centred) * np.linalg.norm(keys, axis=1)
    if norm[0] < 1e-9:
        return np.zeros(len(keys))
    return np.asarray(keys @ centred / norm, np.float64)


def _mean(profiles: tuple[tuple[float, ...], ...]) -> NDArray[np.float64]:
    """Mean of profiles that each add up to one."""
    both = np.array(profiles)
    return np.asarray((both / both.sum(axis=1, keepdims=True)).mean(axis=0), np.float64)


def _weights(likeness: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probability of each key; what is missing to 1 is that there is none."""
    odds = np.exp(_STEEPNESS * (likeness - likeness.max()))
    span = _CLEAR_LIKENESS - _LEAST_LIKENESS
    clear = np.clip((likeness.max() - _LEAST_LIKENESS) / span, 0.0, 1.0)
    return np.asarray(clear * odds / odds.sum(), np.float64)


def _key(number: int) -> Key:
    return Key(tonic=number % 12, mode=Mode.MAJOR if number < 12 else Mode.MINOR)
