"""``dj signals``: what speaks for and against a song."""

from typing import Annotated

import typer

from dj.cli import console, options, state

Card = Annotated[
    bool, typer.Option("--card", help="Print how songs are chosen, as a page of Markdown.")
]


def signals(*, show: options.Show = None, card: Card = False, json: options.Json = False) -> None:
    """List the signals, what each reads of you, and its weight in a show with your dials."""
    from dj import lineup, resources

    settings = state.configuration(show=show).settings
    asked = lineup.load_show(resources.find(lineup.SHOWS_FOLDER, f"{settings.show}.yaml"))
    with state.library(settings.data) as store:
        dials = store.controls(settings.listener).dials
    weights = lineup.weights(asked, dials)
    if card:
        print(console.plain(lineup.card(asked, dials)), end="")
        return
    if json:
        console.print_json({"show": asked.name, "signals": [
            {"name": name, "meaning": one.meaning, "reads": one.reads, "privacy": one.privacy,
             "span": one.span, "version": one.version, "origin": one.origin,
             "default_weight": one.default_weight, "weight": weights[name]}
            for name, one in lineup.SIGNALS.items()
        ], "sources": {name: one.meaning for name, one in lineup.SOURCES.items()}})  # fmt: skip
        return
    for name, one in lineup.SIGNALS.items():
        weight = f"{weights[name]:+.2f}" if weights[name] else "off"
        by = f" ({one.origin})" if one.origin else ""
        console.tell(f"{name:<22}{weight:>6}  {one.meaning}{by}")
        console.tell(f"{'':<30}{one.privacy.value}: {one.reads}")
    classes = "; ".join(f"{kind.value} reads {what}" for kind, what in lineup.READS.items())
    console.tell(f"{classes[0].upper()}{classes[1:]}.")
