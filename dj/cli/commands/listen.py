"""``dj listen``: what players play is kept as they play it."""

from typing import Annotated

import typer

from dj.cli import console, state

PORT = 8766


def listen(
    *,
    port: Annotated[
        int, typer.Option(help="Port that players are told.", min=0, max=65_535)
    ] = PORT,
    host: Annotated[
        str, typer.Option(help="Address to answer at; 0.0.0.0 answers the whole network.")
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None, typer.Option(help="Another name of this machine; repeatable.")
    ] = None,
    new_token: Annotated[
        bool, typer.Option("--new-token", help="Lock out all players and make another token.")
    ] = False,
) -> None:
    """Keep what players play, as they play it. Ctrl-C ends it.

    It speaks as ListenBrainz does: give a player the address and the token in place of that
    service's. On this machine only, unless --host says otherwise.
    """
    from dj.studio import Hook, listening
    from dj.studio.hook_token import door

    settings = state.configuration().settings
    with state.library(settings.data):
        opens, token = door(settings.data, anew=new_token)
    console.tell(f"Keeping the plays of {settings.listener!r}.")
    if token:
        console.tell(f"Token for your players, shown this once: {token}")
    if host not in {"127.0.0.1", "localhost", "::1"}:
        console.note("Anyone on the network can try the token, and read along what is sent.")
    desk = Hook(data=settings.data, listener=settings.listener, door=opens)
    listening(
        desk, host=host, port=port, names=tuple(name or ()),
        ready=lambda address: print(f"Address: {address}\nCtrl-C ends it.", flush=True),
    )  # fmt: skip
