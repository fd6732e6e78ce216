"""``dj preview``: hear a session, or one join of it, in the browser or in the terminal."""

import tempfile
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, options, state
from dj.errors import ConfigError, MissingExtraError

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from dj.model.manifest import Manifest

_PLAYERS = {
    "mpv": ("mpv", "--no-video"),
    "ffplay": ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
    "afplay": ("afplay",),
    "cvlc": ("cvlc", "--play-and-exit", "--quiet"),
}


def preview(
    session: options.Session,
    *,
    join: Annotated[
        int | None, typer.Option(help="Hear only 15 s around a join: 4 is the one into song 4.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="With --join: write that into a file.", dir_okay=False),
    ] = None,
    play: Annotated[bool, typer.Option("--play", help="Play in the terminal instead.")] = False,
    mix: Annotated[
        bool, typer.Option("--mix/--no-mix", help="Make the mix of a plan meanwhile.")
    ] = True,
    port: Annotated[
        int, typer.Option(help="Port of the page; any free one if 0.", min=0, max=65_535)
    ] = 0,
    browse: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = True,
) -> None:
    """Play a session with its chapters and captions, on this machine only. Ctrl-C ends it.

    A plan is heard at once: it is spoken and mixed while it plays.
    """
    from dj.session import read_sound

    folder = (session if session.is_dir() else session.parent).absolute()
    manifest = read_sound(session)
    if join is not None:
        _join(manifest, folder, join, out, play=play, show=_shown(port, browse=browse))
        return
    if out is not None:
        raise ConfigError("-o goes with --join.", where="dj preview",
                          hint="The whole mix is made by `dj render`.")  # fmt: skip
    if play:
        _play_mix(manifest, folder)
        return
    _session(manifest, folder, mix=mix, show=_shown(port, browse=browse))


_Show = Callable[[Callable[[str], "Starlette"]], None]


def _shown(port: int, *, browse: bool) -> _Show:
    def ready(address: str) -> None:
        print(f"Playing at {address}\nCtrl-C ends it.", flush=True)
        if browse and not webbrowser.open(address):
            console.note("No browser opened; open the address yourself.")

    def show(build: "Callable[[str], Starlette]") -> None:
        from dj.studio import serve

        serve(build, port=port, ready=ready)

    return show


def _session(manifest: "Manifest", folder: Path, *, mix: bool, show: _Show) -> None:
    from dj.studio import Bench, Booth, player

    there = all((folder / track.path).is_file() for track in manifest.tracks)
    if not there:
        show(lambda token: player(manifest, folder, token))
        return
    settings = state.configuration().settings
    with tempfile.TemporaryDirectory(prefix="dj-preview-") as place:
        bench = Bench(data=settings.data, cache=settings.cache.absolute(), place=Path(place),
                      mixes=mix)  # fmt: skip
        booth = Booth(manifest, folder, bench, listener=settings.listener,
                      is_live=not manifest.mix)  # fmt: skip
        try:
            show(lambda token: player(manifest, folder, token, booth=booth))
        finally:
            booth.stop()


def _join(
    manifest: "Manifest", folder: Path, number: int, out: Path | None, *, play: bool, show: _Show
) -> None:
    from dj.audio.encode import Encoding
    from dj.studio import around, join_of, joint, write

    join_of(manifest, number)
    form = _format(out) if out else "wav"
    settings = state.configuration().settings
    with (
        state.library(settings.data) as store,
        around(store, manifest, folder, number, cache=settings.cache.absolute()) as nearby,
        tempfile.TemporaryDirectory(prefix="dj-preview-") as place,
    ):
        file = out or Path(place) / f"join-{number}.wav"
        write(nearby, file.absolute(), Encoding(format=form))  # type: ignore[arg-type]
        if out:
            console.tell(f"Join {number}: {out}")
        if play:
            _play(str(file))
        elif not out:
            show(lambda token: joint(nearby, file, token))


def _format(out: Path) -> str:
    from dj.cli.ask import checked_format

    return checked_format(out.suffix.removeprefix(".").lower())


def _play_mix(manifest: "Manifest", folder: Path) -> None:
    if not manifest.mix:
        raise ConfigError(
            "this session is a plan: it has no mix yet.",
            where=str(folder),
            hint=f"Make it with `dj render {folder}`, or hear it in the browser without --play.",
        )
    _play(str(folder / manifest.mix))


def _play(path: str) -> None:
    from dj.programs import program, run_program

    found = next((name for name in _PLAYERS if program(name)), None)
    if found is None:
        raise MissingExtraError(
            "no player was found on this machine.",
            where="dj preview --play",
            hint="Install mpv or ffmpeg, or leave out --play to listen in the browser.",
        )
    run_program([*_PLAYERS[found], path])
