"""``dj what-if``: what would play without some of what made a session."""

from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, deciding, options, state
from dj.errors import ConfigError

if TYPE_CHECKING:
    from dj.cli.ask import Wishes


def what_if(
    session: Annotated[
        Path | None,
        typer.Argument(help="A session's folder; without, one planned now.", exists=True),
    ] = None,
    *,
    without: Annotated[
        list[str] | None,
        typer.Option(help="What is taken away: history, hour, editors, similar, sequence, novelty, "
                          "exploration, proportions, or any signal or source. May be given "
                          "several times."),
    ] = None,
    other_seed: Annotated[
        int | None, typer.Option(help="Plan with this seed instead: what is chance?", min=0)
    ] = None,
    seeds: Annotated[
        int, typer.Option(help="Other seeds tried, to tell what is chance.", min=0, max=50)
    ] = 3,
    show: options.Show = None,
    ask: options.Ask = None,
    pool: options.Pool = None,
    mix: options.Mix = None,
    grow: options.From = None,
    length: options.Length = None,
    at: options.At = None,
    seed: options.Seed = None,
    json: options.Json = False,
) -> None:  # fmt: skip
    """Plan a session twice, as it is and without something, and set both side by side."""
    from dj.cli.ask import Wishes, request
    from dj.cli.growing import growing
    from dj.editing.desk import request_of
    from dj.session import read_sound
    from dj.whatif import alternative

    wishes = Wishes(show=show, ask=ask, pool=pool, mix=mix, grow=tuple(grow or ()), length=length,
                    at=at, seed=seed)  # fmt: skip
    _checked(session, without, other_seed, wishes)
    settings = state.configuration().settings
    made = read_sound(session) if session else None
    with state.library(settings.data) as store:
        if made and session:
            asked = deciding.for_them(store, request_of(made, session, settings.cache))
        else:
            asked = growing(store, request(wishes, settings), wishes)
        found = alternative(store, asked, without=without or (), seed=other_seed, seeds=seeds,
                            made=made)  # fmt: skip
    if json:
        console.print_json({"what_if": found, "gone": found.gone, "come": found.come})
        return
    from dj.cli.side_by_side import side_by_side

    side_by_side(found)


def _checked(
    session: Path | None, without: list[str] | None, other_seed: int | None, wishes: "Wishes"
) -> None:
    if not without and other_seed is None:
        raise ConfigError("nothing is to be otherwise.", where="dj what-if",
                          hint="Say --without hour, for example, or --other-seed 2.")  # fmt: skip
    if session and any(one not in (None, (), False) for one in astuple(wishes)):
        raise ConfigError("a session has its own show, length, moment and seed.",
                          where="dj what-if", hint="Leave it out to plan one.")  # fmt: skip
