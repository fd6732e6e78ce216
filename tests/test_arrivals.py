"""A file that was taken in whole need not be read again, until something of it may be missing."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dj import intake, listeners
from dj.arrivals import TakenFile
from dj.library import Store

pytestmark = pytest.mark.slow

START = 1_735_689_600


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "library") as opened:
        yield opened


def lines(count: int, start: int = START) -> str:
    return "".join(
        json.dumps({"listened_at": start + 600 * n,
                    "track_metadata": {"artist_name": "Ana Lee", "track_name": f"Song {n}"}}) + "\n"
        for n in range(count)
    )  # fmt: skip


def history(folder: Path, text: str, name: str = "listens.jsonl") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text)
    return folder / name


def counts(file: TakenFile) -> tuple[int, int, int, int]:
    return file.rows, file.kept, file.repeated, file.refused


def test_the_same_file_is_not_read_again_and_told_as_before(store: Store, tmp_path: Path) -> None:
    broken = '{"listened_at": 1735700000, "track_metadata": {"artist_name": "", "track_name": "x"}}'
    path = history(tmp_path / "a", lines(5) + broken + "\n")
    first = intake.take_in(store, path, listener="ana")
    again = intake.take_in(store, path, listener="ana")
    assert (first.known, again.known) == ((), again.files)
    assert [counts(one) for one in (*first.files, *again.files)] == [(6, 5, 0, 1), (6, 0, 5, 1)]
    kept = replace(first.files[0], kept=0, matched=0, refused_rows=())
    assert again.files == (kept,)


def test_it_is_known_elsewhere_in_folders_and_in_zips(store: Store, tmp_path: Path) -> None:
    path = history(tmp_path / "a", lines(5))
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(path, "listens/1.jsonl")
        archive.writestr("user.json", "{}")
    intake.take_in(store, path, tmp_path / "all.zip", tmp_path / "a", listener="ana")
    moved = path.rename(tmp_path / "moved.jsonl")
    again = intake.take_in(store, moved, tmp_path / "all.zip", listener="ana")
    assert [Path(file.where).name for file in again.known] == ["moved.jsonl", "1.jsonl"]
    assert len(store.listens("ana")) == 5


@pytest.mark.parametrize("change", ["bytes", "told", "listener"])
def test_it_is_read_again_where_anything_may_come_out_otherwise(
    store: Store, tmp_path: Path, change: str
) -> None:
    path = history(tmp_path / "a", lines(5))
    intake.take_in(store, path, listener="ana")
    if change == "bytes":
        history(tmp_path / "a", lines(6))
    told = listeners.Told(time_zone="Europe/Berlin") if change == "told" else None
    who = "ben" if change == "listener" else "ana"
    assert intake.take_in(store, path, listener=who, told=told).known == ()
    assert len(store.listens(who)) == (6 if change == "bytes" else 5)


@pytest.mark.parametrize("way", ["play", "all"])
def test_what_was_deleted_comes_back_with_its_file(store: Store, tmp_path: Path, way: str) -> None:
    path = history(tmp_path / "a", lines(5))
    intake.take_in(store, path, listener="ana")
    if way == "all":
        store.forget_listener("ana")
    else:
        store.remove_listens("ana", store.listens("ana")[:1])
    assert store.taken_in("ana") == {}
    assert intake.take_in(store, path, listener="ana").files[0].kept == (5 if way == "all" else 1)


def test_what_lies_in_the_future_is_read_again_tomorrow(store: Store, tmp_path: Path) -> None:
    path = history(tmp_path / "a", lines(2, int(datetime(2026, 6, 1, 12, tzinfo=UTC).timestamp())))
    for day, rows in ((1, 0), (2, 2)):
        now = datetime(2026, 6, day, tzinfo=UTC)
        assert intake.take_in(store, path, listener="ana", now=now).files[0].kept == rows


def test_a_dry_run_and_a_failure_remember_nothing(store: Store, tmp_path: Path) -> None:
    path = history(tmp_path / "a", lines(5))
    intake.take_in(store, path, listener="ana", keep_it=False)
    assert store.taken_in("ana") == {}
    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04 no more")
    intake.take_in(store, path, tmp_path / "bad.zip", listener="ana")
    assert store.taken_in("ana") == {}
