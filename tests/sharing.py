"""What is dear to make is made once in a run, however many processes share the tests."""

import fcntl
import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

T = TypeVar("T")


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Give the folder that ``make`` fills, for reading only; who comes second waits for it.

    It lies at the same place for all processes. What was made halfway is made anew.
    """
    place = _root(factory) / "made once" / name
    ready = place.with_name(f"{name}.ready")
    place.parent.mkdir(exist_ok=True)
    with place.with_name(f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
            make(place)
            ready.touch()
    return place


def value_once(factory: pytest.TempPathFactory, name: str, make: Callable[[], T]) -> T:
    """Give what ``make`` returns; other processes than the first get an equal copy."""
    place = made_once(
        factory, name, lambda folder: (folder / "value").write_bytes(pickle.dumps(make()))
    )
    value: T = pickle.loads((place / "value").read_bytes())  # noqa: S301 # our own
    return value


def _root(factory: pytest.TempPathFactory) -> Path:
    """The folder of the whole run; a worker of xdist has its own one below it."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
