"""``dj listener share``: let your plays count among those of similar listeners, or no more."""

from dataclasses import replace
from enum import StrEnum
from typing import Annotated

import typer

from dj.cli import console, options, state


class Answer(StrEnum):
    """Yes or no."""

    ON = "on"
    OFF = "off"


def share(
    answer: Annotated[Answer, typer.Argument(help="on or off; as long as you say nothing, off.")],
    *,
    json: options.Json = False,
) -> None:
    """Let what you play help to find music for others of this library. It never leaves it."""
    from dj import household
    from dj.listeners import colisten

    settings = state.configuration().settings
    shared, dropped = answer is Answer.ON, False
    with state.library(settings.data) as store:
        took_back = store.controls(settings.listener).shared and not shared
        folder = household.folder(settings.data)
        # What was learned goes first: if it cannot, nothing may look as if it had.
        if took_back:
            dropped = colisten.forget(folder, settings.listener)
        store.change_controls(settings.listener, lambda now: replace(now, shared=shared))
        # A build that was under way may have ended meanwhile.
        if took_back:
            dropped |= colisten.forget(folder, settings.listener)
    if json:
        console.print_json({"listener": settings.listener, "shared": shared, "dropped": dropped})
        return
    console.tell(f"{settings.listener} {'shares' if shared else 'does not share'} what they play.")
    if shared:
        print("It counts from the next `dj colisten build` on; undo: `dj listener share off`.")
    elif dropped:
        print("What was learned with it is deleted; `dj colisten build` makes it without you.")
