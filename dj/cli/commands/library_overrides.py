"""``dj library overrides``: what editors correct, and which tracks each correction touches."""

from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, options, state

if TYPE_CHECKING:
    from pathlib import Path

    from dj.model.track import Track

_SHOWN = 3
"""Tracks named for each entry."""


def overrides(
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Exit code 5 if an entry matches no track.")
    ] = False,
    json: options.Json = False,
) -> None:
    """List every correction of overrides.yaml and the tracks it touches."""
    from dj import editorial

    path = editorial.find_overrides()
    found = editorial.load_overrides(path)
    with state.library(state.configuration().settings.data) as store:
        tracks = {track.id: track for track in store.tracks()}
    entries = editorial.touched(found, tracks.values())
    if json:
        rows = [{"line": e.line, "says": e.says, "tracks": e.tracks} for e in entries]
        console.print_json({"file": str(path) if path else None, "overrides": rows})
    elif path is None:
        _say_where()
    else:
        console.tell(f"{path}: {len(entries)} entries")
        for entry in entries:
            touched = [tracks[track_id] for track_id in entry.tracks]
            console.tell(f"  line {entry.line}: {entry.says}")
            console.tell(f"      {_summary(touched)}")
    if check and any(not entry.tracks for entry in entries):
        raise typer.Exit(5)


def _summary(tracks: "list[Track]") -> str:
    if not tracks:
        return "touches no track"
    names = ", ".join(track.label for track in tracks[:_SHOWN])
    more = len(tracks) - _SHOWN
    return f"touches {names}" + (f" and {more} more" if more > 0 else "")


def _say_where() -> None:
    from dj import resources
    from dj.editorial import OVERRIDES_FILE

    place: Path = resources.user_folder() / OVERRIDES_FILE
    console.tell(f"There is no {OVERRIDES_FILE}. Write one into {place.parent}, or beside your")
    console.tell("project; docs/overrides.md shows what it may hold.")
