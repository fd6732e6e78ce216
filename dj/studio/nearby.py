"""A few seconds around a join, heard through the real mixer before there is a mix."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dj import library, pipeline, planning
from dj import session as keep
from dj.audio.encode import Encoder, Encoding
from dj.errors import ConfigError
from dj.mix.window import limited
from dj.mixdown import sources
from dj.model.manifest import Manifest
from dj.model.timeline import EventKind, Join

AROUND_S = 15.0
"""Heard before and after a join."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearby:
    """A session whose words are spoken around one of its joins."""

    manifest: Manifest
    folder: Path
    """What the paths of the manifest are relative to."""
    join: Join

    @property
    def span(self) -> tuple[int, int]:
        """First programme frame that is heard, and the end, exclusive."""
        return _span(self.manifest, self.join)


def join_of(manifest: Manifest, number: int) -> Join:
    """Give the join into a song, counted from 1.

    Raises:
        ConfigError: if there is none.
    """
    found = next((j for j in manifest.timeline.joins if j.position == number - 1), None)
    if found is None:
        most = len(manifest.tracks)
        there = f"There are 2 to {most}." if most > 1 else "The session has one song."
        raise ConfigError(f"there is no join {number}.", where="--join",
                          hint=f"Join 4 leads into song 4. {there}")  # fmt: skip
    return found


@contextmanager
def around(
    store: library.Store, manifest: Manifest, folder: Path, number: int, *, cache: Path
) -> Iterator[Nearby]:
    """Make ready what is heard around a join; words on paper are spoken there, and only there.

    Nothing is written into the session's folder.

    Raises:
        ConfigError: if there is no such join.
        LibraryError: if words are to be spoken, and a song is not in the library.
    """
    join = join_of(manifest, number)
    if not keep.needs_voice(manifest, folder):
        yield Nearby(manifest=manifest, folder=folder, join=join)
        return
    with tempfile.TemporaryDirectory(prefix="dj-preview-") as place:
        planned = pipeline.aloud(
            planning.planned_before(store, manifest), Path(place), cache, None,
            only=_spoken_near(manifest, join),
        )  # fmt: skip
        spoken = keep.build(planned, folder)
        yield Nearby(manifest=spoken, folder=folder, join=join_of(spoken, number))


def write(nearby: Nearby, output: Path, encoding: Encoding) -> Path:
    """Write what is heard around the join into a file.

    Raises:
        AudioError: if a song cannot be read.
        OutputError: if the file cannot be written.
    """
    timeline, (first, last) = nearby.manifest.timeline, nearby.span
    with tempfile.TemporaryDirectory(prefix=".dj-", dir=output.parent) as place:
        part = Path(place) / output.name
        with Encoder(part, encoding, timeline.sample_rate_hz) as encoder:
            files = sources(nearby.manifest, nearby.folder)
            for block in limited(timeline, files, first, last):
                encoder.write(block)
            encoder.finish()
        part.replace(output)
    return output


def _spoken_near(manifest: Manifest, join: Join) -> frozenset[str]:
    """Name the breaks at a join, and those that may be heard around it."""
    first, last = _span(manifest, join)
    return frozenset(
        talk.id for talk in manifest.script.breaks if talk.after_position == join.position - 1
    ) | frozenset(
        event.source_id for event in manifest.timeline.events
        if event.kind is EventKind.SPEECH and event.at_frame < last and event.end_frame > first
    )  # fmt: skip


def _span(manifest: Manifest, join: Join) -> tuple[int, int]:
    timeline = manifest.timeline
    beside = round(AROUND_S * timeline.sample_rate_hz)
    # The join's own span is heard whole, however long it is.
    music = [event for event in timeline.events if event.kind is EventKind.MUSIC]
    outgoing, incoming = music[join.position - 1], music[join.position]
    first = min(outgoing.end_frame, incoming.at_frame) - beside
    last = max(outgoing.end_frame, incoming.at_frame) + beside
    return max(0, first), min(last, timeline.length_frames)
