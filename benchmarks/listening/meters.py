"""Loudness by libebur128 and FFmpeg; nothing here shares code with `dj.audio.levels`."""

import math
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyebur128
from numpy.typing import NDArray

from dj.model.audio import Samples

Levels = NDArray[np.float64]
"""K-weighted level of each tenth of a second, LUFS; −120 for silence."""

TENTHS = 10
"""Levels per second."""
FLOOR_LUFS = -120.0
_TENTH_MS = 100
_ABSOLUTE_GATE_LUFS, _RELATIVE_GATE_LU = -70.0, 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A finished file as FFmpeg hears it."""

    samples: Samples
    """float32, shape (n, 2), at the programme's rate."""
    lufs: float
    dbtp: float


def decoded(path: Path, rate_hz: int) -> Decoded:
    """Decode a file and measure it in the same run by FFmpeg's ebur128 filter."""
    done = subprocess.run(
        ["ffmpeg", "-hide_banner", "-nostats", "-i", str(path), "-vn",
         "-af", "ebur128=peak=true:framelog=verbose", "-ar", str(rate_hz), "-ac", "2",
         "-f", "f32le", "-"],
        capture_output=True, check=True,
    )  # fmt: skip
    told = done.stderr.decode("utf-8", "replace")
    summary = told[told.rindex("Summary:") :]
    return Decoded(
        samples=np.frombuffer(done.stdout, np.float32).reshape(-1, 2),
        lufs=float(re.findall(r"I:\s+(-?[\d.]+) LUFS", summary)[0]),
        dbtp=float(re.findall(r"Peak:\s+(-?[\d.]+|-inf) dBFS", summary)[0]),
    )


def levels(blocks: Iterable[Samples], rate_hz: int) -> Levels:
    """Measure sound in blocks of any length; a last part of a tenth is left out."""
    state = pyebur128.R128State(2, rate_hz, pyebur128.MeasurementMode.MODE_S)
    step, rest, found = rate_hz // TENTHS, np.zeros((0, 2), np.float32), list[float]()
    for block in blocks:
        joined = np.concatenate([rest, block])
        whole = len(joined) // step * step
        for first in range(0, whole, step):
            tenth = np.ascontiguousarray(joined[first : first + step], np.float32).reshape(-1)
            state.add_frames(tenth, step)
            found.append(pyebur128.get_loudness_window(state, _TENTH_MS))
        rest = joined[whole:]
    measured = np.array(found, np.float64)
    return np.where(measured > FLOOR_LUFS, measured, FLOOR_LUFS)


def pooled(tenths: Levels) -> float:
    """Level of some tenths together: the mean of their powers."""
    if not len(tenths):
        return FLOOR_LUFS
    mean = float(np.mean(10.0 ** (tenths / 10.0)))
    return 10.0 * math.log10(max(mean, 1e-12))


def sliding(tenths: Levels, width: int) -> Levels:
    """Pooled level of every run of `width` tenths; 4 is momentary, 30 is short-term."""
    if len(tenths) < width:
        return np.zeros(0)
    sums = np.concatenate([[0.0], np.cumsum(10.0 ** (tenths / 10.0))])
    means = (sums[width:] - sums[:-width]) / width
    return np.asarray(10.0 * np.log10(np.maximum(means, 1e-12)))


def integrated(tenths: Levels) -> float:
    """Gated loudness of ITU-R BS.1770-4, from blocks of four tenths."""
    blocks = sliding(tenths, 4)
    heard = blocks[blocks > _ABSOLUTE_GATE_LUFS]
    return pooled(heard[heard > pooled(heard) - _RELATIVE_GATE_LU])
