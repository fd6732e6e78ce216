"""Where the lines of the page break: a plan is read like a score, one system under the other."""

from collections.abc import Iterator
from dataclasses import dataclass

from dj.model.lineup import Slot
from dj.model.manifest import Manifest, ManifestTrack
from dj.model.timeline import Event, EventKind

SONGS_IN_A_LINE = 12
"""Most songs in one system, so that their names can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Song:
    """One song of a plan with all that is known of it."""

    number: int
    """As people count, from 1."""
    start_s: float
    end_s: float
    track: ManifestTrack
    slot: Slot

    @property
    def middle_s(self) -> float:
        """Where what is asked of it is marked."""
        return (self.start_s + self.end_s) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A few songs that stand in one line."""

    songs: tuple[Song, ...]
    """Those that begin in it."""
    start_s: float
    end_s: float
    """Where the next one starts, or the programme ends."""


def songs(manifest: Manifest) -> tuple[Song, ...]:
    """List the songs in order, with their times on the programme."""
    rate_hz = manifest.timeline.sample_rate_hz
    music = [event for event in manifest.timeline.events if event.kind is EventKind.MUSIC]
    return tuple(
        Song(number=number, start_s=event.at_frame / rate_hz, end_s=event.end_frame / rate_hz,
             track=track, slot=slot)
        for number, (event, track, slot) in enumerate(
            zip(music, manifest.tracks, manifest.lineup.slots, strict=True), 1)
    )  # fmt: skip


def systems(manifest: Manifest) -> tuple[System, ...]:
    """Share the songs out to as few systems as can be read, about as many songs in each."""
    known = songs(manifest)
    count = max(1, -(-len(known) // SONGS_IN_A_LINE))
    firsts = [len(known) * number // count for number in range(count)]
    starts = [0.0, *(known[first].start_s for first in firsts[1:])]
    ends = [*starts[1:], manifest.timeline.duration_s]
    lasts = [*firsts[1:], len(known)]
    return tuple(
        System(songs=known[first:last], start_s=start_s, end_s=max(end_s, start_s + 1.0))
        for first, last, start_s, end_s in zip(firsts, lasts, starts, ends, strict=True)
    )


def spans(
    manifest: Manifest, system: System, *kinds: EventKind
) -> Iterator[tuple[Event, float, float]]:
    """Yield events of some kinds that are heard in a system, with start and length in seconds."""
    rate_hz = manifest.timeline.sample_rate_hz
    for event in manifest.timeline.events:
        start_s, end_s = event.at_frame / rate_hz, event.end_frame / rate_hz
        if event.kind in kinds and end_s > system.start_s and start_s < system.end_s:
            yield event, start_s, end_s - start_s
