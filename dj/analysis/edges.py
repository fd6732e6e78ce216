"""What a recording sounds like right at its two ends, to tell what it joins on to.

An album cut from one recording goes on across its cuts: the second before and the second after have
the same spectrum and pitches, and the wave itself continues. `dj.library` compares them.
"""

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from dj.analysis.structure.foretelling import NEEDED, STEPS, foretell
from dj.errors import AudioError
from dj.interfaces import Frames, Signal
from dj.model.analysis import LEVEL_RATE_HZ, Brink, Edge

_RESTING_LU = -30.0
"""What is this far under the recording's loudness at an end is rest, not music."""
_LONGEST_S = 1.0
_LEVEL_TENTHS = 2
_MOMENT_S = 0.02
"""A cycle of a low note."""
_SILENT_LUFS = -120.0
_AT_ONCE_S = 0.006
"""Two blocks of the envelope: the sound stands at the very end of the file."""
_BRINK_S = 0.12
"""Holds `NEEDED` samples at 22.05 kHz and above."""
_FULL_SCALE = 32_768.0


class EdgeAnalyser:
    """The first and the last second."""

    version: ClassVar[str] = "1"
    needs: ClassVar[tuple[str, ...]] = ()
    gives: ClassVar[tuple[str, ...]] = ("edges",)

    def analyse(self, signal: Signal, _known: Mapping[str, object], /) -> Mapping[str, object]:
        """Measure both; silence has none."""
        power = signal.envelope.values[:, 0]
        sounding = np.flatnonzero(power > 10.0 ** ((signal.loudness_lufs + _RESTING_LU) / 10.0))
        if not len(sounding):
            return {"edges": None}
        rate = signal.envelope.rate_hz
        start_s = int(sounding[0]) / rate
        stop_s = min(signal.duration_s, (int(sounding[-1]) + 1) / rate)
        return {"edges": (_first(signal, start_s, stop_s), _last(signal, start_s, stop_s))}


def _first(signal: Signal, start_s: float, stop_s: float) -> Edge:
    end_s = min(stop_s, start_s + _LONGEST_S)
    levels = _levels(signal, start_s, end_s)[:_LEVEL_TENTHS]
    brink = None
    if start_s <= _AT_ONCE_S and len(wave := _wave(signal, 0.0, _BRINK_S)):
        brink = _brink(wave[:NEEDED], wave[:STEPS])
    return _edge(signal, (start_s, end_s), levels, start_s, brink)


def _last(signal: Signal, start_s: float, stop_s: float) -> Edge:
    from_s = max(start_s, stop_s - _LONGEST_S)
    levels = _levels(signal, from_s, stop_s)[-_LEVEL_TENTHS:] + _drop_db(signal, stop_s)
    rest_s, brink = signal.duration_s - stop_s, None
    # Seeking to the end may mean decoding the whole file, but few files stop in mid-sound.
    tail_s = max(0.0, signal.duration_s - _BRINK_S)
    if rest_s <= _AT_ONCE_S and len(wave := _wave(signal, tail_s, signal.duration_s + 1.0)):
        foretold, doubt = foretell(wave[-NEEDED:])
        brink = _brink(wave[-NEEDED:], foretold, round(10.0 * float(np.log10(doubt + 1e-9)), 1))
    return _edge(signal, (from_s, stop_s), levels, rest_s, brink)


def _edge(
    signal: Signal,
    span_s: tuple[float, float],
    levels: NDArray[np.float64],
    rest_s: float,
    brink: Brink | None,
) -> Edge:
    bands = 10.0 ** (_part(signal.mel, *span_s) / 10.0)
    thirds = _part(signal.chroma, *span_s).sum(axis=0)
    pitches = (np.roll(thirds, 1) + thirds + np.roll(thirds, -1))[::3]
    shares = 100.0 * pitches / max(float(pitches.max(initial=0.0)), 1e-9)
    levels_db = 10.0 * np.log10(bands.mean(axis=0) + 1e-12) if len(bands) else np.zeros(0)
    return Edge(
        rest_s=round(max(0.0, rest_s), 3),
        level_lufs=round(float(levels.mean()), 1) if levels.size else _SILENT_LUFS,
        bands_db=tuple(np.rint(levels_db).astype(int).tolist()),
        pitches=tuple(np.rint(shares).astype(int).tolist()),
        brink=brink,
    )


def _drop_db(signal: Signal, stop_s: float) -> float:
    """How far the level falls in the last moment, at most 0: a chord that is let go."""
    near, moment = (
        float(_part(signal.envelope, max(0.0, stop_s - back_s), stop_s).mean())
        for back_s in (_LEVEL_TENTHS / LEVEL_RATE_HZ, _MOMENT_S)
    )
    return min(0.0, 10.0 * float(np.log10((moment + 1e-12) / (near + 1e-12))))


def _brink(near: NDArray[np.float64], samples: NDArray[np.float64], doubt_db: float = 0.0) -> Brink:
    return Brink(
        samples=tuple(np.round(_FULL_SCALE * samples, 1).tolist()),
        rms=round(_FULL_SCALE * float(np.sqrt(np.mean(near**2))), 1),
        doubt_db=doubt_db,
    )


def _wave(signal: Signal, start_s: float, end_s: float) -> NDArray[np.float64]:
    """Samples of the downmix; none if there are too few, or the file can no longer be read."""
    try:
        samples = signal.excerpt(start_s, end_s).samples
    except (AudioError, OSError):
        return np.zeros(0)
    wave = samples.mean(axis=1, dtype=np.float64)
    return wave if len(wave) >= NEEDED and wave.any() else np.zeros(0)


def _levels(signal: Signal, start_s: float, stop_s: float) -> NDArray[np.float64]:
    tenths = Frames(values=signal.levels_lufs[:, None], rate_hz=LEVEL_RATE_HZ)
    return _part(tenths, start_s, stop_s)[:, 0]


def _part(frames: Frames, start_s: float, stop_s: float) -> NDArray[np.float64]:
    """Frames inside a span, at least one if there are any; shape (n, columns)."""
    count = len(frames.values)
    start = min(int(np.ceil(start_s * frames.rate_hz)), max(0, count - 1))
    stop = max(start + 1, int(stop_s * frames.rate_hz))
    return frames.values[start:stop].astype(np.float64)
