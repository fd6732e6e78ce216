"""``dj edit``: a session changed by hand."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, options, state
from dj.errors import ConfigError

if TYPE_CHECKING:
    from dj.editing import Changes, Edited
    from dj.library import Store
    from dj.model.manifest import Manifest
    from dj.model.timeline import JoinKind

_Numbers = list[int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wishes:
    """The options that change the programme, as given."""

    join: int | None
    kind: str | None
    length: str | None
    lock_join: _Numbers
    free_join: _Numbers
    lock: _Numbers
    unlock: _Numbers
    move: int | None
    to: int | None
    replace: int | None
    with_: str | None
    remove: int | None
    add: str | None
    after: int | None
    replan: bool
    played: int


def edit(
    session: options.Session,
    *,
    join: Annotated[
        int | None, typer.Option(help="Join to change: 4 is the one into song 4.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help="Its kind: blend, crossfade, segue, cut or gap.")
    ] = None,
    length: Annotated[
        str | None, typer.Option(help="Its length, such as 8s: overlap, or pause of a gap.")
    ] = None,
    lock_join: Annotated[_Numbers, typer.Option(help="Keep a join as it is; repeatable.")] = None,
    free_join: Annotated[
        _Numbers, typer.Option(help="Let the planner decide a join again; repeatable.")
    ] = None,
    lock: Annotated[
        _Numbers, typer.Option(help="A song keeps its place in --replan; repeatable.")
    ] = None,
    unlock: Annotated[_Numbers, typer.Option(help="It need not any more; repeatable.")] = None,
    move: Annotated[int | None, typer.Option(help="Move this song, to the place --to.")] = None,
    to: Annotated[int | None, typer.Option(help="Number the moved song gets.")] = None,
    replace: Annotated[
        int | None, typer.Option(help="Put another song in the place of this one.")
    ] = None,
    with_: Annotated[
        str | None,
        typer.Option("--with", help="Which: id, path or words; else the planner's best."),
    ] = None,
    remove: Annotated[int | None, typer.Option(help="Take this song out.")] = None,
    add: Annotated[
        str | None, typer.Option(help="Put this song in (id, path or words), --after a number.")
    ] = None,
    after: Annotated[
        int | None, typer.Option(help="Song after which it is put; 0 is the beginning.")
    ] = None,
    replan: Annotated[
        bool, typer.Option("--replan", help="Plan again all that is not locked or played.")
    ] = False,
    played: Annotated[
        int, typer.Option(help="With --replan: so many songs have been heard and stay.", min=0)
    ] = 0,
    undo: Annotated[bool, typer.Option("--undo", help="Take the latest edit back.")] = False,
    redo: Annotated[bool, typer.Option("--redo", help="Make it again.")] = False,
    save: Annotated[
        str | None, typer.Option(metavar="NAME", help="Keep the session as it is under a name.")
    ] = None,
    load: Annotated[
        str | None, typer.Option(metavar="NAME", help="Make it what it was under a name.")
    ] = None,
    versions: Annotated[
        bool, typer.Option("--versions", help="List the versions kept under names.")
    ] = False,
    render: Annotated[bool, typer.Option("--render", help="Make the mix afterwards.")] = False,
    json: options.Json = False,
) -> None:
    """Change a session by hand: joins, order, songs. Without options, list what can be changed.

    The words follow the songs, and the old mix stays until the new one is made.
    """
    folder = (session if session.is_dir() else session.parent).absolute()
    wishes = _Wishes(
        join=join, kind=kind, length=length, lock_join=lock_join, free_join=free_join, lock=lock,
        unlock=unlock, move=move, to=to, replace=replace, with_=with_, remove=remove, add=add,
        after=after, replan=replan, played=played,
    )  # fmt: skip
    _one_of(
        {
            "--undo": undo,
            "--redo": redo,
            "--save": save is not None,
            "--load": load is not None,
            "--versions": versions,
            "a change": _is_asked(wishes),
        }
    )
    if versions or save is not None:
        _versions(folder, save, json=json)
        return
    edited = _edited(folder, wishes, load, "undo" if undo else "redo" if redo else "")
    if edited is None:
        _listed(folder, render=render, json=json)
        return
    if render:
        edited = rendered(folder, edited, show=not json)
    _report(edited, folder, json=json)


def _edited(folder: Path, wishes: _Wishes, load: str | None, way: str) -> "Edited | None":
    from dj import editing

    if way:
        return editing.back(folder, way)
    if load is not None:
        return editing.load_version(folder, load)
    if not _is_asked(wishes):
        return None
    settings = state.configuration().settings
    with state.library(settings.data) as store:
        changes = _changes(wishes, store)
        return editing.edit(store, folder, changes, cache=settings.cache.absolute())


def _is_asked(wishes: _Wishes) -> bool:
    given = (wishes.join, wishes.kind, wishes.length, wishes.lock_join, wishes.free_join,
             wishes.lock, wishes.unlock, wishes.move, wishes.to, wishes.replace, wishes.with_,
             wishes.remove, wishes.add, wishes.after)  # fmt: skip
    return wishes.replan or wishes.played > 0 or any(one not in (None, []) for one in given)


def _one_of(given: dict[str, bool]) -> None:
    named = [name for name, is_given in given.items() if is_given]
    if len(named) > 1:
        raise ConfigError(f"{' and '.join(named)} do not go together.", where="dj edit",
                          hint="Give them one after the other.")  # fmt: skip


def _changes(wishes: _Wishes, store: "Store") -> "Changes":
    from dj.editing import Changes, find_track

    _together(wishes)
    track = wishes.with_ or wishes.add
    return Changes(
        join=wishes.join,
        kind=_kind(wishes.kind),
        length_s=None if wishes.length is None else _seconds(wishes.length),
        lock_joins=tuple(wishes.lock_join or ()),
        free_joins=tuple(wishes.free_join or ()),
        lock=tuple(wishes.lock or ()),
        unlock=tuple(wishes.unlock or ()),
        move=None if wishes.move is None or wishes.to is None else (wishes.move, wishes.to),
        replace=wishes.replace,
        remove=wishes.remove,
        after=wishes.after,
        track=None if track is None else find_track(store, track),
        replan=wishes.replan,
        played=wishes.played,
    )


def _together(wishes: _Wishes) -> None:
    """Refuse an option whose other half is missing."""
    pairs = (
        (wishes.kind is None and wishes.length is None, wishes.join is None, "--join",
         "--kind or --length"),
        (wishes.move is None, wishes.to is None, "--move", "--to"),
        (wishes.add is None, wishes.after is None, "--add", "--after"),
    )  # fmt: skip
    for one, other, first, second in pairs:
        if one != other:
            raise ConfigError(f"{first} goes with {second}.", where="dj edit",
                              hint="Give both: `dj edit --help` shows how.")  # fmt: skip
    if wishes.with_ is not None and wishes.replace is None:
        raise ConfigError("--with goes with --replace.", where="dj edit",
                          hint="To put a song in beside the others, use --add.")  # fmt: skip
    if wishes.played and not wishes.replan:
        raise ConfigError("--played goes with --replan.", where="dj edit")


def _kind(name: str | None) -> "JoinKind | None":
    from dj.editing.changes import WISHES

    if name is None:
        return None
    found = next((kind for kind in WISHES if kind.value == name), None)
    if found is None:
        known = ", ".join(kind.value for kind in WISHES)
        raise ConfigError(
            f"{name!r} is not a kind of join.", where="--kind", hint=f"Write {known}."
        )
    return found


def _seconds(text: str) -> float:
    try:
        seconds = float(text.removesuffix("s"))
    except ValueError:
        seconds = -1.0
    if not 0.0 <= seconds <= 60.0:
        raise ConfigError(f"{text!r} is not a length of 0 to 60 seconds.", where="--length",
                          hint="Write 8s or 2.5s.")  # fmt: skip
    return seconds


def rendered(folder: Path, edited: "Edited", *, show: bool) -> "Edited":
    """Make the mix of an edited session, and with `show` open it."""
    from dataclasses import replace

    return replace(edited, after=_mixed(folder, show=show))


def _mixed(folder: Path, *, show: bool) -> "Manifest":
    from dj import pipeline

    settings = state.configuration().settings
    with state.library(settings.data) as store, console.progress(show=show) as report:
        return pipeline.render(store, folder, cache=settings.cache.absolute(), encoding=None,
                               progress=report)  # fmt: skip


def _report(edited: "Edited", folder: Path, *, json: bool) -> None:
    from dj.cli import changes as page

    if json:
        console.print_json(page.document(edited, folder))
        return
    page.changed(edited, folder)


def _listed(folder: Path, *, render: bool, json: bool) -> None:
    from dj.cli import changes as page
    from dj.session import read_sound

    manifest = _mixed(folder, show=not json) if render else read_sound(folder)
    if json:
        console.print_json({"folder": str(folder), "session": manifest})
        return
    page.joins(manifest, folder)


def _versions(folder: Path, save: str | None, *, json: bool) -> None:
    from dj import editing
    from dj.cli import changes as page
    from dj.session.versions import listing

    if save is not None:
        path = editing.save_version(folder, save)
        if not json:
            console.tell(f"Kept as {save!r}: {path}")
            return
    found = list(listing(folder))
    if json:
        console.print_json({"folder": str(folder), "versions": page.version_rows(found)})
        return
    page.versions(found)
