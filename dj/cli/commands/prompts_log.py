"""``dj prompts log``: who stands for which words, and whether the log is whole."""

from typing import TYPE_CHECKING

import typer

from dj.cli import console, options, packs
from dj.cli.findings import EXIT_FINDINGS
from dj.units import counted

if TYPE_CHECKING:
    from dj.commentary.approvals.log import ApprovalLog
    from dj.model.approval import Approval


def log(pack: packs.Pack = "house", *, json: options.Json = False) -> None:
    """Print the log of approvals and follow its chain. Exit code 5 if it is broken."""
    from dj.commentary.approvals.log import logs_of, read_approvals

    found = [read_approvals(path) for path in logs_of(packs.found(pack)) if path.exists()]
    if json:
        console.print_json({"logs": found})
    else:
        for one in found:
            _tell(one)
        if not found:
            print(f"Nobody stands for a line of {pack!r} yet: dj prompts approve --all --by NAME.")
    if any(one.problems for one in found):
        raise typer.Exit(EXIT_FINDINGS)


def _tell(one: "ApprovalLog") -> None:
    console.tell(str(one.path))
    for entry in one.entries:
        console.tell(f"  {_row(entry)}")
    for problem in one.problems:
        console.tell(f"BROKEN  {problem}")
    state = "is broken: what was approved after the break is not said" if one.problems else "holds"
    print(f"{counted(len(one.entries), 'line')}; the chain {state}.")


def _row(entry: "Approval") -> str:
    until = f" until {entry.until}" if entry.until else ""
    note = f" ({entry.note})" if entry.note else ""
    return f"{entry.at}  {entry.action}  {entry.line}#{entry.variant}  by {entry.by}{until}{note}"
