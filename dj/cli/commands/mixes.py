"""``dj mixes``: which mixes there are today."""

import textwrap

from dj.cli import console, options, state
from dj.cli.ask import Wishes, request

MIXES = "made-for-you"
_WIDTH = 78


def mixes(*, at: options.At = None, json: options.Json = False) -> None:
    """List the mixes that are made for you today: their names, songs and what is true of them."""
    from dj import briefing

    settings = state.configuration().settings
    asked = request(Wishes(show=MIXES, at=at), settings)
    with state.library(settings.data) as store:
        found = briefing.mixes(store, asked)
    if json:
        console.print_json({"mixes": found})
        return
    for mix in found:
        console.tell(mix.name)
        for line in textwrap.wrap(f"{mix.title} ({mix.kind}). {mix.why}", _WIDTH):
            console.tell(f"  {line}")
    if found:
        console.tell(f"Play one with `dj make --show {MIXES} --mix {found[0].name}`.")
    else:
        console.tell("No mix can be made: too little music, or too little is known of it.")
