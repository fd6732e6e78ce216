"""Run the player on a free port of this machine until Ctrl-C."""

import secrets
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from dj.errors import OutputError
from dj.model.manifest import Manifest
from dj.studio.app import player

HOST = "127.0.0.1"


def serve(manifest: Manifest, folder: Path, *, port: int = 0, ready: Callable[[str], None]) -> None:
    """Serve until interrupted; `ready` gets the address to open, token included.

    Args:
        manifest: The session to play.
        folder: Where its files are.
        port: Port to use; 0 takes any free one.
        ready: Called once with the address, when connections are accepted.

    Raises:
        OutputError: if the port is taken.
    """
    token = secrets.token_urlsafe(24)
    try:
        listener = socket.create_server((HOST, port))
    except OSError as error:
        raise OutputError(
            f"port {port} cannot be used: {error.strerror}.",
            where="dj preview",
            hint="Choose another with --port, or leave it out.",
        ) from error
    with listener:
        ready(f"http://{HOST}:{listener.getsockname()[1]}/?token={token}")
        settings = uvicorn.Config(
            player(manifest, folder, token),
            log_level="error",
            access_log=False,
            server_header=False,
            lifespan="off",
        )
        uvicorn.Server(settings).run(sockets=[listener])
