"""``dj scan``: find music and listen to it."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dj.cli import console, options, state
from dj.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dj.library import ScanReport, Store
    from dj.model.track import Skipped

_COUNTS = ("found", "added", "moved", "retagged", "copies", "unchanged", "gone")
_NO_NEWS = ("found", "unchanged")
_MOST_TOLD = 20


def scan(
    folders: Annotated[
        list[Path] | None, typer.Argument(help="Folders with music; the remembered ones if none.")
    ] = None,
    *,
    analyse: Annotated[
        bool, typer.Option(help="Also measure tempo, key, loudness and cue points.")
    ] = True,
    watch: Annotated[
        bool, typer.Option("--watch", help="Then wait, and take in what comes, moves or goes.")
    ] = False,
    json: options.Json = False,
) -> None:
    """Find the music in folders, read its tags and analyse its sound. Files are never changed."""
    from dj import intake

    settings = state.configuration().settings
    with state.library(settings.data) as store:
        roots = folders or settings.music or intake.roots(store)
        if not roots:
            raise ConfigError(
                "there is no folder to scan.", where="dj scan", hint="Name one: dj scan ~/Music"
            )
        if flaw := intake.flaw_of_overrides():
            console.note(f"dj: {flaw} Until then nothing in it counts.")
        if watch:
            _follow(store, roots, settings.processes, analyse=analyse, json=json)
        else:
            with console.progress(show=not json) as report:
                found = intake.scan(store, roots, processes=settings.processes, progress=report)
                skipped = found.skipped
                if analyse:
                    skipped += intake.hear(store, processes=settings.processes, progress=report)
            document = _document(store, found, skipped)
            console.print_json(document) if json else _tell(document, found.seconds)


def _follow(
    store: "Store", roots: "Sequence[Path]", processes: int, *, analyse: bool, json: bool
) -> None:
    """Scan once, then again and again where something changes, until Ctrl-C."""
    from dj import intake
    from dj.library.watch import Watch

    told: set[Skipped] = set()

    def take_in(places: "Sequence[Path] | None") -> None:
        with console.progress(show=not json) as report:
            if places is None:
                found = intake.scan(store, roots, processes=processes, progress=report)
            else:
                found = intake.refresh(store, places, processes=processes, progress=report)
            failed = intake.hear(store, processes=processes, progress=report) if analyse else ()
        _tell_round(store, found, failed, told, json=json)

    with Watch(roots) as watch:  # listening begins first, so that nothing falls between
        take_in(None)
        how = "looking every few seconds" if watch.is_polling else "waiting for changes"
        console.note(f"{how}; Ctrl-C ends this.")
        for places in watch.places():
            take_in(places)


def _tell_round(
    store: "Store", found: "ScanReport", failed: "tuple[Skipped, ...]", told: "set[Skipped]",
    *, json: bool,
) -> None:  # fmt: skip
    """Tell what a round came to; what was skipped is told once."""
    news = [skipped for skipped in (*found.skipped, *failed) if skipped not in told]
    told.update(news)
    document = _document(store, found, news)
    if json:
        _print_line(document)
    elif news or any(count for name, count in _counts(found).items() if name not in _NO_NEWS):
        _tell(document, found.seconds)


def _print_line(document: dict[str, object]) -> None:

    print(json.dumps({"schema_version": 1, **document}, ensure_ascii=False), flush=True)


def _tell(document: dict[str, Any], seconds: float) -> None:
    counts = " · ".join(f"{document[name]} {name}" for name in _COUNTS if document[name])
    tracks = document["tracks"]
    print(f"{counts or 'no music found'} · {tracks} tracks in the library ({seconds:.1f} s)")
    skipped = document["skipped"]
    for item in skipped[:_MOST_TOLD]:
        console.tell(f"  skipped {item['where']}: {item['reason']}")
    if len(skipped) > _MOST_TOLD:
        print(f"  … and {len(skipped) - _MOST_TOLD} more: dj library issues")


def _document(
    store: "Store", found: "ScanReport", skipped: "Sequence[Skipped]"
) -> dict[str, object]:
    rows = [{"where": s.where, "reason": s.reason} for s in skipped]
    return {**_counts(found), "tracks": len(store.tracks()), "skipped": rows}


def _counts(found: "ScanReport") -> dict[str, int]:
    return {name: getattr(found, name) for name in _COUNTS}
