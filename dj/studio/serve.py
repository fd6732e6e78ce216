"""Run the player on a free port of this machine until Ctrl-C."""

import secrets
import socket
from collections.abc import Callable

import uvicorn
from starlette.applications import Starlette

from dj.errors import OutputError

HOST = "127.0.0.1"


def serve(
    build: Callable[[str], Starlette], *, port: int = 0, ready: Callable[[str], None]
) -> None:
    """Serve until interrupted; `ready` gets the address to open, token included.

    Args:
        build: Makes the application for the token of this run.
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
            build(token),
            # A browser that is still listening is cut off when the program ends: no error.
            log_level="critical",
            access_log=False,
            server_header=False,
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
        uvicorn.Server(settings).run(sockets=[listener])
