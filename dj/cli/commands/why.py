"""``dj why``: the reasons behind a choice."""

from typing import Annotated

import typer

from dj.cli import console, options
from dj.errors import ConfigError


def why(
    session: options.Session,
    number: Annotated[int | None, typer.Argument(help="Song on the programme, from 1.")] = None,
    *,
    json: options.Json = False,
) -> None:
    """Tell why a song was chosen for its place; all songs if no number is given."""
    from dj.cli.programme import explain
    from dj.session import read_sound

    manifest = read_sound(session)
    count = len(manifest.tracks)
    if number is not None and not 1 <= number <= count:
        raise ConfigError(
            f"there is no song {number}.", where="dj why", hint=f"The songs are 1 to {count}."
        )
    chosen = range(count) if number is None else [number - 1]
    if json:
        console.print_json({"slots": [manifest.lineup.slots[position] for position in chosen]})
        return
    print(console.plain("\n\n".join(explain(manifest, position) for position in chosen)))
