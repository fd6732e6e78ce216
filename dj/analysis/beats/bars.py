"""Where bars begin, and whether they have three or four beats.

Chords change and the bass drum falls on bar starts; the snare falls between. Each beat gets an
accent from these, and the meter and phase with the greatest accent on the first beat win.
"""

import numpy as np
from numpy.typing import NDArray

from dj.analysis.beats.grid import Times
from dj.interfaces import Frames

_METERS = (4, 3)
_PREFERENCE_FOR_FOUR = 0.25
"""Three must explain the accents better by this much, in standard deviations."""
_FEWEST_BARS = 4
_WEIGHTS = (1.0, 0.4, -0.35, 0.25)
"""Of: change of harmony, low onsets, middle onsets (snare), all onsets."""


def bars(beats_s: Times, onsets: Frames, chroma: Frames) -> tuple[int, Times]:
    """Return beats per bar (3 or 4) and the beats that begin bars."""
    if len(beats_s) < _FEWEST_BARS * max(_METERS):
        return 4, beats_s[::4]
    accent = _accents(beats_s, onsets, chroma)
    found = [(_strength(accent, meter), meter) for meter in _METERS]
    (score_four, phase_four), (score_three, phase_three) = (strength for strength, _ in found)
    if score_three > score_four + _PREFERENCE_FOR_FOUR:
        return 3, beats_s[phase_three::3]
    return 4, beats_s[phase_four::4]


def _strength(accent: NDArray[np.float64], meter: int) -> tuple[float, int]:
    """Mean accent of the best phase over the others, and that phase."""
    means = [float(accent[phase::meter].mean()) for phase in range(meter)]
    best = int(np.argmax(means))
    others = (sum(means) - means[best]) / (meter - 1)
    return means[best] - others, best


def _accents(beats_s: Times, onsets: Frames, chroma: Frames) -> NDArray[np.float64]:
    at_beats = around(beats_s, onsets)
    low = at_beats[:, 0] + 0.5 * at_beats[:, 1]
    middle = at_beats[:, 3] + at_beats[:, 4]
    parts = (harmonic_change(beats_s, chroma), low, middle, at_beats.sum(axis=1))
    accents = [w * _standard(part) for w, part in zip(_WEIGHTS, parts, strict=True)]
    return np.asarray(np.sum(accents, axis=0), np.float64)


def around(beats_s: Times, onsets: Frames) -> NDArray[np.float32]:
    """Greatest onset within 35 ms of each beat, by band."""
    at = np.rint(beats_s * onsets.rate_hz).astype(np.int64)
    places = np.clip(at[:, None] + np.arange(-3, 4), 0, len(onsets.values) - 1)
    return np.asarray(onsets.values[places].max(axis=1), np.float32)


def harmonic_change(beats_s: Times, chroma: Frames) -> NDArray[np.float64]:
    """One minus the likeness of the chroma before and after each beat, 0 to 1."""
    sums = np.vstack([np.zeros((1, chroma.values.shape[1])), np.cumsum(chroma.values, axis=0)])
    edges = np.rint(beats_s * chroma.rate_hz + 0.5).astype(np.int64)
    edges = np.clip(np.append(edges, edges[-1] + 1), 0, len(chroma.values))
    spans = sums[edges[1:]] - sums[edges[:-1]]
    units = spans / np.maximum(np.linalg.norm(spans, axis=1, keepdims=True), 1e-9)
    likeness = np.einsum("bc,bc->b", units[1:], units[:-1])
    return np.concatenate([[0.0], 1.0 - likeness])


def _standard(values: NDArray[np.floating]) -> NDArray[np.float64]:
    centred = np.asarray(values, np.float64) - np.mean(values)
    return np.asarray(centred / max(float(np.std(centred)), 1e-9), np.float64)
