"""``dj library index``: what finds the songs that sound alike, and how well."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from dj.cli import console, options, state

if TYPE_CHECKING:
    from dj.lineup import IndexReport


def index(*, json: options.Json = False) -> None:
    """Show the neighbour index that plans use; it is built first if it is not there."""
    from dj import lineup
    from dj.portrait import what_could_play

    with state.library(state.configuration().settings.data) as store:
        stock = lineup.stock(what_could_play(store).songs, store.vectors_folder)
        folder = store.vectors_folder
    if json:
        console.print_json(
            {"songs": len(stock.catalogue), "folder": folder, **asdict(stock.report)}
        )
        return
    for line in told(stock.report, len(stock.catalogue), folder):
        console.tell(line)


def told(report: "IndexReport", songs: int, folder: Path) -> Iterator[str]:
    """Describe an index line by line."""
    if not songs:
        yield "There are no songs to compare yet: scan a folder with `dj scan FOLDER`."
        return
    yield f"Index     {report.name}"
    yield f"Songs     {report.rows:,} of {songs:,} can be compared by sound"
    yield f"Finds     {_finds(report)}"
    if report.bytes_per_track:
        size_mb = report.bytes_per_track * (report.rows - report.fresh + report.gone) / 1e6
        yield f"Size      {size_mb:,.1f} MB, {report.bytes_per_track:,.0f} bytes a song"
        yield f"Kept in   {folder}"
        yield f"Built in  {report.build_s:,.1f} s of processor time"
        yield (
            f"Since     {report.fresh:,} songs came, {report.gone:,} left; "
            f"built anew from {report.rebuilt_from:.0%} on"
        )


def _finds(report: "IndexReport") -> str:
    if not report.queries:
        return "every neighbour: it compares all songs"
    return (
        f"{report.recall_500:.1%} of the 500 nearest, {report.recall_50:.1%} of the 50 nearest "
        f"(on {report.queries} queries held out)"
    )
