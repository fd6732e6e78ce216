"""Listens find their tracks under the names that editors merged, and keep their own spelling."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import pytest

from dj import intake, matching
from dj.library.store import FileRow, Stamp, Store
from dj.model.listening import Listen
from dj.testing.examples import song

STAMP = Stamp(size=1, mtime_ns=1, reader=1)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    with Store.open(tmp_path / "library") as opened:
        made = song(1, title="Harbour", artist="Prince").track
        track = replace(made, path=tmp_path / "music" / "1.flac")
        opened.save_files([FileRow(path=str(track.path), stamp=STAMP, outcome=track)])
        heard = Listen(started_at=datetime(2026, 1, 1, tzinfo=UTC), artist="TAFKAP",
                       title="Harbour", source="test")  # fmt: skip
        opened.add_listens("me", [heard])
        yield opened


def test_a_merged_name_finds_the_track_and_stays_as_it_was_heard(
    store: Store, tmp_path: Path
) -> None:
    matching.match_again(store)
    assert [row.track_id for row in store.listens("me")] == [None]
    (tmp_path / "overrides.yaml").write_text("artists:\n  - {name: Prince, aliases: [tafkap]}\n")
    matching.match_again(store)
    (row,) = store.listens("me")
    assert (row.track_id, row.artist) == (song(1).id, "TAFKAP")


def test_a_scan_after_a_correction_matches_again(store: Store, tmp_path: Path) -> None:
    music = tmp_path / "elsewhere"
    music.mkdir()
    (tmp_path / "overrides.yaml").write_text("artists:\n  - {name: Prince, aliases: [TAFKAP]}\n")
    intake.scan(store, [music], processes=1, progress=None)
    assert [row.track_id for row in store.listens("me")] == [song(1).id]


def test_tracks_and_songs_are_listed_as_corrected(store: Store, tmp_path: Path) -> None:
    (tmp_path / "overrides.yaml").write_text(
        "tracks:\n"
        "  - match: {artist: Prince, title: Harbour}\n"
        "    set: {title: Ridge, year: 1984}\n"
    )
    (track,) = intake.tracks(store)
    assert (track.title, track.year) == ("Ridge", 1984)
    assert store.tracks()[0].title == "Harbour"


def test_a_mistake_in_the_file_is_told_and_never_stops_a_scan(store: Store, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    file = tmp_path / "overrides.yaml"
    file.write_text("artists:\n  - {nme: Prince}\n")
    assert "overrides.yaml: line 2: knows no 'nme'. Did you mean 'name'?" in (
        intake.flaw_of_overrides()
    )
    intake.scan(store, [tmp_path / "elsewhere"], processes=1, progress=None)
    assert [row.track_id for row in store.listens("me")] == [None]
    file.write_text("artists:\n  - {name: Prince, aliases: [TAFKAP]}\n")
    intake.scan(store, [tmp_path / "elsewhere"], processes=1, progress=None)
    assert intake.flaw_of_overrides() == ""
    assert [row.track_id for row in store.listens("me")] == [song(1).id]


def test_folders_are_remembered_even_if_their_scan_is_stopped(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(import_module("dj.library.scan"), "find_files", stop)
    with pytest.raises(KeyboardInterrupt):
        intake.scan(store, [tmp_path], processes=1, progress=None)
    assert intake.roots(store) == (tmp_path,)
