"""`dj prompts check --watch`: an editor saves, and the findings are there."""

import queue
import signal
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TextIO

import pytest

from tests.acceptance.house import Home, Running

pytestmark = pytest.mark.slow
PATIENCE_S = 60.0
GOOD = """---
situation: front_announce
needs: [next.title]
status: approved
---
Here's {{ next.title }}.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The one file of a pack in a home of its own."""
    file = tmp_path / "prompts" / "mine" / "front_announce" / "names.j2"
    file.parent.mkdir(parents=True)
    file.write_text(GOOD)
    return file


class Told:
    """What a command prints, line by line, as it comes."""

    def __init__(self, running: Running) -> None:
        self._process = running.process
        self._lines: queue.Queue[str] = queue.Queue()
        pipes = (running.process.stdout, running.process.stderr)
        self._readers = [threading.Thread(target=self._read, args=(pipe,)) for pipe in pipes]
        for reader in self._readers:
            reader.start()

    def _read(self, pipe: TextIO) -> None:
        with pipe:
            for line in pipe:
                self._lines.put(line)

    def end(self) -> None:
        """End the command, if it has not ended, and all that reads it."""
        self._process.kill()
        self._process.wait()
        for reader in self._readers:
            reader.join()

    def until(self, sign: str, again: Callable[[], object] = lambda: None) -> list[str]:
        """Return what comes up to the line with a sign; while nothing comes, do something again."""
        seen: list[str] = []
        end = time.monotonic() + PATIENCE_S
        while not seen or sign not in seen[-1]:
            try:
                seen.append(self._lines.get(timeout=2.0))
            except queue.Empty:
                assert time.monotonic() < end, seen
                again()
        return seen


def test_a_saved_fault_is_told_at_once_and_its_mending_too(
    request: pytest.FixtureRequest, tmp_path: Path, file: Path
) -> None:
    running = Home(tmp_path).start("prompts", "check", "mine", "--watch")
    told = Told(running)
    request.addfinalizer(told.end)
    assert not any("TPL012" in line for line in told.until("Waiting for changes"))
    # What is saved before the watch has begun to look goes by unseen, so it is saved again.
    faulty = partial(file.write_text, GOOD.replace("Here's", "Elvis, with"))
    faulty()
    told.until("names.j2:6:1: TPL012 'Elvis'", faulty)
    told.until("in 1 file.")
    file.write_text(GOOD)
    told.until("names.j2:6:1: TPL060", partial(file.write_text, GOOD))
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(PATIENCE_S) == 5  # nobody has approved the line
