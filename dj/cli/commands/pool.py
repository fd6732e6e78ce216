"""``dj pool``: songs that editors stand for, when they play, and who changed what."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, options, state
from dj.cli.findings import EXIT_FINDINGS, Files, Form, Format, chosen, tell
from dj.model.names import fold
from dj.units import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from dj.editorial import Change
    from dj.model.pool import OpenPool, Pool
    from dj.units import TrackId

app = typer.Typer(help="Editors' pools: list, check, show, and the log of their changes.",
                  no_args_is_help=True)  # fmt: skip

At = Annotated[str, typer.Option(help="A moment: 07:30, 2026-11-23T07:30 or now.")]
_SHOWN = 20
"""Songs that are listed without ``--all``."""


def _moment(at: str) -> datetime:
    from dj.cli.ask import moment, zone_name

    return moment(at, zone_name(state.configuration().settings.time_zone))


@app.command("list")
def list_pools(*, at: At = "now", json: options.Json = False) -> None:
    """List every pool: who stands for it, when it is open, whether it is now."""
    from dj import editorial

    when = _moment(at)
    pools = editorial.load_pools()
    if json:
        console.print_json({"at": when.isoformat(), "pools": [
            {"open": editorial.is_open(pool, when), "when": editorial.in_words(pool),
             "pool": pool} for pool in pools]})  # fmt: skip
        return
    width = max((len(pool.name) for pool in pools), default=0) + 2
    for pool in pools:
        state_now = "open" if editorial.is_open(pool, when) else "closed"
        console.tell(f"{pool.name:<{width}}{state_now} now, {editorial.in_words(pool)}")
        console.tell(f"{'':<{width}}{pool.title}, by {pool.editor}: {_size(pool)}")


@app.command()
def check(files: Files = None, *, form: Format = Form.TEXT, json: options.Json = False) -> None:
    """Tell everything that is wrong with pool files. Exit code 5 if there is something."""
    from dj import editorial

    paths = files or sorted(editorial.pool_files().values())
    tell([one for path in paths for one in editorial.check_pool(path)],
         chosen(form, json=json), len(paths))  # fmt: skip


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="Name of a pool; see `dj pool list`.")],
    every: Annotated[bool, typer.Option("--all", help="List every song.")] = False,
    *,
    at: At = "now",
    json: options.Json = False,
) -> None:
    """Show which songs of this library are in a pool, which are missing, and when it is open."""
    from dj import editorial

    pool = _known(name)
    when = _moment(at)
    found, labels = _in_library(pool, at)
    is_open = editorial.is_open(pool, when)
    if json:
        console.print_json({"at": when.isoformat(), "open": is_open,
                            "when": editorial.in_words(pool), "pool": found})  # fmt: skip
        return
    console.tell(f"{pool.title}, by {pool.editor}: {'open' if is_open else 'closed'} "
                 f"({editorial.in_words(pool)})")  # fmt: skip
    if pool.note:
        console.tell(pool.note)
    console.tell(f"{counted(len(found.tracks), 'song')} of this library, order: {pool.order.value}")
    shown = found.tracks if every else found.tracks[:_SHOWN]
    for number, track in enumerate(shown, 1):
        console.tell(f"{number:>4}  {labels[track]}{_marks(found, track)}")
    if len(found.tracks) > len(shown):
        print(f"      and {len(found.tracks) - len(shown)} more (--all)")
    for label in found.missing:
        console.tell(f"   –  {label} (not in this library, or banned)")
    if found.never:
        console.tell(f"Never while it is open: {', '.join(labels[t] for t in sorted(found.never))}")


@app.command()
def log(
    expect: Annotated[
        str | None, typer.Option(help="Hash that must be in the log, noted down earlier.")
    ] = None,
    *,
    json: options.Json = False,
) -> None:
    """Tell who changed which file, when and why. Exit code 5 if the log was tampered with."""
    from dj import editorial
    from dj.cli.recording import changes_seen, what, what_happened

    folder = state.configuration().settings.data
    changes_seen(folder)
    found = editorial.log_of(folder)
    problems = list(found.problems)
    if expect is not None and all(change.hash != expect for change in found.changes):
        problems.append(f"no entry has the hash {expect[:80]}: the log was cut or written anew.")
    if json:
        console.print_json({"head": found.head, "problems": problems, "changes": found.changes})
    else:
        for change in found.changes:
            console.tell(
                f"{change.at}  {what(change)} {what_happened(change)}, "
                f"{change.before[:12] or 'nothing'} → {change.after[:12] or 'nothing'}"
            )
            console.tell(f"    {change.editor or 'nobody said who'}: "
                         f"{change.note or 'nobody said why'}")  # fmt: skip
        for problem in problems:
            console.tell(f"TAMPERED: {problem}")
        print(f"{len(found.changes)} entries, head {found.head or 'none'}")
    if problems:
        raise typer.Exit(EXIT_FINDINGS)


@app.command()
def record(
    editor: Annotated[str, typer.Option(help="Who made the changes.")],
    note: Annotated[str, typer.Option(help="Why.")],
    name: Annotated[
        str, typer.Argument(help="Pool, show or file; all that nobody has explained if none.")
    ] = "",
    *,
    json: options.Json = False,
) -> None:
    """Write into the log who changed a file and why; it cannot be taken back."""
    from dj import editorial
    from dj.cli.recording import changes_seen, what

    _said(editor, "--editor")
    _said(note, "--note")
    folder = state.configuration().settings.data
    changes: Sequence[Change] = () if name else changes_seen(folder, editor, note)
    if name:
        changes_seen(folder)  # of other files nobody has said anything now
        _on_record(folder, name)
    if not changes:
        changes = editorial.explain(folder, datetime.now(UTC), editor, note, name)
    if json:
        console.print_json({"changes": changes})
        return
    for change in changes:
        console.tell(f"{what(change)}: {editor}: {note}")
    if not changes:
        print("Nothing to record: every change is explained.")


def _said(text: str, option: str) -> None:
    from dj.errors import ConfigError

    if not text.strip():
        raise ConfigError("holds no words, and the log cannot be changed later.", where=option,
                          hint='Such as --editor "Rosa Lind" --note "too loud".')  # fmt: skip


def _on_record(folder: "Path", name: str) -> None:
    from dj import editorial
    from dj.errors import ConfigError

    names = sorted({change.name for change in editorial.log_of(folder).changes})
    if name and name not in names:
        raise ConfigError(
            f"no change of {name[:80]!r} is on record; known: {', '.join(names) or 'none'}.",
            where="dj pool record", hint="Name a pool, a show, schedule or overrides.",
        )  # fmt: skip


def _known(name: str) -> "Pool":
    from dj import editorial, resources

    return editorial.load_pool(resources.find(editorial.POOLS_FOLDER, f"{name}.yaml"))


def _in_library(pool: "Pool", at: str) -> "tuple[OpenPool, Mapping[TrackId, str]]":
    from dj import editors
    from dj.cli.ask import Wishes, request

    settings = state.configuration().settings
    with state.library(settings.data) as store:
        return editors.pool_in(store, request(Wishes(show="dj", at=at), settings), pool)


def _size(pool: "Pool") -> str:
    named = (*pool.songs, *pool.must, *pool.first, *pool.last)
    listed = len({(one.id, fold(one.artist), fold(one.title)) for one in named})
    parts = [f"{counted(listed, 'song')} named"] if listed else []
    parts += ["a filter"] if pool.filter else []
    parts += [f"{len(pool.never)} banned"] if pool.never else []
    return ", ".join(parts)


def _marks(pool: "OpenPool", track: "TrackId") -> str:
    kinds = {"must": pool.must, "first": pool.first, "last": pool.last, "never": pool.never}
    found = [name for name, tracks in kinds.items() if track in tracks]
    note = pool.notes.get(track, "")
    return (f" [{', '.join(found)}]" if found else "") + (f" – {note}" if note else "")
