"""Chapters of the mix: one per song, from where it becomes the main thing one hears."""

from dataclasses import dataclass

from dj.model.manifest import Manifest, ManifestTrack
from dj.model.names import one_line
from dj.model.timeline import EventKind, Timeline

_TITLE_BYTES = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A span of the programme with one song as its subject."""

    start_frame: int
    end_frame: int
    """Exclusive: the next chapter's start, or the programme's end."""
    title: str
    """``Artist - Title``, at most 255 bytes of UTF-8: MP4 counts them in one byte."""
    track: ManifestTrack


def chapters(manifest: Manifest) -> tuple[Chapter, ...]:
    """List the chapters in order; the first begins at 0."""
    timeline = manifest.timeline
    starts = chapter_starts(timeline, len(manifest.tracks))
    ends = (*starts[1:], timeline.length_frames)
    return tuple(
        Chapter(start_frame=start, end_frame=end, title=_shortened(label(track)), track=track)
        for start, end, track in zip(starts, ends, manifest.tracks, strict=True)
    )


def chapter_starts(timeline: Timeline, count: int) -> tuple[int, ...]:
    """Programme frame at which each song's chapter begins, rising."""
    joins = {join.position: join.at_frame for join in timeline.joins}
    music = [event for event in timeline.events if event.kind is EventKind.MUSIC]
    starts = [0]
    for position in range(1, count):
        at = joins.get(position, music[position].at_frame)
        starts.append(max(at, starts[-1] + 1))
    return tuple(starts[:count])


def label(track: ManifestTrack) -> str:
    """Write ``Artist - Title`` on one line."""
    text = f"{track.artist} - {track.title}" if track.artist else track.title
    return one_line(text)


def _shortened(text: str) -> str:
    # A longer title would be cut inside a character, and readers then refuse the whole file.
    data = text.encode()
    if len(data) <= _TITLE_BYTES:
        return text
    return data[: _TITLE_BYTES - 3].decode(errors="ignore").rstrip() + "…"
