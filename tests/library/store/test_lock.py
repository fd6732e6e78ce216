import multiprocessing
import os
import time
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from dj.errors import LibraryError
from dj.library.store.lock import locked


def test_the_holder_is_named_with_its_process(tmp_path: Path) -> None:
    path = tmp_path / "library.lock"
    with locked(path, "dj scan"):
        with (
            pytest.raises(LibraryError, match=rf"dj scan \(process {os.getpid()}\)") as caught,
            locked(path, "dj analyse", wait_s=0.1),
        ):
            pass
        assert caught.value.hint


def test_a_lock_that_was_let_go_can_be_taken(tmp_path: Path) -> None:
    path = tmp_path / "library.lock"
    for _ in range(2):
        with locked(path, "dj scan", wait_s=0.0):
            assert "dj scan" in path.read_text()
        assert path.read_text() == ""


def test_a_lock_is_let_go_after_an_error(tmp_path: Path) -> None:
    path = tmp_path / "library.lock"
    with pytest.raises(KeyError), locked(path, "dj scan"):
        raise KeyError
    with locked(path, "dj scan", wait_s=0.0):
        pass


def hold(path: Path, held: Event) -> None:
    with locked(path, "dj scan"):
        held.set()
        time.sleep(60)


@pytest.mark.slow
def test_a_lock_dies_with_its_holder(tmp_path: Path) -> None:
    path = tmp_path / "library.lock"
    spawn = multiprocessing.get_context("spawn")
    held = spawn.Event()
    holder = spawn.Process(target=hold, args=(path, held))
    holder.start()
    assert held.wait(30)
    holder.kill()
    holder.join()
    assert "dj scan" in path.read_text()
    with locked(path, "dj analyse", wait_s=1.0):
        assert "dj analyse" in path.read_text()
