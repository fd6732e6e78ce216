"""A music player daemon of its own, silent, over one folder."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.judges.require import program


class Mpd:
    """A music player daemon of its own on a socket file, silent, over one folder."""

    def __init__(self, at: Path) -> None:
        self._socket = at / "socket"

    def mpc(self, *words: str) -> str:
        environment = {**os.environ, "MPD_HOST": str(self._socket)}
        done = subprocess.run(
            [program("mpc"), *words], env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    def load(self, name: str) -> list[dict[str, str]]:
        """Queue a playlist of the folder; gives the facts of each entry, in order."""
        self.mpc("clear")
        self.mpc("load", name)
        entries: list[dict[str, str]] = []
        for line in self._ask("playlistinfo"):
            key, _, value = line.partition(": ")
            if key == "file":
                entries.append({})
            entries[-1][key] = value
        return entries

    def _ask(self, command: str) -> Iterator[str]:
        with closing(socket.socket(socket.AF_UNIX)) as line:
            line.connect(str(self._socket))
            stream = line.makefile("rw", encoding="utf-8", newline="\n")
            assert stream.readline().startswith("OK MPD")
            stream.write(f"{command}\n")
            stream.flush()
            for answer in stream:
                assert not answer.startswith("ACK"), answer
                if answer == "OK\n":
                    return
                yield answer.removesuffix("\n")


@contextmanager
def playing(music: Path, at: Path) -> Iterator[Mpd]:
    """Run a daemon over a folder of music; its own files go to another folder."""
    daemon = program("mpd")
    program("mpc")
    (at / "mpd.conf").write_text(
        f'music_directory "{music}"\n'
        f'db_file "{at / "db"}"\n'
        f'log_file "{at / "log"}"\n'
        f'bind_to_address "{at / "socket"}"\n'
        'auto_update "no"\n'
        'audio_output {\n  type "null"\n  name "none"\n}\n'
    )
    with subprocess.Popen([daemon, "--no-daemon", str(at / "mpd.conf")]) as process:
        try:
            _wait_for(at / "socket")
            player = Mpd(at)
            player.mpc("--wait", "update")
            yield player
        finally:
            process.terminate()


def _wait_for(path: Path) -> None:
    for _ in range(100):
        if path.exists():
            return
        time.sleep(0.1)
    pytest.fail("mpd did not start within 10 s")
