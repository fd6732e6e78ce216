"""``dj prompts matrix``: every situation, and what could be said in it."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, options, packs

if TYPE_CHECKING:
    from dj.commentary import Sheet


def matrix(
    pack: packs.Pack = "house",
    *,
    html: Annotated[
        Path | None, typer.Option(help="Also write a page with every text.", dir_okay=False)
    ] = None,
    json: options.Json = False,
) -> None:
    """Count what could be said in each situation by each kind of break.

    Exit code 5 if there is a break for which a situation has no line at all.
    """
    from dj.commentary import sheets

    found = sheets(packs.found(pack))
    if html is not None:
        from dj.cli.matrix_page import page
        from dj.writing import write_atomic

        write_atomic(html, page(found).encode("utf-8"))
    if json:
        console.print_json({"sheets": found})
    else:
        for sheet in found:
            _tell(sheet)
        if html is not None:
            console.tell(f"Every text: {html}")
    if any(sheet.gaps for sheet in found):
        raise typer.Exit(5)


def _tell(sheet: "Sheet") -> None:
    said = Counter((cell.situation, cell.kind) for cell in sheet.cells if cell.status == "said")
    statuses = Counter(cell.status for cell in sheet.cells)
    lines = len({(cell.line, cell.variant) for cell in sheet.cells})
    console.tell(f"{sheet.pack} ({sheet.locale}): {lines} variants in {len(sheet.situations)} "
                 "situations")  # fmt: skip
    width = max(map(len, sheet.situations), default=0)
    for situation in sheet.situations:
        row = [_count(kind, said[situation, kind], gap=(situation, kind) in sheet.gaps)
               for kind in sheet.kinds]  # fmt: skip
        console.tell(f"  {situation:<{width}}  {'  '.join(filter(None, row))}")
    console.tell(
        "  " + ", ".join(f"{count} {status}" for status, count in sorted(statuses.items()))
    )
    for kind in sheet.kinds:
        empty = [situation for situation, other in sheet.gaps if other == kind]
        if empty:
            console.tell(f"EMPTY  {kind}, no line can be said in: {'; '.join(empty)}.")


def _count(kind: str, count: int, *, gap: bool) -> str:
    return f"{kind} {count}" if count or gap else ""
