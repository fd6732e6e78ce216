"""A join as the ear will have it: both songs' levels laid over one another.

Levels are in tenths of a second, each relative to its song's own loudness; `balance` brings all
songs to one. Programme time counts from the incoming song's first frame.
"""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dj.audio.curves import rising
from dj.mix.excerpt import Excerpt
from dj.mix.meeting import Meeting, Placed, ended, song_event, sounding_at, source_frames
from dj.model.analysis import LEVEL_RATE_HZ, Ending
from dj.model.timeline import Event
from dj.units import SILENCE_DB

AUDIBLE_LU = 20.0
"""A song this far below its loudness no longer counts beside another one."""
_LOUD_LU = 10.0
"""Above this a song's drums are heard beside another's."""
_HOLE_LU = 18.0
"""A programme this far below its loudness sounds as if it had stopped."""
_ENDED_LU = 15.0
"""Music softer than this, relative to its song, is no longer missed."""
_AROUND_S = 4.0
"""What is looked at before and after the overlap."""
_WINDOW = 30
"""Tenths the ear compares, at the ends of that."""
_LOST_DB = 10.0
"""Music brought down this much is no longer heard as itself."""

Levels = NDArray[np.float64]
"""Levels of tenths, LU relative to a song's loudness, shape (n,)."""


class Hearing:
    """Both songs around a join, programme time counted from the incoming song's first frame."""

    def __init__(self, outgoing: Excerpt, incoming: Excerpt, meeting: Meeting) -> None:
        self.rate_hz, self.meeting = outgoing.rate_hz, meeting
        self.outgoing, self.incoming = outgoing, incoming
        self.out_event = _ending_event(outgoing, meeting)
        self.in_event = song_event(1, incoming, 0, meeting)
        reach = round(_AROUND_S * LEVEL_RATE_HZ)
        edge = meeting.overlap * LEVEL_RATE_HZ // self.rate_hz
        numbers = np.arange(min(0, edge) - reach, max(0, edge) + reach + 1)
        self.frames = (numbers + 0.5) * self.rate_hz / LEVEL_RATE_HZ
        self.out_lu = _levels(self.out_event, outgoing, self.frames)
        self.in_lu = _levels(self.in_event, incoming, self.frames)

    @property
    def overlap_s(self) -> float:
        """Seconds in which both play; negative is a pause."""
        return self.meeting.overlap / self.rate_hz

    @cached_property
    def both(self) -> Levels:
        """Level of the softer of the two."""
        return np.minimum(self.out_lu, self.in_lu)

    @property
    def together_s(self) -> float:
        """Seconds in which one hears both."""
        return _seconds(self.both > -AUDIBLE_LU)

    @property
    def both_loud_s(self) -> float:
        """Seconds in which both drummers are heard."""
        return _seconds(self.both > -_LOUD_LU)

    @property
    def both_sing_s(self) -> float:
        """Seconds in which one hears two voices."""
        sung = _sung(self.out_event, self.outgoing, self.frames)
        sung = sung & _sung(self.in_event, self.incoming, self.frames)
        return _seconds(sung & (self.both > -AUDIBLE_LU))

    @property
    def hole_s(self) -> float:
        """Seconds in which the programme seems to have stopped, beyond a pause that is meant."""
        power = 10.0 ** (self.out_lu / 10.0) + 10.0 ** (self.in_lu / 10.0)
        smooth = np.convolve(power, np.full(4, 0.25), mode="valid")
        meant = max(0.0, -self.overlap_s)
        return _seconds(smooth < 10.0 ** (-_HOLE_LU / 10.0)) - meant

    @property
    def step_lu(self) -> float:
        """Loudness after the join less that before it, LU, a second from where both sound."""
        power = 10.0 ** (self.out_lu / 10.0) + 10.0 ** (self.in_lu / 10.0)
        floor = 10.0 ** (-AUDIBLE_LU / 10.0)
        before, after = max(power[:_WINDOW].mean(), floor), max(power[-_WINDOW:].mean(), floor)
        return abs(10.0 * float(np.log10(after / before)))

    @cached_property
    def lost_s(self) -> float:
        """Seconds of the ending that would be heard and are not; one that runs on has none."""
        if self.outgoing.song.analysis.cues.ending is Ending.SEGUE:
            return 0.0
        step = self.rate_hz / LEVEL_RATE_HZ
        frames = np.arange(self.out_event.end_frame - 20 * self.rate_hz, self._natural_end, step)
        sounding = frames - self.out_event.at_frame + self.out_event.source_in_frame
        natural = _relative(self.outgoing, sounding)
        lost = natural - _levels(self.out_event, self.outgoing, frames) > _LOST_DB
        return _seconds(lost & (natural > -_ENDED_LU))

    @property
    def _natural_end(self) -> int:
        return self.out_event.end_frame + self.outgoing.end - self.meeting.out_at


def _ending_event(outgoing: Excerpt, meeting: Meeting) -> Event:
    """The outgoing song on the programme of `_Heard`, whose frame 0 is the incoming's first."""
    whole = song_event(0, outgoing, meeting.overlap - (meeting.out_at - outgoing.start))
    return ended(Placed(excerpt=outgoing, event=whole), meeting).event


def _relative(song: Excerpt, frames: Levels) -> Levels:
    """Levels at some source frames, LU relative to the song's loudness; silence outside it."""
    if not len(song.levels):
        return np.where((frames >= song.start) & (frames < song.end), 0.0, SILENCE_DB)
    tenths = np.floor(frames * LEVEL_RATE_HZ / song.rate_hz).astype(np.int64)
    levels = song.levels[np.clip(tenths, 0, len(song.levels) - 1)] - song.loudness_lufs
    inside = (frames >= song.start) & (frames < song.end)
    return np.where(inside, np.maximum(levels, SILENCE_DB), SILENCE_DB)


def _levels(event: Event, song: Excerpt, frames: Levels) -> Levels:
    """Levels at some programme frames with the event's fades, LU; silence where it is not."""
    faded = rising(event.curve, event.fade_in_frames, frames - event.at_frame)
    faded = faded * rising(event.curve, event.fade_out_frames, event.end_frame - 1 - frames)
    sounding = (frames >= event.at_frame) & (frames < event.end_frame)
    fade_db = 20.0 * np.log10(np.maximum(faded, 1e-6))
    levels = _relative(song, source_frames(event, frames)) + fade_db
    return np.where(sounding, np.maximum(levels, SILENCE_DB), SILENCE_DB)


def _sung(event: Event, song: Excerpt, frames: Levels) -> NDArray[np.bool_]:
    sung = np.zeros(len(frames), np.bool_)
    for first, last in song.vocals:
        if first < event.source_out_frame and last > event.source_in_frame:
            sung |= (frames >= sounding_at(event, first)) & (frames < sounding_at(event, last))
    return sung


def _seconds(true: NDArray[np.bool_]) -> float:
    return float(np.count_nonzero(true)) / LEVEL_RATE_HZ
