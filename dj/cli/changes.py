"""An edit as people read it: the joins before and after, the versions, what to do next."""

import os
import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from dj.cli import console
from dj.cli.programme import label
from dj.editing import Edited, differences
from dj.model.manifest import Manifest
from dj.model.timeline import Join
from dj.units import clock_text

_Version = tuple[str, Manifest | None]


def changed(edited: Edited, folder: Path) -> None:
    """Print what an edit has changed, and what is to be done now."""
    before, after = edited.before, edited.after
    songs = {track.id: label(track) for track in (*before.tracks, *after.tracks)}
    found = differences(before, after)
    for one in found:
        console.tell(f"{one.number:>3}  {songs[one.outgoing]} → {songs[one.incoming]}")
        if one.before is not None:
            console.tell(f"     was {_said(one.before, before)}")
        console.tell(f"     {'now' if one.before else 'new'} {_said(one.after, after)}")
    if not found:
        console.tell("All joins are as they were.")
    console.tell(_sums(before, after))
    for note in after.lineup.relaxed:
        console.tell(f"note: {note}")
    if not after.mix:
        console.tell(f"The mix is out of date; make it: {_called('render', folder)}"
                     if before.mix or before.files else
                     f"There is no mix yet; make it: {_called('render', folder)}")  # fmt: skip


def document(edited: Edited, folder: Path) -> dict[str, Any]:
    """Give the same for programs."""
    rows = [
        {"number": one.number, "outgoing": one.outgoing, "incoming": one.incoming,
         "before": one.before, "after": one.after}
        for one in differences(edited.before, edited.after)
    ]  # fmt: skip
    return {"folder": str(folder), "joins": rows, "session": edited.after}


def joins(manifest: Manifest, folder: Path) -> None:
    """Print songs and joins with the numbers that edits use."""
    into = {join.position: join for join in manifest.timeline.joins}
    locked = {position for position, _ in manifest.edits.locked}
    for position, track in enumerate(manifest.tracks):
        if position in into:
            console.tell(f"     {_said(into[position], manifest)}")
        held = "  (locked)" if position in locked else ""
        console.tell(f"{position + 1:>3}  {label(track)}{held}")
    console.tell(f"Change a join: {_called('edit', folder)} --join 2 --kind crossfade --length 8s")
    console.tell(f"Hear one:      {_called('preview', folder)} --join 2")


def versions(found: Sequence[_Version]) -> None:
    """Print the versions kept under names."""
    for row in version_rows(found):
        told = "damaged" if row["session_id"] is None else (
            f"{row['session_id']}  {clock_text(row['length_s'])}  {row['songs']} songs, "
            f"{row['joins_by_hand']} joins by hand, {row['locked']} locked"
        )  # fmt: skip
        console.tell(f"{row['name']:<20} {told}")
    if not found:
        console.tell("No version is kept yet: `--save NAME` keeps one.")


def version_rows(found: Iterable[_Version]) -> list[dict[str, Any]]:
    """Give the facts of each version; a damaged one has no more than its name."""
    return [
        {
            "name": name,
            "session_id": state.session_id if state else None,
            "length_s": round(state.timeline.duration_s, 3) if state else None,
            "songs": len(state.tracks) if state else None,
            "joins_by_hand": len(state.edits.joins) if state else None,
            "locked": len(state.edits.locked) if state else None,
        }
        for name, state in found
    ]


def _said(join: Join, manifest: Manifest) -> str:
    length_s = join.overlap_frames / manifest.timeline.sample_rate_hz
    length = f"{length_s:.1f} s" if length_s >= 0 else f"pause of {-length_s:.1f} s"
    held = ", by hand" if join.locked else ""
    return f"{join.kind} {length}, cost {join.cost:.2f}{held}: {join.reason}"


def _sums(before: Manifest, after: Manifest) -> str:
    old, new = before.timeline.duration_s, after.timeline.duration_s
    said = {talk.wordings for talk in before.script.breaks}
    fresh = sum(talk.wordings not in said for talk in after.script.breaks)
    return (f"{len(before.tracks)} → {len(after.tracks)} songs, {clock_text(old)} → "
            f"{clock_text(new)}, {len(after.script.breaks)} talk breaks, {fresh} of them written "
            "anew.")  # fmt: skip


def _called(command: str, folder: Path) -> str:
    place = folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder
    return f"{os.environ.get('DJ_CALLED_AS', 'dj')} {command} {shlex.quote(str(place))}"
