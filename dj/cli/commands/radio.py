"""``dj radio``: music that grows from a song, an artist or a tag."""

from typing import Annotated

import typer

from dj.cli import options
from dj.cli.commands import make as making
from dj.errors import ConfigError


def radio(
    what: Annotated[
        list[str] | None,
        typer.Argument(help='"Artist - Title", artist:NAME or tag:NAME; several count alike.'),
    ] = None,
    *,
    after: options.After = None,
    length: options.Length = None,
    voice: options.Voice = None,
    talk: options.Talk = None,
    at: options.At = None,
    seed: options.Seed = None,
    out: options.Out = None,
    encoding: options.Format = None,
    paper: Annotated[bool, typer.Option("--plan", help="Only print the programme.")] = False,
    json: options.Json = False,
) -> None:
    """Make a radio from a song, an artist or a tag; `--after SESSION` goes on without repeats.

    A name that is nearly right is corrected, and the correction is told.
    """
    if not (what or after):
        raise ConfigError("it is not said what the radio grows from.", where="dj radio", hint=(
            'Give "Artist - Title", artist:NAME or tag:NAME, or --after SESSION.'))  # fmt: skip
    if paper:
        making.plan(show="radio", grow=what, after=after, length=length, voice=voice, talk=talk,
                    at=at, seed=seed, out=out, json=json)  # fmt: skip
    else:
        making.make(show="radio", grow=what, after=after, length=length, voice=voice, talk=talk,
                    at=at, seed=seed, out=out, encoding=encoding, json=json)  # fmt: skip
