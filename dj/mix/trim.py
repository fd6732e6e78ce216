"""What one rendering teaches the next: how loud the file came out, and where its codec overshot.

A codec overshoots in two ways. All over, by some tenths of a decibel: then the limiter's ceiling
goes down by as much. Or at single moments, by decibels, where its bits run out: then those moments
are lowered for a tenth or two and the ceiling only a little, because squeezing a whole programme
for the sake of one moment would cost its loudness.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dj.audio.files import CHANNELS, open_source
from dj.audio.levels import LoudnessMeter
from dj.audio.peaks import TruePeakMeter
from dj.interfaces import Progress
from dj.model.audio import Samples
from dj.model.manifest import Measured
from dj.model.timeline import GainPoint, Timeline

TOLERANCE_LU = 0.3
"""Greatest miss of the programme's loudness."""
_HEADROOM_DB: Mapping[str, float] = {
    "flac": 0.3, "wav": 0.3, "m4a": 1.5, "m4b": 1.5, "mp3": 1.5, "opus": 1.8,
}  # fmt: skip
"""How far under the limit the limiter works at first: codecs overshoot, and meters differ."""
_LOSS_DB: Mapping[str, float] = {"m4a": 0.04, "m4b": 0.04, "mp3": 0.26}
"""How much softer codecs make any music, given back before: LAME scales all samples by 0.97."""
_SAFETY_DB = 0.1
"""Taken off on top of what a codec overshot, for the next pass."""
_SPOT_SAFETY_DB = 1.0
"""The same for a single moment, where a codec is less predictable."""
_SPOT_STEP_DB = 0.7
"""How far the ceiling goes down for single moments: a codec that hiccups once hiccups elsewhere."""
_NEAR_DB = 0.5
"""Samples this near to the limit may hide the true peak."""
_SPOTS_PER_MINUTE = 6.0
"""Overshoots more frequent than this are not single moments."""
_SILENT_LUFS = -60.0
"""A programme this soft is silence; no gain would help it."""
_TENTHS = 10
"""Moments per second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trim:
    """Corrections for a rendering."""

    ceiling_dbtp: float
    """Where the limiter holds the peaks."""
    gain_db: float = 0.0
    """Gain of the whole programme."""
    dips: Mapping[int, float] = field(default_factory=dict)
    """Tenth of a second of the programme → gain in dB, for moments that overshot."""

    def corners(self, rate_hz: int) -> tuple[GainPoint, ...]:
        """Gain curve of the dips, with slopes of a tenth of a second."""
        heights: dict[int, float] = {}
        for tenth, depth in self.dips.items():
            for node, gain_db in ((-1, 0.0), (0, depth), (1, depth), (2, 0.0)):
                at = tenth + node
                heights[at] = min(gain_db, heights.get(at, 0.0))
        return tuple(
            GainPoint(at_frame=at * rate_hz // _TENTHS, gain_db=gain_db)
            for at, gain_db in sorted(heights.items())
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Heard:
    """A finished file, decoded again."""

    measured: Measured
    frames: int
    """Length as decoded, in frames of `sample_rate_hz`."""
    sample_rate_hz: int
    peaks_dbfs: NDArray[np.float64]
    """Greatest sample of each tenth of a second, shape (n,)."""


def first_trim(timeline: Timeline, form: str) -> Trim:
    """Corrections known before the first rendering."""
    return Trim(
        ceiling_dbtp=timeline.max_true_peak_dbtp - _HEADROOM_DB[form],
        gain_db=_LOSS_DB.get(form, 0.0),
    )


class Ear:
    """Measures a finished programme as it goes by."""

    def __init__(self, rate_hz: int) -> None:
        self.frames = 0
        """Heard so far."""
        self._rate_hz = rate_hz
        self._tenth = rate_hz // _TENTHS
        self._loudness, self._true_peak = LoudnessMeter(rate_hz), TruePeakMeter(rate_hz)
        self._rest = np.zeros((0, CHANNELS), np.float32)
        self._peaks: list[NDArray[np.float32]] = []

    def feed(self, block: Samples) -> None:
        """Take the next block, float32, shape (n, 2)."""
        if not len(block):
            return
        self.frames += len(block)
        self._loudness.feed(block)
        self._true_peak.feed(block)
        joined = np.concatenate((self._rest, block)) if len(self._rest) else block
        whole = len(joined) // self._tenth * self._tenth
        self._rest = joined[whole:].copy()
        self._peaks.append(self._highest(joined[:whole]))

    def heard(self) -> Heard:
        """Say what it was like; silence for nothing at all."""
        rate = self._rate_hz
        peaks = np.concatenate((*self._peaks, self._highest(self._rest)))
        return Heard(
            measured=Measured(
                length_ms=(self.frames * 1000 + rate // 2) // rate,
                loudness_lufs=round(self._loudness.integrated_lufs(), 2),
                true_peak_dbtp=round(self._true_peak.dbtp(), 2),
            ),
            frames=self.frames,
            sample_rate_hz=rate,
            peaks_dbfs=20 * np.log10(np.maximum(peaks, 1e-6)),
        )

    def _highest(self, frames: Samples) -> NDArray[np.float32]:
        """Greatest sample of each tenth of a second; the last may be shorter."""
        if not len(frames):
            return np.zeros(0, np.float32)
        edges = range(0, len(frames) * CHANNELS, self._tenth * CHANNELS)
        flat = np.abs(frames.reshape(-1))
        return np.asarray(np.maximum.reduceat(flat, edges), np.float32)


def listen(path: Path, progress: Progress | None = None) -> Heard:
    """Decode a file and measure it."""
    with open_source(path) as source:
        ear = Ear(source.sample_rate_hz)
        while len(block := source.read(source.sample_rate_hz)):
            ear.feed(block)
            if progress:
                progress(ear.frames, max(ear.frames, source.frames), "measuring")
    return ear.heard()


def better(heard: Heard, timeline: Timeline, trim: Trim) -> Trim:
    """Correct what missed; the same trim if nothing did."""
    measured = heard.measured
    over = measured.true_peak_dbtp - timeline.max_true_peak_dbtp
    if over > 0:
        trim = _lower(heard, timeline.max_true_peak_dbtp, over, trim)
    miss = timeline.target_lufs - measured.loudness_lufs
    if abs(miss) > TOLERANCE_LU and measured.loudness_lufs > _SILENT_LUFS:
        trim = replace(trim, gain_db=trim.gain_db + miss)
    return trim


def _lower(heard: Heard, limit_dbtp: float, over: float, trim: Trim) -> Trim:
    """Lower the moments that overshot, or the ceiling if they are too many to be moments."""
    spots = np.flatnonzero(heard.peaks_dbfs > limit_dbtp - _NEAR_DB).tolist()
    minutes = max(1.0, len(heard.peaks_dbfs) / _TENTHS / 60)
    codec_is_at_fault = over > _SAFETY_DB and len(spots) <= _SPOTS_PER_MINUTE * minutes
    if not spots or not codec_is_at_fault:
        return replace(trim, ceiling_dbtp=trim.ceiling_dbtp - over - _SAFETY_DB)
    lower = min(over + _SAFETY_DB, _SPOT_STEP_DB)
    dips = dict(trim.dips)
    for spot in spots:
        excess = max(0.0, float(heard.peaks_dbfs[spot]) - limit_dbtp)
        dips[spot] = round(dips.get(spot, 0.0) - excess - _SPOT_SAFETY_DB, 2)
    return replace(trim, dips=dips, ceiling_dbtp=trim.ceiling_dbtp - lower)


def misses(measured: Measured, timeline: Timeline) -> list[str]:
    """Say what the last pass could not mend."""
    notes = []
    if measured.true_peak_dbtp > timeline.max_true_peak_dbtp:
        notes.append(
            f"The true peak is {measured.true_peak_dbtp:.1f} dBTP, above the limit of "
            f"{timeline.max_true_peak_dbtp:.1f}."
        )
    if abs(measured.loudness_lufs - timeline.target_lufs) > TOLERANCE_LU:
        notes.append(
            f"The loudness is {measured.loudness_lufs:.1f} LUFS, not {timeline.target_lufs:.1f}: "
            "the peaks leave no more room."
        )
    return notes
