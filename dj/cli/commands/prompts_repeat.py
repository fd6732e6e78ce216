"""``dj prompts repeat``: does the host repeat itself to somebody who listens every day?"""

from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, options, state

if TYPE_CHECKING:
    from dj.model.repeat import FrameUse, Repeats

_SHOWN = 10
"""Rows of a list that are printed; --json has all."""


def repeat(
    *,
    days: Annotated[int, typer.Option(help="Sessions, one a day.", min=1, max=366)] = 30,
    length: Annotated[str, typer.Option(help="Length of each, such as 30m or 1h.")] = "1h",
    show: options.Show = None,
    voice: options.Voice = None,
    talk: options.Talk = None,
    at: options.At = None,
    json: options.Json = False,
) -> None:
    """Plan a session a day from your library, and count what the host says again.

    Nothing is written: the days exist only while they are counted. Exit code 5 if a sentence comes
    again within five sessions.
    """
    from dj.cli.ask import Wishes, request
    from dj.repeating import repeated

    settings = state.configuration().settings
    asked = request(Wishes(show=show, voice=voice, talk=talk, length=_minutes(length), at=at),
                    settings)  # fmt: skip
    with state.library(settings.data) as store, console.progress(show=not json) as progress:
        found = repeated(store, asked, days=days, progress=progress)
    if json:
        console.print_json({"repeat": found, "holds": found.holds})
    else:
        _tell(found)
    if not found.holds:
        raise typer.Exit(5)


def _minutes(length: str) -> str:
    return f"{length}m" if length.isdecimal() else length


def _tell(found: "Repeats") -> None:
    share = found.with_something / found.between if found.between else 1.0
    console.tell(f"{found.sessions} sessions, {found.breaks} talk breaks, "
                 f"{len(found.frames)} sentence frames.")  # fmt: skip
    console.tell(f"{share:.0%} of {found.between} breaks between songs tell more than names.")
    again = [use for use in found.frames if len(use.sessions) > 1]
    console.tell(f"{len(again)} frames came again; the most used:")
    for use in again[:_SHOWN]:
        console.tell(f"  {_use(use)}")
    console.tell("Lines left before one must come again:")
    for kind in found.kinds:
        console.tell(f"  {kind.kind:<18}{kind.left:>4} of {kind.variants}, "
                     f"{kind.breaks / found.sessions:.1f} breaks a session")  # fmt: skip
    _list("variants were never said", list(found.unused))
    _list(f"frames came again within {found.apart} sessions", list(map(_use, found.too_soon)))
    _list(f"pairs nearly alike within {found.apart} sessions",
          [f"{one} / {two}" for one, two in found.alike])  # fmt: skip


def _use(use: "FrameUse") -> str:
    return f"{len(use.sessions)} times, {use.shortest} sessions apart: {use.example}"


def _list(what: str, rows: list[str]) -> None:
    console.tell(f"{len(rows)} {what}{':' if rows else '.'}")
    for row in rows[:_SHOWN]:
        console.tell(f"  {row}")
    if len(rows) > _SHOWN:
        console.tell(f"  … and {len(rows) - _SHOWN} more (--json has all)")
