"""``dj facts import``: facts about your music from catalogues and other editors."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, options, state
from dj.units import counted

if TYPE_CHECKING:
    from dj.facts import TakenIn

_SHOWN = 20
"""Rows that could not be used and are named in text."""


def import_facts(
    files: Annotated[
        list[Path],
        typer.Argument(help="MusicBrainz JSON, or lists of facts.", exists=True, dir_okay=False),
    ],
    *,
    retrieved: Annotated[
        str, typer.Option(help="Day on which a catalogue was read; a file's own day if none.")
    ] = "",
    dry_run: Annotated[bool, typer.Option(help="Read and match, write nothing.")] = False,
    json: options.Json = False,
) -> None:
    """Bring in facts about the songs you have, by their identifiers; other rows are passed over.

    MusicBrainz: recordings, releases, release groups and artists as the web service (ws/2) or the
    dumps write them, as one document or one a line. Editors: a YAML or JSON list of facts.
    """
    from dj import facts
    from dj.cli.recording import changes_seen

    day = _day(retrieved) if retrieved else None
    folder = state.configuration().settings.data
    with state.library(folder) as store:
        taken = facts.take_in(store, files, day or _written_on(files), keep_it=not dry_run)
    if not dry_run:
        changes_seen(folder, note=f"imported from {', '.join(path.name for path in files)}")
    if json:
        console.print_json({
            "rows": taken.rows, "facts": taken.facts, "refused": taken.refused,
            "skipped": taken.skipped, "files": list(map(str, taken.files)),
        })  # fmt: skip
        return
    _tell(taken)


def _tell(taken: "TakenIn") -> None:
    for one in taken.skipped[:_SHOWN]:
        console.tell(f"left out: {one.where}: {one.reason}")
    if taken.refused > _SHOWN:
        print(f"left out: {taken.refused - _SHOWN} more")
    print(f"{counted(taken.rows, 'row')} read, {counted(len(taken.facts), 'fact')} about this "
          f"library, {taken.refused} left out.")  # fmt: skip
    for path in taken.files:
        console.tell(f"Written: {path}")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter("write a day such as 2026-11-24.",
                                 param_hint="--retrieved") from error  # fmt: skip


def _written_on(files: list[Path]) -> date:
    """The oldest file's own day: a catalogue knows nothing of what came later."""
    return datetime.fromtimestamp(min(path.stat().st_mtime for path in files), UTC).date()
