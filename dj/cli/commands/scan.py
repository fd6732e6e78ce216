"""``dj scan``: find music and listen to it."""

from pathlib import Path
from typing import Annotated

import typer

from dj.cli import console, options, state
from dj.errors import ConfigError


def scan(
    folders: Annotated[
        list[Path] | None, typer.Argument(help="Folders with music; the remembered ones if none.")
    ] = None,
    *,
    analyse: Annotated[
        bool, typer.Option(help="Also measure tempo, key, loudness and cue points.")
    ] = True,
    json: options.Json = False,
) -> None:
    """Find the music in folders, read its tags and analyse its sound. Files are never changed."""
    from dj import intake

    settings = state.configuration().settings
    with state.library(settings.data) as store, console.progress(show=not json) as report:
        roots = folders or settings.music or intake.roots(store)
        if not roots:
            raise ConfigError(
                "there is no folder to scan.", where="dj scan", hint="Name one: dj scan ~/Music"
            )
        found = intake.scan(store, roots, processes=settings.processes, progress=report)
        skipped = found.skipped
        if analyse:
            skipped += intake.hear(store, processes=settings.processes, progress=report)
        tracks = len(store.tracks())
    if json:
        rows = [{"where": s.where, "reason": s.reason} for s in skipped]
        console.print_json({**_counts(found), "tracks": tracks, "skipped": rows})
        return
    counts = " · ".join(f"{value} {name}" for name, value in _counts(found).items() if value)
    print(f"{counts or 'no music found'} · {tracks} tracks in the library ({found.seconds:.1f} s)")
    for item in skipped[:20]:
        console.tell(f"  skipped {item.where}: {item.reason}")
    if len(skipped) > 20:
        print(f"  … and {len(skipped) - 20} more: dj library issues")


def _counts(found: object) -> dict[str, int]:
    names = ("found", "added", "moved", "retagged", "unchanged", "gone")
    return {name: getattr(found, name) for name in names}
