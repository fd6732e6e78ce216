import os
import shutil
import threading
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from dj.errors import LibraryError
from dj.library import identity
from dj.library.scan import ScanReport, scan
from dj.library.store import Store
from dj.library.worker import read_file
from dj.model.track import Skipped
from tests.library.conftest import MakeAudio, noise, write_audio

MUTAGEN: Any = import_module("mutagen")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def music(tmp_path: Path) -> Path:
    for seed, name in enumerate(("a.flac", "b/b.mp3", "b/c.ogg")):
        write_audio(tmp_path / "music" / name, noise(1.5, seed))
    return tmp_path / "music"


def counts(report: ScanReport) -> dict[str, int]:
    names = ("found", "added", "moved", "retagged", "copies", "unchanged", "gone")
    found = {name: getattr(report, name) for name in names} | {"skipped": len(report.skipped)}
    return {name: number for name, number in found.items() if number}


def tag(path: Path, **fields: str) -> None:
    file = MUTAGEN.File(path)
    file.update(fields)
    file.save()


@pytest.mark.slow
def test_a_second_scan_opens_no_file(store: Store, music: Path) -> None:
    assert counts(scan([music], store)) == {"found": 3, "added": 3}
    (music / "b" / "noise.mp3").write_text("only words")
    assert counts(scan([music], store)) == {"found": 4, "unchanged": 3, "skipped": 1}
    steps: list[int] = []
    report = scan([music], store, progress=lambda done, total, what: steps.append(done))
    assert counts(report) == {"found": 4, "unchanged": 3, "skipped": 1}
    assert steps == []
    assert [track.path.name for track in sorted(store.tracks(), key=lambda t: t.path)] == [
        "a.flac", "b.mp3", "c.ogg",
    ]  # fmt: skip


@pytest.mark.slow
def test_a_moved_file_keeps_its_track(store: Store, music: Path) -> None:
    scan([music], store)
    before = {track.id for track in store.tracks()}
    (music / "new").mkdir()
    (music / "a.flac").rename(music / "new" / "z.flac")
    assert counts(scan([music], store)) == {"found": 3, "moved": 1, "unchanged": 2}
    assert {track.id for track in store.tracks()} == before
    assert counts(scan([music], store)) == {"found": 3, "unchanged": 3}


@pytest.mark.slow
def test_a_retagged_file_keeps_its_track_and_shows_the_new_tags(store: Store, music: Path) -> None:
    scan([music], store)
    before = {track.id for track in store.tracks()}
    tag(music / "b" / "c.ogg", title="New name", artist="Ana")
    assert counts(scan([music], store)) == {"found": 3, "retagged": 1, "unchanged": 2}
    assert {track.id for track in store.tracks()} == before
    assert "New name" in {track.title for track in store.tracks()}


@pytest.mark.slow
def test_a_file_whose_audio_changed_is_another_track(store: Store, music: Path) -> None:
    scan([music], store)
    write_audio(music / "a.flac", noise(1.5, 77))
    assert counts(scan([music], store)) == {"found": 3, "added": 1, "unchanged": 2}
    assert len(store.tracks()) == 3


@pytest.mark.slow
def test_a_file_that_is_gone_comes_back_without_being_read(store: Store, music: Path) -> None:
    scan([music], store)
    path = music / "a.flac"
    path.rename(music.parent / "aside")
    assert counts(scan([music], store)) == {"found": 2, "unchanged": 2, "gone": 1}
    assert len(store.tracks()) == 2
    assert counts(scan([music], store)) == {"found": 2, "unchanged": 2}
    (music.parent / "aside").rename(path)
    assert counts(scan([music], store)) == {"found": 3, "unchanged": 3}
    assert len(store.tracks()) == 3


@pytest.mark.slow
def test_a_gone_track_can_still_be_looked_up(store: Store, music: Path) -> None:
    scan([music], store)
    (track,) = (track for track in store.tracks() if track.path.name == "a.flac")
    (music / "a.flac").unlink()
    scan([music], store)
    assert store.track(track.id) == track
    assert store.paths(track.id) == ()


@pytest.mark.slow
def test_two_equal_files_are_one_track_with_two_paths(store: Store, music: Path) -> None:
    shutil.copy(music / "a.flac", music / "b" / "copy.flac")
    assert counts(scan([music], store)) == {"found": 4, "added": 3, "copies": 1}
    (track,) = (track for track in store.tracks() if track.path.name == "a.flac")
    assert store.paths(track.id) == (music / "a.flac", music / "b" / "copy.flac")
    (music / "a.flac").unlink()
    scan([music], store)
    assert {track.path.name for track in store.tracks()} == {"copy.flac", "b.mp3", "c.ogg"}


