"""The bundled demo library made ready: songs rendered, scanned, heard, and a year of listens."""

from datetime import UTC, datetime
from pathlib import Path

from dj import intake, library, resources
from dj.interfaces import Progress
from dj.library.demo import render_demo
from dj.library.demo_listens import write_demo_listens

LISTENER = "demo"
_UNTIL = "demo listens until"
_SEED = 1


def demo_library(
    store: library.Store, home: Path, *, at: datetime, processes: int, progress: Progress | None
) -> None:
    """Fill a store with the demo songs and with listens of the year before a moment.

    Args:
        store: A store of its own, apart from the user's library.
        home: Folder for the rendered songs and the history file.
        at: The listens end on the midnight before it.
        processes: Workers that render, scan and analyse.
        progress: Called as the work goes on.
    """
    scores = resources.find("assets/demo", "scores")
    render_demo(home / "music", scores=scores, processes=processes, progress=progress)
    intake.scan(store, [home / "music"], processes=processes, progress=progress)
    intake.hear(store, processes=processes, progress=progress)
    until = at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    if store.state(_UNTIL) == until.isoformat():
        return
    habits = resources.find("assets/demo", "listener.yaml")
    history = write_demo_listens(habits, home / "listens.jsonl", until=until, seed=_SEED)
    store.forget_listener(LISTENER)
    intake.take_in(store, history, listener=LISTENER)
    store.set_state(_UNTIL, until.isoformat())
