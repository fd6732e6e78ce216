"""What a session grows from or continues: names and paths of a command become a part of `Asked`."""

from dataclasses import replace
from typing import TYPE_CHECKING

from dj.cli import console

if TYPE_CHECKING:
    from dj.cli.ask import Wishes
    from dj.library import Store
    from dj.model.request import Request


def growing(store: "Store", request: "Request", wishes: "Wishes") -> "Request":
    """Add to a request what it grows from; a session that goes on keeps what it grew from.

    Raises:
        ConfigError: if a name means nothing or several things, or nothing can be continued.
    """
    if not (wishes.grow or wishes.after):
        return request
    from dj import seeds
    from dj.model.brief import Asked

    ended = seeds.ended(store, wishes.after) if wishes.after else Asked()
    named = [seeds.meant(store, text) for text in wishes.grow]
    for one in named:
        if one.note:
            console.note(one.note)
    own = tuple(one.seed for one in named) or ended.seeds
    return replace(request, asked=replace(request.asked, seeds=own, after=ended.after))
