"""The flags given before the command, and what the commands open with them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dj.cli import console

if TYPE_CHECKING:
    from dj.config import Configuration
    from dj.library import Store

flags: dict[str, object] = {}
"""Setting name → value, or None if not given. Set once by the command line."""


def configuration(**more: object) -> "Configuration":
    """Load the settings with the flags of this call on top."""
    from dj import config

    return config.load({**flags, **more})


@contextmanager
def library(folder: Path) -> "Iterator[Store]":
    """Open the library, and say what had to be done to open it or is missing from it."""
    from dj import intake
    from dj.library import Store

    with Store.open(folder) as store:
        if store.notice:
            console.note(store.notice)
        for lost in intake.lost_roots(store):
            console.note(f"{lost} is not there; its songs are left out until it is.")
        yield store
