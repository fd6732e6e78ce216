"""Run the player on a free port of this machine until Ctrl-C."""

import secrets
import socket
from collections.abc import Callable

import uvicorn
from starlette.applications import Starlette

from dj.errors import OutputError

HOST = "127.0.0.1"
_MOST_AT_ONCE = 500
"""Connections; more are refused at once."""


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
    with opened(HOST, port, "dj preview") as listener:
        ready(f"http://{HOST}:{listener.getsockname()[1]}/?token={token}")
        # A browser that is still listening is cut off when the program ends: no error.
        run(build(token), listener, patience_s=1)


def opened(host: str, port: int, where: str) -> socket.socket:
    """Take a port of this machine.

    Raises:
        OutputError: if it cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise OutputError(
            f"port {port} of {host} cannot be used: {error.strerror}.",
            where=where,
            hint="Choose another with --port, or leave it out.",
        ) from error


def run(app: Starlette, listener: socket.socket, *, patience_s: int) -> None:
    """Answer requests until interrupted; those that are on their way get so long to end."""
    settings = uvicorn.Config(
        app,
        log_level="critical",
        access_log=False,
        server_header=False,
        lifespan="off",
        limit_concurrency=_MOST_AT_ONCE,
        timeout_graceful_shutdown=patience_s,
    )
    uvicorn.Server(settings).run(sockets=[listener])
