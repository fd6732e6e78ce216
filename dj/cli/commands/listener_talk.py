"""``dj listener talk``: more or less of one kind of talk."""

from typing import Annotated

import typer

from dj.cli import console, deciding, options

Kind = Annotated[str | None, typer.Argument(help="Which kind; all are shown without.")]
Amount = Annotated[str | None, typer.Argument(help="never, less, usual or more.")]


def talk(kind: Kind = None, amount: Amount = None, *, json: options.Json = False) -> None:
    """Ask the host for more or less of one kind of talk, such as time_check or discovery."""
    from dj import steering
    from dj.model.script import BreakKind

    with deciding.listener() as (store, who):
        before = {
            str(name): _word(store.controls(who).talk_kinds.get(name, 1.0)) for name in BreakKind
        }
        if kind is None or amount is None:
            _show({kind: before[kind]} if kind in before else before, json=json)
            return
        controls = steering.set_talk(store, who, kind, amount)
    was = before[kind]
    deciding.done(f"{kind.replace('_', ' ').capitalize()}: {amount}; it was {was}.",
                  f"dj listener talk {kind} {was}", controls, json=json)  # fmt: skip


def _word(weight: float) -> str:
    """Name an amount; one that no word stands for is told as it is."""
    from dj import steering

    return next(
        (word for word, value in steering.AMOUNTS.items() if value == weight), f"{weight:g}"
    )


def _show(amounts: dict[str, str], *, json: bool) -> None:
    if json:
        console.print_json(amounts)
        return
    for name, amount in amounts.items():
        console.tell(f"  {name:<17} {amount}")