@pytest.mark.slow
def test_hostile_files_are_skipped_with_reasons_and_not_tried_again(
    store: Store, music: Path, make_audio: MakeAudio
) -> None:
    (music / "words.mp3").write_text("only words\n" * 1000)
    (music / "zeros.flac").write_bytes(bytes(100_000))
    (music / "empty.ogg").touch()
    os.mkfifo(music / "pipe.wav")
    cut = make_audio("cut.flac", 6.0)
    (music / "cut.flac").write_bytes(cut.read_bytes()[:100_000])
    shutil.copy(make_audio("short.wav", 0.4), music / "short.wav")
    (music / "folder.mp3").mkdir()
    report = scan([music], store)
    assert counts(report) == {"found": 10, "added": 3, "skipped": 7}
    reasons = {Path(skipped.where).name: skipped.reason for skipped in report.skipped}
    assert reasons["words.mp3"] == "is not an audio file that can be read, or it is damaged"
    assert reasons["short.wav"] == "is only 0.4 s long"
    assert "cut short" in reasons["cut.flac"]
    assert store.skipped() == report.skipped
    steps: list[int] = []
    again = scan([music], store, progress=lambda done, total, what: steps.append(done))
    assert (again.skipped, steps) == (report.skipped, [])


@pytest.mark.slow
def test_a_mended_file_is_tried_again(store: Store, music: Path) -> None:
    (music / "song.wav").write_text("not yet")
    assert len(scan([music], store).skipped) == 1
    write_audio(music / "song.wav", noise(1.5, 9))
    assert counts(scan([music], store)) == {"found": 4, "added": 1, "unchanged": 3}
    assert store.skipped() == ()


@pytest.mark.slow
def test_a_file_that_was_never_written_whole_is_not_read(store: Store, music: Path) -> None:
    hole = music / "b" / "d.wav"
    shutil.copy(write_audio(music.parent / "d.wav", noise(1.5, 5)), hole)
    os.truncate(hole, 10_000_000_000)
    if hole.stat().st_blocks * 512 > 1_000_000_000:
        pytest.skip("this file system writes the holes")
    report = scan([music], store, processes=1)
    assert counts(report) == {"found": 4, "added": 3, "skipped": 1}
    assert "empty space" in report.skipped[0].reason


@pytest.mark.slow
def test_a_file_that_grows_while_it_is_read_is_left_for_the_next_scan(
    store: Store, music: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_and_grow(path: Path) -> object:
        content = identity.read_content(path)
        with path.open("ab") as file:
            file.write(b"more")
        return content

    monkeypatch.setattr("dj.library.worker.read_content", read_and_grow)
    outcome = read_file(str(music / "a.flac"))
    assert isinstance(outcome, Skipped)
    assert outcome.passing
    assert outcome.reason == "changed while it was being read"


@pytest.mark.slow
def test_a_scan_that_was_stopped_is_taken_up_where_it_ended(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for seed in range(12):
        write_audio(tmp_path / "music" / f"{seed}.wav", noise(1.2, seed))
    monkeypatch.setattr("dj.library.reading._BATCH_FILES", 3)

    def stop(done: int, total: int, what: str) -> None:
        if done >= 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        scan([tmp_path / "music"], store, processes=1, progress=stop)
    assert len(store.tracks()) == 6
    assert counts(scan([tmp_path / "music"], store)) == {"found": 12, "added": 6, "unchanged": 6}


@pytest.mark.slow
def test_credits_are_parsed_with_all_artists_of_the_library_known(
    store: Store, music: Path
) -> None:
    tag(music / "a.flac", artist="Ana & Bo")
    tag(music / "b" / "c.ogg", artist="Ana")
    scan([music], store)
    by_name = {track.path.name: track.artists for track in store.tracks()}
    assert by_name["a.flac"] == ("Ana & Bo",)
    write_audio(music / "d.flac", noise(1.5, 8))
    tag(music / "d.flac", artist="Bo")
    scan([music], store)
    by_name = {track.path.name: track.artists for track in store.tracks()}
    assert by_name["a.flac"] == ("Ana", "Bo")


@pytest.mark.slow
def test_a_second_scan_at_the_same_time_waits_for_its_turn(tmp_path: Path, music: Path) -> None:
    reports: list[ScanReport] = []

    def one() -> None:
        with Store.open(tmp_path / "library") as store:
            reports.append(scan([music], store, processes=1, wait_s=60.0))

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(report.added for report in reports) == [0, 3]


def test_a_scan_that_waits_too_long_says_who_is_scanning(store: Store, music: Path) -> None:
    with (
        store.lock("dj analyse"),
        pytest.raises(LibraryError, match=rf"dj analyse \(process {os.getpid()}\)"),
    ):
        scan([music], store, wait_s=0.1)


def test_a_file_that_may_not_be_opened_is_tried_again(tmp_path: Path) -> None:
    gone = read_file(str(tmp_path / "gone.mp3"))
    assert isinstance(gone, Skipped)
    assert gone.reason == "cannot be opened: No such file or directory"


@pytest.mark.slow
def test_ten_thousand_unchanged_files_are_told_again(store: Store, tmp_path: Path) -> None:
    for number in range(10_000):
        path = tmp_path / "many" / f"{number % 100}" / f"{number}.mp3"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"words")
    scan([tmp_path / "many"], store)
    report = scan([tmp_path / "many"], store)
    assert len(report.skipped) == report.found == 10_000


WESNOTH = Path("/usr/share/games/wesnoth/1.16/data/core/music")


@pytest.mark.real
@pytest.mark.slow
@pytest.mark.skipif(not WESNOTH.is_dir(), reason="Debian package wesnoth-1.16-music is missing")
def test_real_music_is_read_whole(store: Store) -> None:
    report = scan([WESNOTH], store)
    assert report.found == report.added >= 40
    artists = {track.artist for track in store.tracks()}
    assert "Mattias Westlund" in artists
