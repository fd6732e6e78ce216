"""``dj why-not``: what keeps a song out."""

from pathlib import Path
from typing import Annotated

import typer

from dj.cli import console, deciding, options, state


def why_not(
    song: Annotated[str, typer.Argument(help="Title, `Artist - Title`, id or path.")],
    session: Annotated[
        Path | None,
        typer.Argument(help="A session's folder; without, one planned now.", exists=True),
    ] = None,
    *,
    json: options.Json = False,
) -> None:
    """Tell why a song is not played: barred, kept out by a rule, not proposed, or outscored."""
    from dj.absence import absence
    from dj.cli.ask import Wishes, request
    from dj.editing.desk import request_of
    from dj.session import read_sound

    settings = state.configuration().settings
    before = read_sound(session) if session else None
    if before and session:
        asked = request_of(before, session, settings.cache)
        order = [track.id for track in before.tracks]
    else:
        asked, order = request(Wishes(), settings), []
    with deciding.listener() as (store, _):
        track = deciding.the_song(store, song, None)
        asked = deciding.for_them(store, asked) if session else asked
        removed = before.edits.removed if before else ()
        found = absence(store, asked, track.id, order, removed)
    if json:
        console.print_json({"track": track.id, "label": track.label, "why": found})
        return
    console.tell(f"{track.label}: {found.says}")
    for name, value in sorted(found.differences.items(), key=lambda item: item[1])[:3]:
        if value < 0:
            console.tell(f"  {value:+.3f}  {name.replace('_', ' ')}")
    if found.sources:
        console.tell(f"  proposed by: {', '.join(found.sources)}")
