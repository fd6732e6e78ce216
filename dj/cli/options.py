"""The options that several commands share, written once."""

from pathlib import Path
from typing import Annotated

import typer

PICTURE_ENDINGS = (".svg", ".png")


def _picture(path: Path | None) -> Path | None:
    """Refuse an ending that cannot be drawn before any work is done."""
    if path is not None and path.suffix.lower() not in PICTURE_ENDINGS:
        msg = f"a picture ends in .svg or .png, not {path.suffix!r}."
        raise typer.BadParameter(msg)
    return path


Json = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of text.")]
Out = Annotated[
    Path | None, typer.Option("-o", "--out", help="Folder for the session.", file_okay=False)
]
Show = Annotated[str | None, typer.Option(help="Show to make; `dj` is the house show.")]
Voice = Annotated[str | None, typer.Option(help="Who speaks; see `dj voices`.")]
Talk = Annotated[str | None, typer.Option(help="How much the host says: none, some or lots.")]
Length = Annotated[str | None, typer.Option(help="Length, such as 30m, 1h or 1h15m.")]
At = Annotated[
    str | None,
    typer.Option(help="When it will be heard: 07:30, 2026-11-23T07:30 or now."),
]
Seed = Annotated[int | None, typer.Option(help="Same inputs and seed, same session.", min=0)]
From = Annotated[
    list[str] | None,
    typer.Option("--from", help='Grow from this: "Artist - Title", artist:NAME or tag:NAME.'),
]
After = Annotated[
    Path | None,
    typer.Option(help="Continue this: a session, or a playlist of your songs.", exists=True),
]
Ask = Annotated[
    str | None,
    typer.Option("--ask", help='What you wish for, as in "mellow 90s latin, no rap, 40 minutes".'),
]
Mix = Annotated[str | None, typer.Option(help="Which of a show's mixes; see `dj mixes`.")]
Format = Annotated[
    str | None, typer.Option("--format", help="Of the mix: m4a, m4b, mp3, opus, flac or wav.")
]
Stems = Annotated[
    bool, typer.Option("--stems", help="Also write music, voice and imaging as files of their own.")
]
Pool = Annotated[
    str | None, typer.Option(help="Editors' pool to play; see `dj pool list`.", metavar="NAME")
]
Scheduled = Annotated[
    bool, typer.Option("--scheduled", help="Make what the schedule has at that time.")
]
Session = Annotated[
    Path, typer.Argument(help="A session's folder or its session.json.", exists=True)
]
Picture = Annotated[
    Path | None,
    typer.Option(help="Also draw a picture: .svg or .png.", callback=_picture, dir_okay=False),
]
