"""``dj listener export``, ``restore``, ``correct``, ``delete``: your data is yours."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, deciding, options, state
from dj.errors import ConfigError

if TYPE_CHECKING:
    from dj.steering import Holding

Folder = Annotated[Path, typer.Argument(help="Folder of the export.", file_okay=False)]


def export(folder: Folder, *, json: options.Json = False) -> None:
    """Write all that is kept of you into a new folder, in open formats."""
    from dj import steering
    from dj.cli.ask import Wishes, request

    asked = request(Wishes(), state.configuration().settings)
    with deciding.listener() as (store, _):
        counts = steering.export(store, asked, folder)
    if json:
        console.print_json({"folder": str(folder), "counts": counts})
        return
    console.tell(f"{folder}: " + ", ".join(f"{n} {what}" for what, n in counts.items()))
    print("  back again: dj listener restore FOLDER")


def restore(folder: Folder, *, json: options.Json = False) -> None:
    """Bring back an export: plays are added, decisions take the place of those there are."""
    from dj import matching, steering

    with deciding.listener() as (store, name):
        counts = steering.restore(store, name, folder)
        matching.match_again(store)
    if json:
        console.print_json({"folder": str(folder), "new": counts})
        return
    console.tell("Brought back: " + ", ".join(f"{n} {what}" for what, n in counts.items()))


def correct(
    at: Annotated[str, typer.Argument(help="When the play began: 2026-11-23T07:30.")],
    *,
    as_track: Annotated[
        str | None, typer.Option("--as", help="The song of your library that it was.")
    ] = None,
    artist: Annotated[str | None, typer.Option(help="The right artist.")] = None,
    title: Annotated[str | None, typer.Option(help="The right title.")] = None,
    never: Annotated[bool, typer.Option("--never", help="It was not you: delete it.")] = False,
    json: options.Json = False,
) -> None:
    """Correct one play: what it was, or that it was not yours."""
    from dataclasses import replace

    from dj import matching, steering

    ways = [as_track is not None, artist is not None or title is not None, never]
    if sum(ways) != 1:
        raise ConfigError("what is right?", where="dj listener correct",
                          hint="Give --as SONG, --artist and --title, or --never.")  # fmt: skip
    with deciding.listener() as (store, name):
        play = steering.the_play(store, name, deciding.moment(at, "correct"))
        was = f"{play.artist} - {play.title}"
        if never:
            store.remove_listens(name, [play])
            now = "nothing"
        else:
            right = (steering.played_as(play, deciding.the_song(store, as_track, None))
                     if as_track else replace(play, artist=artist or play.artist,
                                              title=title or play.title, ids={},
                                              track_id=None))  # fmt: skip
            steering.correct(store, name, play, right)
            matching.match_again(store)
            now = f"{right.artist} - {right.title}"
    if json:
        console.print_json({"at": play.started_at, "was": was, "now": now})
        return
    console.tell(f"{play.started_at:%Y-%m-%d %H:%M:%S} UTC: was {was}, is {now}.")


def delete(
    *,
    everything: Annotated[bool, typer.Option("--all", help="All that is kept of you.")] = False,
    since: Annotated[str | None, typer.Option("--from", help="From this moment on.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="To before this moment.")] = None,
    artist: Annotated[str, typer.Option(help="All about this artist.")] = "",
    keep_sessions: Annotated[
        bool, typer.Option("--keep-sessions", help="Leave the folders of sessions.")
    ] = False,
    prove: Annotated[
        str, typer.Option(help="Afterwards list files that still hold this text.")
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do it; without, it is only listed.")] = False,
    json: options.Json = False,
) -> None:
    """List what is kept of you and where, and delete it with --yes. This cannot be undone."""
    from dj import steering

    if sum((everything, bool(since or until), bool(artist))) != 1:
        raise ConfigError("which part?", where="dj listener delete",
                          hint="Give --all, --from and --to, or --artist.")  # fmt: skip
    which = steering.Which(
        start=deciding.moment(since, "--from") if since else None,
        end=deciding.moment(until, "--to") if until else None,
        artist=artist, sessions=not keep_sessions,
    )  # fmt: skip
    settings = state.configuration().settings
    with deciding.listener() as (store, name):
        run = steering.delete if yes else steering.holdings
        told = run(store, name, which, cache=settings.cache)
        folders = [path for _, path, _ in store.sessions()]
    places = [settings.data, settings.cache, *folders]
    places += [Path(one.where) for one in told if one.what == "session folder"]
    left = steering.proof(places, prove) if prove else ()
    if json:
        console.print_json({"deleted": yes, "holdings": told, "still": [str(p) for p in left]})
    else:
        _tell(told, yes=yes)
        for path in left:
            console.tell(f"  still holds {prove!r}: {path}")
    if left and yes:
        raise typer.Exit(1)


def _tell(told: "tuple[Holding, ...]", *, yes: bool) -> None:
    print("deleted:" if yes else "this would be deleted:")
    for one in told:
        note = f"   ({one.note})" if one.note else ""
        console.tell(f"  {one.count:>6}  {one.what}  {one.where}{note}")
    if not yes:
        print("Nothing is deleted yet: add --yes. `dj listener export` keeps a copy.")
        return
    print("Pictures, exports and copies that you made elsewhere are yours to delete, as are plans")
    print("written with `dj plan -o`.")
