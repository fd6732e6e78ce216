"""``dj track``: one song, with all that is known about it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from dj.cli import console, options, state

if TYPE_CHECKING:
    from dj.dossier import Dossier
    from dj.interfaces import SongPicture

app = typer.Typer(help="All that is known about one song.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Keep ``show`` a word of its own although it is the only command so far."""


@app.command("show")
def show(
    which: Annotated[
        list[str],
        typer.Argument(help="Its id or the start of it, its path, or words of artist and title."),
    ],
    *,
    picture: options.Picture = None,
    json: options.Json = False,
) -> None:
    """Show what is known about one song, and where each value comes from."""
    from dj import dossier

    draw = _drawing() if picture else None
    with state.library(state.configuration().settings.data) as store:
        found = dossier.gather(store, " ".join(which))
    if picture and draw:
        _draw(found, draw, picture)
    if json:
        from dj.cli.song_document import document

        console.print_json(document(found))
        return
    from dj.cli.song_sheet import sheet

    sheet(found)
    if picture:
        console.tell(f"\nPicture: {picture}".lstrip())


def _drawing() -> "SongPicture":
    from dj import plugins
    from dj.interfaces import PICTURES

    return cast("SongPicture", plugins.load(PICTURES, "track"))


def _draw(found: "Dossier", draw: "SongPicture", output: Path) -> None:
    """Draw it, unless nothing is known of its sound."""
    from dj.errors import LibraryError

    if found.song is None:
        raise LibraryError(
            "has not been analysed, so there is nothing to draw.", where=str(found.where),
            hint="Run `dj scan`; without --picture the reason is shown, if it failed.",
        )  # fmt: skip
    draw(found.song, output)
