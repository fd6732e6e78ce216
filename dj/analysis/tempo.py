"""Tempo, beats, bars: onsets → periods → tracked pulse → steady grid → which is the beat → bars."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from dj.analysis.beats.bars import bars
from dj.analysis.beats.choosing import Choice, choose, heard
from dj.analysis.beats.grid import Grid, attack_offset_s, fit
from dj.analysis.beats.periods import Periodicity, periodicity
from dj.analysis.beats.pulse import readings
from dj.analysis.beats.tracking import track
from dj.interfaces import Frames, Signal

_BAND_WEIGHTS = np.array([1.4, 1.0, 0.9, 0.9, 1.0, 0.8], np.float32)
_LOCAL_S, _CONTRAST_S = 0.4, 6.0
_LEAST_CHANGE = 0.01
"""Mean onset strength below which nothing audible happens."""
_FEWEST_BEATS = 6
_MOST_CANDIDATES = 5
_OCTAVES = (0.5, 1.0, 2.0)
_TRUST = ((0.6, 0.95), (0.05, 0.3), (3.0, 8.0), (4.0, 24.0), (0.2, 0.5))
"""Where trust begins and where it is full: steadiness, clarity, emphasis, strokes, phase."""
_UNSTEADY = 0.3
"""Most trust in beats that follow no constant tempo."""
_LEAST_CLARITY = 0.06
"""Below this there is no pulse worth naming."""
_SPECTRAL_DELAY_S = -0.004
"""Where onsets lie after the frames that show them, if the envelope has no clear attack."""

_NOTHING: Mapping[str, object] = {
    "tempo_bpm": None,
    "tempo_confidence": 0.0,
    "tempo_candidates": (),
    "beats_per_bar": 4,
    "beats_s": np.zeros(0),
    "downbeats_s": np.zeros(0),
}


class TempoAnalyser:
    """Beats per minute with alternatives, beats, downbeats, and how far to trust them."""

    version: ClassVar[str] = "2"
    needs: ClassVar[tuple[str, ...]] = ()
    gives: ClassVar[tuple[str, ...]] = tuple(_NOTHING)

    def analyse(self, signal: Signal, known: Mapping[str, object], /) -> Mapping[str, object]:
        """Find the pulse, if there is one."""
        del known
        found = tracked_pulse(signal)
        if found is None or (choice := _choice(found, signal)) is None:
            return _NOTHING
        if choice.ratio not in _OCTAVES:
            # Its strokes were found at the wrong pace: only half of them met what is played.
            tempo_bpm = 60.0 / found.grid.period_s * choice.ratio
            again = tracked_pulse(signal, tempo_bpm)
            second = _choice(again, signal) if again else None
            if again is not None and second is not None:
                found, choice = again, second
        grid = heard(found.grid, choice, signal.duration_s)
        offset = attack_offset_s(grid.beats_s, signal.envelope, _SPECTRAL_DELAY_S)
        beats = grid.beats_s + offset
        beats = beats[(beats >= 0.0) & (beats <= signal.duration_s)]
        beats_per_bar, downbeats = bars(beats, signal.onsets, signal.chroma)
        tempo_bpm = 60.0 / grid.period_s
        return {
            "tempo_bpm": tempo_bpm,
            "tempo_confidence": _confidence(found, choice),
            "tempo_candidates": _candidates(tempo_bpm, choice),
            "beats_per_bar": beats_per_bar,
            "beats_s": beats,
            "downbeats_s": downbeats,
        }


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pulse:
    """The strongest regular pulse, whether or not it is the beat."""

    curve: NDArray[np.float32]
    """Onset strength."""
    rhythm: Periodicity
    frames: NDArray[np.int64]
    """Of the curve, where the strokes were tracked."""
    grid: Grid


def tracked_pulse(signal: Signal, tempo_bpm: float | None = None) -> Pulse | None:
    """Track the pulse of a tempo, or the strongest; None where nothing audible comes back in time.

    Args:
        signal: the recording.
        tempo_bpm: strokes a minute, if they are known by about a hundredth.
    """
    curve = onset_curve(signal.onsets)
    if not len(curve) or signal.onsets.values.sum(axis=1).mean() <= _LEAST_CHANGE:
        return None
    rhythm = periodicity(curve, signal.onsets.rate_hz)
    if not rhythm.candidates or rhythm.clarity < _LEAST_CLARITY:
        return None
    pace_bpm = tempo_bpm or rhythm.candidates[0][0]
    frames = track(curve, 60.0 / pace_bpm * signal.onsets.rate_hz)
    if len(frames) < _FEWEST_BEATS:
        return None
    grid = fit(frames / signal.onsets.rate_hz, signal.duration_s)
    return Pulse(curve=curve, rhythm=rhythm, frames=frames, grid=grid)


def _choice(pulse: Pulse, signal: Signal) -> Choice | None:
    read = readings(pulse.grid, signal.onsets, signal.chroma, pulse.rhythm.likeness)
    return choose(read) if read else None


def _candidates(tempo_bpm: float, choice: Choice) -> tuple[tuple[float, float], ...]:
    """The tempo found, then the other tempi at which the pulse can be heard, with their odds."""
    most = dict(choice.ratios)[choice.ratio]
    others = [
        (tempo_bpm / choice.ratio * ratio, min(1.0, share / most))
        for ratio, share in choice.ratios
        if ratio != choice.ratio
    ]
    return ((tempo_bpm, 1.0), *others[: _MOST_CANDIDATES - 1])


def onset_curve(onsets: Frames) -> NDArray[np.float32]:
    """One curve from six bands: each at its own scale, without its slow part, even in loudness."""
    if not len(onsets.values):
        return np.zeros(0, np.float32)
    scale = onsets.values.mean(axis=0) + 0.02
    summed = (onsets.values / scale) @ _BAND_WEIGHTS
    local = uniform_filter1d(summed, max(1, int(_LOCAL_S * onsets.rate_hz)), mode="nearest")
    rising = np.maximum(summed - local, 0.0)
    spread = uniform_filter1d(rising**2, max(1, int(_CONTRAST_S * onsets.rate_hz)), mode="nearest")
    typical = float(np.sqrt(np.mean(rising**2)))
    return np.asarray(rising / (np.sqrt(np.maximum(spread, 0)) + 0.3 * typical + 1e-6), np.float32)


def _confidence(pulse: Pulse, choice: Choice) -> float:
    """Trust in the beats: steady, clear, more on strokes than between them, of a sure phase."""
    emphasis = float(pulse.curve[pulse.frames].mean()) / max(float(pulse.curve.mean()), 1e-6)
    grid = pulse.grid
    measured = (
        grid.steadiness, pulse.rhythm.clarity, emphasis, len(pulse.frames), choice.phase_share,
    )  # fmt: skip
    trust = [
        np.clip((value - none) / (full - none), 0.0, 1.0)
        for value, (none, full) in zip(measured, _TRUST, strict=True)
    ]
    return float(np.prod(trust)) if grid.is_steady else _UNSTEADY * float(np.prod(trust[1:]))
