import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from dj import analysis, intake
from dj.library import Store
from tests.acceptance.house import RATE_HZ, song
from tests.library.hostile_targets import CRASH, HOARD, STARVED, sabotage

HERE = "tests.library.hostile_targets"
pytestmark = pytest.mark.slow


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def music(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("dj.analysis.analyse._TARGET", f"{HERE}:try_file")
    for number, name in enumerate(("good", "bad")):
        song(tmp_path / "music" / f"{name}.flac", number, seconds=6.0)
    return tmp_path / "music"


def take_in(store: Store, music: Path) -> tuple[dict[str, str], list[str]]:
    """Scan and hear; give what failed by name, and the labels of what was analysed."""
    heard: list[str] = []
    intake.scan(store, [music], processes=2, progress=None)

    def listen(done: int, total: int, what: str) -> None:
        stage, _, label = what.partition(": ")
        heard.extend([label] if stage == "analysing" else [])

    failed = intake.hear(store, processes=2, progress=listen)
    return {Path(s.where).name: s.reason for s in failed}, sorted(heard)


def test_sound_that_crashes_the_analysis_is_not_tried_again_under_any_name(
    store: Store, music: Path
) -> None:
    sabotage(music / "bad.flac", CRASH)
    reason = "could not be analysed: crashed (SIGABRT)"
    assert take_in(store, music) == ({"bad.flac": reason}, ["bad", "good"])
    shutil.copy(music / "bad.flac", music / "copy.flac")
    (music / "bad.flac").rename(music / "moved.flac")
    assert take_in(store, music) == ({"copy.flac": reason, "moved.flac": reason}, [])
    assert [track.title for track in store.tracks()] == ["good"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits data")
def test_an_analysis_that_allocates_without_end_is_stopped_and_not_tried_again(
    store: Store, music: Path
) -> None:
    sabotage(music / "bad.flac", HOARD)
    reason = "could not be analysed: needed more memory than allowed"
    assert take_in(store, music) == ({"bad.flac": reason}, ["bad", "good"])
    assert take_in(store, music) == ({"bad.flac": reason}, [])


def test_sound_that_goes_on_for_hours_more_than_it_says_costs_what_it_says(
    store: Store, music: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dj.analysis.analyse._TARGET", "dj.analysis.worker:try_file")
    endless(music / "bad.flac", hours=4)
    assert (music / "bad.flac").stat().st_size < 1_500_000
    intake.scan(store, [music], processes=1, progress=None)
    intake.hear(store, processes=2, progress=None)
    heard_s = {found.track.title: found.analysis.duration_s for found in store.songs()}
    assert heard_s == {"good": 6.0, "bad": 10.0}


def endless(path: Path, *, hours: int) -> None:
    """Write hours of silence that claim to be ten seconds: a few kilobytes a minute."""
    hour = np.zeros(3600 * RATE_HZ, np.int16)
    with soundfile.SoundFile(path, "w", RATE_HZ, 1, format="FLAC") as file:
        for _ in range(hours):
            file.write(hour)
    content = bytearray(path.read_bytes())
    total = 8 + 13  # in STREAMINFO: the low half of a byte, and four more
    content[total] &= 0xF0
    content[total + 1 : total + 5] = (10 * RATE_HZ).to_bytes(4, "big")
    path.write_bytes(content)


def test_what_was_set_aside_is_tried_again_after_an_update(
    store: Store, music: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sabotage(music / "bad.flac", CRASH)
    take_in(store, music)
    monkeypatch.setattr("dj.analysis.analyse._TARGET", "dj.analysis.worker:try_file")
    assert take_in(store, music) == ({"bad.flac": "could not be analysed: crashed (SIGABRT)"}, [])
    newer = {**analysis.versions(), "decode": "a later decoder"}
    monkeypatch.setattr("dj.analysis.versions", lambda: newer)
    failed, heard = take_in(store, music)
    assert failed == {}
    assert heard == ["bad", "good"]


def test_sound_that_does_not_decode_is_set_aside_too(
    store: Store, music: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dj.analysis.analyse._TARGET", "dj.analysis.worker:try_file")
    intake.scan(store, [music], processes=1, progress=None)
    (track,) = (track for track in store.tracks() if track.title == "bad")
    status = track.path.stat()
    track.path.write_bytes(bytes(status.st_size))
    os.utime(track.path, ns=(status.st_atime_ns, status.st_mtime_ns))
    failed, _ = take_in(store, music)
    assert list(failed) == ["bad.flac"]
    assert take_in(store, music) == (failed, [])


def test_a_worker_killed_from_outside_gets_a_second_try_alone_and_then_no_more(
    store: Store, music: Path
) -> None:
    sabotage(music / "bad.flac", STARVED)
    failed, heard = take_in(store, music)
    assert "killed by the system" in failed["bad.flac"]
    assert heard == ["bad", "good"]
    assert take_in(store, music) == (failed, [])


def test_a_file_that_had_to_wait_is_analysed_when_the_others_are_done(
    store: Store, music: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dj.analysis.analyse._TARGET", f"{HERE}:try_slowly")
    monkeypatch.setattr("dj.analysis.analyse._WALL_S", 3.0)
    (music / "good.tried").touch()
    assert take_in(store, music) == ({}, ["bad", "good"])


def test_what_was_heard_of_a_file_that_has_changed_since_is_not_kept(
    store: Store, music: Path
) -> None:
    intake.scan(store, [music], processes=1, progress=None)
    song(music / "bad.flac", 7, seconds=6.0)
    failed = intake.hear(store, processes=1, progress=None)
    assert [(Path(s.where).name, s.passing) for s in failed] == [("bad.flac", True)]
    assert [found.track.title for found in store.songs()] == ["good"]
    assert take_in(store, music) == ({}, ["bad"])
    assert store.issues() == ()
