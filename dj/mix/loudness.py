"""How loud everything will be, known before a sample is touched.

Each song is brought to the programme's loudness by the part that plays. Then the levels of all
events, their fades and ducks included, are added up tenth by tenth, and the whole programme is
measured on paper by ITU-R BS.1770-4; one offset for all brings it to its target.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dj.audio.curves import corners_db, rising
from dj.audio.levels import integrated_from_levels
from dj.mix.excerpt import Excerpt
from dj.mix.meeting import source_frames
from dj.model.analysis import LEVEL_RATE_HZ
from dj.model.timeline import Event
from dj.units import SILENCE_DB

MAX_BOOST_DB = 12.0
"""Beyond this one would amplify noise, and squash what is meant to be soft."""
_MAX_CUT_DB = -40.0

Powers = NDArray[np.float64]
"""Mean squares per tenth of a second, relative to 0 LUFS."""


class Measured(Protocol):
    """Something of which the loudness is known: a song, or a sound of ours."""

    @property
    def levels(self) -> NDArray[np.float64]:
        """Level of each tenth of a second of the file, LUFS; empty if not measured."""
        ...

    @property
    def loudness_lufs(self) -> float:
        """Integrated loudness of the part that plays."""
        ...

    @property
    def rate_hz(self) -> int:
        """Rate of the programme."""
        ...


class Heard(Protocol):
    """Something measured with its place on the programme, such as `Placed`."""

    @property
    def event(self) -> Event:
        """Its place, gain, fades and duck."""
        ...

    @property
    def excerpt(self) -> Measured:
        """What sounds."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """The levels of a file that is no song."""

    levels: NDArray[np.float64]
    loudness_lufs: float
    rate_hz: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A bed or a piece of imaging with its place on the programme."""

    excerpt: Measured
    event: Event


def song_gain_db(loudness_lufs: float, target_lufs: float) -> float:
    """Gain that brings a song to the programme's loudness, with a sane boost."""
    if loudness_lufs <= SILENCE_DB:
        return 0.0
    return min(MAX_BOOST_DB, max(_MAX_CUT_DB, target_lufs - loudness_lufs))


def joint_loudness_lufs(run: Sequence[Excerpt]) -> float:
    """Loudness of songs that belong together and share one gain."""
    if len(run) == 1:
        return run[0].loudness_lufs
    parts = [
        e.levels[e.start * LEVEL_RATE_HZ // e.rate_hz : e.end * LEVEL_RATE_HZ // e.rate_hz]
        for e in run
    ]
    return integrated_from_levels(np.concatenate(parts))


def tenths(event: Event, rate_hz: int) -> NDArray[np.int64]:
    """Numbers of the programme's tenths of a second whose middle lies in an event."""
    first = _tenth_from(event.at_frame, rate_hz)
    return np.arange(first, max(first + 1, _tenth_from(event.end_frame, rate_hz)))


def music_power(placed: Heard, numbers: NDArray[np.int64]) -> Powers:
    """Power of a song in some tenths of the programme, with its gain, fades and ducks."""
    event, excerpt = placed.event, placed.excerpt
    middles = (numbers + 0.5) * excerpt.rate_hz / LEVEL_RATE_HZ
    faded = rising(event.curve, event.fade_in_frames, middles - event.at_frame)
    faded = faded * rising(event.curve, event.fade_out_frames, event.end_frame - 1 - middles)
    gain_db = event.gain_db + corners_db(event.duck, middles)
    levels = _levels_at(excerpt, source_frames(event, middles))
    return np.asarray(10.0 ** ((levels + gain_db) / 10.0) * faded**2, np.float64)


def powers_between(music: Sequence[Heard], first: int, count: int, rate_hz: int) -> Powers:
    """Power of all music together in `count` tenths of the programme from number `first`."""
    total = np.zeros(count)
    for placed in music:
        numbers = tenths(placed.event, rate_hz)
        inside = numbers[(numbers >= first) & (numbers < first + count)]
        total[inside - first] += music_power(placed, inside)
    return total


def _levels_at(excerpt: Measured, frames: NDArray[np.float64]) -> NDArray[np.float64]:
    if not len(excerpt.levels):
        return np.full(len(frames), excerpt.loudness_lufs)
    numbers = (frames * LEVEL_RATE_HZ / excerpt.rate_hz).astype(np.int64)
    return np.asarray(excerpt.levels[np.clip(numbers, 0, len(excerpt.levels) - 1)], np.float64)


def predicted_lufs(
    music: Sequence[Heard],
    speech: Sequence[Event],
    spoken_lufs: Mapping[str, float],
    rate_hz: int,
) -> float:
    """Integrated loudness of a programme, from levels alone.

    Args:
        music: songs, beds and imaging with their gains, fades and ducks.
        speech: events of the words with their gains.
        spoken_lufs: event id → loudness of the clip as it will sound without gain.
        rate_hz: the programme's rate.
    """
    end = max((p.event.end_frame for p in music), default=0)
    end = max(end, *(event.end_frame for event in speech), 0)
    powers = powers_between(music, 0, end * LEVEL_RATE_HZ // rate_hz + 2, rate_hz)
    for event in speech:
        powers[tenths(event, rate_hz)] += 10.0 ** ((spoken_lufs[event.id] + event.gain_db) / 10.0)
    heard = powers[: max(1, _tenth_from(end, rate_hz))]
    return integrated_from_levels(10.0 * np.log10(np.maximum(heard, 1e-12)))


def _tenth_from(frame: int, rate_hz: int) -> int:
    """Number of the first tenth whose middle is not before a frame."""
    return -(-(2 * frame * LEVEL_RATE_HZ - rate_hz) // (2 * rate_hz)) if frame else 0
