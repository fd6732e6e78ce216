import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import pytest

from dj.library import quarantine
from dj.library.issues import IssueKind
from dj.library.scan import scan
from dj.library.store import ANALYSIS, Store
from dj.model.track import Skipped
from dj.runner import Limits
from tests.library.conftest import noise, write_audio
from tests.library.hostile_targets import CRASH, HOARD, SPIN, sabotage
from tests.library.store.conftest import add_tracks, make_analysis, make_track

HERE = "tests.library.hostile_targets"
_SCAN_ONCE = """
import resource, sys
from pathlib import Path
from dj.library import reading
from dj.library.scan import scan
from dj.library.store import Store

reading._WORKER = "{worker}"
with Store.open(Path(sys.argv[1])) as store:
    report = scan([Path(sys.argv[2])], store, processes=1)
assert report.added == 1, report
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
FIRST, LATER = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def music(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two good songs, and a reader that can be broken."""
    monkeypatch.setattr("dj.library.reading._WORKER", f"{HERE}:read_files")
    for seed, name in enumerate(("a.wav", "b.wav")):
        write_audio(tmp_path / "music" / name, noise(1.5, seed))
    return tmp_path / "music"


def fail(store: Store, number: int, reason: str, *, passing: bool = False, at: datetime = FIRST,
         versions: str = "one") -> None:  # fmt: skip
    skipped = Skipped(where="", reason=reason, passing=passing)
    store.set_aside(make_track(number).id, skipped, stage=ANALYSIS, versions=versions, at=at)


def test_a_track_set_aside_is_neither_listed_nor_due_and_every_copy_is_told(store: Store) -> None:
    add_tracks(store, 1, 2)
    fail(store, 1, "crashed")
    assert [track.id for track in store.tracks()] == [make_track(2).id]
    assert [track.id for track in store.missing_analysis({})] == [make_track(2).id]
    (issue,) = store.issues()
    assert (issue.where, issue.reason) == (str(make_track(1).path), "crashed")
    assert (issue.since, issue.kind) == (FIRST, IssueKind.QUARANTINED)
    assert "dj library retry" in issue.remedy
    assert store.unheard() == store.skipped()


def test_a_failure_that_may_pass_is_told_and_due_again(store: Store) -> None:
    add_tracks(store, 1)
    fail(store, 1, "cannot be opened", passing=True)
    assert [track.id for track in store.missing_analysis({})] == [make_track(1).id]
    assert [issue.kind for issue in store.issues()] == [IssueKind.PASSING]


def test_of_a_track_that_fails_again_the_first_time_counts(store: Store) -> None:
    add_tracks(store, 1)
    fail(store, 1, "cannot be opened", passing=True)
    fail(store, 1, "crashed", at=LATER)
    (issue,) = store.issues()
    assert (issue.reason, issue.since) == ("crashed", FIRST)


def test_a_song_that_has_been_analysed_before_is_not_planned_once_it_breaks(store: Store) -> None:
    add_tracks(store, 1)
    store.save_analysis(make_analysis(1))
    fail(store, 1, "crashed")
    assert store.songs() == ()
    store.save_analysis(make_analysis(1))
    assert store.issues() == ()
    assert len(store.songs()) == 1


def test_other_versions_let_a_track_go(store: Store) -> None:
    add_tracks(store, 1)
    fail(store, 1, "crashed", versions="one")
    store.release_outdated(ANALYSIS, "one")
    assert len(store.issues()) == 1
    store.release_outdated(ANALYSIS, "two")
    assert store.issues() == ()


def test_retry_lets_go_of_what_lies_at_or_below_the_paths(store: Store) -> None:
    add_tracks(store, 1, 2)
    fail(store, 1, "crashed")
    fail(store, 2, "crashed")
    assert store.retry([Path("/elsewhere"), Path("/music/1")]) == 0
    assert store.retry([make_track(1).path]) == 1
    assert store.retry([Path("/music")]) == 1
    assert store.retry() == 0
    assert store.retry([Path("/music/\udcff.mp3")]) == 0


