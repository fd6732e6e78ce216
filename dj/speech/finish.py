"""From an engine's sound to a clip for the mix: high-passed, trimmed, levelled, limited, faded."""

import numpy as np
from scipy.signal import butter, sosfilt

from dj.audio.levels import integrated_lufs
from dj.audio.limiter import Limiter
from dj.audio.resample import resample
from dj.model.audio import Audio
from dj.speech.clips import Clip, faded, sounding
from dj.speech.loudness import PEAK_DBTP, TARGET_LUFS
from dj.units import SILENCE_DB, gain_from_db

CHAIN = "1"
"""Version of everything in this file and in `clips`: another one makes other bytes."""
_HIGH_PASS_HZ = 80.0
"""Below any voice: hum, rumble and the thump of p and b."""
_MOST_GAIN_DB = 40.0
"""A clip that needs more is hiss."""


def finish(audio: Audio, rate_hz: int) -> tuple[Clip, float]:
    """Make a mono clip at the programme's rate, and tell the seconds cut off its start.

    Pure silence is left as long as it is.
    """
    if not np.any(audio.samples):
        return faded(_at_rate(audio, rate_hz)), 0.0
    level = _levelled(_at_rate(_high_passed(audio), rate_hz))
    start, end = sounding(level)
    trimmed = Audio(samples=level.samples[start:end], sample_rate_hz=rate_hz)
    # The limiter takes a little loudness from peaky voices; the second round gives it back.
    once = _limited(_levelled(trimmed))
    return faded(_limited(_levelled(once))), start / rate_hz


def heard_lufs(audio: Audio) -> float:
    """Integrated loudness of a mono clip as heard in both channels, LUFS; −120 for silence."""
    pair = np.repeat(audio.samples, 2, axis=1)
    return integrated_lufs(Audio(samples=pair, sample_rate_hz=audio.sample_rate_hz))


def _high_passed(audio: Audio) -> Audio:
    sections = butter(2, _HIGH_PASS_HZ, "highpass", fs=audio.sample_rate_hz, output="sos")
    samples = sosfilt(sections, audio.samples.astype(np.float64), axis=0).astype(np.float32)
    return Audio(samples=samples, sample_rate_hz=audio.sample_rate_hz)


def _at_rate(audio: Audio, rate_hz: int) -> Audio:
    samples = resample(audio.samples, audio.sample_rate_hz, rate_hz)
    return Audio(samples=samples, sample_rate_hz=rate_hz)


def _levelled(audio: Audio) -> Audio:
    measured = heard_lufs(audio)
    if measured <= SILENCE_DB:
        return audio
    gain = gain_from_db(min(TARGET_LUFS - measured, _MOST_GAIN_DB))
    samples = (audio.samples * np.float32(gain)).astype(np.float32)
    return Audio(samples=samples, sample_rate_hz=audio.sample_rate_hz)


def _limited(audio: Audio) -> Audio:
    limiter = Limiter(PEAK_DBTP, audio.sample_rate_hz, channels=1)
    samples = np.concatenate((limiter.feed(audio.samples), limiter.flush()))
    return Audio(samples=samples, sample_rate_hz=audio.sample_rate_hz)
