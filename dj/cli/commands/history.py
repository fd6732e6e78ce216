"""``dj import``: listening histories and playlists."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dj.cli import console, options, state

if TYPE_CHECKING:
    from dj.arrivals import TakenFile
    from dj.intake import TakenIn
    from dj.listeners import Told

_COUNTS = ("rows", "kept", "repeated", "refused", "matched")
_IGNORED_TOLD = 20
"""Files without a history that are named; of more, their number is told."""


def import_history(
    files: Annotated[
        list[Path],
        typer.Argument(help="Histories or playlists: files, folders, zips.", exists=True),
    ],
    *,
    dry_run: Annotated[bool, typer.Option(help="Read and match, keep nothing.")] = False,
    format: Annotated[  # noqa: A002 - the option's name
        str, typer.Option("--format", help="Name of the format; else it is found by content.")
    ] = "",
    columns: Annotated[
        str,
        typer.Option(
            help='Of a table: "artist=Artist,title=Track,time=Date"; numbers count from 1.'
        ),
    ] = "",
    time_zone: Annotated[
        str, typer.Option(help="Clock of times without a zone, such as Europe/Berlin.")
    ] = "",
    user: Annotated[str, typer.Option(help="Whose part of a server's database it is.")] = "",
    json: options.Json = False,
) -> None:
    """Bring in what you have listened to, and playlists as saves.

    Several files count as one: parts may come in any order, and a play that two of them tell is
    kept once.

    Histories: ListenBrainz, Spotify, Last.fm, Libre.fm, Maloja, Pano Scrobbler, Rockbox, Spinitron,
    Apple Music, YouTube Music, iTunes, Navidrome, tables (CSV). Playlists: M3U, PLS, XSPF, JSPF.
    """
    from dj import intake

    told = replace(_told(format, columns, time_zone), user=user)
    settings = state.configuration().settings
    with state.library(settings.data) as store, console.progress(show=not json) as progress:
        taken = intake.take_in(
            store, *files, listener=settings.listener, keep_it=not dry_run,
            now=datetime.now(UTC), told=told, progress=progress,
        )  # fmt: skip
    document = _document(taken)
    if json:
        console.print_json(document)
    else:
        _tell(document, dry_run=dry_run)
    _end(taken, document)


def _told(format_name: str, columns: str, time_zone: str) -> "Told":
    from dj import plugins
    from dj.interfaces import IMPORTERS
    from dj.listeners import Told

    pairs = [part.partition("=") for part in columns.split(",") if part.strip()]
    if any(not equals or not name.strip() or not of.strip() for name, equals, of in pairs):
        raise typer.BadParameter(
            'write "artist=Artist,title=Track,time=Date".', param_hint="--columns"
        )
    if time_zone and not _is_zone(time_zone):
        msg = f"{time_zone!r} is no time zone; write one such as Europe/Berlin."
        raise typer.BadParameter(msg, param_hint="--time-zone")
    name = format_name or ("table" if pairs else "")
    if name and name not in plugins.available(IMPORTERS):
        known = ", ".join(plugins.available(IMPORTERS))
        raise typer.BadParameter(f"{name!r} is no format; known: {known}.", param_hint="--format")
    chosen = {name.strip().casefold(): of.strip() for name, _, of in pairs}
    return Told(importer=name, columns=chosen, time_zone=time_zone)


def _is_zone(name: str) -> bool:
    from zoneinfo import available_timezones

    return name in available_timezones()


def _document(taken: "TakenIn") -> dict[str, Any]:
    files = [_row(file) for file in taken.files]
    return {
        **{name: sum(row[name] for row in files) for name in _COUNTS},
        "files": files,
        "by_method": {name: count for name, count in taken.methods.items() if count},
        "ignored": [{"file": row.where, "reason": row.reason} for row in taken.exports.ignored],
        "failed": [
            {"file": error.where, "reason": error.message} for error in taken.exports.failed
        ],
    }


def _row(file: "TakenFile") -> dict[str, Any]:
    return {
        "file": file.where,
        "format": file.importer,
        "rows": file.rows,
        "kept": file.kept,
        "repeated": file.repeated,
        "refused": file.refused,
        "matched": file.matched,
        "first": file.first_at.isoformat() if file.first_at else None,
        "last": file.last_at.isoformat() if file.last_at else None,
        "doubtful": file.doubtful,
        "reasons": dict(file.reasons),
        "refused_rows": [{"row": row.where, "reason": row.reason} for row in file.refused_rows],
    }


def _tell(document: Mapping[str, Any], *, dry_run: bool) -> None:
    files = document["files"]
    for row in files:
        console.tell(f"{Path(row['file']).name} ({row['format']}): {_counts(row)}")
        if row["first"]:
            print(f"  from {row['first'][:10]} to {row['last'][:10]}")
        _list(row["reasons"])
        if row["doubtful"]:
            console.note(
                f"the clock of {row['doubtful']} plays is not known, so they do not count for the "
                "hour; say it with --time-zone Europe/Berlin."
            )
    if len(files) > 1:
        print(f"altogether: {_counts(document)}")
    _list(document["by_method"])
    _tell_ignored(document["ignored"])
    if dry_run and files:
        print("nothing is kept: this was a dry run.")


def _counts(row: Mapping[str, Any]) -> str:
    return " · ".join(f"{row[name]} {name}" for name in _COUNTS)


def _list(counts: Mapping[str, int]) -> None:
    for what, count in sorted(counts.items()):
        console.tell(f"  {count:>8}  {what}")


def _tell_ignored(ignored: Sequence[Mapping[str, str]]) -> None:
    for row in ignored[:_IGNORED_TOLD]:
        console.note(f"ignored: {row['file']}: {row['reason']}")
    if len(ignored) > _IGNORED_TOLD:
        console.note(f"ignored: {len(ignored) - _IGNORED_TOLD} more files")


def _end(taken: "TakenIn", total: Mapping[str, Any]) -> None:
    """Never end in success where a file could not be read, or held nothing that can be used."""
    from dj.errors import ImportFileError

    *others, last = (*taken.exports.failed,) or (None,)
    for error in others:
        console.note(str(error))
    if last is not None:
        raise last
    if not taken.files:
        raise ImportFileError("there is no history or playlist in what was given.")
    if total["kept"] + total["repeated"] == 0:
        raise ImportFileError(
            "not one row of what was given can be used.", hint="The reasons are listed above."
        )
    if total["kept"] == 0:
        known = len(taken.known) == len(taken.files)
        say = (
            "was taken in before, just as it is" if known else "every row is in the library already"
        )
        console.note(f"nothing new: {say}.")
