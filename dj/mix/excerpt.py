"""What of a song is worth playing: where it is heard, where its voice is, how loud it is.

Everything is in frames of the programme's rate, counted from the start of the file.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dj.audio.levels import integrated_from_levels
from dj.model.analysis import HIDDEN_GAP_S, LEVEL_RATE_HZ, Ending, Song
from dj.units import SILENCE_DB, frames_from_s

INAUDIBLE_LU = 32.0
"""Below its own loudness by this much a song is dead air: at a usual 65 dB of sound pressure that
is 33 dB, the hush of a quiet living room; −48 LUFS in a programme at −16."""
_LEAD_S = 0.05
"""Kept before the first audible tenth, so that an attack keeps its edge."""
_RING_S = 0.3
"""Kept after the last audible tenth, and faded."""
_INSTRUMENTAL_ROOM_S = 12.0
"""How far talk may reach into an instrumental from either end."""
_DECLICK_S = 0.005
_LET_GO_S = 3.0
"""Fade of a song that breaks off at the end of its file because its album goes on."""


@dataclass(frozen=True, kw_only=True)
class Excerpt:
    """The part of a song that plays."""

    song: Song
    rate_hz: int
    start: int
    """First frame."""
    end: int
    """End, exclusive."""

    @property
    def length(self) -> int:
        """Length in frames, unstretched."""
        return self.end - self.start

    @cached_property
    def levels(self) -> NDArray[np.float64]:
        """Level of each tenth of a second of the file, LUFS; empty if not measured."""
        return np.asarray(self.song.analysis.levels_lufs, np.float64)

    @cached_property
    def loudness_lufs(self) -> float:
        """Integrated loudness of the part that plays."""
        first, last = self._tenth(self.start), self._tenth(self.end)
        inside = self.levels[first : max(last, first + 1)]
        measured = integrated_from_levels(inside) if len(inside) >= LEVEL_RATE_HZ else SILENCE_DB
        return measured if measured > SILENCE_DB else self.song.analysis.loudness_lufs

    @cached_property
    def vocals(self) -> tuple[tuple[int, int], ...]:
        """Spans with a voice inside the part that plays; the cue points count as well."""
        analysis = self.song.analysis
        spans = [(r.start_s, r.end_s) for r in analysis.vocal_regions]
        if not spans and analysis.cues.post_s is not None:
            spans = [(analysis.cues.post_s, max(analysis.cues.outro_s, analysis.cues.post_s))]
        inside = [
            (max(self._frame(a), self.start), min(self._frame(b), self.end)) for a, b in spans
        ]
        return tuple(sorted((a, b) for a, b in inside if a < b))

    @property
    def is_sung(self) -> bool:
        """True if a voice is heard in the part that plays."""
        return bool(self.vocals)

    @cached_property
    def post(self) -> int | None:
        """Frame where the voice first enters, None if nobody sings."""
        post_s = self.song.analysis.cues.post_s
        marked = [self._frame(post_s)] if post_s is not None else []
        entries = [first for first, _ in self.vocals] + [p for p in marked if p >= self.start]
        return min(entries) if self.vocals else None

    @cached_property
    def outro(self) -> int:
        """Frame from which the host may talk until the end."""
        begins = min(max(self._frame(self.song.analysis.cues.outro_s), self.start), self.end)
        if self.is_sung:
            return max(max(last for _, last in self.vocals), begins)
        return min(begins, max(self.start, self.end - self.instrumental_room))

    @property
    def instrumental_room(self) -> int:
        """How far talk may reach into this song if nobody sings: seconds, and at most a third."""
        return min(frames_from_s(_INSTRUMENTAL_ROOM_S, self.rate_hz), self.length // 3)

    def sings_between(self, first: int, last: int) -> bool:
        """Tell whether a voice sounds anywhere in a span of frames."""
        return any(a < last and first < b for a, b in self.vocals)

    def last_within(self, below_lu: float) -> int:
        """Frame after which it stays more than `below_lu` under its loudness; `end` if unknown."""
        tenths = self._smooth()
        loud = np.flatnonzero(tenths >= self.loudness_lufs - below_lu)
        if not len(loud):
            return self.end
        after = self._tenth(self.start) + int(loud[-1]) + 1
        return min(self.end, self._frame(after / LEVEL_RATE_HZ))

    def first_within(self, below_lu: float) -> int:
        """Frame before which it stays more than `below_lu` under its loudness."""
        tenths = self._smooth()
        loud = np.flatnonzero(tenths >= self.loudness_lufs - below_lu)
        if not len(loud):
            return self.start
        return max(
            self.start, self._frame((self._tenth(self.start) + int(loud[0])) / LEVEL_RATE_HZ)
        )

    @property
    def trim_fade(self) -> int:
        """Frames of fade-out: long where the music breaks off, a declick where it is silent."""
        if self.song.analysis.cues.ending is Ending.SEGUE:
            return min(frames_from_s(_LET_GO_S, self.rate_hz), self.length // 2)
        rest = frames_from_s(self.song.analysis.duration_s, self.rate_hz) - self.end
        seconds = _RING_S if rest > frames_from_s(_DECLICK_S, self.rate_hz) else _DECLICK_S
        return min(frames_from_s(seconds, self.rate_hz), self.length)

    def _smooth(self) -> NDArray[np.float64]:
        """Levels inside, the mean power of four tenths: what the ear takes for loudness."""
        inside = self.levels[self._tenth(self.start) : self._tenth(self.end)]
        if len(inside) < 4:
            return inside
        powers = np.convolve(10.0 ** (inside / 10.0), np.full(4, 0.25), mode="same")
        return np.asarray(10.0 * np.log10(np.maximum(powers, 1e-12)), np.float64)

    def _frame(self, seconds: float) -> int:
        return frames_from_s(seconds, self.rate_hz)

    def _tenth(self, frame: int) -> int:
        return frame * LEVEL_RATE_HZ // self.rate_hz


def excerpt(song: Song, rate_hz: int) -> Excerpt:
    """Find the part of a song that is heard: from its first sound to the end of its last."""
    cues, duration_s = song.analysis.cues, song.analysis.duration_s
    start_s, end_s = _heard_s(song)
    start_s = max(cues.cue_in_s, start_s)
    end_s = min(end_s, duration_s)
    if end_s - start_s < min(1.0, duration_s / 2):
        start_s, end_s = 0.0, duration_s
    start, end = frames_from_s(start_s, rate_hz), frames_from_s(end_s, rate_hz)
    return Excerpt(song=song, rate_hz=rate_hz, start=start, end=max(end, start + 1))


def whole(song: Song, rate_hz: int) -> Excerpt:
    """Take a file from its first frame to its last, for joins that were made in the studio."""
    end = max(1, frames_from_s(song.analysis.duration_s, rate_hz))
    return Excerpt(song=song, rate_hz=rate_hz, start=0, end=end)


def _heard_s(song: Song) -> tuple[float, float]:
    """Seconds of the first and last sound by the measured levels, by the cue points without."""
    levels = np.asarray(song.analysis.levels_lufs, np.float64)
    heard = np.flatnonzero(levels > song.analysis.loudness_lufs - INAUDIBLE_LU)
    if not len(heard):
        return song.analysis.cues.cue_in_s, song.analysis.cues.cue_out_s
    first, last = _longest_stretch(heard)
    return first / LEVEL_RATE_HZ - _LEAD_S, (last + 1) / LEVEL_RATE_HZ + _RING_S


def _longest_stretch(heard: NDArray[np.int64]) -> tuple[int, int]:
    """First and last tenth of the longest part without a hidden track's gap."""
    gaps = np.flatnonzero(np.diff(heard) > HIDDEN_GAP_S * LEVEL_RATE_HZ)
    firsts = heard[np.concatenate([[0], gaps + 1])]
    lasts = heard[np.concatenate([gaps, [len(heard) - 1]])]
    longest = int(np.argmax(lasts - firsts))
    return int(firsts[longest]), int(lasts[longest])
