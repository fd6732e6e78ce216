"""``dj export``: projections of a session for other programs."""

from typing import Annotated

import typer

from dj.cli import console, options


def export(
    session: options.Session,
    formats: Annotated[
        list[str] | None, typer.Option("--to", help="Format; repeat for several, all if none.")
    ] = None,
    *,
    json: options.Json = False,
) -> None:
    """Write playlists, captions, chapters and a rundown into the session's folder."""
    from dj.session import export as project
    from dj.session import read_sound

    folder = session if session.is_dir() else session.parent
    written = project(read_sound(session), folder, formats)
    if json:
        console.print_json({"files": [str(path) for path in written]})
        return
    for path in written:
        console.tell(str(path))
