"""``dj library issues`` and ``dj library retry``: what could not be used, and another try."""

import os
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, options, state

if TYPE_CHECKING:
    from dj.library import Issue


def issues(*, json: options.Json = False) -> None:
    """List every file that was skipped: the reason, since when, and what to do."""
    with state.library(state.configuration().settings.data) as store:
        found = store.issues()
    if json:
        console.print_json({"skipped": [_row(issue) for issue in found]})
        return
    for kind, group in groupby(sorted(found, key=lambda issue: issue.kind), lambda i: i.kind):
        members = list(group)
        console.tell(f"{kind} ({len(members)}) – {members[0].remedy}:")
        for issue in members:
            since = f" (since {issue.since.astimezone():%Y-%m-%d})" if issue.since else ""
            console.tell(f"  {issue.where}: {issue.reason}{since}")
    if not found:
        print("No file was skipped.")


def retry(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders; everything if none.")
    ] = None,
    *,
    json: options.Json = False,
) -> None:
    """Have the next scan try files again that could not be used, quarantined ones too."""
    # The catalogue knows files by the folders they were found in, so links in names stay.
    wanted = [Path(os.path.abspath(path.expanduser())) for path in paths or ()]  # noqa: PTH100
    resolved = [path.resolve() for path in wanted]
    with state.library(state.configuration().settings.data) as store:
        count = store.retry(tuple(dict.fromkeys((*wanted, *resolved))))
    if json:
        console.print_json({"retried": count})
        return
    again = "The next `dj scan` tries them again." if count else "None of these was skipped."
    print(f"{count} {'file' if count == 1 else 'files'} let go. {again}")


def _row(issue: "Issue") -> dict[str, object]:
    return {
        "where": issue.where,
        "reason": issue.reason,
        "kind": issue.kind.value,
        "since": issue.since.isoformat() if issue.since else None,
        "remedy": issue.remedy,
    }
