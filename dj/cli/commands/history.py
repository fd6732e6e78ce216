"""``dj import``: listening histories and playlists."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dj.cli import console, options, state

if TYPE_CHECKING:
    from dj.intake import TakenIn


def import_history(
    files: Annotated[list[Path], typer.Argument(help="Histories or playlists.", exists=True)],
    *,
    dry_run: Annotated[bool, typer.Option(help="Read and match, keep nothing.")] = False,
    json: options.Json = False,
) -> None:
    """Bring in a listening history (ListenBrainz) or playlists (M3U, XSPF, JSPF) as saves."""
    from dj import intake

    settings = state.configuration().settings
    reports = []
    now = datetime.now(UTC)
    with state.library(settings.data) as store:
        for path in files:
            found = intake.take_in(
                store, path, listener=settings.listener, keep_it=not dry_run, now=now
            )
            reports.append(_document(path, found))
            if not json:
                _tell(reports[-1])
    if json:
        console.print_json({"files": reports})


def _document(path: Path, found: "TakenIn") -> dict[str, Any]:
    read = found.read
    good = len(read.listens) + len(read.saves) + len(read.tallies)
    methods = Counter(found.matched.methods) + Counter(found.matched.save_methods)
    methods += Counter(found.matched.tally_methods)
    return {
        "file": str(path),
        "format": read.importer,
        "rows": read.rows,
        "kept": found.kept,
        "repeated": good - found.kept,
        "refused": len(read.refused),
        "matched": good - methods["unmatched"],
        "by_method": {name: count for name, count in methods.items() if count},
        "first": read.first_at.isoformat() if read.first_at else None,
        "last": read.last_at.isoformat() if read.last_at else None,
        "reasons": dict(Counter(row.reason for row in read.refused)),
    }


def _tell(row: dict[str, Any]) -> None:
    console.tell(
        f"{Path(row['file']).name} ({row['format']}): {row['rows']} rows · {row['kept']} kept · "
        f"{row['repeated']} repeated · {row['refused']} refused · {row['matched']} matched"
    )
    if row["first"]:
        print(f"  from {str(row['first'])[:10]} to {str(row['last'])[:10]}")
    for name in ("by_method", "reasons"):
        for what, count in sorted(dict(row[name]).items()):
            console.tell(f"  {count:>8}  {what}")
