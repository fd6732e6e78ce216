"""The index follows the library, whatever happens to either."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from dj.errors import LibraryError
from dj.library import Store, search
from dj.library.search.keeping import FILE_NAME
from dj.library.store import FileRow
from dj.model.track import Skipped
from tests.library.search.conftest import STAMP, put, track


def found(store: Store, words: str) -> list[str]:
    return [hit.track.label for hit in search(store, words).hits]


def test_what_comes_goes_moves_and_changes_is_followed(store: Store) -> None:
    assert found(store, "harbor") == []
    put(store, [track(1, "Harbor", "Ana"), track(2, "Ridge", "Bo")])
    assert found(store, "harbor") == ["Ana - Harbor"]
    put(store, [track(1, "Hill", "Ana")])
    assert (found(store, "harbor"), found(store, "hill")) == ([], ["Ana - Hill"])
    store.mark("gone", ["/music/2.flac"])
    assert found(store, "ridge") == []
    store.mark("present", ["/music/2.flac"])
    assert found(store, "ridge") == ["Bo - Ridge"]
    moved = FileRow(path="/else/2.flac", stamp=STAMP, outcome=track(2, "Ridge", "Bo"))
    store.save_files([moved], moved_from=["/music/2.flac"])
    assert found(store, "ridge") == ["Bo - Ridge"]
    skipped = FileRow(path="/else/2.flac", stamp=STAMP, outcome=Skipped(where="x", reason="y"))
    store.save_files([skipped])
    assert found(store, "ridge") == []


def test_a_track_set_aside_is_not_found_until_it_is_let_go(store: Store) -> None:
    put(store, [track(1, "Harbor", "Ana")])
    assert found(store, "harbor")
    store.set_aside(track(1, "", "").id, Skipped(where="x", reason="y"), stage="analysis",
                    versions="1")  # fmt: skip
    assert found(store, "harbor") == []
    store.release_outdated("analysis", "2")
    assert found(store, "harbor") == ["Ana - Harbor"]


def test_a_word_that_no_song_has_any_more_is_no_reading(store: Store) -> None:
    put(store, [track(1, "Harbor", "Ana"), track(2, "Harper", "Bo")])
    search(store, "x")
    put(store, [track(1, "Hill", "Ana")])
    assert search(store, "harbr").read_as == {}


def test_an_index_made_bit_by_bit_finds_what_one_made_at_once_finds(store: Store) -> None:
    rng = np.random.default_rng(5)
    words = ("moon", "river", "stone", "night", "harbor", "lemon")
    for _ in range(12):
        some = [track(int(n), " ".join(rng.choice(words, 2)), str(rng.choice(words)))
                for n in rng.integers(0, 20, 4)]  # fmt: skip
        put(store, list({one.id: one for one in some}.values()))
        store.mark("gone", [f"/music/{rng.integers(0, 20)}.flac"])
        search(store, "x")
    queries = (*words, "moon river", "mon", "lemo", "stne harbor")
    bit_by_bit = [search(store, query) for query in queries]
    (store.folder / FILE_NAME).unlink()
    assert [search(store, query) for query in queries] == bit_by_bit


@pytest.mark.parametrize("harm", [b"", b"not a database at all" * 100, b"SQLite format 3\x00" * 9])
def test_a_damaged_index_is_made_again(store: Store, harm: bytes) -> None:
    put(store, [track(1, "Harbor", "Ana")])
    search(store, "x")
    (store.folder / FILE_NAME).write_bytes(harm)
    assert found(store, "harbor") == ["Ana - Harbor"]


def test_an_index_with_a_bad_page_is_made_again(store: Store) -> None:
    put(store, [track(n, f"Harbor {n}", "Ana") for n in range(300)])
    search(store, "x")
    path = store.folder / FILE_NAME
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    assert len(found(store, "harbor")) == 20


def test_an_index_of_another_library_or_version_is_not_believed(store: Store) -> None:
    put(store, [track(1, "Harbor", "Ana")])
    search(store, "x")
    for key in ("library", "version"):
        with closing(sqlite3.connect(store.folder / FILE_NAME)) as index, index:
            index.execute("UPDATE about SET value = 'other' WHERE key = ?", (key,))
            index.execute("UPDATE songs SET title = 'wrong'")
        assert found(store, "harbor") == ["Ana - Harbor"]


def test_a_folder_where_nothing_can_be_written_is_a_plain_error(store: Store) -> None:
    put(store, [track(1, "Harbor", "Ana")])
    (store.folder / FILE_NAME).mkdir()
    with pytest.raises(LibraryError):
        search(store, "harbor")


def test_the_index_holds_nothing_of_listeners(store: Store) -> None:
    put(store, [track(1, "Harbor", "Ana")])
    store.set_state("marker", "zebra-marker")
    search(store, "harbor")
    assert b"zebra-marker" not in (store.folder / FILE_NAME).read_bytes()


_SEARCH = (
    "import sys; from pathlib import Path; from dj.library import Store, search\n"
    "with Store.open(Path(sys.argv[1])) as store: search(store, 'x')"
)


@pytest.mark.slow
def test_killed_at_any_moment_it_is_whole_at_the_next_question(store: Store) -> None:
    put(store, [track(n, f"Harbor {n}", f"Artist {n % 50}") for n in range(8_000)])
    whole = 0
    for number in range(8):
        (store.folder / FILE_NAME).unlink(missing_ok=True)
        with subprocess.Popen([sys.executable, "-c", _SEARCH, str(store.folder)]) as running:
            time.sleep(0.3 + 0.2 * number)
            os.kill(running.pid, signal.SIGKILL)
        whole += (store.folder / FILE_NAME).exists()
        assert found(store, "harbor 7999") == ["Artist 49 - Harbor 7999"]
    assert whole < 8, "no kill came early enough to tell anything"


@pytest.mark.slow
def test_two_processes_that_ask_at_once_make_one_index(store: Store) -> None:
    put(store, [track(n, f"Harbor {n}", "Ana") for n in range(3_000)])
    command = [sys.executable, "-c", _SEARCH, str(store.folder)]
    running = [subprocess.Popen(command) for _ in range(3)]
    assert [one.wait(60) for one in running] == [0, 0, 0]
    assert found(store, "harbor 2999") == ["Ana - Harbor 2999"]
    assert not Path(f"{store.folder / FILE_NAME}.new").exists()
