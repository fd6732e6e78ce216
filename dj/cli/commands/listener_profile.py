"""``dj listener exclude``, ``private``, ``family``, ``profile`` and others: what counts."""

from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import deciding, options
from dj.errors import ConfigError

if TYPE_CHECKING:
    from dj.model.controls import Exclusion

OnOff = Annotated[str, typer.Argument(help="on or off.")]


def exclude(
    *,
    since: Annotated[str | None, typer.Option("--from", help="First moment: 2026-11-23.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="From when it counts again.")] = None,
    play: Annotated[str | None, typer.Option(help="Moment at which one play began.")] = None,
    session: Annotated[str, typer.Option(help="A session or playlist it was played in.")] = "",
    source: Annotated[str, typer.Option(help="All that one importer brought.")] = "",
    json: options.Json = False,
) -> None:
    """Leave listening out of your taste, as if it had never been: by time, session or source."""
    from dj import steering

    left_out = _exclusion(since, until, play, session, source)
    with deciding.listener() as (store, name):
        controls = steering.exclude(store, name, left_out)
        number = controls.excluded.index(left_out) + 1
        touched = sum(steering.leaves_out(left_out, play) for play in store.listens(name))
    said = f"{touched} plays no longer count for your taste: {words(left_out)}. They are kept."
    deciding.done(said, f"dj listener include {number}", controls, json=json)


def include(
    number: Annotated[int, typer.Argument(help="As `dj listener controls` counts them.")],
    *,
    json: options.Json = False,
) -> None:
    """Let listening count again that was left out."""
    from dj import steering

    with deciding.listener() as (store, name):
        controls = steering.include(store, name, number)
    deciding.done(f"Exclusion {number} is gone.", "dj listener exclude …", controls, json=json)


def _exclusion(
    since: str | None, until: str | None, play: str | None, session: str, source: str
) -> "Exclusion":
    from dj.model.controls import Exclusion, ExclusionKind

    ways = [bool(since or until), bool(play), bool(session), bool(source)]
    if sum(ways) != 1:
        raise ConfigError("one way to say what is left out, not none or several.",
                          where="dj listener exclude",
                          hint="Give --from and --to, --play, --session or --source.")  # fmt: skip
    if play:
        return Exclusion(kind=ExclusionKind.PLAY, start=deciding.moment(play, "--play"))
    if session:
        return Exclusion(kind=ExclusionKind.CONTEXT, name=session)
    if source:
        return Exclusion(kind=ExclusionKind.SOURCE, name=source)
    return Exclusion(kind=ExclusionKind.RANGE,
                     start=deciding.moment(since or "1970-01-01", "--from"),
                     end=deciding.moment(until, "--to") if until else deciding.now())  # fmt: skip


def words(left_out: "Exclusion") -> str:
    """Write an exclusion for people."""
    from dj.model.controls import ExclusionKind

    start, end = left_out.start, left_out.end
    if left_out.kind is ExclusionKind.RANGE and start and end:
        return f"from {start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M} UTC"
    if left_out.kind is ExclusionKind.PLAY and start:
        return f"the play of {start:%Y-%m-%d %H:%M:%S} UTC"
    kind = "session or playlist" if left_out.kind is ExclusionKind.CONTEXT else "source"
    return f"{kind} {left_out.name!r}"


def private(on: OnOff, *, json: options.Json = False) -> None:
    """Begin or end a private session: while it is on, nothing you play or make is recorded."""
    from dj import steering

    is_on = switched(on)
    with deciding.listener() as (store, name):
        controls = steering.set_private(store, name, on=is_on)
    said = "Private from now on: nothing is recorded." if is_on else "No longer private."
    deciding.done(said, f"dj listener private {_other(on)}", controls, json=json)


def family(
    on: OnOff,
    *,
    unmarked: Annotated[
        bool, typer.Option("--unmarked", help="Play songs without a mark, too.")
    ] = False,
    json: options.Json = False,
) -> None:
    """Make sessions fit for children: clean songs and words, nothing personal, nothing kept."""
    from dj import steering

    is_on = switched(on)
    with deciding.listener() as (store, name):
        controls = steering.set_family(store, name, on=is_on, unmarked=unmarked)
    songs = "songs marked explicit are left out" if unmarked else "only songs marked as clean play"
    said = (f"For a family: {songs}, the host says no hard word and nothing personal or of lives, "
            "nobody's listening is read or kept." if is_on else
            "No longer for a family; what you decided before holds again.")  # fmt: skip
    deciding.done(said, f"dj listener family {_other(on)}", controls, json=json)


def profile(on: OnOff, *, json: options.Json = False) -> None:
    """Plan from your history, or without reading any of it: the same session for everybody."""
    from dj import steering

    is_on = switched(on)
    with deciding.listener() as (store, name):
        controls = steering.set_profiling(store, name, on=is_on)
    said = ("Sessions follow your listening." if is_on else
            "No profile: sessions are planned without reading your listening.")  # fmt: skip
    deciding.done(said, f"dj listener profile {_other(on)}", controls, json=json)


def pause(*, json: options.Json = False) -> None:
    """Stop learning: plays from now on are kept but do not change your taste."""
    from dj import steering

    with deciding.listener() as (store, name):
        controls = steering.pause(store, name, at=deciding.now())
    deciding.done("Your taste stays as it is now.", "dj listener resume", controls, json=json)


def resume(*, json: options.Json = False) -> None:
    """Learn again; what you played meanwhile stays left out."""
    from dj import steering

    with deciding.listener() as (store, name):
        was_paused = store.controls(name).paused_at is not None
        controls = steering.resume(store, name, at=deciding.now())
    if not was_paused:
        deciding.done("It was not paused.", "", controls, json=json)
        return
    undo = f"dj listener include {len(controls.excluded)}  (lets the pause count)"
    deciding.done("Learning again; the pause does not count.", undo, controls, json=json)


def reset(
    *,
    undo: Annotated[bool, typer.Option("--undo", help="Let it count again.")] = False,
    json: options.Json = False,
) -> None:
    """Begin anew as a new listener: nothing from before counts. Bans and switches stay."""
    from dj import steering

    with deciding.listener() as (store, name):
        if undo:
            controls = steering.unreset(store, name)
        else:
            controls = steering.reset(store, name, at=deciding.now())
    said = (
        "Your listening counts again."
        if undo
        else (
            "Your taste begins anew. The history itself is kept; `dj listener delete` deletes it."
        )
    )
    deciding.done(said, "dj listener reset" if undo else "dj listener reset --undo", controls,
                  json=json)  # fmt: skip


def switched(word: str) -> bool:
    """Read ``on`` or ``off``.

    Raises:
        ConfigError: if it is neither.
    """
    if word not in ("on", "off"):
        raise ConfigError(f"{word!r} is neither on nor off.", where="dj listener",
                          hint="Write on or off.")  # fmt: skip
    return word == "on"


def _other(word: str) -> str:
    return "off" if word == "on" else "on"
