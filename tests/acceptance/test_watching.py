"""`dj scan --watch` as it runs in a terminal, while tags are edited next door."""

import json
import os
import signal
import time
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.house import Home, Running, song

FLAC: Any = import_module("mutagen.flac").FLAC

pytestmark = pytest.mark.slow


def next_round(running: Running) -> dict[str, Any]:
    """Wait for the next round in which something was found to have changed."""
    assert running.process.stdout is not None
    while line := running.process.stdout.readline():
        found: dict[str, Any] = json.loads(line)
        if any(found[name] for name in ("added", "moved", "retagged", "copies", "gone")):
            return found
    raise AssertionError(running.finish().err)


def titles(home: Home) -> dict[str, str]:
    rows = json.loads(home.good("library", "list", "--json"))["tracks"]
    return {Path(row["path"]).name: row["title"] for row in rows}


def retag(path: Path, title: str) -> None:
    """Write a title into the file as it stands, as most editors of tags do."""
    tags = FLAC(path)
    tags["title"] = title
    tags.save()


def retag_aside(path: Path, title: str) -> None:
    """Write a copy with the title and put it in the file's place, as careful editors do."""
    aside = path.with_name(".being-written.tmp")
    aside.write_bytes(path.read_bytes())
    retag(aside, title)
    aside.replace(path)


def test_new_tags_are_taken_in_without_hearing_the_song_again(empty_home: Home) -> None:
    for number in range(2):
        song(empty_home.music / f"{number}.flac", number, seconds=3.0, title=f"Song {number}")
    running = empty_home.start("scan", "music", "--watch", "--json")
    try:
        assert next_round(running)["added"] == 2
        for name, how, title in (("0.flac", retag, "Ridge"), ("1.flac", retag_aside, "Shore")):
            how(empty_home.music / name, title)
            found = next_round(running)
            assert (found["retagged"], found["added"], found["gone"]) == (1, 0, 0)
            assert titles(empty_home)[name] == title
        before_s = cpu_s(running)
        time.sleep(2.0)
        assert cpu_s(running) - before_s < 0.2
    finally:
        os.killpg(running.process.pid, signal.SIGINT)
    ended = running.finish()
    assert ended.code == 130
    assert "analysing" not in ended.err.partition("waiting for changes")[2]


def cpu_s(running: Running) -> float:
    fields = Path(f"/proc/{running.process.pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")
