"""``dj feedback`` and ``dj replan``: what is said while a session plays, and what comes of it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dj.cli import console, options, state
from dj.errors import ConfigError

if TYPE_CHECKING:
    from dj.editing import Edited
    from dj.feedback import Said
    from dj.library import Store
    from dj.model.feedback import Feedback, FeedbackKind
    from dj.model.manifest import Manifest

_WORDS = {
    "played": "played", "skipped": "skipped", "liked": "liked", "disliked": "disliked",
    "not-now": "not-now", "banned": "banned", "switch": "switched",
}  # fmt: skip
_DONE = {
    "played": "Heard", "skipped": "Skipped", "liked": "Liked", "disliked": "Disliked",
    "not-now": "Not now, until tomorrow", "banned": "Never again",
}  # fmt: skip

_Now = Annotated[
    str | None,
    typer.Option(metavar="TIME", help="Time into the session, as 12:30; else as feedback tells."),
]


def feedback(
    what: Annotated[
        str | None,
        typer.Argument(help="played, skipped, liked, disliked, not-now, banned or switch."),
    ] = None,
    song: Annotated[int | None, typer.Argument(help="Number of the song.", min=1)] = None,
    session: Annotated[
        Path | None, typer.Argument(help="The session's folder; the latest one if not given.")
    ] = None,
    *,
    at: Annotated[
        str | None, typer.Option(help="How far into the song, as 20s or 1:20.")
    ] = None,
    from_: Annotated[
        Path | None,
        typer.Option("--from", help="Read what a player wrote: JSON, a line per event.",
                     exists=True, dir_okay=False),
    ] = None,
    json: options.Json = False,
) -> None:  # fmt: skip
    """Say what became of a song: it counts for the rest of this session and for the next ones.

    `switch` asks for another kind of music from the next song on.
    """
    if (from_ is None) == (what is None):
        raise ConfigError("say what happened, or give a file with --from.", where="dj feedback",
                          hint="Such as `dj feedback skipped 4 --at 20s`.")  # fmt: skip
    settings = state.configuration().settings
    with state.library(settings.data) as store:
        if from_ is not None:
            _read(store, settings.listener, from_, json=json)
            return
        folder = _folder(store, session)
        _one(store, settings.listener, folder, (what or "", song, at), json=json)


def replan(
    session: options.Session,
    *,
    now: _Now = None,
    switch: Annotated[
        bool, typer.Option("--switch", help="Turn to another kind of music.")
    ] = False,
    render: Annotated[bool, typer.Option("--render", help="Make the mix afterwards.")] = False,
    json: options.Json = False,
) -> None:
    """Plan the rest of a session again, with all that has been said until now.

    What has played stays, and so do locked songs and joins; `dj edit --undo` takes it back.
    """
    from dj.cli import changes as page
    from dj.cli.commands.edit import rendered

    folder = (session if session.is_dir() else session.parent).absolute()
    now_s = None if now is None else seconds(now, "--now")
    edited = _replanned(folder, now_s, switch=switch)
    if render:
        edited = rendered(folder, edited, show=not json)
    if json:
        console.print_json(page.document(edited, folder))
        return
    page.changed(edited, folder)


def _replanned(folder: Path, now_s: float | None, *, switch: bool) -> "Edited":
    from dj import feedback

    settings = state.configuration().settings
    with state.library(settings.data) as store:
        return feedback.replan(
            store, folder, listener=settings.listener, cache=settings.cache.absolute(),
            now_s=now_s, switch_at=datetime.now(UTC) if switch else None,
        )  # fmt: skip


def seconds(text: str, where: str) -> float:
    """Read ``20s``, ``20``, ``1:20`` or ``1:02:03`` as seconds.

    Raises:
        ConfigError: if it is no length of time up to a day.
    """
    try:
        parts = [float(part) for part in text.removesuffix("s").split(":")]
    except ValueError:
        parts = [-1.0]
    total = 0.0
    for part in parts:
        total = total * 60.0 + part
    if len(parts) > 3 or min(parts) < 0.0 or not 0.0 <= total <= 86_400.0:
        raise ConfigError(f"{text!r} is not a time.", where=where,
                          hint="Write 20s, 1:20 or 1:02:03.")  # fmt: skip
    return total


def _folder(store: "Store", session: Path | None) -> Path:
    if session is not None:
        return session if session.is_dir() else session.parent
    made = [folder for _, folder, _ in store.sessions(made=True) if folder.is_dir()]
    if not made:
        raise ConfigError("no session has been made here.", where="dj feedback",
                          hint="Name its folder: `dj feedback skipped 4 FOLDER`.")  # fmt: skip
    return made[-1]


def _one(
    store: "Store", listener: str, folder: Path, words: tuple[str, int | None, str | None],
    *, json: bool,
) -> None:  # fmt: skip
    from dj import feedback, session

    manifest = session.read_sound(folder)
    one = feedback.about(manifest, _event(manifest, *words))
    said = feedback.say(store, listener, [one])
    if json:
        console.print_json(_document(said, []))
        return
    _tell(said, one, folder)


def _event(manifest: "Manifest", what: str, song: int | None, at: str | None) -> "Feedback":
    from dj.model.feedback import Feedback

    kind = _kind(what)
    count = len(manifest.tracks)
    if kind != "switched" and (song is None or song > count):
        raise ConfigError(f"which song? There are 1 to {count}.", where="dj feedback",
                          hint=f"Such as `dj feedback {what} 1`.")  # fmt: skip
    return Feedback(
        kind=kind, at=datetime.now(UTC), slot=None if song is None else song - 1,
        at_s=None if at is None else seconds(at, "--at"), source="dj",
    )  # fmt: skip


def _kind(what: str) -> "FeedbackKind":
    from dj.model.feedback import FeedbackKind

    if what not in _WORDS:
        raise ConfigError(f"{what!r} is not feedback.", where="dj feedback",
                          hint=f"Say {', '.join(_WORDS)}.")  # fmt: skip
    return FeedbackKind(_WORDS[what])


def _tell(said: "Said", one: "Feedback", folder: Path) -> None:
    if said.private:
        console.tell("Private session: nothing is kept.")
        return
    if one.kind == "switched":
        console.tell(f"Noted. Turn to another kind of music from here on: dj replan {folder}")
        return
    console.tell(f"{_DONE[one.kind]}: {one.artist} - {one.title}")
    console.tell(f"Plan the rest of the session again with it: dj replan {folder}")


def _read(store: "Store", listener: str, path: Path, *, json: bool) -> None:
    from dj import feedback
    from dj.model.track import Skipped

    read = list(feedback.named(store, feedback.read_events(path)))
    refused = [row for row in read if isinstance(row, Skipped)]
    said = feedback.say(store, listener, [row for row in read if not isinstance(row, Skipped)])
    if json:
        console.print_json(_document(said, refused))
        return
    if said.private:
        console.tell("Private session: nothing is kept.")
    console.tell(f"{path.name}: {len(read)} lines · {len(said.new)} kept · "
                 f"{said.repeated} repeated · {len(refused)} refused")  # fmt: skip
    for row in refused[:10]:
        console.tell(f"  {row.where}: {row.reason}")


def _document(said: "Said", refused: list[Any]) -> dict[str, Any]:
    return {"kept": said.new, "repeated": said.repeated, "private": said.private,
            "refused": refused}  # fmt: skip
