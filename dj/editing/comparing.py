"""What an edit has changed between the songs, join by join."""

from dataclasses import dataclass

from dj.model.manifest import Manifest
from dj.model.timeline import Join
from dj.units import TrackId


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One join that is not as it was."""

    number: int
    """The song it leads into, from 1."""
    outgoing: TrackId
    incoming: TrackId
    before: Join | None
    """None where these two songs did not meet before."""
    after: Join


def differences(before: Manifest, after: Manifest) -> tuple[Difference, ...]:
    """List the joins that are new, or of another kind, length, cost or lock, in order of play."""
    known = dict(_joins(before))
    found = [
        Difference(number=join.position + 1, outgoing=pair[0], incoming=pair[1],
                   before=known.get(pair), after=join)
        for pair, join in _joins(after)
    ]  # fmt: skip
    return tuple(
        one for one in found if one.before is None or _face(one.before) != _face(one.after)
    )


def _joins(manifest: Manifest) -> list[tuple[tuple[TrackId, TrackId], Join]]:
    ids = [track.id for track in manifest.tracks]
    return [((ids[j.position - 1], ids[j.position]), j) for j in manifest.timeline.joins]


def _face(join: Join) -> tuple[object, ...]:
    return join.kind, join.overlap_frames, round(join.cost, 3), join.locked, join.reason
