"""``dj prompts log``: who stands for which words, and whether the log is whole."""

from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, options, packs
from dj.cli.findings import EXIT_FINDINGS
from dj.units import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dj.commentary.approvals.log import ApprovalLog
    from dj.commentary.approvals.mending import Mended
    from dj.model.approval import Approval

Mend = Annotated[bool, typer.Option("--mend", help="Set a broken log aside, and begin it anew.")]


def log(pack: packs.Pack = "house", *, mend: Mend = False, json: options.Json = False) -> None:
    """Print the log of approvals and follow its chain. Exit code 5 if it is broken.

    With --mend, a broken log is kept beside the new one. What is as it was written goes over into
    the new one, and each withdrawal that can be read; the rest must be approved anew.
    """
    from dj.commentary.approvals.log import logs_of, read_approvals

    paths = [path for path in logs_of(packs.found(pack)) if path.exists()]
    mended = _mended(paths) if mend else []
    found = [read_approvals(path) for path in paths]
    if json:
        console.print_json({"logs": found, **({"mended": mended} if mend else {})})
    elif mend:
        _tell_mended(mended, pack)
        _tell_shipped(found)
    else:
        for one in found:
            _tell(one, pack)
        if not found:
            print(f"Nobody stands for a line of {pack!r} yet: dj prompts approve --all --by NAME.")
    if any(one.problems for one in found):
        raise typer.Exit(EXIT_FINDINGS)


def _mended(paths: "Sequence[Path]") -> "list[Mended]":
    from dj import resources
    from dj.commentary.approvals.mending import mend

    return [done for path in paths if not resources.is_shipped(path) and (done := mend(path))]


def _tell_mended(mended: "Sequence[Mended]", pack: str) -> None:
    for one in mended:
        console.tell(str(one.path))
        for problem in one.problems:
            console.tell(f"BROKEN    {problem}")
        for reason in one.left:
            console.tell(f"NOT KEPT  {reason}")
        withdrawn = sum(entry.action == "withdraw" for entry in one.kept)
        approved = len(one.kept) - withdrawn
        console.tell(
            f"{counted(approved, 'approval')} and {counted(withdrawn, 'withdrawal')} kept."
        )
        console.tell(f"The log as it was: {one.aside}")
        if one.left:
            console.tell(f"See what nobody stands for now: dj prompts check {pack}")


def _tell_shipped(found: "Sequence[ApprovalLog]") -> None:
    """Name what is still broken, or say that nothing is."""
    for one in found:
        for problem in one.problems:
            console.tell(f"BROKEN    {one.path}: {problem} It came with the program: "
                         "install that again.")  # fmt: skip
    if not any(one.problems for one in found):
        print("The chain holds.")


def _tell(one: "ApprovalLog", pack: str) -> None:
    console.tell(str(one.path))
    for entry in one.entries:
        console.tell(f"  {_row(entry)}")
    for problem in one.problems:
        console.tell(f"BROKEN  {problem}")
    state = "is broken: what was approved after the break is not said" if one.problems else "holds"
    print(f"{counted(len(one.entries), 'line')}; the chain {state}.")
    if one.problems:
        console.tell(f"Mend it with: dj prompts log {pack} --mend")


def _row(entry: "Approval") -> str:
    until = f" until {entry.until}" if entry.until else ""
    note = f" ({entry.note})" if entry.note else ""
    return f"{entry.at}  {entry.action}  {entry.line}#{entry.variant}  by {entry.by}{until}{note}"
