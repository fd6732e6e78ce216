"""A session taken apart: its songs, what lies under the words, the words, and the finished file."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from benchmarks.listening.meters import Decoded, Levels, decoded, levels
from benchmarks.listening.sessions import Made
from dj import mixdown
from dj.mix import mix
from dj.model.audio import Samples
from dj.model.manifest import ManifestTrack
from dj.model.timeline import Event, EventKind, Timeline

HUNDREDTHS = 100
"""Values per second of `Heard.speaking`."""
_WORDS_DBFS = -46.0
"""A hundredth of a second whose peak is above this holds voice."""


@dataclass(frozen=True, kw_only=True)
class Heard:
    """A session with its stems, all from frame 0 of the programme, before the limiter."""

    made: Made
    songs: tuple[Samples, Samples]
    """Songs at even and at odd positions: of two that overlap, each is alone in its stem."""
    under: Levels
    """Level of all that may lie under words: songs, beds, imaging."""
    voice: Levels
    speaking: NDArray[np.bool_]
    """Hundredths of a second that hold voice."""
    file: Decoded
    """The finished file, decoded by FFmpeg."""

    @property
    def timeline(self) -> Timeline:
        """What sounds when."""
        return self.made.manifest.timeline

    @property
    def rate_hz(self) -> int:
        """Rate of the programme and of all stems."""
        return self.timeline.sample_rate_hz

    @cached_property
    def mix(self) -> Levels:
        """Level of the finished file."""
        return levels([self.file.samples], self.rate_hz)

    @cached_property
    def music(self) -> tuple[Event, ...]:
        """Events of the songs, in order of play."""
        return tuple(e for e in self.timeline.events if e.kind is EventKind.MUSIC)

    @cached_property
    def words(self) -> tuple[Event, ...]:
        """Events of the words."""
        return tuple(e for e in self.timeline.events if e.kind is EventKind.SPEECH)

    @cached_property
    def tracks(self) -> dict[str, ManifestTrack]:
        """Tracks by the id that events call them."""
        return {str(track.id): track for track in self.made.manifest.tracks}

    def title(self, event: Event) -> str:
        """Title of an event's track, or what else it plays."""
        track = self.tracks.get(event.source_id)
        return track.title[:40] if track else event.source_id

    def seconds(self, frame: float) -> float:
        """Programme seconds of a frame."""
        return frame / self.rate_hz


def heard(made: Made) -> Heard:
    """Decode the mix of a session, and render its stems."""
    rate_hz = made.manifest.timeline.sample_rate_hz
    return taken_apart(made, decoded(made.folder / made.manifest.mix, rate_hz))


def taken_apart(made: Made, file: Decoded) -> Heard:
    """Render the stems of a session beside its decoded mix."""
    timeline = made.manifest.timeline
    rate = timeline.sample_rate_hz
    order = [e.id for e in timeline.events if e.kind is EventKind.MUSIC]
    even, odd = (_whole(made, set(order[first::2])) for first in (0, 1))
    voice = _whole(made, {e.id for e in timeline.events if e.kind is EventKind.SPEECH})
    others = {e.id for e in timeline.events if e.kind in (EventKind.BED, EventKind.IMAGING)}
    return Heard(
        made=made,
        songs=(even, odd),
        under=levels(_summed((even, odd), _stem(made, others)), rate),
        voice=levels([voice], rate),
        speaking=_speaking(voice, rate),
        file=file,
    )


def _whole(made: Made, chosen: set[str]) -> Samples:
    return np.concatenate(list(_stem(made, chosen)))


def _stem(made: Made, chosen: set[str]) -> Iterator[Samples]:
    timeline = made.manifest.timeline
    events = tuple(event for event in timeline.events if event.id in chosen)
    sources = mixdown.sources(made.manifest, made.folder)
    return mix(replace(timeline, events=events, joins=()), sources)


def _summed(songs: tuple[Samples, Samples], others: Iterator[Samples]) -> Iterator[Samples]:
    first = 0
    for block in others:
        last = first + len(block)
        yield songs[0][first:last] + songs[1][first:last] + block
        first = last


def _speaking(voice: Samples, rate_hz: int) -> NDArray[np.bool_]:
    step = rate_hz // HUNDREDTHS
    whole = len(voice) // step * step
    peaks = np.abs(voice[:whole]).max(axis=1).reshape(-1, step).max(axis=1)
    return np.asarray(peaks > 10.0 ** (_WORDS_DBFS / 20.0))
