import multiprocessing
import os
import random
import signal
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from dj.errors import DjError, LibraryError, OutputError
from dj.library.store import Store
from tests.library.store.conftest import add_tracks, make_analysis, make_listen


def filled(folder: Path) -> Path:
    with Store.open(folder) as store:
        add_tracks(store, *range(50))
        for number in range(20):
            store.save_analysis(make_analysis(number))
        store.add_listens("me", (make_listen(number) for number in range(500)))
    return folder / "library.db"


def test_a_new_library_has_no_notice_and_makes_its_folders(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a" / "b") as store:
        assert store.notice == ""
        assert store.folder == tmp_path / "a" / "b"
        assert store.vectors_folder.is_dir()


def test_what_was_stored_is_there_after_closing(tmp_path: Path) -> None:
    filled(tmp_path)
    with Store.open(tmp_path) as store:
        assert (len(store.tracks()), len(store.songs()), len(store.listens("me"))) == (50, 20, 500)
        assert store.notice == ""


def test_a_file_that_is_no_database_is_moved_aside_and_named(tmp_path: Path) -> None:
    (tmp_path / "library.db").write_bytes(b"only words\n" * 1000)
    with Store.open(tmp_path) as store:
        assert "library.db.damaged-1" in store.notice
        assert "dj scan" in store.notice
        assert store.tracks() == ()
    assert (tmp_path / "library.db.damaged-1").read_bytes() == b"only words\n" * 1000
    with Store.open(tmp_path) as store:
        assert store.notice == ""


def test_a_second_damaged_file_gets_a_number_of_its_own(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / "library.db").write_bytes(b"words" * 1000)
        with Store.open(tmp_path) as store:
            assert f"damaged-{number}" in store.notice


def test_history_that_can_be_read_is_carried_over(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'files'")
        at = (page.fetchone()[0] - 1) * 4096
    with path.open("r+b") as file:
        file.seek(at)
        file.write(b"\xff" * 4096)
    with Store.open(tmp_path) as store:
        assert "500 rows" in store.notice
        assert store.listens("me") == tuple(make_listen(number) for number in range(500))
        assert store.tracks() == ()


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.9])
def test_a_file_that_was_cut_opens_or_is_replaced(tmp_path: Path, share: float) -> None:
    path = filled(tmp_path)
    os.truncate(path, int(path.stat().st_size * share))
    with Store.open(tmp_path) as store:
        assert isinstance(store.tracks(), tuple)
        assert bool(store.notice) == (share > 0)


def test_damage_found_in_use_is_mended_by_the_next_opening(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?",
                                  ("analysis_arrays",)).fetchone()[0]  # fmt: skip
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    with Store.open(tmp_path) as store:
        assert len(store.songs()) == 20
        with pytest.raises(LibraryError, match="damaged") as caught:
            store.songs(arrays=True)
        assert "again" in caught.value.hint
    with Store.open(tmp_path) as store:
        assert "damaged-1" in store.notice
        assert len(store.listens("me")) == 500
    with Store.open(tmp_path) as store:
        assert store.notice == ""


@pytest.mark.slow
def test_flipped_bytes_are_found_or_harmless(tmp_path: Path) -> None:
    path = filled(tmp_path)
    whole, rng = path.read_bytes(), random.Random(9)  # noqa: S311 - a test's choice of bytes
    for _ in range(150):
        broken = bytearray(whole)
        for _ in range(20):
            broken[rng.randrange(len(broken))] = rng.randrange(256)
        for old in tmp_path.iterdir():
            old.unlink()
        path.write_bytes(broken)
        try:
            with Store.open(tmp_path) as store:
                store.tracks(), store.songs(arrays=True), store.listens("me")
        except DjError as error:
            assert error.hint  # noqa: PT017 - either outcome is right


def test_a_newer_library_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="newer version"):
        Store.open(tmp_path)
    assert path.read_bytes() == before


def test_a_folder_that_is_a_file_is_an_error_with_a_hint(tmp_path: Path) -> None:
    (tmp_path / "library").write_text("x")
    with pytest.raises(LibraryError) as caught:
        Store.open(tmp_path / "library")
    assert caught.value.hint


def test_a_full_disk_is_said_and_nothing_is_half_written(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.add_listens("me", [make_listen(0)])
        next(store._db.rows("PRAGMA max_page_count = 40"))
        with pytest.raises(OutputError, match="disk is full"):
            store.add_listens("me", (make_listen(number) for number in range(1, 20_000)))
        assert store.listens("me") == (make_listen(0),)


def test_others_can_read_while_one_writes(tmp_path: Path) -> None:
    filled(tmp_path)
    with Store.open(tmp_path) as writer, Store.open(tmp_path) as reader, writer._db.writing():
        writer.set_state("a", "b")
        assert reader.state("a") is None
        assert len(reader.tracks()) == 50


def write_for_ever(folder: Path, start: int) -> None:
    with Store.open(folder) as store:
        for number in range(start, 10**9, 100):
            listens = [make_listen(number + offset) for offset in range(100)]
            store.add_listens("me", listens)


def wait_for_listens(folder: Path, start: int) -> None:
    deadline = time.monotonic() + 120
    since = make_listen(start).started_at
    with Store.open(folder) as store:
        while not any(listen.started_at >= since for listen in store.listens("me")):
            assert time.monotonic() < deadline
            time.sleep(0.02)


@pytest.mark.slow
def test_a_writer_that_is_killed_leaves_whole_transactions(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    for run in range(4):
        writer = spawn.Process(target=write_for_ever, args=(tmp_path, run * 10**6))
        writer.start()
        wait_for_listens(tmp_path, run * 10**6)
        time.sleep(0.05 * run)
        assert writer.pid is not None
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        with Store.open(tmp_path) as store:
            assert store.notice == ""
            assert len(store.listens("me")) % 100 == 0


def add_some(folder: Path, start: int) -> None:
    for number in range(20):
        with Store.open(folder) as store:
            store.add_listens("me", [make_listen(start + number)])


@pytest.mark.slow
def test_processes_that_open_a_new_library_at_once_do_not_disturb_each_other(
    tmp_path: Path,
) -> None:
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=add_some, args=(tmp_path / "new", n * 1000)) for n in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0] * 4
    with Store.open(tmp_path / "new") as store:
        assert len(store.listens("me")) == 80


def test_a_file_that_another_process_is_just_making_is_waited_for(tmp_path: Path) -> None:
    maker = sqlite3.connect(tmp_path / "library.db", isolation_level=None, check_same_thread=False)
    maker.execute("CREATE TABLE first (number)")
    maker.execute("BEGIN IMMEDIATE")  # SQLite's own waiting does not cover this case
    maker.execute("INSERT INTO first VALUES (1)")
    finishing = threading.Timer(0.2, maker.execute, ["COMMIT"])
    finishing.start()
    with closing(maker), Store.open(tmp_path) as store:
        assert store.tracks() == ()
    finishing.join()
