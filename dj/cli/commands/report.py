"""``dj report``: something about a song or a remark is wrong."""

from pathlib import Path
from typing import Annotated

import typer

from dj.cli import deciding, options
from dj.errors import ConfigError


def report(
    session: Annotated[
        Path | None, typer.Argument(help="A session's folder or its session.json.", exists=True)
    ] = None,
    what: Annotated[str, typer.Argument(help="A song's number, or a remark such as b02.")] = "",
    note: Annotated[str, typer.Argument(help="What is wrong, in your words.")] = "",
    *,
    undo: Annotated[int | None, typer.Option(help="Take a report back, by its number.")] = None,
    json: options.Json = False,
) -> None:
    """Report a song or a remark: it is withdrawn until you undo it."""
    from dj import steering
    from dj.session import read_sound

    if undo is not None:
        with deciding.listener() as (store, name):
            controls = steering.unreport(store, name, undo)
        deciding.done(f"Report {undo} is taken back.", "", controls, json=json)
        return
    if session is None or not what:
        raise ConfigError("what is wrong?", where="dj report",
                          hint="Give a session and a song's number, or a remark's id.")  # fmt: skip
    meant = steering.reported(read_sound(session), what, deciding.now())
    with deciding.listener() as (store, name):
        kept = steering.report(store, name, meant, note) >= 0
        controls = store.controls(name)
    about = f"song {what}" if meant.track_id else f"the remark {meant.text[:60]!r}"
    said = f"Reported {about} ({meant.decision}): it is not heard again until you undo it."
    if not kept:
        said += " Your session is private, so the note itself was not kept."
    deciding.done(said, f"dj report --undo {len(controls.withdrawn)}", controls, json=json)
