"""Step 2: fit the weights and write ``dj/analysis/beats/pulse_model.py``.

    python -m benchmarks.train_pulse.fit FOLDER

The material is what `material` kept. Prints how many pieces have tempo and phase right, tempo
right, and tempo right up to an octave, by source, and the same over five held-out fifths.
"""

import pickle
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.train_pulse.material import Piece
from dj.analysis.beats import pulse, pulse_model
from dj.analysis.beats.choosing import preference
from dj.analysis.tempo import tracked_pulse

RIDGE = 10.0
WEIGHT = {"lmms": 1.5, "muldjord": 1.5, "signals": 0.6}
"""How much a piece counts, by source; 1 for the others."""
_TEMPO, _PHASE, _BEATS_FROM_S = 0.03, 0.06, 5.0
_OCTAVES = (1.0, 2.0, 0.5, 3.0, 1 / 3)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Example:
    """All readings of a piece, and which are right."""

    source: str
    tempo_bpm: float
    tempi_bpm: NDArray[np.float64]
    measured: NDArray[np.float64]
    is_right: NDArray[np.bool_]


def example(piece: Piece) -> Example | None:
    """Measure a piece; None if it has no pulse or no reading of it is right."""
    found = tracked_pulse(piece.recording)
    if found is None:
        return None
    sound = piece.recording
    read = pulse.readings(found.grid, sound.onsets, sound.chroma, found.rhythm.likeness)
    beats = piece.beats_s[piece.beats_s > _BEATS_FROM_S]
    turns = pulse.coordinate(found.grid, beats)
    right = np.zeros((len(read), pulse.PLACES), np.bool_)
    for row, reading in enumerate(read):
        if abs(reading.tempo_bpm / piece.tempo_bpm - 1.0) < _TEMPO:
            late = turns * reading.ratio - np.arange(pulse.PLACES)[:, None] / pulse.PLACES
            mean = np.exp(2j * np.pi * late).mean(axis=1)
            right[row] = np.abs(np.angle(mean)) / (2 * np.pi) < _PHASE
    return Example(
        source=piece.source, tempo_bpm=piece.tempo_bpm,
        tempi_bpm=np.repeat([r.tempo_bpm for r in read], pulse.PLACES),
        measured=np.vstack([r.measured for r in read]), is_right=right.ravel(),
    )  # fmt: skip


def fit(examples: Sequence[Example]) -> NDArray[np.float64]:
    """Return weights of the plain measurements that make right readings likely, shape (52,)."""
    every = np.vstack([e.measured for e in examples])
    spread = every.std(axis=0) + 1e-6
    scaled = [(e.measured - every.mean(axis=0)) / spread for e in examples]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, slope = 0.0, np.zeros_like(weights)
        for rows, e in zip(scaled, examples, strict=True):
            odds = np.exp(rows @ weights - (rows @ weights).max())
            right = odds * e.is_right
            counts = WEIGHT.get(e.source, 1.0)
            total -= counts * float(np.log(right.sum() / odds.sum() + 1e-12))
            slope += counts * (rows.T @ (odds / odds.sum() - right / right.sum()))
        return total + RIDGE * weights @ weights / 2, slope + RIDGE * weights

    best = minimize(loss, np.zeros(pulse.MEASUREMENTS), jac=True, method="L-BFGS-B")
    return np.asarray(best.x / spread, np.float64)


def scores(examples: Sequence[Example], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return shares of pieces: all right, tempo right, tempo right up to an octave."""
    rows = []
    for e in examples:
        best = int((e.measured @ weights + preference(e.tempi_bpm)).argmax())
        ratio = e.tempi_bpm[best] / e.tempo_bpm
        near = [abs(ratio / octave - 1.0) < 0.04 for octave in _OCTAVES]
        rows.append((e.is_right[best], near[0], any(near)))
    return np.asarray(np.mean(rows, axis=0), np.float64)


def main() -> None:
    """Fit, score, write."""
    paths = sorted(Path(sys.argv[1]).glob("*.pickle"))
    found = [example(pickle.loads(path.read_bytes())) for path in paths]
    every = [e for e in found if e is not None]
    known = [e for e in every if e.is_right.any()]
    order = np.random.default_rng(0).permutation(len(known))
    held = [scores([known[i] for i in order[k::5]],
                   fit([known[i] for i in order if i not in set(order[k::5])]))
            for k in range(5)]  # fmt: skip
    print(f"held out: {np.mean(held, axis=0).round(3)}, {len(known)} of {len(paths)} pieces")
    weights = fit(known)
    for source in sorted({e.source for e in every}):
        print(source, scores([e for e in every if e.source == source], weights).round(3))
    target = Path(str(pulse_model.__file__))
    text = target.read_text()
    head = text[: text.index("np.array([")]
    tail = text[text.index("])  # fmt: skip") :]
    rows = [", ".join(f"{w:.4g}" for w in weights[k : k + 8]) for k in range(0, len(weights), 8)]
    target.write_text(head + "np.array([\n    " + ",\n    ".join(rows) + ",\n" + tail)


if __name__ == "__main__":
    main()
