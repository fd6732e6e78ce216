"""``dj prompts``: editors try their lines before a listener hears them."""

from pathlib import Path
from typing import Annotated

import typer

from dj.cli import console, options

app = typer.Typer(help="Check and read the host's lines.", no_args_is_help=True)

Pack = Annotated[str, typer.Option(help="Pack of lines: a folder under prompts/.")]


def _pack(name: str) -> Path:
    from dj import resources

    return resources.find("prompts", name)


@app.command()
def check(pack: Pack = "house", *, json: options.Json = False) -> None:
    """Check every line and run the editors' cases. Exit code 5 if something is wrong."""
    from dj.commentary import check_pack

    findings = check_pack(_pack(pack))
    if json:
        console.print_json({"findings": list(findings)})
    else:
        for finding in findings:
            print(finding)
        print(f"{len(findings)} findings in pack {pack!r}.")
    if findings:
        raise typer.Exit(5)


@app.command()
def preview(
    line: Annotated[str | None, typer.Argument(help="Line set, such as opening/plain.")] = None,
    pack: Pack = "house",
    *,
    json: options.Json = False,
) -> None:
    """Say every variant in every situation of the matrix, as text with seconds."""
    from dj.commentary import preview_pack

    rows = [row for row in preview_pack(_pack(pack)) if line is None or row.line == line]
    if json:
        console.print_json({"rows": rows})
        return
    for row in rows:
        if row.text:
            print(f"{row.line}#{row.variant} [{row.situation}] {row.seconds:.1f} s  {row.text}")
