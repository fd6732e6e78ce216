"""``dj mix``: a finished mix, looked at."""

from pathlib import Path
from typing import Annotated, cast

import typer

from dj.cli import console, options

app = typer.Typer(help="A finished mix, looked at.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Keep ``picture`` a word of its own although it is the only command so far."""


@app.command("picture")
def picture(
    session: options.Session,
    *,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="Where: .svg or .png; mix.png in the session's folder "
                     "if left out.", dir_okay=False),
    ] = None,
    json: options.Json = False,
) -> None:  # fmt: skip
    """Draw a mix: its wave, loudness and peaks, and every join from close by."""
    from dj import plugins
    from dj.interfaces import PICTURES, MixPicture
    from dj.session import read_sound

    draw = cast("MixPicture", plugins.load(PICTURES, "mix"))
    folder = (session if session.is_dir() else session.parent).absolute()
    output = out or folder / "mix.png"
    draw(read_sound(session), output, folder)
    if json:
        console.print_json({"picture": str(output)})
        return
    console.tell(f"Picture: {output}")
