"""Where one of two songs has the bass: the sound of an event with the gain of its lows.

A dip lasts as long as an overlap and is worked on as a whole, some megabytes at most; everything
else flows through untouched.
"""

from collections.abc import Generator, Iterator

import numpy as np

from dj.audio.crossover import SETTLING_S, with_lows
from dj.audio.curves import gain_at
from dj.audio.files import CHANNELS
from dj.model.audio import Samples
from dj.model.timeline import LOWS_HZ, Event
from dj.units import frames_from_s


class Reel:
    """Pieces of sound taken off by the frame."""

    def __init__(self, pieces: Iterator[Samples]) -> None:
        self._pieces = pieces
        self._left = np.zeros((0, CHANNELS), np.float32)

    def pieces(self, count: int) -> Iterator[Samples]:
        """Yield the next `count` frames, or fewer at the end, in pieces as they come."""
        while count > 0:
            piece = self._left if len(self._left) else next(self._pieces, None)
            if piece is None:
                return
            self._left = piece[count:]
            yield piece[:count]
            count -= len(piece)

    def take(self, count: int) -> Samples:
        """Return the next `count` frames, or fewer at the end, as one array."""
        taken = list(self.pieces(count))
        return taken[0] if len(taken) == 1 else np.concatenate((self._left[:0], *taken))


def shaped(sound: Iterator[Samples], event: Event, rate_hz: int) -> Generator[Samples, None, None]:
    """Pass an event's sound on with the gain of its lows; its other gains come later."""
    if not event.lows:
        yield from sound
        return
    reel, at = Reel(sound), 0
    for first, last in dips(event, rate_hz):
        yield from reel.pieces(first - at)
        block = reel.take(last - first)
        gains = gain_at(event.lows, event.at_frame + first, len(block))
        yield with_lows(block, gains, LOWS_HZ, rate_hz)
        at = last
    yield from reel.pieces(event.length_frames - at)


def dips(event: Event, rate_hz: int) -> list[tuple[int, int]]:
    """Spans, in frames of an event, in which its lows have a gain, and where a filter settles."""
    settling = frames_from_s(SETTLING_S, rate_hz)
    spans: list[tuple[int, int]] = []
    for one, other in zip(event.lows, event.lows[1:], strict=False):
        if not (one.gain_db or other.gain_db):
            continue
        first = max(0, one.at_frame - event.at_frame - settling)
        last = min(event.length_frames, other.at_frame - event.at_frame + settling)
        if spans and first <= spans[-1][1]:
            first = spans.pop()[0]
        if first < last:
            spans.append((first, last))
    return spans
