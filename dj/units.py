"""The units of the house and the few conversions between them.

Times inside an audio file are seconds (``_s``). Times on a programme are whole frames (``_frames``)
of the programme's rate, so that every position is exact; milliseconds appear in files only.
"""

import math
from typing import NewType

TrackId = NewType("TrackId", str)
"""Identity of a recording: a hash of its audio content, not of its path or tags."""

PROGRAMME_RATE_HZ = 44_100
"""Frames per second of a programme unless the show asks for another rate."""

SILENCE_DB = -120.0
"""The level that stands for "nothing": below the noise of 16 bits, finite for JSON."""


def gain_from_db(gain_db: float) -> float:
    """Turn decibels into a linear amplitude factor (20 dB = 10)."""
    return float(10.0 ** (gain_db / 20.0))


def db_from_gain(gain: float) -> float:
    """Turn a linear amplitude factor (>= 0) into decibels, never below `SILENCE_DB`."""
    if gain <= 10.0 ** (SILENCE_DB / 20.0):
        return SILENCE_DB
    return 20.0 * math.log10(gain)


def frames_from_s(seconds: float, rate_hz: int = PROGRAMME_RATE_HZ) -> int:
    """Round seconds to the nearest whole frame of a rate."""
    return round(seconds * rate_hz)


def s_from_frames(frames: int, rate_hz: int = PROGRAMME_RATE_HZ) -> float:
    """Turn frames of a rate into seconds."""
    return frames / rate_hz


def ms_from_frames(frames: int, rate_hz: int = PROGRAMME_RATE_HZ) -> int:
    """Round frames of a rate to whole milliseconds, for files that count in them."""
    return (frames * 1000 + rate_hz // 2) // rate_hz


def clock_text(seconds: float) -> str:
    """Write a length or position for people: ``3:07`` or ``1:02:03``."""
    total = max(0, round(seconds))
    hours, rest = divmod(total, 3600)
    minutes, secs = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{secs:02d}" if hours else f"{minutes}:{secs:02d}"


def counted(number: int, what: str) -> str:
    """Write a number of things for people: ``1 song``, ``1,200 songs``."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def place_text(seconds: float) -> str:
    """Write a place in a song to the tenth of a second: ``0:14.5``."""
    tenths = max(0, round(seconds * 10))
    return f"{clock_text(tenths // 10)}.{tenths % 10}"
