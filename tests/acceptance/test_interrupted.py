"""Stopped in the middle, and several at once."""

import json
import signal
from pathlib import Path

import pytest

from dj import session
from tests.acceptance.house import MOMENT, SHORT, Home, songs

pytestmark = pytest.mark.slow

LONG = ("--length", "3m", "--at", MOMENT, "--seed", "1")
STOPS = [signal.SIGINT, signal.SIGTERM, signal.SIGKILL]
CODES = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGKILL: -9}


def analysed(home: Home) -> set[str]:
    tracks = json.loads(home.good("library", "list", "--json"))["tracks"]
    return {track["id"] for track in tracks if "loudness_lufs" in track}


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL], ids=["ctrl-c", "kill"])
def test_a_stopped_analysis_goes_on_where_it_was(empty_home: Home, how: signal.Signals) -> None:
    songs(empty_home.music, 8)
    stopped = empty_home.start("scan", "music").stop_at("analysing", how)
    assert stopped.code == CODES[how]
    done = analysed(empty_home)
    assert 0 < len(done) < 8
    again = empty_home.run("scan", "music")
    assert again.code == 0
    assert "8 unchanged" in again.out
    first = round(100 / (8 - len(done)))
    assert f"analysing … {first}%" in again.err
    assert len(analysed(empty_home)) == 8


def test_a_stopped_reading_goes_on(empty_home: Home) -> None:
    songs(empty_home.music, 12)
    running = empty_home.start("scan", "music", "--no-analyse")
    stopped = running.stop_at("reading tags", signal.SIGINT, later_s=0.0)
    assert stopped.code in (0, 130)  # it may have been quicker
    assert "12 tracks" in empty_home.good("scan", "music", "--no-analyse")


@pytest.mark.parametrize("how", STOPS, ids=lambda how: how.name)
def test_a_stopped_mix_leaves_a_programme_to_render(home: Home, how: signal.Signals) -> None:
    stopped = home.start("make", *LONG, "--talk", "none", "-o", "session").stop_at("mixing", how)
    assert stopped.code == CODES[how]
    if how is signal.SIGINT:
        assert "run it again" in stopped.complaint
    if how is not signal.SIGKILL:
        assert home.session_files("session") == {"session.json"}
    home.good("render", "session")
    assert not [name for name in home.session_files("session") if name.startswith(".")]
    assert session.verify(home.place / "session") == ()


@pytest.mark.engine
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL], ids=["ctrl-c", "kill"])
def test_what_was_spoken_is_not_spoken_again(home: Home, how: signal.Signals) -> None:
    command = ("make", *LONG, "--talk", "lots", "-o", "session")
    stopped = home.start(*command).stop_at("speaking", how)
    assert stopped.code == CODES[how]
    cached = {path: path.stat().st_mtime_ns for path in takes(home)}
    assert cached
    home.good(*command)
    again = [path for path, written in cached.items() if path.stat().st_mtime_ns != written]
    assert len(again) <= 1  # the clip that was in flight
    assert session.verify(home.place / "session") == ()


def takes(home: Home) -> list[Path]:
    return [p for p in (home.place / "cache").rglob("*.wav") if not p.name.startswith(".")]


def test_two_scans_at_once_find_everything_once(empty_home: Home) -> None:
    songs(empty_home.music, 4)
    both = [empty_home.start("scan", "music") for _ in range(2)]
    assert [running.finish().code for running in both] == [0, 0]
    assert len(analysed(empty_home)) == 4


def test_two_makes_into_one_folder_do_not_mix_their_files(home: Home) -> None:
    both = [home.start("make", *LONG, "--seed", seed, "--talk", "none", "-o", "session")
            for seed in (1, 2)]  # fmt: skip
    results = [running.finish() for running in both]
    assert 0 in [result.code for result in results]
    for result in results:
        assert result.code == 0 or "another dj is writing" in result.complaint
    assert session.verify(home.place / "session") == ()


def test_two_makes_into_two_folders_do_not_disturb_one_another(home: Home) -> None:
    both = [home.start("make", *SHORT, "--talk", "none", "-o", name) for name in "ab"]
    assert [running.finish().code for running in both] == [0, 0]
    assert session.verify(home.place / "a") == session.verify(home.place / "b") == ()
