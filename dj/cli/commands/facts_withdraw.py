"""``dj facts withdraw``: a fact is not said any more, from the next session on."""

from typing import Annotated

import typer

from dj.cli import console, options, state

UNLISTED = "Private sessions leave no record, so none of them is listed."


def withdraw(
    name: Annotated[str, typer.Argument(metavar="ID", help="Its id; see `dj facts list`.")],
    *,
    by: Annotated[str, typer.Option(help="Who takes it back.")],
    note: Annotated[str, typer.Option(help="Why.")],
    json: options.Json = False,
) -> None:
    """Take a fact back, wherever it stands, and tell which sessions there are that say it."""
    from dj import editorial, facts
    from dj.cli.now import host_language, today
    from dj.cli.recording import changes_seen
    from dj.errors import ConfigError

    for text, option in ((by, "--by"), (note, "--note")):
        if not text.strip():
            raise ConfigError("holds no words.", where=option, hint="Say who and why.")
    folder = state.configuration().settings.data
    with state.library(folder) as store:
        known = {entry.fact.id for entry in facts.entries(store, today(), host_language())}
        if name not in known:
            raise ConfigError(f"there is no fact {name[:80]!r}.", where="dj facts withdraw",
                              hint="`dj facts list --tags` lists all ids.")  # fmt: skip
        changes_seen(folder)  # of other files nobody has said anything now
        path = editorial.take_back(name, by, today(), note)
        changes_seen(folder, by, f"withdrew {name}: {note}")
        sessions = facts.sessions_with(store, name)
        unlisted = bool(store.deciders())  # who decides may have been private
    if json:
        console.print_json({"id": name, "file": str(path), "sessions": list(map(str, sessions))})
        return
    console.tell(f"{name} is withdrawn: no session says it from now on ({path}).")
    print(f"Sessions made before that say it: {len(sessions) or 'none'}.")
    for session in sessions:
        console.tell(f"  {session}")
    if unlisted:
        print(UNLISTED)
