"""Run the hook for players until Ctrl-C."""

import socket
from collections.abc import Callable, Sequence

from dj.studio.hook import Hook, hook
from dj.studio.hook_door import LOOPBACK_NAMES
from dj.studio.serve import opened, run

PATIENCE_S = 5
"""Plays that are being kept get so long when the program ends."""


def listening(
    desk: Hook,
    *,
    ready: Callable[[str], None],
    host: str = "127.0.0.1",
    port: int = 0,
    names: Sequence[str] = (),
) -> None:
    """Keep the plays that players tell of, until interrupted.

    Args:
        desk: Whose plays are kept where.
        ready: Called once with the address, when connections are accepted.
        host: Address to answer at.
        port: Port to use; 0 takes any free one.
        names: Further names of this machine that players may call it by.

    Raises:
        OutputError: if the port is taken.
    """
    here = host in LOOPBACK_NAMES
    more = () if here else (host, socket.gethostname())
    known = LOOPBACK_NAMES | {name.lower() for name in (*names, *more)}
    shown = f"[{host}]" if ":" in host else host
    with opened(host, port, "dj listen") as taken:
        ready(f"http://{shown}:{taken.getsockname()[1]}")
        try:
            run(hook(desk, names=known, any_address=not here), taken, patience_s=PATIENCE_S)
        finally:
            desk.close()
