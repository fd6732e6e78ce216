"""``dj prompts test``: the editors' cases, and what the lines said when last looked at."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, options, packs

if TYPE_CHECKING:
    from dj.commentary import Finding


def run(
    names: packs.Packs = None,
    *,
    update: Annotated[
        bool, typer.Option("--update", help="Write down what the lines say now.")
    ] = False,
    json: options.Json = False,
) -> None:
    """Run the editors' cases, and compare what is said with the goldens beside the pack.

    What is said stands in PACK/golden, a row for each way through each variant. A pack without
    goldens gets them with --update. Exit code 5 if a case does not hold or a text has changed.
    """
    from dj.commentary import golden_changes, has_goldens, run_cases, write_goldens

    failed = False
    documents = {}
    for folder in packs.chosen(names):
        findings, changes = run_cases(folder), golden_changes(folder)
        is_new = not has_goldens(folder)
        if update and changes:
            write_goldens(folder)
        failed |= bool(findings) or bool(changes and not update and not is_new)
        documents[folder.name] = {"findings": findings, "new": is_new, "changes": changes,
                                  "updated": update and bool(changes)}  # fmt: skip
        if not json:
            _tell(folder, findings, changes, is_new=is_new, update=update)
    if json:
        console.print_json({"packs": documents})
    if failed:
        raise typer.Exit(5)


def _tell(
    folder: Path, findings: "tuple[Finding, ...]", changes: tuple[str, ...],
    *, is_new: bool, update: bool,
) -> None:  # fmt: skip
    for finding in findings:
        console.tell(str(finding))
    if not is_new:
        for row in changes:
            console.tell(row)
    console.tell(f"{folder.name}: {len(findings)} findings in cases; "
                 f"{_state(changes, is_new=is_new, update=update)}")  # fmt: skip


def _state(changes: tuple[str, ...], *, is_new: bool, update: bool) -> str:
    texts = sum(row.startswith("+") and not row.startswith("+++") for row in changes)
    if is_new and not update:
        return "nothing is written down yet; --update does it."
    if not changes:
        return "every text is as written down."
    return f"{texts} texts written down." if update else (
        "texts differ from what is written down; --update takes them over.")  # fmt: skip
