"""``dj preview``: hear a session in the browser, or in the terminal."""

import webbrowser
from typing import Annotated

import typer

from dj.cli import console, options
from dj.errors import ConfigError, MissingExtraError

_PLAYERS = {
    "mpv": ("mpv", "--no-video"),
    "ffplay": ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
    "afplay": ("afplay",),
    "cvlc": ("cvlc", "--play-and-exit", "--quiet"),
}


def preview(
    session: options.Session,
    *,
    play: Annotated[bool, typer.Option("--play", help="Play in the terminal instead.")] = False,
    port: Annotated[
        int, typer.Option(help="Port of the page; any free one if 0.", min=0, max=65_535)
    ] = 0,
    browse: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = True,
) -> None:
    """Play a session with its chapters and captions, on this machine only. Ctrl-C ends it."""
    from dj.session import read_sound

    folder = (session if session.is_dir() else session.parent).absolute()
    manifest = read_sound(session)
    if play:
        if not manifest.mix:
            raise ConfigError(
                "this session is a plan: it has no mix yet.",
                where=str(folder),
                hint=f"Make it with `dj render {folder}`.",
            )
        _play(str(folder / manifest.mix))
        return
    from dj.studio import serve

    def ready(address: str) -> None:
        print(f"Playing at {address}\nCtrl-C ends it.", flush=True)
        if browse and not webbrowser.open(address):
            console.note("No browser opened; open the address yourself.")

    serve(manifest, folder, port=port, ready=ready)


def _play(path: str) -> None:
    from dj.runner import program, run_program

    found = next((name for name in _PLAYERS if program(name)), None)
    if found is None:
        raise MissingExtraError(
            "no player was found on this machine.",
            where="dj preview --play",
            hint="Install mpv or ffmpeg, or leave out --play to listen in the browser.",
        )
    run_program([*_PLAYERS[found], path])
