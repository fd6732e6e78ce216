"""``dj prompts coverage``: how much of the lines the matrix and the cases reach."""

from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, options, packs

if TYPE_CHECKING:
    from dj.commentary import Coverage


def coverage(
    names: packs.Packs = None,
    *,
    fail_under: Annotated[
        float, typer.Option(help="Least percent of variants and of branches.", min=0, max=100)
    ] = 95.0,
    json: options.Json = False,
) -> None:
    """Tell which variants, and which branches in them, no situation reaches.

    Counted are the situations of the matrix and the pack's own cases. Exit code 5 if less is
    reached than --fail-under.
    """
    from dj.commentary import coverage as measure

    found = {folder.name: measure(folder) for folder in packs.chosen(names)}
    if json:
        console.print_json({"packs": {name: _document(one) for name, one in found.items()}})
    else:
        for name, one in found.items():
            _tell(name, one)
    if any(one.percent < fail_under for one in found.values()):
        raise typer.Exit(5)


def _document(one: "Coverage") -> dict[str, object]:
    return {
        "percent": round(one.percent, 2),
        "variants": [one.variants_reached, one.variants],
        "branches": [one.branches_reached, one.branches],
        "missed": one.missed,
    }


def _tell(pack: str, one: "Coverage") -> None:
    for missed in one.missed:
        console.tell(f"{pack}/{missed.where}: {missed.says}")
    said = f"{one.variants_reached} of {one.variants} variants"
    ways = f"{one.branches_reached} of {one.branches} branches"
    console.tell(f"{pack}: {said}, {ways} ({one.percent:.1f} %)")
