"""``dj prompts diff``: what two packs say differently in the same situations."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, options, packs

if TYPE_CHECKING:
    from dj.commentary import Difference


def diff(
    before: packs.Pack,
    after: packs.Pack,
    *,
    html: Annotated[
        Path | None, typer.Option(help="Also write it as a page, to be reviewed.", dir_okay=False)
    ] = None,
    json: options.Json = False,
) -> None:
    """Say every line of two packs in the matrix, and show the texts that differ.

    Where a wording only moved in its file, nothing is shown.
    """
    from dj.commentary import differences

    one, two = packs.found(before), packs.found(after)
    found = differences(one, two)
    if html is not None:
        from dj.cli.diff_page import page
        from dj.writing import write_atomic

        write_atomic(html, page(before, after, found).encode("utf-8"))
    if json:
        console.print_json({"differences": found})
        return
    for difference in found:
        _tell(difference)
    console.tell("1 text differs." if len(found) == 1 else f"{len(found)} texts differ.")
    if html is not None:
        console.tell(f"To be reviewed: {html}")


def _tell(difference: "Difference") -> None:
    console.tell(f"{difference.line} [{difference.situation}]")
    if difference.before:
        console.tell(f"  - {difference.before}")
    if difference.after:
        console.tell(f"  + {difference.after}")
