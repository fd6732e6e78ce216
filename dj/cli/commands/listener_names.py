"""``dj listener names``: which words a host may say where a title or a band's name holds them."""

from typing import Annotated

import typer

from dj.cli import console, deciding, options
from dj.errors import ConfigError
from dj.model.spoken import NameLevel

_MEANING = {
    NameLevel.FAMILY: "no hard word at all, not even a mild one",
    NameLevel.STANDARD: "mild words; a name with a strong word or a slur stays unsaid",
    NameLevel.OPEN: "strong words too; a name with a slur stays unsaid",
}


def names(
    level: Annotated[
        str | None, typer.Argument(help="family, standard or open; shown without.")
    ] = None,
    *,
    json: options.Json = False,
) -> None:
    """Set which words the host may say in titles and band names; the songs play in any case."""
    from dj import steering

    with deciding.listener() as (store, who):
        before = store.controls(who)
        if level is None:
            _show(before.name_level, json=json)
            return
        chosen = name_level(level, "dj listener names")
        controls = steering.set_name_level(store, who, chosen)
    deciding.done(f"In names the host says {_MEANING[chosen]}.",
                  f"dj listener names {before.name_level}", controls, json=json)  # fmt: skip


def name_level(text: str, where: str) -> NameLevel:
    """Read a level.

    Raises:
        ConfigError: if there is no such level.
    """
    if text not in set(NameLevel):
        raise ConfigError(f"there is no level {text!r}.", where=where,
                          hint=f"The levels are {', '.join(NameLevel)}.")  # fmt: skip
    return NameLevel(text)


def _show(now: NameLevel, *, json: bool) -> None:
    if json:
        console.print_json({"names": now})
        return
    for level, meaning in _MEANING.items():
        console.tell(f"{'*' if level is now else ' '} {level:<9} {meaning}")