@pytest.mark.slow
def test_a_file_that_crashes_its_reader_is_known_again_wherever_it_turns_up(
    store: Store, music: Path
) -> None:
    sabotage(music / "b.wav", CRASH)
    report = scan([music], store)
    assert report.added == 1
    assert [(Path(s.where).name, s.reason) for s in report.skipped] == [
        ("b.wav", "cannot be read: crashed (SIGABRT)")
    ]
    shutil.copy(music / "b.wav", music / "copy.wav")
    (music / "b.wav").rename(music / "moved.wav")
    steps: list[int] = []
    again = scan([music], store, progress=lambda done, total, what: steps.append(total))
    assert steps == []
    assert [Path(s.where).name for s in again.skipped] == ["copy.wav", "moved.wav"]
    assert {issue.kind for issue in store.issues()} == {IssueKind.QUARANTINED}


@pytest.mark.slow
def test_a_quarantined_file_is_read_again_when_it_changes_when_readers_do_or_when_told(
    store: Store, music: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sabotage(music / "b.wav", CRASH)
    scan([music], store)
    read: list[int] = []

    def rescan() -> int:
        read.clear()
        scan([music], store, progress=lambda done, total, what: read.append(total))
        return max(read, default=0)

    assert rescan() == 0
    store.retry([music / "b.wav"])
    assert rescan() == 1
    assert rescan() == 0
    for module in ("dj.library.scan", "dj.library.quarantine"):
        monkeypatch.setattr(import_module(module), "READERS", "a later decoder")
    assert rescan() == 1
    assert rescan() == 0
    write_audio(music / "b.wav", noise(1.5, 5))
    assert rescan() == 1
    assert store.issues() == ()
    assert len(store.tracks()) == 2


@pytest.mark.slow
def test_a_reader_that_loops_is_ended_by_its_cpu_time_and_its_neighbours_are_read(
    store: Store, music: Path
) -> None:
    sabotage(music / "a.wav", SPIN)
    report = scan([music], store, processes=1, limits=Limits(wall_s=30.0, cpu_s=0.5))
    assert report.added == 1
    assert [s.reason for s in report.skipped] == ["cannot be read: used more CPU time than allowed"]
    assert [issue.kind for issue in store.issues()] == [IssueKind.QUARANTINED]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits data")
def test_a_reader_that_allocates_without_end_is_stopped_and_its_file_is_not_tried_again(
    tmp_path: Path, music: Path
) -> None:
    sabotage(music / "a.wav", HOARD)
    # The greatest child of a process is told only over its whole life, so it gets one of its own.
    script = _SCAN_ONCE.format(worker=f"{HERE}:read_files")
    arguments = [sys.executable, "-c", script, str(tmp_path / "library"), str(music)]
    told = subprocess.run(arguments, check=True, capture_output=True, text=True).stdout
    assert int(told) < 1_500_000  # kB, of libraries and what is allowed
    with Store.open(tmp_path / "library") as store:
        assert len(store.tracks()) == 1
        issue = store.issues()[0]
        assert issue.kind is IssueKind.QUARANTINED
        assert "needed more memory than allowed" in issue.reason
        read: list[int] = []
        scan([music], store, progress=lambda done, total, what: read.append(total))
        assert read == []


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits data")
def test_running_out_of_memory_inside_a_parser_is_told_as_that(
    store: Store, music: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dj.library.reading._WORKER", f"{HERE}:read_greedily")
    report = scan([music], store, processes=1)
    assert report.added == 0
    assert {s.reason for s in report.skipped} == {"cannot be read: needed more memory than allowed"}


@pytest.mark.parametrize("size", [0, 10, 999_999, 1_000_000, 3_000_000])
def test_the_key_of_a_file_is_its_bytes_and_not_its_name(tmp_path: Path, size: int) -> None:
    for name in "ab":
        (tmp_path / name).write_bytes(bytes(size) + b"end")
    (tmp_path / "c").write_bytes(bytes(size) + b"END")
    a, b, c = (quarantine.bytes_key(str(tmp_path / name)) for name in "abc")
    assert a == b != c
    assert quarantine.bytes_key(str(tmp_path / "gone")) is None
    assert quarantine.bytes_key(str(tmp_path)) is None
