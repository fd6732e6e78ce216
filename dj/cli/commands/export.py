"""``dj export``: projections of a session for other programs."""

from typing import Annotated

import typer

from dj.cli import console, options


def export(
    session: options.Session,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--to", help="Format, such as xspf; repeat for several. If none: the usual ones."
        ),
    ] = None,
    base_url: Annotated[
        str, typer.Option(help="For rss: address of the session's folder on the web.")
    ] = "",
    music_root: Annotated[
        str,
        typer.Option(
            help="For rekordbox: folder of the music, or HERE=THERE where that program has it."
        ),
    ] = "",
    *,
    json: options.Json = False,
) -> None:
    """Write playlists, captions, chapters, a feed and more into the session's folder."""
    from dj.interfaces import Ask
    from dj.model.track import Skipped
    from dj.session import project, read_sound

    folder = session if session.is_dir() else session.parent
    answers: dict[Ask, str] = {"base_url": base_url, "music_root": music_root}
    made = project(read_sound(session), folder, formats, answers)
    lost = [item for item in made if isinstance(item, Skipped)]
    written = [str(item) for item in made if not isinstance(item, Skipped)]
    if json:
        rows = [{"where": item.where, "reason": item.reason} for item in lost]
        console.print_json({"files": written, "left_out": rows})
        return
    for path in written:
        console.tell(path)
    for item in lost:
        console.note(f"left out: {item.where}: {item.reason}.")
